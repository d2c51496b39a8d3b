package analysis

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// booktabs is a table with dividers above, under the head and below, and a divider under a head that
// spans two columns.
func booktabs() *sketch {
	s := newSketch(1).text(50, 90, "Table 1: Staff").across(100, 50, 450).across(140, 50, 450).across(200, 50, 450).across(120, 200, 440)
	s.text(290, 115, "Persons").text(55, 135, "Office").text(215, 135, "2001").text(395, 135, "2002")
	s.text(55, 155, "North").text(220, 155, "12").text(400, 155, "14")
	s.text(55, 175, "South").text(220, 175, "22").text(400, 175, "24")
	return s.text(55, 195, "Total").text(220, 195, "34").text(400, 195, "38")
}

func TestHorizontalRulesOnly(t *testing.T) {
	got := one(t, booktabs())
	check(t, got, `1 |1 Office <2x1> |2 Persons <1x2>
2 |2 2001 |3 2002
3 |1 North |2 12 |3 14
4 |1 South |2 22 |3 24
5 |1 Total |2 34 |3 38`)
	if got.Title != "Table1:Staff" {
		t.Errorf("title %q", got.Title)
	}
}

func TestBorderless(t *testing.T) {
	s := newSketch(1).text(250, 80, "收支表").text(55, 100, "项目").text(215, 100, "本年").text(315, 100, "上年")
	s.text(55, 120, "教育支出").right(235, 120, "1,200.00").right(335, 120, "9.00")
	s.text(55, 140, "卫生支出").right(235, 140, "200.00").right(335, 140, "19.00")
	s.text(55, 160, "合计").right(235, 160, "1,400.00").right(335, 160, "28.00")
	check(t, one(t, s), `1 |1 项目 |2 本年 |3 上年
2 |1 教育支出 |2 1,200.00 |3 9.00
3 |1 卫生支出 |2 200.00 |3 19.00
4 |1 合计 |2 1,400.00 |3 28.00`)
}

func TestProseInTwoColumnsIsNoTable(t *testing.T) {
	s := newSketch(1)
	for i := range 12 {
		y := 100 + 14*float64(i)
		s.text(50, y, "words of a column that goes on and on and on").text(320, y, "and another column of words of 2024 like it")
	}
	if got := all(s); len(got) != 0 {
		t.Errorf("got a table:\n%s", show(got[0]))
	}
}

func TestTableOfContentsIsNoTable(t *testing.T) {
	s := newSketch(1)
	for i, n := range []string{"1", "4", "9", "12", "20"} {
		y := 100 + 20*float64(i)
		s.text(50, y, "第一部分 概况..............................").text(500, y, n)
	}
	if got := all(s); len(got) != 0 {
		t.Errorf("got a table:\n%s", show(got[0]))
	}
}

func TestShadedRows(t *testing.T) {
	s := newSketch(1)
	for i, row := range [][3]string{{"Sector", "Rural", "Urban"}, {"Water", "low", "high"}, {"Power", "high", "high"}} {
		y := 100 + 20*float64(i)
		if i%2 == 0 {
			s.Fills = append(s.Fills, page.Fill{Box: page.Box{X0: 50, Y0: y, X1: 400, Y1: y + 20}, Color: 0xDDDDDD})
		}
		s.text(55, y+14, row[0]).text(200, y+14, row[1]).text(300, y+14, row[2])
	}
	check(t, one(t, s), "1 |1 Sector |2 Rural |3 Urban\n2 |1 Water |2 low |3 high\n3 |1 Power |2 high |3 high")
}

// A line below each row, and none below the head: the first row stands above the first line.
func TestLineBelowEachRow(t *testing.T) {
	s := newSketch(1).text(250, 80, "收支表").text(215, 114, "收入").text(315, 114, "支出")
	for i, row := range [][3]string{{"供水业务", "320.00", "64.00"}, {"工程业务", "150.00", "30.00"}, {"其他业务", "30.00", "6.00"}, {"合计", "500.00", "100.00"}} {
		y := 130 + 16*float64(i)
		s.text(55, y, row[0]).right(235, y, row[1]).right(335, y, row[2]).across(y+4, 50, 340)
	}
	check(t, one(t, s), `1 |2 收入 |3 支出
2 |1 供水业务 |2 320.00 |3 64.00
3 |1 工程业务 |2 150.00 |3 30.00
4 |1 其他业务 |2 30.00 |3 6.00
5 |1 合计 |2 500.00 |3 100.00`)
}

// A name of two lines stands half a line above and below its figures.
func TestNameOfTwoLinesBesideItsFigures(t *testing.T) {
	s := newSketch(1).text(55, 100, "科目").right(250, 100, "合计").right(350, 100, "基本")
	s.text(55, 118, "教育支出").right(250, 118, "9.00").right(350, 118, "9.00")
	s.text(55, 136, "机关事业单位养").right(250, 142.5, "7.00").right(350, 142.5, "7.00").text(55, 149, "老保险")
	s.text(55, 167, "合计").right(250, 167, "16.00").right(350, 167, "16.00")
	check(t, one(t, s), "1 |1 科目 |2 合计 |3 基本\n2 |1 教育支出 |2 9.00 |3 9.00\n3 |1 机关事业单位养老保险 |2 7.00 |3 7.00\n4 |1 合计 |2 16.00 |3 16.00")
}

