package pdf

import (
	"strings"

	"github.com/mingxi/mingxi/extract/page"
)

// mostly is the share of a page's characters that must read in one direction for the page to be
// turned into it. Page numbers and headings stay upright over a table drawn sideways.
const mostly = 0.6

// turnPage turns a page whose text is drawn sideways, so that it reads from left to right.
func turnPage(p *page.Page) {
	angle := readingDirection(p)
	if angle == 0 {
		return
	}
	turn(p, 360-angle)
}

// readingDirection is the angle in which most characters of the page read.
func readingDirection(p *page.Page) int {
	var count [4]int
	total := 0
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Artifact || r.Vertical || strings.TrimSpace(r.Text) == "" {
			continue
		}
		count[r.Angle/90] += len(r.Glyphs)
		total += len(r.Glyphs)
	}
	for i, n := range count {
		if i > 0 && float64(n) > mostly*float64(total) {
			return i * 90
		}
	}
	return 0
}

// turn turns everything on a page clockwise by 90, 180 or 270 degrees.
func turn(p *page.Page, degrees int) {
	t := turner{degrees, p.Width, p.Height}
	t.runs(p.Runs)
	t.runs(p.Clipped)
	for _, rs := range [...][]page.Ruling{p.Rulings, p.Unseen} {
		for i, r := range rs {
			rs[i].From, rs[i].To = t.ends(r.From, r.To)
		}
	}
	for i := range p.Fills {
		p.Fills[i].Box = t.box(p.Fills[i].Box)
	}
	for i := range p.Images {
		p.Images[i].Box = t.box(p.Images[i].Box)
	}
	if degrees != 180 {
		p.Width, p.Height = p.Height, p.Width
	}
	p.Turned = degrees
}

// A turner turns a page of the given size.
type turner struct {
	degrees       int
	width, height float64
}

func (t turner) runs(rs []page.Run) {
	for i := range rs {
		r := &rs[i]
		r.Box, r.Origin = t.box(r.Box), t.point(r.Origin)
		if r.Clip != (page.Box{}) {
			r.Clip = t.box(r.Clip)
		}
		r.Angle = (r.Angle + t.degrees) % 360
		for j := range r.Glyphs {
			r.Glyphs[j].Box = t.box(r.Glyphs[j].Box)
		}
	}
}

func (t turner) point(p page.Point) page.Point {
	switch t.degrees {
	case 90:
		return page.Point{X: t.height - p.Y, Y: p.X}
	case 180:
		return page.Point{X: t.width - p.X, Y: t.height - p.Y}
	}
	return page.Point{X: p.Y, Y: t.width - p.X}
}

func (t turner) box(b page.Box) page.Box {
	p, q := t.ends(page.Point{X: b.X0, Y: b.Y0}, page.Point{X: b.X1, Y: b.Y1})
	return page.Box{X0: p.X, Y0: p.Y, X1: q.X, Y1: q.Y}
}

// ends turns two opposite corners and puts the left or upper one first.
func (t turner) ends(a, b page.Point) (page.Point, page.Point) {
	a, b = t.point(a), t.point(b)
	a.X, b.X = minmax(a.X, b.X)
	a.Y, b.Y = minmax(a.Y, b.Y)
	return a, b
}
