package grid

import (
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
)

// A head's cell that is merged with the row below it does not name that row where it is a total's, and does
// where it is not.
func TestHeadOverTotal(t *testing.T) {
	for label, want := range map[string]string{"合计": "", "本年度": "科目名称"} {
		table := &layout.Table{Rows: 2, Columns: 3, Cells: []layout.Cell{
			{Row: 1, Column: 1, RowSpan: 1, ColSpan: 1, Text: "科目编码"}, {Row: 1, Column: 2, RowSpan: 2, ColSpan: 1, Text: "科目名称"},
			{Row: 1, Column: 3, RowSpan: 1, ColSpan: 1, Text: "预算数"},
			{Row: 2, Column: 1, RowSpan: 1, ColSpan: 1, Text: label}, {Row: 2, Column: 3, RowSpan: 1, ColSpan: 1, Text: "882.40"},
		}}
		g := Of(table)
		if h := ReadHead(g, 1); g.Text(2, 2) != want || h.Paths[1][0] != "科目名称" {
			t.Errorf("%s: %q stands beside it, head %q", label, g.Text(2, 2), h.Paths[1])
		}
	}
}
