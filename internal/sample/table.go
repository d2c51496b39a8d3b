package sample

import (
	"fmt"
	"slices"
	"strings"
)

// Room inside a cell, points, and from one of its lines to the next, in parts of the characters' size.
const (
	padding = 2.6
	leading = 1.34
)

// A table is a grid of cells; testdata/cases/README.md says what its options mean.
type table struct {
	widths                    []float64 // of the columns, in any measure
	head                      int       // rows that are a head
	rows                      [][]cell
	cells                     [][]place // of every place of the grid, where the cell begins that it is a part of
	unruled                   []int     // rows that no line stands above
	left, width, size, height float64
	rules, lines              string
	fill, align, valign       string

	x, y []float64 // the edges of its columns and rows
}

type place struct{ row, column int }

type cell struct {
	text   string
	align  string // empty: as its column says
	single bool   // it is not wrapped and may run over its edge
}

func newTable(page float64) *table {
	return &table{left: margin, width: page - 2*margin, size: 9.5, height: 15, rules: "all"}
}

func (t *table) options() map[string]any {
	return map[string]any{"left": &t.left, "width": &t.width, "size": &t.size, "height": &t.height, "rules": &t.rules,
		"lines": &t.lines, "fill": &t.fill, "align": &t.align, "valign": &t.valign}
}

// add adds a row. A cell that is "<" or "^" alone is joined to its neighbour; before a text "<", "=" and ">" align it,
// and "!" forbids it to wrap.
func (t *table) add(texts []string) error {
	if len(texts) != len(t.widths) {
		return fmt.Errorf("%d cells in a table of %d columns", len(texts), len(t.widths))
	}
	i := len(t.rows)
	row, places := make([]cell, len(texts)), make([]place, len(texts))
	for j, text := range texts {
		text = strings.Trim(text, " ")
		switch {
		case text == "<" && j > 0:
			places[j] = places[j-1]
		case text == "^" && i > 0:
			places[j] = t.cells[i-1][j]
		default:
			places[j], row[j] = place{i, j}, newCell(text)
		}
	}
	t.rows, t.cells = append(t.rows, row), append(t.cells, places)
	return nil
}

func newCell(text string) cell {
	c := cell{text: strings.TrimLeft(text, "<=>!")}
	for _, mark := range text[:len(text)-len(c.text)] {
		if i := strings.IndexRune("<=>", mark); i >= 0 {
			c.align = "lcr"[i : i+1]
		} else {
			c.single = true
		}
	}
	return c
}

// print prints a table from y on and gives its lower end.
func (t *table) print(k *ink, y float64) float64 {
	t.edges(y)
	if t.fill != "" {
		k.colour(t.fill)
		k.box(t.left, y, t.width, t.y[t.head]-y)
		k.colour("000000")
	}
	t.rule(k)
	for i, row := range t.rows {
		for j := range row {
			if at := (place{i, j}); t.cells[i][j] == at && row[j].text != "" {
				t.cell(k, at)
			}
		}
	}
	return t.y[len(t.rows)]
}

// edges places columns and rows. A row is as high as its cells need; a cell that reaches down over several needs only
// that they are together as high as it.
func (t *table) edges(y float64) {
	var all, x float64
	for _, w := range t.widths {
		all += w
	}
	t.x = nil
	for _, w := range t.widths {
		t.x = append(t.x, t.left+t.width*x/all)
		x += w
	}
	t.x = append(t.x, t.left+t.width)
	t.y = []float64{y}
	for i, row := range t.rows {
		y += t.height
		for j := range row {
			at := t.cells[i][j]
			if end := t.end(at); end.row == i+1 && at.column == j {
				y = max(y, t.y[at.row]+t.height+float64(len(t.text(at))-1)*leading*t.size)
			}
		}
		t.y = append(t.y, y)
	}
}

// end is the row and the column behind the last ones of the cell that begins at a place.
func (t *table) end(at place) place {
	end := at
	for end.row < len(t.rows) && t.cells[end.row][at.column] == at {
		end.row++
	}
	for end.column < len(t.widths) && t.cells[at.row][end.column] == at {
		end.column++
	}
	return end
}

// text is a cell's lines.
func (t *table) text(at place) [][]piece {
	c := t.rows[at.row][at.column]
	if c.single {
		return [][]piece{{{text: c.text, width: measure(c.text, t.size)}}}
	}
	return wrap(c.text, t.size, t.x[t.end(at).column]-t.x[at.column]-2*padding, 0)
}

// cell prints the text of the cell that begins at a place.
func (t *table) cell(k *ink, at place) {
	lines, end := t.text(at), t.end(at)
	distance := leading * t.size
	free := t.y[end.row] - t.y[at.row] - float64(len(lines))*distance
	y := t.y[at.row] + free/2
	switch head := at.row < t.head; {
	case !head && letter(t.valign, at.column) == "t":
		y += padding - free/2
	case !head && letter(t.valign, at.column) == "b":
		y += free/2 - padding
	case head && t.fill != "":
		k.colour("FFFFFF")
		defer k.colour("000000")
	}
	for _, line := range lines {
		room := t.x[end.column] - t.x[at.column] - 2*padding - length(line)
		k.line(t.x[at.column]+padding+aligned(t.aligned(at), room), y+distance/2, t.size, line)
		y += distance
	}
}

// letter is what an option of a letter for each column says of one.
func letter(option string, column int) string {
	if column < len(option) {
		return option[column : column+1]
	}
	return ""
}

// aligned is how a cell is: amounts right and all else left, but where something else is said.
func (t *table) aligned(at place) string {
	c := t.rows[at.row][at.column]
	column := letter(t.align, at.column)
	switch {
	case c.align != "":
		return c.align
	case at.row < t.head:
		return "c"
	case column != "" && column != ".":
		return column
	case strings.Trim(c.text, `0123456789,.-%\`) == "" && strings.ContainsAny(c.text, ".,%"):
		return "r"
	}
	return "l"
}

// rule draws the lines, each from one cell to the next.
func (t *table) rule(k *ink) {
	for i := range t.y {
		for j := range t.x {
			if j < len(t.widths) && t.above(i, j) {
				k.rule(t.x[j], t.y[i], t.x[j+1], t.y[i], t.lines == "bars")
			}
			if i < len(t.rows) && t.beside(i, j) {
				k.rule(t.x[j], t.y[i], t.x[j], t.y[i+1], t.lines == "bars")
			}
		}
	}
}

// above says whether a line stands above row i in column j.
func (t *table) above(i, j int) bool {
	edge := i == 0 || i == len(t.rows)
	if !edge && t.cells[i-1][j] == t.cells[i][j] || slices.Contains(t.unruled, i) || t.fill != "" && i <= t.head {
		return false
	}
	return t.rules == "all" || t.rules == "rows" || t.rules == "open" || t.rules == "three" && (edge || i == t.head)
}

// beside says whether a line stands left of column j in row i.
func (t *table) beside(i, j int) bool {
	edge := j == 0 || j == len(t.widths)
	if !edge && t.cells[i][j-1] == t.cells[i][j] || t.fill != "" && i < t.head {
		return false
	}
	return t.rules == "all" || t.rules == "columns" || t.rules == "open" && !edge
}
