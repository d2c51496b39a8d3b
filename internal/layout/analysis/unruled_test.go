package analysis

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// centre sets a run in the middle of x.
func (s *sketch) centre(x, y float64, words string) *sketch {
	n := 0
	for _, c := range words {
		if n++; c >= 0x2000 {
			n++
		}
	}
	return s.text(x-float64(n)*textSize/4, y, words)
}

// functions is a list of expenditure by function as the official form prints it, without a line: codes in three narrow
// columns, heads of four levels set in the middle of what they span, a name that wraps.
func functions(s *sketch) *sketch {
	s.centre(300, 40, "支出总体情况表").right(560, 55, "单位：万元")
	s.centre(52, 75, "科目编码").centre(368, 75, "基本支出").centre(520, 75, "项目支出")
	s.centre(355, 90, "人员经费").centre(132, 97.5, "名称").centre(222, 97.5, "合计")
	s.centre(35, 105, "类").centre(55, 105, "款").centre(72, 105, "项").centre(285, 105, "小计").centre(450, 105, "公用经费")
	s.centre(335, 120, "工资").centre(375, 120, "补助").centre(500, 105, "小计").centre(545, 105, "其他")
	y := 140.0
	for _, r := range [][]string{
		{"201", "13", "01", "行政运行", "167.13", "167.13", "131.33", "22.29", "13.51", "", ""},
		{"208", "05", "05", "机关事业单位养|老保险缴费支出", "14.90", "14.90", "14.90", "", "", "", ""},
		{"215", "08", "05", "中小企业发展", "90.14", "", "", "", "", "90.14", "90.14"},
		{"221", "02", "01", "住房公积金", "14.32", "14.32", "14.32", "", "", "", ""},
	} {
		for i, x := range []float64{43, 59, 75} {
			s.right(x, y, r[i])
		}
		if name := []rune(r[3]); len(name) > 8 {
			s.text(90, y-6, string(name[:7])).text(90, y+6, string(name[8:]))
		} else {
			s.text(90, y, r[3])
		}
		for i, x := range []float64{240, 300, 352, 398, 470, 522, 562} {
			if r[4+i] != "" {
				s.right(x, y, r[4+i])
			}
		}
		y += 24
	}
	return s
}

func TestHeadsInTheMiddleOfWhatTheySpan(t *testing.T) {
	got := one(t, functions(newSketch(1)))
	check(t, got, `1 |1 科目编码 <1x3> |4 名称 <3x1> |5 合计 <3x1> |6 基本支出 <1x4> |10 项目支出 <1x2>
2 |1 类 <2x1> |2 款 <2x1> |3 项 <2x1> |6 小计 <2x1> |7 人员经费 <1x2> |9 公用经费 <2x1> |10 小计 <2x1> |11 其他 <2x1>
3 |7 工资 |8 补助
4 |1 201 |2 13 |3 01 |4 行政运行 |5 167.13 |6 167.13 |7 131.33 |8 22.29 |9 13.51
5 |1 208 |2 05 |3 05 |4 机关事业单位养老保险缴费支出 |5 14.90 |6 14.90 |7 14.90
6 |1 215 |2 08 |3 05 |4 中小企业发展 |5 90.14 |10 90.14 |11 90.14
7 |1 221 |2 02 |3 01 |4 住房公积金 |5 14.32 |6 14.32 |7 14.32`)
	if got.HeaderRows != 3 {
		t.Errorf("head of %d rows", got.HeaderRows)
	}
}

// TestShadedByTurns reads rows above the first band and below the last.
func TestShadedByTurns(t *testing.T) {
	s := newSketch(1).text(70, 94, "项目").text(220, 94, "合计").text(320, 94, "基本").text(420, 94, "项目支出")
	for i, name := range []string{"教育支出", "科学技术", "卫生健康", "住房保障", "农林水"} {
		y := 100 + 20*float64(i)
		if i%2 == 1 {
			s.Fills = append(s.Fills, page.Fill{Box: page.Box{X0: 50, Y0: y, X1: 480, Y1: y + 20}, Color: 0xE8EEF7})
		}
		s.text(55, y+14, name).right(250, y+14, "40.00").right(350, y+14, "20.00").right(460, y+14, "20.00")
	}
	got := one(t, s)
	if got.Rows != 6 || got.HeaderRows != 1 || got.Columns != 4 {
		t.Errorf("%d rows under %d of head:\n%s", got.Rows, got.HeaderRows, show(got))
	}
}

