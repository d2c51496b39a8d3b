package reconcile

import (
	"fmt"
	"runtime"
	"slices"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// largeDataset has about n records: documents with tables of functions at three levels, each row
// with a total and two parts.
func largeDataset(n int) *normalize.Dataset {
	ds := &normalize.Dataset{}
	for d := 0; len(ds.Records) < n; d++ {
		id := fmt.Sprintf("doc%d", d)
		ds.Disclosures = append(ds.Disclosures, normalize.Disclosure{ID: id, Year: 2026, Kind: normalize.Budget})
		for table := 1; table <= 8 && len(ds.Records) < n; table++ {
			addLargeTable(ds, id, table, 100)
		}
	}
	return ds
}

var largeTitles = []string{"支出总表", "一般公共预算支出表", "财政拨款支出表", "政府性基金预算支出表", "国有资本经营预算支出表",
	"一般公共预算基本支出表", "项目支出表", "支出明细表"}

func addLargeTable(ds *normalize.Dataset, id string, number, rows int) {
	t := normalize.Table{Document: id, Number: number, Title: largeTitles[number-1], Columns: []normalize.Column{
		{Number: 1, Path: []string{"科目"}, Role: normalize.LabelColumn},
		{Number: 2, Path: []string{"合计"}, Role: normalize.FigureColumn},
		{Number: 3, Path: []string{"基本支出"}, Role: normalize.FigureColumn},
		{Number: 4, Path: []string{"项目支出"}, Role: normalize.FigureColumn}}}
	add := func(code, label string, times int64) {
		row := len(t.Rows) + 1
		it := normalize.Item{Label: label, FunctionCode: code}
		if code == "" {
			it.Role = normalize.Total
		}
		t.Rows = append(t.Rows, normalize.Row{Number: row, Items: []normalize.Item{it}})
		for c, v := range []int64{300, 100, 200} {
			value := decimal.New(v*times, -2)
			ds.Records = append(ds.Records, normalize.Record{Document: id, Table: number, Row: row, Column: c + 2, Label: label,
				FunctionCode: code, Path: t.Columns[c+1].Path, Text: value.StringFixed(2), Unit: "万元",
				Value: decimal.NewNullDecimal(value), Yuan: decimal.NewNullDecimal(value.Shift(4))})
		}
	}
	classes := rows / 10
	add("", "合计", int64(classes)*9)
	for c := range classes {
		add(fmt.Sprintf("2%02d", c), fmt.Sprintf("类%d", c), 9)
		for k := range 9 {
			add(fmt.Sprintf("2%02d%02d", c, k), fmt.Sprintf("款%d", k), 1)
		}
	}
	ds.Tables = append(ds.Tables, t)
}

// BenchmarkCheck reconciles 100,000 records; it must stay under two seconds on one core.
func BenchmarkCheck(b *testing.B) {
	ds := largeDataset(100_000)
	b.ReportMetric(float64(len(ds.Records)), "records")
	for b.Loop() {
		Check(ds, Options{})
	}
}

const (
	few   = 5_000 // records
	noSum = "one list in which no sum comes out"
)

// TestCostIsLinear compares the work for four times the records, in many documents and in one long
// table. Work is counted in allocations, which a busy machine does not change.
func TestCostIsLinear(t *testing.T) {
	shapes := map[string]func(int) *normalize.Dataset{
		"many documents": largeDataset,
		"one long table": func(n int) *normalize.Dataset {
			ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d", Year: 2026, Kind: normalize.Budget}}}
			addLargeTable(ds, "d", 1, n/3)
			return ds
		},
		"one list of totals": func(n int) *normalize.Dataset {
			ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d", Year: 2026, Kind: normalize.Budget}}}
			addLargeTable(ds, "d", 1, n/3)
			for _, row := range ds.Tables[0].Rows {
				row.Items[0] = normalize.Item{Label: "合计", Role: normalize.Total}
			}
			return ds
		},
		// What would explain each sum must not be sought in all of the list.
		noSum: func(n int) *normalize.Dataset {
			ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d", Year: 2026, Kind: normalize.Budget}}}
			addLargeTable(ds, "d", 1, n/3)
			for i := range ds.Records {
				r := &ds.Records[i]
				r.Value.Decimal = r.Value.Decimal.Add(decimal.New(int64(i)*7, -2))
			}
			return ds
		},
	}
	for name, shape := range shapes {
		work(shape(500)) // what is made once, at the first need, is no part of it
		ds := shape(4 * few)
		small, large := work(shape(few)), work(ds)
		t.Logf("%s: %.0f allocations for %d records, %.0f for %d", name, small, few, large, 4*few)
		if large > 5*small {
			t.Errorf("%s: %.1f times the work for four times the records", name, large/small)
		}
		if failing := slices.IndexFunc(ds.Checks, func(c normalize.Check) bool { return c.Outcome == normalize.Fail }); name == noSum && failing >= 0 {
			t.Errorf("%s: fails, though nothing holds: %s", name, ds.Checks[failing].Message)
		}
	}
}

func work(ds *normalize.Dataset) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	Check(ds, Options{})
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs - before.Mallocs)
}
