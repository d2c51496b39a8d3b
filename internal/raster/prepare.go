// Package raster prepares pictures of pages for recognition: it turns and straightens them, whitens
// the paper, lifts red seals, finds rulings and takes them out, and parts what is left into cells
// and lines of writing. It reads no writing itself.
//
// Lengths are pixels unless said otherwise; the origin is the top left corner.
package raster

import (
	"fmt"
	"image"
	"math"
	"slices"
)

// Pictures outside these cannot be read, or not without guessing.
const (
	leastDPI   = 60.0   // characters of 10 pt are 8 pixels high: nothing can be read
	poorDPI    = 110.0  // below, figures of small print are guesses
	mostPixels = 100e6  // each takes 4 bytes while seals are looked for by their colour
	borderTile = 4.0    // mm
	borderInk  = 0.6    // of a tile at the edge that is dark: the lid or the table below the paper
	speckSize  = 0.28   // mm: dust; the full stop of 8 pt print is larger
	speckAlone = 1.2    // mm around dust without other ink
	speckTiny  = 0.13   // mm: smaller than the full stop of any print, so dust wherever it lies
	faintMore  = 1.25   // times as many cells with the palest lines: a form whose rulings are light grey
	mostSpecks = 200000 // components: what has more is a halftone picture
)

// Prepare makes a picture ready after turning it clockwise by the given degrees (0, 90, 180, 270).
// The error says why a picture cannot be used at all.
func Prepare(p Picture, degrees int) (*Prepared, error) {
	s, err := whitened(p, degrees)
	if err != nil {
		return nil, err
	}
	s.straighten()
	s.clean()
	if s.cut() {
		s.Cut = cutOff
	}
	return s, nil
}

// Askew is the angle by which lines of a picture run down to the right after turning it clockwise by the given degrees, in radians:
// that by which Prepare turns it back about its middle. It is zero of a picture that cannot be used.
func Askew(p Picture, degrees int) float64 {
	s, err := whitened(p, degrees)
	if err != nil {
		return 0
	}
	s.Ink = threshold(s.Gray)
	s.clearBorder()
	return skew(s.Ink)
}

// whitened is a picture made ready but for what lies askew.
func whitened(p Picture, degrees int) (*Prepared, error) {
	b := p.Image.Bounds()
	if n := float64(b.Dx()) * float64(b.Dy()); n == 0 || n > mostPixels {
		return nil, fmt.Errorf("picture of %d by %d pixels: only sizes up to %.0f million pixels can be prepared", b.Dx(), b.Dy(), mostPixels/1e6)
	}
	if p.DPI < leastDPI {
		return nil, fmt.Errorf("picture of %d by %d pixels has only %.0f dots an inch: scan the page again with 200 or more", b.Dx(), b.Dy(), p.DPI)
	}
	g, lifted := grayOf(p.Image, p.DPI)
	g = turn(g, (p.Turned+degrees)%360)
	if isNegative(g) {
		invert(g)
	}
	if dotted(g) {
		g = undotted(g)
	}
	specks := clearDots(g, p.DPI)
	cut := mendStreaks(g, p.DPI)
	grain := noise(g)
	if grain >= noiseLeast {
		g = smooth(g, grain)
	}
	liftReversed(g, p.DPI)
	whiten(g, p.DPI)
	if grain >= noiseLeast {
		stretch(g, grain)
	}
	s := &Prepared{Gray: g, DPI: p.DPI, Turned: degrees, Problem: poor(p.DPI), grain: grain, dusty: specks}
	if specks && s.Problem == "" {
		s.Problem = dusty
	}
	if cut && s.Problem == "" {
		s.Problem = streaked
	}
	if lifted != nil {
		s.Lifted = turn(lifted, (p.Turned+degrees)%360)
	}
	if darken(g) && s.Problem == "" {
		s.Problem = "picture has little contrast: figures may be misread or missing"
	}
	return s, nil
}

func poor(dpi float64) string {
	if dpi < poorDPI {
		return fmt.Sprintf("picture has only %.0f dots an inch: figures may be misread", dpi)
	}
	return ""
}

func (s *Prepared) straighten() {
	s.findInk()
	if s.Skew = skew(s.Ink); s.Skew != 0 {
		s.Gray = straighten(s.Gray, s.Skew)
		if s.Lifted != nil {
			invert(s.Lifted) // what comes in from outside is white
			s.Lifted = straighten(s.Lifted, s.Skew)
			invert(s.Lifted)
		}
		s.findInk()
	}
}

// findInk finds what is ink by its shade, but for the dark surroundings of the paper.
func (s *Prepared) findInk() {
	s.Ink = threshold(s.Gray)
	s.clearBorder()
}

