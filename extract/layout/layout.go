// Package layout finds tables and paragraphs on pages: from runs of text and rulings to cells with
// their spans, and from lines to running text.
package layout

import (
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// Pages lays out the pages of one document: its tables, joined over page breaks, in document order,
// and the running text around them.
func Pages(pages []page.Page) ([]Table, []Paragraph) {
	sheets := make([]*sheet, len(pages))
	page.Each(len(pages), func(i int) { sheets[i] = newSheet(&pages[i]) })
	dropFurniture(sheets)
	parts := make([][]*part, len(sheets))
	page.Each(len(sheets), func(i int) {
		sheets[i].findTables()
		parts[i] = sheets[i].describe()
	})
	tables := joinParts(slices.Concat(parts...))
	nameSources(tables, pages)
	return tables, paragraphs(sheets)
}

// nameSources says of each cell whether its page was recognised.
func nameSources(tables []Table, pages []page.Page) {
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
