package commands

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// A trouble is what kept some pages of a document from being read, wholly or in part.
type trouble struct {
	Pages []int
	Why   string // in English
	Lost  bool   // something of them is lost
}

// said is a trouble of a file as an error.
func (t trouble) said(file string) error {
	switch len(t.Pages) {
	case 0:
		return fmt.Errorf("%s: %s", file, t.Why)
	case 1:
		return fmt.Errorf("%s: page %d: %s", file, t.Pages[0], t.Why)
	}
	return fmt.Errorf("%s: pages %s: %s", file, pageList(t.Pages), t.Why)
}

// pageList writes page numbers, which stand in order, as 3, 5-9.
func pageList(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		part := strconv.Itoa(pages[i])
		if j > i {
			part += "-" + strconv.Itoa(pages[j])
		}
		parts, i = append(parts, part), j+1
	}
	return strings.Join(parts, ", ")
}

// add puts a page, or the document as a whole, to those that have the same trouble.
func add(list []trouble, page int, why string, lost bool) []trouble {
	var pages []int
	if page > 0 {
		pages = []int{page}
	}
	i := slices.IndexFunc(list, func(t trouble) bool { return t.Why == why && t.Lost == lost })
	if i < 0 {
		return append(list, trouble{pages, why, lost})
	}
	list[i].Pages = append(list[i].Pages, pages...)
	return list
}

// troubles are those of pages of a document. Of pages that were not recognised tables tells together.
func troubles(doc *extract.Document, pages pageSet, unread bool) (list []trouble) {
	for i := range doc.Pages {
		if p := &doc.Pages[i]; p.Problem != "" && (unread || !p.Unread) && pages.has(p.Number) {
			list = add(list, p.Number, p.Problem, p.Damaged)
		}
	}
	if n := len(doc.Pages); doc.Claimed > n {
		list = add(list, 0, codes.Say("pages-missing", doc.Claimed, n).Message, true)
	}
	return list
}

// lossesOf are what a dataset of one document says of pages that are lost.
func lossesOf(ds *normalize.Dataset) (list []trouble) {
	for _, f := range ds.Findings {
		if f.Code == codes.PageDamaged || f.Code == codes.PagesMissing {
			list = add(list, f.Page, f.Message, true)
		}
	}
	return list
}

// complainOf says what is wrong with pages of a file, and whether something is lost.
func complainOf(stderr io.Writer, in *inputs, file string, list []trouble) (lost bool) {
	for _, t := range list {
		in.complain(stderr, t.said(file))
		lost = lost || t.Lost
	}
	return lost
}

// picturePages are the pages that were not recognised.
func picturePages(doc *extract.Document) []int {
	var list []int
	for i := range doc.Pages {
		if doc.Pages[i].Unread {
			list = append(list, doc.Pages[i].Number)
		}
	}
	return list
}
