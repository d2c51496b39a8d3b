package layout

import (
	"math"
	"slices"
)

// Tolerances of telling the rows of a table without rulings, in font sizes unless said otherwise.
const (
	tightLeading = 1.35 // distance of base lines up to which a line can go on with the text of the line above
	halfLine     = 0.85 // distance of base lines below which two lines are of one row: a name of two lines beside its figures
	closerThan   = 0.85 // of the usual distance of lines of the table, for the same
)

// bands groups the lines of a region into the rows of a table: each is a list of line indexes.
func (r *region) bands(lines [][]phrase) [][]int {
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
func usualLeading(rows []row) float64 {
	var ds []float64
	for i := 1; i < len(rows); i++ {
		ds = append(ds, rows[i].base-rows[i-1].base)
	}
	if len(ds) == 0 {
		return 0
	}
	slices.Sort(ds)
	return ds[len(ds)/2]
}

// goesOn says whether line i goes on with the table row that the lines of band make.
func (r *region) goesOn(lines [][]phrase, band []int, i int, usual float64) bool {
	last := band[len(band)-1]
	d := r.rows[i].base - r.rows[last].base
	if d < halfLine*r.rows[last].size && apartAcross(lines[last], lines[i]) {
		return true
	}
	if d > tightLeading*math.Max(r.rows[i].size, r.rows[last].size) || r.ruledApart(last, i) {
		return false
	}
	if r.inHead(i) {
		return !subdivides(lines[last], lines[i])
	}
	if slices.ContainsFunc(lines[i], func(p phrase) bool { return p.figure }) {
		return r.figuresGoOn(lines, band, i)
	}
	return d < closerThan*usual
}

// apartAcross says whether no phrase of one line stands above one of another.
func apartAcross(a, b []phrase) bool {
	return !slices.ContainsFunc(a, func(x phrase) bool {
		return slices.ContainsFunc(b, func(y phrase) bool { return x.box.X0 < y.box.X1 && y.box.X0 < x.box.X1 })
	})
}

// figuresGoOn says whether each figure of line i goes on with a figure of the last line of a band, which
// wraps: both make one figure that neither is.
func (r *region) figuresGoOn(lines [][]phrase, band []int, i int) bool {
	for _, p := range lines[i] {
		if p.figure && !slices.ContainsFunc(lines[band[len(band)-1]], func(o phrase) bool { return brokenOver(o, p) }) {
			return false
		}
	}
	return true
}

// brokenOver says whether a figure goes on in b, which stands below.
func brokenOver(a, b phrase) bool {
	if b.box.X0 > a.box.X1 || b.box.X1 < a.box.X0 {
		return false
	}
	ls := []Line{{Text: a.text, Box: a.box}, {Text: b.text, Box: b.box}}
	return wrapOf(ls, a.box, usualPlaces) == oneFigure || placesOf(a.text) > 0 && wrapOf(ls, a.box, usualPlaces) == likelyFigure
}

// ruledApart says whether a rule runs between two lines.
func (r *region) ruledApart(a, b int) bool {
	between := func(e Edge) bool {
		return r.rows[a].box.Center().Y < e.At && e.At < r.rows[b].box.Center().Y
	}
	return slices.ContainsFunc(r.rules, between) || slices.ContainsFunc(r.parts, between)
}

// inHead says whether a line stands above the first inner rule.
func (r *region) inHead(i int) bool {
	return len(r.rules) >= 3 && r.rows[i].box.Center().Y < r.rules[1].At
}

// subdivides says whether two phrases of the lower line stand under one of the upper.
func subdivides(upper, lower []phrase) bool {
	for _, u := range upper {
		n := 0
		for _, l := range lower {
			if l.box.X0 < u.box.X1 && l.box.X1 > u.box.X0 {
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
	top := r.rows[0].box.Y0
	bottom := r.rows[len(r.rows)-1].box.Y1
	if len(r.rules) > 0 {
		top, bottom = math.Min(top, r.rules[0].At), math.Max(bottom, r.rules[len(r.rules)-1].At)
	}
	ys := []float64{top}
	for i := 1; i < len(bands); i++ {
		a, b := r.rows[bands[i-1][len(bands[i-1])-1]].box, r.rows[bands[i][0]].box
		ys = append(ys, math.Max((a.Y1+b.Y0)/2, ys[len(ys)-1]))
	}
	return append(ys, bottom)
}
