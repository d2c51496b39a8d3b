package normalize

import (
	"cmp"
	"strconv"

	"github.com/mingxi/mingxi/normalize/internal/agency"
)

// What tells a narrative and tables of one department-year apart from two complete documents: of 45
// disclosures those with tables alone have 11 forms or more and no amount in sentences, one with a
// narrative alone has 35 amounts and no form, and all complete ones have 4 forms and 16 amounts or more.
const (
	leastForms   = 3 // with figures, of what holds the tables
	mostStated   = 2 // amounts in its sentences: notes below the tables
	leastStated  = 8 // amounts in the sentences of a narrative
	bundledParts = 2
)

// FindBundles bundles the documents that are the narrative and the tables of one department-year: of
// the same agency, year and kind, one with the tables and no narrative, the other with the narrative and
// no tables. Where there is any other document that could be meant, nothing is bundled.
func FindBundles(docs []Disclosure) {
	type departmentYear struct {
		agency string
		year   int
		kind   Kind
	}
	same := map[departmentYear][]*Disclosure{}
	var order []departmentYear
	for i := range docs {
		d := &docs[i]
		if d.Agency == "" || d.Year == 0 || d.Kind == "" || d.Kind == Report || d.Level == Government || !d.tells() {
			continue
		}
		key := departmentYear{d.Agency, d.Year, d.Kind}
		if same[key] == nil {
			order = append(order, key)
		}
		same[key] = append(same[key], d)
	}
	for _, key := range order {
		if parts := same[key]; len(parts) == bundledParts && complete(parts[0], parts[1]) {
			Bundle(parts)
		}
	}
}

// tells says that a document holds enough of a disclosure to be one part of it or the whole.
func (d *Disclosure) tells() bool { return d.Forms >= leastForms || d.Stated >= leastStated }

// complete says that of two documents one has what the other lacks, and neither is whole.
func complete(a, b *Disclosure) bool {
	if a.Level != "" && b.Level != "" && a.Level != b.Level {
		return false
	}
	return a.tablesAlone() && b.narrativeAlone() || b.tablesAlone() && a.narrativeAlone()
}

func (d *Disclosure) tablesAlone() bool    { return d.Forms >= leastForms && d.Stated <= mostStated }
func (d *Disclosure) narrativeAlone() bool { return d.Forms == 0 && d.Stated >= leastStated }

// Bundle makes documents parts of one bundle. What one of them does not say of agency, year, kind and
// level is taken from the others. It may be called again on the same documents.
func Bundle(docs []*Disclosure) {
	var said Disclosure
	for _, d := range docs {
		said.Agency = cmp.Or(said.Agency, d.Agency)
		said.Year = cmp.Or(said.Year, d.Year)
		said.Kind = cmp.Or(said.Kind, d.Kind)
		said.Level = cmp.Or(said.Level, d.Level)
	}
	for _, d := range docs {
		d.Bundle = docs[0].ID
		d.Agency = cmp.Or(d.Agency, said.Agency)
		d.Year = cmp.Or(d.Year, said.Year)
		d.Kind = cmp.Or(d.Kind, said.Kind)
		d.Level = cmp.Or(d.Level, said.Level)
	}
}

// Differ gives the agencies, years or kinds that two documents name where these cannot be of one
// disclosure; empty where nothing speaks against it.
func Differ(a, b *Disclosure) (ofA, ofB string) {
	switch {
	case a.Agency != "" && b.Agency != "" && !agency.Same(a.Agency, b.Agency):
		return a.Agency, b.Agency
	case a.Year != 0 && b.Year != 0 && a.Year != b.Year:
		return strconv.Itoa(a.Year), strconv.Itoa(b.Year)
	case a.Kind != "" && b.Kind != "" && a.Kind != b.Kind:
		return string(a.Kind), string(b.Kind)
	}
	return "", ""
}

// Split gives each document of a dataset a dataset of its own, in their order.
func (ds *Dataset) Split() []*Dataset {
	out := make([]*Dataset, len(ds.Disclosures))
	at := map[string]*Dataset{}
	for i, d := range ds.Disclosures {
		out[i] = &Dataset{Disclosures: []Disclosure{d}}
		at[d.ID] = out[i]
	}
	for _, t := range ds.Tables {
		at[t.Document].Tables = append(at[t.Document].Tables, t)
	}
	for i := range ds.Records {
		r := &ds.Records[i]
		at[r.Document].Records = append(at[r.Document].Records, *r)
	}
	for i := range ds.Claims {
		c := &ds.Claims[i]
		at[c.Document].Claims = append(at[c.Document].Claims, *c)
	}
	for _, t := range ds.Targets {
		at[t.Document].Targets = append(at[t.Document].Targets, t)
	}
	for _, c := range ds.Checks {
		at[c.Document].Checks = append(at[c.Document].Checks, c)
	}
	for _, f := range ds.Facts {
		at[f.Document].Facts = append(at[f.Document].Facts, f)
	}
	for _, f := range ds.Findings {
		at[f.Document].Findings = append(at[f.Document].Findings, f)
	}
	return out
}
