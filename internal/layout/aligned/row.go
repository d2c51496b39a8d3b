package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of telling the rows of a table without rulings, in font sizes unless said otherwise.
const (
	tightLeading = 1.35 // distance of base lines up to which a line can go on with the text of the line above
	closerThan   = 0.85 // of the usual distance of lines of the table, for the same
)

// bandsOf groups the lines of a candidate into the rows of a table: each band is a list of lines.
func (r *candidate) bandsOf() [][]int {
	leading := usualLeading(r.lines)
	return r.group(func(band []int, i int) bool { return r.goesOn(band, i, leading) })
}

// group puts lines together; goesOn says whether line i goes on with the band above it.
func (r *candidate) group(goesOn func(band []int, i int) bool) [][]int {
	var out [][]int
	for i := range r.lines {
		if n := len(out); n > 0 && goesOn(out[n-1], i) {
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
func (r *candidate) goesOn(band []int, i int, leading float64) bool {
	last := band[len(band)-1]
	d := r.lines[i].Base - r.lines[last].Base
	switch {
	case d < row.HalfLine*r.lines[last].Size && row.ApartAcross(r.phrases[last], r.phrases[i]):
		return true
	case d > tightLeading*math.Max(r.lines[i].Size, r.lines[last].Size) || r.ruledApart(last, i):
		return false
	case r.inHead(i):
		return !subdivides(r.phrases[last], r.phrases[i])
	case slices.ContainsFunc(r.phrases[i], func(p text.Phrase) bool { return p.Figure }):
		return figuresGoOn(r.phrases[last], r.phrases[i])
	}
	return d < closerThan*leading
}

// figuresGoOn says whether each figure of a line goes on with one of the line above, which wraps: both make
// one figure that neither is.
func figuresGoOn(above, line []text.Phrase) bool {
	return !slices.ContainsFunc(line, func(p text.Phrase) bool {
		return p.Figure && !slices.ContainsFunc(above, func(o text.Phrase) bool { return row.BrokenOver(o, p) })
	})
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

// bandLines is the row lines: dividers where they run between two bands, else the middle between them.
func (r *candidate) bandLines(bands [][]int) []float64 {
	top := r.lines[0].Box.Y0
	bottom := r.lines[len(r.lines)-1].Box.Y1
	if len(r.dividers) > 0 {
		top, bottom = math.Min(top, r.dividers[0].At), math.Max(bottom, r.dividers[len(r.dividers)-1].At)
	}
	ys := []float64{top}
	for i := 1; i < len(bands); i++ {
		a, b := r.lines[bands[i-1][len(bands[i-1])-1]].Box, r.lines[bands[i][0]].Box
		ys = append(ys, math.Max((a.Y1+b.Y0)/2, ys[len(ys)-1]))
	}
	return append(ys, bottom)
}
