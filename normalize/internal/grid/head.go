package grid

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/figure"
)

// maxNumberRows bounds how far below the head a row of column numbers is looked for.
const maxNumberRows = 2

// A Head is a table's head: how many rows it has, which of them name no columns, and each column's path.
type Head struct {
	Rows  int
	Paths [][]string // by column - 1: the names over it, outermost first
	Units []string   // by column - 1: the unit that stands right under its name, in a row of units or over its first amount
	Marks []string   // by column - 1: what the row of column numbers (栏次) prints under it
	skip  []bool     // by row - 1: a row of column numbers, or a title or caption inside the table's frame
}

// ReadHead settles where a table's head ends. The layout's word is taken, but a row that holds
// amounts is no head, and a row of column numbers or of 类 款 项 below it is.
func ReadHead(g *Grid, declared int) Head {
	h := Head{Rows: min(declared, g.Rows)}
	if h.Rows <= 0 {
		h.Rows = guessHead(g)
	}
	for r := 1; r <= h.Rows; r++ {
		if HoldsAmounts(g, r) && !NumbersColumns(g, r) {
			h.Rows = r - 1
			break
		}
	}
	for n := 0; n < maxNumberRows && h.Rows > 0 && h.Rows < g.Rows; n++ {
		if !NumbersColumns(g, h.Rows+1) && !codeLevels(g, h.Rows+1) && !unitRow(g, h.Rows+1) {
			break
		}
		h.Rows++
	}
	g.freeTotal(h.Rows)
	h.Marks = make([]string, g.Columns)
	for r := 1; r <= h.Rows; r++ {
		numbers := NumbersColumns(g, r)
		h.skip = append(h.skip, numbers || captionRow(g, r) || unitRow(g, r))
		if numbers {
			h.readMarks(g, r)
		}
	}
	for c := 1; c <= g.Columns; c++ {
		h.Paths = append(h.Paths, h.path(g, c))
	}
	h.tellApart()
	h.Units = make([]string, g.Columns)
	h.readUnits(g)
	return h
}

// tellApart puts what they are a part of before columns of one path that 其中 heads: 一般债券合计 | 其中 / 新增债券 | 专项债券合计 |
// 其中 / 新增债券. It is the column before them that is headed otherwise.
func (h *Head) tellApart() {
	seen := map[string]int{}
	for _, p := range h.Paths {
		seen[strings.Join(p, "\x00")]++
	}
	var whole []string
	paths := slices.Clone(h.Paths)
	for i, p := range h.Paths {
		switch {
		case len(p) == 0 || !words.IsPart(p[0]):
			whole = p
		case len(whole) > 0 && seen[strings.Join(p, "\x00")] > 1:
			paths[i] = slices.Concat(whole, p)
		}
	}
	h.Paths = paths
}

var (
	captionText = wordings.Pattern("caption")
	leadingUnit = wordings.Pattern("unit") // a table's unit that stands in its head because the caption touches the frame
)

// CaptionHead is the head of a table that has none but captions in its frame.
func CaptionHead(g *Grid) Head {
	h := Head{Paths: make([][]string, g.Columns), Units: make([]string, g.Columns), Marks: make([]string, g.Columns)}
	for h.Rows < g.Rows && captionRow(g, h.Rows+1) {
		h.Rows++
		h.skip = append(h.skip, true)
	}
	return h
}

// captionRow says whether a head row holds the table's title or caption, not names of columns.
func captionRow(g *Grid, row int) bool {
	cells := g.Line(row)
	if len(cells) == 0 || len(cells) > 3 {
		return false
	}
	for _, c := range cells {
		if !captionText.MatchString(words.Squeeze(c.Text)) {
			return false
		}
	}
	return len(cells) > 1 || cells[0].ColSpan >= g.Columns || g.Columns > 1 && strings.ContainsAny(cells[0].Text, ":：")
}

// Captions are the texts of a head's title and caption rows.
func (h *Head) Captions(g *Grid) []string {
	var out []string
	for r := 1; r <= h.Rows; r++ {
		if h.skip[r-1] && !NumbersColumns(g, r) && !unitRow(g, r) {
			for _, c := range g.Line(r) {
				out = append(out, words.Squeeze(c.Text))
			}
		}
	}
	return out
}

// guessHead finds a head where the layout saw none: the rows above the first amounts, if each of
// them names at least two columns.
func guessHead(g *Grid) int {
	const deepest = 5
	for r := 1; r <= min(g.Rows, deepest+1); r++ {
		if HoldsAmounts(g, r) {
			return r - 1
		}
		if len(g.Line(r)) < 2 {
			return 0
		}
	}
	return 0
}

