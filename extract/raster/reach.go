package raster

// reachCover is the share of ink between a line's end and the line it is drawn on to. What is shorter
// than rulingRun is no piece of its own; between breaks near the end of a line that loses the end.
const reachCover = 0.5

// reach draws the ends of lines on to the next crossing line where there is ink on the way.
func reach(r Rulings, ink *Bitmap, mm float64) Rulings {
	far := int((rulingRun + rulingBreak) * mm)
	for i := range r.Horizontal {
		l := &r.Horizontal[i]
		for _, v := range r.Vertical {
			y, x := int(l.Middle), int(v.along(l.Middle, false))
			if y < v.Box.Min.Y || y >= v.Box.Max.Y {
				continue
			}
			inked := func(p int) bool { return inkAt(ink, p, y) }
			if x < l.Box.Min.X && l.Box.Min.X-x <= far && covered(x, l.Box.Min.X, inked) {
				l.Box.Min.X = x
			}
			if x >= l.Box.Max.X && x-l.Box.Max.X <= far && covered(l.Box.Max.X, x, inked) {
				l.Box.Max.X = x + 1
			}
		}
	}
	return r
}

// covered says whether most places from a to b are inked.
func covered(a, b int, inked func(int) bool) bool {
	n := 0
	for p := a; p < b; p++ {
		if inked(p) {
			n++
		}
	}
	return float64(n) >= reachCover*float64(b-a)
}

// inkAt says whether there is ink at x in row y or beside it.
func inkAt(ink *Bitmap, x, y int) bool {
	for d := -1; d <= 1; d++ {
		if y+d >= 0 && y+d < ink.H && x >= 0 && x < ink.W && ink.Row(y + d)[x] != 0 {
			return true
		}
	}
	return false
}

// flipped exchanges horizontal and vertical.
func (r Rulings) flipped() Rulings {
	turn := func(lines []Ruling) []Ruling {
		out := make([]Ruling, len(lines))
		for i, l := range lines {
			out[i] = l
			out[i].Box = flip(l.Box)
		}
		return out
	}
	return Rulings{Horizontal: turn(r.Vertical), Vertical: turn(r.Horizontal)}
}
