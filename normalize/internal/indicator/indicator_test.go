package indicator

import "testing"

// Every wording finds its examples.
func TestWordings(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}

func TestReadValue(t *testing.T) {
	tests := []struct{ text, operator, value, unit string }{
		{"≥95%", "≥", "95", "%"},
		{"＝ 100", "=", "100", ""},
		{"9391.9元", "", "9391.9", "元"},
		{"≤450 元/人", "≤", "450", "元/人"},
		{"不低于2次", "≥", "2", "次"},
		{"2,000家", "", "2000", "家"},
		{"2026年2月28日前", "", "", ""},
		{"90%以上", "≥", "90", "%"},
		{"2次（含）以上", "≥", "2", "次"},
		{"10日以内", "≤", "10", "日"},
		{"5年以上", "", "", ""},
		{"显著", "", "", ""},
		{"7*24", "", "", ""},
		{"≥2次；≥2人；≥300个", "", "", ""},
	}
	for _, tt := range tests {
		v := ReadValue(tt.text)
		value := ""
		if v.Number.Valid {
			value = v.Number.Decimal.String()
		}
		if v.Operator != tt.operator || value != tt.value || v.Unit != tt.unit {
			t.Errorf("ReadValue(%q) = %q %q %q, want %q %q %q", tt.text, v.Operator, value, v.Unit, tt.operator, tt.value, tt.unit)
		}
	}
}

func TestProjectIn(t *testing.T) {
	for title, want := range map[string]string{
		"市行政中心保安服务项目绩效目标表":       "市行政中心保安服务",
		"市级机关保留公务用车委托管理费项目绩效目标表": "市级机关保留公务用车委托管理费",
		"市级专项资金绩效目标表":            "",
		"某某市人民政府办公室部门项目支出绩效目标表":  "",
		"项目支出绩效目标申报表":            "",
	} {
		if got := ProjectIn(title); got != want {
			t.Errorf("ProjectIn(%q) = %q, want %q", title, got, want)
		}
	}
}
