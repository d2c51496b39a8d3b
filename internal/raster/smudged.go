package raster

import (
	"image"
	"slices"
)

// Measures of figures whose digits touch.
const (
	smudgeLeast = 2.4  // of its height: four digits and a point are wider, and two and a sign of percent are not
	smudgeMost  = 9.0  // of its height: no figure is wider
	smudgeLower = 0.06 // of the height of the name before it by which a figure begins lower: ideographs are higher than digits
	endsNear    = 0.8  // mm by which figures of a column end apart
	smudgeShare = 0.6  // of all that is written behind a name
)

// endsBelow says whether behind names in rows something is written that is lower than they are, ends below another such and begins elsewhere: so do amounts of several
// sizes in a column. Names of offices, days and words are as high as what stands before them.
func (s *Prepared) endsBelow(boxes []image.Rectangle) bool {
	var found []image.Rectangle
	behind := 0
	for _, b := range boxes {
		first := b
		for _, a := range boxes {
			if a.Min.X < first.Min.X && 2*(min(a.Max.Y, b.Max.Y)-max(a.Min.Y, b.Min.Y)) > min(a.Dy(), b.Dy()) {
				first = a
			}
		}
		if first == b {
			continue
		}
		behind++
		if w, h := float64(b.Dx()), float64(b.Dy()); w >= smudgeLeast*h && w <= smudgeMost*h && float64(b.Min.Y-first.Min.Y) >= smudgeLower*float64(first.Dy()) {
			found = append(found, b)
		}
	}
	near, apart := int(endsNear*s.mm()), int(sameColumn*s.mm())
	n := 0
	for _, a := range found {
		if slices.ContainsFunc(found, func(b image.Rectangle) bool {
			return (b.Min.Y >= a.Max.Y || a.Min.Y >= b.Max.Y) && abs(a.Max.X-b.Max.X) <= near && abs(a.Min.X-b.Min.X) > apart
		}) {
			n++
		}
	}
	return n >= tableFigures && float64(n) >= smudgeShare*float64(behind)
}
