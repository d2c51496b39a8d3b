package analysis

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// TestTallRowsOverPages reads the last rows of a table whose rows stand further apart than blocks of other text do: the next page sets
// them about as far apart as the one before.
func TestTallRowsOverPages(t *testing.T) {
	a := newSketch(1).centre(300, 40, "收支总体情况表").right(560, 55, "单位：万元")
	a.centre(110, 75, "项目").centre(220, 75, "金额").centre(350, 75, "项目").centre(500, 75, "金额")
	for i, name := range []string{"一、公共服务", "二、外交支出", "三、国防支出", "四、公共安全", "五、教育支出"} {
		y := 95 + 40*float64(i)
		a.text(50, y, name+"收入").right(248, y, "9.00").text(250, y, name).right(540, y, "9.00")
	}
	b := newSketch(2).text(250, 60, "六、预备费").text(250, 101, "七、结转")
	b.text(50, 142, "收入总计").right(248, 142, "45.00").text(250, 142, "支出总计").right(540, 142, "45.00")
	got := one(t, a, b)
	check(t, got, fmt.Sprintf("%s\n7 |3 六、预备费\n8 |3 七、结转\n9 |1 收入总计 |2 45.00 |3 支出总计 |4 45.00", show(one(t, a))))
}

// budgetOfForm is the amounts of a form of targets, each behind its name, whose groups are named in the middle of their rows; the names
// of single rows stand without an amount, and one that stands between two lines reads like a caption.
func budgetOfForm(s *sketch) *sketch {
	s.text(100, 100, "部门预算总额（万元）").right(540, 100, "287.43")
	s.text(160, 115, "(1)政府预算资金").right(540, 115, "287.43")
	s.text(100, 130, "1、资金来源").text(160, 130, "(2)财政专户管理资金")
	s.text(50, 137.5, "预算情况")
	s.text(160, 145, "(3)单位资金")
	s.text(160, 160, "(1)基本支出").right(540, 160, "196.35")
	s.text(100, 167.5, "2、资金结构：")
	return s.text(160, 175, "(2)项目支出").right(540, 175, "91.08")
}

// TestNamesBetweenAmounts reads the amounts of a form in one list, though names without an amount stand between them.
func TestNamesBetweenAmounts(t *testing.T) {
	s := newSketch(1)
	s.text(50, 70, "年度主要任务").text(160, 70, "任务名称").text(300, 70, "主要内容")
	s.text(160, 85, "保障日常工作").text(300, 85, "技改升级")
	amountsBehindNames(t, budgetOfForm(s))
}

// TestAmountsHeapedBetweenSides reads the amounts of a form that rules columns alone, and no row.
func TestAmountsHeapedBetweenSides(t *testing.T) {
	s := budgetOfForm(newSketch(1)).text(50, 190, "一级指标").text(100, 190, "二级指标").text(160, 190, "三级指标").text(440, 190, "指标值说明")
	s.text(100, 205, "工作目标").text(160, 205, "目标相关性").text(440, 205, "是否符合国家部署")
	amountsBehindNames(t, s.down(97, 90, 210).down(157, 90, 210).down(430, 90, 210))
}

