package grid

import (
	"strings"
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

// The last line of a head's cell names each of the columns below it where another cell prints the same one.
func TestNamesOfEachColumn(t *testing.T) {
	over := func(column int, lines ...string) layout.Cell {
		c := layout.Cell{Row: 1, Column: column, RowSpan: 1, ColSpan: 2, Text: strings.Join(lines, "")}
		for _, l := range lines {
			c.Lines = append(c.Lines, layout.Line{Text: l})
		}
		return c
	}
	for _, tt := range []struct {
		second []string
		want   string
	}{
		{[]string{"2020", "全省 省本级"}, "2019/省本级"},
		{[]string{"2020"}, "2019全省省本级"},
		{[]string{"2020", "全省"}, "2019全省省本级"},
	} {
		table := &layout.Table{Rows: 2, Columns: 5, Cells: []layout.Cell{
			{Row: 1, Column: 1, RowSpan: 1, ColSpan: 1, Text: "科目"}, over(2, "2019", "全省 省本级"), over(4, tt.second...),
			{Row: 2, Column: 1, RowSpan: 1, ColSpan: 1, Text: "税收收入"}, {Row: 2, Column: 3, RowSpan: 1, ColSpan: 1, Text: "12.03"},
		}}
		if h := ReadHead(Of(table), 1); strings.Join(h.Paths[2], "/") != tt.want {
			t.Errorf("beside %q: %q", tt.second, h.Paths[2])
		}
	}
}

// The head over the names is that of the first column which holds words and no figure.
func TestOverNames(t *testing.T) {
	for _, tt := range []struct{ head, body, want string }{
		{"财务数据（单位：亿元）|2024年", "货币资金|26.96", "财务数据（单位：亿元）"},
		{"序号|项目（万元）|2024年", "1|货币资金|26.96", "项目（万元）"},
		{"项目|2024年|资金来源（万元）", "货币资金|26.96|市级", "项目"},
		{"2023年（万元）|2024年", "42.71|26.96", ""},
	} {
		table := &layout.Table{Rows: 2, Columns: strings.Count(tt.head, "|") + 1}
		for i, row := range []string{tt.head, tt.body} {
			for j, text := range strings.Split(row, "|") {
				table.Cells = append(table.Cells, layout.Cell{Row: i + 1, Column: j + 1, RowSpan: 1, ColSpan: 1, Text: text})
			}
		}
		g := Of(table)
		if h := ReadHead(g, 1); h.OverNames(g) != tt.want {
			t.Errorf("%s: %q over the names, want %q", tt.head, h.OverNames(g), tt.want)
		}
	}
}
