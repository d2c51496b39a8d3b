package text

import (
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
)

// Print over print.
const (
	largeOver  = 2.0 // how many times as large as what is printed over it a watermark is at least
	slackAbout = 1.0 // points by which a word printed upon a figure reaches beyond it
	fewDigits  = 3   // characters of a figure upon which a word can stand
)

// dropOverprints takes out of the lines what belongs to none of them: large words with others printed over them, which are
// watermarks, and words that were printed upon a figure and end within it.
func (p *Page) dropOverprints() {
	var large []page.Box
	for i := range p.Lines {
		for k := range p.Lines[i].Pieces {
			if x := &p.Lines[i].Pieces[k]; x.Size >= largeOver*p.BodySize && p.holdsSmaller(x) {
				large = append(large, x.Box)
			}
		}
	}
	changed := false
	for i := range p.Lines {
		l := &p.Lines[i]
		n := len(l.Pieces)
		l.Pieces = slices.DeleteFunc(l.Pieces, func(x Piece) bool { return slices.Contains(large, x.Box) || l.isUponFigure(&x) })
		changed = changed || len(l.Pieces) < n
	}
	if changed {
		p.SetRest(p.Rest())
	}
}

// holdsSmaller says whether the middle of a much smaller text stands in the middle half of a large one.
func (p *Page) holdsSmaller(x *Piece) bool {
	core := x.Box
	core.Y0, core.Y1 = core.Y0+core.Height()/4, core.Y1-core.Height()/4
	return slices.ContainsFunc(p.Lines, func(l Line) bool {
		return slices.ContainsFunc(l.Pieces, func(o Piece) bool { return x.Size >= largeOver*o.Size && core.Contains(o.Box.Center()) })
	})
}

// isUponFigure says whether words stand within the figure of another piece.
func (l *Line) isUponFigure(x *Piece) bool {
	if figure.Is(x.Text) {
		return false
	}
	return slices.ContainsFunc(l.Pieces, func(o Piece) bool {
		return figure.Is(o.Text) && len(o.Text) >= fewDigits && o.Box.X0-slackAbout <= x.Box.X0 && x.Box.X1 <= o.Box.X1+slackAbout
	})
}
