package forms

import (
	"strings"
	"testing"
	"unicode"
)

func TestBare(t *testing.T) {
	for title, want := range map[string]string{
		"一般公共预算支出表（按功能分类）":             "一般公共预算支出表按功能分类",
		"2026年一般公共预算基本支出表":             "一般公共预算基本支出表",
		"预算 01表 收支总表":                  "收支总表",
		"预算表12 项目支出绩效目标表":              "项目支出绩效目标表",
		"六、2018年度江苏省高级人民法院财政拨款基本支出预算表": "江苏省高级人民法院财政拨款基本支出预算表",
		"表1：高等学校收支决算总表":                "高等学校收支决算总表",
		"表十二：2019年自治区本级政府性基金收入决算表":     "自治区本级政府性基金收入决算表",
		"二○二五年全市一般公共预算支出执行情况表":         "全市一般公共预算支出执行情况表",
		"部门公开表 1 部门收支总表":               "部门收支总表",
		"9.单位“三公”经费和机关运行经费预算表":         "单位三公经费和机关运行经费预算表",
		"（一）收支总表":                      "收支总表",
		"附件2：部门收支总表":                   "部门收支总表",
	} {
		if got := bare(title); got != want {
			t.Errorf("bare(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestMatch(t *testing.T) {
	tests := []struct{ kind, level, title, want string }{
		{"budget", "department", "2026年部门收支总体情况表", "budget-summary"},
		{"budget", "department", "2026年一般公共预算基本支出表", "budget-general-basic"},
		{"budget", "department", "2026年一般公共预算支出情况表", "budget-general"},
		{"budget", "unit", "2026年预算单位财政拨款收支预算总表", "budget-fiscal-summary"},
		{"budget", "department", "财政拨款收支总表", "budget-fiscal-summary"},
		{"budget", "department", "支出总表", "budget-expenditure"},
		{"budget", "department", "政府采购支出总表", "budget-procurement"},
		{"budget", "department", "基本支出总表", "budget-basic"},
		{"budget", "department", "一般公共预算支出表（按经济分类）", "budget-general-economic"},
		{"final", "department", "四、财政拨款收入支出决算总表", "final-fiscal-summary"},
		{"final", "department", "一般公共预算财政拨款基本支出决算表", "final-general-basic"},
		{"final", "department", "财政拨款“三公”经费支出决算表", "final-three-public"},
		{"budget", "department", "信访业务培训绩效目标表", "project-targets"},
		{"budget", "department", "部门（单位）整体绩效目标表", "overall-targets"},
		{"", "government", "表二十九：2019年全区地方政府债务限额及余额决算情况表", "gov-debt-limit"},
		{"final", "government", "表五：2019年自治区本级一般公共预算支出决算表", "gov-general-expenditure"},
		{"budget", "department", "某某情况统计表", ""},
	}
	for _, tt := range tests {
		if f, _ := Match(tt.kind, tt.level, tt.title, nil); f.ID != tt.want {
			t.Errorf("Match(%q) = %q, want %q", tt.title, f.ID, tt.want)
		}
	}
}

// Every wording finds its examples.
// Where a form was seen is told in both languages.
func TestSources(t *testing.T) {
	for _, f := range All() {
		if english := strings.IndexFunc(f.SourceZh, unicode.IsLower); f.Source == "" || f.SourceZh == "" || english >= 0 {
			t.Errorf("%s: %q, %q", f.ID, f.Source, f.SourceZh)
		}
	}
}

func TestWordings(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}
