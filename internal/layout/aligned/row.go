package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of telling the rows of a table without rulings, in font sizes unless said otherwise.
const (
	tightLeading = 1.35 // distance of base lines up to which a line can go on with the text of the line above
	halfLine     = 0.85 // distance of base lines below which two lines are of one row: a name of two lines beside its figures
	closerThan   = 0.85 // of the usual distance of lines of the table, for the same
)

// bands groups the lines of a region into the rows of a table: each is a list of line indexes.
func (r *region) bands(lines [][]text.Phrase) [][]int {
	var out [][]int
	usual := usualLeading(r.rows)
	for i := range r.rows {
		if n := len(out); n > 0 && r.goesOn(lines, out[n-1], i, usual) {
			out[n-1] = append(out[n-1], i)
			continue
		}
		out = append(out, []int{i})
	}
	return out
}

// usualLeading is the median distance of base lines.
func usualLeading(rows []text.Line) float64 {
	var ds []float64
	for i := 1; i < len(rows); i++ {
		ds = append(ds, rows[i].Base-rows[i-1].Base)
	}
	if len(ds) == 0 {
		return 0
	}
	slices.Sort(ds)
	return ds[len(ds)/2]
}

// goesOn says whether line i goes on with the table row that the lines of band make.
func (r *region) goesOn(lines [][]text.Phrase, band []int, i int, usual float64) bool {
	last := band[len(band)-1]
	d := r.rows[i].Base - r.rows[last].Base
	if d < halfLine*r.rows[last].Size && apartAcross(lines[last], lines[i]) {
		return true
	}
	if d > tightLeading*math.Max(r.rows[i].Size, r.rows[last].Size) || r.ruledApart(last, i) {
		return false
	}
	if r.inHead(i) {
		return !subdivides(lines[last], lines[i])
	}
	if slices.ContainsFunc(lines[i], func(p text.Phrase) bool { return p.Figure }) {
		return r.figuresGoOn(lines, band, i)
	}
	return d < closerThan*usual
}

// apartAcross says whether no phrase of one line stands above one of another.
func apartAcross(a, b []text.Phrase) bool {
	return !slices.ContainsFunc(a, func(x text.Phrase) bool {
		return slices.ContainsFunc(b, func(y text.Phrase) bool { return x.Box.X0 < y.Box.X1 && y.Box.X0 < x.Box.X1 })
	})
}

// figuresGoOn says whether each figure of line i goes on with a figure of the last line of a band, which
// wraps: both make one figure that neither is.
func (r *region) figuresGoOn(lines [][]text.Phrase, band []int, i int) bool {
	for _, p := range lines[i] {
		if p.Figure && !slices.ContainsFunc(lines[band[len(band)-1]], func(o text.Phrase) bool { return brokenOver(o, p) }) {
			return false
		}
	}
	return true
}

// brokenOver says whether a figure goes on in b, which stands below.
func brokenOver(a, b text.Phrase) bool {
	if b.Box.X0 > a.Box.X1 || b.Box.X1 < a.Box.X0 {
		return false
	}
	ls := []layout.Line{{Text: a.Text, Box: a.Box}, {Text: b.Text, Box: b.Box}}
	return figure.WrapOf(ls, a.Box, figure.UsualDecimals) == figure.One || figure.Decimals(a.Text) > 0 && figure.WrapOf(ls, a.Box, figure.UsualDecimals) == figure.LikelyOne
}

// ruledApart says whether a rule runs between two lines.
func (r *region) ruledApart(a, b int) bool {
	between := func(e ruling.Edge) bool {
		return r.rows[a].Box.Center().Y < e.At && e.At < r.rows[b].Box.Center().Y
	}
	return slices.ContainsFunc(r.rules, between) || slices.ContainsFunc(r.parts, between)
}

// subdivides says whether two phrases of the lower line stand under one of the upper.
func subdivides(upper, lower []text.Phrase) bool {
	for _, u := range upper {
		n := 0
		for _, l := range lower {
			if l.Box.X0 < u.Box.X1 && l.Box.X1 > u.Box.X0 {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// bandLines is the row lines: rules where they run between two bands, else the middle between them.
func (r *region) bandLines(bands [][]int) []float64 {
	top := r.rows[0].Box.Y0
	bottom := r.rows[len(r.rows)-1].Box.Y1
	if len(r.rules) > 0 {
		top, bottom = math.Min(top, r.rules[0].At), math.Max(bottom, r.rules[len(r.rules)-1].At)
	}
	ys := []float64{top}
	for i := 1; i < len(bands); i++ {
		a, b := r.rows[bands[i-1][len(bands[i-1])-1]].Box, r.rows[bands[i][0]].Box
		ys = append(ys, math.Max((a.Y1+b.Y0)/2, ys[len(ys)-1]))
	}
	return append(ys, bottom)
}
