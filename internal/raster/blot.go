package raster

import (
	"fmt"
	"image"
	"math"
	"slices"
)

// Blots are holes of binders, which scan black, and what else is round, black and thicker than any stroke.
const (
	blotThick = 2.5  // mm at least of ink beside and below each of its pixels: strokes of headings are thinner
	blotLeast = 3.8  // mm high and wide at least: a filled box of a form is smaller
	blotMost  = 14.0 // mm at most: what is larger is a dark field or a picture
	blotSolid = 0.75 // of its box is ink at least: of a disc 0.785
	blotRound = 0.9  // the same at most: of a square, as of a code or in a legend, all
	blotEdge  = 0.5  // mm: its edges, of which a line through it may part some
	blotNear  = 1.5  // mm from print: what lies as near may hide some
)

// blots are the boxes of blots, but for their thin edges.
func (s *Prepared) blots() []image.Rectangle {
	mm := s.mm()
	core := runsOf(runsOf(s.Ink, int(blotThick*mm)).transpose(), int(blotThick*mm))
	var out []image.Rectangle
	for _, c := range core.Components(core.Bounds()) {
		wide, high := float64(c.Box.Dx()), float64(c.Box.Dy())
		if min(wide, high) >= blotLeast*mm && max(wide, high) <= blotMost*mm && isRound(float64(c.Area)/(wide*high)) {
			out = append(out, flip(c.Box))
		}
	}
	return out
}

func isRound(solid float64) bool { return blotSolid <= solid && solid <= blotRound }

// runsOf is the ink of a bitmap that has so much unbroken ink in its row.
func runsOf(ink *Bitmap, least int) *Bitmap {
	out := NewBitmap(ink.W, ink.H)
	for y := range ink.H {
		for _, r := range appendRuns(nil, ink.Row(y), y, 0, ink.W) {
			if r.x1-r.x0 >= least {
				out.draw([]inkRun{r})
			}
		}
	}
	return out
}

// clearBlots makes paper of what rulings left of blots.
func (s *Prepared) clearBlots(blots []image.Rectangle) {
	for _, b := range blots {
		for _, c := range s.Ink.Components(b.Inset(-int(math.Ceil(blotThick / 2 * s.mm())))) {
			if !c.Box.Overlaps(b) && !c.Box.In(b.Inset(-int(math.Ceil(blotEdge*s.mm())))) {
				continue
			}
			for _, r := range c.runs {
				s.whiteOut(image.Rect(r.x0, r.y, r.x1, r.y+1).Inset(-1))
			}
		}
	}
}

// hidden tells of a blot that lies in a cell or at print, which may hide some; empty if none does.
func (s *Prepared) hidden(blots []image.Rectangle) string {
	mm := s.mm()
	for _, b := range blots {
		inCell := slices.ContainsFunc(s.Cells, b.Overlaps)
		if near := b.Inset(-int((blotThick/2 + blotNear) * mm)); inCell || float64(s.Ink.Count(near)) > inkLeast*mm*mm {
			return fmt.Sprintf("a hole or a blot of %.0f by %.0f mm, %.0f mm below the upper edge and %.0f mm from the left one, may hide what is printed there",
				float64(b.Dx())/mm, float64(b.Dy())/mm, float64(b.Min.Y)/mm, float64(b.Min.X)/mm)
		}
	}
	return ""
}
