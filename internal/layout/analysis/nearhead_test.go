package analysis

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestUprightHeads reads heads whose letters stand one below the other, those of one as high as those of the next.
func TestUprightHeads(t *testing.T) {
	s := newSketch(1).centre(300, 30, "基本支出表").right(500, 50, "单位：万元").centre(420, 70, "本年基本支出").centre(90, 104, "科目编码").centre(190, 104, "科目名称")
	for i, c := range []string{"人公", "员用", "经经", "费费"} {
		two := []rune(c)
		s.centre(420, 89+10*float64(i), string(two[0])).centre(480, 89+10*float64(i), string(two[1]))
	}
	s.centre(355, 99, "合").centre(355, 109, "计")
	for i, name := range []string{"津贴补贴", "奖金", "绩效工资", "办公费"} {
		y := 140 + 18*float64(i)
		s.text(70, y, "3010"+string(rune('1'+i))).text(150, y, name).right(375, y, "3.28").right(440, y, "2.28").right(500, y, "1.00")
	}
	check(t, one(t, s), `1 |1 科目编码 <2x1> |2 科目名称 <2x1> |3 本年基本支出 <1x3>
2 |3 合计 |4 人员经费 |5 公用经费
3 |1 30101 |2 津贴补贴 |3 3.28 |4 2.28 |5 1.00
4 |1 30102 |2 奖金 |3 3.28 |4 2.28 |5 1.00
5 |1 30103 |2 绩效工资 |3 3.28 |4 2.28 |5 1.00
6 |1 30104 |2 办公费 |3 3.28 |4 2.28 |5 1.00`)
}

// TestHeadsOfNarrowColumnsTouch parts 款 from 项, whose columns are hardly wider than a letter, though in no row with these a code stands in the next
// column.
func TestHeadsOfNarrowColumnsTouch(t *testing.T) {
	s := newSketch(1).centre(300, 30, "支出表").right(420, 50, "单位：万元").centre(72, 70, "科目编码").
		text(53, 90, "类").text(68, 90, "款").text(78, 90, "项").text(93, 80, "部门代码").centre(200, 80, "名称").centre(300, 80, "合计").centre(400, 80, "基本支出")
	s.text(94, 110, "042").text(150, 110, "工业和信息化局").right(320, 110, "287.43").right(420, 110, "196.35")
	for i, name := range []string{"行政运行", "商贸事务", "养老保险", "住房公积金"} {
		y := 128 + 18*float64(i)
		s.text(50, y, "201").text(68, y, "13").text(80, y, "01").text(150, y, name).right(320, y, "167.13").right(420, y, "167.13")
	}
	got := show(one(t, s))
	if want := "2 |1 类 |2 款 |3 项"; !strings.Contains(got, want) || !strings.Contains(got, "|1 201 |2 13 |3 01 |5 行政运行") {
		t.Errorf("no %s in\n%s", want, got)
	}
}

// tallHead is a head of which many cells wrap often, each where its first line begins and stands, and three rows of figures that end at some positions.
func tallHead(size, leading float64, cells []headed, rows, names float64, ends ...float64) *sketch {
	s := newSketch(1)
	s.Width = 842
	for _, c := range cells {
		lines := strings.Split(c.text, "/")
		middle := c.x + size*float64(utf8.RuneCountInString(lines[0]))/2
		for i, l := range lines {
			s.sized(middle-size*float64(utf8.RuneCountInString(l))/2, c.y+0.8*size+leading*float64(i), size, l)
		}
	}
	for i, name := range []string{"合计", "工业局", "本级"} {
		y := rows + 3*size*float64(i)
		s.sized(names, y, size, name)
		for _, x := range ends {
			s.sized(x-3*size, y, size, "287.43")
		}
	}
	return s
}

type headed struct {
	x, y float64
	text string
}

