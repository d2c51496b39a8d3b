package narrative

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
)

// Every wording finds its examples.
func TestExamples(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}

// TestWordings keeps what single wordings are read as: kind, year, value and subject of each claim.
func TestWordings(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a form's wording left as it was", "公务接待费支出0.39万元，减少0.15万元，下降（增长）27.78%。", "percent-change\t2024\t-27.78%"},
		{"万 without 元", "国内公务接待支出0.39万（含外宾接待支出0.00万元）。", "amount\t2024\t0.39万元\t国内公务接待支出\t"},
		{"a year that there is nothing of", "收入10万元，因无2023年决算数；支出0万元。", "amount\t2024\t0万元\t支出\t"},
		{"the year before, misspelt", "项目支出30万元，较上一度增加5万元。", "change\t2024\t5万元\t项目支出\t"},
		{"a percentage without %", "项目支出30万元，较上年增加5万元，增长20.00。", "percent-change\t2024\t20\t项目支出"},
		{"a share of something named", "项目支出30万元，占本年支出合计的99%。", "share\t2024\t99%\t项目支出\t"},
	}
	for _, test := range tests {
		got := lines(Read([]layout.Paragraph{{Text: test.text}}, "", 2024))
		if !strings.Contains(got, test.want) {
			t.Errorf("%s: no %q in\n%s", test.name, test.want, got)
		}
	}
}
