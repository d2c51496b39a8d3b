package grid

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
)

// rows lays out a table written as rows of cells with | between them.
func rows(lines ...string) *Grid {
	t := layout.Table{Rows: len(lines)}
	for r, line := range lines {
		cells := strings.Split(line, "|")
		t.Columns = max(t.Columns, len(cells))
		for c, text := range cells {
			t.Cells = append(t.Cells, layout.Cell{Row: r + 1, Column: c + 1, RowSpan: 1, ColSpan: 1, Text: text})
		}
	}
	return Of(&t)
}

func TestNumbersColumns(t *testing.T) {
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
			if got := NumbersColumns(rows(tt.row), 1); got != tt.want {
				t.Errorf("%q: %v", tt.row, got)
			}
		})
	}
}

func TestReadHead(t *testing.T) {
	g := rows("单位：万元|||", "项目|合计|基本支出|项目支出", "栏次|1=2+3|2|3", "合计|3.00|1.00|2.00", "项目|合计|基本支出|项目支出")
	g.Cells[0].ColSpan = 4
	h := ReadHead(g, 2)
	if h.Rows != 3 || strings.Join(h.Paths[2], "/") != "基本支出" || strings.Join(h.Marks, " ") != "栏次 1=2+3 2 3" {
		t.Errorf("the head has %d rows, paths %q and marks %q", h.Rows, h.Paths, h.Marks)
	}
	if got := h.Captions(g); len(got) != 1 || got[0] != "单位：万元" {
		t.Errorf("captions: %q", got)
	}
	if !h.Repeats(g, 5) || h.Repeats(g, 4) {
		t.Errorf("the head is repeated in row 5: %v; in row 4: %v", h.Repeats(g, 5), h.Repeats(g, 4))
	}
}

// Every wording finds its examples.
func TestWordings(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}
