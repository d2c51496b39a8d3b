package caption

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

const (
	shortestInside = 2
)

// innerCaptions moves rows at the top of the grid that are a title or captions, drawn within its
// border, out of the grid.
func (p *Part) innerCaptions() {
	for p.Rows() > shortestInside {
		m := p.Places()
		cs := grid.WithText(m.Starting(1))
		if len(cs) == 0 && p.emptyTop(m) {
			p.DropTop(1)
			continue
		}
		title, ok := innerCaption(m, cs)
		if !ok {
			return
		}
		if title && p.Title == "" {
			p.Title = titleText(cs[0].Text)
		}
		for _, c := range cs {
			p.Captions = append(p.Captions, c.Lines...)
		}
		p.DropTop(1)
	}
}

// emptyTop says whether the first row is empty and no cell reaches from it into the next.
func (p *Part) emptyTop(m grid.Places) bool {
	for _, c := range m.Starting(1) {
		if c.RowSpan > 1 || c.ColSpan < p.Columns() {
			return false
		}
	}
	return true
}

// innerCaption says whether the first row, whose cells with text are cs, is a title or captions.
func innerCaption(m grid.Places, cs []*layout.Cell) (title, ok bool) {
	for _, c := range m.Starting(1) {
		if c.RowSpan > 1 {
			return false, false
		}
	}
	if len(cs) == 0 {
		return false, false
	}
	var ls []layout.Line
	for _, c := range cs {
		ls = append(ls, layout.Line{Text: c.Text})
	}
	if allCaptions(ls) {
		return false, true
	}
	only := cs[0]
	return true, len(cs) == 1 && only.ColSpan == m.G.Columns() && NamesTable(text.Squeeze(only.Text)) && utf8.RuneCountInString(only.Text) <= longestTitle
}

// innerNotes moves a last row that holds a note over the whole width out of the grid.
func (p *Part) innerNotes() {
	for p.Rows() > shortestInside {
		m := p.Places()
		c := m.At(p.Rows(), 1)
		if c == nil || c.ColSpan != p.Columns() || c.RowSpan != 1 || !noteText.MatchString(strings.TrimSpace(c.Text)) {
			return
		}
		p.Notes = append(slices.Clone(c.Lines), p.Notes...)
		p.DropBottom()
	}
}
