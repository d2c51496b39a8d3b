package analysis

import (
	"testing"
)

// rowsOf rules a grid of three columns and sets its rows.
func rowsOf(rows ...[3]string) *sketch {
	s := newSketch(1)
	ys := []float64{60}
	for i, r := range rows {
		y := 60 + 20*float64(i)
		ys = append(ys, y+20)
		for c, text := range r {
			s.text(55+100*float64(c), y+13, text)
		}
	}
	return s.grid([]float64{50, 150, 250, 350}, ys)
}

func TestHeaderRows(t *testing.T) {
	tests := []struct {
		name string
		page *sketch
		want int
	}{
		{"one row", rowsOf([3]string{"项目", "预算数", "决算数"}, [3]string{"教育", "1.00", "2.00"}), 1},
		{"column numbers", rowsOf([3]string{"项目", "预算数", "决算数"}, [3]string{"栏次", "1", "2"}, [3]string{"教育", "1.00", "2.00"}), 2},
		{"formulas as column numbers", rowsOf([3]string{"合计", "基本", "项目"}, [3]string{"1=2+3", "2", "3"}, [3]string{"9", "1.00", "8.00"}), 2},
		{"units", rowsOf([3]string{"项目", "金额", "占比"}, [3]string{"", "万元", "%"}, [3]string{"教育", "1.00", "20"}), 2},
		{"years", rowsOf([3]string{"项目", "2024", "2025年"}, [3]string{"教育", "1.00", "2.00"}), 1},
		{"none", rowsOf([3]string{"教育", "1.00", "2.00"}, [3]string{"卫生", "3.00", "4.00"}), 0},
		{"a section row is body", rowsOf([3]string{"项目", "预算数", "决算数"}, [3]string{"一、支出", "", ""}, [3]string{"教育", "1.00", "2.00"}), 1},
		{"empty table", rowsOf([3]string{"项目", "预算数", "决算数"}, [3]string{"", "", ""}), 1},
		{"two levels", budget(newSketch(1), 0, 0), 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := one(t, tt.page); got.HeaderRows != tt.want {
				t.Errorf("got %d header rows, want %d:\n%s", got.HeaderRows, tt.want, show(got))
			}
		})
	}
}

func TestTitleAndUnitWithinTheBorder(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 350}, []float64{60, 80, 100}).grid([]float64{50, 150, 250, 350}, []float64{100, 120, 140})
	s.text(150, 73, "支出预算总表").text(55, 93, "部门：某局").text(280, 93, "单位：万元")
	s.text(55, 113, "项目").text(155, 113, "预算数").text(255, 113, "决算数").text(55, 133, "教育").text(155, 133, "1.00").text(255, 133, "2.00")
	got := one(t, s)
	check(t, got, "1 |1 项目 |2 预算数 |3 决算数\n2 |1 教育 |2 1.00 |3 2.00")
	if got.Title != "支出预算总表" || len(got.Captions) < 2 {
		t.Errorf("title %q, captions %v", got.Title, got.Captions)
	}
}

func TestColumnsRuledInTheHeadOnly(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 150, 250, 350}, []float64{60, 80})
	for i, r := range [][3]string{{"Austria", "86.2", "3,375"}, {"Belgium", "0", "3,973"}, {"Cyprus", "81.0", "158"}} {
		y := 80 + 20*float64(i)
		s.text(55, y+13, r[0]).text(155, y+13, r[1]).text(255, y+13, r[2]).across(y+20, 50, 350)
	}
	s.down(50, 60, 140).down(350, 60, 140).text(55, 73, "Country").text(155, 73, "Domestic").text(255, 73, "Total")
	check(t, one(t, s), `1 |1 Country |2 Domestic |3 Total
2 |1 Austria |2 86.2 |3 3,375
3 |1 Belgium |2 0 |3 3,973
4 |1 Cyprus |2 81.0 |3 158`)
}

func TestRowsThatOnlyFiguresPart(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 200, 300, 400}, []float64{60, 80, 180})
	s.text(55, 73, "项目").text(205, 73, "预算数").text(305, 73, "决算数")
	s.text(55, 93, "一、税收收入").right(295, 93, "739254").right(395, 93, "—")
	s.text(55, 113, "增值税").right(295, 113, "892365").right(395, 113, "93.4")
	s.text(55, 133, "二、非税收入")
	s.text(55, 153, "国有资源（资产）有偿").text(55, 165, "使用收入").right(295, 159, "3494584").right(395, 159, "99.5")
	check(t, one(t, s), `1 |1 项目 |2 预算数 |3 决算数
2 |1 一、税收收入 |2 739254 |3 —
3 |1 增值税 |2 892365 |3 93.4
4 |1 二、非税收入 |2  |3
5 |1 国有资源（资产）有偿使用收入 |2 3494584 |3 99.5`)
}

// A title that spans the whole frame above a head of several rows does not end the head.
func TestHeadUnderTitleRow(t *testing.T) {
	s := newSketch(1).across(100, 50, 450).across(120, 50, 450).across(140, 50, 450).across(160, 50, 450).across(180, 50, 450)
	s.down(50, 100, 180).down(450, 100, 180).down(150, 140, 180).down(250, 120, 180).down(350, 140, 180)
	s.text(200, 113, "三公经费").text(60, 133, "公务用车费用").text(260, 133, "公务接待费")
	s.text(60, 153, "预算数").text(160, 153, "决算数").text(260, 153, "预算数").text(360, 153, "决算数")
	s.right(140, 173, "2.85").right(240, 173, "0.39").right(340, 173, "0.00").right(440, 173, "0.00")
	if got := one(t, s); got.HeaderRows != 3 {
		t.Errorf("%d header rows, want 3:\n%s", got.HeaderRows, show(got))
	}
}
