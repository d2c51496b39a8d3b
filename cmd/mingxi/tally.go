package main

import (
	"maps"

	"github.com/mingxi/mingxi/normalize"
)

// mostKept is how many findings a tally keeps; only the first of them are shown.
const mostKept = 1000

// A tally is what the summary needs of a dataset: it takes in documents one after another and keeps
// little of each.
type tally struct {
	ds              normalize.Dataset         // documents; tables without cells, if they are few; the worst findings
	left            int                       // findings that are not kept
	shares          map[tableID]verifiedShare // by table
	all             verifiedShare
	records         int // with those that are no figures
	outcomes        map[normalize.Outcome]int
	claims, checked int
	severities      map[normalize.Severity]int
	kinds           map[findingKind]int
	wrong           map[string]wrongs // by document, where there is anything
}

// judged stands for the severity of findings that a person has judged: they are counted apart, and make no run fail.
const judged normalize.Severity = "judged"

// A findingKind is what findings are counted by.
type findingKind struct {
	Code     string
	Severity normalize.Severity
}

// The wrongs of a document are how many findings say that something is wrong with it.
type wrongs struct{ Errors, Warnings int }

// A verifiedShare is how many figures there are, and how many of them are verified.
type verifiedShare struct{ figures, verified int }

type tableID struct {
	document string
	number   int
}

func newTally() *tally {
	return &tally{shares: map[tableID]verifiedShare{}, outcomes: map[normalize.Outcome]int{}, severities: map[normalize.Severity]int{},
		kinds: map[findingKind]int{}, wrong: map[string]wrongs{}}
}

// add takes in a dataset whole, and keeps all findings of the first one.
func (t *tally) add(ds *normalize.Dataset) {
	whole := len(t.ds.Disclosures) == 0
	t.ds.Append(&normalize.Dataset{Disclosures: ds.Disclosures, Findings: ds.Findings})
	if n := len(t.ds.Findings) - mostKept; n > 0 && !whole {
		t.ds.Findings, t.left = t.ds.Findings[:mostKept], t.left+n
	}
	t.figures(ds)
	t.tables(ds)
	for _, c := range ds.Checks {
		t.outcomes[c.Outcome]++
	}
	t.claims += len(ds.Claims)
	t.checked += checkedClaims(ds.Claims)
	for _, f := range ds.Findings {
		if f.Judged != "" {
			f.Severity = judged
		}
		t.severities[f.Severity]++
		t.kinds[findingKind{f.Code, f.Severity}]++
		of := t.wrong[f.Document]
		switch f.Severity {
		case normalize.Error:
			of.Errors++
		case normalize.Warning:
			of.Warnings++
		default:
			continue
		}
		t.wrong[f.Document] = of
	}
}

func (t *tally) figures(ds *normalize.Dataset) {
	t.records += len(ds.Records)
	for i := range ds.Records {
		r := &ds.Records[i]
		if !r.IsFigure() {
			continue
		}
		t.all.add(r)
		if len(t.ds.Disclosures) <= maxDetailed {
			id := tableID{r.Document, r.Table}
			of := t.shares[id]
			of.add(r)
			t.shares[id] = of
		}
	}
}

func (s *verifiedShare) add(figure *normalize.Record) {
	s.figures++
	if figure.Status == normalize.Verified {
		s.verified++
	}
}

// tables keeps what is shown of tables while there are few documents.
func (t *tally) tables(ds *normalize.Dataset) {
	if len(t.ds.Disclosures) > maxDetailed {
		t.ds.Tables, t.shares = nil, map[tableID]verifiedShare{}
		return
	}
	for _, table := range ds.Tables {
		table.Cells, table.Rows = nil, nil
		t.ds.Tables = append(t.ds.Tables, table)
	}
}

func checkedClaims(list []normalize.Claim) int {
	n := 0
	for _, c := range list {
		if c.Outcome != "" && c.Outcome != normalize.Insufficient {
			n++
		}
	}
	return n
}

// A notedTally is a tally as it is kept between runs.
type notedTally struct {
	Dataset         normalize.Dataset
	Left            int
	Tables          []notedShare
	All             notedShare
	Records         int
	Outcomes        map[normalize.Outcome]int
	Claims, Checked int
	Severities      map[normalize.Severity]int
	Kinds           map[findingKind]int
	Wrong           map[string]wrongs
}

type notedShare struct {
	Document          string
	Table             int
	Figures, Verified int
}

func (t *tally) noted() notedTally {
	n := notedTally{Dataset: t.ds, Left: t.left, All: notedShare{Figures: t.all.figures, Verified: t.all.verified}, Records: t.records,
		Outcomes: t.outcomes, Claims: t.claims, Checked: t.checked, Severities: t.severities, Kinds: t.kinds, Wrong: t.wrong}
	for id, s := range t.shares {
		n.Tables = append(n.Tables, notedShare{id.document, id.number, s.figures, s.verified})
	}
	return n
}

func (n *notedTally) tally() *tally {
	t := newTally()
	t.ds, t.left, t.all, t.records, t.claims, t.checked = n.Dataset, n.Left, verifiedShare{n.All.Figures, n.All.Verified}, n.Records, n.Claims, n.Checked
	for _, s := range n.Tables {
		t.shares[tableID{s.Document, s.Table}] = verifiedShare{s.Figures, s.Verified}
	}
	maps.Copy(t.outcomes, n.Outcomes)
	maps.Copy(t.severities, n.Severities)
	maps.Copy(t.kinds, n.Kinds)
	maps.Copy(t.wrong, n.Wrong)
	return t
}