// HoldsAmounts says whether a row holds figures that can only be amounts: with a decimal point or
// separators, or at least with a sign.
func HoldsAmounts(g *Grid, row int) bool {
	for _, c := range g.Line(row) {
		if f := figure.Read(c.Text); f.Kind == figure.Number && f.Separated && f.Unit == "" {
			return true
		}
	}
	return false
}

// codeLevels says whether a row holds nothing but the names of a code's levels: 类 款 项.
func codeLevels(g *Grid, row int) bool {
	n := 0
	for _, c := range g.Line(row) {
		if words.ClassLevel(words.Squeeze(c.Text)) == 0 {
			return false
		}
		n++
	}
	return n >= 2
}

// path is the header path of a column, outermost first: each cell that covers it once.
func (h *Head) path(g *Grid, column int) []string {
	var path []string
	last := int32(-1)
	for r := 1; r <= h.Rows; r++ {
		if h.skip[r-1] {
			continue
		}
		i := g.at[(r-1)*g.Columns+column-1]
		if i == 0 || i == last {
			continue
		}
		last = i
		if over, own := h.nameOfEach(g, &g.Cells[i-1], column); own != "" {
			path = append(path, over, own)
			continue
		}
		if s := withoutUnit(words.Squeeze(g.Cells[i-1].Text)); s != "" {
			path = append(path, s)
		}
	}
	return path
}

// nameOfEach parts the text of a head's cell whose last line names each of the columns below it, where the ruling between was not
// drawn: 2019 over 全省 省本级. Another cell of the head must print the same last line, so that it is not the name of one thing that
// wraps. It gives what stands over the names, and the column's own; both empty where the cell is none of these.
func (h *Head) nameOfEach(g *Grid, c *layout.Cell, column int) (over, own string) {
	names := namesBelow(c)
	if len(names) < 2 || c.Row+c.RowSpan-1 != h.Rows {
		return "", ""
	}
	for i := range g.Cells {
		if like := &g.Cells[i]; like.Row == c.Row && like.Column != c.Column && slices.Equal(namesBelow(like), names) {
			var before strings.Builder
			for _, l := range c.Lines[:len(c.Lines)-1] {
				before.WriteString(l.Text)
			}
			return withoutUnit(words.Squeeze(before.String())), names[column-c.Column]
		}
	}
	return "", ""
}

// namesBelow are the words of a cell's last line where it has several lines and as many words there as columns.
func namesBelow(c *layout.Cell) []string {
	if len(c.Lines) < 2 || c.ColSpan < 2 {
		return nil
	}
	if names := strings.Fields(c.Lines[len(c.Lines)-1].Text); len(names) == c.ColSpan {
		return names
	}
	return nil
}

// readMarks takes what the row of column numbers prints under each column.
func (h *Head) readMarks(g *Grid, row int) {
	for _, c := range g.Line(row) {
		h.Marks[c.Column-1] = words.Fold(words.Squeeze(c.Text))
	}
}

// withoutUnit takes a unit off the column's name that it ran into: 单位：亿元执行数.
func withoutUnit(name string) string {
	return leadingUnit.ReplaceAllString(name, "")
}

// Unit is the unit that a column's name ran into, or "".
func (h *Head) Unit(g *Grid) string {
	for r := 1; r <= h.Rows; r++ {
		for _, c := range g.Line(r) {
			if u, ok := words.Taken(leadingUnit, words.Squeeze(c.Text)); ok {
				return u
			}
		}
	}
	return ""
}

// Repeats says whether a body row prints the head again, as tables do that run over pages.
func (h *Head) Repeats(g *Grid, row int) bool {
	cells := g.Line(row)
	if len(cells) < 2 || h.Rows == 0 {
		return false
	}
	return !slices.ContainsFunc(cells, func(c *layout.Cell) bool { return !slices.Contains(h.Paths[c.Column-1], words.Squeeze(c.Text)) })
}

// readUnits takes the units that stand right under the columns' names: in a row of units, or each on a line of
// its own over the first amount of its column.
func (h *Head) readUnits(g *Grid) {
	for r := 2; r <= h.Rows; r++ {
		if !unitRow(g, r) {
			continue
		}
		for _, c := range g.Line(r) {
			h.giveUnit(c, unitText(c))
		}
		return
	}
	if h.Rows == 0 || !unitsOverAmounts(g, h.Rows+1) {
		return
	}
	for _, c := range g.Line(h.Rows + 1) {
		if f := figure.Read(c.Text); f.Kind == figure.Number {
			h.giveUnit(c, f.Unit)
		} else if u := figure.UnitCell(c.Text); u != "" && !printsUnits(g, c.Column, h.Rows+2) {
			h.giveUnit(c, u)
		}
	}
}

func (h *Head) giveUnit(c *layout.Cell, unit string) {
	for k := c.Column; k < c.Column+max(c.ColSpan, 1) && k <= len(h.Units); k++ {
		h.Units[k-1] = unit
	}
}
