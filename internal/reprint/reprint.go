// Package reprint prints a document again, as people draw tables elsewhere: without column lines, without any line,
// shaded. Its text and its tables are those of a document that was read right, so that what is read from the prints
// can be held against the same truth. It writes HTML, and LibreOffice and Chromium make PDF files of that.
package reprint

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
)

// A Print is one look of the tables of a document.
type Print struct {
	Style string // one of Styles
	Font  string // the family of digits and Latin letters; Chinese ones come from what the machine has
	Paper string // portrait or landscape; tables are as wide as the paper allows
}

// Styles are the ways that tables are drawn. Lines: between rows (rows; dotted, dashed and double ones), below the head alone (head),
// above and below the head and at the end (three; books: thick ones around), below the head and below each of its cells that spans
// columns (spans), around the table and below its head (frame), around each cell of the head alone (head-grid), between columns alone (columns),
// between rows with boxes round the first or the last two columns (boxes, last-boxes), drawn as pictures (images), white between shaded
// cells (white-lines), or none. Shades: of every other row (zebra) or column (tinted), of a head that is white on it (dark). And, with
// a line below the head: figures in the middle (centred), heads at the right (right-heads), small print in a table as wide as the page
// or narrow (small, narrow), and low pages on which heads are repeated (low-head). Further, lines between columns and below the head and none
// around (inner), below the head and each fifth row (fifth), and heads at the left or names at the right, with lines below head and body.
// With a line above and below the head as well: names with dots that lead to the figures (leaders), names set in by turns (indented), tall rows with
// figures at their top (top), figures at the left (left-figures), and a blank row behind each third (gaps). Thick lines above and below the
// table and none at its head (ends), a head in bold and no line at all (bold); and with a line below the head: a first column as wide as half the
// table (unequal), justified names (justified), a number before each row (numbered), rows set
// at their bottom (bottom), and heads whose letters are spread (spread). Last, with a line below the head, rows further apart than their lines (airy),
// all cells set at their bottom (head-bottom) or in the middle (centred-all), names in columns so narrow that they wrap (narrow-names); lines below
// the rows of the body alone (dotted-body) or around totals alone (totals); cells without room above and below their text, which stands at their
// top (plain) or bottom (sheet), and dashes at the left of blank cells whose column holds amounts (dashes).
var Styles = []string{"rows", "head", "three", "none", "zebra", "dark", "dotted", "spans", "boxes",
	"frame", "columns", "tinted", "books", "double", "dashed", "centred", "right-heads", "white-lines",
	"narrow", "small", "low-head", "head-grid", "last-boxes", "images",
	"inner", "fifth", "left-heads", "right-names",
	"leaders", "indented", "top", "left-figures", "gaps",
	"ends", "bold", "unequal", "justified", "numbered", "bottom", "spread",
	"airy", "head-bottom", "centred-all", "narrow-names", "dotted-body", "totals",
	"plain", "sheet", "dashes"}

// narrow is how wide a narrow table is.
const narrow = "72%"

// Fonts and Papers are what each style is printed with.
var (
	Fonts  = []string{"Liberation Serif", "Liberation Sans"}
	Papers = []string{"landscape", "portrait"}
)

// boxed is how many columns have sides where only the first ones do.
const boxed = 2

// Prints are all prints: each style in each font on each paper.
func Prints() []Print {
	var out []Print
	for _, s := range Styles {
		for _, f := range Fonts {
			for _, p := range Papers {
				out = append(out, Print{s, f, p})
			}
		}
	}
	return out
}

// Name is the name of a print's files, without an ending.
func (p Print) Name() string {
	return p.Style + "-" + strings.ToLower(strings.ReplaceAll(p.Font, " ", "-")) + "-" + p.Paper
}

// A block is what stands on a page at a height.
type block struct {
	page int
	y    float64
	html string
}

