package normalize

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestParseFigure(t *testing.T) {
	tests := []struct {
		text  string
		kind  figureKind
		value string
		unit  string
	}{
		{"1,384.70", figureText, "1384.7", ""},
		{"15897.44", figureText, "15897.44", ""},
		{"１，２３４．５", figureText, "1234.5", ""},
		{"（123.45）", figureText, "-123.45", ""},
		{"(1,000)", figureText, "-1000", ""},
		{"−0.5", figureText, "-0.5", ""},
		{"－12", figureText, "-12", ""},
		{"–3.2%", figureText, "-3.2", "%"},
		{"▲7", figureText, "-7", ""},
		{"90.14万元", figureText, "90.14", "万元"},
		{"2人", figureText, "2", "人"},
		{"0", figureText, "0", ""},
		{"-", dashText, "", ""},
		{"——", dashText, "", ""},
		{"", blankText, "", ""},
		{"　\n", blankText, "", ""},
		{"174,900\n.64", figureText, "174900.64", ""},
		{"101,8\n33.84", figureText, "101833.84", ""},
		{"7 7 7 . 4 5", figureText, "777.45", ""},
		{"1 384.70", brokenText, "", ""},
		{"2.1 3.4", brokenText, "", ""},
		{"1,234.50 1", brokenText, "", ""},
		{"264 640000", brokenText, "", ""},
		{"12,34.56", brokenText, "", ""},
		{"1.2.3", brokenText, "", ""},
		{"(2.5%)", wordText, "", ""},
		{"1,269 (19.9%)", wordText, "", ""},
		{"(12", wordText, "", ""},
		{"无", wordText, "", ""},
		{"2026年", figureText, "2026", "年"},
	}
	for _, tt := range tests {
		f := parseFigure(tt.text)
		if f.kind != tt.kind || tt.kind == figureText && (f.value.String() != tt.value || f.unit != tt.unit) {
			t.Errorf("parseFigure(%q) = %v %s %q, want %v %s %q", tt.text, f.kind, f.value, f.unit, tt.kind, tt.value, tt.unit)
		}
	}
}

// A decimal printed with or without separators of thousands, in either width, reads back as itself.
func TestFiguresReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := decimal.New(rapid.Int64Range(-1e15, 1e15).Draw(t, "digits"), -rapid.Int32Range(0, 6).Draw(t, "places"))
		s := v.String()
		if rapid.Bool().Draw(t, "grouped") {
			s = group(s)
		}
		if rapid.Bool().Draw(t, "wide") {
			s = strings.NewReplacer("0", "０", "1", "１", "7", "７", ",", "，", "-", "－").Replace(s)
		}
		if f := parseFigure(s); f.kind != figureText || !f.value.Equal(v) {
			t.Fatalf("%q reads as %v %s, want %s", s, f.kind, f.value, v)
		}
	})
}

func group(s string) string {
	sign, rest := "", s
	if strings.HasPrefix(s, "-") {
		sign, rest = "-", s[1:]
	}
	whole, frac, point := strings.Cut(rest, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + frac
	}
	return sign + whole
}

func FuzzParseFigure(f *testing.F) {
	for _, s := range []string{"1,384.70", "（1）", "-", "1 2 3.4", "９万元", "1e9", "..", strings.Repeat("9", 100)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if r := parseFigure(s); r.kind == figureText && len(r.value.String()) > maxDigits+2 {
			t.Errorf("%q reads as %s", s, r.value)
		}
	})
}

func TestUnitStated(t *testing.T) {
	for line, want := range map[string]string{
		"单位：万元": "万元", "金额单位:元": "元", "（单位：亿元）": "亿元", "单位：人民币万元": "万元", "单 位 ： 亿 元": "亿元",
		"编制单位：上海市数据局 单位：元": "元", "单位：苏州市水务局": "", "单位：万": "万元", "万元": "万元", "部门：元培学院": "",
		"单位：元氏县财政局": "", "单位：个、万元": "万元", "単位：千円": "千円", "單位：新臺幣千元": "新臺幣千元", "單位：千元": "新臺幣千元", "单位：亿元，%": "亿元",
		"部门：某市农业农村局金额：万元": "万元", "金 额:亿元": "亿元", "币种：人民币元": "元", "金额：100万元": "", "金额：元月起": "",
	} {
		if got := unitStated(line); got != want {
			t.Errorf("unitStated(%q) = %q, want %q", line, got, want)
		}
	}
}

func TestUnitInName(t *testing.T) {
	for name, want := range map[string]string{
		"项目金额（万元）": "万元", "预算数（单位：万元）": "万元", "车辆数（辆）": "辆", "增长（%）": "%", "因公出国（境）费": "", "支出（款）": "", "资本性支出（一）": "",
	} {
		if got := unitInName(name); got != want {
			t.Errorf("unitInName(%q) = %q, want %q", name, got, want)
		}
	}
}
