package analysis

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mingxi/mingxi/extract/layout"
)

// threeCodes is a list without rulings whose head has three levels, merged both ways; its agency and
// unit stand on the line above.
func threeCodes(number int, rows [][]string) *sketch {
	s := newSketch(number).text(200, 40, "支出决算表").text(50, 60, "部门：某市水利局及其所属单位机关").right(550, 60, "单位：元")
	s.text(145, 80, "项目")
	s.text(67, 95, "科目编码").text(220, 100, "科目名称").right(430, 95, "本年支出合计").right(545, 88, "附属单位").right(535, 101, "补助")
	s.text(52, 110, "类").text(82, 110, "款").text(112, 110, "项")
	y := 130.0
	for _, r := range rows {
		s.text(50, y, r[0]).text(80, y, r[1]).text(110, y, r[2]).text(150, y, r[3]).right(430, y, r[4])
		if r[5] != "" {
			s.right(545, y, r[5])
		}
		y += 18
	}
	return s
}

var codeRows = [][]string{
	{"213", "", "", "农林水支出", "1,300.00", "100.00"},
	{"213", "03", "", "水利", "1,300.00", "100.00"},
	{"213", "03", "01", "行政运行", "1,200.00", ""},
	{"213", "03", "99", "其他水利支出", "100.00", "100.00"},
}

func TestHeadOfThreeLevelsWithoutRulings(t *testing.T) {
	got := one(t, threeCodes(1, codeRows))
	check(t, got, `1 |1 项目 <1x4> |5 本年支出合计 <3x1> |6 附属单位补助 <3x1>
2 |1 科目编码 <1x3> |4 科目名称 <2x1>
3 |1 类 |2 款 |3 项
4 |1 213 |4 农林水支出 |5 1,300.00 |6 100.00
5 |1 213 |2 03 |4 水利 |5 1,300.00 |6 100.00
6 |1 213 |2 03 |3 01 |4 行政运行 |5 1,200.00
7 |1 213 |2 03 |3 99 |4 其他水利支出 |5 100.00 |6 100.00`)
	if got.HeaderRows != 3 || got.Title != "支出决算表" || len(got.Captions) != 3 {
		t.Errorf("head %d, title %q, captions %v", got.HeaderRows, got.Title, got.Captions)
	}
}

// A page without head goes on with the list, though one of its columns is empty there.
func TestListWithoutRulingsGoesOn(t *testing.T) {
	b := newSketch(2)
	for i, name := range []string{"水质监测", "防汛抗旱", "农田水利"} {
		y := 60 + 18*float64(i)
		b.text(50, y, "213").text(80, y, "03").text(110, y, "05").text(150, y, name).right(430, y, "12.00")
	}
	got := one(t, threeCodes(1, codeRows), b)
	if c := got.Cells[len(got.Cells)-1]; got.Columns != 6 || got.LastPage != 2 || c.Column != 5 || c.Text != "12.00" {
		t.Errorf("%d columns:\n%s", got.Columns, show(got))
	}
}

// Two lists side by side have a head each, in the middle of their columns.
func TestSideHeadsWithoutRulings(t *testing.T) {
	s := newSketch(1).text(140, 80, "收入").text(410, 80, "支出")
	s.text(85, 98, "项目").right(248, 98, "决算数").text(355, 98, "项目").right(525, 98, "决算数")
	for i, r := range [][2]string{{"财政拨款收入", "教育支出"}, {"事业收入", "卫生健康支出"}, {"其他收入", "住房保障支出"}, {"本年收入合计", "本年支出合计"}} {
		y := 120 + 18*float64(i)
		s.text(50, y, r[0]).right(250, y, "1,200.00").text(320, y, r[1]).right(527, y, "1,200.00")
	}
	got := one(t, s)
	if got.HeaderRows != 2 || len(got.Cells) < 2 || got.Cells[0].ColSpan != 2 || got.Cells[1].ColSpan != 2 {
		t.Errorf("head %d:\n%s", got.HeaderRows, show(got))
	}
}

