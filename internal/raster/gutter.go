package raster

import "image"

// What shows that a sheet holds two pages side by side.
const (
	sheetAspect  = 1.2  // width over height of such a sheet, at least
	gutterReach  = 0.05 // of the sheet's width that the blank between the pages may lie off its middle
	gutterLeast  = 10.0 // mm of blank: the inner margins of two pages, which are drawn smaller to stand on one sheet
	pageInk      = 0.5  // of its half that a page's table or lines take, at least
	pageRulings  = 3    // so wide tell a table
	pageLine     = 0.6  // of the width of a page's ink that a line of running text has, at least
	pageLines    = 4    // such lines tell running text; the cells of a table without rulings are shorter
	foldStraight = 0.3  // of the sheet's height that a line in the blank has which is the fold, at least
)

// parts are the pages that stand on the sheet, from left to right: one, or two with a blank between them in the middle of the sheet that
// nothing crosses from top to bottom. A page that lies across has a title, a head or a number in its middle. The blank alone does
// not tell: a half has a table of its own, or both have running text.
func (s *Prepared) parts() []image.Rectangle {
	all := s.Ink.Bounds()
	at := s.gutter()
	left, right := all, all
	left.Max.X, right.Min.X = at, at
	if at == 0 || s.Ink.Count(left) == 0 || s.Ink.Count(right) == 0 || !s.hasTable(left) && !s.hasTable(right) && !(s.hasProse(left) && s.hasProse(right)) {
		return []image.Rectangle{all}
	}
	return []image.Rectangle{left, right}
}

// gutter is the place nearest to the middle of a sheet that lies across about which nothing stands; 0 if there is none.
func (s *Prepared) gutter() int {
	w, h := s.Ink.W, s.Ink.H
	if float64(w) < sheetAspect*float64(h) {
		return 0
	}
	taken := make([]bool, w)
	take := func(r image.Rectangle) {
		for x := max(0, r.Min.X); x < min(w, r.Max.X); x++ {
			taken[x] = true
		}
	}
	for y := range h {
		for x, p := range s.Ink.Row(y) {
			taken[x] = taken[x] || p != 0
		}
	}
	for _, l := range s.Rulings.Horizontal {
		take(l.Box)
	}
	for _, l := range s.Rulings.Vertical {
		if !s.isFold(l) {
			take(l.Box)
		}
	}
	beside, at := int(gutterLeast*s.mm()/2), 0
	for from := 0; from < w; from++ {
		to := from
		for to < w && !taken[to] {
			to++
		}
		if to-from >= 2*beside {
			if x := min(max(w/2, from+beside), to-beside); abs(x-w/2) < abs(at-w/2) {
				at = x
			}
		}
		from = max(from, to)
	}
	if float64(abs(at-w/2)) > gutterReach*float64(w) {
		return 0
	}
	return at
}

// isFold says whether a line is the shadow of the fold between two pages, or the edge of one of them: it is long and upright, and no
// other meets it.
func (s *Prepared) isFold(v Ruling) bool {
	near := int(rulingMeet*s.mm()) + 1
	return float64(v.Box.Dy()) >= foldStraight*float64(s.Ink.H) && !overlaps(v, s.Rulings.Horizontal, near)
}

// hasTable says whether a half of a sheet has a table of its own: rulings about as wide as a page's, none of which leaves it.
func (s *Prepared) hasTable(half image.Rectangle) bool {
	wide := 0
	for _, h := range s.Rulings.Horizontal {
		if h.Box.In(half) && float64(h.Box.Dx()) >= pageInk*float64(half.Dx()) {
			wide++
		}
	}
	return wide >= pageRulings
}

// hasProse says whether a half of a sheet has running text: several lines about as wide as all that stands there.
func (s *Prepared) hasProse(half image.Rectangle) bool {
	ink := inkBox(s.Ink, half)
	if float64(ink.Dx()) < pageInk*float64(half.Dx()) {
		return false
	}
	long := 0
	for _, b := range s.linesIn(s.Ink, half, columnGap) {
		if float64(b.Dx()) >= max(pageLine*float64(ink.Dx()), lineAspect*float64(b.Dy())) {
			long++
		}
	}
	return long >= pageLines
}