// amountsBehindNames holds the four amounts of a form against their names.
func amountsBehindNames(t *testing.T, s *sketch) {
	t.Helper()
	want := map[string]string{"部门预算总额（万元）": "287.43", "(1)政府预算资金": "287.43", "(1)基本支出": "196.35", "(2)项目支出": "91.08"}
	for _, table := range all(s) {
		for _, c := range table.Cells {
			for _, o := range table.Cells {
				for name, amount := range want {
					if o.Row == c.Row && o.Text == amount && strings.HasPrefix(c.Text, name) { // what names the group may stand behind it
						delete(want, name)
					}
				}
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("not read: %v", want)
		for _, table := range all(s) {
			t.Log("\n" + show(table))
		}
	}
}

// spread sets a run whose letters leave a blank behind each.
func (s *sketch) spread(x, y, blank float64, words string) *sketch {
	s.text(x, y, words)
	r := &s.Runs[len(s.Runs)-1]
	r.Box = page.Box{}
	for i := range r.Glyphs {
		b := &r.Glyphs[i].Box
		b.X0, b.X1 = b.X0+float64(i)*blank, b.X1+float64(i)*blank
		r.Box = r.Box.Union(*b)
	}
	return s
}

// TestSpreadHead keeps a head whose letters are spread evenly whole, though texts of other lines begin where one of its letters does.
func TestSpreadHead(t *testing.T) {
	s := newSketch(1).right(460, 50, "单位：万元")
	s.text(50, 77, "项目").text(172, 77, "合计").spread(265, 70, 3, "一般公共预算").text(252, 85, "小计").spread(317, 85, 3, "财政拨款")
	for i, name := range []string{"教育支出", "科学技术", "卫生健康", "住房保障"} {
		y := 105 + 15*float64(i)
		s.text(50, y, name).right(200, y, "40.00").right(280, y, "20.00").text(304, y, "200")
	}
	got := one(t, s)
	if !strings.Contains(show(got), "一般公共预算") {
		t.Errorf("a head is cut:\n%s", show(got))
	}
}

// TestNumberedRows reads two lists side by side behind the numbers of their rows: what stands right of the names is figures, or nothing.
func TestNumberedRows(t *testing.T) {
	s := newSketch(1).right(560, 55, "单位：万元")
	s.text(40, 75, "序号").centre(120, 75, "项目").centre(230, 75, "金额").centre(350, 75, "项目").centre(520, 75, "金额")
	for i, name := range []string{"公共服务", "外交支出", "国防支出", "公共安全", "教育支出", "科学技术"} {
		y := 95 + 15*float64(i)
		s.text(45, y, fmt.Sprint(i+1)).text(80, y, name+"收入").text(300, y, name)
		if i == 0 {
			s.right(248, y, "45.00").right(540, y, "45.00")
		}
	}
	if got := one(t, s); got.Columns != 5 || got.Rows != 7 {
		t.Errorf("%d columns, %d rows:\n%s", got.Columns, got.Rows, show(got))
	}
}

// TestLinesBelowRowsAlone reads a table with lines between the rows of its body alone: its head and its first row stand above all of them.
func TestLinesBelowRowsAlone(t *testing.T) {
	s := newSketch(1).centre(300, 40, "收支总体情况表").right(560, 55, "单位：万元")
	s.centre(110, 75, "项目").centre(230, 75, "金额").centre(350, 75, "项目").centre(520, 75, "金额")
	for i, name := range []string{"公共服务", "外交支出", "国防支出", "公共安全"} {
		y := 95 + 15*float64(i)
		s.text(50, y, name+"收入").text(300, y, name).right(540, y, "9.00").across(y+4, 48, 545)
		if i != 1 {
			s.right(248, y, "9.00")
		}
	}
	check(t, one(t, s), `1 |1 项目 |2 金额 |3 项目 |4 金额
2 |1 公共服务收入 |2 9.00 |3 公共服务 |4 9.00
3 |1 外交支出收入 |3 外交支出 |4 9.00
4 |1 国防支出收入 |2 9.00 |3 国防支出 |4 9.00
5 |1 公共安全收入 |2 9.00 |3 公共安全 |4 9.00`)
}

// TestTotalBetweenLines reads the rows above a total that is ruled off alone as those of its table.
func TestTotalBetweenLines(t *testing.T) {
	s := newSketch(1).centre(300, 40, "收支总体情况表").right(560, 55, "单位：万元")
	s.centre(110, 75, "项目").centre(230, 75, "金额").centre(350, 75, "项目").centre(520, 75, "金额")
	for i, name := range []string{"公共服务", "外交支出", "国防支出", "公共安全"} {
		y := 95 + 15*float64(i)
		s.text(300, y, name)
		if i < 2 {
			s.text(50, y, name+"收入").right(248, y, "9.00").right(540, y, "9.00")
		}
	}
	s.across(144, 48, 545).text(50, 155, "收入合计").right(248, 155, "18.00").text(300, 155, "支出合计").right(540, 155, "18.00").across(159, 48, 545)
	s.text(50, 170, "上年结转").text(300, 170, "年终结转").across(174, 48, 545)
	s.text(50, 185, "收入总计").right(248, 185, "18.00").text(300, 185, "支出总计").right(540, 185, "18.00").across(189, 48, 545)
	if got := one(t, s); got.Rows != 8 || got.HeaderRows != 1 {
		t.Errorf("%d rows, %d of head:\n%s", got.Rows, got.HeaderRows, show(got))
	}
}

// TestLongerListInTheMiddle reads the rest of the longer of two lists side by side whose names are set in the middle of their column.
func TestLongerListInTheMiddle(t *testing.T) {
	s := newSketch(1).centre(300, 40, "收支总体情况表").right(560, 55, "单位：万元")
	s.centre(110, 75, "项目").centre(230, 75, "金额").centre(350, 75, "项目").centre(520, 75, "金额")
	for i, name := range []string{"公共服务", "外交", "国防支出", "公共安全支出", "教育", "科学技术", "文化体育传媒"} {
		y := 95 + 15*float64(i)
		s.centre(350, y, name)
		if i < 2 {
			s.centre(110, y, name+"收入").centre(230, y, "9.00").centre(520, y, "9.00")
		}
	}
	s.centre(110, 200, "收入合计").centre(230, 200, "18.00").centre(350, 200, "支出合计").centre(520, 200, "18.00")
	if got := one(t, s); got.Rows != 9 || got.HeaderRows != 1 {
		t.Errorf("%d rows, %d of head:\n%s", got.Rows, got.HeaderRows, show(got))
	}
}

// TestHeadWrapsAsNear keeps the lines of a name together that print sets about as far apart, though one stands by chance in the middle of the columns
// beside it too.
func TestHeadWrapsAsNear(t *testing.T) {
	s := newSketch(1).right(560, 50, "单位：万元")
	s.centre(70, 85, "部门代码").centre(140, 73.4, "部门名称").centre(140, 85, "（功能分类").centre(140, 96.4, "科目名称）").centre(205, 85, "合计")
	s.centre(300, 73.4, "基本支出").centre(270, 96.4, "小计").centre(340, 96.4, "人员经费")
	for i, name := range []string{"行政运行", "其他支出", "中小企业", "住房公积"} {
		y := 115 + 15*float64(i)
		s.text(50, y, "0420").text(115, y, name).right(220, y, "40.00").right(285, y, "20.00").right(355, y, "20.00")
	}
	check(t, one(t, s), `1 |1 部门代码 <2x1> |2 部门名称（功能分类科目名称） <2x1> |3 合计 <2x1> |4 基本支出 <1x2>
2 |4 小计 |5 人员经费
3 |1 0420 |2 行政运行 |3 40.00 |4 20.00 |5 20.00
4 |1 0420 |2 其他支出 |3 40.00 |4 20.00 |5 20.00
5 |1 0420 |2 中小企业 |3 40.00 |4 20.00 |5 20.00
6 |1 0420 |2 住房公积 |3 40.00 |4 20.00 |5 20.00`)
}

// TestCountsAreNoNumbersOfRows reads tables whose first column rises by one and numbers no row: years, and months beside amounts.
func TestCountsAreNoNumbersOfRows(t *testing.T) {
	for _, first := range []int{1, 2021} {
		s := newSketch(1).centre(300, 40, "余额情况表").right(560, 55, "单位：万元").text(60, 235, "以上数据为初步统计数，最终以批复的部门预算为准，特此说明。")
		s.text(60, 75, "时间").text(180, 75, "余额").text(300, 75, "类别").text(400, 75, "备注")
		for i := range 5 {
			y := 95 + 20*float64(i)
			s.text(60, y, fmt.Sprint(first+i)).text(180, y, fmt.Sprintf("1,%d00.00", i+1)).text(300, y, []string{"一般", "专项"}[i/3]).text(400, y, "无")
		}
		if got := all(s); len(got) != 1 || got[0].Columns != 4 || got[0].Rows != 6 {
			t.Errorf("from %d on: %d tables", first, len(got))
		}
	}
}

// TestOtherTableOfNextPage reads no rows of another table below those that go on with the one of the page before: one wide blank there does not
// tell that rows stand as far apart, nor is a line of words over each column of figures a row where all do.
func TestOtherTableOfNextPage(t *testing.T) {
	row := func(s *sketch, y float64, name, a, b string) { s.text(50, y, name).right(248, y, a).right(400, y, b) }
	for _, apart := range []struct{ rows, blank float64 }{{20, 50}, {20, 70}, {42, 42}, {42, 45}} {
		a := newSketch(1).centre(300, 40, "部门支出预算表").right(400, 55, "单位：万元")
		row(a, 75, "项目", "预算数", "决算数")
		y := 95.0
		for i, name := range []string{"办公费", "印刷费", "差旅费", "会议费"} {
			if row(a, y, name, "1.10", "1.20"); i == 1 {
				y += apart.blank - apart.rows
			}
			y += apart.rows
		}
		b := newSketch(2)
		row(b, 70, "培训费", "5.10", "5.20")
		y = 70 + apart.rows
		row(b, y, "劳务费", "6.10", "6.20")
		y += apart.blank
		row(b, y, "人员数", "年初", "年末")
		for i, name := range []string{"在职", "退休", "离休"} {
			row(b, y+20*float64(i+1), name, "71.00", "81.00")
		}
		joined := false
		for n, table := range all(a, b) {
			got := show(table)
			joined = joined || strings.Contains(got, "预算数") && strings.Contains(got, "6.10")
			if strings.Contains(got, "预算数") && strings.Contains(got, "71.00") {
				t.Errorf("%v apart, table %d:\n%s", apart, n+1, got)
			}
		}
		if !joined {
			t.Errorf("%v apart, the rows of the table are left out", apart)
		}
	}
}