// A head ruled above and below whose body has no divider at its end is one table with it.
func TestRuledHeadOverLooseBody(t *testing.T) {
	s := newSketch(1).across(70, 50, 530).across(106, 50, 530).text(140, 82, "收入").text(410, 82, "支出")
	s.text(85, 98, "项目").right(248, 98, "决算数").text(355, 98, "项目").right(525, 98, "决算数")
	for i, r := range [][2]string{{"财政拨款收入", "教育支出"}, {"事业收入", "卫生健康支出"}, {"其他收入", "住房保障支出"}} {
		y := 120 + 18*float64(i)
		s.text(50, y, r[0]).right(250, y, "1,200.00").text(320, y, r[1]).right(527, y, "1,200.00")
	}
	if got := one(t, s); got.HeaderRows != 2 || got.Rows != 5 {
		t.Errorf("head %d:\n%s", got.HeaderRows, show(got))
	}
}

// TestHeadsAtDifferentHeights keeps columns that the body leaves empty apart from their neighbours whose
// heads stand at other heights, and heads that span rows of different heights out of those beside them.
func TestHeadsAtDifferentHeights(t *testing.T) {
	s := newSketch(1).text(250, 60, "收入预算总表").text(440, 75, "单位：万元")
	s.text(55, 109, "单位名称").text(150, 109, "合计").text(300, 95, "本年收入").text(460, 95, "上年结转")
	s.text(230, 122, "小计").text(295, 115, "一般公共").text(310, 129, "预算").text(375, 115, "单位资").text(385, 129, "金").text(440, 122, "小计").text(500, 122, "基金")
	for i, name := range []string{"合计", "云岭市商务局", "云岭市会展中心"} {
		y := 150 + 18*float64(i)
		s.text(55, y, name).right(180, y, "9.00").right(250, y, "6.00").right(335, y, "6.00").right(465, y, "3.00")
	}
	check(t, one(t, s), `1 |1 单位名称 <2x1> |2 合计 <2x1> |3 本年收入 <1x3> |6 上年结转 <1x2>
2 |3 小计 |4 一般公共预算 |5 单位资金 |6 小计 |7 基金
3 |1 合计 |2 9.00 |3 6.00 |4 6.00 |6 3.00
4 |1 云岭市商务局 |2 9.00 |3 6.00 |4 6.00 |6 3.00
5 |1 云岭市会展中心 |2 9.00 |3 6.00 |4 6.00 |6 3.00`)
}

// In small print on a wide page the blanks between columns leave a head much room to be in the middle of others. The lowest heads,
// each in the middle of its column, tell where the columns end.
func TestHeadOfWideBlanks(t *testing.T) {
	s := newSketch(1).across(70, 40, 580).across(92, 40, 580)
	middle := func(x, y float64, words string) { s.sized(x-2.5*float64(len([]rune(words))), y, 5, words) }
	middle(130, 80, "部门支出科目")
	middle(320, 80, "政府支出科目")
	middle(495, 80, "本年支出")
	for i, name := range []string{"编码", "名称", "编码", "名称", "合计", "人员", "公用"} {
		middle([]float64{70, 160, 255, 350, 435, 490, 550}[i], 88, name)
	}
	for i, name := range []string{"津贴补贴", "退休费", "绩效工资", "奖金"} {
		y := 100 + 10*float64(i)
		s.sized(43, y, 5, "30102").sized(103, y, 5, name).sized(223, y, 5, "50501").sized(293, y, 5, "工资福利")
		s.sized(444.5, y, 5, "18.81").sized(504.5, y, 5, "12.81").sized(567, y, 5, "6.00")
	}
	checkSpans(t, one(t, s), 2, 2, 3)
}

// Where heads are set at the right of what they stand over, as figures are, a head over several columns ends with the last of them.
func TestHeadsSetRight(t *testing.T) {
	s := newSketch(1).across(70, 40, 580).across(92, 40, 580)
	end := func(x, y float64, words string) { s.sized(x-5*float64(len([]rune(words))), y, 5, words) }
	end(200, 80, "支出科目")
	end(400, 80, "基本支出")
	end(580, 80, "项目支出")
	for i, name := range []string{"编码", "名称", "小计", "人员经费", "公用经费", "小计", "专项"} {
		end([]float64{80, 200, 270, 335, 400, 490, 580}[i], 88, name)
	}
	figure := func(x, y float64, words string) { s.sized(x-2.5*float64(len(words)), y, 5, words) }
	for i, name := range []string{"行政运行", "事业运行", "住房公积金", "其他支出"} {
		y := 100 + 10*float64(i)
		s.sized(43, y, 5, "2010301").sized(103, y, 5, name)
		figure(270, y, "18.81")
		figure(335, y, "12.81")
		figure(400, y, "6.00")
		figure(490, y, "140.50")
		figure(580, y, "140.50")
	}
	checkSpans(t, one(t, s), 2, 3, 2)
}

