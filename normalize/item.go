package normalize

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/code"
	"github.com/mingxi/mingxi/normalize/internal/grid"
	"github.com/mingxi/mingxi/normalize/internal/outline"
)

// roles are how the kinds of rows are published.
var roles = map[outline.Kind]ItemRole{outline.Plain: Plain, outline.Total: Total, outline.Part: Memo, outline.Heading: Section}

// sideSlack is how much two sides can differ that are meant to be equal, in points.
const sideSlack = 3.0

// An itemReader reads the items of one side, row by row.
type itemReader struct {
	g     *grid.Grid
	cols  []column
	side  int
	head  int   // rows of the head
	names []int // indexes of the columns that can hold the name, best first
	codes codeReader
	marks map[int]*outline.Row
	rooms map[int]map[int]page.Box // of columns, by index, on each page
}

func newItemReader(g *grid.Grid, cols []column, side int) *itemReader {
	rd := &itemReader{g: g, cols: cols, side: side, codes: codeReader{g: g, cols: cols, side: side, above: map[int]string{}}, marks: map[int]*outline.Row{}, rooms: map[int]map[int]page.Box{}}
	rd.names = nameColumns(cols, side)
	return rd
}

// fullFirst puts a column of names that is filled in every row with figures before one of items that is not: 项目名称 before
// 功能科目, which is printed once for several of its projects.
func (rd *itemReader) fullFirst() {
	if len(rd.names) < 2 || !namesItem(&rd.cols[rd.names[0]]) {
		return
	}
	for at, i := range rd.names[1:] {
		if namesItem(&rd.cols[i]) && i > rd.names[0] && rd.gaps(i) == 0 && rd.gaps(rd.names[0]) > 0 {
			rd.names = slices.Insert(slices.Delete(rd.names, at+1, at+2), 0, i)
			return
		}
	}
}

// gaps counts the rows with figures, totals apart, that print nothing in a column.
func (rd *itemReader) gaps(i int) int {
	n := 0
	for r := rd.head + 1; r <= rd.g.Rows; r++ {
		if rd.g.Text(r, i+1) == "" && rd.countFigures(r) > 0 && !slices.ContainsFunc(rd.keys(r), func(k Key) bool { return words.IsTotalRow(k.Text) }) {
			n++
		}
	}
	return n
}

// namesItem says whether a column is headed by the name of an item, not of a kind or an owner.
func namesItem(c *column) bool {
	return itemHead.MatchString(c.leaf) && !agencyHead.MatchString(c.leaf) && !kindHead.MatchString(c.leaf)
}

// nameColumns ranks the label columns of a side by how well their header fits the row's name.
func nameColumns(cols []column, side int) []int {
	var ranked [4][]int
	for i, c := range cols {
		if c.Role != LabelColumn || c.Side != side || c.holdsCodes() {
			continue
		}
		rank := 2
		switch {
		case govHead.MatchString(strings.Join(c.Path, "")), c.units:
			rank = 3
		case kindHead.MatchString(c.leaf):
			rank = 1
		case namesItem(&c):
			rank = 0
		case ownerHead.MatchString(c.leaf):
			rank = 1
		}
		ranked[rank] = append(ranked[rank], i)
	}
	var out []int
	for _, r := range ranked {
		if !slices.ContainsFunc(r, func(i int) bool { return !levelHead.MatchString(cols[i].leaf) }) {
			slices.Reverse(r) // 一级, 二级, 三级: the innermost that is printed names the row
		}
		out = append(out, r...)
	}
	return out
}

// read gives the item that a grid row names on this side; not ok if the side has nothing there.
func (rd *itemReader) read(row, number int) (Item, bool) {
	it := Item{Side: rd.side, Keys: rd.keys(row)}
	figures := rd.countFigures(row)
	if len(it.Keys) == 0 && figures == 0 {
		return it, false
	}
	name, at := rd.name(row)
	it.Label = name
	m := &outline.Row{Number: number, Code: rd.codes.read(row, &it), Column: at}
	if it.Label == "" && len(it.Keys) > 0 {
		it.Label = it.Keys[len(it.Keys)-1].Text
	}
	m.Label, m.Agency, m.Project = it.Label, it.UnitCode, it.ProjectCode != "" || m.Code.Scheme == code.Project
	m.Kind = kindOf(it.Label)
	if figures == 0 && rd.spansFigures(row) {
		m.Kind = outline.Heading
	}
	it.Role = roles[m.Kind]
	m.Indent, m.Centred, m.Indented = rd.indent(row)
	m.Digits = rd.digits(row)
	m.Serial = rd.serial(row)
	rd.marks[number] = m
	return it, true
}

