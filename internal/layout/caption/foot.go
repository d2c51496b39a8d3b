package caption

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

const (
	footFrom  = 0.75 // share of the page's height below which its foot begins
	mostAtEnd = 4    // lines of a title and captions at the foot of a page
)

// TakeFoot gives a table that begins a page without a title the one that stands last on the page before,
// below its tables, with the captions under it. Lines of which several name tables are a list of tables and
// the title of none.
func (p *Part) TakeFoot(before *text.Page, tables []*Part) {
	if !p.Opens || p.Weak || p.Title != "" || p.Head == 0 || before.Number+1 != p.Page {
		return
	}
	from := footFrom * before.Height
	for _, o := range tables {
		from = math.Max(from, o.Box().Y1)
	}
	title, ok := p.footTitle(before, from)
	if !ok || title > 0 && NamesTable(words.Squeeze(before.Lines[title-1].String())) {
		return
	}
	p.Title = titleText(plainTitle(before.Lines[title].String()))
	var captions []layout.Line
	taken := make(map[int]bool)
	for n := title; n < len(before.Lines); n++ {
		taken[n] = true
		for _, x := range before.Lines[n].Segments() {
			captions = append(captions, before.Printed(&x))
		}
	}
	p.Captions = slices.Concat(captions, p.Captions)
	before.Drop(taken)
}

// footTitle is the line of a page, below from, that names a table and has captions alone below it.
func (p *Part) footTitle(before *text.Page, from float64) (int, bool) {
	s := surroundings{Page: before}
	for n := len(before.Lines) - 1; n >= max(0, len(before.Lines)-mostAtEnd); n-- {
		l := &before.Lines[n]
		if l.Box.Y0 < from {
			return 0, false
		}
		switch s.kind(l, p, nil) {
		case isTitle:
			return n, NamesTable(words.Squeeze(l.String()))
		case notCaption:
			return 0, false
		}
	}
	return 0, false
}