// checkSpans holds the first cells of a head of two lines against how many columns they span.
func checkSpans(t *testing.T, got layout.Table, want ...int) {
	t.Helper()
	for i, n := range want {
		if c := got.Cells[i]; c.ColSpan != n || got.HeaderRows != 2 {
			t.Fatalf("head %d, cell %d spans %d columns, want %d:\n%s", got.HeaderRows, i, c.ColSpan, n, show(got))
		}
	}
}

// TestHeadsThatFillTheirColumns parts heads of which one fills its column, so that but a seventh of the font size is between them, and whose column is
// empty: they are drawn apart.
func TestHeadsThatFillTheirColumns(t *testing.T) {
	s := newSketch(1).centre(300, 60, "支出表").right(398, 74, "单位：万元")
	s.text(62, 90, "名称").right(280, 90, "小计").text(281.4, 90, "其他运转类").text(336, 90, "特定目标类").across(94, 60, 400)
	for i, name := range []string{"行政运行", "事业运行", "住房公积金", "退休费"} {
		y := 108 + 16*float64(i)
		s.text(62, y, name).right(280, y, "287.43").right(386, y, "91.08")
	}
	check(t, one(t, s), `1 |1 名称 |2 小计 |3 其他运转类 |4 特定目标类
2 |1 行政运行 |2 287.43 |4 91.08
3 |1 事业运行 |2 287.43 |4 91.08
4 |1 住房公积金 |2 287.43 |4 91.08
5 |1 退休费 |2 287.43 |4 91.08`)
}

// TestHeadsAtTheLeftBelowOneOfTwoLines reads heads set at the left. How far the first spans is told by the heights of those below it: they stand
// in the middle of a row that a head of two lines makes tall elsewhere, and the total beside them in the middle of the whole head.
func TestHeadsAtTheLeftBelowOneOfTwoLines(t *testing.T) {
	s := newSketch(1).centre(300, 50, "支出表").right(500, 64, "单位：万元")
	s.text(62, 90, "经济分类").text(62, 116.7, "类").text(102, 116.7, "款").text(142, 116.7, "科目名称").text(262, 107.4, "总计")
	s.text(342, 90, "一般公共预算").text(342, 116.7, "小计").text(422, 109.1, "其中：财政").text(422, 124.1, "拨款").across(130, 60, 500)
	for i, name := range []string{"津贴补贴", "住房公积金", "退休费", "办公费"} {
		y := 146 + 20*float64(i)
		s.text(62, y, "301").text(102, y, "02").text(142, y, name).right(332, y, "287.43").right(412, y, "91.08").right(498, y, "91.08")
	}
	got := lines(show(one(t, s)))
	want := []string{"1 |1 经济分类 <1x3> |4 总计 <2x1> |5 一般公共预算 <1x2>", "2 |1 类 |2 款 |3 科目名称 |5 小计 |6 其中：财政拨款"}
	if d := cmp.Diff(want, got[:2]); d != "" {
		t.Errorf("head (-want +got):\n%s", d)
	}
}

