package grid

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/words"
)

// Limits of finding the head of a table.
const (
	longestHead  = 70 // characters of a cell of a head; notes on how to count (其中…) come near 60
	fewestTitled = 3  // columns; the first row of a narrower table may be a section of its body
	DeepestHead  = 6  // rows; deeper ones were not met, and a first cell that spans more is a label
)

// HeadRows counts the rows of a grid's head.
func HeadRows(g *Grid) int {
	m := g.Places()
	first := m.firstFigureRow()
	if first == 1 {
		return 0
	}
	limit := min(first-1, m.firstProseRow()-1, g.Rows(), DeepestHead)
	if limit < 1 {
		return 0
	}
	if h := m.headUnderTitle(limit); h > 0 {
		return h
	}
	h := min(m.closeHead(1), limit)
	for h < limit && (m.splitsAbove(h) || m.IsColumnNumbers(h+1) || m.isUnits(h+1)) {
		h = min(m.closeHead(h+1), limit)
	}
	if h == 1 && 2*len(WithText(m.Starting(1))) < g.Columns() {
		h = 0
	}
	return max(h, min(g.shadedHead(), limit))
}

// headUnderTitle counts the rows of a head whose first row is one cell over the whole width, or gives
// zero where the rows below it do not name every column.
func (m Places) headUnderTitle(limit int) int {
	top := m.At(1, 1)
	if limit < 2 || m.G.Columns() < fewestTitled || top == nil || top.Text == "" || top.RowSpan > 1 || top.ColSpan < m.G.Columns() {
		return 0
	}
	h := min(m.closeHead(2), limit)
	for h < limit && m.splitsAbove(h) {
		h = min(m.closeHead(h+1), limit)
	}
	for col := 1; col <= m.G.Columns(); col++ {
		if !m.named(col, 2, h) {
			return 0
		}
	}
	return h
}

// named says whether a cell with text stands over a column in the rows from first to last.
func (m Places) named(col, first, last int) bool {
	for r := first; r <= last; r++ {
		if c := m.At(r, col); c != nil && c.Text != "" {
			return true
		}
	}
	return false
}

// firstFigureRow is the first row that holds a figure of the table's body, or one more than there
// are rows.
func (m Places) firstFigureRow() int {
	for r := 1; r <= m.G.Rows(); r++ {
		if m.isBody(r) {
			return r
		}
	}
	return m.G.Rows() + 1
}

// firstProseRow is the first row that holds a cell longer than any head, or one more than there are
// rows.
func (m Places) firstProseRow() int {
	first := m.G.Rows() + 1
	for _, c := range m.G.Cells {
		if utf8.RuneCountInString(c.Text) > longestHead {
			first = min(first, c.Row)
		}
	}
	return first
}

// isBody says whether a row holds a figure that no head holds.
func (m Places) isBody(row int) bool {
	return !m.IsColumnNumbers(row) && slices.ContainsFunc(m.Starting(row), func(c *layout.Cell) bool {
		return figure.Is(c.Text) && !figure.IsDash(c.Text) && !figure.IsYear(c.Text)
	})
}

// IsColumnNumbers says whether a row is a row of column numbers (栏次): marks only, and at least
// two numbers that rise by one from the first.
func (m Places) IsColumnNumbers(row int) bool {
	last, rising := 0, 0
	for _, c := range WithText(m.Starting(row)) {
		mark := strings.TrimSpace(c.Text)
		if !columnNumber.MatchString(mark) {
			return false
		}
		switch n := leadingNumber(mark); {
		case n < 0:
		case last != 0 && n != last+1:
			return false
		default:
			if last != 0 || n == 1 {
				rising++
			}
			last = n
		}
	}
	return rising >= 2
}

// AreLetters says whether texts from one on are letters of columns and formulas of them (A=B+C, B, C), behind what names their row.
func AreLetters(texts []string) bool {
	first := slices.IndexFunc(texts, IsLetter)
	return first >= 0 && len(texts)-first >= fewestLetters && !slices.ContainsFunc(texts[first:], func(s string) bool { return !IsLetter(s) })
}

// IsLetter says whether a text is the letter of a column or a formula of such.
func IsLetter(s string) bool {
	return columnNumber.MatchString(s) && strings.ContainsFunc(s, unicode.IsUpper)
}

// GoesOnWithLetter says whether a text may be the next part of a formula of letters.
func GoesOnWithLetter(s string) bool {
	return strings.ContainsFunc(s, unicode.IsUpper) && columnNumber.MatchString("A="+s)
}

// fewestLetters is how many letters beside each other are those of columns.
const fewestLetters = 2

// leadingNumber is the number a column number begins with, or -1.
func leadingNumber(s string) int {
	s = strings.TrimLeft(s, "(（")
	end := strings.IndexFunc(s+" ", func(c rune) bool { return c < '0' || c > '9' })
	n, err := strconv.Atoi(s[:end])
	if err != nil {
		return -1
	}
	return n
}

// isUnits says whether a row holds units only.
func (m Places) isUnits(row int) bool {
	cs := WithText(m.Starting(row))
	return len(cs) > 0 && !slices.ContainsFunc(cs, func(c *layout.Cell) bool { return !words.IsUnit(unitOf(c.Text)) })
}

// unitOf is a text without brackets around it and without 单位： (unit) before it.
func unitOf(s string) string {
	s = strings.Trim(s, "(（)）")
	for _, mark := range []string{"单位：", "单位:"} {
		s = strings.TrimPrefix(s, mark)
	}
	return s
}

// closeHead is the last row that the cells which begin in the first h rows reach.
func (m Places) closeHead(h int) int {
	for r := 1; r <= h && h <= DeepestHead; r++ {
		for _, c := range m.Starting(r) {
			h = max(h, c.Row+c.RowSpan-1)
		}
	}
	return h
}

// splitsAbove says whether row h+1 parts columns that a cell ending in row h spans, so that it
// belongs to the head as well.
func (m Places) splitsAbove(h int) bool {
	for col := 1; col <= m.G.Columns(); col++ {
		c := m.At(h, col)
		if c == nil || c.Column != col || c.ColSpan < 2 || c.ColSpan == m.G.Columns() || c.Text == "" || c.Row+c.RowSpan-1 != h {
			continue
		}
		if m.subdivided(c) {
			return true
		}
	}
	return false
}

// subdivided says whether at least two cells with words stand right below a cell.
func (m Places) subdivided(c *layout.Cell) bool {
	below := 0
	for col := c.Column; col < c.Column+c.ColSpan; col++ {
		b := m.At(c.Row+c.RowSpan, col)
		if b != nil && b.Column == col && b.Text != "" {
			below++
		}
	}
	return below >= 2
}

// shadedHead counts the shaded rows at the top of a grid whose other rows are not shaded.
func (g *Grid) shadedHead() int {
	n := 0
	for n < len(g.shade) && g.shade[n] {
		n++
	}
	if n == len(g.shade) {
		return 0
	}
	return n
}
