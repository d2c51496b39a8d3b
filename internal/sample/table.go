package sample

import (
	"slices"
	"strings"
)

// Room inside a cell, and from one of its lines to the next, in parts of the characters' size.
const (
	padding = 2.6
	leading = 1.34
)

// A grid is a table with its places: the edges of its columns and rows, and of every place the row and column of
// the cell that it is a part of.
type grid struct {
	*Table
	x, y  []float64
	owner [][][2]int
}

// print prints a table from y on and gives its lower end.
func (t *Table) print(k *ink, page, y float64) float64 {
	g := grid{Table: t, owner: t.owners()}
	g.columns(page)
	g.rows(y)
	if t.Fill != "" {
		k.colour(t.Fill)
		k.box(g.x[0], g.y[0], g.x[len(g.x)-1]-g.x[0], g.y[t.Head]-g.y[0])
		k.colour("000000")
	}
	g.rule(k)
	for i, row := range t.Rows {
		for j := range row {
			g.cell(k, i, j)
		}
	}
	return g.y[len(g.y)-1]
}

func (t *Table) owners() [][][2]int {
	out := make([][][2]int, len(t.Rows))
	for i, row := range t.Rows {
		out[i] = make([][2]int, len(row))
		for j, c := range row {
			switch {
			case c.Left && j > 0:
				out[i][j] = out[i][j-1]
			case c.Above && i > 0:
				out[i][j] = out[i-1][j]
			default:
				out[i][j] = [2]int{i, j}
			}
		}
	}
	return out
}

func (g *grid) columns(page float64) {
	left, width := g.Left, g.Width
	if left == 0 {
		left = margin
	}
	if width == 0 {
		width = page - margin - left
	}
	var all float64
	for _, w := range g.Widths {
		all += w
	}
	g.x = []float64{left}
	for _, w := range g.Widths {
		left += width * w / all
		g.x = append(g.x, left)
	}
}

// rows gives every row the height that its cells need; a cell that reaches down over several needs nothing but
// that they are together as high as it.
func (g *grid) rows(y float64) {
	g.y = make([]float64, len(g.Rows)+1)
	g.y[0] = y
	for i, row := range g.Rows {
		g.y[i+1] = g.y[i] + g.Height
		for j := range row {
			from := g.owner[i][j]
			if end, _ := g.end(from); end != i+1 || from[1] != j {
				continue
			}
			lines := len(g.lines(from))
			need := g.Height + float64(lines-1)*leading*g.Size
			g.y[i+1] = max(g.y[i+1], g.y[from[0]]+need)
		}
	}
}

// end is the row and the column behind a cell's last ones.
func (g *grid) end(from [2]int) (row, column int) {
	row, column = from[0], from[1]
	for row < len(g.Rows) && g.owner[row][from[1]] == from {
		row++
	}
	for column < len(g.Widths) && g.owner[from[0]][column] == from {
		column++
	}
	return row, column
}

func (g *grid) lines(from [2]int) [][]piece {
	c := g.Rows[from[0]][from[1]]
	if c.Single {
		return [][]piece{{{text: c.Text, width: measure(c.Text, g.Size)}}}
	}
	_, column := g.end(from)
	return wrap(c.Text, g.Size, g.x[column]-g.x[from[1]]-2*padding, 0)
}

// cell prints the text of the cell that begins at row i and column j, if one does.
func (g *grid) cell(k *ink, i, j int) {
	from := [2]int{i, j}
	if g.owner[i][j] != from || g.Rows[i][j].Text == "" {
		return
	}
	lines := g.lines(from)
	row, column := g.end(from)
	distance := leading * g.Size
	free := g.y[row] - g.y[i] - float64(len(lines))*distance
	y := g.y[i] + free/2
	switch g.vertical(i, j) {
	case 't':
		y = g.y[i] + padding
	case 'b':
		y = g.y[row] - padding - float64(len(lines))*distance
	}
	if i < g.Head && g.Fill != "" {
		k.colour("FFFFFF")
		defer k.colour("000000")
	}
	for _, line := range lines {
		room := g.x[column] - g.x[j] - 2*padding - length(line)
		k.line(g.x[j]+padding+aligned(g.align(i, j), room), y+distance/2, g.Size, line)
		y += distance
	}
}

func (g *grid) align(i, j int) byte {
	c := g.Rows[i][j]
	switch {
	case c.Align != 0:
		return c.Align
	case i < g.Head:
		return 'c'
	case j < len(g.Align) && g.Align[j] != '.':
		return g.Align[j]
	case amount(c.Text):
		return 'r'
	}
	return 'l'
}

func (g *grid) vertical(i, j int) byte {
	if i < g.Head || j >= len(g.Vertical) {
		return 'm'
	}
	return g.Vertical[j]
}

// amount says whether a text looks like an amount and not like a code.
func amount(text string) bool {
	return strings.Trim(text, `0123456789,.-%\`) == "" && strings.ContainsAny(text, ".,%")
}

// rule draws the lines between cells, each as long as it goes on.
func (g *grid) rule(k *ink) {
	for i := range g.y {
		g.segments(len(g.Widths), func(j int) bool { return g.horizontal(i, j) }, func(from, to int) {
			k.rule(g.x[from], g.y[i], g.x[to], g.y[i], g.Bars)
		})
	}
	for j := range g.x {
		g.segments(len(g.Rows), func(i int) bool { return g.between(i, j) }, func(from, to int) {
			k.rule(g.x[j], g.y[from], g.x[j], g.y[to], g.Bars)
		})
	}
}

// segments draws each unbroken row of places that are ruled.
func (g *grid) segments(n int, ruled func(int) bool, draw func(from, to int)) {
	from := -1
	for i := 0; i <= n; i++ {
		on := i < n && ruled(i)
		if on && from < 0 {
			from = i
		}
		if !on && from >= 0 {
			draw(from, i)
			from = -1
		}
	}
}

// horizontal says whether a line stands above row i in column j.
func (g *grid) horizontal(i, j int) bool {
	edge := i == 0 || i == len(g.Rows)
	if !edge && g.owner[i-1][j] == g.owner[i][j] || slices.Contains(g.Unruled, i) || g.Fill != "" && i <= g.Head {
		return false
	}
	switch g.Rules {
	case All, ByRow, Open:
		return true
	case Three:
		return edge || i == g.Head
	}
	return false
}

// between says whether a line stands left of column j in row i.
func (g *grid) between(i, j int) bool {
	edge := j == 0 || j == len(g.Widths)
	if !edge && g.owner[i][j-1] == g.owner[i][j] || g.Fill != "" && i < g.Head {
		return false
	}
	return g.Rules == All || g.Rules == Columns || g.Rules == Open && !edge
}
