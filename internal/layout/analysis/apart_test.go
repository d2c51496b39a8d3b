package analysis

import "testing"

// TestGroupsOfRowsApart reads groups of rows that blanks part as one table, a group that begins with the longer one of two lists among them.
func TestGroupsOfRowsApart(t *testing.T) {
	s := newSketch(1).centre(300, 40, "收支总表").right(548, 55, "单位：万元")
	for i, h := range []string{"收入", "金额", "支出", "金额"} {
		s.centre([]float64{110, 220, 350, 500}[i], 75, h)
	}
	y := 95.0
	put := func(blank float64, a, b, c, d string) {
		y += blank
		for x, w := range map[float64]string{50: a, 260: c} {
			if w != "" {
				s.text(x, y, w)
			}
		}
		for x, w := range map[float64]string{240: b, 540: d} {
			if w != "" {
				s.right(x, y, w)
			}
		}
		y += 14
	}
	put(0, "预算拨款", "9.00", "教育支出", "4.00")
	put(0, "事业收入", "7.00", "卫生健康支出", "12.00")
	put(30, "其他收入", "17.50", "农林水支出", "3.00")
	put(0, "上年结转", "", "住房保障支出", "")
	put(30, "", "", "预备费", "")
	put(30, "收入合计", "33.50", "支出合计", "19.00")
	check(t, one(t, s), `1 |1 收入 |2 金额 |3 支出 |4 金额
2 |1 预算拨款 |2 9.00 |3 教育支出 |4 4.00
3 |1 事业收入 |2 7.00 |3 卫生健康支出 |4 12.00
4 |1 其他收入 |2 17.50 |3 农林水支出 |4 3.00
5 |1 上年结转 |3 住房保障支出
6 |3 预备费
7 |1 收入合计 |2 33.50 |3 支出合计 |4 19.00`)
}

// TestTablesApart leaves a table by itself that stands below another as far apart as groups of rows may, under names of its own.
func TestTablesApart(t *testing.T) {
	s := newSketch(1)
	for k, heads := range [][]string{{"支出项目", "预算数", "执行数"}, {"单位名称", "人数", "车辆"}} {
		y := 80 + 110*float64(k)
		for i, h := range heads {
			s.centre(70+110*float64(i)+20*float64(k), y, h)
		}
		for i, name := range []string{"教育支出", "卫生健康", "农林水"} {
			y := y + 18*float64(i+1)
			s.text(50, y, name).right(220, y, "14.00").right(330, y, "9.00")
		}
	}
	if got := all(s); len(got) != 2 {
		t.Errorf("%d tables, want 2", len(got))
	}
}

// TestTallRows reads rows that stand further apart than tables do from what stands below them.
func TestTallRows(t *testing.T) {
	s := newSketch(1).centre(250, 40, "支出总表").right(440, 55, "单位：万元").text(70, 75, "编码").text(140, 75, "项目").text(300, 75, "预算数").text(390, 75, "执行数")
	for i, r := range [][]string{{"", "合计", "36.40", "27.00"}, {"2050101", "教育支出", "10.40", "9.00"}, {"2130101", "农林水支出", "12.40", "9.00"}, {"2210201", "住房公积金", "13.60", "9.00"}} {
		y := 105 + 45*float64(i)
		if r[0] != "" {
			s.text(60, y, r[0])
		}
		s.text(120, y, r[1]).right(340, y, r[2]).right(430, y, r[3])
	}
	check(t, one(t, s), `1 |1 编码 |2 项目 |3 预算数 |4 执行数
2 |2 合计 |3 36.40 |4 27.00
3 |1 2050101 |2 教育支出 |3 10.40 |4 9.00
4 |1 2130101 |2 农林水支出 |3 12.40 |4 9.00
5 |1 2210201 |2 住房公积金 |3 13.60 |4 9.00`)
}
