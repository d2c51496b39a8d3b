package aligned

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// fewestStrips is how many spaces between two dividers hold figures in a table that divides each of its rows and
// no column, as browsers and word processors print lists; tables with dividers around head and body have one.
const fewestStrips = 3

// mostWidth is the share of a table's width from which an edge divides rows.
const mostWidth = 0.5

// strips is, by line, the space between two dividers that it stands in, counting from 0. Edges over most of the width
// divide as well: those that end at a cell merged over several rows.
func (r *candidate) strips() []int {
	edges := slices.Clone(r.dividers)
	if len(edges) > 0 {
		for _, e := range r.partial {
			if e.Length() > mostWidth*edges[0].Length() {
				edges = append(edges, e)
			}
		}
		slices.SortFunc(edges, func(a, b ruling.Edge) int { return cmp.Compare(a.At, b.At) })
	}
	out := make([]int, len(r.lines))
	for i := range r.lines {
		y := r.lines[i].Box.Center().Y
		out[i], _ = slices.BinarySearchFunc(edges, y, func(e ruling.Edge, y float64) int { return cmp.Compare(e.At, y) })
		out[i]--
	}
	return out
}

// dividesRows says whether each space between two dividers is one row: no figures in it stand one above the
// other but those that wrap.
func (r *candidate) dividesRows() bool {
	if len(r.dividers) <= fewestStrips || r.isTooLarge() {
		return false
	}
	strips, held := r.strips(), make(map[int]bool)
	for i, l := range r.phrases {
		for k := i - 1; k >= 0 && strips[k] == strips[i]; k-- {
			if stacked(r.phrases[k], l) {
				return false
			}
		}
		if text.IsBody(l) {
			held[strips[i]] = true
		}
	}
	return len(held) >= fewestStrips
}

// stacked says whether a figure of the upper line stands above one of the lower with which it makes none.
// Whole numbers that a narrow column breaks, as it does codes, are told by filling their lines. Years and months may be a list of them.
func stacked(upper, lower []text.Phrase) bool {
	for _, a := range upper {
		for _, b := range lower {
			over := a.Figure && b.Figure && a.Box.X0 < b.Box.X1 && b.Box.X0 < a.Box.X1
			if over && !row.BrokenOver(a, b) && !(words.IsDigits(a.Text) && words.IsDigits(b.Text) && len(b.Text) <= len(a.Text)) &&
				!(figure.IsYear(a.Text) && figure.IsYear(b.Text)) {
				return true
			}
		}
	}
	return false
}

// alignStrips finds the rows and columns of a candidate that divides its rows. The columns are where no text of
// the body stands: between two texts of a row any blank may part columns. It is nil if they make no table.
func (r *candidate) alignStrips() *alignment {
	strips := r.strips()
	body := slices.IndexFunc(r.phrases, text.IsBody)
	if r.words { // its head is what the first two divide off
		body = slices.IndexFunc(strips, func(n int) bool { return n > strips[0] })
	}
	for body > 0 && strips[body-1] == strips[body] {
		body--
	}
	texts := r.piecesOf(strips, body)
	a := &alignment{candidate: r, cols: column.UnderHeads(column.OfBody(texts, nil), r.phrases[:body], texts)}
	if len(a.cols) < 2 || !r.words && !isTabular(r.phrases, a.cols, true, 0) {
		return nil
	}
	a.setLines()
	r.phrases = slices.Concat(r.phrases[:body], text.PartPhrases(r.phrases[body:], a.inOtherColumns))
	a.bands = r.stripBands(strips, body)
	a.setHead(a.headAbove(body))
	return a
}

// piecesOf is the pieces of the lines from one on, each as a phrase of its own, those between two dividers
// together.
func (r *candidate) piecesOf(strips []int, from int) [][]text.Phrase {
	var out [][]text.Phrase
	for i := from; i < len(r.lines); i++ {
		if i == from || strips[i] != strips[i-1] {
			out = append(out, nil)
		}
		ps := r.lines[i].Pieces
		for k := range ps {
			out[len(out)-1] = append(out[len(out)-1], text.NewPhrase(ps[k:k+1]))
		}
	}
	return out
}

// stripBands groups the lines of the body by the dividers around them, and those of the head as they stand.
func (r *candidate) stripBands(strips []int, body int) [][]int {
	leading := usualLeading(r.lines)
	return r.group(func(band []int, i int) bool {
		if i >= body {
			return i > body && strips[i] == strips[i-1]
		}
		return r.goesOn(band, i, leading)
	})
}