// HTML is the whole document: its paragraphs, and each table on a page of its own.
func (p Print) HTML(doc *extract.Document) string {
	var blocks []block
	for i := range doc.Paragraphs {
		l := doc.Paragraphs[i].Lines[0]
		blocks = append(blocks, block{l.Page, l.Box.Y0, p.paragraph(&doc.Paragraphs[i])})
	}
	for i := range doc.Tables {
		t := &doc.Tables[i]
		blocks = append(blocks, block{t.FirstPage, t.Box.Y0, p.table(t)})
	}
	slices.SortStableFunc(blocks, func(a, b block) int { return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.y, b.y)) })

	var out strings.Builder
	size, points := "21cm 29.7cm", "7pt"
	if p.Paper == "landscape" {
		size, points = "29.7cm 21cm", "9pt"
	}
	width := "100%"
	switch p.Style {
	case "low-head":
		size, points = "21cm 12cm", "7pt"
	case "small":
		points = "5pt"
	case "narrow":
		width, points = narrow, "6pt"
	}
	fmt.Fprintf(&out, `<!DOCTYPE html>
<html><head><meta charset="utf-8"><style>
@page { size: %s; margin: 1.8cm 1.5cm }
body, p, td, th { font-family: "%s"; font-size: %s }
p { margin: 4pt 0 }
table { border-collapse: collapse; width: %s }
td, th { padding: 2pt 3pt; font-weight: normal; vertical-align: middle }
</style></head><body>
`, size, p.Font, points, width)
	for _, b := range blocks {
		out.WriteString(b.html)
	}
	out.WriteString("</body></html>\n")
	return out.String()
}

func (p Print) paragraph(para *layout.Paragraph) string {
	return "<p>" + html.EscapeString(para.Text) + "</p>\n"
}

// table prints a table with what stands above and below it, on a new page.
func (p Print) table(t *layout.Table) string {
	var out strings.Builder
	brk := ` style="page-break-before: always"`
	for _, l := range t.Captions {
		align := "left"
		switch mid := l.Box.Center().X; {
		case strings.ReplaceAll(l.Text, " ", "") == t.Title:
			align = "center"
		case mid > t.Box.Center().X:
			align = "right"
		}
		fmt.Fprintf(&out, "<p%s align=%q>%s</p>\n", brk, align, html.EscapeString(l.Text))
		brk = ""
	}
	width := "100%"
	if p.Style == "narrow" {
		width = narrow
	}
	fmt.Fprintf(&out, `<table cellspacing="0" cellpadding="3" width=%q>`+"\n", width)
	if p.Style == "low-head" && t.HeaderRows > 0 {
		out.WriteString("<thead>\n")
	}
	for row := 1; row <= t.Rows; row++ {
		p.row(&out, t, row)
		if n := row - t.HeaderRows; p.Style == "gaps" && n > 0 && n%3 == 0 {
			fmt.Fprintf(&out, `<tr><td colspan="%d">&nbsp;</td></tr>`+"\n", t.Columns)
		}
		if p.Style == "low-head" && row == t.HeaderRows {
			out.WriteString("</thead><tbody>\n")
		}
	}
	out.WriteString("</table>\n")
	for _, l := range t.Notes {
		out.WriteString("<p>" + html.EscapeString(l.Text) + "</p>\n")
	}
	return out.String()
}

func (p Print) row(out *strings.Builder, t *layout.Table, row int) {
	out.WriteString("<tr>")
	if p.Style == "numbered" {
		p.number(out, t, row)
	}
	for column := 1; column <= t.Columns; {
		c := cellAt(t, row, column)
		if c.Row == row {
			fmt.Fprintf(out, `<td rowspan="%d" colspan="%d" %s>%s</td>`, c.RowSpan, c.ColSpan, p.look(t, &c), p.text(t, &c))
		}
		column = c.Column + c.ColSpan
	}
	out.WriteString("</tr>\n")
}

// number prints the number of a row, and above those what they are.
func (p Print) number(out *strings.Builder, t *layout.Table, row int) {
	switch first := (layout.Cell{Row: 1, RowSpan: t.HeaderRows, ColSpan: 1}); {
	case row == 1 && t.HeaderRows > 0:
		fmt.Fprintf(out, `<td rowspan="%d" %s>序号</td>`, t.HeaderRows, p.look(t, &first))
	case row > t.HeaderRows:
		fmt.Fprintf(out, `<td align="center">%d</td>`, row-t.HeaderRows)
	}
}

// cellAt is the cell that covers a place, an empty one where none does.
func cellAt(t *layout.Table, row, column int) layout.Cell {
	for _, c := range t.Cells {
		if c.Row <= row && row < c.Row+c.RowSpan && c.Column <= column && column < c.Column+c.ColSpan {
			return c
		}
	}
	return layout.Cell{Row: row, Column: column, RowSpan: 1, ColSpan: 1}
}