// TestNextPageInTheSameColumns reads the last rows of two lists side by side on a page of their own, too few to show
// their columns, the longer list first.
func TestNextPageInTheSameColumns(t *testing.T) {
	a := newSketch(1).centre(300, 40, "收支总体情况表").right(560, 55, "单位：万元")
	a.centre(110, 75, "项目").centre(220, 75, "金额").centre(350, 75, "项目").centre(500, 75, "金额")
	for i, name := range []string{"一、公共服务", "二、外交支出", "三、国防支出", "四、公共安全", "五、教育支出"} {
		y := 95 + 18*float64(i)
		a.text(50, y, name+"收入").right(248, y, "9.00").text(250, y, name).right(540, y, "9.00")
	}
	b := newSketch(2).text(250, 60, "六、预备费").text(250, 78, "七、结转")
	b.text(50, 96, "收入总计").right(248, 96, "45.00").text(250, 96, "支出总计").right(540, 96, "45.00")
	got := one(t, a, b)
	if got.Rows != 9 || got.LastPage != 2 {
		t.Fatalf("%d rows:\n%s", got.Rows, show(got))
	}
	check(t, got, fmt.Sprintf("%s\n7 |3 六、预备费\n8 |3 七、结转\n9 |1 收入总计 |2 45.00 |3 支出总计 |4 45.00", show(one(t, a))))
}

// TestCodesAsNearAsWords parts codes from names by the edge that both are set to, and words of a name by nothing.
func TestCodesAsNearAsWords(t *testing.T) {
	s := newSketch(1).text(250, 60, "支出预算表").right(440, 75, "单位：万元")
	for i, r := range []string{"津贴补贴", "奖金", "绩效工资", "其他交通费用"} {
		y := 95 + 18*float64(i)
		s.text(50, y, "301").text(69, y, fmt.Sprintf("0%d", i)).text(82.5, y, r).right(300, y, "3.28").right(400, y, "3.28")
	}
	check(t, one(t, s), `1 |1 301 |2 00 |3 津贴补贴 |4 3.28 |5 3.28
2 |1 301 |2 01 |3 奖金 |4 3.28 |5 3.28
3 |1 301 |2 02 |3 绩效工资 |4 3.28 |5 3.28
4 |1 301 |2 03 |3 其他交通费用 |4 3.28 |5 3.28`)
}

// TestRowsOfEqualDistance keeps names that stand as near as lines of one name apart, where nothing shows that any wraps.
func TestRowsOfEqualDistance(t *testing.T) {
	s := newSketch(1).text(70, 82, "项目").text(220, 82, "合计").text(320, 82, "上年")
	for i, name := range []string{"教育支出", "科学技术支出", "文化旅游支出", "卫生健康支出", "节能环保支出", "住房保障支出"} {
		y := 95 + 13*float64(i)
		s.text(55, y, name)
		if i%2 == 0 {
			s.right(250, y, "4.00").right(350, y, "4.00")
		}
	}
	if got := one(t, s); got.Rows != 7 {
		t.Errorf("%d rows:\n%s", got.Rows, show(got))
	}
}

// TestFilledInSentencesAreNoTable leaves sentences alone that have room around the amounts filled in.
func TestFilledInSentencesAreNoTable(t *testing.T) {
	s := newSketch(1)
	for i, l := range []string{"本年收入", "上年结转，支出", "与上年相比增加，增长", "其中：基本支出。项目"} {
		y := 100 + 18*float64(i)
		s.text(50, y, l).text(250, y, "882.40").text(330, y, "万元，占").text(420, y, "6.24").text(470, y, "%。")
	}
	if got := all(s); len(got) != 0 {
		t.Errorf("got a table:\n%s", show(got[0]))
	}
}

