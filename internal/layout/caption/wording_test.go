package caption

import (
	"strings"
	"testing"
)

// A table's number keeps apart from the year that follows it.
func TestNumberBeforeYear(t *testing.T) {
	for text, want := range map[string]string{
		"1-1  2026年 收入情况表":  "1-1 2026年收入情况表",
		"2026 年 部门 预算 表":    "2026年部门预算表",
		"2 0 2 6 年收支总表":     "2026年收支总表",
		"表3 2024年—2025年情况表": "表3 2024年—2025年情况表",
	} {
		if got := titleText(text); got != want {
			t.Errorf("titleText(%q) = %q, want %q", text, got, want)
		}
	}
}

// Every wording is found in its examples.
func TestWordings(t *testing.T) {
	for _, fault := range wording.Faults() {
		t.Error(fault)
	}
}

// The head of a table can name its unit and years, as the lines above it do.
func TestHeadIsNoCaption(t *testing.T) {
	for line, want := range map[string]bool{
		"财务数据（单位：亿元）|2025年3月|2024年": false, "项目（单位：万元）|2024年": false, "2024年|2023年": false,
		"部门：某局|单位：万元": true, "2024年度|单位：万元": true, "编制单位（盖章）：某局|2026年|单位：元": true, "收支（单位：万元）": true,
	} {
		if got := allCaptions(strings.Split(line, "|")); got != want {
			t.Errorf("allCaptions(%s) = %v", line, got)
		}
	}
}
