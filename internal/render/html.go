package render

import (
	"bufio"
	"fmt"
	"html"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	known "github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
)

// htmlHead begins a page whose tables can be read without any other file.
const htmlHead = `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>Tables</title>
<style>
body { font: 14px/1.4 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2em }
table { border-collapse: collapse; margin: 0 0 2em }
caption { font-weight: bold; text-align: left; padding: 0 0 .4em }
th, td { border: 1px solid #a6a6a6; padding: .2em .5em }
th { background: #dce6f1 }
td { font-variant-numeric: tabular-nums }
</style>
</head>
<body>
`

func htmlTable(out *bufio.Writer, t *layout.Table) {
	out.WriteString("<table>\n")
	fmt.Fprintf(out, "<caption>%s</caption>\n", html.EscapeString(strings.Join(told(t), " · ")))
	g, covered := newGrid(t), coveredPlaces(t)
	for row := 1; row <= t.Rows; row++ {
		switch {
		case row == 1 && t.HeaderRows > 0:
			out.WriteString("<thead>\n")
		case row == t.HeaderRows+1:
			out.WriteString("<tbody>\n")
		}
		htmlRow(out, g, covered, row)
		if row == t.HeaderRows {
			out.WriteString("</thead>\n")
		}
	}
	if t.Rows > t.HeaderRows {
		out.WriteString("</tbody>\n")
	}
	out.WriteString("</table>\n")
}

// told is what is said over a table: its title, where it stands, and its unit as printed.
func told(t *layout.Table) []string {
	var out []string
	if t.Title != "" {
		out = append(out, caption(t))
	}
	pages := "p. " + strconv.Itoa(t.FirstPage)
	if t.LastPage > t.FirstPage {
		pages += "–" + strconv.Itoa(t.LastPage)
	}
	out = append(out, pages)
	for _, c := range t.Captions {
		if text := strings.Join(strings.Fields(c.Text), " "); known.NamesUnit(text) {
			out = append(out, text)
		}
	}
	return out
}

// aligned is how a cell stands in its column: figures to the right; what begins with a nought and has no point is a code.
func aligned(c *layout.Cell) string {
	text := strings.TrimSpace(c.Text)
	if !figure.Is(text) || strings.HasPrefix(text, "0") && len(text) > 1 && !strings.Contains(text, ".") {
		return ""
	}
	return ` align="right"`
}

func htmlRow(out *bufio.Writer, g grid, covered map[place]bool, row int) {
	tag := "td"
	if row <= g.table.HeaderRows {
		tag = "th"
	}
	out.WriteString("<tr>")
	for column := 1; column <= g.table.Columns; column++ {
		at := place{row, column}
		switch c := g.cells[at]; {
		case covered[at]:
		case c == nil:
			fmt.Fprintf(out, "<%s></%s>", tag, tag)
		default:
			attributes := spans(c)
			if tag == "td" {
				attributes += aligned(c)
			}
			fmt.Fprintf(out, "<%s%s>%s</%s>", tag, attributes, htmlText(c), tag)
		}
	}
	out.WriteString("</tr>\n")
}

func spans(c *layout.Cell) string {
	s := ""
	if c.RowSpan > 1 {
		s += fmt.Sprintf(` rowspan="%d"`, c.RowSpan)
	}
	if c.ColSpan > 1 {
		s += fmt.Sprintf(` colspan="%d"`, c.ColSpan)
	}
	return s
}

// htmlText keeps the lines of a cell as they are printed.
func htmlText(c *layout.Cell) string {
	return strings.ReplaceAll(html.EscapeString(strings.TrimSpace(c.Text)), "\n", "<br>")
}

// coveredPlaces are the places that a merged cell covers beside its first.
func coveredPlaces(t *layout.Table) map[place]bool {
	covered := map[place]bool{}
	for _, c := range t.Cells {
		for r := c.Row; r < c.Row+c.RowSpan && r <= t.Rows; r++ {
			for k := c.Column; k < c.Column+c.ColSpan && k <= t.Columns; k++ {
				if r != c.Row || k != c.Column {
					covered[place{r, k}] = true
				}
			}
		}
	}
	return covered
}
