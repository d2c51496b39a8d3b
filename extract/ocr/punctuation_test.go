package ocr

import "testing"

func TestMarksBesideChineseAreWide(t *testing.T) {
	for in, want := range map[string]string{
		"维修(护)费":    "维修（护）费",
		"维修〈护)费":    "维修（护）费",
		"单位:万元":     "单位：万元",
		"1,234.50":  "1,234.50",
		"(12.5)":    "(12.5)",
		"合计,其中":     "合计，其中",
		"〈说明〉":      "〈说明〉",
		"A(B),C:D":  "A(B),C:D",
		"支出(1+2)":   "支出（1+2）",
		"人员经费(类)支出": "人员经费（类）支出",
	} {
		var r Reading
		for _, c := range in {
			r.Symbols = append(r.Symbols, Symbol{Text: string(c)})
		}
		if got := widened(r).Text(); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
