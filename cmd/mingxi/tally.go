package main

import "github.com/mingxi/mingxi/normalize"

// mostKept is how many findings a tally keeps; only the first of them are shown.
const mostKept = 1000

// A tally is what the summary needs of a dataset: it takes in documents one after another and keeps
// little of each.
type tally struct {
	ds                normalize.Dataset // documents; tables without cells, if they are few; the worst findings
	left              int               // findings that are not kept
	proven            map[tableID]int   // verified records by table
	figures, verified int               // records with an amount, and those of them that are proven
	allRecords        int               // with those of dashes and words
	outcomes          map[normalize.Outcome]int
	claims, checked   int
	severities        map[normalize.Severity]int
}

type tableID struct {
	document string
	number   int
}

func newTally() *tally {
	return &tally{proven: map[tableID]int{}, outcomes: map[normalize.Outcome]int{}, severities: map[normalize.Severity]int{}}
}

// add takes in a dataset whole, and keeps all findings of the first one.
func (t *tally) add(ds *normalize.Dataset) {
	whole := len(t.ds.Disclosures) == 0
	t.ds.Append(&normalize.Dataset{Disclosures: ds.Disclosures, Findings: ds.Findings})
	if n := len(t.ds.Findings) - mostKept; n > 0 && !whole {
		t.ds.Findings, t.left = t.ds.Findings[:mostKept], t.left+n
	}
	t.records(ds)
	t.tables(ds)
	for _, c := range ds.Checks {
		t.outcomes[c.Outcome]++
	}
	t.claims += len(ds.Claims)
	t.checked += checkedClaims(ds.Claims)
	for _, f := range ds.Findings {
		t.severities[f.Severity]++
	}
}

func (t *tally) records(ds *normalize.Dataset) {
	t.allRecords += len(ds.Records)
	for i := range ds.Records {
		r := &ds.Records[i]
		if r.Value.Valid {
			t.figures++
		}
		if r.Status != normalize.Verified {
			continue
		}
		if r.Value.Valid {
			t.verified++
		}
		if len(t.ds.Disclosures) <= maxDetailed {
			t.proven[tableID{r.Document, r.Table}]++
		}
	}
}

// tables keeps what is shown of tables while there are few documents.
func (t *tally) tables(ds *normalize.Dataset) {
	if len(t.ds.Disclosures) > maxDetailed {
		t.ds.Tables, t.proven = nil, map[tableID]int{}
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
