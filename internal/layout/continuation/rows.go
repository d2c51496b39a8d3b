package continuation

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// add appends the rows of a part from row skip+1 on, in the columns between xs; up is the part before, or
// nil.
func (t *stack) add(up, p *caption.Part, skip int, xs []float64) {
	shift := xs[0] - p.Xs[0]
	line := func(n int) int { return nearest(xs, p.Xs[n]+shift) }
	added := t.added[:0]
	for _, c := range p.Cells {
		if c.Row <= skip {
			continue
		}
		from, to := line(c.Column-1), line(c.Column-1+c.ColSpan)
		c.Column, c.ColSpan = from+1, max(to-from, 1)
		c.Row += t.Rows - skip
		added = append(added, c)
	}
	t.added = added
	if up != nil {
		t.before = append(t.before[:0], added...)
		cut := cutRow{stack: t, added: t.before}
		added = t.extendSpans(added, up, p, skip, &cut)
		if rest, ok := t.finishRow(added, &cut); ok {
			added = rest
			skip++
		}
	}
	t.part = len(t.Cells)
	for i := range added {
		t.last = append(t.last, len(t.Cells)+i)
	}
	t.Cells = append(t.Cells, added...)
	t.Rows += p.Rows() - skip
	t.last = slices.DeleteFunc(t.last, func(i int) bool { return t.Cells[i].Row+t.Cells[i].RowSpan-1 != t.Rows })
}

// extendSpans joins merged cells that a page break has cut: a cell at the top of the new page goes
// on with the cell above where neither is closed by a ruling, or where it is empty and one of both
// is merged, or where its text is that of the cell above, too. up is the part that ends above, p the part that
// begins.
func (t *stack) extendSpans(added []layout.Cell, up, p *caption.Part, skip int, cut *cutRow) []layout.Cell {
	above := make(map[int]*layout.Cell)
	for _, i := range t.last {
		above[t.Cells[i].Column] = &t.Cells[i]
	}
	open, below := openColumns(up, p, skip), t.namedBelow(added, above)
	return slices.DeleteFunc(added, func(c layout.Cell) bool {
		a := above[c.Column]
		if c.Row != t.Rows+1 || a == nil || a.ColSpan != c.ColSpan {
			return false
		}
		if open[nearest(p.Xs, c.Box.X0)+1] {
			return goOn(a, c) || cut.goOn(a, c)
		}
		if below[c.Column] {
			return goOn(a, c)
		}
		if a.Row <= t.HeaderRows || c.Text != "" || a.Text == "" || figure.Is(a.Text) || c.RowSpan == 1 && a.RowSpan == 1 {
			return false
		}
		a.RowSpan += c.RowSpan
		return true
	})
}

// openColumns tells in which columns of p no ruling parts its first row from the part above.
func openColumns(up, p *caption.Part, skip int) map[int]bool {
	open := make(map[int]bool)
	if skip > 0 {
		return open
	}
	shift, above := up.Xs[0]-p.Xs[0], up.Places()
	for i := range p.Cells {
		c := &p.Cells[i]
		if !p.OpenAbove(c) {
			continue
		}
		from, to := nearest(up.Xs, p.Xs[c.Column-1]+shift), nearest(up.Xs, p.Xs[c.Column-1+c.ColSpan]+shift)
		if from < 0 || to < 0 {
			continue
		}
		m := above.At(up.Rows(), from+1)
		open[c.Column] = m != nil && up.OpenBelow(m)
	}
	return open
}