// TestSpreadWordsOfAHead puts together what is spread over a cell, over two columns as well as over one, and keeps the
// heads of narrow columns apart.
func TestSpreadWordsOfAHead(t *testing.T) {
	s := newSketch(1).text(250, 40, "债务余额表").right(440, 55, "单位：亿元")
	s.text(70, 75, "地").text(100, 75, "区").text(230, 68, "余").text(300, 68, "额").text(200, 83, "一般债务").text(300, 83, "专项债务")
	for i, name := range []string{"东山市本级", "西河区", "南湖高新技术区"} {
		y := 103 + 18*float64(i)
		s.text(55, y, name).right(240, y, "26.60").right(340, y, "7.85")
	}
	check(t, one(t, s), `1 |1 地 区 <2x1> |2 余 额 <1x2>
2 |2 一般债务 |3 专项债务
3 |1 东山市本级 |2 26.60 |3 7.85
4 |1 西河区 |2 26.60 |3 7.85
5 |1 南湖高新技术区 |2 26.60 |3 7.85`)
}

// TestRowsBesideAMergedCell divides rows by edges that end at a cell merged over two of them.
func TestRowsBesideAMergedCell(t *testing.T) {
	s := newSketch(1).across(60, 50, 500).text(80, 74, "项目").text(210, 74, "预算数").text(300, 74, "执行数").text(420, 74, "备注").across(80, 50, 500)
	for i, name := range []string{"教育支出", "科学技术支出", "卫生健康支出", "住房保障支出", "农林水支出"} {
		y := 80 + 20*float64(i)
		s.text(55, y+14, name).right(250, y+14, "40.00").right(340, y+14, "20.00")
		if i == 1 {
			s.across(y+20, 50, 380)
		} else {
			s.across(y+20, 50, 500)
		}
	}
	got := one(t, s)
	if got.Rows != 6 || got.Columns != 4 {
		t.Errorf("%d rows, %d columns:\n%s", got.Rows, got.Columns, show(got))
	}
}

// TestRemarksAreNoProse reads a list without lines whose last column holds sentences.
func TestRemarksAreNoProse(t *testing.T) {
	s := newSketch(1).text(80, 60, "项目").text(210, 60, "预算数").text(300, 60, "执行数").text(420, 60, "说明")
	for i, name := range []string{"教育支出", "科学技术支出", "卫生健康支出", "住房保障支出"} {
		y := 80 + 20*float64(i)
		s.text(55, y, name).right(250, y, "40.00").right(340, y, "20.00").text(380, y, "今年压缩支出，不再列支。")
	}
	if got := one(t, s); got.Rows != 5 || got.Columns != 4 {
		t.Errorf("%d rows, %d columns:\n%s", got.Rows, got.Columns, show(got))
	}
}

// TestRowsWithoutFiguresBetweenDividers keeps a body together in which most names have no figure.
func TestRowsWithoutFiguresBetweenDividers(t *testing.T) {
	s := newSketch(1).text(200, 40, "债券分月发行安排表").right(430, 60, "单位：亿元")
	s.across(70, 120, 430).text(180, 82, "时间").text(320, 82, "计划发行规模").across(87, 120, 430).text(180, 99, "合计").right(365, 99, "39.10").across(104, 120, 430)
	for i := range 9 {
		y := 116 + 14*float64(i)
		s.text(182, y, fmt.Sprintf("%d月", i+1))
		if i%4 == 0 {
			s.right(365, y, "13.03")
		}
	}
	s.across(238, 120, 430)
	if got := one(t, s); got.Rows != 11 || got.Columns != 2 {
		t.Errorf("%d rows, %d columns:\n%s", got.Rows, got.Columns, show(got))
	}
}

