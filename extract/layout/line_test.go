package layout

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

func TestJoinLines(t *testing.T) {
	cell := page.Box{X1: 50}
	line := func(text string, width float64) Line { return Line{Text: text, Box: page.Box{X1: width}} }
	tests := []struct {
		name  string
		lines []Line
		want  string
	}{
		{"ideographs", []Line{line("机关事业单位基本", 48), line("养老保险缴费", 30)}, "机关事业单位基本养老保险缴费"},
		{"words", []Line{line("Total", 20), line("amount", 20)}, "Total amount"},
		{"hyphen", []Line{line("expendi-", 45), line("ture", 20)}, "expendi-ture"},
		{"figure torn at its point", []Line{line("25180591", 38), line(".33", 9)}, "25180591.33"},
		{"figure torn after a comma", []Line{line("62,109,", 30), line("297.20", 30)}, "62,109,297.20"},
		{"figure broken inside a group", []Line{line("1,234,5", 45), line("67.89", 20)}, "1,234,567.89"},
		{"decimals on the next line", []Line{line("93664788", 45), line("4.33", 20)}, "936647884.33"},
		{"whole numbers stay two", []Line{line("739254", 45), line("892365", 45)}, "739254 892365"},
		{"amounts stay two", []Line{line("12.30", 45), line("45.60", 45)}, "12.30 45.60"},
		{"dash and figure stay two", []Line{line("—", 45), line("3.6", 45)}, "— 3.6"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := joinLines(tt.lines, cell); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
