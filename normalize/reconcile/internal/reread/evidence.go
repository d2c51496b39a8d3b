package reread

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize"
)

// evidence is what the checks say of each record, by its name with its document.
type evidence struct {
	records   map[normalize.Ref]*normalize.Record
	order     []*normalize.Record
	checks    map[normalize.Ref][]*normalize.Check
	documents map[string]*normalize.Disclosure
}

// nameOf is a record's name with its document.
func nameOf(r *normalize.Record) normalize.Ref {
	ref := r.Ref()
	ref.Document = r.Document
	return ref
}

// fromOutside is the name of a check's record with its document: the check's own, if no other is said.
func fromOutside(ref normalize.Ref, c *normalize.Check) normalize.Ref {
	ref.Document = cmp.Or(ref.Document, c.Document)
	return ref
}

func evidenceOf(ds *normalize.Dataset) evidence {
	e := evidence{records: map[normalize.Ref]*normalize.Record{}, checks: map[normalize.Ref][]*normalize.Check{}, documents: map[string]*normalize.Disclosure{}}
	for i := range ds.Disclosures {
		e.documents[ds.Disclosures[i].ID] = &ds.Disclosures[i]
	}
	for i := range ds.Records {
		r := &ds.Records[i]
		e.records[nameOf(r)] = r
		e.order = append(e.order, r)
	}
	for i := range ds.Checks {
		c := &ds.Checks[i]
		if c.Relation == normalize.AtMost { // a part that is no larger than its whole proves no figure
			continue
		}
		for _, ref := range c.Records {
			ref = fromOutside(ref, c)
			e.checks[ref] = append(e.checks[ref], c)
		}
	}
	return e
}

// others counts the records of a check beside r that are not nought, and says whether these were all
// read surely.
func (e evidence) others(c *normalize.Check, r *normalize.Record) (parts int, surely bool) {
	surely = true
	for _, ref := range c.Records {
		o := e.records[fromOutside(ref, c)]
		if o == nil || o == r {
			continue
		}
		if o.Value.Valid && o.Value.Decimal.IsZero() {
			continue
		}
		parts++
		surely = surely && surest(o)
	}
	return parts, surely
}

// sure says whether a figure was read without doubt: with confidence, and no other reading has as many
// digits and other ones.
func sure(r *normalize.Record) bool {
	if r.Source != recognised || r.First != "" {
		return true
	}
	digits := digitsOf(r.Text)
	return r.Confidence >= certain && !slices.ContainsFunc(r.Others, func(o string) bool {
		other := digitsOf(o)
		return len(other) == len(digits) && other != digits
	})
}

// surest says whether a figure was read so well that it proves the same figure elsewhere: the same print is
// misread alike, and several readings of it agree then.
func surest(r *normalize.Record) bool {
	return sure(r) && (r.Source != recognised || r.Confidence >= leastSure)
}

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

const recognised = page.OCR

// leastSure is the confidence of figures that prove each other by being the same.
const leastSure = 0.95

// certain is the confidence below which a figure that no check proves is a finding.
const certain = 0.9
