package reconcile

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/normalize"
)

// Contents are what a dataset holds of one document.
type contents struct {
	tables  []*normalize.Table
	records []*normalize.Record
	claims  []*normalize.Claim
}

// byDocument gives each document its tables, records and claims, with nothing said of them or of it
// yet.
func byDocument(ds *normalize.Dataset) map[string]*contents {
	for i := range ds.Records {
		ds.Records[i].Status = normalize.Unverified
	}
	for i := range ds.Claims {
		ds.Claims[i].Records, ds.Claims[i].Outcome = nil, normalize.Insufficient
	}
	return asTheyAre(ds)
}

// uncount forgets the counts of an earlier run.
func uncount(ds *normalize.Dataset) {
	for i := range ds.Disclosures {
		ds.Disclosures[i].Verified, ds.Disclosures[i].Failed = 0, 0
	}
	for i := range ds.Tables {
		ds.Tables[i].Checks, ds.Tables[i].Failed = 0, 0
	}
}

// countFigures counts each document's figures again: a reading that was taken may be one where the first was none.
func countFigures(ds *normalize.Dataset) {
	count := map[string]int{}
	for i := range ds.Records {
		if r := &ds.Records[i]; r.IsFigure() {
			count[r.Document]++
		}
	}
	for i := range ds.Disclosures {
		ds.Disclosures[i].Figures = count[ds.Disclosures[i].ID]
	}
}

// asTheyAre gives each document its tables, records and claims.
func asTheyAre(ds *normalize.Dataset) map[string]*contents {
	out := map[string]*contents{}
	of := func(id string) *contents {
		if out[id] == nil {
			out[id] = &contents{}
		}
		return out[id]
	}
	for i := range ds.Tables {
		t := &ds.Tables[i]
		of(t.Document).tables = append(of(t.Document).tables, t)
	}
	for i := range ds.Records {
		r := &ds.Records[i]
		of(r.Document).records = append(of(r.Document).records, r)
	}
	for i := range ds.Claims {
		c := &ds.Claims[i]
		of(c.Document).claims = append(of(c.Document).claims, c)
	}
	return out
}

// bundles are the documents that are reconciled as one, in the order of the first of each.
func bundles(all []normalize.Disclosure) [][]*normalize.Disclosure {
	var out [][]*normalize.Disclosure
	at := map[string]int{}
	for i := range all {
		d := &all[i]
		n, known := at[d.Bundle]
		if known && d.Bundle != "" {
			out[n] = append(out[n], d)
			continue
		}
		at[d.Bundle] = len(out)
		out = append(out, []*normalize.Disclosure{d})
	}
	return out
}

// setsOf are the sets of tables and claims that documents hold, their own first.
func setsOf(docs []*normalize.Disclosure, parts map[string]*contents) []string {
	out := []string{""}
	add := func(set string) {
		if !slices.Contains(out, set) {
			out = append(out, set)
		}
	}
	for _, d := range docs {
		p := parts[d.ID]
		if p == nil {
			continue
		}
		for _, t := range p.tables {
			add(t.Set)
		}
		for _, c := range p.claims {
			add(c.Set)
		}
	}
	return out
}

// of is what belongs to one set. Claims of others leave their place behind, for claims refer to each
// other by number.
func (p *contents) of(set string) *contents {
	out := &contents{}
	mine := map[int]bool{}
	for _, t := range p.tables {
		if t.Set == set {
			out.tables = append(out.tables, t)
			mine[t.Number] = true
		}
	}
	for _, r := range p.records {
		if mine[r.Table] {
			out.records = append(out.records, r)
		}
	}
	said := false
	for _, c := range p.claims {
		if c.Set != set {
			c = &normalize.Claim{Document: c.Document, Number: c.Number, Set: c.Set}
		} else {
			said = true
		}
		out.claims = append(out.claims, c)
	}
	if !said {
		out.claims = nil
	}
	return out
}

// asOne is what documents of one bundle say of themselves: the first answer to each question.
func asOne(docs []*normalize.Disclosure) *normalize.Disclosure {
	if len(docs) == 1 {
		return docs[0]
	}
	one := *docs[0]
	for _, d := range docs[1:] {
		one.Agency = cmp.Or(one.Agency, d.Agency)
		one.Year = cmp.Or(one.Year, d.Year)
		one.Kind = cmp.Or(one.Kind, d.Kind)
		one.Level = cmp.Or(one.Level, d.Level)
	}
	return &one
}
