package analysis

import (
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
)

// tablePage is a page with one small ruled table, its title and unit set close to the upper edge.
func tablePage(number int, title, unit string) *sketch {
	s := newSketch(number).grid([]float64{100, 300, 500}, []float64{100, 120, 140, 160})
	s.sized(200, 60, 14, title).right(500, 85, unit)
	s.text(110, 114, "科目").text(310, 114, "预算数")
	s.text(110, 134, "教育支出").right(490, 134, "12.50")
	return s.text(110, 154, "科学技术支出").right(490, 154, "3.70")
}

// Where every page holds a table, titles and units repeat at one place like running heads.
func TestRepeatedTitleAndUnitAreNoRunningHeads(t *testing.T) {
	tables := all(
		tablePage(1, "2025年一般公共预算支出表", "单位：万元"),
		tablePage(2, "2024年一般公共预算支出表", "单位：万元"),
		tablePage(3, "2023年一般公共预算支出表", "单位：万元"))
	if len(tables) != 3 {
		t.Fatalf("got %d tables", len(tables))
	}
	for i, want := range []string{"2025年一般公共预算支出表", "2024年一般公共预算支出表", "2023年一般公共预算支出表"} {
		if got := tables[i]; got.Title != want || !hasLine(got.Captions, "单位：万元") {
			t.Errorf("table %d: title %q, captions %v", i+1, got.Title, got.Captions)
		}
	}
}

func hasLine(lines []layout.Line, text string) bool {
	for _, l := range lines {
		if l.Text == text {
			return true
		}
	}
	return false
}

// The number of a table goes from its title; the year after it stays.
func TestNumberBeforeTitle(t *testing.T) {
	for line, want := range map[string]string{
		"§9 2021年社会保险基金支出决算表": "2021年社会保险基金支出决算表",
		"表3：部门收入总表":           "部门收入总表",
		"2021年部门收入总表":         "2021年部门收入总表",
	} {
		if got := one(t, tablePage(1, line, "单位：万元")).Title; got != want {
			t.Errorf("%q: title %q, want %q", line, got, want)
		}
	}
}
