package render

import (
	"bufio"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
)

// csv prints tables as CSV by RFC 4180, row by row as they are printed.
func (p *filePrinter) csv(tables []layout.Table) {
	for i := range tables {
		if i > 0 {
			p.out.WriteString("\r\n")
		}
		g := newGrid(&tables[i])
		for row := 1; row <= tables[i].Rows; row++ {
			for k, text := range g.row(row) {
				if k > 0 {
					p.out.WriteByte(',')
				}
				p.out.WriteString(csvField(text))
			}
			p.out.WriteString("\r\n")
		}
	}
}

func csvField(s string) string {
	if !strings.ContainsAny(s, "\",\r\n") {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// markdown prints tables as Markdown: as pipe tables where the head is one row and no cells are
// merged, otherwise as HTML, which Markdown allows and which alone can show the head as it is.
func (p *filePrinter) markdown(tables []layout.Table) {
	for i := range tables {
		t := &tables[i]
		if i > 0 {
			p.out.WriteByte('\n')
		}
		if t.HeaderRows != 1 || merged(t, t.Rows) {
			htmlTable(p.out, t)
			continue
		}
		if t.Title != "" {
			p.out.WriteString("**" + markdownText(caption(t)) + "**\n\n")
		}
		pipeTable(p.out, t)
	}
}

func pipeTable(out *bufio.Writer, t *layout.Table) {
	g := newGrid(t)
	for row := 1; row <= t.Rows; row++ {
		out.WriteByte('|')
		for _, text := range g.row(row) {
			out.WriteString(" " + markdownText(text) + " |")
		}
		out.WriteByte('\n')
		if row == 1 {
			out.WriteString("|" + strings.Repeat(" --- |", t.Columns) + "\n")
		}
	}
}

// markdownMarks would be read as Markdown inside a cell.
var markdownMarks = strings.NewReplacer(`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "&", "&amp;", "[", `\[`)

func markdownText(s string) string { return markdownMarks.Replace(s) }
