package reconcile

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// TestKindsOfTables keeps tables of kinds that departments and governments print free of findings, and finds the one figure that is
// made wrong in each: its row, its column, and what is printed there instead.
func TestKindsOfTables(t *testing.T) {
	tests := []struct {
		name    string
		heads   string
		rows    []string
		percent []int
		wrong   string // empty where nothing can tell
	}{
		{"carried over beside the year's", "合计 本年收入/一般公共预算 本年收入/政府性基金 上年结转",
			[]string{"合计 1310.55 1000.25 200.10 110.20", "201甲 810.30 700.10 0.00 110.20", "212乙 500.25 300.15 200.10 0.00"}, nil, "2 2 910.30"},
		{"each figure rounded by itself", "预算数", []string{"合计 1234", "201甲 411", "205乙 411", "208丙 411"}, nil, "1 2 1834"},
		{"written off", "年初预算数 预算调整数 调整后预算数",
			[]string{"合计 500.00 -20.50 479.50", "201甲 300.00 30.00 330.00", "205乙 200.00 -50.50 149.50"}, nil, "3 4 159.50"},
		{"one fund", "合计 一般公共预算", []string{"合计 873.19 873.19", "201甲 612.44 612.44", "208乙 260.75 260.75"}, nil, "2 3 621.44"},
		{"last year left blank", "上年预算数 本年预算数 增减额",
			[]string{"合计 612.30 750.41 138.11", "甲 612.30 700.10 87.80", "乙 . 50.31 50.31"}, nil, "2 4 87.30"},
		{"growth from nothing and to nothing", "上年决算数 本年决算数 增减%",
			[]string{"甲 100.00 150.00 50.00", "乙 80.00 100.00 25.00", "丙 20.00 0.00 -100.00", "丁 0.00 50.00 100.00", "戊 200.00 190.00 -5.00", "己 40.00 43.00 7.50"},
			[]int{4}, "5 4 -50.00"},
		{"growth from less than nothing", "上年决算数 本年决算数 增减%",
			[]string{"甲 100.00 150.00 50.00", "乙 80.00 100.00 25.00", "丙 -10.00 5.00 150.00", "丁 200.00 190.00 -5.00", "戊 40.00 43.00 7.50", "己 64.00 56.00 -12.50"},
			[]int{4}, "5 4 1.50"},
		{"decreases without a sign", "上年预算数 本年预算数 增减额",
			[]string{"甲 612.30 700.10 87.80", "乙 85.20 50.31 34.89", "丙 94.17 80.02 14.15", "丁 10.08 30.40 20.32", "戊 71.55 60.50 11.05"}, nil, ""},
		{"a decrease that lost its sign", "上年预算数 本年预算数 增减额",
			[]string{"甲 612.30 700.10 87.80", "乙 85.20 50.31 -34.89", "丙 94.17 80.02 -14.15", "丁 10.08 30.40 20.32", "戊 71.55 60.50 -11.05"}, nil, "2 4 34.89"},
		{"subtotals", "金额", []string{"甲 1012.45", "乙 2033.18", "小计 3045.63", "丙 517.29", "丁 640.31", "小计 1157.60", "合计 4203.23"}, nil, "3 2 3045.68"},
		{"a completed share of the budget", "年初预算数 调整预算数 执行数 完成预算%",
			[]string{"合计 1500.00 1611.00 1506.26 93.50", "甲 900.00 1003.00 972.21 96.93", "乙 400.00 405.00 352.05 86.93", "丙 200.00 203.00 182.00 89.66"}, []int{5}, "2 5 56.93"},
		{"counts beside money", "数量 单价 金额", []string{"合计 15 . 61.40", "台式机 10 0.50 5.00", "服务器 5 11.28 56.40"}, nil, "3 4 56.90"},
		{"levels of a government", "全省 省本级 市县",
			[]string{"合计 5782.07 3447.18 2334.89", "一般性转移支付 4032.51 2633.70 1398.81", "专项转移支付 1749.56 813.48 936.08"}, nil, "2 3 2633.10"},
		{"a part that is all", "预算数", []string{"合计 873.19", "201甲 612.44", ">20101乙 612.44", "208丙 260.75"}, nil, "1 2 873.91"},
		{"paid and given back", "收入 退回 净额", []string{"合计 930.50 -30.25 900.25", "甲 630.50 -20.20 610.30", "乙 300.00 -10.05 289.95"}, nil, "2 4 610.80"},
		{"shares", "金额 占比%", []string{"合计 803.00 100.00", "甲 401.00 49.94", "乙 251.00 31.26", "丙 51.00 6.35", "丁 60.00 7.47", "戊 40.00 4.98"}, []int{3}, "3 3 36.26"},
		{"parts without a number below numbered ones", "预算数 执行数",
			[]string{"二、上级补助收入 1387121 1757775", ">（一）返还性收入 154375 164375", ">增值税返还 89424 99424", ">营改增税收返还 64951 64951",
				">（二）一般转移支付收入 1155123 1389382", ">体制补助 1055123 1166661", ">均衡性转移支付 100000 222721", ">（三）专项转移支付收入 77623 204018"}, nil, "1 2 1337121"},
		{"own expenditure and what is passed down", "合计 省本级支出 补助下级",
			[]string{"合计 918.45 612.30 306.15", "201甲 512.20 400.10 112.10", "205乙 406.25 212.20 194.05"}, nil, "2 3 490.10"},
		{"limits and balances of debt", "限额 余额", []string{"合计 1520.40 1433.17", "甲市 820.15 780.06", "乙市 700.25 653.11"}, nil, "2 3 780.60"},
		{"carried in and out", "年初结转 本年收入 本年支出 年末结转",
			[]string{"合计 50.25 1200.40 1190.35 60.30", "甲 30.10 700.20 690.15 40.15", "乙 20.15 500.20 500.20 20.15"}, nil, "2 4 690.51"},
		{"two years side by side", "2025年/合计 2025年/基本支出 2025年/项目支出 2026年/合计 2026年/基本支出 2026年/项目支出",
			[]string{"甲 812.40 500.30 312.10 902.55 560.35 342.20"}, nil, "1 2 821.40"},
		{"a numbered list with its total last", "预算数", []string{"一、税收收入 4400.35", "二、非税收入 900.20", "收入合计 5300.55"}, nil, "1 2 4400.85"},
		{"a total of nothing over blanks", "预算数", []string{"合计 0.00", "201甲 .", "205乙 ."}, nil, ""},
		{"one row", "合计 基本支出 项目支出", []string{"甲局 912.35 612.30 300.05"}, nil, "1 3 621.30"},
		{"rates of execution", "预算数 执行数 执行率%", []string{"甲 812.30 780.16 96.04", "乙 455.10 400.12 87.92", "丙 112.45 110.33 98.11"}, []int{4}, "1 4 69.04"},
		{"transfers", "预算数", []string{"转移支付合计 5782.07", "返还性收入 921.68", "一般性转移支付收入 3125.31", "专项转移支付收入 1735.08"}, nil, "3 2 3152.31"},
		{"all rounded to the unit", "合计 一般公共预算 政府性基金 单位资金",
			[]string{"合计 101 33 33 34", "201甲 50 17 17 17", "205乙 51 17 16 17"}, nil, ""},
		{"nothing anywhere", "合计 基本支出 项目支出", []string{"合计 0.00 0.00 0.00", "201甲 0.00 0.00 0.00"}, nil, ""},
		{"equal amounts of two rows", "预算数", []string{"合计 1673.58", "甲 612.44", "乙 612.44", "丙 448.70"}, nil, "4 2 443.70"},
		{"an amount in the place of another", "预算数", []string{"合计 2048.34", "甲 612.44", "乙 837.20", "丙 448.70", "丁 150.00"}, nil, "4 2 612.44"},
		{"a class with one section", "合计 基本支出 项目支出",
			[]string{"合计 2011.69 1000.17 1011.52", "201甲 612.44 400.10 212.34", "20101乙 612.44 400.10 212.34", "2010101丙 612.44 400.10 212.34",
				"205丁 1399.25 600.07 799.18", "20502戊 1399.25 600.07 799.18", "2050201己 1399.25 600.07 799.18"}, nil, "3 2 1399.25"},
	}
	for _, tt := range tests {
		build := func() *page {
			p := budget().table("某表", "万元", tt.heads, tt.rows...)
			for _, c := range tt.percent {
				p.percent(c)
			}
			return p
		}
		for _, f := range accusations(build().checked()) {
			t.Errorf("%s: %s", tt.name, f)
		}
		if tt.wrong == "" {
			continue
		}
		p := build()
		misprint(p, tt.wrong)
		if len(accusations(p.checked())) == 0 {
			t.Errorf("%s: nobody tells of %s", tt.name, tt.wrong)
		}
	}
}

// misprint prints another figure at a row and a column of the first table.
func misprint(p *page, where string) {
	at := strings.Fields(where)
	for i := range p.ds.Records {
		r := &p.ds.Records[i]
		if decimal.NewFromInt(int64(r.Row)).String() == at[0] && decimal.NewFromInt(int64(r.Column)).String() == at[1] && r.Table == 1 {
			v := decimal.RequireFromString(at[2])
			if r.Yuan.Valid {
				r.Yuan.Decimal = v.Shift(4)
			}
			r.Text, r.Value.Decimal = at[2], v
		}
	}
}

// accusations are the errors and warnings of a document.
func accusations(ds *normalize.Dataset) []string {
	var out []string
	for _, f := range ds.Findings {
		if f.Severity != normalize.Info {
			out = append(out, f.Code+": "+f.Message)
		}
	}
	return out
}
