package raster

import "slices"

// What shows that a part of a table is not in the picture.
const (
	openOver  = 2.0 // mm by which a line runs on behind the last that crosses it
	openLeast = 4   // lines of a table that tell it, or
	openFew   = 2   // that end one below the other, as what is cut off does
	openShare = 0.8 // of them that run on at the one side
	openOther = 0.1 // and at most at the other: tables without sides are open at both
	edgeNear  = 1.0 // mm from the picture's edge
	edgeLeast = 3   // lines of a table that run off it
)

const cutOff = "the lines of a table run on behind its last column or row: a part of it may be missing in the picture"

// cut says whether the lines of a table are open at the left or at the right alone, or run off the picture above or below.
func (s *Prepared) cut() bool {
	return slices.ContainsFunc(meshes(s.Rulings, s.mm()), func(m Rulings) bool {
		return m.openAside(s.mm()) || m.flipped().runsOff(s.Ink.H, s.mm())
	})
}

// hanging counts the horizontal lines that run on to the left of all vertical ones, and to the right, and of either those
// that come to the edge of a picture so wide.
func (r Rulings) hanging(wide int, mm float64) (left, right, offLeft, offRight int) {
	first, last := r.Vertical[0].Middle, r.Vertical[0].Middle
	for _, v := range r.Vertical {
		first, last = min(first, v.Middle), max(last, v.Middle)
	}
	for _, h := range r.Horizontal {
		from, to := float64(h.Box.Min.X), float64(h.Box.Max.X)
		if first-from > openOver*mm {
			left++
			if from < edgeNear*mm {
				offLeft++
			}
		}
		if to-last > openOver*mm {
			right++
			if float64(wide)-to < edgeNear*mm {
				offRight++
			}
		}
	}
	return left, right, offLeft, offRight
}

// openAside says whether a table's lines run on at the left or at the right alone.
func (r Rulings) openAside(mm float64) bool {
	left, right, _, _ := r.hanging(0, mm)
	n := len(r.Horizontal)
	if float64(max(left, right)) < openShare*float64(n) || float64(min(left, right)) > openOther*float64(n) {
		return false
	}
	return n >= openLeast || n >= openFew && r.endAlike(left < right, mm)
}

// endAlike says whether all horizontal lines end at the same place, at the right or else at the left.
func (r Rulings) endAlike(right bool, mm float64) bool {
	var ends []int
	for _, h := range r.Horizontal {
		if right {
			ends = append(ends, h.Box.Max.X)
		} else {
			ends = append(ends, h.Box.Min.X)
		}
	}
	return float64(slices.Max(ends)-slices.Min(ends)) <= alikeNear*mm
}

// runsOff says whether lines of a table run off the left or the right edge of a picture so wide.
func (r Rulings) runsOff(wide int, mm float64) bool {
	_, _, left, right := r.hanging(wide, mm)
	return max(left, right) >= edgeLeast
}