// TestHeadAboveLettersOfColumns reads heads over a total and its parts, of which the total has no name of its own: letters below the head tell that
// it is a column.
func TestHeadAboveLettersOfColumns(t *testing.T) {
	s := newSketch(1).centre(300, 50, "债务限额表").right(541, 72, "单位：亿元")
	s.text(221, 100, "2020年债务限额").text(412, 100, "2020年债务余额").text(90, 112, "地区")
	for _, x := range []float64{234, 298, 425, 488} {
		s.text(x, 123, map[bool]string{true: "一般债务", false: "专项债务"}[x == 234 || x == 425])
	}
	s.text(90, 146, "公式").text(180, 146, "A=B+C").text(254, 146, "B").text(317, 146, "C").text(369, 146, "D=E+F").text(444, 146, "E").text(508, 146, "F")
	for i, name := range []string{"吉林省", "长春市", "四平市", "辽源市"} {
		y := 168 + 22*float64(i)
		s.text(51, y, name)
		for _, x := range []float64{223, 287, 350, 414, 477, 541} {
			s.right(x, y, "5,782.07")
		}
	}
	got := lines(show(one(t, s)))
	want := []string{"1 |1 地区 <2x1> |2 2020年债务限额 <1x3> |5 2020年债务余额 <1x3>", "2 |3 一般债务 |4 专项债务 |6 一般债务 |7 专项债务",
		"3 |1 公式 |2 A=B+C |3 B |4 C |5 D=E+F |6 E |7 F"}
	if d := cmp.Diff(want, got[:3]); d != "" {
		t.Errorf("head (-want +got):\n%s", d)
	}
}

// TestHeadWithABlankInItsFirstLine reads a head that wraps behind a blank as one: it stands over no column but its own.
func TestHeadWithABlankInItsFirstLine(t *testing.T) {
	s := newSketch(1).centre(300, 50, "转移支付表").right(541, 72, "金额：万元")
	s.text(330, 92, "市县").text(80, 104, "项目").text(207, 112, "海口市").text(297, 105.5, "儋州市").text(337, 105.5, "（含洋").text(322, 118.5, "浦）").text(421, 112, "琼海市").text(493, 112, "文昌市")
	for i, name := range []string{"合计", "一般性转移支付", "均衡性转移支付", "专项转移支付"} {
		y := 140 + 22*float64(i)
		s.text(51, y, name)
		for _, x := range []float64{252, 362, 466, 541} {
			s.right(x, y, "419614.90")
		}
	}
	got := lines(show(one(t, s)))
	want := []string{"1 |1 项目 <2x1> |2 市县 <1x4>", "2 |2 海口市 |3 儋州市 （含洋浦） |4 琼海市 |5 文昌市"}
	if d := cmp.Diff(want, got[:2]); d != "" {
		t.Errorf("head (-want +got):\n%s", d)
	}
}

// TestHeadAboveManyLinesOfOthers reads a head over columns above heads of several lines, which stand beside each other half a line off: each
// of their first lines holds one text.
func TestHeadAboveManyLinesOfOthers(t *testing.T) {
	s := newSketch(1).centre(250, 40, "支出总表").right(541, 54, "单位：万元")
	s.text(385, 68, "政府采购项目").text(62, 102, "科目名称").text(222, 102, "支出总计").text(312, 102, "小计")
	for i, line := range []string{"其中：预", "留给小", "微企业的", "项目资金"} {
		s.text(486, 84+12*float64(i), line)
	}
	for i, line := range []string{"其中：预", "留给中", "小企业"} {
		s.text(404, 91+12*float64(i), line)
	}
	for i, name := range []string{"一般公共服务", "信访事务", "行政运行", "住房公积金"} {
		y := 150 + 20*float64(i)
		s.text(42, y, name)
		for _, x := range []float64{262, 342, 444, 526} {
			s.right(x, y, "4,684.30")
		}
	}
	got := lines(show(one(t, s)))
	want := []string{"1 |1 科目名称 <2x1> |2 支出总计 <2x1> |3 政府采购项目 <1x3>", "2 |3 小计 |4 其中：预留给中小企业 |5 其中：预留给小微企业的项目资金"}
	if d := cmp.Diff(want, got[:2]); d != "" {
		t.Errorf("head (-want +got):\n%s", d)
	}
}

// TestFormulaWiderThanItsColumn reads letters below heads in narrow columns, of which the first is a formula that reaches below the head of the
// next one: each tells a column of its own.
func TestFormulaWiderThanItsColumn(t *testing.T) { checkLetters(t, 132) }

// TestFormulaBesideTheNameOfItsLine keeps the columns where the name of the line ends right before the formula.
func TestFormulaBesideTheNameOfItsLine(t *testing.T) { checkLetters(t, 204.2) }

