package analysis

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// budget is a ruled table with a head of two rows, merged both ways.
func budget(s *sketch, dx, dy float64) *sketch {
	x := func(v float64) float64 { return v + dx }
	y := func(v float64) float64 { return v + dy }
	for _, v := range []float64{100, 140, 160, 180} {
		s.across(y(v), x(50), x(450))
	}
	s.across(y(120), x(150), x(350))
	for _, v := range []float64{50, 150, 350, 450} {
		s.down(x(v), y(100), y(180))
	}
	s.down(x(250), y(120), y(180))
	s.text(x(80), y(123), "科目").text(x(230), y(113), "基本支出").text(x(180), y(133), "人员经费").text(x(280), y(133), "公用经费").text(x(380), y(123), "合计")
	s.text(x(55), y(153), "教育支出").right(x(245), y(153), "1,200.50").right(x(345), y(153), "300.00").right(x(445), y(153), "1,500.50")
	s.text(x(55), y(173), "合计").right(x(245), y(173), "1,200.50").right(x(345), y(173), "-").right(x(445), y(173), "0")
	return s
}

const budgetCells = `1 |1 科目 <2x1> |2 基本支出 <1x2> |4 合计 <2x1>
2 |2 人员经费 |3 公用经费
3 |1 教育支出 |2 1,200.50 |3 300.00 |4 1,500.50
4 |1 合计 |2 1,200.50 |3 - |4 0`

func TestRuledTableWithMergedHead(t *testing.T) {
	s := newSketch(1).sized(200, 60, 16, "2026年支出总表").text(380, 90, "单位：万元").text(50, 90, "部门：某局")
	got := one(t, budget(s, 0, 0).text(50, 200, "注：本表反映支出。"))
	check(t, got, budgetCells)
	if got.HeaderRows != 2 || got.Title != "2026年支出总表" || len(got.Captions) != 3 || len(got.Notes) != 1 {
		t.Errorf("head %d, title %q, captions %v, notes %v", got.HeaderRows, got.Title, got.Captions, got.Notes)
	}
}

func TestRunOverTwoCellsIsCutAtTheRuling(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 150, 250}, []float64{100, 120, 140})
	s.text(55, 113, "项目").text(155, 113, "支出项目")
	s.right(148, 133, "24,458.43")
	r := &s.Runs[len(s.Runs)-1]
	tail := newSketch(1).text(153, 133, "二、财政专户管理资金").Runs[0]
	r.Text += tail.Text
	r.Glyphs = append(r.Glyphs, tail.Glyphs...)
	r.Box = r.Box.Union(tail.Box)
	check(t, one(t, s), "1 |1 项目 |2 支出项目\n2 |1 24,458.43 |2 二、财政专户管理资金")
}

func TestOverflowingTextBelongsWhereItStarts(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 97, 250}, []float64{100, 120, 140})
	s.text(55, 113, "项目").text(155, 113, "金额")
	s.text(52, 133, "财政专户管理资金").right(248, 133, "3.00")
	check(t, one(t, s), "1 |1 项目 |2 金额\n2 |1 财政专户管理资金 |2 3.00")
}

func TestSidesThatAreOpenAreClosed(t *testing.T) {
	s := newSketch(1)
	for _, y := range []float64{100, 120, 140} {
		s.across(y, 50, 350)
	}
	s.down(150, 100, 140).down(250, 100, 140)
	s.text(55, 113, "甲").text(155, 113, "乙").text(255, 113, "丙").text(55, 133, "一").text(155, 133, "1").text(255, 133, "2")
	check(t, one(t, s), "1 |1 甲 |2 乙 |3 丙\n2 |1 一 |2 1 |3 2")
}

func TestContinuationWithoutHead(t *testing.T) {
	xs := []float64{50, 200, 350}
	a := newSketch(1).text(150, 80, "支出表").grid(xs, []float64{100, 120, 140}).text(60, 113, "项目").text(210, 113, "金额").text(60, 133, "教育").right(345, 133, "1.00")
	b := newSketch(2).grid(xs, []float64{60, 80}).text(60, 73, "合计").right(345, 73, "1.00")
	got := one(t, a, b)
	check(t, got, "1 |1 项目 |2 金额\n2 |1 教育 |2 1.00\n3 |1 合计 |2 1.00")
	if got.LastPage != 2 || len(got.Parts) != 2 || got.Parts[1].FirstRow != 3 {
		t.Errorf("parts %+v", got.Parts)
	}
}

