package reconcile

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// factLine is a fact as the truth writes it.
func factLine(f *normalize.Fact) string {
	q := f.Quantity
	if f.Stated != "" {
		return strings.Join([]string{q.Flow, q.Fund, q.Use, q.Source, q.Function, q.Economic, q.GovEconomic, q.Item, f.UnitCode, f.Project, q.Scope, string(f.Stated) + " " + f.Value.Decimal.String() + f.Unit}, "\t")
	}
	return strings.Join([]string{q.Flow, q.Fund, q.Use, q.Source, q.Function, q.Economic, q.GovEconomic, q.Item, f.UnitCode, f.Project, q.Scope, f.Yuan.String()}, "\t")
}

// Every quantity of the shipped document stands once among its facts, right in every dimension, and there are no others.
func TestFactsOfTheShippedDocument(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "hongqi-2026", "facts.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "flow\t") {
			want = append(want, line)
		}
	}
	ds := readDataset(t, filepath.Join("..", "..", "testdata", "hongqi-2026", "doc.pdf"))
	Check(ds, Options{})
	var got []string
	for i := range ds.Facts {
		f := &ds.Facts[i]
		got = append(got, factLine(f))
		if f.Number != i+1 || f.Agency != "新乡市红旗区工业和信息化局" || f.Stated != normalize.Count && (f.Quantity.Stage != "budget" || f.Quantity.Year != 2026) || f.Status == normalize.Contradicted {
			t.Errorf("fact %d: %+v", i+1, f)
		}
		if (f.Record == normalize.Ref{}) != (len(f.Records) == 0) || len(f.Records)+len(f.Claims) == 0 {
			t.Errorf("fact %d has no print: %+v", i+1, f)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("missing: %s", line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("not in the document: %s", line)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d facts, want %d", len(got), len(want))
	}
	leaves := decimal.Zero
	for i := range ds.Facts {
		if f := &ds.Facts[i]; f.Leaf && f.Quantity.Function != "" && f.Quantity.Fund == "all" && f.Quantity.Use == "all" {
			leaves = leaves.Add(f.Yuan)
		}
	}
	if leaves.String() != "2874300" {
		t.Errorf("the leaves by function add up to %s", leaves)
	}
}

// factFigure is a figure of a table in 元.
func factFigure(table, row int, value string, q normalize.Quantity) normalize.Record {
	v := decimal.RequireFromString(value)
	return normalize.Record{Document: "d", Table: table, Row: row, Column: 1, Text: value, Value: decimal.NewNullDecimal(v), Unit: "元", Yuan: decimal.NewNullDecimal(v), Quantity: q, Status: normalize.Unverified, Role: normalize.OfItem}
}

// How prints of one quantity become a fact, and which facts count in sums.
func TestFacts(t *testing.T) {
	q := func(function, unit, scope string) normalize.Quantity {
		return normalize.Quantity{Flow: "out", Fund: "all", Use: "all", Function: function, Unit: unit, Scope: scope, Stage: "budget", Year: 2026}
	}
	for _, tt := range []struct {
		name    string
		records []normalize.Record
		want    []string // function, unit, scope, 元, leaf
	}{
		{"two tables print one amount, the second finer", []normalize.Record{factFigure(1, 1, "100", q("201", "", "")), factFigure(2, 1, "100.40", q("201", "", ""))}, []string{"201 - - 100.4 leaf"}},
		{"two that differ and no check that says so are no fact", []normalize.Record{factFigure(1, 1, "100.00", q("201", "", "")), factFigure(2, 1, "170.00", q("201", "", ""))}, nil},
		{"of three the two that agree", []normalize.Record{factFigure(1, 1, "100.00", q("201", "", "")), factFigure(2, 1, "170.00", q("201", "", "")), factFigure(2, 2, "170.00", q("201", "", ""))}, []string{"201 - - 170 leaf"}},
		{"an amount without a scope is that with its value", []normalize.Record{factFigure(1, 1, "100.00", q("", "", "this-year")), factFigure(1, 2, "120.00", q("", "", "total")), factFigure(2, 1, "120.00", q("", "", ""))}, []string{"- - this-year 100 leaf", "- - total 120 leaf"}},
		{"parts that add up count in place of their whole", []normalize.Record{factFigure(1, 1, "100.00", q("201", "", "")), factFigure(2, 1, "60.00", q("2010101", "", "")), factFigure(2, 2, "40.00", q("2010102", "", ""))},
			[]string{"201 - - 100 -", "2010101 - - 60 leaf", "2010102 - - 40 leaf"}},
		{"where a part is missing the whole counts", []normalize.Record{factFigure(1, 1, "100.00", q("201", "", "")), factFigure(2, 1, "60.00", q("2010101", "", ""))},
			[]string{"201 - - 100 leaf", "2010101 - - 60 -"}},
		{"parts of which one is missing are none of a printed total", []normalize.Record{factFigure(1, 1, "100.00", q("", "", "")), factFigure(2, 1, "60.00", q("2010101", "", "")), factFigure(2, 2, "30.00", q("2010102", "", ""))},
			[]string{"- - - 100 leaf", "2010101 - - 60 -", "2010102 - - 30 -"}},
		{"units count in place of the whole", []normalize.Record{factFigure(1, 1, "100.00", q("201", "", "")), factFigure(2, 1, "60.00", q("201", "042001", "")), factFigure(2, 2, "40.00", q("201", "042002", ""))},
			[]string{"201 - - 100 -", "201 042001 - 60 leaf", "201 042002 - 40 leaf"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d", Year: 2026, Kind: normalize.Budget, Level: normalize.Department}}, Records: tt.records}
			for n := range 2 {
				ds.Tables = append(ds.Tables, normalize.Table{Document: "d", Number: n + 1, Form: "budget-expenditure"})
			}
			takeFacts(ds)
			var got []string
			for _, f := range ds.Facts {
				leaf := map[bool]string{true: "leaf", false: "-"}[f.Leaf]
				or := func(s string) string { return strings.TrimSpace(strings.Repeat("-", 1-min(1, len(s))) + s) }
				got = append(got, strings.Join([]string{or(f.Quantity.Function), or(f.Quantity.Unit), or(f.Quantity.Scope), f.Yuan.String(), leaf}, " "))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// A code is called as the key that begins with it says, never by the name of the code beside it.
func TestFactsCallCodesByTheirOwnNames(t *testing.T) {
	q := normalize.Quantity{Flow: "out", Fund: "general", Use: "basic", Stage: "budget", Year: 2026}
	named, nameless := q, q
	named.Economic, named.GovEconomic = "3021101", "50502"
	nameless.Economic, nameless.GovEconomic = "3021102", "50502"
	ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d", Year: 2026, Kind: normalize.Budget}},
		Records: []normalize.Record{factFigure(1, 1, "4.00", named), factFigure(1, 2, "5.00", nameless)},
		Tables: []normalize.Table{{Document: "d", Number: 1, Form: "budget-basic", Rows: []normalize.Row{
			{Number: 1, Items: []normalize.Item{{Label: "50502-商品和服务支出", EconomicCode: "3021101", GovEconomicCode: "50502",
				Keys: []normalize.Key{{Path: "政府支出经济分类科目", Text: "50502-商品和服务支出"}, {Path: "部门支出经济分类科目", Text: "3021101-差旅费"}}}}},
			{Number: 2, Items: []normalize.Item{{Label: "某费用", EconomicCode: "3021102", GovEconomicCode: "50502"}}}}}}}
	takeFacts(ds)
	var got []string
	for _, f := range ds.Facts {
		got = append(got, f.EconomicName)
	}
	if want := []string{"差旅费", ""}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Changes since the year before and counts are facts that are no amounts, each with its claim.
func TestFactsThatAreNoAmounts(t *testing.T) {
	q := normalize.Quantity{Flow: "out", Fund: "general", Use: "all", Stage: "budget", Year: 2026}
	amount := normalize.Claim{Kind: normalize.Amount, Quantity: q, Year: 2026, Value: decimal.NewNullDecimal(decimal.New(50, 0)), Unit: "万元", Yuan: decimal.NewNullDecimal(decimal.New(500000, 0))}
	change := func(before string, value int64) normalize.Claim {
		return normalize.Claim{Kind: normalize.Change, Of: 1, Year: 2026, Before: before, Value: decimal.NewNullDecimal(decimal.New(value, 0)), Unit: "万元", Yuan: decimal.NewNullDecimal(decimal.New(value*10000, 0))}
	}
	vehicles := normalize.Claim{Kind: normalize.Count, Year: 2025, Quantity: normalize.Quantity{Item: "vehicles-held", Year: 2025}, Value: decimal.NewNullDecimal(decimal.New(3, 0)), Unit: "辆"}
	for _, tt := range []struct {
		name   string
		claims []normalize.Claim
		want   []string
	}{
		{"a decrease", []normalize.Claim{amount, change("支出50万元，较上年减少", -3)}, []string{"change out general -3万元 [2]"}},
		{"since a year that is named", []normalize.Claim{amount, change("支出50万元，比2025年预算增加", 3)}, []string{"change out general 3万元 [2]"}},
		{"since another year", []normalize.Claim{amount, change("支出50万元，比2019年增加", 3)}, nil},
		{"on another basis", []normalize.Claim{amount, change("支出50万元，剔除一次性因素后比上年增加", 3)}, nil},
		{"against the budget of the year", []normalize.Claim{amount, change("支出50万元，比年初预算增加", 3)}, nil},
		{"told twice", []normalize.Claim{amount, change("支出50万元，较上年减少", -3), change("支出50万元，比上年减少", -3)}, []string{"change out general -3万元 [2 3]"}},
		{"told in two ways", []normalize.Claim{amount, change("支出50万元，较上年减少", -3), change("支出50万元，比上年减少", -8)}, nil},
		{"since what was budgeted and since what was spent", []normalize.Claim{amount, change("支出50万元，较上年预算减少", -3), change("支出50万元，较上年决算减少", -8)}, []string{"change out general -3万元 [2]"}},
		{"since what was spent", []normalize.Claim{amount, change("支出50万元，比2025年执行数增加", 3)}, nil},
		{"a count", []normalize.Claim{vehicles}, []string{"count   3辆 [1]"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d", Year: 2026, Kind: normalize.Budget, Level: normalize.Department}}}
			for i, c := range tt.claims {
				c.Document, c.Number = "d", i+1
				ds.Claims = append(ds.Claims, c)
			}
			takeFacts(ds)
			var got []string
			for _, f := range ds.Facts {
				if f.Stated == "" {
					continue
				}
				if !f.Yuan.IsZero() || f.Leaf {
					t.Errorf("it would count as an amount: %+v", f)
				}
				got = append(got, fmt.Sprint(f.Stated, " ", f.Quantity.Flow, " ", f.Quantity.Fund, " ", f.Value.Decimal, f.Unit, " ", f.Claims))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
