package raster

import "slices"

// reachCover is the share of the way from a line's end to the next crossing line that must have ink for the
// line to go on to it: the end of a line behind a break is too short to be found as a line of its own.
const reachCover = 0.5

// dashFar in mm is how far from an upright line a row of dashes may end or begin that goes on to it: each column has dashes of its own.
const dashFar = 20.0

// reach draws the ends of lines that meet no other on to the next crossing line, where there is a
// line's ink on the way, and those of rows of dashes without.
func reach(r Rulings, ink *Bitmap, mm float64) Rulings {
	far, near := int((rulingRun+rulingBreak)*mm), int(rulingMeet*mm)+1
	thick := int(rulingThick * mm)
	for i := range r.Horizontal {
		l := &r.Horizontal[i]
		y := int(l.Middle)
		lined := func(x int) bool { return l.dashed || thinAt(ink, x, y, thick) }
		far := far
		if l.dashed {
			far = int(dashFar * mm)
		}
		first, last := l.Box.Min.X, l.Box.Max.X
		for _, x := range crossings(r.Vertical, y) {
			switch {
			case abs(x-l.Box.Min.X) <= near:
				first = l.Box.Min.X
			case x < l.Box.Min.X && l.Box.Min.X-x <= far && covered(x, l.Box.Min.X, lined):
				first = x
			}
		}
		for _, x := range slices.Backward(crossings(r.Vertical, y)) {
			switch {
			case abs(x-l.Box.Max.X) <= near:
				last = l.Box.Max.X
			case x >= l.Box.Max.X && x-l.Box.Max.X <= far && covered(l.Box.Max.X, x, lined):
				last = x + 1
			}
		}
		l.Box.Min.X, l.Box.Max.X = first, last
	}
	return r
}

// crossings are the x at which vertical lines pass row y, from left to right.
func crossings(vertical []Ruling, y int) []int {
	var out []int
	for _, v := range vertical {
		if v.Box.Min.Y <= y && y < v.Box.Max.Y {
			out = append(out, int(v.along(float64(y), false)))
		}
	}
	slices.Sort(out)
	return out
}

// covered says whether most columns from a to b are inked.
func covered(a, b int, inked func(int) bool) bool {
	n := 0
	for p := a; p < b; p++ {
		if inked(p) {
			n++
		}
	}
	return float64(n) >= reachCover*float64(b-a)
}

// thinAt says whether at x the ink in row y, or in the row beside it, is no higher than a line is thick. The
// strokes of a character are higher.
func thinAt(ink *Bitmap, x, y, thick int) bool {
	for _, row := range []int{y, y - 1, y + 1} {
		if row < 0 || row >= ink.H || x < 0 || x >= ink.W || ink.Row(row)[x] == 0 {
			continue
		}
		top, foot := row, row
		for top > 0 && ink.Row(top - 1)[x] != 0 {
			top--
		}
		for foot+1 < ink.H && ink.Row(foot + 1)[x] != 0 {
			foot++
		}
		return foot-top < thick
	}
	return false
}

// flipped exchanges horizontal and vertical.
func (r Rulings) flipped() Rulings {
	return Rulings{Horizontal: flipped(r.Vertical), Vertical: flipped(r.Horizontal)}
}

func flipped(lines []Ruling) []Ruling {
	out := slices.Clone(lines)
	for i := range out {
		out[i].Box = flip(out[i].Box)
	}
	return out
}

// What hangs over at the end of a line is cut off.
const (
	overhang  = 6.0 // mm at most: less than the height of a row
	openAlike = 3   // lines that end one below the other belong to a table without sides
	alikeNear = 0.5 // mm by which such ends differ at most
)

// trim cuts off what hangs over at the ends of lines that cross at least two others: the stroke of a
// character that stands in line with it.
func trim(r Rulings, mm float64) Rulings {
	near, far := int(rulingMeet*mm)+1, int(overhang*mm)
	shared := func(end func(Ruling) int, at int) bool {
		n := 0
		for _, l := range r.Horizontal {
			if float64(abs(end(l)-at)) <= alikeNear*mm {
				n++
			}
		}
		return n >= openAlike
	}
	left, right := func(l Ruling) int { return l.Box.Min.X }, func(l Ruling) int { return l.Box.Max.X }
	out := slices.Clone(r.Horizontal)
	for i := range out {
		l := &out[i]
		at := slices.DeleteFunc(crossings(r.Vertical, int(l.Middle)), func(x int) bool { return x < l.Box.Min.X-near || x > l.Box.Max.X+near })
		if len(at) < 2 {
			continue
		}
		first, last := at[0], at[len(at)-1]
		if over := first - l.Box.Min.X; over > near && over <= far && !shared(left, l.Box.Min.X) {
			l.Box.Min.X = first
		}
		if over := l.Box.Max.X - last; over > near && over <= far && !shared(right, l.Box.Max.X) {
			l.Box.Max.X = last + 1
		}
	}
	return Rulings{Horizontal: out, Vertical: r.Vertical}
}
