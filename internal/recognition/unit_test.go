package recognition

import "testing"

// 方元 would be read as 元, of amounts in 万元.
func TestUnitsKeepTheirMultiple(t *testing.T) {
	for text, want := range map[string]string{
		"项目金额（方元）": "项目金额（万元）",
		"单位：力元":    "单位：万元",
		"90.14力元":  "90.14万元",
		"（忆元）":     "（亿元）",
		"方元":       "万元",
		"北方元件厂":    "北方元件厂",
		"（地方元旦活动）": "（地方元旦活动）",
		"（元）":      "（元）",
	} {
		if got := withUnits(says(text, 0.9)); got.Text() != want {
			t.Errorf("%q became %q, want %q", text, got.Text(), want)
		}
	}
}