// TestWrappedNameBesideACode keeps the last character of a name, which stands as near behind a code as what counts does behind
// a number, in the column that names begin in.
func TestWrappedNameBesideACode(t *testing.T) {
	s := newSketch(1).centre(300, 40, "支出表").right(440, 55, "单位：万元").text(50, 75, "编码").text(110, 75, "名称").right(290, 75, "合计").right(390, 75, "上年")
	for i, name := range []string{"行政运行", "基本养老保险缴费支出", "职业年金缴费", "公务员医疗", "住房公积金"} {
		y := 100 + 28*float64(i)
		if name := []rune(name); len(name) > 9 {
			s.text(95, y-12, string(name[:9])).text(95, y, string(name[9:]))
		} else {
			s.text(95, y, string(name))
		}
		s.right(90, y, "2080505").right(290, y, "3.28").right(390, y, "3.28")
	}
	if got := one(t, s); got.Rows != 6 || show(got) != `1 |1 编码 |2 名称 |3 合计 |4 上年
2 |1 2080505 |2 行政运行 |3 3.28 |4 3.28
3 |1 2080505 |2 基本养老保险缴费支出 |3 3.28 |4 3.28
4 |1 2080505 |2 职业年金缴费 |3 3.28 |4 3.28
5 |1 2080505 |2 公务员医疗 |3 3.28 |4 3.28
6 |1 2080505 |2 住房公积金 |3 3.28 |4 3.28` {
		t.Errorf("%d rows:\n%s", got.Rows, show(got))
	}
}

// TestHeadsAtTheBottom reads a head whose cells stand at their bottom, so that the uppermost of its lines hold one each, in the
// middle of the table as titles are.
func TestHeadsAtTheBottom(t *testing.T) {
	s := newSketch(1).centre(300, 40, "支出总表").right(560, 55, "单位：万元")
	s.centre(300, 73, "基本支出").centre(300, 91, "人员经费")
	for i, h := range []string{"名称", "小计", "工资", "补助", "公用"} {
		s.centre(75+90*float64(i), 109, h)
	}
	for i, name := range []string{"行政运行", "事业运行", "培训支出"} {
		y := 125 + 18*float64(i)
		s.text(50, y, name)
		for k := range 4 {
			s.right(185+90*float64(k), y, "14.32")
		}
	}
	got := one(t, s)
	check(t, got, `1 |1 名称 <3x1> |2 基本支出 <1x4>
2 |2 小计 <2x1> |3 人员经费 <1x2> |5 公用 <2x1>
3 |3 工资 |4 补助
4 |1 行政运行 |2 14.32 |3 14.32 |4 14.32 |5 14.32
5 |1 事业运行 |2 14.32 |3 14.32 |4 14.32 |5 14.32
6 |1 培训支出 |2 14.32 |3 14.32 |4 14.32 |5 14.32`)
	if got.HeaderRows != 3 {
		t.Errorf("head of %d rows", got.HeaderRows)
	}
}

// TestShortCodesSideBySide parts whole numbers that stand near each other and are no groups of three digits of one.
func TestShortCodesSideBySide(t *testing.T) {
	s := newSketch(1).centre(300, 60, "支出预算表").right(440, 75, "单位：万元")
	for i, r := range []string{"津贴补贴", "奖金", "绩效工资", "其他交通费用"} {
		y := 95 + 18*float64(i)
		s.text(50, y, "301").text(68, y, fmt.Sprintf("0%d", i)).text(81, y, "02").text(96, y, r).right(300, y, "3.28").right(400, y, "3.28")
	}
	if got := one(t, s); got.Columns != 6 {
		t.Errorf("%d columns:\n%s", got.Columns, show(got))
	}
}

// TestLinesBelowHeadsAlone reads a table whose only lines run below its head and below a second one in the middle, so that they
// enclose the first rows and the second head, and no table.
func TestLinesBelowHeadsAlone(t *testing.T) {
	s := newSketch(1).centre(300, 40, "人员与资产情况表").right(500, 55, "单位：人、万元")
	y := 75.0
	put := func(l ...string) {
		s.text(55, y, l[0])
		for i, w := range l[1:] {
			s.right(250+100*float64(i), y, w)
		}
		y += 18
	}
	put("人员类别", "编制数", "实有数", "工资")
	s.across(80, 50, 460)
	put("行政编制", "147", "114", "629.05")
	put("事业编制", "89", "40", "17.46")
	put("资产类别", "年初数", "年末数", "原值")
	s.across(134, 50, 460)
	put("房屋", "91", "174", "293.67")
	put("车辆", "26", "73", "149.10")
	got := all(s)
	if len(got) != 2 {
		t.Fatalf("%d tables, want one below each head", len(got))
	}
	check(t, got[0], `1 |1 人员类别 |2 编制数 |3 实有数 |4 工资
2 |1 行政编制 |2 147 |3 114 |4 629.05
3 |1 事业编制 |2 89 |3 40 |4 17.46`)
	check(t, got[1], `1 |1 资产类别 |2 年初数 |3 年末数 |4 原值
2 |1 房屋 |2 91 |3 174 |4 293.67
3 |1 车辆 |2 26 |3 73 |4 149.10`)
}

