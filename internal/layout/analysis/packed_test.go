package analysis

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/page"
	"pgregory.net/rapid"
)

// productOf is what is made of pages that wait packed, or as they are.
func productOf(pages []page.Page, packs bool) Product {
	r := NewReading(len(pages), true)
	r.packs = packs
	for i := range pages {
		r.Read(i, &pages[i])
	}
	return r.Product()
}

// What is made of a document is the same whether its pages wait packed for the last of them or as they are.
func TestPackedPages(t *testing.T) {
	if d := cmp.Diff(productOf(shippedPages(t), false), productOf(shippedPages(t), true)); d != "" {
		t.Error(d)
	}
	rapid.Check(t, func(t *rapid.T) {
		var pages []page.Page
		for n := range 3 {
			pages = append(pages, anyPage(t, n+1))
		}
		packed := append([]page.Page(nil), pages...)
		for i := range packed {
			packed[i].Runs = append([]page.Run(nil), packed[i].Runs...)
		}
		if d := cmp.Diff(productOf(pages, false), productOf(packed, true)); d != "" {
			t.Error(d)
		}
	})
}
