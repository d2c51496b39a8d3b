package reconcile

import (
	"strconv"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// marked gives a table's figure columns what a row of column numbers prints under them.
func (p *page) marked(marks ...string) *page {
	t := &p.ds.Tables[len(p.ds.Tables)-1]
	for i, m := range marks {
		t.Columns[i+1].Mark = m
	}
	return p
}

// percent makes a column's figures percentages.
func (p *page) percent(column int) *page {
	for i := range p.ds.Records {
		if r := &p.ds.Records[i]; r.Table == len(p.ds.Tables) && r.Column == column {
			r.Unit, r.Yuan = "%", decimal.NullDecimal{}
		}
	}
	return p
}

func TestColumnFormula(t *testing.T) {
	limits := []string{"全省 5782.07 3447.18 2334.89", "本级 921.68 789.48 132.20", "甲市 1715.01 738.46 976.55"}
	growth := []string{"甲 120 100 20 20.0", "乙 300 200 100 50.0", "丙 90 100 -10 -10.0"}
	tests := []struct {
		name         string
		p            *page
		pass, failed int
	}{
		{"a sum by letters", budget().table("债务限额表", "亿元", "限额 一般债务 专项债务", limits...).marked("A=B+C", "B", "C"), 3, 0},
		{"a sum that one row breaks", budget().table("债务限额表", "亿元", "限额 一般债务 专项债务", append(limits, "乙市 1715.02 738.46 976.66")...).marked("A=B+C", "B", "C"), 3, 1},
		{"a difference and a rate", budget().table("支出表", "万元", "今年 去年 增减额 增减%", growth...).percent(5).marked("1", "2", "3=1-2", "4=3/2*100"), 6, 0},
		{"a rate of a bracketed sum", budget().table("支出表", "万元", "今年 去年 比率", "甲 120 100 20.0", "乙 300 200 50.0").percent(4).marked("1", "2", "3=(1-2)/2"), 2, 0},
		{"what is carried on", budget().table("债务余额表", "万元", "年末 年初 发行 偿还", "甲 120 100 50 30", "乙 300 200 200 100").marked("4=1+2-3", "1", "2", "3"), 2, 0},
		{"a column that is not there", budget().table("债务限额表", "亿元", "限额 一般债务 专项债务", limits...).marked("A=B+D", "B", "C"), 0, 0},
		{"a table that does not keep it", budget().table("债务限额表", "亿元", "限额 一般债务 专项债务", limits...).marked("A=B", "B", "C"), 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := outcomes(tt.p.checked())
			pass := got["column-formula:pass"] + got["column-formula:rounding"] + got["column-change:pass"] + got["column-growth:pass"]
			if failed := got["column-formula:fail"]; pass != tt.pass || failed != tt.failed {
				t.Errorf("%d hold, %d fail, want %d and %d: %v", pass, failed, tt.pass, tt.failed, got)
			}
		})
	}
}

// The columns that percentages are made of are found by the percentages, whatever they are called.
func TestColumnRatio(t *testing.T) {
	heads := "预算数 调整预算数 执行数 上年决算数 完成调整预算% 比上年增长%"
	rows := []string{"税收 200 250 240 220 96.0 9.1", "增值税 100 120 110 115 91.7 -4.3", "所得税 60 80 90 75 112.5 20.0", "契税 40 50 40 30 80.0 33.3"}
	p := budget().table("收入执行表", "万元", heads, rows...).percent(6).percent(7)
	if got := outcomes(p.checked()); got["column-ratio:pass"] != 4 || got["column-growth:pass"] != 4 || got["column-ratio:fail"]+got["column-growth:fail"] != 0 {
		t.Errorf("outcomes: %v", got)
	}
	for _, r := range p.ds.Records {
		if r.Unit == "%" && r.Status != normalize.Verified {
			t.Errorf("%s %s: %s", r.Label, r.Text, r.Status)
		}
	}
}