// serial is what the side's column of numbers prints for a row alone.
func (rd *itemReader) serial(row int) string {
	for i := range rd.cols {
		if c := &rd.cols[i]; c.Side == rd.side && serialHead.MatchString(c.leaf) {
			if cell := rd.g.Own(row, i+1); cell != nil {
				return cell.Text
			}
			return ""
		}
	}
	return ""
}

// keys are the label cells of a row that hold text, each once.
func (rd *itemReader) keys(row int) []Key {
	var keys []Key
	seen := map[string]int{}
	var last *layout.Cell
	for i, c := range rd.cols {
		if c.Role != LabelColumn && c.Role != NumberColumn {
			continue
		}
		if c.Side != rd.side {
			if c.Side < rd.side && c.Side > 0 {
				seen[strings.Join(c.Path, " / ")]++ // lists under one head do not share a key
			}
			continue
		}
		cell := rd.g.Cell(row, i+1)
		if cell == nil || cell == last {
			continue
		}
		last = cell
		text := words.Squeeze(cell.Text)
		if text == "" || words.ClassLevel(text) > 0 {
			continue
		}
		path := strings.Join(c.Path, " / ")
		seen[path]++
		keys = append(keys, Key{numberedPath(path, min(seen[path], 9)), text})
	}
	return keys
}

// countFigures counts the row's figure cells on this side that hold text.
func (rd *itemReader) countFigures(row int) int {
	n := 0
	for i, c := range rd.cols {
		if c.Side == rd.side && c.Role == FigureColumn {
			if cell := rd.g.Own(row, i+1); cell != nil && words.Squeeze(cell.Text) != "" {
				n++
			}
		}
	}
	return n
}

// spansFigures says whether one cell of the row runs from the labels over the figures: a heading.
func (rd *itemReader) spansFigures(row int) bool {
	for _, c := range rd.g.Line(row) {
		if c.ColSpan < 2 || rd.cols[c.Column-1].Role == FigureColumn {
			continue
		}
		for k := c.Column; k < c.Column+c.ColSpan && k <= len(rd.cols); k++ {
			if rd.cols[k-1].Role == FigureColumn {
				return true
			}
		}
	}
	return false
}

// name is the row's name and the index of its column: the text of the best name column that holds
// one. Where that is merged down from a row above, or repeats it after a page break, the row's own
// text in a column further in is its name. A total that stands in a code column counts too.
func (rd *itemReader) name(row int) (string, int) {
	weak, weakAt := "", 0
	for _, i := range rd.names {
		text := rd.nameText(row, i)
		if text == "" {
			continue
		}
		if !words.HasHan(text) {
			if weak == "" {
				weak, weakAt = text, i
			}
			continue
		}
		if inner, at := rd.innerName(row, i); inner != "" {
			return inner, at
		}
		return text, i
	}
	for i, c := range rd.cols {
		if c.Side == rd.side && c.Role == LabelColumn {
			if text := rd.nameText(row, i); words.HasHan(text) {
				return text, i
			}
		}
	}
	return weak, weakAt
}

// nameText is the text of a label cell, without the words that only name a code's levels.
func (rd *itemReader) nameText(row, i int) string {
	if text := words.Squeeze(rd.g.Text(row, i+1)); words.ClassLevel(text) == 0 {
		return text
	}
	return ""
}

// innerName is the row's own name further in than a name that it shares with the row above, or than
// one of which the header covers several columns (项目名称 over two levels).
func (rd *itemReader) innerName(row, i int) (string, int) {
	shared := rd.sharedAbove(row, i) || rd.opensGroup(row, i)
	for k := i + 1; k < len(rd.cols) && rd.cols[k].Role == LabelColumn && rd.cols[k].Side == rd.side; k++ {
		if rd.cols[k].holdsCodes() {
			break
		}
		if !shared && strings.Join(rd.cols[k].Path, "/") != strings.Join(rd.cols[i].Path, "/") {
			break
		}
		if shared && (rd.sharedAbove(row, k) || rd.opensGroup(row, k)) {
			continue
		}
		if c := rd.g.Cell(row, k+1); c != nil && c.Row == row && words.HasHan(c.Text) && c != rd.g.Cell(row, i+1) {
			return words.Squeeze(c.Text), k
		}
	}
	return "", 0
}

// opensGroup says whether a label cell is merged down over rows each of which has a name further in, of
// which this is the first.
func (rd *itemReader) opensGroup(row, i int) bool {
	c := rd.g.Own(row, i+1)
	if c == nil || c.RowSpan < 2 {
		return false
	}
	for k := i + 1; k < len(rd.cols) && rd.cols[k].Role == LabelColumn && rd.cols[k].Side == rd.side; k++ {
		if rd.namesEach(c, k) {
			return true
		}
	}
	return false
}

