package reconcile

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/mingxi/mingxi/normalize"
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
	for _, file := range append(corpusFiles(t), filepath.Join("..", "..", "testdata", "hongqi-2026", "doc.pdf")) {
		ds := readDataset(t, file)
		if ds == nil {
			continue
		}
		Check(ds)
		stored(ds)
		before := len(ds.Findings)
		Recheck(ds)
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
	return slices.Contains([]string{AlteredFigure, AlteredCheck, AlteredStatus, AlteredCount}, f.Code)
}

// TestEveryAlteredFigureIsNamed changes one digit of each verified figure of the shipped document, another one
// of the next, as consistently as can be, with the tables' own files beside and without.
func TestEveryAlteredFigureIsNamed(t *testing.T) {
	for _, texts := range []bool{true, false} {
		ds := readDataset(t, filepath.Join("..", "..", "testdata", "hongqi-2026", "doc.pdf"))
		Check(ds)
		stored(ds)
		if !texts {
			for i := range ds.Tables {
				ds.Tables[i].Cells = nil
			}
		}
		clean := slices.Clone(ds.Findings)
		found, named, all := 0, 0, 0
		for i := range ds.Records {
			r := &ds.Records[i]
			if r.Status != normalize.Verified || !r.Value.Valid {
				continue
			}
			was := *r
			spoil(r, i%digitsOf(r.Text), 1)
			ds.Findings = slices.Clone(clean)
			Recheck(ds)
			all++
			if len(ds.Findings) > len(clean) {
				found++
			}
			if slices.ContainsFunc(ds.Findings, func(f normalize.Finding) bool {
				return f.Code == AlteredFigure && f.Severity == normalize.Error && f.Table == r.Table && f.Row == r.Row && f.Column == r.Column
			}) {
				named++
			}
			*r = was
		}
		t.Logf("texts %v: %d changes, %d found, %d named", texts, all, found, named)
		if found < all || texts && named < all {
			t.Errorf("texts %v: %d changes, %d found, %d named", texts, all, found, named)
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
	Check(ds)
	stored(ds)
	Recheck(ds)
	if len(ds.Findings) > 0 {
		t.Fatalf("untouched: %v", ds.Findings)
	}
	ds.Claims[6].Value.Decimal = ds.Claims[6].Value.Decimal.Add(oneYuan)
	Recheck(ds)
	if len(ds.Findings) != 1 || ds.Findings[0].Document != narrativeID || ds.Findings[0].Code != AlteredFigure {
		t.Errorf("findings: %+v", ds.Findings)
	}
}
