package raster

import (
	"image"
	"math"
)

// What shows that print is too pale for ink beside what is not, as the hyphens of thin type are and characters where toner ran out.
const (
	fadedGrain  = 8.0  // a picture's grain at most, in shades: in more, pale pieces are grain
	fadedShade  = 220  // is seen down to this
	fadedLeast  = 0.1  // mm² at least
	fadedHigh   = 1.2  // mm high at least are characters, which tell whose print it is: less are hyphens
	fadedDash   = 0.6  // mm long at least is a hyphen
	fadedMost   = 6.0  // mm high at most
	fadedWide   = 12.0 // mm wide at most: the rest of a ruling is longer
	fadedLine   = 0.45 // mm thick at most is what a ruling left along it
	fadedNear   = 1.5  // mm at most from a hyphen to ink of its line
	fadedPart   = 0.6  // of its width has ink, at most, where half of a character is pale
	fadedRow    = 0.25 // mm by which a character may stick out of the row of dark ones that it belongs to
	fadedRowMax = 1.5  // times as high as what is pale, at most, is such a dark character
	fadedOwn    = 0.6  // of pale characters stand in the rows of dark ones, at least: what shines through from the back stands anywhere
	fadedFaint  = 2.4  // times as dark must become what may be misread
	fadedFew    = 10   // characters, if less, are specks at the rims of others
	fadedTold   = 10   // such characters are told of
	fadedInk    = 90   // the shade that their darkest becomes
	fadedBy     = 4.0  // times as dark at most
)

// faded is the Problem of a picture on which some print is paler than ink.
const faded = "some of the print is much paler than the rest: figures may be misread or missing"

// inkFaded makes ink of what is too pale for it beside ink that is not, and darkens it. Pale characters that do not stand in the rows of dark
// ones belong to the sheet's back, or to a ground of words: where there are many, all stays as it is.
func (s *Prepared) inkFaded() {
	if s.grain > fadedGrain {
		return
	}
	pieces := s.faded()
	if len(pieces) == 0 {
		return
	}
	rows, high := s.rowsOfInk(), int(fadedHigh*s.mm())
	near, aside := int(fadedNear*s.mm()), int(math.Ceil(fadedRow*s.mm()))
	characters, held, own := 0, 0, pieces[:0]
	for _, c := range pieces {
		b := c.Box
		switch {
		case b.Dy() < high:
			if s.isHyphen(c) && s.Ink.Count(image.Rect(b.Min.X-near, b.Min.Y, b.Max.X+near, b.Max.Y).Inset(-1)) > 0 {
				own = append(own, c)
			}
			continue
		case rows.hold(b, aside):
			own = append(own, c)
			held++
		}
		characters++
	}
	if float64(held) < fadedOwn*float64(characters) {
		return
	}
	faint := 0
	for _, c := range own {
		if c.Box.Dy() >= high && held < fadedFew {
			continue
		}
		if s.ink(c) > fadedFaint && c.Box.Dy() >= high {
			faint++
		}
	}
	if faint >= fadedTold && s.Problem == "" {
		s.Problem = faded
	}
}

// faded are the pieces of print that are too pale for ink, or for the most part of their width.
func (s *Prepared) faded() []Component {
	mm := s.mm()
	var out []Component
	pale := below(s.Gray, fadedShade)
	all := pale.Components(pale.Bounds())
	if len(all) > mostSpecks {
		return nil
	}
	for _, c := range all {
		w, h := float64(c.Box.Dx()), float64(c.Box.Dy())
		if float64(c.Area) < fadedLeast*mm*mm || h > fadedMost*mm || w > fadedWide*mm || h < 2 || w < 2 {
			continue
		}
		if min(w, h) <= fadedLine*mm && s.alongRuling(c.Box) {
			continue
		}
		if ink := s.inkIn(c); ink.Empty() || float64(ink.Dx()) <= fadedPart*w && ink.Dx() < c.Box.Dx()-2 {
			out = append(out, c)
		}
	}
	return out
}

// alongRuling says whether a box touches a ruling.
func (s *Prepared) alongRuling(b image.Rectangle) bool {
	near := int(math.Ceil(fadedLine * s.mm()))
	return overlaps(Ruling{Box: b}, s.Rulings.Horizontal, near) || overlaps(Ruling{Box: b}, s.Rulings.Vertical, near)
}

// isHyphen says whether a piece has the shape of a hyphen.
func (s *Prepared) isHyphen(c Component) bool {
	w, h := c.Box.Dx(), c.Box.Dy()
	return c.isDash(w, h, s.mm()) && float64(w) >= fadedDash*s.mm()
}

// inkIn is the box of the ink that a piece holds.
func (s *Prepared) inkIn(c Component) (box image.Rectangle) {
	for _, r := range c.runs {
		row := s.Ink.Row(r.y)
		for x := r.x0; x < r.x1; x++ {
			if row[x] != 0 {
				box = box.Union(image.Rect(x, r.y, x+1, r.y+1))
			}
		}
	}
	return box
}

// ink makes ink of a piece and darkens what of it was none until the darkest is ink. It gives how many times as dark it became.
func (s *Prepared) ink(c Component) float64 {
	darkest := 255
	for _, r := range c.runs {
		for i := r.y*s.Ink.W + r.x0; i < r.y*s.Ink.W+r.x1; i++ {
			if s.Ink.Pix[i] == 0 {
				darkest = min(darkest, int(s.Gray.Pix[i]))
			}
		}
	}
	by := min(fadedBy, float64(255-fadedInk)/float64(max(1, 255-darkest)))
	around := c.Box.Inset(-1).Intersect(s.Gray.Rect)
	for y := around.Min.Y; y < around.Max.Y; y++ {
		for i := y*s.Gray.Stride + around.Min.X; i < y*s.Gray.Stride+around.Max.X; i++ {
			if s.Ink.Pix[i] == 0 {
				s.Gray.Pix[i] = uint8(255 - min(255, by*float64(255-int(s.Gray.Pix[i]))))
			}
		}
	}
	s.Ink.draw(c.runs)
	return by
}

// inkRows are the heights at which dark characters begin, by where they end.
type inkRows [][]int

// rowsOfInk are the rows of dark characters.
func (s *Prepared) rowsOfInk() inkRows {
	rows := make(inkRows, s.Ink.H+1)
	for _, c := range s.Ink.Components(s.Ink.Bounds()) {
		if h := float64(c.Box.Dy()); h >= fadedHigh*s.mm() && h <= fadedMost*s.mm() {
			rows[c.Box.Max.Y] = append(rows[c.Box.Max.Y], c.Box.Min.Y)
		}
	}
	return rows
}

// hold says whether a piece stands in a row of dark characters, out of which it sticks by so much at most.
func (rows inkRows) hold(b image.Rectangle, aside int) bool {
	most := int(fadedRowMax * float64(b.Dy()))
	for end := max(0, b.Max.Y-aside); end < len(rows) && end <= b.Max.Y+most/3; end++ {
		for _, from := range rows[end] {
			if from <= b.Min.Y+aside && end-from <= most {
				return true
			}
		}
	}
	return false
}
