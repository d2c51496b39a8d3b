package layout

import (
	"cmp"
	"slices"
)

// Tolerances of tables that rule each of their rows and no column: as browsers and word processors print
// lists with lines under the rows alone.
const (
	fewestStrips = 3 // spaces between two rules that hold figures; tables with rules around head and body have one
	pairFigures  = 2 // figures beside each other that make the lines between two rules a row
)

// strips is, by line of a region, the space between two rules that it stands in, counting from 0.
func (r *region) strips() []int {
	out := make([]int, len(r.rows))
	for i := range r.rows {
		y := r.rows[i].box.Center().Y
		out[i], _ = slices.BinarySearchFunc(r.rules, y, func(e Edge, y float64) int { return cmp.Compare(e.At, y) })
		out[i]--
	}
	return out
}

// rulesRows says whether each space between two rules of a region is one row: no figures in it stand one
// above the other but those that wrap.
func (r *region) rulesRows(lines [][]phrase) bool {
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
		held[strips[i]] = held[strips[i]] || isBodyLine(lines[i])
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
func stacked(upper, lower []phrase) bool {
	for _, a := range upper {
		for _, b := range lower {
			over := a.figure && b.figure && a.box.X0 < b.box.X1 && b.box.X0 < a.box.X1
			if over && !brokenOver(a, b) && !(isDigits(a.text) && isDigits(b.text) && len(b.text) <= len(a.text)) {
				return true
			}
		}
	}
	return false
}

func isDigits(s string) bool { return s != "" && len(s) == len(digitsOf(s)) }

// rowRegion is the region that begins at the first of some rules and rules its rows, and how many of the
// spaces between the rules it takes; none if there is no such region. Lines of a name that wraps stand
// above and below the figures of its row, so that lines of one phrase say nothing against it.
func (s *sheet) rowRegion(family, all []Edge, taken map[int]bool) (region, int) {
	n, head := 0, true
	for ; n+1 < len(family); n++ {
		lines := s.linesBetween(family[n], family[n+1], taken)
		switch {
		case holdsRow(lines):
			head = false
		case !head && len(lines) > 1, head && !holdsHead(lines):
			return s.rowsOf(family[:n+1], all, taken)
		}
	}
	return s.rowsOf(family[:n+1], all, taken)
}

// rowsOf is the region between rules if it rules its rows.
func (s *sheet) rowsOf(rules, all []Edge, taken map[int]bool) (region, int) {
	if len(rules) <= fewestStrips {
		return region{}, 0
	}
	r := s.regionOf(rules, all, taken)
	lines := make([][]phrase, len(r.rows))
	for i := range r.rows {
		lines[i] = phrases(&r.rows[i])
	}
	if r.rulesRows(lines) {
		return r, len(rules) - 1
	}
	r.free(taken)
	return region{}, 0
}

// linesBetween is the lines that stand between two rules.
func (s *sheet) linesBetween(top, bottom Edge, taken map[int]bool) [][]phrase {
	var out [][]phrase
	for i := range s.rows {
		if !taken[i] && standsBetween(&s.rows[i], top, bottom) {
			out = append(out, phrases(&s.rows[i]))
		}
	}
	return out
}

// holdsRow says whether figures stand beside each other on one of some lines.
func holdsRow(lines [][]phrase) bool {
	return slices.ContainsFunc(lines, func(l []phrase) bool {
		n := 0
		for _, p := range l {
			if p.figure {
				n++
			}
		}
		return n >= pairFigures
	})
}

// holdsHead says whether lines may be names of columns: several beside each other, and no caption.
func holdsHead(lines [][]phrase) bool {
	return len(lines) <= mostHeadLines && !slices.ContainsFunc(lines, captionPhrases) &&
		slices.ContainsFunc(lines, func(l []phrase) bool { return len(l) > 1 })
}

// readStrips makes a grid of a region that rules its rows. The columns are where no text of the body
// stands: between two texts of a row any blank may part columns.
func (r *region) readStrips(number int, lines [][]phrase) *grid {
	strips := r.strips()
	body := slices.IndexFunc(lines, isBodyLine)
	for body > 0 && strips[body-1] == strips[body] {
		body--
	}
	cols := r.stripColumns(lines, strips, body)
	if len(cols) < 2 || !isTabular(lines, cols, true, 0) {
		return nil
	}
	left, right := extentOf(r)
	g := &grid{page: number, xs: boundaries(cols, left, right)}
	lines = slices.Concat(lines[:body], partLines(lines[body:], inOtherColumns(g.xs)))
	bands := r.stripBands(lines, strips, body)
	g.ys = r.bandLines(bands)
	z := r.headAbove(lines, cols, g.xs, body)
	if z == nil || !z.isWhole(bands) {
		g.setAligned(r, lines, cols, bands, 0)
		return g
	}
	g.setBody(r, z, lines, cols, bands)
	return g
}

// stripColumns is the columns of a region that rules its rows, of which the body begins at a line: those of
// the body, and what heads stand over none of them.
func (r *region) stripColumns(lines [][]phrase, strips []int, body int) []span {
	texts := r.piecesOf(strips, body)
	cols := mergeLonely(unite(columnText(texts, nil)), texts, nil)
	for i := body - 1; i >= 0 && len(cols) > 1; i-- {
		if namesColumns(lines, i) {
			cols = withHeads(cols, lines[i])
		}
	}
	return mergeLonely(cols, slices.Concat(lines[:body], texts), lines[:body])
}

// piecesOf is the pieces of the lines from one on, each as a phrase of its own, those between two rules
// together.
func (r *region) piecesOf(strips []int, from int) [][]phrase {
	var out [][]phrase
	for i := from; i < len(r.rows); i++ {
		if i == from || strips[i] != strips[i-1] {
			out = append(out, nil)
		}
		ps := r.rows[i].pieces
		for k := range ps {
			out[len(out)-1] = append(out[len(out)-1], newPhrase(ps[k:k+1]))
		}
	}
	return out
}

// stripBands groups the lines of the body by the rules around them, and those of the head as they stand.
func (r *region) stripBands(lines [][]phrase, strips []int, body int) [][]int {
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