func (p Print) text(t *layout.Table, c *layout.Cell) string {
	s := html.EscapeString(strings.ReplaceAll(strings.TrimSpace(c.Text), "\n", ""))
	if p.Style == "dashes" && isBlankAmount(t, c) {
		return "—"
	}
	if c.Row <= t.HeaderRows {
		switch p.Style {
		case "dark":
			return `<font color="#ffffff">` + s + "</font>"
		case "bold":
			return "<b>" + s + "</b>"
		case "spread":
			return `<span style="letter-spacing: 2pt">` + s + "</span>"
		}
	}
	if n := longestLeader - 2*utf8.RuneCountInString(c.Text); p.Style == "leaders" && n >= leastLeader && leads(t, c) {
		return "<nobr>" + s + strings.Repeat(".", n) + "</nobr>"
	}
	return s
}

// Dots of the leader behind a name; long ones leave no room for it.
const leastLeader, longestLeader = 8, 34

// leads says whether a cell is a name right before an amount.
func leads(t *layout.Table, c *layout.Cell) bool {
	next := cellAt(t, c.Row, c.Column+c.ColSpan)
	return c.Row > t.HeaderRows && c.Text != "" && !figure.Is(c.Text) && isAmount(&next)
}

// isAmount says whether a cell holds a figure that is no code.
func isAmount(c *layout.Cell) bool { return figure.Is(c.Text) && strings.ContainsAny(c.Text, ".,%") }

// setIn is how far names are set in by turns, in points, and the height of tall rows.
const setIn, tall = 8, 30

// nameLooks are how names are set where nothing but a line below the head is drawn.
var nameLooks = map[string]string{
	"justified": "text-align: justify; text-align-last: justify",
	"unequal":   "",
	"numbered":  "",
	"bottom":    "",
	"spread":    "",
}

