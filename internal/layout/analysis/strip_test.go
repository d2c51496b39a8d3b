package analysis

import (
	"fmt"
	"testing"
)

// ruledRows is a list that divides its rows alone: codes and names wrap, so that their lines stand above and
// below the figures.
func ruledRows() *sketch {
	s := newSketch(1).text(250, 80, "支出预算表").text(440, 95, "单位：元").across(100, 50, 500).across(118, 260, 500)
	s.text(55, 122, "编码").text(130, 122, "科目名称").text(350, 114, "本年支出").text(300, 132, "基本支出").text(425, 132, "项目支出").across(136, 50, 500)
	for i, name := range []string{"行政运行及其", "一般行政管理", "招商引资及其"} {
		y := 136 + 36*float64(i)
		s.text(55, y+13, "2011").text(55, y+29, fmt.Sprintf("30%d", i+1)).text(130, y+13, name).text(130, y+29, "他事务")
		s.right(360, y+21, fmt.Sprintf("1%d,000.00", i)).right(480, y+21, "0").across(y+36, 50, 500)
	}
	return s
}

func TestRuledRowsAlone(t *testing.T) {
	check(t, one(t, ruledRows()), `1 |1 编码 <2x1> |2 科目名称 <2x1> |3 本年支出 <1x2>
2 |3 基本支出 |4 项目支出
3 |1 2011 301 |2 行政运行及其他事务 |3 10,000.00 |4 0
4 |1 2011 302 |2 一般行政管理他事务 |3 11,000.00 |4 0
5 |1 2011 303 |2 招商引资及其他事务 |3 12,000.00 |4 0`)
}

// On a page that goes on without a head the end of a name that wraps below its figures is no head over the columns before it.
func TestRuledRowsWithoutHead(t *testing.T) {
	s := newSketch(1).across(100, 50, 500)
	for i := range 5 {
		y := 100 + 36*float64(i)
		s.text(55, y+20, "301").text(80, y+20, fmt.Sprintf("0%d", i)).text(104, y+12, "机关事业单位").text(104, y+28, "缴费")
		s.text(200, y+20, "501").text(225, y+20, "02").text(250, y+16, "社会保障缴").text(250, y+26, "费").right(400, y+20, "10.52").across(y+36, 50, 500)
	}
	check(t, one(t, s), `1 |1 301 |2 00 |3 机关事业单位缴费 |4 501 |5 02 |6 社会保障缴费 |7 10.52
2 |1 301 |2 01 |3 机关事业单位缴费 |4 501 |5 02 |6 社会保障缴费 |7 10.52
3 |1 301 |2 02 |3 机关事业单位缴费 |4 501 |5 02 |6 社会保障缴费 |7 10.52
4 |1 301 |2 03 |3 机关事业单位缴费 |4 501 |5 02 |6 社会保障缴费 |7 10.52
5 |1 301 |2 04 |3 机关事业单位缴费 |4 501 |5 02 |6 社会保障缴费 |7 10.52`)
}

// TestListsSideBySideBetweenDividers parts a figure from the name of the next list, though hardly any blank
// stands between them.
func TestListsSideBySideBetweenDividers(t *testing.T) {
	s := newSketch(1).across(100, 50, 500).text(80, 115, "项目").text(210, 115, "预算数").text(300, 115, "项目").text(450, 115, "预算数").across(120, 50, 500)
	for i, name := range []string{"一、公共服务", "二、外交支出", "三、国防支出", "四、公共安全"} {
		y := 120 + 20*float64(i)
		s.text(55, y+15, "收入"+name).right(262, y+15, fmt.Sprint(i)).text(266, y+15, name).right(490, y+15, "0").across(y+20, 50, 500)
	}
	check(t, one(t, s), `1 |1 项目 |2 预算数 |3 项目 |4 预算数
2 |1 收入一、公共服务 |2 0 |3 一、公共服务 |4 0
3 |1 收入二、外交支出 |2 1 |3 二、外交支出 |4 0
4 |1 收入三、国防支出 |2 2 |3 三、国防支出 |4 0
5 |1 收入四、公共安全 |2 3 |3 四、公共安全 |4 0`)
}

// TestChartBetweenDividersIsNoTable leaves the labels of a chart between the dividers of a page alone.
func TestChartBetweenDividersIsNoTable(t *testing.T) {
	s := newSketch(1).across(100, 50, 500).across(300, 50, 500)
	s.text(60, 140, "Unspecified").text(70, 155, "21%").text(300, 160, "Free movement").text(310, 175, "of persons")
	s.text(60, 220, "Total").text(65, 235, "13%").text(300, 235, "65%").text(62, 250, "non-EU")
	if got := all(s); len(got) != 0 {
		t.Errorf("got a table:\n%s", show(got[0]))
	}
}

// TestNamesWithoutFiguresBelowAHead reads a table that rules its rows alone and begins with names that have no figures.
func TestNamesWithoutFiguresBelowAHead(t *testing.T) {
	s := newSketch(1).centre(300, 60, "基金支出表").right(398, 74, "单位：万元")
	s.text(322, 88, "比上年预").text(62, 94, "项目").text(222, 94, "上年数").text(322, 100, "算数增长").across(76, 60, 400)
	for i, name := range []string{"教育支出", "科学技术支出", "农林水支出", "基础设施建设", "其他支出", "债务付息支出"} {
		y := 104 + 18*float64(i)
		s.across(y, 60, 400).text(62, y+13, name)
		if i > 1 {
			s.right(280, y+13, "2,358").right(380, y+13, "2,646")
		}
	}
	s.across(212, 60, 400)
	check(t, one(t, s), `1 |1 项目 |2 上年数 |3 比上年预算数增长
2 |1 教育支出
3 |1 科学技术支出
4 |1 农林水支出 |2 2,358 |3 2,646
5 |1 基础设施建设 |2 2,358 |3 2,646
6 |1 其他支出 |2 2,358 |3 2,646
7 |1 债务付息支出 |2 2,358 |3 2,646`)
}

// TestRowWithOneFigureBelowNames reads a ruled list below a heading of its rows: the name of its last row wraps, and one of its amounts is blank.
func TestRowWithOneFigureBelowNames(t *testing.T) {
	s := newSketch(1).centre(300, 80, "支出预算表").right(531, 112, "金额：万元")
	s.text(149, 134, "科目名称").text(296, 134, "经营收入").text(371, 134, "基本支出").text(65, 152, "一、商品和服务支出").text(65, 171, "社会保障和就业支出")
	s.right(356, 171, "17,750.24").right(431, 171, "50,241.82").text(65, 190, "其他社会保障和就业支出中的机关事业单位职").text(65, 203.5, "业年金缴费支出")
	s.right(356, 203.5, "32,046.97").right(431, 203.5, "79,865.01").text(65, 222, "交通运输支出").right(356, 222, "351.74").right(431, 222, "80,056.51")
	s.text(65, 241, "其他社会保障和就业支出中的机关事业单位职").text(65, 254.5, "业年金缴费支出").right(356, 254.5, "12,917.13")
	for _, y := range []float64{119.5, 138.5, 157, 176, 208.5, 227, 259.5} {
		s.across(y, 62, 435)
	}
	got := lines(show(one(t, s)))
	want := "6 |1 其他社会保障和就业支出中的机关事业单位职业年金缴费支出 |2 12,917.13"
	if got[len(got)-1] != want {
		t.Errorf("last row %s, want %s", got[len(got)-1], want)
	}
}
