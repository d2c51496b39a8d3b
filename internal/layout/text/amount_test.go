package text

import (
	"slices"
	"testing"
)

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

func TestNumberedNameButtsAmount(t *testing.T) {
	for name, want := range map[string]bool{"（一）外交支出": true, "一、外交支出": true, "（元）": false, "元": false, "（2.00）": false} {
		if got := buttsName("583,323.59", name); got != want {
			t.Errorf("%s behind an amount: %v", name, got)
		}
	}
}

// TestAmountsSetWithoutABlank parts amounts of columns that touch where their decimals tell it, and nothing else.
func TestAmountsSetWithoutABlank(t *testing.T) {
	for text, want := range map[string][]int{
		"287.43287.43":     {6, 6},
		"1,234.56789.00":   {8, 6},
		"0.500.251.00":     {4, 4, 4},
		"2026.02.28":       nil,
		"1.12.13":          nil,
		"287.43287.4":      nil,
		"1,23.45287.43":    nil,
		"1,234.567891.234": {9, 7},
	} {
		if got := amountsIn(text); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// TestEndsAmount parts two figures where the digits of both make no groups of thousands, and no figure set in several strings.
func TestEndsAmount(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"17,874", "46,920", true},
		{"23", "41,448,929", true},
		{"1", "234,567", true},
		{"17,874", "92", true},
		{"17,874", "(1,920)", true},
		{"12.50", "7", true},
		{"1", "7,874", false},
		{"1,2", "34,567", false},
		{"17", "874", false},
		{"17,8", "74", false},
		{"17,874", ".50", false},
		{"17,874", "%", false},
	} {
		if got := endsAmount(tt.a, tt.b); got != tt.want {
			t.Errorf("%s behind %s: %v", tt.b, tt.a, got)
		}
	}
}