// TestRulesThroughAHead reads boxes above the heads of a form: what stands below a line begins no column above it.
func TestRulesThroughAHead(t *testing.T) {
	s := newSketch(1).centre(300, 40, "自评表").across(60, 50, 530).centre(85, 74, "项目名称").centre(304, 74, "检测费用").across(80, 50, 530)
	s.centre(85, 94, "主管部门").centre(220, 94, "健康委员会").centre(360, 94, "实施单位").centre(475, 94, "健康委员会").across(100, 50, 530)
	for i, h := range []string{"年初预算数", "全年预算数", "执行数", "分值", "得分"} {
		s.centre(170+80*float64(i), 114, h)
	}
	s.across(120, 50, 530)
	for i, name := range []string{"年度资金", "财政拨款", "上年结转"} {
		y := 134 + 20*float64(i)
		s.text(60, y, name).across(y+6, 50, 530)
		for k := range 5 {
			s.centre(170+80*float64(k), y, "46.5")
		}
	}
	if got := strings.Split(show(one(t, s)), "\n")[0]; got != "1 |1 项目名称 |2 检测费用 <1x5>" {
		t.Errorf("the first row is %s", got)
	}
}

// TestBoxesRoundTheFirstColumns reads a table that rules all of its rows and its first columns alone.
func TestBoxesRoundTheFirstColumns(t *testing.T) {
	s := newSketch(1).centre(300, 40, "支出总表").right(560, 55, "单位：万元")
	s.across(60, 50, 560).across(120, 50, 560).across(80, 240, 480).across(100, 320, 480).down(50, 60, 180).down(110, 60, 180).down(200, 60, 180)
	s.centre(80, 94, "科目编码").centre(155, 94, "科目名称").centre(220, 94, "合计").centre(360, 74, "基本支出").centre(520, 94, "项目支出")
	s.centre(280, 104, "小计").centre(400, 94, "人员经费").centre(360, 114, "工资").centre(440, 114, "补助")
	for i, name := range []string{"行政运行", "培训支出", "公务员医疗"} {
		y := 134 + 20*float64(i)
		s.text(55, y, "2010301").text(115, y, name).across(y+6, 50, 560)
		for k, w := range []string{"158.09", "65.94", "2,271.15", "8.08", "91.27"} {
			s.right(236+78*float64(k), y, w)
		}
	}
	check(t, one(t, s), `1 |1 科目编码 <3x1> |2 科目名称 <3x1> |3 合计 <3x1> |4 基本支出 <1x3> |7 项目支出 <3x1>
2 |4 小计 <2x1> |5 人员经费 <1x2>
3 |5 工资 |6 补助
4 |1 2010301 |2 行政运行 |3 158.09 |4 65.94 |5 2,271.15 |6 8.08 |7 91.27
5 |1 2010301 |2 培训支出 |3 158.09 |4 65.94 |5 2,271.15 |6 8.08 |7 91.27
6 |1 2010301 |2 公务员医疗 |3 158.09 |4 65.94 |5 2,271.15 |6 8.08 |7 91.27`)
}

