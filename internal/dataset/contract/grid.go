package contract

import (
	"iter"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/normalize"
)

// HeaderPaths is the first line of a table as people read it: each column's header path.
func HeaderPaths(t *normalize.Table) []string {
	header := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		header[i] = Clean(strings.Join(c.Path, PathSeparator))
	}
	return header
}

// BodyRows gives the text of the body row by row. A label that is merged over several rows stands
// in each of them; everything else stands once, where its cell begins.
func BodyRows(t *normalize.Table) iter.Seq[[]string] {
	body := make([][]string, len(t.Rows))
	for i := range body {
		body[i] = make([]string, len(t.Columns))
	}
	for _, c := range t.Cells {
		putCell(body, t, c)
	}
	return func(yield func([]string) bool) {
		for _, row := range body {
			if !yield(row) {
				return
			}
		}
	}
}

func putCell(body [][]string, t *normalize.Table, c layout.Cell) {
	if c.Column < 1 || c.Column > len(t.Columns) {
		return
	}
	rows := 1
	if t.Columns[c.Column-1].Role == normalize.LabelColumn {
		rows = c.RowSpan
	}
	for r := range rows {
		at := c.Row - t.HeaderRows - 1 + r
		if at >= 0 && at < len(body) {
			body[at][c.Column-1] = OneLine(c.Text)
		}
	}
}

// OneLine is text on one line, as it would be printed in a wide enough cell: no space comes between
// two Chinese characters where a line ended.
func OneLine(s string) string {
	lines := strings.FieldsFunc(Clean(s), func(r rune) bool { return r == '\n' || r == '\r' })
	var b strings.Builder
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if b.Len() > 0 && l != "" && isASCII(l[0]) && isASCII(b.String()[b.Len()-1]) {
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}

func isASCII(b byte) bool { return b < 0x80 }
