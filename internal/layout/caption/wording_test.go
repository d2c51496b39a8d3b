package caption

import (
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
