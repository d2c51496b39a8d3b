// Package analysis lays out the pages of a document: it finds its tables and its running text, from runs of
// text and rulings to cells with their spans, and from lines to paragraphs. It puts the other rooms together.
package analysis

import (
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
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
	page.Each(len(texts), func(i int) { parts[i] = caption.Describe(texts[i], findTables(texts[i]).grids) })
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