// checkLetters checks the columns of a list below letters whose line begins with its name at x.
func checkLetters(t *testing.T, x float64) {
	t.Helper()
	s := newSketch(1).centre(300, 80, "支出预算表").right(531, 112, "单位：万元").centre(145, 140, "科目名称")
	mids := []float64{250, 300, 350, 400, 450}
	for i, head := range []string{"合计", "基本支出", "上年决算", "项目支出", "经营收入"} {
		s.centre(mids[i], 140, head)
	}
	s.text(x, 167, "公式").text(226, 167, "A=B+C+D+E+F")
	for i, letter := range []string{"B", "C", "D", "E"} {
		s.centre(mids[i+1]+3, 167, letter)
	}
	for i, name := range []string{"教育支出", "国有土地使用权出让收入安排支", "住房公积金", "农林水支出"} {
		y := 185 + 18*float64(i)
		s.text(65, y, name)
		for _, x := range mids {
			s.right(x+24, y, "174.20")
		}
	}
	got := lines(show(one(t, s)))
	want := []string{"1 |1 科目名称 |2 合计 |3 基本支出 |4 上年决算 |5 项目支出 |6 经营收入",
		"3 |1 教育支出 |2 174.20 |3 174.20 |4 174.20 |5 174.20 |6 174.20",
		"4 |1 国有土地使用权出让收入安排支 |2 174.20 |3 174.20 |4 174.20 |5 174.20 |6 174.20",
		"5 |1 住房公积金 |2 174.20 |3 174.20 |4 174.20 |5 174.20 |6 174.20",
		"6 |1 农林水支出 |2 174.20 |3 174.20 |4 174.20 |5 174.20 |6 174.20"}
	if d := cmp.Diff(want, slices.Delete(got, 1, 2)); d != "" {
		t.Errorf("head and rows but the letters (-want +got):\n%s", d)
	}
}

// TestRowsBelowLettersOfColumns reads rows without figures above each other below letters, which stand nearer to the first row than a head of two
// lines wraps: they are no row of the list.
func TestRowsBelowLettersOfColumns(t *testing.T) {
	s := newSketch(1).centre(300, 80, "支出预算表").right(531, 112, "金额：万元")
	s.text(185, 127.5, "上级补助").text(185, 141, "收入").text(65, 141, "科目名称").text(245, 141, "合计").text(202, 157, "A=B").text(269, 157, "B")
	s.text(65, 172, "城乡社区支出").right(301, 172, "851.95").text(65, 186.25, "节能环保支出").right(241, 186.25, "47,819.80")
	got := lines(show(one(t, s)))
	want := []string{"3 |1 城乡社区支出 |3 851.95", "4 |1 节能环保支出 |2 47,819.80"}
	if d := cmp.Diff(want, got[max(0, len(got)-2):]); d != "" {
		t.Errorf("rows (-want +got):\n%s", d)
	}
}

// TestHeadAtTheBottomThatWraps reads heads at the bottom of their row above a name without figures. One wraps with its last character between heads of one line: it
// stands over its own column, and not over three.
func TestHeadAtTheBottomThatWraps(t *testing.T) {
	s := newSketch(1).centre(350, 60, "支出预算表").right(590, 74, "金额：万元")
	s.text(386.6, 90, "财政拨款收").text(511.6, 90, "上级补助收")
	s.text(143.7, 100, "科目名称").text(276.6, 100, "合计").text(324.1, 100, "比上年增减").text(406.6, 100, "入").text(449.1, 100, "上年决算数").text(531.6, 100, "入").text(73.7, 117, "一、教育支出")
	for i, name := range []string{"办公费", "灾害防治及应急管理支出", "住房公积金", "教育支出"} {
		y := 134 + 16.8*float64(i)
		s.text(73.7, y, name).right(316.2, y, "49,226.36").right(378.7, y, "31,990.44").right(441.2, y, "14,727.52").right(503.7, y, "25,654.61").right(566.2, y, "9,786.74")
	}
	if got := lines(show(one(t, s)))[0]; got != "1 |1 科目名称 |2 合计 |3 比上年增减 |4 财政拨款收入 |5 上年决算数 |6 上级补助收入" {
		t.Errorf("got the head %q", got)
	}
}
