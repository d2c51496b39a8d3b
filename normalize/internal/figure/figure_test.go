package figure

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestParseFigure(t *testing.T) {
	tests := []struct {
		text  string
		kind  Kind
		value string
		unit  string
	}{
		{"1,384.70", Number, "1384.7", ""},
		{"15897.44", Number, "15897.44", ""},
		{"１，２３４．５", Number, "1234.5", ""},
		{"（123.45）", Number, "-123.45", ""},
		{"(1,000)", Number, "-1000", ""},
		{"−0.5", Number, "-0.5", ""},
		{"－12", Number, "-12", ""},
		{"–3.2%", Number, "-3.2", "%"},
		{"▲7", Number, "-7", ""},
		{"90.14万元", Number, "90.14", "万元"},
		{"2人", Number, "2", "人"},
		{"0", Number, "0", ""},
		{"-", Dash, "", ""},
		{"——", Dash, "", ""},
		{"", Blank, "", ""},
		{"　\n", Blank, "", ""},
		{"174,900\n.64", Number, "174900.64", ""},
		{"101,8\n33.84", Number, "101833.84", ""},
		{"7 7 7 . 4 5", Number, "777.45", ""},
		{"1 384.70", Broken, "", ""},
		{"2.1 3.4", Broken, "", ""},
		{"1,234.50 1", Broken, "", ""},
		{"264 640000", Broken, "", ""},
		{"12,34.56", Broken, "", ""},
		{"1.2.3", Broken, "", ""},
		{"(2.5%)", Words, "", ""},
		{"1,269 (19.9%)", Words, "", ""},
		{"(12", Words, "", ""},
		{"无", Words, "", ""},
		{"2026年", Number, "2026", "年"},
	}
	for _, tt := range tests {
		f := Read(tt.text)
		if f.Kind != tt.kind || tt.kind == Number && (f.Value.String() != tt.value || f.Unit != tt.unit) {
			t.Errorf("Read(%q) = %v %s %q, want %v %s %q", tt.text, f.Kind, f.Value, f.Unit, tt.kind, tt.value, tt.unit)
		}
	}
}

// The sign of a currency is told from the figure, and decides what unit the cells around may give it.
func TestCurrency(t *testing.T) {
	tests := []struct {
		text, value, around, unit string
		known                     bool
	}{
		{"$ 7,000.00", "7000", "元", "", false},
		{"＄7,000.00", "7000", "万美元", "万美元", true},
		{"US$7,000", "7000", "元", "美元", true},
		{"US$7,000", "7000", "万元", "", false},
		{"HK$(7,000)", "-7000", "元", "港元", true},
		{"HK$7,000", "7000", "", "", false},
		{"NT$7,000", "7000", "新臺幣千元", "新臺幣千元", true},
		{"-€5.5", "-5.5", "万原币", "万原币", true},
		{"￡5.5", "5.5", "万美元", "", false},
		{"￥5.5", "5.5", "万元", "万元", true},
		{"￥5.5", "5.5", "", "", true},
		{"(￥5.5)", "-5.5", "万美元", "", false},
		{"5.5", "5.5", "万元", "万元", true},
		{"$5.5万美元", "5.5", "万美元", "万美元", true},
	}
	for _, tt := range tests {
		f := Read(tt.text)
		if f.Kind != Number || f.Value.String() != tt.value {
			t.Errorf("Read(%q) = %v %s, want %s", tt.text, f.Kind, f.Value, tt.value)
		}
		if unit, known := f.UnitWithin(tt.around); unit != tt.unit || known != tt.known {
			t.Errorf("%q within %q is in %q (%v), want %q (%v)", tt.text, tt.around, unit, known, tt.unit, tt.known)
		}
	}
	for _, text := range []string{"$5万元", "$", "A$5.00", "US$", "5$"} {
		if f := Read(text); f.Kind != Words {
			t.Errorf("Read(%q) = %v %s %s, want words", text, f.Kind, f.Value, f.Unit)
		}
	}
}

// A figure with its last comma alone is read only where it is asked for.
func TestLastComma(t *testing.T) {
	tests := []struct {
		text, value string
		whole       bool
	}{
		{"124500,600", "124500600", true},
		{"8640,500.00", "8640500", false},
		{"－3400,000.50", "-3400000.5", false},
		{"1,234,567", "", false},
		{"124,600", "", false},
		{"0640,500.00", "", false},
		{"8640,50.00", "", false},
		{"1,8640,500.00", "", false},
		{"8640,500 600", "", false},
	}
	for _, tt := range tests {
		f, whole := ReadLastComma(tt.text)
		if (f.Kind == Number) != (tt.value != "") || f.Kind == Number && (f.Value.String() != tt.value || whole != tt.whole) {
			t.Errorf("ReadLastComma(%q) = %v %s %v, want %s %v", tt.text, f.Kind, f.Value, whole, tt.value, tt.whole)
		}
	}
	for text, want := range map[string]bool{"1,234,567.00": true, "(1,234,567)": true, "234,567": false, "1234,567": false, "1,2345,678": false} {
		if MoreCommas(text) != want {
			t.Errorf("MoreCommas(%q) = %v", text, !want)
		}
	}
}