// Browsers set lines of small print a little further apart than one and a half sizes, and rows further.
func TestLinesFurtherApartThanWordProcessorsSetThem(t *testing.T) {
	s := newSketch(1).text(55, 100, "科目").right(250, 100, "合计").right(350, 100, "基本")
	s.text(55, 121, "教育支出").right(250, 121, "9.00").right(350, 121, "9.00")
	s.text(55, 142, "机关事业单位养").right(250, 149.7, "7.00").right(350, 149.7, "7.00").text(55, 157.5, "老保险")
	s.text(55, 178.5, "合计").right(250, 178.5, "16.00").right(350, 178.5, "16.00")
	check(t, one(t, s), "1 |1 科目 |2 合计 |3 基本\n2 |1 教育支出 |2 9.00 |3 9.00\n3 |1 机关事业单位养老保险 |2 7.00 |3 7.00\n4 |1 合计 |2 16.00 |3 16.00")
}

// A form without rulings prints amounts behind their names, among boxes of words. Without a unit they are no table.
func TestAmountsAmongBoxesOfWords(t *testing.T) {
	for unit, tables := range map[string]int{"（万元）": 1, "": 0} {
		s := newSketch(1).text(50, 100, "年度目标").text(150, 100, "确保经济稳定增长，推动工业企业转型升级，实现高质量发展。")
		s.text(150, 113, "引导和扶持产业发展，指导质量管理，完成各项任务。")
		s.text(50, 130, "主要任务").text(150, 130, "保障日常工作").text(300, 130, "技改升级、产业转移、助企活动开展等")
		s.text(150, 150, "预算总额"+unit).right(550, 150, "287.43")
		s.text(150, 170, "政府预算资金").right(550, 170, "287.43")
		s.text(50, 190, "预算情况").text(150, 190, "单位资金")
		s.text(150, 210, "基本支出").right(550, 210, "196.35")
		s.text(150, 230, "项目支出").right(550, 230, "91.08")
		s.text(50, 250, "目标管理").text(150, 250, "目标相关性").text(300, 250, "年度目标是否符合战略部署，是否合理。")
		s.text(50, 270, "职责履行").text(150, 270, "任务完成率").text(300, 270, "各项任务是否按时完成，是否达到标准。")
		got, _ := Pages([]page.Page{s.Page})
		if len(got) != tables {
			t.Errorf("unit %q: %d tables, want %d", unit, len(got), tables)
		}
		if len(got) == 1 {
			check(t, got[0], "1 |2 预算总额（万元） |3 287.43\n2 |2 政府预算资金 |3 287.43\n3 |1 预算情况 |2 单位资金\n4 |2 基本支出 |3 196.35\n5 |2 项目支出 |3 91.08")
		}
	}
}

// TestLongerListAtTheRight keeps two lists without rulings together where the right one is longer and
// most of its amounts are blank.
func TestLongerListAtTheRight(t *testing.T) {
	s := newSketch(1).text(250, 80, "收支预算总表").text(440, 95, "单位：万元").text(90, 115, "收入").text(210, 115, "预算数").text(330, 115, "支出").text(470, 115, "预算数")
	names := []string{"一、公共服务", "二、外交支出", "三、国防支出", "四、公共安全", "五、教育支出", "六、科学技术", "七、文化旅游", "八、社会保障"}
	for i, name := range names {
		y := 135 + 20*float64(i)
		s.text(300, y, name)
		if i < 3 {
			s.text(55, y, "收入"+name)
		}
	}
	s.right(250, 135, "9.00").right(500, 135, "4.00").right(500, 275, "5.00")
	s.text(55, 295, "收入总计").right(250, 295, "9.00").text(300, 295, "支出总计").right(500, 295, "9.00")
	got := one(t, s)
	if got.Title != "收支预算总表" || got.Rows != 10 || got.Columns != 4 {
		t.Errorf("title %q, %d rows, %d columns:\n%s", got.Title, got.Rows, got.Columns, show(got))
	}
}

// TestListsSideBySideTouch reads two lists without rulings whose amounts end where the names of the
// other list begin.
func TestListsSideBySideTouch(t *testing.T) {
	s := newSketch(1)
	s.text(250, 80, "收入支出决算总表")
	s.text(80, 100, "项目").text(210, 100, "决算数").text(290, 100, "项目").text(500, 100, "决算数")
	for i, r := range [][4]string{{"财政拨款收入", "13,541,525.37", "一般公共服务支出", "862,395.95"}, {"事业收入", "407,090.47", "住房保障支出", "89,285.05"}, {"本年收入合计", "13,948,615.84", "本年支出合计", "951,681.00"}} {
		y := 120 + 20*float64(i)
		s.text(50, y, r[0]).right(248, y, r[1]).text(250, y, r[2]).right(530, y, r[3])
	}
	check(t, one(t, s), `1 |1 项目 |2 决算数 |3 项目 |4 决算数
2 |1 财政拨款收入 |2 13,541,525.37 |3 一般公共服务支出 |4 862,395.95
3 |1 事业收入 |2 407,090.47 |3 住房保障支出 |4 89,285.05
4 |1 本年收入合计 |2 13,948,615.84 |3 本年支出合计 |4 951,681.00`)
}
