package layout

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// projects is a page of a table whose first cell is merged over all its rows. A page break leaves
// it open: above, below, or both.
func projects(number int, above, below bool, name string, rows ...string) *sketch {
	s := newSketch(number)
	y0, y1 := 60.0, 60+20*float64(len(rows))
	for i, r := range rows {
		y := y0 + 20*float64(i)
		s.text(155, y+13, r)
		if i > 0 {
			s.across(y, 150, 350)
		}
	}
	left := func(y float64, open bool) {
		if open {
			s.across(y, 150, 350)
		} else {
			s.across(y, 50, 350)
		}
	}
	left(y0, above)
	left(y1, below)
	for _, x := range []float64{50, 150, 350} {
		s.down(x, y0, y1)
	}
	if name != "" {
		s.text(55, (y0+y1)/2, name)
	}
	return s
}

func TestMergedCellOverPages(t *testing.T) {
	a := projects(1, false, true, "", "会审单位数", "培训班次")
	b := projects(2, true, true, "决算管理", "培训人数", "完成时间")
	c := projects(3, true, false, "", "满意度")
	got := one(t, a, b, c)
	check(t, got, `1 |1 决算管理 <5x1> |2 会审单位数
2 |2 培训班次
3 |2 培训人数
4 |2 完成时间
5 |2 满意度`)
	if got.Cells[0].Page != 2 {
		t.Errorf("the name's page is %d, want 2, where it is printed", got.Cells[0].Page)
	}
}

func TestLoneTotalRowWithFewerColumns(t *testing.T) {
	xs := []float64{50, 100, 200, 300}
	a := newSketch(1).text(150, 40, "支出表").grid(xs, []float64{60, 80, 100})
	a.text(55, 73, "编码").text(110, 73, "名称").text(210, 73, "金额").text(55, 93, "205").text(110, 93, "教育").right(295, 93, "1.00")
	b := newSketch(2).grid([]float64{50, 200, 300}, []float64{60, 80}).text(100, 73, "合计").right(295, 73, "1.00")
	check(t, one(t, a, b), "1 |1 编码 |2 名称 |3 金额\n2 |1 205 |2 教育 |3 1.00\n3 |1 合计 <1x2> |3 1.00")
}

func TestPageOfColumnRulingsOnly(t *testing.T) {
	a := listing(1, true, []string{"教育", "卫生"})
	b := newSketch(2).down(200, 60, 120)
	b.down(52, 60, 120).Rulings[1].Color = 0xFFFFFF // not to be seen
	for i, n := range []string{"农林水", "住房", "其他支出"} {
		b.text(60, 73+20*float64(i), n).right(290, 73+20*float64(i), "7.50")
	}
	b.down(250, 60, 120).Rulings[2].Color = 0xFFFFFF
	got := all(a, b)
	if len(got) == 0 || got[0].Rows < 3 {
		t.Fatalf("got %d tables", len(got))
	}
}

func TestHiddenLinesAreLeftOut(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 200, 350}, []float64{60, 80, 100})
	s.text(60, 73, "项目").text(210, 73, "金额").text(60, 93, "教育").text(210, 93, "1.00").text(60, 107, "下一页的行")
	s.Runs[len(s.Runs)-1].Clip = page.Box{X0: 50, Y0: 50, X1: 350, Y1: 101}
	tables, paragraphs := Pages([]page.Page{s.Page})
	if len(tables) != 1 || len(paragraphs) != 0 {
		t.Errorf("got %d tables and paragraphs %v", len(tables), paragraphs)
	}
}

func TestNotesEndTable(t *testing.T) {
	a := listing(1, true, []string{"教育"}).text(50, 115, "注：本表反映支出。")
	b := listing(2, false, []string{"卫生", "其他"})
	if got := all(a, b); len(got) != 2 {
		t.Errorf("got %d tables, want 2: a note ends the first", len(got))
	}
}

func TestFigureDrawnOnBothPages(t *testing.T) {
	a := Cell{Text: "264 640000", Page: 1, RowSpan: 2}
	if !a.goOn(Cell{Text: "264.640000", Page: 2, RowSpan: 3}) || a.Text != "264.640000" || a.Page != 2 || a.RowSpan != 5 {
		t.Errorf("got %+v", a)
	}
	if b := (Cell{Text: "1.00", RowSpan: 1}); b.goOn(Cell{Text: "2.00", RowSpan: 1}) {
		t.Error("two figures were made one")
	}
}
