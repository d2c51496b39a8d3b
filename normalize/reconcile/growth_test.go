package reconcile

import "testing"

// TestGrowthColumn keeps a column of growth in per cent against the two amounts before it.
func TestGrowthColumn(t *testing.T) {
	p := budget().table("收入预算表", "万元", "2025年执行数 2026年预算数 增长%", "甲 134839 137483 2.0", "乙 62362 67130 7.6", "丙 5064 4807 -5.0").percent(4)
	if got := outcomes(p.checked()); got["column-change:pass"] != 2 || got["column-change:fail"] != 1 {
		t.Errorf("outcomes: %v", got)
	}
}
