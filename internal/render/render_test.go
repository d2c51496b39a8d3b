package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// sample is a table with a head of two rows, a merged cell and everything that must be escaped.
func sample() layout.Table {
	cell := func(row, column, rows, columns int, text string) layout.Cell {
		return layout.Cell{Row: row, Column: column, RowSpan: rows, ColSpan: columns, Text: text, Page: 2, Box: page.Box{X0: 1, Y0: 2.345, X1: 3, Y1: 4}}
	}
	return layout.Table{
		FirstPage: 2, LastPage: 3, Box: page.Box{X0: 1, Y0: 2, X1: 30, Y1: 40}, Title: "支出<总>表", HeaderRows: 2, Rows: 4, Columns: 3,
		Captions: []layout.Line{{Text: "某市水利局"}, {Text: "单位：万元"}},
		Cells: []layout.Cell{
			cell(1, 1, 2, 1, "科目"), cell(1, 2, 1, 2, "支出"), cell(2, 2, 1, 1, "基本"), cell(2, 3, 1, 1, "项目"),
			cell(3, 1, 1, 1, "a|b\nc"), cell(3, 2, 1, 1, "1,234.50"), cell(3, 3, 1, 1, `"x" & <y>`),
			cell(4, 1, 1, 3, ""),
		},
	}
}

// plain is a table with a head of one row and no merged cell.
func plain() layout.Table {
	t := layout.Table{FirstPage: 1, LastPage: 1, Title: "T_1", HeaderRows: 1, Rows: 2, Columns: 2}
	for i, text := range []string{"a", "b|c", "1", "*2*"} {
		t.Cells = append(t.Cells, layout.Cell{Row: i/2 + 1, Column: i%2 + 1, RowSpan: 1, ColSpan: 1, Text: text})
	}
	return t
}

func printed(t *testing.T, format Format, several bool, tables ...layout.Table) string {
	t.Helper()
	var b strings.Builder
	var file bytes.Buffer
	p := NewPrinter(&b, format)
	if err := errors.Join(File(&file, format, several, "a.pdf", tables), p.File(file.Bytes())); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const sampleHTML = `<table>
<caption>支出&lt;总&gt;表 · p. 2–3 · 单位：万元</caption>
<thead>
<tr><th rowspan="2">科目</th><th colspan="2">支出</th></tr>
<tr><th>基本</th><th>项目</th></tr>
</thead>
<tbody>
<tr><td>a|b<br>c</td><td align="right">1,234.50</td><td>&#34;x&#34; &amp; &lt;y&gt;</td></tr>
<tr><td colspan="3"></td></tr>
</tbody>
</table>
`

func TestHTML(t *testing.T) {
	want := htmlHead + sampleHTML + "</body>\n</html>\n"
	if d := cmp.Diff(want, printed(t, HTML, false, sample())); d != "" {
		t.Error(d)
	}
}

func TestMarkdown(t *testing.T) {
	want := "**T\\_1**\n\n| a | b\\|c |\n| --- | --- |\n| 1 | \\*2\\* |\n\n" + sampleHTML
	if d := cmp.Diff(want, printed(t, Markdown, false, plain(), sample())); d != "" {
		t.Error(d)
	}
}

func TestCSV(t *testing.T) {
	want := "a,b|c\r\n1,*2*\r\n\r\n科目,支出,\r\n,基本,项目\r\na|b c,\"1,234.50\",\"\"\"x\"\" & <y>\"\r\n,,\r\n"
	if d := cmp.Diff(want, printed(t, CSV, false, plain(), sample())); d != "" {
		t.Error(d)
	}
}

func TestJSON(t *testing.T) {
	var list []map[string]any
	if err := json.Unmarshal([]byte(printed(t, JSON, false, plain(), sample())), &list); err != nil {
		t.Fatal(err)
	}
	cells := list[1]["cells"].([]any)
	delete(list[1], "cells")
	want := map[string]any{"page": 2.0, "last_page": 3.0, "title": "支出<总>表", "box": []any{1.0, 2.0, 30.0, 40.0}, "header_rows": 2.0, "rows": 4.0, "columns": 3.0}
	if d := cmp.Diff(want, list[1]); d != "" {
		t.Error(d)
	}
	want = map[string]any{"row": 1.0, "column": 2.0, "rowspan": 1.0, "colspan": 2.0, "text": "支出", "page": 2.0, "box": []any{1.0, 2.35, 3.0, 4.0}}
	if d := cmp.Diff(want, cells[1]); d != "" {
		t.Error(d)
	}
}

func TestJSONOfNothing(t *testing.T) {
	if got := printed(t, JSON, false); got != "[]\n" {
		t.Errorf("%q", got)
	}
	if got := printed(t, JSON, true); got != `{"file":"a.pdf","tables":[]}`+"\n" {
		t.Errorf("%q", got)
	}
}

// Cells that lie outside the grid or on each other must not end the program.
func TestBrokenGrid(t *testing.T) {
	broken := sample()
	broken.Cells = append(broken.Cells, layout.Cell{Row: 1, Column: 1, RowSpan: 1 << 50, ColSpan: 1 << 50}, layout.Cell{Row: -1, Column: 0}, layout.Cell{Row: 99, Column: 99})
	for _, format := range Formats {
		printed(t, format, true, broken, layout.Table{Rows: 1}, layout.Table{HeaderRows: 5})
	}
}
