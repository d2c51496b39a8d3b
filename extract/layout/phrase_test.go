package layout

import "testing"

func TestButtsName(t *testing.T) {
	tests := []struct {
		amount, name string
		want         bool
	}{
		{"13,541,525.37", "一、一般公共服务支出", true},
		{"13,948,615.84", "本年支出合计", true},
		{"334,042.41", "年末结转和结余", true},
		{"12,001.00", "公用经费", true},
		{"12,001.00", "人员经费", true},
		{"3.50", "个，", false},
		{"1,696.60", "万元", false},
		{"12.50", "平方米", false},
		{"24", "本年支出合计", false},
		{"支出", "本年支出合计", false},
		{"66.39", "%", false},
	}
	for _, tt := range tests {
		if got := buttsName(tt.amount, tt.name); got != tt.want {
			t.Errorf("%s %s: %v", tt.amount, tt.name, got)
		}
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

func TestNumberedNameButtsAmount(t *testing.T) {
	for name, want := range map[string]bool{"（一）外交支出": true, "一、外交支出": true, "（元）": false, "元": false, "（2.00）": false} {
		if got := buttsName("583,323.59", name); got != want {
			t.Errorf("%s behind an amount: %v", name, got)
		}
	}
}
