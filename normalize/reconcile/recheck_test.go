package reconcile

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// stored is a dataset as it comes back from its files: what the contract has not is gone.
func stored(ds *normalize.Dataset) {
	for i := range ds.Claims {
		c := &ds.Claims[i]
		c.Section, c.Text, c.Names, c.Of, c.Whole = "", "", nil, 0, 0
	}
}

// TestUntouchedDatasetIsSound keeps every check of real documents tellable from its stored row.
func TestUntouchedDatasetIsSound(t *testing.T) {
	t.Parallel() // of those that do, it alone reads documents
	for _, file := range append(corpusFiles(t), filepath.Join("..", "..", "testdata", "hongqi-2026", "doc.pdf")) {
		ds := readDataset(t, file)
		if ds == nil {
			continue
		}
		normalize.Measure(ds)
		Check(ds, Options{})
		stored(ds)
		before := len(ds.Findings)
		Audit(ds, Options{})
		for _, f := range ds.Findings {
			if isAltered(f) {
				t.Errorf("%s: %s: %s", filepath.Base(file), f.Code, f.Message)
			}
		}
		if len(ds.Findings) != before && !t.Failed() {
			t.Errorf("%s: %d findings, then %d", filepath.Base(file), before, len(ds.Findings))
		}
	}
}

func isAltered(f normalize.Finding) bool {
	return slices.Contains([]string{codes.AlteredFigure, codes.AlteredCheck, codes.AlteredStatus, codes.AlteredCount}, f.Code)
}

// TestEveryAlteredFigureIsNamed changes one digit of each verified figure of the shipped document, another one
// of the next, as consistently as can be, with the tables' own files beside and without.
func TestEveryAlteredFigureIsNamed(t *testing.T) {
	for _, texts := range []bool{true, false} {
		ds := readDataset(t, filepath.Join("..", "..", "testdata", "hongqi-2026", "doc.pdf"))
		normalize.Measure(ds)
		Check(ds, Options{})
		stored(ds)
		if !texts {
			for i := range ds.Tables {
				ds.Tables[i].Cells = nil
			}
		}
		clean, whole := len(ds.Findings), ds
		found, named, all := 0, 0, 0
		for i := range whole.Records {
			if r := &whole.Records[i]; r.Status != normalize.Verified || !r.Value.Valid {
				continue
			}
			ds := copied(whole)
			r := &ds.Records[i]
			spoil(r, i%digitsOf(r.Text), 1)
			Audit(ds, Options{})
			all++
			if len(ds.Findings) > clean {
				found++
			}
			if extra := len(ds.Findings) - clean; texts && extra > 1 {
				t.Errorf("table %d, row %d, column %d: %d findings on one change", r.Table, r.Row, r.Column, extra)
			}
			if r.Status == normalize.Verified || ds.Disclosures[0].Verified >= whole.Disclosures[0].Verified {
				t.Errorf("table %d, row %d, column %d: still counts as verified", r.Table, r.Row, r.Column)
			}
			if slices.ContainsFunc(ds.Findings, func(f normalize.Finding) bool {
				return f.Code == codes.AlteredFigure && f.Severity == normalize.Error && f.Table == r.Table && f.Row == r.Row && f.Column == r.Column
			}) {
				named++
			}
		}
		t.Logf("texts %v: %d changes, %d found, %d named", texts, all, found, named)
		if found < all || texts && named < all {
			t.Errorf("texts %v: %d changes, %d found, %d named", texts, all, found, named)
		}
	}
}

// copied is a dataset of its own with the same in it, as far as Audit changes it.
func copied(ds *normalize.Dataset) *normalize.Dataset {
	c := *ds
	c.Disclosures, c.Tables, c.Records = slices.Clone(ds.Disclosures), slices.Clone(ds.Tables), slices.Clone(ds.Records)
	c.Claims, c.Checks, c.Findings = slices.Clone(ds.Claims), slices.Clone(ds.Checks), slices.Clone(ds.Findings)
	return &c
}

