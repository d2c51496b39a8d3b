package reconcile

import (
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"pgregory.net/rapid"
)

// TestOddDatasets reconciles datasets that no reader makes: hierarchies that point anywhere, sides and roles
// at random, records of tables that there are not. Nothing may break, and counts must be right.
func TestOddDatasets(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		ds := truthDataset(t)
		small := rapid.IntRange(-2, 40)
		for range rapid.IntRange(1, 30).Draw(rt, "changes") {
			table := &ds.Tables[rapid.IntRange(0, len(ds.Tables)-1).Draw(rt, "table")]
			if len(table.Rows) == 0 {
				continue
			}
			row := &table.Rows[rapid.IntRange(0, len(table.Rows)-1).Draw(rt, "row")]
			for k := range row.Items {
				it := &row.Items[k]
				it.Parent, it.Level, it.Side = small.Draw(rt, "parent"), small.Draw(rt, "level"), small.Draw(rt, "side")
				it.Role = rapid.SampledFrom([]normalize.ItemRole{normalize.Plain, normalize.Total, normalize.Memo, normalize.Section}).Draw(rt, "role")
				it.FunctionCode = rapid.SampledFrom([]string{"", "2", "201", "20101", "2010101", "x"}).Draw(rt, "code")
			}
			column := &table.Columns[rapid.IntRange(0, len(table.Columns)-1).Draw(rt, "column")]
			column.Path = rapid.SliceOfN(rapid.SampledFrom([]string{"", "合计", "小计", "其中：甲", "基本支出", "2025年", "增减%"}), 0, 3).Draw(rt, "path")
			r := &ds.Records[rapid.IntRange(0, len(ds.Records)-1).Draw(rt, "record")]
			r.Table, r.Row, r.Unit = small.Draw(rt, "number"), small.Draw(rt, "place"), rapid.SampledFrom([]string{"", "元", "万元", "%", "人"}).Draw(rt, "unit")
		}
		c := &ds.Claims[rapid.IntRange(0, len(ds.Claims)-1).Draw(rt, "claim")]
		c.Of, c.Whole = small.Draw(rt, "of"), small.Draw(rt, "whole")
		normalize.Measure(ds)
		Check(ds, Options{})
		failed := 0
		for _, c := range ds.Checks {
			if c.Outcome == normalize.Fail {
				failed++
			}
		}
		if failed != ds.Disclosures[0].Failed {
			rt.Fatalf("%d checks fail, %d are counted", failed, ds.Disclosures[0].Failed)
		}
	})
}