// namesEach says whether each row of a cell has a name of its own in column k, none of them a total.
func (rd *itemReader) namesEach(c *layout.Cell, k int) bool {
	for r := c.Row; r < c.Row+c.RowSpan; r++ {
		own := rd.g.Own(r, k+1)
		if own == nil || own == c || !words.HasHan(own.Text) || kindOf(words.Squeeze(own.Text)) != outline.Plain {
			return false
		}
	}
	return true
}

// sharedAbove says whether a label cell is merged down from the row above, or prints its text again
// at the head of a page because the merged cell runs over the page break.
func (rd *itemReader) sharedAbove(row, i int) bool {
	c, above := rd.g.Cell(row, i+1), rd.g.Cell(row-1, i+1)
	if c == nil || above == nil || row-1 <= rd.head {
		return false
	}
	return c == above || c.RowSpan > 1 && c.Page != above.Page && words.Squeeze(c.Text) == words.Squeeze(above.Text)
}

// indent is how far the name is set in from its column's left edge, and whether it stands in the
// column's middle; known is false where the cell does not tell.
func (rd *itemReader) indent(row int) (left float64, centred, known bool) {
	for _, i := range rd.names {
		c := rd.g.Cell(row, i+1)
		if c == nil || words.Squeeze(c.Text) == "" {
			continue
		}
		if len(c.Lines) == 0 || c.Box.Empty() || c.ColSpan > 1 {
			return 0, false, false
		}
		box := rd.column(i, c.Page)
		left = c.Lines[0].Box.X0 - box.X0
		right := box.X1 - c.Lines[0].Box.X1
		return left, math.Abs(left-right) < sideSlack, true
	}
	return 0, false, false
}

// digits is how wide the number is that the name begins with.
func (rd *itemReader) digits(row int) float64 {
	for _, i := range rd.names {
		c := rd.g.Cell(row, i+1)
		if c == nil || words.Squeeze(c.Text) == "" {
			continue
		}
		if len(c.Lines) == 0 {
			return 0
		}
		line := c.Lines[0]
		var number, all float64
		leads := true
		for _, r := range line.Text {
			width := 1.0
			if r < 0x2000 {
				width = halfWidth
			}
			all += width
			if leads = leads && strings.ContainsRune("0123456789０１２３４５６７８９", r); leads {
				number += width
			}
		}
		if all == 0 {
			return 0
		}
		return number / all * (line.Box.X1 - line.Box.X0)
	}
	return 0
}

// halfWidth is the width of a Latin digit beside a Chinese character.
const halfWidth = 0.5

// column is the room of a column of names on a page: that of its cells, each of which is as wide as its text where no
// ruling parts the columns.
func (rd *itemReader) column(i, number int) page.Box {
	if rooms, ok := rd.rooms[i]; ok {
		return rooms[number]
	}
	rooms := map[int]page.Box{} // of all pages at once: a table that goes on over many has many rows, too
	for r := rd.head + 1; r <= rd.g.Rows; r++ {
		if c := rd.g.Own(r, i+1); c != nil && c.ColSpan <= 1 && words.Squeeze(c.Text) != "" {
			rooms[c.Page] = rooms[c.Page].Union(c.Box)
		}
	}
	rd.rooms[i] = rooms
	return rooms[number]
}

// kindOf tells totals and parts by the name.
func kindOf(label string) outline.Kind {
	switch {
	case words.IsPart(label):
		return outline.Part
	case words.IsTotalRow(label):
		return outline.Total
	}
	return outline.Plain
}

// A place is an item of a table: its row, counted from 1 in the body, and its side.
type place struct{ row, side int }

// itemsOf are the items of tables, in their order.
func itemsOf(tables ...*Table) iter.Seq2[place, *Item] {
	return func(yield func(place, *Item) bool) {
		for _, t := range tables {
			for i := range t.Rows {
				row := &t.Rows[i]
				for k := range row.Items {
					if !yield(place{row.Number, row.Items[k].Side}, &row.Items[k]) {
						return
					}
				}
			}
		}
	}
}

// numberedPath is the path of a row's n-th key under one head.
func numberedPath(path string, n int) string {
	if n == 1 {
		return path
	}
	return fmt.Sprintf("%s %d", path, n)
}

// itemOf is the row's item on a side, or nil.
func itemOf(row *Row, side int) *Item {
	for i := range row.Items {
		if row.Items[i].Side == side {
			return &row.Items[i]
		}
	}
	return nil
}