// TestHeightOfHeadsTellsWhatTheySpan reads heads of which the upper cells might span fewer columns as well: then those that they leave out would
// stand in rows of their own height.
func TestHeightOfHeadsTellsWhatTheySpan(t *testing.T) {
	atBottom := tallHead(7, 10.5, []headed{{275.6, 103, "本年收入"}, {464.7, 103, "上年结转结余"}, {192.4, 124, "一般公共预算"},
		{53.4, 148, "部门（科/目）代码"}, {92.9, 148, "部门（科/目）名称"}, {134.6, 159, "总计"}, {162, 159, "合计"}, {189.4, 159, "小计"}, {213.1, 148, "其中：财/政拨款"},
		{250.5, 117, "政/府/性/基/金"}, {269.2, 127, "国有/资本/经营/预算"}, {292.2, 127, "财政专/户管理/资金收/入"}, {322.3, 127, "事/业/收/入"},
		{340.3, 127, "事业/单位/经营/收入"}, {363.4, 138, "上级/补助/收入"}, {386.5, 127, "附属/单位/上缴/收入"}, {411.4, 127, "其/他/收/入"},
		{427.7, 148, "合/计"}, {442.3, 138, "一般/公共/预算"}, {466.4, 117, "政/府/性/基/金"}, {485.1, 127, "国有/资本/经营/预算"}, {509.9, 127, "财政/专户/管理/资金"},
		{534.9, 127, "单/位/资/金"}}, 190, 89.3, 152.2, 179.6, 207, 241)
	got := show(one(t, atBottom))
	if want := "|4 本年收入 <1x11>"; !strings.Contains(got, want) {
		t.Errorf("no %s in\n%s", want, got)
	}
}

// TestHeadsBetweenGaps reads a head between shaded cells: of both sides of the gap below a cell, that of the cells below leaves out those that stand elsewhere.
func TestHeadsBetweenGaps(t *testing.T) {
	s := newSketch(1).centre(90, 110, "名称").centre(170, 110, "总计").centre(330, 90, "本年收入").centre(250, 125, "合计").centre(330, 125, "财政").centre(410, 125, "其他").centre(510, 90, "上年结转").centre(480, 125, "基金").centre(540, 125, "专户")
	s.across(97, 210, 570).across(100, 290, 570)
	for i, name := range []string{"合计", "工业局", "工业局本级"} {
		y := 150 + 20*float64(i)
		s.text(60, y, name).right(195, y, "287.43").right(275, y, "287.43").right(355, y, "287.43").right(435, y, "287.43")
	}
	if got, want := show(one(t, s)), "|3 本年收入 <1x3>"; !strings.Contains(got, want) {
		t.Errorf("no %s in\n%s", want, got)
	}
}

// TestHeadsSetAsOneString parts two heads that are printed as one string, farther apart than words, by the figures below them.
func TestHeadsSetAsOneString(t *testing.T) {
	s := newSketch(1).text(50, 70, "$ millions").text(160, 70, "Budget").text(220, 70, "Variance  Variance %")
	for i, name := range []string{"Property tax", "Utilities", "Parking", "Fines"} {
		y := 90 + 18*float64(i)
		s.text(50, y, name).right(195, y, "577.4").right(255, y, "10.7").right(318, y, "12.1%")
	}
	check(t, one(t, s), `1 |1 $ millions |2 Budget |3 Variance |4 Variance %
2 |1 Property tax |2 577.4 |3 10.7 |4 12.1%
3 |1 Utilities |2 577.4 |3 10.7 |4 12.1%
4 |1 Parking |2 577.4 |3 10.7 |4 12.1%
5 |1 Fines |2 577.4 |3 10.7 |4 12.1%`)
}

// TestNamesOfWideLeadingSpanNothing reads a head of which names stand over their second lines farther apart than lines of one text do: such a name spans
// one column wherever it stands, and its height tells nothing of what others span.
func TestNamesOfWideLeadingSpanNothing(t *testing.T) {
	s := newSketch(1).across(93, 42, 640).across(231, 42, 640).across(400, 42, 640)
	for _, c := range []headed{{381, 109, "本年收入"}, {44, 148, "功能科目"}, {96, 148, "功能分类科目"}, {56, 170, "编码"}, {120, 170, "名称"}, {372, 148, "财政拨款收入"}, {198, 159, "合计"},
		{280, 178, "小计"}, {334, 198, "一般公共预算"}, {410, 187, "政府性基金预"}, {440, 209, "算"}, {497, 178, "事业收入"}, {561, 159, "上年结转结余"}} {
		s.sized(c.x, c.y, 12, c.text)
	}
	for i, name := range []string{"基本支出", "项目支出", "经营支出"} {
		y := 248 + 49*float64(i)
		s.sized(44, y, 12, "2010601").sized(95, y, 12, name)
		for _, x := range []float64{172, 254, 335, 411, 486, 562} {
			s.sized(x, y, 12, "1,717,196.80")
		}
	}
	if got, want := show(one(t, s)), "|4 本年收入 <1x4>"; !strings.Contains(got, want) {
		t.Errorf("no %s in\n%s", want, got)
	}
}
