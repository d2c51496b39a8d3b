package normalize

import (
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/mingxi/mingxi/normalize/internal/grid"
	"github.com/mingxi/mingxi/normalize/internal/indicator"
)

const (
	fewestPairs    = 2   // pairs beside each other in a row of a form of pairs
	fewestPairRows = 2   // rows of such a form
	namedPairs     = 0.5 // share of the names of its boxes that heads have, too: no list of things is all heads
)

// isPairs says whether a table is a form of names and values beside each other, under no head: 项目名称, 桥梁检测,
// 项目类型, 一般性项目; below it 财政拨款, 42.00, 其他资金, 8.00.
func isPairs(g *grid.Grid) bool {
	first := grid.CaptionHead(g).Rows + 1
	if g.Columns < 2*fewestPairs || g.Rows < first+fewestPairRows-1 || !opensPairs(g, first) {
		return false
	}
	names, known := 0, 0
	for r := first; r <= g.Rows; r++ {
		for i, c := range pairCells(g, r) {
			if i%2 == 1 {
				continue
			}
			switch kind := figure.Read(c.Text).Kind; {
			case kind == figure.Blank:
				continue
			case kind != figure.Words:
				return false
			}
			names++
			if namesPair(c.Text) {
				known++
			}
		}
	}
	return float64(known) >= namedPairs*float64(names)
}

// opensPairs says whether a row may be the first of a form of pairs: it begins with the name of a box, and no
// value of it names boxes or columns.
func opensPairs(g *grid.Grid, row int) bool {
	cells := pairCells(g, row)
	if len(cells) < 2*fewestPairs || len(cells)%2 != 0 || !indicator.IsKey(cells[0].Text) {
		return false
	}
	for i := 1; i < len(cells); i += 2 {
		if s := cells[i].Text; indicator.IsKey(s) || forms.Generic(forms.Measure([]string{words.Squeeze(s)})) {
			return false
		}
	}
	return true
}

// namesPair says whether a text names a value, as heads do.
func namesPair(text string) bool {
	s := words.Fold(text)
	return indicator.IsKey(text) || moneyHead.MatchString(s) || codeHead.MatchString(s) || textHead.MatchString(s) || nameHead.MatchString(s) || shareHead.MatchString(s)
}

// pairCells is the cells of a row of a form of pairs, blank ones among them, without the box around several rows
// that may stand before them.
func pairCells(g *grid.Grid, row int) []*layout.Cell {
	var out []*layout.Cell
	for k := 1; k <= g.Columns; k++ {
		if c := g.Own(row, k); c != nil && (k > 1 || c.RowSpan < 2) {
			out = append(out, c)
		}
	}
	return out
}

// pairKeys are the names of a value in a form of pairs: the one left of it, within the box around several rows.
func (rd *recordReader) pairKeys(row int, c *layout.Cell) []Key {
	left := rd.g.Cell(row, c.Column-1)
	if left == nil {
		return nil
	}
	var keys []Key
	path := ""
	for _, cell := range []*layout.Cell{rd.g.Cell(row, 1), left} {
		if cell == nil { // a place that no cell covers, in a table without rulings
			continue
		}
		s := words.Squeeze(cell.Text)
		if s == "" || cell != left && cell.RowSpan < 2 || len(keys) > 0 && cell == rd.g.Cell(row, 1) {
			continue
		}
		keys, path = append(keys, Key{path, s}), s
	}
	return keys
}
