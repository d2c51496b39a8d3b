package normalize

import (
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/codes"
)

// Pages that a file counts and does not hold are told; a file that counts too few says nothing.
func TestMissingPages(t *testing.T) {
	for claimed, want := range map[int]int{0: 0, 1: 0, 2: 0, 3: 1} {
		doc := &extract.Document{Pages: make([]page.Page, 2), Claimed: claimed}
		list := unreadPages(doc, &Disclosure{})
		if len(list) != want || want > 0 && list[0].Code != codes.PagesMissing {
			t.Errorf("%d pages claimed: %v", claimed, list)
		}
	}
}
