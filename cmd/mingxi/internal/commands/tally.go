package commands

import (
	"github.com/mingxi/mingxi/normalize"
)

const (
	mostKept    = 1000 // findings that a tally keeps; only the first of them are shown
	maxDetailed = 3    // documents whose tables are listed one by one
)

// A tally is what the summary needs of a dataset: it takes in documents one after another and keeps
// little of each. It is kept between runs as it is.
type tally struct {
	Dataset         normalize.Dataset         // documents; tables without cells, if they are few; the worst findings
	Left            int                       // findings that are not kept
	Shares          map[tableID]verifiedShare // by table
	All             verifiedShare
	Records         int // with those that are no figures
	Outcomes        map[normalize.Outcome]int
	Claims, Checked int
	Severities      map[normalize.Severity]int
	Kinds           map[findingKind]int
	Wrong           map[string]wrongs // by document, where there is anything
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
type verifiedShare struct{ Figures, Verified int }

type tableID struct {
	Document string
	Number   int
}

func newTally() *tally {
	return &tally{Shares: map[tableID]verifiedShare{}, Outcomes: map[normalize.Outcome]int{}, Severities: map[normalize.Severity]int{},
		Kinds: map[findingKind]int{}, Wrong: map[string]wrongs{}}
}

// add takes in a dataset whole, and keeps all findings of the first one.
func (t *tally) add(ds *normalize.Dataset) {
	whole := len(t.Dataset.Disclosures) == 0
	t.Dataset.Append(&normalize.Dataset{Disclosures: ds.Disclosures, Findings: ds.Findings})
	if n := len(t.Dataset.Findings) - mostKept; n > 0 && !whole {
		t.Dataset.Findings, t.Left = t.Dataset.Findings[:mostKept], t.Left+n
	}
	t.figures(ds)
	t.tables(ds)
	for _, c := range ds.Checks {
		t.Outcomes[c.Outcome]++
	}
	t.Claims += len(ds.Claims)
	t.Checked += checkedClaims(ds.Claims)
	for _, f := range ds.Findings {
		if f.Judged != "" {
			f.Severity = judged
		}
		t.Severities[f.Severity]++
		t.Kinds[findingKind{f.Code, f.Severity}]++
		of := t.Wrong[f.Document]
		switch f.Severity {
		case normalize.Error:
			of.Errors++
		case normalize.Warning:
			of.Warnings++
		default:
			continue
		}
		t.Wrong[f.Document] = of
	}
}

func (t *tally) figures(ds *normalize.Dataset) {
	t.Records += len(ds.Records)
	for i := range ds.Records {
		r := &ds.Records[i]
		if !r.IsFigure() {
			continue
		}
		t.All.add(r)
		if len(t.Dataset.Disclosures) <= maxDetailed {
			id := tableID{r.Document, r.Table}
			of := t.Shares[id]
			of.add(r)
			t.Shares[id] = of
		}
	}
}

func (s *verifiedShare) add(figure *normalize.Record) {
	s.Figures++
	if figure.Status == normalize.Verified {
		s.Verified++
	}
}

// tables keeps what is shown of tables while there are few documents.
func (t *tally) tables(ds *normalize.Dataset) {
	if len(t.Dataset.Disclosures) > maxDetailed {
		t.Dataset.Tables, t.Shares = nil, map[tableID]verifiedShare{}
		return
	}
	for _, table := range ds.Tables {
		table.Cells, table.Rows = nil, nil
		t.Dataset.Tables = append(t.Dataset.Tables, table)
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
