package aligned

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/internal/words"

	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of tables that rule each of their rows and no column: as browsers and word processors print lists with lines under the rows alone.
const (
	fewestStrips = 3 // spaces between two rules that hold figures; tables with rules around head and body have one
)

// strips is, by line of a region, the space between two rules that it stands in, counting from 0.
func (r *region) strips() []int {
	out := make([]int, len(r.rows))
	for i := range r.rows {
		y := r.rows[i].Box.Center().Y
		out[i], _ = slices.BinarySearchFunc(r.rules, y, func(e ruling.Edge, y float64) int { return cmp.Compare(e.At, y) })
		out[i]--
	}
	return out
}

// rulesRows says whether each space between two rules of a region is one row: no figures in it stand one
// above the other but those that wrap.
func (r *region) rulesRows(lines [][]text.Phrase) bool {
	if len(r.rules) <= fewestStrips {
		return false
	}
	strips, held := r.strips(), make(map[int]bool)
	for i := range lines {
		for k := i - 1; k >= 0 && strips[k] == strips[i]; k-- {
			if stacked(lines[k], lines[i]) {
				return false
			}
		}
		held[strips[i]] = held[strips[i]] || text.IsBody(lines[i])
	}
	n := 0
	for _, figures := range held {
		if figures {
			n++
		}
	}
	return n >= fewestStrips
}

// stacked says whether a figure of the upper line stands above one of the lower with which it makes none.
// Whole numbers that a narrow column breaks, as it does codes, are told by filling their lines.
func stacked(upper, lower []text.Phrase) bool {
	for _, a := range upper {
		for _, b := range lower {
			over := a.Figure && b.Figure && a.Box.X0 < b.Box.X1 && b.Box.X0 < a.Box.X1
			if over && !brokenOver(a, b) && !(words.IsDigits(a.Text) && words.IsDigits(b.Text) && len(b.Text) <= len(a.Text)) {
				return true
			}
		}
	}
	return false
}

// piecesOf is the pieces of the lines from one on, each as a phrase of its own, those between two rules
// together.
func (r *region) piecesOf(strips []int, from int) [][]text.Phrase {
	var out [][]text.Phrase
	for i := from; i < len(r.rows); i++ {
		if i == from || strips[i] != strips[i-1] {
			out = append(out, nil)
		}
		ps := r.rows[i].Pieces
		for k := range ps {
			out[len(out)-1] = append(out[len(out)-1], text.NewPhrase(ps[k:k+1]))
		}
	}
	return out
}

// stripBands groups the lines of the body by the rules around them, and those of the head as they stand.
func (r *region) stripBands(lines [][]text.Phrase, strips []int, body int) [][]int {
	var out [][]int
	usual := usualLeading(r.rows)
	for i := range r.rows {
		n := len(out)
		switch {
		case i > body && strips[i] == strips[i-1],
			i > 0 && i < body && r.goesOn(lines, out[n-1], i, usual):
			out[n-1] = append(out[n-1], i)
		default:
			out = append(out, []int{i})
		}
	}
	return out
}

// readStrips makes a grid of a region that rules its rows. The columns are where no text of the body
// stands: between two texts of a row any blank may part columns.
func (r *region) readStrips(number int, lines [][]text.Phrase) *grid.Grid {
	strips := r.strips()
	body := slices.IndexFunc(lines, text.IsBody)
	for body > 0 && strips[body-1] == strips[body] {
		body--
	}
	texts := r.piecesOf(strips, body)
	cols := column.UnderHeads(column.OfBody(texts, nil), lines[:body], texts)
	if len(cols) < 2 || !isTabular(lines, cols, true, 0) {
		return nil
	}
	left, right := extentOf(r)
	g := &grid.Grid{Page: number, Xs: column.Lines(cols, left, right)}
	lines = slices.Concat(lines[:body], text.PartPhrases(lines[body:], inOtherColumns(g.Xs)))
	bands := r.stripBands(lines, strips, body)
	g.Ys = r.bandLines(bands)
	z := r.headAbove(lines, cols, g.Xs, body)
	if z == nil || !z.isWhole(bands) {
		setAligned(g, r, lines, cols, bands, 0)
		return g
	}
	setBody(g, r, z, lines, cols, bands)
	return g
}
