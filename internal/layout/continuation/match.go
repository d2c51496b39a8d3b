package continuation

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/words"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/grid"
)

// follows says whether a part stands where a continuation would stand.
func (j *joining) follows(p *caption.Part) bool {
	return p.Page == j.last.Page+1 && p.Opens && j.last.Closes
}

// sameTitle says whether nothing above the part names another table.
func (j *joining) sameTitle(p *caption.Part, repeated int) bool {
	first := j.parts[0]
	if p.Title == "" && (len(p.Captions) == 0 || repeated > 0) {
		return true
	}
	plain := func(s string) string { return continued.ReplaceAllString(s, "") }
	if plain(p.Title) != "" && plain(p.Title) != plain(first.Title) {
		return false
	}
	if continued.MatchString(p.Title) || slices.ContainsFunc(p.Captions, func(l layout.Line) bool { return continued.MatchString(l.Text) }) {
		return true
	}
	return repeated == first.Head || repeated > 0 && repeated == p.Head && numbersColumns(first, repeated+1) ||
		p.Head == 0 && sameCaptions(first.Captions, p.Captions)
}

// numbersColumns says whether the rest of the head, from a row on, only numbers the columns (栏次),
// which some tables print on their first page alone.
func numbersColumns(p *caption.Part, from int) bool {
	m := p.Places()
	for r := from; r <= p.Head; r++ {
		if !m.IsColumnNumbers(r) {
			return false
		}
	}
	return from <= p.Head
}

// sameCaptions says whether two tables have the same lines above them.
func sameCaptions(a, b []layout.Line) bool {
	return len(a) > 0 && slices.EqualFunc(a, b, func(x, y layout.Line) bool { return words.Squeeze(x.Text) == words.Squeeze(y.Text) })
}

// repeatedHead counts the rows at the top of a part that say the same as the head.
func (j *joining) repeatedHead(p *caption.Part) int {
	first := j.parts[0]
	a, b := first.Places(), p.Places()
	n := 0
	for n < first.Head && n < p.Rows() && sameRow(a.Starting(n+1), b.Starting(n+1)) {
		n++
	}
	for n > 0 && leaves(p.Grid, n) {
		n--
	}
	return n
}

// sameRow says whether two rows of cells say the same, and something.
func sameRow(a, b []*layout.Cell) bool {
	said := func(cs []*layout.Cell) string {
		var s strings.Builder
		for _, c := range cs {
			s.WriteString(words.Squeeze(c.Text))
			s.WriteByte('|')
		}
		return strings.Trim(s.String(), "|")
	}
	return said(a) != "" && said(a) == said(b)
}

// leaves says whether a cell reaches from the first n rows into the next.
func leaves(g *grid.Grid, n int) bool {
	return slices.ContainsFunc(g.Cells, func(c layout.Cell) bool { return c.Row <= n && c.Row+c.RowSpan-1 > n })
}