// Three digits of a percentage prove no amount of seven.
func TestRatioProvesItsOwnDigits(t *testing.T) {
	p := budget().table("收入执行表", "万元", "预算数 执行数 完成预算%",
		"税收 13098162 12251047 93.5", "增值税 5010571 4915712 98.1", "契税 1158000 811039 70.0", "其他 40 30 75.0").percent(4)
	p.checked()
	for _, r := range p.ds.Records {
		if long := len(r.Text) > 5; long == (r.Status == normalize.Verified) {
			t.Errorf("%s %s: %s", r.Label, r.Text, r.Status)
		}
	}
}

// A figure of a few units is no base for a percentage to the tenth.
func TestRatioOfRoundedBase(t *testing.T) {
	p := budget().table("支出表", "万元", "年初 今年 比年初增减", "甲 100 120 20.0", "乙 200 300 50.0", "丙 50 60 20.0", "丁 1 10 1708.1").percent(4).marked("1", "2", "3=(2-1)/1")
	if got := outcomes(p.checked()); got["column-growth:fail"] != 0 || got["column-growth:pass"] != 4 {
		t.Errorf("outcomes: %v", got)
	}
}

// Last year's column adds up down the rows by the sums that this year's bear out; changes are found by the
// columns whose difference they are.
func TestColumnsBesides(t *testing.T) {
	heads := "上年预算数 本年预算数/小计 本年预算数/基本支出 本年预算数/项目支出 增减额"
	rows := func(class, change string) []string {
		return []string{"205教育 " + class + " 900 500 400 100", "20501管理 250 300 200 100 50", "20502普教 550 600 300 300 50",
			"206科技 310 400 250 150 90", "20601管理 110 150 100 50 40", "20602基础 200 250 150 100 50", "208社保 700 640 340 300 -60", "20801管理 300 240 140 100 " + change,
			"20802民政 400 400 200 200 0", "210卫生 150 170 100 70 20", "21001管理 150 170 100 70 20", "合计 1960 2110 1190 920 150"}
	}
	tests := []struct {
		name, class, change string
		want                string // code of the only failing checks; empty if none fails
		fails               int
	}{
		{"right", "800", "-60", "", 0},
		{"a lost sign", "800", "60", "column-change", 1},
		{"an item of last year that is gone", "830", "-60", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ds := budget().table("一般公共预算支出表", "万元", heads, rows(tt.class, tt.change)...).checked()
			got := outcomes(ds)
			if got["column-change:pass"] < 10 || got["parent-children:pass"] < 15 {
				t.Errorf("too little is held: %v", got)
			}
			if tt.want != "" && got[tt.want+":fail"] != tt.fails {
				t.Errorf("outcomes: %v", got)
			}
			if tt.want == "" {
				for _, f := range ds.Findings {
					if f.Code != "column-change" {
						t.Errorf("%s: %s", f.Code, f.Message)
					}
				}
			}
		})
	}
}

// A sum of fifty rounded figures that is twenty off proves none of them, one that comes out to the digit all.
func TestLongSums(t *testing.T) {
	for _, tt := range []struct {
		total string
		want  normalize.Status
	}{{"1275", normalize.Verified}, {"1276", normalize.Verified}, {"1295", normalize.Unverified}} {
		rows := []string{"合计 " + tt.total}
		for i := 1; i <= 50; i++ {
			rows = append(rows, "项目"+strconv.Itoa(i)+" "+strconv.Itoa(i))
		}
		ds := budget().table("项目支出表", "万元", "金额", rows...).checked()
		for _, r := range ds.Records {
			if r.Status != tt.want {
				t.Errorf("%s: %s %s is %s", tt.total, r.Label, r.Text, r.Status)
				break
			}
		}
	}
}

// Totals that stand over their numbered parts, one after the other, are each the sum of their own.
func TestNumberedTotalsOverTheirParts(t *testing.T) {
	p := budget().table("社会保险基金预算", "万元", "预算数 执行数", "一、收入合计 500 610", "（一）养老 200 300", "（二）医疗 300 310", "二、支出合计 900 800", "（一）养老 400 300", "（二）医疗 500 500", "三、结余合计 10 20")
	if got := outcomes(p.checked()); got["row-total:pass"] != 4 || got["row-total:fail"] != 0 {
		t.Errorf("outcomes: %v", got)
	}
}
