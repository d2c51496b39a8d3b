package ruled

import (
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

func TestJoinLines(t *testing.T) {
	cell := page.Box{X1: 50}
	line := func(text string, width float64) layout.Line { return layout.Line{Text: text, Box: page.Box{X1: width}} }
	tests := []struct {
		name  string
		lines []layout.Line
		want  string
	}{
		{"ideographs", []layout.Line{line("机关事业单位基本", 48), line("养老保险缴费", 30)}, "机关事业单位基本养老保险缴费"},
		{"words", []layout.Line{line("Total", 20), line("amount", 20)}, "Total amount"},
		{"hyphen", []layout.Line{line("expendi-", 45), line("ture", 20)}, "expendi-ture"},
		{"figure torn at its point", []layout.Line{line("25180591", 38), line(".33", 9)}, "25180591.33"},
		{"figure torn after a comma", []layout.Line{line("62,109,", 30), line("297.20", 30)}, "62,109,297.20"},
		{"figure broken inside a group", []layout.Line{line("1,234,5", 45), line("67.89", 20)}, "1,234,567.89"},
		{"decimals on the next line", []layout.Line{line("93664788", 45), line("4.33", 20)}, "936647884.33"},
		{"figure broken inside its decimals", []layout.Line{line("2,667,822.0", 45), line("5", 4)}, "2,667,822.05"},
		{"ungrouped figure broken inside its decimals", []layout.Line{line("2667822.0", 45), line("5", 5)}, "2667822.05"},
		{"figure on three lines", []layout.Line{line("12,66", 42), line("7,822", 42), line(".05", 20)}, "12,667,822.05"},
		{"negative figure", []layout.Line{line("-2,667,", 42), line("822.05", 30)}, "-2,667,822.05"},
		{"bracketed figure", []layout.Line{line("(2,667,82", 44), line("2.05)", 22)}, "(2,667,822.05)"},
		{"per cent on the next line", []layout.Line{line("12,345.67", 42), line("%", 5)}, "12,345.67%"},
		{"three decimals are none of two", []layout.Line{line("12345.67", 42), line("8", 5)}, "12345.67 8"},
		{"room for the next character is left", []layout.Line{line("2,667,822.0", 22), line("5", 2)}, "2,667,822.0 5"},
		{"three amounts stay three", []layout.Line{line("1,234.50", 42), line("6,789.00", 42), line("12.50", 25)}, "1,234.50 6,789.00 12.50"},
		{"target broken inside its figure", []layout.Line{line("≥10", 40), line("0%", 20)}, "≥100%"},
		{"target and its note", []layout.Line{line("≥10", 15), line("20家", 20)}, "≥10 20家"},
		{"code broken before its name", []layout.Line{line("11000022T00000045", 45), line("1951-人才", 40)}, "11000022T000000451951-人才"},
		{"amount behind its name and a sum of its own", []layout.Line{line("使用料 945", 45), line("5,400円", 30)}, "使用料 945 5,400円"},
		{"amount in a sentence", []layout.Line{line("较上年增加3", 45), line("3,260元", 30)}, "较上年增加33,260元"},
		{"item of a list after a count", []layout.Line{line("共5", 45), line("2.项目支出", 40)}, "共5 2.项目支出"},
		{"year after a count", []layout.Line{line("共5", 45), line("2025年", 30)}, "共5 2025年"},
		{"whole numbers stay two", []layout.Line{line("739254", 45), line("892365", 45)}, "739254 892365"},
		{"amounts stay two", []layout.Line{line("12.30", 45), line("45.60", 45)}, "12.30 45.60"},
		{"dash and figure stay two", []layout.Line{line("—", 45), line("3.6", 45)}, "— 3.6"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := newFilling(&grid.Grid{Xs: []float64{0, 50}, Cells: []layout.Cell{{Row: 1, Column: 1, Lines: tt.lines, Box: cell, Text: text.Join(tt.lines, cell)}}}, nil)
			g.empty()
			g.mendFigures()
			if got := g.Cells[0].Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestJoinByFormat joins decimals that stand on a line of their own, in a cell with room to spare, where all
// figures of the column have as many, and only there.
func TestJoinByFormat(t *testing.T) {
	for _, tt := range []struct {
		name   string
		column []string
		want   string
	}{
		{"even", []string{"1,210.40", "0", "2,000.00", "16.05"}, "18,536.88"},
		{"a number in the head", []string{"2", "1,210.40", "2,000.00", "16.05"}, "18,536.88"},
		{"one decimal elsewhere", []string{"1,210.4", "2,000.00", "16.05", "8.13"}, "18,536.8 8"},
		{"whole figures elsewhere", []string{"1,210.40", "2,000.00", "16.05", "8", "12"}, "18,536.8 8"},
		{"too few to tell", []string{"1,210.40", "2,000.00"}, "18,536.8 8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			lines := []layout.Line{{Text: "18,536.8", Box: page.Box{X1: 40}}, {Text: "8", Box: page.Box{X1: 5}}}
			box := page.Box{X1: 90}
			cells := []layout.Cell{{Row: 1, Column: 1, Lines: lines, Box: box, Text: text.Join(lines, box)}}
			for i, s := range tt.column {
				cells = append(cells, layout.Cell{Row: i + 2, Column: 1, Box: box, Text: s, Lines: []layout.Line{{Text: s, Box: page.Box{X1: 40}}}})
			}
			g := newFilling(&grid.Grid{Xs: []float64{0, 90}, Cells: cells}, nil)
			g.empty()
			g.mendFigures()
			if got := g.Cells[0].Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
