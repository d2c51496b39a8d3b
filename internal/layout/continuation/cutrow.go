package continuation

import (
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/figure"
)

// A cutRow is the last row of a table and the first row of the part that is added to it, which may be one that
// the page break cuts within its amounts.
type cutRow struct {
	stack   *stack
	added   []layout.Cell // cells of the part that is added
	formats []figure.Format
}

// format is how a column prints its amounts above and below the two rows, on the two pages at the break.
func (r *cutRow) format(column int) figure.Format {
	if r.formats == nil {
		r.formats = figure.Formats(r.around, r.stack.Columns)
	}
	return r.formats[column]
}

// around gives the cells of both pages but for the two rows and the head.
func (r *cutRow) around(yield func(layout.Cell) bool) {
	for _, cells := range [][]layout.Cell{r.stack.Cells[r.stack.part:], r.added} {
		for _, c := range cells {
			of := c.Row > r.stack.HeaderRows && (c.Row+c.RowSpan-1 < r.stack.Rows || c.Row > r.stack.Rows+1)
			if of && c.Column <= r.stack.Columns && !yield(c) {
				return
			}
		}
	}
}

// whole is the amount that a cell of the last row and its rest make, and whether they make one: the cell is no
// figure by itself (10,051,06), or has fewer decimals than all amounts of its column, and the rest brings the digits that
// it lacks.
func (r *cutRow) whole(a, rest *layout.Cell) (string, bool) {
	if len(a.Lines) != 1 || len(rest.Lines) != 1 || a.Row <= r.stack.HeaderRows || !figure.Is(a.Text) || !figure.Is(rest.Text) {
		return "", false
	}
	lines := slices.Concat(a.Lines, rest.Lines)
	whole, ok := figure.Of(lines)
	if !ok {
		return "", false
	}
	if !figure.IsWhole(a.Text) {
		return whole, true
	}
	f := r.format(a.Column)
	return whole, f.Even && figure.Completes(lines, f.Decimals)
}

// goOn puts the rest of an amount to its beginning, if both are one.
func (r *cutRow) goOn(a *layout.Cell, rest layout.Cell) bool {
	whole, ok := r.whole(a, &rest)
	if !ok {
		return false
	}
	a.RowSpan += rest.RowSpan
	a.Text, a.Lines = whole, slices.Concat(a.Lines, rest.Lines)
	a.Confidence = min(a.Confidence, rest.Confidence)
	return true
}

// begun is the cells of the last row with which the rests, by column, go on: each rest of an amount makes one
// with the amount above, and there is at least one.
func (r *cutRow) begun(rests map[int]*layout.Cell) []*layout.Cell {
	var out []*layout.Cell
	amounts := 0
	for _, i := range r.stack.last {
		a := &r.stack.Cells[i]
		rest := rests[a.Column]
		switch {
		case a.Row+a.RowSpan-1 != r.stack.Rows || a.Row <= r.stack.HeaderRows:
			return nil // another cell goes over the page break
		case rest == nil:
			continue
		case a.RowSpan > 1 || rest.ColSpan != a.ColSpan || a.Text == "" || figure.Is(a.Text) != figure.Is(rest.Text):
			return nil
		}
		if figure.Is(a.Text) {
			if _, ok := r.whole(a, rest); !ok {
				return nil
			}
			amounts++
		}
		out = append(out, a)
	}
	if amounts == 0 {
		return nil
	}
	return out
}
