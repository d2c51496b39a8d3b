package caption

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// fewestInside is the rows that a grid keeps, whatever captions and notes are drawn within it.
const fewestInside = 2

// innerCaptions takes rows at the top of the grid out of it that are empty, a title or captions, drawn
// within its border. An empty row whose cells are ruled is the table's own, but below such a title.
func (p *Part) innerCaptions() {
	titled := false
	for p.Rows() > fewestInside {
		top := p.Places().Starting(1)
		if slices.ContainsFunc(top, func(c *layout.Cell) bool { return c.RowSpan > 1 }) {
			return
		}
		said := grid.WithText(top)
		switch {
		case len(said) == 0 && (titled || !slices.ContainsFunc(top, p.isPartial)):
		case allCaptions(textsOf(said)) && !p.datesColumn(said):
		case len(said) == 1 && isTitleCell(said[0]) && (!p.isPartial(said[0]) || said[0].Column == 1 && p.standsOut(said[0])):
			titled = true
			if p.Title == "" {
				p.Title = titleText(said[0].Text)
			}
		default:
			return
		}
		for _, c := range said {
			p.Captions = append(p.Captions, c.Lines...)
		}
		p.DropTop(1)
	}
}

// datesColumn says whether one of the texts of the first row is a year that stands right above a figure: it is the head of that column.
func (p *Part) datesColumn(top []*layout.Cell) bool {
	return slices.ContainsFunc(top, func(c *layout.Cell) bool {
		if c.Column == 1 || c.ColSpan > 1 || !captionDate.MatchString(words.Squeeze(c.Text)) {
			return false
		}
		below := p.Places().At(2, c.Column)
		return below != nil && figure.Is(below.Text)
	})
}

// isPartial says whether a cell spans but some of the columns.
func (p *Part) isPartial(c *layout.Cell) bool { return c.ColSpan < p.Columns() }

// standsOut says whether the text of a cell reaches over its right side.
func (p *Part) standsOut(c *layout.Cell) bool {
	return text.BoxOf(c.Lines).X1 > p.Xs[c.Column+c.ColSpan-1]
}

func isTitleCell(c *layout.Cell) bool {
	return NamesTable(words.Squeeze(c.Text)) && utf8.RuneCountInString(c.Text) <= longestTitle
}

func textsOf(cs []*layout.Cell) []string {
	var out []string
	for _, c := range cs {
		out = append(out, c.Text)
	}
	return out
}

// innerNotes takes last rows that hold a note over the whole width out of the grid.
func (p *Part) innerNotes() {
	for p.Rows() > fewestInside {
		c := p.Places().At(p.Rows(), 1)
		if c == nil || p.isPartial(c) || c.RowSpan != 1 || !noteStart.MatchString(strings.TrimSpace(c.Text)) {
			return
		}
		p.Notes = append(slices.Clone(c.Lines), p.Notes...)
		p.DropBottom()
	}
}
