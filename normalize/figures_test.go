package normalize

import (
	"testing"

	"github.com/shopspring/decimal"
)

// What counts as a figure is told by the record alone, so that a stored dataset counts as it did when it was
// written.
func TestIsFigure(t *testing.T) {
	for _, tt := range []struct {
		text string
		path []string
		want bool
		why  string
	}{
		{"91.08", []string{"项目金额（万元）", "资金总额"}, true, "an amount, also in a table of performance targets"},
		{"97.5%", []string{"执行率（B/A）"}, true, "a rate"},
		{"12", []string{"在职人数"}, true, "a count"},
		{"0", []string{"基本支出"}, true, "nought is printed"},
		{"214.33", nil, true, "an amount that stands under no head"},
		{"-", []string{"基本支出"}, false, "a dash"},
		{"显著", []string{"绩效目标", "效益指标", "指标值"}, false, "words"},
		{"9391.9", []string{"绩效目标", "成本指标", "指标值"}, false, "what an indicator is to reach, though it is an amount"},
		{"28", []string{"实际完成值"}, false, "what an indicator did reach"},
		{"10", []string{"分值权重（90分）"}, false, "a weight"},
		{"9.8", []string{"自评得分（10分）"}, false, "a score"},
	} {
		r := Record{Text: tt.text, Path: tt.path}
		if d, err := decimal.NewFromString(tt.text); err == nil {
			r.Value = decimal.NewNullDecimal(d)
		} else if tt.text == "97.5%" {
			r.Value = decimal.NewNullDecimal(decimal.New(975, -1))
		}
		if got := r.IsFigure(); got != tt.want {
			t.Errorf("%s under %v: %v, want %v: %s", tt.text, tt.path, got, tt.want, tt.why)
		}
	}
}
