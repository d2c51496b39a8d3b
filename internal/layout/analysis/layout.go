// Package analysis lays out the pages of a document: it finds its tables and its running text, from runs of
// text and rulings to cells with their spans, and from lines to paragraphs. It puts the other rooms together.
package analysis

import (
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/aligned"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/continuation"
	"github.com/mingxi/mingxi/internal/layout/prose"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Pages lays out the pages of one document: its tables, joined over page breaks, in document order,
// and the running text around them.
func Pages(pages []page.Page) ([]layout.Table, []layout.Paragraph) {
	texts := make([]*text.Page, len(pages))
	page.Each(len(pages), func(i int) { texts[i] = readText(&pages[i]) })
	prose.DropFurniture(texts)
	parts := make([][]*caption.Part, len(texts))
	before := make([]text.Page, len(texts)) // each page before tables are taken out
	page.Each(len(texts), func(i int) {
		before[i] = *texts[i]
		before[i].Lines = slices.Clone(texts[i].Lines)
		parts[i] = caption.Describe(texts[i], findTables(texts[i], nil).grids)
	})
	for i := 1; i < len(parts); i++ {
		if xs := columnsBefore(parts[i-1], parts[i]); xs != nil && aligned.Continues(&before[i], xs) {
			*texts[i] = before[i]
			parts[i] = caption.Describe(texts[i], findTables(texts[i], xs).grids)
		}
	}
	for i := 1; i < len(parts); i++ {
		if len(parts[i]) > 0 {
			parts[i][0].TakeFoot(texts[i-1], parts[i-1])
		}
	}
	tables, none := continuation.Join(slices.Concat(parts...))
	for _, p := range none {
		giveBack(p)
	}
	nameSources(tables, pages)
	return tables, prose.Paragraphs(texts)
}

// columnsBefore is the column lines of the table without rulings that stands last on a page, if the next page may go on
// with it: it does not begin with a table that is ruled or has a head.
func columnsBefore(before, next []*caption.Part) []float64 {
	if len(before) == 0 {
		return nil
	}
	last := before[len(before)-1]
	if !last.Closes || last.Ruled || last.Weak {
		return nil
	}
	for _, p := range next {
		if p.Opens && (p.Ruled || namesColumns(p) || continuation.GoesOn(last, p)) {
			return nil
		}
	}
	return last.Xs
}

// namesColumns says whether a part has a head that names most of its columns: not a name that stands alone.
func namesColumns(p *caption.Part) bool {
	named := 0
	for _, c := range p.Cells {
		if c.Row <= p.Head && c.Text != "" {
			named += c.ColSpan
		}
	}
	return 2*named > p.Columns()
}

// giveBack puts the text of a part that turned out to be no table back among the lines of its page.
func giveBack(p *caption.Part) {
	p.On.Tables--
	p.On.SetRest(append(p.On.Rest(), p.Text...))
}

// nameSources says of each cell whether its page was recognised.
func nameSources(tables []layout.Table, pages []page.Page) {
	recognised := map[int]bool{}
	for i := range pages {
		recognised[pages[i].Number] = pages[i].Source == page.OCR
	}
	for i := range tables {
		for k := range tables[i].Cells {
			if c := &tables[i].Cells[k]; recognised[c.Page] {
				c.Source = page.OCR
			}
		}
	}
}
