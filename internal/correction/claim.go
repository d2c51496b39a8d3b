package correction

import (
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// OfClaim is what a correction of a claim names it by: its figure as it was read, its line, and which it is of those that read alike
// there, since all claims of a line have one box. Numbers of claims, which another version may change, are no part of it.
func OfClaim(ds *normalize.Dataset, c *normalize.Claim) Entry {
	e := Entry{Page: c.Page, Box: c.Box, Field: Claim, Printed: c.Text}
	for i := range ds.Disclosures {
		if d := &ds.Disclosures[i]; d.ID == c.Document {
			e.SHA256 = d.SHA256
		}
	}
	alike, _ := claimsAt(ds, c.Document, &e)
	for i, o := range alike {
		if o == c && len(alike) > 1 {
			e.Nth = i + 1
		}
	}
	return e
}

// claimsAt are the claims of an entry's line that read as it says, in reading order, and one of those that read otherwise. An entry
// without a box is of its whole page, one without a page of the document.
func claimsAt(ds *normalize.Dataset, document string, e *Entry) (alike []*normalize.Claim, other *normalize.Claim) {
	for i := range ds.Claims {
		c := &ds.Claims[i]
		if c.Document != document || e.Page > 0 && c.Page != e.Page || e.Box != (page.Box{}) && !covers(c.Box, e.Box) {
			continue
		}
		if words.Squeeze(c.Text) == words.Squeeze(e.Printed) {
			alike = append(alike, c)
		} else if other == nil {
			other = c
		}
	}
	return alike, other
}

// claim corrects a figure of the narrative. Of several that read alike the entry must say which; where it says so and there is one, this
// may be another.
func (a application) claim() normalize.Sentence {
	alike, other := claimsAt(a.ds, a.d.ID, a.Entry)
	var c *normalize.Claim
	switch {
	case len(alike) == 0 && other != nil && a.Box != (page.Box{}):
		return reads(other.Text)
	case len(alike) == 1 && a.Nth == 0:
		c = alike[0]
	case len(alike) > 1 && a.Nth > 0 && a.Nth <= len(alike):
		c = alike[a.Nth-1]
	case len(alike) > 1:
		return codes.Say("which-is-not-said", len(alike))
	default:
		return codes.Say("no-figure-there")
	}
	if !c.Correct(a.Corrected) {
		return codes.Say("no-figure-of-claim")
	}
	return applied
}