// TestWholeNumbersSetTight parts whole numbers that hardly any blank parts: by how tight their digits are set, and where even
// that shows nothing by the columns of the other rows.
func TestWholeNumbersSetTight(t *testing.T) {
	s := newSketch(1).centre(300, 40, "各区收入").right(400, 55, "单位：万元").text(50, 75, "地区").right(130, 75, "去年").right(180, 75, "今年")
	for i, r := range [][2]string{{"673947", "3618"}, {"19", "361857"}, {"70", "36185777"}, {"673947", "361857777"}, {"1", "361"}} {
		y := 95 + 18*float64(i)
		s.text(50, y, "东山区").right(130, y, r[0]).right(176, y, r[1])
	}
	check(t, one(t, s), `1 |1 地区 |2 去年 |3 今年
2 |1 东山区 |2 673947 |3 3618
3 |1 东山区 |2 19 |3 361857
4 |1 东山区 |2 70 |3 36185777
5 |1 东山区 |2 673947 |3 361857777
6 |1 东山区 |2 1 |3 361`)
}

// TestLinesBelowHeadAndBody reads a head above the first of two lines, which end the head and the body.
func TestLinesBelowHeadAndBody(t *testing.T) {
	s := functions(newSketch(1)).across(128, 20, 570).across(222, 20, 570)
	check(t, one(t, s), show(one(t, functions(newSketch(1)))))
}

// TestNamesAroundTheirFigures reads rows that stand as near as the lines of their names, each of which stands around its figures.
func TestNamesAroundTheirFigures(t *testing.T) {
	s := newSketch(1).text(200, 40, "项目支出表").right(430, 60, "单位：万元").text(90, 80, "项目名称").text(225, 80, "合计").text(325, 80, "本年").text(425, 80, "说明")
	y := 100.0
	for i, name := range []string{"城市道路照明设施更新改造", "学校", "河道清理及沿岸绿化带维护", "老旧小区"} {
		lines := [][]rune{[]rune(name)}
		if len(lines[0]) > 8 {
			lines = [][]rune{lines[0][:8], lines[0][8:]}
		}
		note := [][]rune{[]rune("用于设施的日"), []rune("常维护和保养"), []rune("。")}[:len(lines)+1-len(lines)%2]
		middle := y + 6.5*float64(len(note)-1)
		for k, l := range lines {
			s.text(55, middle+13*(float64(k)-float64(len(lines)-1)/2), string(l))
		}
		for k, l := range note {
			s.text(400, y+13*float64(k), string(l))
		}
		s.right(250, middle, fmt.Sprintf("%d4.00", i+1)).right(350, middle, fmt.Sprintf("%d0.00", i+1))
		y += 13 * float64(len(note))
	}
	check(t, one(t, s), `1 |1 项目名称 |2 合计 |3 本年 |4 说明
2 |1 城市道路照明设施更新改造 |2 14.00 |3 10.00 |4 用于设施的日常维护和保养。
3 |1 学校 |2 24.00 |3 20.00 |4 用于设施的日
4 |1 河道清理及沿岸绿化带维护 |2 34.00 |3 30.00 |4 用于设施的日常维护和保养。
5 |1 老旧小区 |2 44.00 |3 40.00 |4 用于设施的日`)
}

// TestUnitAboveTallHead takes the unit above the first line of a head for that of a list of words with few figures.
func TestUnitAboveTallHead(t *testing.T) {
	s := newSketch(1).text(200, 40, "债券使用情况表").right(560, 60, "单位：亿元")
	s.text(500, 78, "债券规模").text(90, 84.5, "项目名称").text(200, 84.5, "领域").text(290, 84.5, "主管部门").text(390, 84.5, "实施单位").text(495, 91, "（项目额）")
	for i, name := range []string{"棚户区改造", "农村道路", "供水管网", "敬老院", "体育场"} {
		y := 115 + 20*float64(i)
		s.text(90, y, name).text(200, y, "建设").text(290, y, "人民政府").text(390, y, "建设局").right(540, y, fmt.Sprintf("%d5.60", i+1))
	}
	if got := one(t, s); got.Rows != 6 || got.Columns != 5 || got.HeaderRows != 1 {
		t.Errorf("%d rows, %d columns:\n%s", got.Rows, got.Columns, show(got))
	}
}