// A figure with spaces between its thousands is read only where it is asked for.
func TestSpaced(t *testing.T) {
	tests := []struct {
		text, value string
		sure        bool
	}{
		{"12 045 600.00", "12045600", true},
		{"12 045 600", "12045600", true},
		{"-5 335 288.06", "-5335288.06", true},
		{"（5 335.00）", "-5335", false},
		{"120 340", "120340", false},
		{"120.00 340.00", "", false},
		{"1200 340.00", "", false},
		{"12 34", "", false},
	}
	for _, tt := range tests {
		f, sure := ReadSpaced(tt.text)
		if (f.Kind == Number) != (tt.value != "") || f.Kind == Number && (f.Value.String() != tt.value || sure != tt.sure) {
			t.Errorf("ReadSpaced(%q) = %v %s %v, want %s %v", tt.text, f.Kind, f.Value, sure, tt.value, tt.sure)
		}
		if f := Read(tt.text); f.Kind == Number {
			t.Errorf("Read(%q) = %s, want none without a table that prints such figures", tt.text, f.Value)
		}
	}
	for text, want := range map[string]bool{"1,234,567.00": true, "(1234)": true, "234.50": false, "5 335.00": false} {
		if Thousands(text) != want {
			t.Errorf("Thousands(%q) = %v", text, !want)
		}
	}
}

// An apostrophe stands for a comma between thousands; another mark makes a figure broken. An arrow is no sign: it says as well that an
// amount is less than the last one.
func TestArrowsAndApostrophes(t *testing.T) {
	for text, value := range map[string]string{"12'045'600.00": "12045600", "-1’234.50": "-1234.5"} {
		if f := Read(text); f.Kind != Number || f.Value.String() != value {
			t.Errorf("Read(%q) = %v %s, want %s", text, f.Kind, f.Value, value)
		}
	}
	for text, kind := range map[string]Kind{"35`288.00": Broken, "120´340.00": Broken, "15’020'300": Number, "5'10": Words, "1'2345": Words, "↓": Words, "↓2.00": Words, "3.2%↓": Words} {
		if f := Read(text); f.Kind != kind {
			t.Errorf("Read(%q) = %v, want %v", text, f.Kind, kind)
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
		if f := Read(s); f.Kind != Number || !f.Value.Equal(v) {
			t.Fatalf("%q reads as %v %s, want %s", s, f.Kind, f.Value, v)
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
		if r := Read(s); r.Kind == Number && len(r.Value.String()) > maxDigits+2 {
			t.Errorf("%q reads as %s", s, r.Value)
		}
	})
}

func TestUnitStated(t *testing.T) {
	for line, want := range map[string]string{
		"单位：万元": "万元", "金额单位:元": "元", "（单位：亿元）": "亿元", "单位：人民币万元": "万元", "单 位 ： 亿 元": "亿元",
		"编制单位：上海市数据局 单位：元": "元", "单位：苏州市水务局": "", "单位：万": "万元", "万元": "万元", "部门：元培学院": "",
		"单位：元氏县财政局": "", "单位：个、万元": "万元", "単位：千円": "千円", "單位：新臺幣千元": "新臺幣千元", "單位：千元": "新臺幣千元", "单位：亿元，%": "亿元",
		"部门：某市农业农村局金额：万元": "万元", "金 额:亿元": "亿元", "币种：人民币元": "元", "金额：100万元": "", "合同金额：十万元": "", "单位：十万元": "十万元", "单位：万圆": "万圆", "金额：元月起": "",
	} {
		if got := StatedUnit(line); got != want {
			t.Errorf("unitStated(%q) = %q, want %q", line, got, want)
		}
	}
}

func TestUnitInName(t *testing.T) {
	for name, want := range map[string]string{
		"项目金额（万元）": "万元", "预算数（单位：万元）": "万元", "车辆数（辆）": "辆", "增长（%）": "%", "因公出国（境）费": "", "项目金额（方元）": "", "教学楼（单元）": "", "教学楼（单元）造价（元）": "元", "金额（人民币元）": "元", "经费（美元）": "美元", "约（约万元）": "万元", "支出（款）": "", "资本性支出（一）": "",
		"基层治理（同心圆）": "", "广场（椭圆）": "", "金额（圆）": "圆", "金额（单位：万圆）": "万圆", "最高限额（一百万元）": "",
	} {
		if got := UnitInName(name); got != want {
			t.Errorf("unitInName(%q) = %q, want %q", name, got, want)
		}
	}
}

// Every wording finds its examples.
func TestWordings(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}
