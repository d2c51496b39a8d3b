package normalize

import (
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/codes"
)

// unreadPages are the findings about pages that were not read, wholly or in part.
func unreadPages(doc *extract.Document, d *Disclosure) []Finding {
	var list []Finding
	for i := range doc.Pages {
		p := &doc.Pages[i]
		if p.Problem == "" {
			continue
		}
		f := Finding{Document: d.ID, Code: codes.PageUnread, Severity: Warning, Page: p.Number, Sentence: bilingual.OfError(p.Problem)}
		switch {
		case p.Unread:
			f.Code = codes.PageNeedsOCR
		case p.Damaged:
			f.Code = codes.PageDamaged
		}
		list = append(list, f)
	}
	if n := len(doc.Pages); doc.Claimed > n {
		list = append(list, Finding{Document: d.ID, Code: codes.PagesMissing, Severity: Warning,
			Sentence: codes.Say("pages-missing", doc.Claimed, n)})
	}
	return list
}
