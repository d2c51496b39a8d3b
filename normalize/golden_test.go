package normalize_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/golden"
	"github.com/mingxi/mingxi/normalize"
)

// TestGolden shows what the shipped document means, before anything is checked.
func TestGolden(t *testing.T) {
	doc, err := extract.Read(context.Background(), filepath.Join("..", "testdata", "hongqi-2026", "doc.pdf"), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ds := normalize.Document(doc)
	golden.Compare(t, filepath.Join("testdata", "golden"), map[string]string{
		"tables.txt":  showTables(ds),
		"records.txt": showRecords(ds),
		"claims.txt":  showClaims(ds),
		"targets.txt": showTargets(ds),
	})
}

func showTables(ds *normalize.Dataset) string {
	var b strings.Builder
	for _, d := range ds.Disclosures {
		fmt.Fprintf(&b, "%s, %d, %s, %s, %d pages\n", d.Agency, d.Year, d.Kind, d.Level, d.Pages)
	}
	for _, t := range ds.Tables {
		fmt.Fprintf(&b, "\n%d %s: form %s, unit %s, pages %d-%d\n", t.Number, t.Title, t.Form, t.Unit, t.FirstPage, t.LastPage)
		for _, c := range t.Columns {
			fmt.Fprintf(&b, "  column %d %s, side %d, measure %s, part %v: %s\n", c.Number, c.Role, c.Side, c.Measure, c.Part, strings.Join(c.Path, " / "))
		}
		for _, r := range t.Rows {
			for _, i := range r.Items {
				fmt.Fprintf(&b, "  row %d, side %d, level %d, parent %d, role %q: %s\n", r.Number, i.Side, i.Level, i.Parent, i.Role, i.Label)
			}
		}
	}
	return b.String()
}

func showRecords(ds *normalize.Dataset) string {
	var b strings.Builder
	for _, r := range ds.Records {
		fmt.Fprintf(&b, "%d:%d:%d %s | %s = %q", r.Table, r.Row, r.Column, r.Label, strings.Join(r.Path, " / "), r.Text)
		if r.Yuan.Valid {
			fmt.Fprintf(&b, ", %s元", r.Yuan.Decimal)
		}
		for _, code := range []string{r.FunctionCode, r.EconomicCode, r.GovEconomicCode, r.UnitCode, r.ProjectCode} {
			if code != "" {
				fmt.Fprintf(&b, ", %s", code)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func showClaims(ds *normalize.Dataset) string {
	var b strings.Builder
	for _, c := range ds.Claims {
		fmt.Fprintf(&b, "%d page %d %s %d: %s", c.Number, c.Page, c.Kind, c.Year, c.Subject)
		if c.Value.Valid {
			fmt.Fprintf(&b, " = %s%s", c.Value.Decimal, c.Unit)
		}
		if len(c.Names) > 0 {
			fmt.Fprintf(&b, " = %s", strings.Join(c.Names, "、"))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func showTargets(ds *normalize.Dataset) string {
	var b strings.Builder
	for _, g := range ds.Targets {
		fmt.Fprintf(&b, "%d page %d %s %s: %s / %s / %s: %q %s", g.Table, g.Page, g.ProjectCode, g.Project, g.Level1, g.Level2, g.Level3, g.Text, g.Operator)
		if g.Value.Valid {
			fmt.Fprintf(&b, " %s%s", g.Value.Decimal, g.ValueUnit)
		}
		b.WriteString("\n")
	}
	return b.String()
}
