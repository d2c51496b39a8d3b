package aligned

import (
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// A Before is the table that the page before ends with: its column lines, and its head as that page prints it.
type Before struct {
	Xs       []float64
	Head     []layout.Cell
	HeadRows int
	Filled   []column.Span // what texts of each of its columns fill; none where that is not known
	Blank    float64       // the usual one between two of its rows
	Boxed    bool          // what the page that goes on with it rules first is no table of its own, but boxes round some of the columns
}

// repeated is the head of the table before, if the lines of the page print it again, in its columns and as far below each other, and
// nothing else beside it: how many lines that are, from one on, and what they make.
func (f *finder) repeated(before *Before, first int) (n int, z *headZone) {
	if len(before.Head) == 0 || first >= len(f.Lines) {
		return 0, nil
	}
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, c := range before.Head {
		for _, l := range c.Lines {
			top, bottom = math.Min(top, l.Box.Y0), math.Max(bottom, l.Box.Y1)
		}
	}
	down := f.Lines[first].Box.Y0 - top
	z = &headZone{rows: before.HeadRows}
	for _, c := range before.Head {
		z.cells = append(z.cells, headCell{from: c.Column - 1, to: c.Column + c.ColSpan - 2, row: c.Row - 1, rows: c.RowSpan})
	}
	for ; first+n < len(f.Lines) && f.middle(first+n) < bottom+down; n++ {
		for _, p := range f.Lines[first+n].Pieces {
			i := slices.IndexFunc(before.Head, func(c layout.Cell) bool { return printsAt(&c, p.Box.Center(), down) })
			if i < 0 {
				return 0, nil
			}
			z.cells[i].phrases = append(z.cells[i].phrases, text.NewPhrase([]text.Piece{p}))
		}
	}
	for i, c := range before.Head {
		var said strings.Builder
		for _, p := range z.cells[i].phrases {
			said.WriteString(p.Text)
		}
		if words.Squeeze(said.String()) != words.Squeeze(c.Text) {
			return 0, nil
		}
	}
	z.cells = slices.DeleteFunc(z.cells, func(c headCell) bool { return len(c.phrases) == 0 })
	z.end = n
	return n, z
}

// printsAt says whether a line of a cell, so much further down, stands at a point.
func printsAt(c *layout.Cell, at page.Point, down float64) bool {
	return slices.ContainsFunc(c.Lines, func(l layout.Line) bool {
		return l.Box.X0 <= at.X && at.X <= l.Box.X1 && l.Box.Y0+down <= at.Y && at.Y <= l.Box.Y1+down
	})
}

// firstLine is the first line of the page that is no caption.
func (f *finder) firstLine() int {
	return max(0, slices.IndexFunc(f.phrases, func(l []text.Phrase) bool { return !caption.AreCaptions(l) }))
}