// look is the attributes of a cell: where its text stands, its lines and its ground.
func (p Print) look(t *layout.Table, c *layout.Cell) string {
	if attrs, ok := p.lookOf(t, c); ok {
		return attrs
	}
	head, bottom := c.Row <= t.HeaderRows, c.Row+c.RowSpan-1
	align := "left"
	amount := isAmount(c)
	switch {
	case head && p.Style == "right-heads":
		align = "right"
	case head && p.Style == "left-heads":
	case !head && !figure.Is(c.Text) && p.Style == "right-names":
		align = "right"
	case head:
		align = "center"
	case amount && p.Style == "left-figures":
	case amount && p.Style == "centred":
		align = "center"
	case amount:
		align = "right"
	}
	attrs := fmt.Sprintf("align=%q", align)
	border := func(sides ...string) {
		attrs += ` style="`
		for _, s := range sides {
			attrs += "border-" + s + "; "
		}
		attrs += `"`
	}
	const line = ": " + line
	if look, ok := nameLooks[p.Style]; ok {
		style := ""
		switch {
		case bottom == t.HeaderRows:
			style = "border-bottom" + line
		case !head && !figure.Is(c.Text):
			style = look
		}
		if p.Style == "unequal" && c.Column == 1 && c.ColSpan == 1 {
			attrs += ` width="50%"`
		}
		if p.Style == "bottom" && !head {
			attrs += fmt.Sprintf(` valign="bottom" height="%d"`, tall)
		}
		return attrs + fmt.Sprintf(" style=%q", style)
	}
	switch p.Style {
	case "rows":
		border("top"+line, "bottom"+line)
	case "dotted":
		border("top: 0.75pt dotted #000000", "bottom: 0.75pt dotted #000000")
	case "boxes":
		sides := []string{"top" + line, "bottom" + line}
		if c.Column <= boxed {
			sides = append(sides, "left"+line, "right"+line)
		}
		border(sides...)
	case "spans":
		if bottom == t.HeaderRows || head && c.ColSpan > 1 {
			border("bottom" + line)
		}
	case "head":
		if bottom == t.HeaderRows {
			border("bottom" + line)
		}
	case "three":
		var sides []string
		if c.Row == 1 {
			sides = append(sides, "top"+line)
		}
		if bottom == t.HeaderRows || bottom == t.Rows {
			sides = append(sides, "bottom"+line)
		}
		border(sides...)
	case "zebra":
		if !head && (c.Row-t.HeaderRows)%2 == 0 {
			attrs += ` bgcolor="#e8eef7"`
		}
	case "dark":
		if head {
			attrs += ` bgcolor="#1f4e9e"`
		}
	case "frame":
		var sides []string
		if c.Row == 1 {
			sides = append(sides, "top"+line)
		}
		if bottom == t.Rows || bottom == t.HeaderRows {
			sides = append(sides, "bottom"+line)
		}
		if c.Column == 1 {
			sides = append(sides, "left"+line)
		}
		if c.Column+c.ColSpan-1 == t.Columns {
			sides = append(sides, "right"+line)
		}
		border(sides...)
	case "columns":
		border("left"+line, "right"+line)
	case "tinted":
		if c.Column%2 == 0 && c.ColSpan == 1 {
			attrs += ` bgcolor="#e8eef7"`
		}
	case "books":
		var sides []string
		if c.Row == 1 {
			sides = append(sides, "top: 2.25pt solid #000000")
		}
		if bottom == t.HeaderRows {
			sides = append(sides, "bottom: 0.5pt solid #000000")
		}
		if bottom == t.Rows {
			sides = append(sides, "bottom: 2.25pt solid #000000")
		}
		border(sides...)
	case "ends":
		var sides []string
		if c.Row == 1 {
			sides = append(sides, "top: 2.25pt solid #000000")
		}
		if bottom == t.Rows {
			sides = append(sides, "bottom: 2.25pt solid #000000")
		}
		border(sides...)
	case "double":
		sides := []string{"top: 0.5pt solid #000000", "bottom: 0.5pt solid #000000"}
		if bottom == t.HeaderRows {
			sides = []string{"top: 0.5pt solid #000000", "bottom: 2.25pt double #000000"}
		}
		border(sides...)
	case "dashed":
		border("top: 0.75pt dashed #000000", "bottom: 0.75pt dashed #000000")
	case "white-lines":
		bg := "#dfe7f1"
		if head {
			bg = "#b0c4de"
		}
		attrs += ` bgcolor="` + bg + `"`
		border("top: 1.5pt solid #ffffff", "bottom: 1.5pt solid #ffffff", "left: 1.5pt solid #ffffff", "right: 1.5pt solid #ffffff")
	case "inner":
		var sides []string
		if bottom == t.HeaderRows {
			sides = append(sides, "bottom"+line)
		}
		if c.Column > 1 {
			sides = append(sides, "left"+line)
		}
		border(sides...)
	case "fifth":
		if bottom == t.HeaderRows || bottom > t.HeaderRows && (bottom-t.HeaderRows)%5 == 0 {
			border("bottom" + line)
		}
	case "left-heads", "right-names":
		if bottom == t.HeaderRows || bottom == t.Rows {
			border("bottom" + line)
		}
	case "low-head", "small", "narrow", "right-heads", "centred", "leaders", "indented", "top", "left-figures", "gaps":
		var more []string
		switch {
		case p.Style == "indented" && !head && !figure.Is(c.Text):
			more = append(more, fmt.Sprintf("left: %dpt solid transparent", c.Row%3*setIn))
		case p.Style == "top" && !head:
			attrs += fmt.Sprintf(` height="%d"`, tall)
			if amount {
				attrs += ` valign="top"`
			}
		}
		if bottom == t.HeaderRows || c.Row == 1 {
			more = append(more, "bottom"+line, "top"+line)
		}
		border(more...)
	case "head-grid":
		if head {
			border("top"+line, "bottom"+line, "left"+line, "right"+line)
		}
	case "last-boxes":
		sides := []string{"top" + line, "bottom" + line}
		if c.Column > t.Columns-2 || c.Column+c.ColSpan-1 > t.Columns-2 {
			sides = append(sides, "left"+line, "right"+line)
		}
		border(sides...)
	case "images":
		if bottom == t.HeaderRows || bottom == t.Rows {
			attrs += ` style="background: url(data:image/gif;base64,R0lGODlhAQABAIAAAAAAAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==) bottom left / 100% 1px no-repeat"`
		}
	}
	return attrs
}