// findTables takes dust out of ink and finds rulings and the cells that they enclose.
func (s *Prepared) findTables() {
	s.Rulings = findRulings(s.Ink, s.clearSpecks(), s.DPI)
	s.Cells = cells(s.Rulings, s.mm())
}

// clean takes dust and rulings out of ink and shades.
func (s *Prepared) clean() {
	s.findTables()
	faint := findRulings(below(s.Gray, rulingShade), nil, s.DPI)
	pale := cells(faint, s.mm())
	if s.liftBehind(faint, len(pale), behindShare) || s.liftDarkBehind(faint, len(pale)) {
		s.findInk()
		s.findTables()
	} else if float64(len(pale)) > faintMore*float64(len(s.Cells)+1) {
		s.Rulings, s.Cells = faint, pale
	}
	blots := s.blots()
	s.clearRulings()
	s.clearBlots(blots)
	s.inkFaded()
	s.Hidden = s.hidden(blots)
}

// whiteOut makes r paper.
func (s *Prepared) whiteOut(r image.Rectangle) {
	r = r.Intersect(s.Ink.Bounds())
	s.Ink.Clear(r)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := s.Gray.Pix[y*s.Gray.Stride+r.Min.X : y*s.Gray.Stride+r.Max.X]
		for x := range row {
			row[x] = 255
		}
	}
}

// clearBorder whitens the dark surroundings of the paper: tiles full of ink that hang together with
// the picture's edge.
func (s *Prepared) clearBorder() {
	n := max(8, int(borderTile*s.mm()))
	dark := NewBitmap((s.Ink.W+n-1)/n, (s.Ink.H+n-1)/n)
	tile := func(x, y int) image.Rectangle {
		return image.Rect(x*n, y*n, x*n+n, y*n+n).Intersect(s.Ink.Bounds())
	}
	for y := range dark.H {
		for x := range dark.W {
			t := tile(x, y)
			if float64(s.Ink.Count(t)) >= borderInk*float64(t.Dx()*t.Dy()) {
				dark.Row(y)[x] = 1
			}
		}
	}
	inside := dark.Bounds().Inset(1)
	cleared := 0
	for _, c := range dark.Components(dark.Bounds()) {
		if c.Box.In(inside) {
			continue
		}
		cleared += c.Area
		for _, r := range c.runs {
			for x := r.x0; x < r.x1; x++ {
				s.whiteOut(tile(x, r.y).Inset(-n / 2))
			}
		}
	}
	s.Dark = max(s.Dark, float64(cleared)/float64(max(1, dark.W*dark.H)))
}

// clearSpecks takes out dust: specks with nothing near them, and the tiniest ones everywhere but where figures have points.
// It gives the pieces of ink that stay, or none of a picture that has too many.
func (s *Prepared) clearSpecks() []Component {
	most := speckSize * s.mm()
	around := int(math.Ceil(speckAlone * s.mm()))
	all := s.Ink.Components(s.Ink.Bounds())
	if len(all) > mostSpecks {
		return nil
	}
	return slices.DeleteFunc(all, func(c Component) bool {
		size := float64(max(c.Box.Dx(), c.Box.Dy()))
		dust := size <= speckTiny*s.mm() && !s.mayBePoint(c.Box) || size <= most && s.Ink.Count(c.Box.Inset(-around)) == c.Area ||
			s.dusty && size <= dustLarge*s.mm() && !s.isBetween(c.Box)
		if dust {
			s.whiteOut(c.Box.Inset(-1))
		}
		return dust
	})
}

// mayBePoint says whether a speck stands where the point of a figure does: at the foot of a line, between two characters.
// Of a pale point no more is left.
func (s *Prepared) mayBePoint(speck image.Rectangle) bool {
	near, foot := int(math.Ceil(speckAlone/2*s.mm())), int(math.Ceil(speckTiny*s.mm()))
	beside := func(left, right int) bool {
		return s.Ink.Count(image.Rect(left, speck.Max.Y-foot, right, speck.Max.Y+foot)) > 0
	}
	around := speck.Inset(-near)
	return beside(around.Min.X, speck.Min.X) && beside(speck.Max.X, around.Max.X) &&
		s.Ink.Count(image.Rect(speck.Min.X, speck.Min.Y-2*near, speck.Max.X, speck.Min.Y)) == 0 &&
		s.Ink.Count(image.Rect(around.Min.X, speck.Max.Y+foot, around.Max.X, around.Max.Y)) == 0
}

// clearRulings takes the lines out, with the grey at their sides.
func (s *Prepared) clearRulings() {
	ink := s.Rulings.ink
	halo := max(1, int(math.Round(s.DPI/200)))
	for y := range ink.H {
		for _, r := range appendRuns(nil, ink.Row(y), y, 0, ink.W) {
			s.whiteOut(image.Rect(r.x0, y, r.x1, y+1).Inset(-halo))
		}
	}
}
