package reconcile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

const narrativeID, tablesID = "111111111111", "222222222222"

// split moves the narrative of a dataset's one document into a document of its own, before the
// other, as published by agencies that give their tables separately.
func split(ds *normalize.Dataset, bundle string) *normalize.Dataset {
	d := ds.Disclosures[0]
	narrative, tables := d, d
	narrative.ID, narrative.Bundle, narrative.Kind = narrativeID, bundle, ""
	tables.ID, tables.Bundle, tables.Year = tablesID, bundle, 0
	ds.Disclosures = []normalize.Disclosure{narrative, tables}
	for i := range ds.Tables {
		ds.Tables[i].Document = tablesID
	}
	for i := range ds.Records {
		ds.Records[i].Document = tablesID
	}
	for i := range ds.Claims {
		ds.Claims[i].Document = narrativeID
	}
	return ds
}

// compared tells what checks compare, without saying in which document they stand.
func compared(ds *normalize.Dataset) []string {
	var out []string
	for _, c := range ds.Checks {
		refs := fmt.Sprint(c.Records, c.Claims)
		for _, id := range []string{narrativeID, tablesID} {
			refs = strings.ReplaceAll(refs, id+":", "")
		}
		out = append(out, fmt.Sprint(c.Code, c.Outcome, c.Actual.Decimal, c.Expected.Decimal, refs))
	}
	slices.Sort(out)
	return out
}

// TestBundle keeps a narrative and tables of two files against each other as if they were in one.
func TestBundle(t *testing.T) {
	whole, parts := truthDataset(t), split(truthDataset(t), narrativeID)
	normalize.Measure(whole)
	Check(whole, Options{})
	normalize.Measure(parts)
	Check(parts, Options{})
	a, b := compared(whole), compared(parts)
	if !slices.Equal(a, b) {
		t.Errorf("%d checks of one document, %d of its two parts", len(a), len(b))
	}
	for i := range whole.Records {
		if whole.Records[i].Status != parts.Records[i].Status {
			t.Errorf("%s is %s alone and %s in a bundle", whole.Records[i].Ref(), whole.Records[i].Status, parts.Records[i].Status)
		}
	}
	if n, d := whole.Disclosures[0], parts.Disclosures; d[0].Verified != 0 || d[1].Verified != n.Verified || d[0].Failed+d[1].Failed != n.Failed {
		t.Errorf("%d verified and %d failed alone; %+v in a bundle", n.Verified, n.Failed, d)
	}
}

// TestBundleProvenance keeps the documents of a bundle apart in what refers to them.
func TestBundleProvenance(t *testing.T) {
	p := budget().
		table("支出决算表", "万元", spending, "合计 1668.14 746.39 921.75", "201甲 1668.14 746.39 921.75").
		claim(normalize.Amount, "三、支出决算情况说明", "基本支出", "746.38万元", 0, 0)
	ds := split(p.ds, narrativeID)
	normalize.Measure(ds)
	Check(ds, Options{})
	want := normalize.Ref{Document: tablesID, Table: 1, Row: 1, Column: 3}
	if c := ds.Claims[0]; c.Outcome != normalize.Fail || !slices.Contains(c.Records, want) {
		t.Errorf("claim is %s against %v, want a failure against %s", c.Outcome, c.Records, want)
	}
	for _, c := range ds.Checks {
		for _, r := range c.Records {
			if (r.Document == "") != (c.Document == tablesID) {
				t.Errorf("check %d of %s refers to %s", c.Number, c.Document, r)
			}
		}
	}
	if len(ds.Findings) != 1 || ds.Findings[0].Document != narrativeID || ds.Findings[0].Table != 0 {
		t.Errorf("findings: %+v", ds.Findings)
	}
	if last := ds.Checks[len(ds.Checks)-1]; ds.Checks[0].Document != narrativeID || last.Document != tablesID {
		t.Error("checks do not stand in the order of the documents")
	}
}

// TestNoBundle keeps documents apart that nobody bundled.
func TestNoBundle(t *testing.T) {
	ds := split(truthDataset(t), "")
	normalize.Measure(ds)
	Check(ds, Options{})
	for _, c := range ds.Checks {
		for _, r := range c.Records {
			if r.Document != "" {
				t.Fatalf("check %d of %s refers to %s", c.Number, c.Document, r)
			}
		}
	}
}
