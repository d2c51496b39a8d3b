package normalize

import (
	"fmt"

	"github.com/mingxi/mingxi/extract"
)

// Codes of findings about pages.
const (
	PageNeedsOCR = "page-needs-ocr" // its text can only be recognised from its picture, and was not
	PageUnread   = "page-unread"    // something else kept it from being read, wholly or in part
	PagesMissing = "pages-missing"  // the file counts more pages than could be found in it
)

// unreadPages are the findings about pages that were not read, wholly or in part.
func unreadPages(doc *extract.Document, d *Disclosure) []Finding {
	var list []Finding
	for i := range doc.Pages {
		p := &doc.Pages[i]
		if p.Problem == "" {
			continue
		}
		f := Finding{Document: d.ID, Code: PageUnread, Severity: Warning, Page: p.Number, Message: p.Problem}
		if p.Unread {
			f.Code = PageNeedsOCR
		}
		list = append(list, f)
	}
	if n := len(doc.Pages); doc.Claimed > n {
		list = append(list, Finding{Document: d.ID, Code: PagesMissing, Severity: Warning,
			Message: fmt.Sprintf("the file says that it has %d pages, and %d could be found: it is cut off or damaged; download it again", doc.Claimed, n)})
	}
	return list
}
