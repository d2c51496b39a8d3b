package normalize

import "testing"

func TestColumnNumbers(t *testing.T) {
	tests := []struct {
		name, row string
		want      bool
	}{
		{"named", "栏次|1|2", true},
		{"the head's last line stands in its cell", "编码栏次|1|2", true},
		{"two numbers in one cell", "栏次|1|2|3 4|5", true},
		{"beside the next list's name", "栏次||1 栏次||2", true},
		{"formulas that were misread", "行号|1|2|3|4|S=0+7|0=1+3|7=2+4", true},
		{"a formula among amounts", "行号|1|2|3=1+2|862.95", false},
		{"amounts", "栏次|1|862,395.95", false},
		{"a row of small amounts", "办公费|1|2", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table := drawn("收入决算表", "元", tt.row)
			if got := columnNumbers(newGrid(&table), 1); got != tt.want {
				t.Errorf("%q: %v", tt.row, got)
			}
		})
	}
}