// TestNamesSetIn keeps names in one column whose first lines are set in, and whose last words stand left of them: no row of the page shows both on a line.
func TestNamesSetIn(t *testing.T) {
	s := newSketch(1).centre(300, 40, "项目支出表").right(448, 55, "单位：万元").text(52, 75, "项目名称").centre(260, 75, "合计").centre(340, 75, "一般预算").centre(420, 75, "基金")
	y := 100.0
	for _, r := range [][]string{{"其他运行经费"}, {"全市房屋应急抢险管理", "费"}, {"全市直管房管理工作经", "费"}, {"物业及维修资金管理工", "作经费"}, {"购置经费"}} {
		for i, name := range r {
			s.text(72-20*float64(i), y+13*float64(i), name)
		}
		mid := y + 6.5*float64(len(r)-1)
		s.right(280, mid, "233.91").right(360, mid, "233.91").right(440, mid, "0.00")
		y += 13*float64(len(r)-1) + 24
	}
	check(t, one(t, s), `1 |1 项目名称 |2 合计 |3 一般预算 |4 基金
2 |1 其他运行经费 |2 233.91 |3 233.91 |4 0.00
3 |1 全市房屋应急抢险管理费 |2 233.91 |3 233.91 |4 0.00
4 |1 全市直管房管理工作经费 |2 233.91 |3 233.91 |4 0.00
5 |1 物业及维修资金管理工作经费 |2 233.91 |3 233.91 |4 0.00
6 |1 购置经费 |2 233.91 |3 233.91 |4 0.00`)
}

// TestTotalBesideItsParts lets 其中： span no total left of the parts that it stands over, though it stands in the middle of all three columns: the total's head,
// in the middle of both rows, begins above its foot.
func TestTotalBesideItsParts(t *testing.T) {
	s := newSketch(1).centre(300, 40, "支出预算表").right(560, 60, "单位：万元")
	s.centre(100, 90, "科目").centre(240, 89, "预算建议数").text(365, 81, "其中：").centre(380, 99, "基本支出").centre(520, 99, "项目支出")
	for i, name := range []string{"合计", "工资福利支出", "商品和服务支出", "办公经费"} {
		y := 120 + 20*float64(i)
		s.text(55, y, name).centre(240, y, "147,214").centre(380, y, "135,991").centre(520, y, "11,223")
	}
	got := one(t, s)
	if want := "1 |1 科目 <2x1> |2 预算建议数 <2x1> |3 其中： "; !strings.HasPrefix(show(got), want) {
		t.Errorf("head:\n%s", show(got))
	}
}

// TestFirstLinesSetIn reads names beside notes of other heights whose first lines are set in, as those of paragraphs are, so that they have neither an edge
// nor a middle in common with what they go on with.
func TestFirstLinesSetIn(t *testing.T) {
	s := newSketch(1).centre(300, 40, "项目支出表").right(560, 60, "单位：万元").text(90, 80, "项目名称").centre(230, 80, "合计").centre(310, 80, "本年").text(450, 80, "绩效目标")
	y := 100.0
	for i, name := range [][]string{{"办公用房维护维修经费"}, {"全市建筑业管理服务中", "心年度信息系统运行维护", "升级"}, {"市管网项目服务中心会", "同乡镇建设信息应用平台", "资金穿透式监管系统对接", "改造项目"}, {"业务用房维护维修经费"}} {
		lines := []int{4, 9, 6, 4}[i]
		s.text(375, y, "通过项目实施，对办公用房进行")
		for k := range lines - 1 {
			s.text(370, y+15.6*float64(k+1), "维修、维护，使设施处于正常的")
		}
		middle := y + 7.8*float64(lines-1)
		for k, l := range name {
			x := 45.0
			if k == 0 {
				x = 70
			}
			s.text(x, middle+15.6*(float64(k)-float64(len(name)-1)/2), l)
		}
		s.right(250, middle, "24.64").right(330, middle, "20.64")
		y += 15.6*float64(lines) + 0.8
	}
	var names []string
	for _, c := range one(t, s).Cells {
		if c.Column == 1 {
			names = append(names, c.Text)
		}
	}
	want := "项目名称|办公用房维护维修经费|全市建筑业管理服务中心年度信息系统运行维护升级|市管网项目服务中心会同乡镇建设信息应用平台资金穿透式监管系统对接改造项目|业务用房维护维修经费"
	if got := strings.Join(names, "|"); got != want {
		t.Errorf("names %s, want %s", got, want)
	}
}
