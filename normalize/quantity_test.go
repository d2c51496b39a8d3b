package normalize

import (
	"testing"

	"github.com/shopspring/decimal"
)

// TestMeasureAnew measures a dataset again after its documents were told to be of one bundle, and after a document
// turned out to be one of which nothing is said.
func TestMeasureAnew(t *testing.T) {
	yuan := decimal.NewNullDecimal(decimal.New(100, 0))
	ds := &Dataset{
		Disclosures: []Disclosure{{ID: "d", Kind: Budget, Year: 2026, Level: Department}},
		Tables: []Table{{Document: "d", Number: 1, Title: "部门支出总表", Columns: []Column{
			{Number: 1, Path: []string{"项目"}, Role: LabelColumn},
			{Number: 2, Path: []string{"合计"}, Role: FigureColumn},
			{Number: 3, Path: []string{"项目支出"}, Role: FigureColumn}},
			Rows: []Row{{Number: 1, Items: []Item{{Label: "合计", Role: Total}}}}}},
		Records: []Record{{Document: "d", Table: 1, Row: 1, Column: 2, Label: "合计", Value: yuan, Yuan: yuan}},
		Claims:  []Claim{{Document: "d", Number: 1, Kind: Amount, Subject: "支出总计", Text: "100元", Year: 2026, Value: yuan, Yuan: yuan}},
	}
	Measure(ds)
	of, claim, blank := ds.Records[0].Quantity, ds.Claims[0].Quantity, len(ds.Tables[0].Blank)
	if of == (Quantity{}) || claim == (Quantity{}) || blank != 1 {
		t.Fatalf("measured %v, %v and %d blank cells, want both and 1", of, claim, blank)
	}
	Measure(ds)
	if r, c, n := ds.Records[0].Quantity, ds.Claims[0].Quantity, len(ds.Tables[0].Blank); r != of || c != claim || n != blank {
		t.Errorf("measured again: %v, %v and %d blank cells, want %v, %v and %d", r, c, n, of, claim, blank)
	}
	ds.Disclosures[0].Level = Government
	Measure(ds)
	if r, c, n := ds.Records[0].Quantity, ds.Claims[0].Quantity, len(ds.Tables[0].Blank); r != (Quantity{}) || c != (Quantity{}) || n != 0 {
		t.Errorf("of a government: %v, %v and %d blank cells, want none", r, c, n)
	}
}

// Parts of codes stay codes behind a name, as a misread code is, where their head was misread as well: no count has a nought in
// front. Counts behind names stay counts.
func TestNoughtsInFrontAreNoCounts(t *testing.T) {
	for text, role := range map[string]ColumnRole{"05": LabelColumn, "15": FigureColumn} {
		ds := read(drawn("支出决算表", "万元", `
		项目 | 秋 | 科目名称 | 合计
		---
		教育 | `+text+` | 教育管理 | 12.00
		科学 | `+text+` | 科学管理 | 13.00
		其他 | 12 | 其他支出 | 14.00`))
		if got := ds.Tables[0].Columns[1].Role; got != role {
			t.Errorf("%s: the second column has role %v, want %v", text, got, role)
		}
	}
}
