package normalize

import (
	"cmp"
	"strconv"

	"github.com/mingxi/mingxi/internal/groups"
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
	var same groups.Groups[departmentYear, *Disclosure]
	for i := range docs {
		d := &docs[i]
		if d.Agency == "" || d.Year == 0 || d.Kind == "" || d.Kind == Report || d.Level == Government || !d.tells() {
			continue
		}
		same.Add(departmentYear{d.Agency, d.Year, d.Kind}, d)
	}
	for _, parts := range same.All() {
		if len(parts) == bundledParts && complete(parts[0], parts[1]) {
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

// Split gives each document of a dataset a dataset of its own, in their order, and behind these each document that only
// rows name.
func (ds *Dataset) Split() (parts []*Dataset) {
	at := map[string]*Dataset{}
	of := func(document string) *Dataset {
		if at[document] == nil {
			at[document] = &Dataset{}
			parts = append(parts, at[document])
		}
		return at[document]
	}
	share(ds.Disclosures, func(d *Disclosure) *[]Disclosure { return &of(d.ID).Disclosures })
	share(ds.Tables, func(t *Table) *[]Table { return &of(t.Document).Tables })
	share(ds.Records, func(r *Record) *[]Record { return &of(r.Document).Records })
	share(ds.Claims, func(c *Claim) *[]Claim { return &of(c.Document).Claims })
	share(ds.Targets, func(t *Target) *[]Target { return &of(t.Document).Targets })
	share(ds.Checks, func(c *Check) *[]Check { return &of(c.Document).Checks })
	share(ds.Facts, func(f *Fact) *[]Fact { return &of(f.Document).Facts })
	share(ds.Findings, func(f *Finding) *[]Finding { return &of(f.Document).Findings })
	return parts
}

// share adds each row to the list that it belongs to.
func share[T any](rows []T, list func(*T) *[]T) {
	for i := range rows {
		to := list(&rows[i])
		*to = append(*to, rows[i])
	}
}
