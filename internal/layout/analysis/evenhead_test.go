package analysis

import (
	"fmt"
	"slices"
	"testing"
)

// TestHeadsAsNearAsLines parts a head from the three lines of a name below it, which stand as near to it as to each other: what they leave of the width of
// the one above shows that they are not its next lines.
func TestHeadsAsNearAsLines(t *testing.T) {
	s := newSketch(1).centre(300, 30, "收入总体情况表").right(548, 45, "单位：万元").centre(90, 94, "单位名称").centre(200, 94, "合计").
		centre(350, 70, "其他资金收入").centre(280, 94, "事业收").centre(280, 110, "入").centre(420, 94, "其他收").centre(420, 110, "入")
	for i, name := range []string{"事业单", "位经营", "收入"} {
		s.centre(350, 86+16*float64(i), name)
	}
	for i, name := range []string{"合计", "住房保障办公室", "照明建设中心", "房屋交易中心"} {
		y := 140 + 16*float64(i)
		s.text(52, y, name).right(230, y, "154.09").right(296, y, "0.00").right(366, y, "0.00").right(436, y, "0.00")
	}
	check(t, one(t, s), `1 |1 单位名称 <2x1> |2 合计 <2x1> |3 其他资金收入 <1x3>
2 |3 事业收入 |4 事业单位经营收入 |5 其他收入
3 |1 合计 |2 154.09 |3 0.00 |4 0.00 |5 0.00
4 |1 住房保障办公室 |2 154.09 |3 0.00 |4 0.00 |5 0.00
5 |1 照明建设中心 |2 154.09 |3 0.00 |4 0.00 |5 0.00
6 |1 房屋交易中心 |2 154.09 |3 0.00 |4 0.00 |5 0.00`)
}

// TestTableOfItsOwnUnderTheSameHead keeps the rows of a second table with its head, which is that of the table on the page before in the same places: names
// that are longer than there do not stand in the columns of that.
func TestTableOfItsOwnUnderTheSameHead(t *testing.T) {
	list := func(page int, title string, names ...string) *sketch {
		s := newSketch(page).centre(300, 60, title).right(520, 80, "单位：万元").centre(75, 100, "编码").centre(200, 100, "名称").centre(490, 100, "预算数")
		for i, name := range names {
			y := 120 + 16*float64(i)
			s.right(514, y, "154.09")
			if name == "合计" {
				s.centre(200, y, name)
				continue
			}
			s.text(60, y, fmt.Sprint(30101+i)).text(120, y, name)
		}
		return s
	}
	long := "对机关事业单位离休退休人员的各项生活补助和医疗费补助支出"
	got := all(list(1, "支出预算表", "合计", "工资福利支出", "资本性支出", "其他支出"), list(2, "基本支出预算表", "合计", long+"一", long+"二", long+"三", long+"四"))
	if len(got) != 2 || got[1].HeaderRows != 1 || got[1].Rows != 6 {
		for _, x := range got {
			t.Errorf("%s:\n%s", x.Title, show(x))
		}
	}
}

// TestHeadWiderThanItsColumn reads a head that reaches over the amounts beside its column, which have one of their own.
func TestHeadWiderThanItsColumn(t *testing.T) {
	s := newSketch(1).centre(300, 40, "收支总表").right(560, 60, "单位：元").centre(178, 80, "收入").centre(434, 80, "支出").
		centre(90, 96, "项目").centre(190, 96, "预算数").centre(380, 96, "政府预算支出经济分类（按照大类）").centre(260, 96, "专户").centre(520, 96, "金额")
	for i, n := range []string{"机关工资福利", "机关商品服务", "机关资本性支出", "对企业补助"} {
		y := 114 + 16*float64(i)
		s.text(52, y, n).right(224, y, "936647884.33").right(304, y, "13490826.26").text(312, y, n+"支出").right(556, y, "37500.00")
	}
	got := lines(show(one(t, s)))[:2]
	if !slices.Equal(got, []string{"1 |1 收入 <1x3> |4 支出 <1x2>", "2 |1 项目 |2 预算数 |3 专户 |4 政府预算支出经济分类（按照大类） |5 金额"}) {
		t.Errorf("head %q", got)
	}
}

// TestHeadOfATotalAndItsParts reads heads over a total and its parts, in a box that reaches down beside those: the rule above the parts begins right of
// the total.
func TestHeadOfATotalAndItsParts(t *testing.T) {
	columns := []float64{105, 210, 270, 330, 390, 450, 510}
	s := newSketch(1).centre(300, 40, "债务限额及余额情况表").right(548, 58, "单位：亿元").centre(105, 92, "地区").
		centre(270, 80, "2024年债务限额").centre(450, 80, "2024年债务余额").
		centre(270, 104, "一般债务").centre(330, 104, "专项债务").centre(450, 104, "一般债务").centre(510, 104, "专项债务")
	s.across(70, 60, 540).across(92, 240, 360).across(92, 420, 540).across(114, 60, 540).across(134, 60, 540)
	for k, n := range []string{"公式", "A=B+C", "B", "C", "D=E+F", "E", "F"} {
		s.centre(columns[k], 124, n)
	}
	for i, name := range []string{"东山市", "河口区", "新城区"} {
		y := 144 + 16*float64(i)
		s.text(64, y, name)
		for k, n := range []string{"57.07", "34.18", "22.89", "52.43", "31.95", "20.48"} {
			s.right(236+60*float64(k), y, n)
		}
		s.across(y+8, 60, 540)
	}
	got := lines(show(one(t, s)))[:2]
	if !slices.Equal(got, []string{"1 |1 地区 <2x1> |2 2024年债务限额 <1x3> |5 2024年债务余额 <1x3>", "2 |3 一般债务 |4 专项债务 |6 一般债务 |7 专项债务"}) {
		t.Errorf("head %q", got)
	}
}

// TestRowOfSeveralMonths reads a table with lines between rows alone as one though a row lists months one below the other.
func TestRowOfSeveralMonths(t *testing.T) {
	s := newSketch(1).centre(300, 40, "项目情况表").text(64, 70, "项目").centre(300, 70, "主管部门").centre(400, 70, "金额").centre(500, 70, "时间")
	s.across(60, 60, 540).across(80, 60, 540)
	for i, name := range []string{"引水工程", "学校食堂", "污水管网", "村村通路"} {
		y := 100 + 40*float64(i)
		s.text(64, y, name).text(280, y, "建设局").right(420, y, "280.00").across(y+20, 60, 540)
		if i == 2 {
			s.text(480, y-10, "2017-07").text(480, y+10, "2018-06")
			continue
		}
		s.text(480, y, "2017-07")
	}
	if x := one(t, s); x.Rows != 5 {
		t.Errorf("%d rows:\n%s", x.Rows, show(x))
	}
}
