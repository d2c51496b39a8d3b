package analysis

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// hopeless is a list whose columns no blank parts, beside another text.
func hopeless() page.Page {
	s := newSketch(1).text(100, 60, "支出明细表")
	s.text(55, 80, "科目金额人数").text(400, 80, "另一段文字")
	for i, r := range []string{"教育支出12", "卫生支出34", "农林支出56"} {
		s.text(55, 100+20*float64(i), r).text(400, 100+20*float64(i), "又一段文字")
	}
	return s.Page
}

// TestChosenColumns reads a list in the columns that a person names, and nothing beside it.
func TestChosenColumns(t *testing.T) {
	got := Choice{Area: page.Box{X0: 0, Y0: 65, X1: 300, Y1: 300}, Columns: []float64{130, 50, 95}}.Pages([]page.Page{hopeless()})
	if len(got) != 1 {
		t.Fatalf("%d tables", len(got))
	}
	check(t, got[0], `1 |1 科目金额 |2 人数
2 |1 教育支出 |2 12
3 |1 卫生支出 |2 34
4 |1 农林支出 |2 56`)
}

// TestChosenArea looks at a part of the page only.
func TestChosenArea(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 150, 250}, []float64{60, 80, 100}).grid([]float64{50, 150, 250}, []float64{300, 320, 340})
	for i, y := range []float64{74, 314} {
		s.text(55, y, "项目").text(155, y, "金额").text(55, y+20, []string{"甲", "乙"}[i]).right(245, y+20, "4.00")
	}
	got := Choice{Area: page.Box{X0: 0, Y0: 280, X1: 600, Y1: 800}}.Pages([]page.Page{s.Page})
	if len(got) != 1 {
		t.Fatalf("%d tables", len(got))
	}
	check(t, got[0], "1 |1 项目 |2 金额\n2 |1 乙 |2 4.00")
}