// What follows from one changed figure is told with it, and nothing of it counts as proven.
func TestWhatFollowsFromOneChange(t *testing.T) {
	ds := readDataset(t, filepath.Join("..", "..", "testdata", "hongqi-2026", "doc.pdf"))
	normalize.Measure(ds)
	Check(ds, Options{})
	stored(ds)
	untouched := copied(ds)
	Audit(untouched, Options{})
	for _, c := range untouched.Checks {
		if i := c.Number - 1; c.Outcome != ds.Checks[i].Outcome {
			t.Errorf("check %d of an untouched dataset: %s, then %s", c.Number, ds.Checks[i].Outcome, c.Outcome)
		}
	}
	at := slices.IndexFunc(ds.Records, func(r normalize.Record) bool { return r.Table == 10 && r.Row == 1 && r.Column == 4 })
	verified, findings := ds.Disclosures[0].Verified, len(ds.Findings)
	failed, inTable := ds.Disclosures[0].Failed, ds.Tables[9].Failed
	spoil(&ds.Records[at], 1, 1)
	Audit(ds, Options{})
	if got := len(ds.Findings) - findings; got != 1 {
		t.Errorf("%d findings on one change", got)
	}
	if got := ds.Disclosures[0].Verified; got != verified-1 {
		t.Errorf("%d figures verified, then %d: want the changed one gone, as its neighbour is the sum of the rows below it", verified, got)
	}
	if ds.Disclosures[0].Failed <= failed || ds.Tables[9].Failed <= inTable || ds.Records[at].Status != normalize.Contradicted {
		t.Errorf("failed %d, in its table %d, status %s", ds.Disclosures[0].Failed, ds.Tables[9].Failed, ds.Records[at].Status)
	}
}

// TestAlteredCounts makes each count of documents.csv say one more than there is.
func TestAlteredCounts(t *testing.T) {
	whole := readDataset(t, filepath.Join("..", "..", "testdata", "hongqi-2026", "doc.pdf"))
	Check(whole, Options{})
	stored(whole)
	clean := len(whole.Findings)
	for said, count := range map[string]func(*normalize.Disclosure) *int{
		" tables":           func(d *normalize.Disclosure) *int { return &d.Tables },
		" records":          func(d *normalize.Disclosure) *int { return &d.Records },
		" figures":          func(d *normalize.Disclosure) *int { return &d.Figures },
		" verified records": func(d *normalize.Disclosure) *int { return &d.Verified },
		" failed checks":    func(d *normalize.Disclosure) *int { return &d.Failed },
	} {
		ds := copied(whole)
		n := count(&ds.Disclosures[0])
		*n++
		said = fmt.Sprintf("counts %d%s, there are %d", *n, said, *n-1)
		Audit(ds, Options{})
		if len(ds.Findings) != clean+1 || !slices.ContainsFunc(ds.Findings, func(f normalize.Finding) bool {
			return f.Code == codes.AlteredCount && strings.Contains(f.Message, said)
		}) {
			t.Errorf("no finding says that documents.csv %s: %+v", said, ds.Findings)
		}
	}
}

// TestAlteredBundle keeps checks between the documents of a bundle tellable.
func TestAlteredBundle(t *testing.T) {
	ds := split(truthDataset(t), narrativeID)
	for i := range ds.Disclosures {
		ds.Disclosures[i].Tables, ds.Disclosures[i].Records = 0, 0
	}
	ds.Disclosures[1].Tables, ds.Disclosures[1].Records = len(ds.Tables), len(ds.Records)
	normalize.Measure(ds)
	Check(ds, Options{})
	stored(ds)
	Audit(ds, Options{})
	if len(ds.Findings) > 0 {
		t.Fatalf("untouched: %v", ds.Findings)
	}
	ds.Claims[6].Value.Decimal = ds.Claims[6].Value.Decimal.Add(decimal.New(1, 0))
	Audit(ds, Options{})
	if len(ds.Findings) != 1 || ds.Findings[0].Document != narrativeID || ds.Findings[0].Code != codes.AlteredFigure {
		t.Errorf("findings: %+v", ds.Findings)
	}
}

// TestAlteredArithmetic keeps that a check cannot be made to hold by telling of another sum.
func TestAlteredArithmetic(t *testing.T) {
	whole := truthDataset(t)
	whole.Disclosures[0].Tables, whole.Disclosures[0].Records = len(whole.Tables), len(whole.Records)
	normalize.Measure(whole)
	Check(whole, Options{})
	stored(whole)
	at := slices.IndexFunc(whole.Checks, func(c normalize.Check) bool { return len(c.Terms) > 2 && c.Outcome == normalize.Pass })
	for name, alter := range map[string]func(*normalize.Check){
		"a term taken off":        func(c *normalize.Check) { c.Terms[1].Minus = true },
		"a term left out":         func(c *normalize.Check) { c.Terms = c.Terms[1:] },
		"a figure not listed":     func(c *normalize.Check) { c.Records = c.Records[1:] },
		"no arithmetic":           func(c *normalize.Check) { c.Terms = nil },
		"a term of no table":      func(c *normalize.Check) { c.Terms[0].Record.Table = 99 },
		"another figure compared": func(c *normalize.Check) { c.Compared = c.Terms[1].FigureRef },
	} {
		ds := copied(whole)
		c := &ds.Checks[at]
		c.Terms = slices.Clone(c.Terms)
		alter(c)
		Audit(ds, Options{})
		if !slices.ContainsFunc(ds.Findings, func(f normalize.Finding) bool { return isAltered(f) && f.Check == c.Number }) {
			t.Errorf("%s: no finding on check %d: %+v", name, c.Number, ds.Findings)
		}
	}
}
