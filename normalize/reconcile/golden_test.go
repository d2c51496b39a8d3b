package reconcile_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/golden"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// TestGolden shows what the shipped document's figures were checked against, and what came of it.
func TestGolden(t *testing.T) {
	doc, err := extract.Read(context.Background(), filepath.Join("..", "..", "testdata", "hongqi-2026", "doc.pdf"), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ds := normalize.Document(doc)
	reconcile.Check(ds, reconcile.Options{})

	var checks, unproven, findings strings.Builder
	for _, c := range ds.Checks {
		fmt.Fprintf(&checks, "%s %s: %s against %s, records %v, claims %v\n", c.Code, c.Outcome, c.Expected.Decimal, c.Actual.Decimal, c.Records, c.Claims)
	}
	for _, r := range ds.Records {
		if r.Status != normalize.Verified {
			fmt.Fprintf(&unproven, "%s %d:%d:%d %s | %s = %q\n", r.Status, r.Table, r.Row, r.Column, r.Label, strings.Join(r.Path, " / "), r.Text)
		}
	}
	for _, f := range ds.Findings {
		fmt.Fprintf(&findings, "%s %s: %s\n", f.Severity, f.Code, f.Message)
	}
	golden.Compare(t, filepath.Join("testdata", "golden"), map[string]string{
		"checks.txt":   checks.String(),
		"unproven.txt": unproven.String(),
		"findings.txt": findings.String(),
	})
}