func TestRepeatedHeadIsDropped(t *testing.T) {
	got := one(t, budget(newSketch(1), 0, 0), budget(newSketch(2), 0, -50))
	if got.Rows != 6 || got.HeaderRows != 2 {
		t.Errorf("rows %d, head %d:\n%s", got.Rows, got.HeaderRows, show(got))
	}
}

func TestNewTitleBeginsNewTable(t *testing.T) {
	a := budget(newSketch(1).text(200, 60, "支出总表"), 0, 0)
	b := budget(newSketch(2).text(200, 60, "收入总表"), 0, 0)
	if got := all(a, b); len(got) != 2 {
		t.Errorf("got %d tables, want 2", len(got))
	}
}

func TestFrameAroundProseIsNoTable(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 550}, []float64{100, 300}).text(60, 150, "本部门负责全市预算工作。").text(60, 170, "主要职责如下。")
	if got := all(s); len(got) != 0 {
		t.Errorf("got %s", show(got[0]))
	}
}

// TestDigitsDrawnOneByOne sets two figures in neighbouring cells, digit by digit, by a producer that
// gives digits the width of an ideograph: the boxes of one figure's digits overlap, and the last
// digit's box touches the first one's of the next cell.
func TestDigitsDrawnOneByOne(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 150, 216, 290}, []float64{100, 120, 140})
	s.text(55, 113, "科目").text(155, 113, "合计").text(220, 113, "人员经费").text(55, 133, "教育")
	for i, c := range "174,900.64" {
		s.digit(165.2+5*float64(i), 133, c)
	}
	for i, c := range "101,833.84" {
		s.digit(220.4+5*float64(i), 133, c)
	}
	check(t, one(t, s), "1 |1 科目 |2 合计 |3 人员经费\n2 |1 教育 |2 174,900.64 |3 101,833.84")
}

// digit sets one glyph whose box is one em wide.
func (s *sketch) digit(x, y float64, c rune) {
	b := page.Box{X0: x, Y0: y - 8, X1: x + 10, Y1: y + 2}
	s.Runs = append(s.Runs, page.Run{
		Text: string(c), Origin: page.Point{X: x, Y: y}, Size: 10, Confidence: 1, Box: b,
		Glyphs: []page.Glyph{{Text: string(c), Box: b}},
	})
}

// A cell ruled beside several lines of figures, with one line of text in the middle of its height,
// is meant for all of them.
func TestCentredCellSpansTheLinesBeside(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 150, 250, 350}, []float64{100, 120, 200})
	s.text(55, 113, "日期").text(155, 113, "地区").text(255, 113, "金额").text(55, 164, "1月30日")
	for i, name := range []string{"济南", "青岛", "淄博", "枣庄", "东营"} {
		y := 132 + 16*float64(i)
		s.text(155, y, name).right(345, y, "1.50").right(300, y, "2.50")
	}
	got := one(t, s)
	if c := got.Cells; !strings.Contains(show(got), "1月30日 <5x1>") {
		t.Errorf("%d cells:\n%s", len(c), show(got))
	}
}

// Lines that stand one beside each row are names of the rows, though the first and the last row have
// none.
func TestLinesBesideRowsAreCut(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 150, 250, 350}, []float64{100, 120, 232})
	s.text(55, 113, "性质").text(155, 113, "地区").text(255, 113, "金额")
	for i, name := range []string{"合计", "济南", "青岛", "淄博", "枣庄", "东营", "威海"} {
		y := 132 + 16*float64(i)
		s.text(155, y, name).right(345, y, "1.50").right(300, y, "2.50")
		if i > 1 && i < 5 {
			s.text(55, y, "专项债券")
		}
	}
	if got := show(one(t, s)); strings.Contains(got, "专项债券专项") || strings.Contains(got, "专项债券\n") {
		t.Errorf("cells:\n%s", got)
	}
}