// finishRow puts the first of the added rows to the table's last row, if a page break cut that row
// in two: below the break stand only the rests of names, and each rest goes on with a name that fills
// its line and stops within a word; or the rests of amounts, which say of the names beside them that they go
// on, too. It gives the added cells without that row.
func (t *stack) finishRow(added []layout.Cell, cut *cutRow) ([]layout.Cell, bool) {
	top := t.Rows + 1
	rests := make(map[int]*layout.Cell)
	for i := range added {
		c := &added[i]
		switch {
		case c.Row == top && c.RowSpan > 1:
			return nil, false
		case c.Row == top && c.Text != "":
			rests[c.Column] = c
		}
	}
	begun := t.begun(rests, added)
	if len(begun) == 0 || len(begun) != len(rests) {
		begun = cut.begun(rests)
	}
	if len(begun) == 0 || len(begun) != len(rests) {
		return nil, false
	}
	for _, a := range begun {
		rest := rests[a.Column]
		whole, ok := cut.whole(a, rest)
		a.Lines = slices.Concat(a.Lines, rest.Lines)
		a.Confidence = min(a.Confidence, rest.Confidence)
		if a.Text = whole; !ok {
			a.Text = text.Join(a.Lines, a.Box)
		}
	}
	var kept []layout.Cell
	for _, c := range added {
		if c.Row > top {
			c.Row--
			kept = append(kept, c)
		}
	}
	return kept, true
}

// begun is the cells of the last row with which the rests, by column, of the first of the added rows go on; none if that row
// holds no figure and so may be a heading.
func (t *stack) begun(rests map[int]*layout.Cell, added []layout.Cell) []*layout.Cell {
	var out []*layout.Cell
	figures := false
	for _, i := range t.last {
		a := &t.Cells[i]
		if a.Row != t.Rows || a.Row <= t.HeaderRows {
			continue
		}
		figures = figures || figure.Is(a.Text)
		if rest := rests[a.Column]; rest != nil && rest.ColSpan == a.ColSpan && (stopsWithin(a, rest) || t.fillsColumn(a, rest) && t.figuresInEachRow(added) && !isHeading(rest, added)) {
			out = append(out, a)
		}
	}
	if !figures {
		return nil
	}
	return out
}

// fewestWithFigures is how many rows tell that each row of a table holds a figure.
const fewestWithFigures = 4

// figuresInEachRow says whether each row of the table's body and of those that are added, but for the first, holds a figure, so that a
// name alone is hardly a row.
func (t *stack) figuresInEachRow(added []layout.Cell) bool {
	held, rows := make(map[int]bool), t.Rows
	for _, cells := range [][]layout.Cell{t.Cells, added} {
		for i := range cells {
			c := &cells[i]
			if c.Row > t.HeaderRows && figure.Is(c.Text) && figure.HasDecimals(c.Text) {
				held[c.Row] = true
			}
			rows = max(rows, c.Row)
		}
	}
	delete(held, t.Rows+1)
	return len(held) >= fewestWithFigures && len(held) == rows-t.HeaderRows-min(1, rows-t.Rows)
}

// isHeading says whether the names below one, of the added rows, are set in: it is a heading over them, and no end of a name.
func isHeading(name *layout.Cell, added []layout.Cell) bool {
	below := slices.IndexFunc(added, func(c layout.Cell) bool { return c.Row == name.Row+1 && c.Column == name.Column && len(c.Lines) > 0 })
	return below >= 0 && added[below].Lines[0].Box.X0 > name.Lines[0].Box.X0+fillSlack
}

// fillsColumn says whether a name goes on in rest: its last line is as wide as any of its column, in which names wrap, and rest begins where
// it does.
func (t *stack) fillsColumn(a, rest *layout.Cell) bool {
	if len(a.Lines) == 0 || len(rest.Lines) == 0 || figure.Is(a.Text) || figure.Is(rest.Text) || words.Numbered(rest.Text).Style != words.Unnumbered {
		return false
	}
	last, wraps := a.Lines[len(a.Lines)-1].Box, false
	if math.Abs(last.X0-rest.Lines[0].Box.X0) > fillSlack {
		return false
	}
	room := last.Width() + last.Height()/2
	for i := range t.Cells { // up to the first that is wider, which is mostly near: all cells are looked at for each page otherwise
		if c := &t.Cells[i]; c.Column == a.Column && c.ColSpan == a.ColSpan && c.Row > t.HeaderRows {
			wraps = wraps || len(c.Lines) > 1
			for _, l := range c.Lines {
				if l.Box.Width() >= room {
					return false
				}
			}
		}
	}
	return wraps
}
