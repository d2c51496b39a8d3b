package ruled

import (
	"cmp"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of tables that rule rows alone, and merged cells by leaving out their columns.
const (
	rowEnds     = 8.0  // points by which the ends of rules of one table differ
	fewestShort = 3    // rules that leave out columns
	mostRules   = 400  // rules of one page that are looked at: ten times what any table has that was met
	nearText    = 1.0  // points between a column line and the text left of it, which fills its column
	overEnd     = 2.0  // points by which text may reach over the end of a rule
	onLine      = 2.0  // points by which the middles of texts on one base line differ
	offMiddle   = 0.25 // of a row's height by which text stands off the middle of the rows; text of the first of two stands half a row off it
)

// ReadMerged reads rows that are ruled off where no column is, and some rules leave out columns: what stands there is one cell
// across them. It gives those of the pieces that are not in it; the grid is nil if the rules show no such table.
func ReadMerged(p *text.Page, rules []ruling.Edge, ps []text.Piece) (*grid.Grid, []text.Piece) {
	if len(rules) > mostRules {
		return nil, ps
	}
	for _, run := range runs(rules, ps) {
		m := merging{rules: run, ps: ps}
		if !m.measure() || m.leavesOut(rules) {
			continue
		}
		if g, rest := Read(p, m.lattice(), ps); g != nil && !g.Weak && !g.Glued && !g.Stacked && merges(g) {
			return g, rest
		}
	}
	return nil, ps
}

// merges says whether more of the cells that span rows show it than are names of one row each, line by line beside most of these rows:
// statements rule off the figures of each row, or of subtotals, and no names. Text beside one row
// at either end of the rows says neither.
func merges(g *grid.Grid) bool {
	head, shown, apart := grid.HeadRows(g), 0, 0
	for _, c := range g.Cells {
		if c.Row <= head || c.RowSpan < 2 || c.Text == "" {
			continue
		}
		beside, rows, around := rowsBeside(g, c)
		off := math.Abs(text.BoxOf(c.Lines).Center().Y - around.Center().Y)
		switch {
		case rows < 2:
		case beside > 1 && 2*beside > rows:
			apart++
		case beside == 0 || off <= math.Max(offMiddle, float64(rows)/2-1-offMiddle)*around.Height()/float64(rows):
			shown++
		}
	}
	return shown > apart
}

// rowsBeside is how many of the rows that a cell spans hold text of their own, where this stands, and beside how many of these rows a line
// of the cell does.
func rowsBeside(g *grid.Grid, c layout.Cell) (beside, rows int, around page.Box) {
	held := make(map[int]bool)
	for _, o := range g.Cells {
		if o.RowSpan > 1 || o.Text == "" || o.Row < c.Row || o.Row >= c.Row+c.RowSpan {
			continue
		}
		around = around.Union(text.BoxOf(o.Lines))
		held[o.Row] = held[o.Row] || slices.ContainsFunc(o.Lines, func(m layout.Line) bool {
			return slices.ContainsFunc(c.Lines, func(l layout.Line) bool { return math.Abs(l.Box.Center().Y-m.Box.Center().Y) <= onLine })
		})
	}
	for _, b := range held {
		if b {
			beside++
		}
	}
	return beside, len(held), around
}

// runs is the rules that begin or end where the widest of them does, parted where captions stand between two that span all.
func runs(rules []ruling.Edge, ps []text.Piece) [][]ruling.Edge {
	var out [][]ruling.Edge
	left := slices.Clone(rules)
	for len(left) > fewestShort {
		widest := slices.MaxFunc(left, func(a, b ruling.Edge) int { return cmp.Compare(a.Length(), b.Length()) })
		var in, rest []ruling.Edge
		for _, e := range left {
			if math.Abs(e.To-widest.To) <= rowEnds && e.From >= widest.From-rowEnds || math.Abs(e.From-widest.From) <= rowEnds && e.To <= widest.To+rowEnds {
				in = append(in, e)
			} else {
				rest = append(rest, e)
			}
		}
		slices.SortFunc(in, func(a, b ruling.Edge) int { return cmp.Compare(a.At, b.At) })
		from := 0
		for i := 1; i <= len(in); i++ {
			if i == len(in) || alike(in[i-1], widest) && alike(in[i], widest) && captioned(in[i-1], in[i], ps) {
				out = append(out, in[from:i])
				from = i
			}
		}
		left = rest
	}
	return out
}

// alike says whether two rules begin and end alike.
func alike(a, b ruling.Edge) bool {
	return math.Abs(a.From-b.From) <= rowEnds && math.Abs(a.To-b.To) <= rowEnds
}

// captioned says whether a caption stands between two rules: the second is of another table.
func captioned(a, b ruling.Edge, ps []text.Piece) bool {
	for _, l := range text.Atoms(text.Lines(piecesIn(ps, page.Box{X0: math.Min(a.From, b.From), X1: math.Max(a.To, b.To), Y0: a.At, Y1: b.At}))) {
		if caption.AreCaptions(l) {
			return true
		}
	}
	return false
}

// piecesIn is the pieces whose middle lies in a box.
func piecesIn(ps []text.Piece, b page.Box) []text.Piece {
	var out []text.Piece
	for _, p := range ps {
		if mid := p.Box.Center(); b.X0 <= mid.X && mid.X < b.X1 && b.Y0 <= mid.Y && mid.Y < b.Y1 {
			out = append(out, p)
		}
	}
	return out
}

// A merging is rules of which some leave out columns.
type merging struct {
	rules       []ruling.Edge // from top to bottom
	ps          []text.Piece
	left, right float64 // ends of the widest
	gaps        []gap
}

// A gap is where a column line may stand between two heights.
type gap struct{ lo, hi, top, bottom float64 }

// whole says whether a rule spans all columns.
func (m *merging) whole(e ruling.Edge) bool {
	return e.From <= m.left+rowEnds && e.To >= m.right-rowEnds
}

// measure looks for the ends of rules and for the columns between them; it says whether they show a table.
func (m *merging) measure() bool {
	m.left, m.right = math.Inf(1), math.Inf(-1)
	for _, e := range m.rules {
		m.left, m.right = math.Min(m.left, e.From), math.Max(m.right, e.To)
	}
	var cut []int
	for i, e := range m.rules {
		if i == 0 || i == len(m.rules)-1 || m.whole(e) {
			cut = append(cut, i)
		}
	}
	if short := len(m.rules) - m.wholeRules(); short < fewestShort || short == len(m.rules) {
		return false
	}
	for i := 1; i < len(cut); i++ {
		if !m.section(m.rules[cut[i-1] : cut[i]+1]) {
			return false
		}
	}
	return true
}

// leavesOut says whether text stands beside the rules that no other rule is above or below: they are not those of a whole table.
func (m *merging) leavesOut(all []ruling.Edge) bool {
	top, bottom := m.rules[0].At, m.rules[len(m.rules)-1].At
	return slices.ContainsFunc(m.ps, func(p text.Piece) bool {
		mid := p.Box.Center()
		return top < mid.Y && mid.Y < bottom && (mid.X < m.left || mid.X > m.right) && !slices.ContainsFunc(all, func(e ruling.Edge) bool {
			return top-rowEnds <= e.At && e.At <= bottom+rowEnds && e.From <= mid.X && mid.X <= e.To
		})
	})
}

// wholeRules is how many rules span all columns.
func (m *merging) wholeRules() int {
	n := 0
	for _, e := range m.rules {
		if m.whole(e) {
			n++
		}
	}
	return n
}

// crossed says whether text between two heights runs over a column line.
func (m *merging) crossed(x, top, bottom float64) bool {
	return slices.ContainsFunc(m.ps, func(p text.Piece) bool {
		y := p.Box.Center().Y
		return top < y && y < bottom && p.Box.X0+overEnd < x && x < p.Box.X1-overEnd
	})
}

// section reads what stands between two rules over all columns. Where one between them ends, a column does; it is false if text runs over
// that end.
func (m *merging) section(rules []ruling.Edge) bool {
	xs := []float64{m.left, m.right}
	for _, e := range rules {
		for _, x := range []float64{e.From, e.To} {
			if !slices.ContainsFunc(xs, func(o float64) bool { return math.Abs(x-o) <= rowEnds }) {
				xs = append(xs, x)
			}
		}
	}
	slices.Sort(xs)
	top, bottom := rules[0].At, rules[len(rules)-1].At
	for _, x := range xs[1 : len(xs)-1] {
		if m.crossed(x, top, bottom) {
			return false
		}
		m.gaps = append(m.gaps, gap{x, x, top, bottom})
	}
	for i := 1; i < len(xs); i++ {
		if !m.block(rules, xs[i-1], xs[i]) {
			return false
		}
	}
	return true
}

// block reads the columns between two ends of rules; it is false if one of the spaces between rules holds several rows.
func (m *merging) block(rules []ruling.Edge, lo, hi float64) bool {
	ys := []float64{rules[0].At}
	for _, e := range rules[1:] {
		if e == rules[len(rules)-1] || e.From <= lo+rowEnds && e.To >= hi-rowEnds {
			ys = append(ys, e.At)
		}
	}
	var rows [][]text.Phrase
	for i := 1; i < len(ys); i++ {
		var row []text.Phrase
		for _, l := range text.Atoms(text.Lines(piecesIn(m.ps, page.Box{X0: lo, X1: hi, Y0: ys[i-1], Y1: ys[i]}))) {
			if stacked(row, l) {
				return false
			}
			row = append(row, l...)
		}
		slices.SortStableFunc(row, func(a, b text.Phrase) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	cols := column.Near(rows, nil)
	for i := 1; i < len(cols); i++ {
		m.gaps = append(m.gaps, gap{cols[i-1].X1, cols[i].X0, ys[0], ys[len(ys)-1]})
	}
	return true
}

// stacked says whether a figure of a line stands below one that is of the same row: not each row is ruled.
func stacked(above, line []text.Phrase) bool {
	for _, a := range above {
		for _, b := range line {
			if a.Figure && b.Figure && a.Box.X0 < b.Box.X1 && b.Box.X0 < a.Box.X1 && figure.Decimals(a.Text) > 0 && figure.Decimals(b.Text) > 0 {
				return true
			}
		}
	}
	return false
}

// lines is the least column lines that stand in all gaps.
func (m *merging) lines() []float64 {
	gaps := slices.Clone(m.gaps)
	slices.SortFunc(gaps, func(a, b gap) int { return cmp.Compare(math.Max(a.lo, a.hi), math.Max(b.lo, b.hi)) })
	var out []float64
	for i := 0; i < len(gaps); {
		lo, hi := math.Min(gaps[i].lo, gaps[i].hi), math.Max(gaps[i].lo, gaps[i].hi)
		for i++; i < len(gaps) && gaps[i].lo <= hi; i++ {
			lo = math.Max(lo, gaps[i].lo)
		}
		lo = math.Min(lo, hi)
		out = append(out, lo+math.Min(nearText, (hi-lo)/2))
	}
	return out
}

// lattice is the rules with the sides that text shows.
func (m *merging) lattice() ruling.Lattice {
	top, bottom := m.rules[0].At, m.rules[len(m.rules)-1].At
	l := ruling.Lattice{Box: page.Box{X0: m.left, X1: m.right, Y0: top, Y1: bottom}}
	l.Horizontal = m.rules
	l.Vertical = append(l.Vertical, ruling.Edge{At: m.left, From: top, To: bottom})
	for _, x := range m.lines() {
		for i := 1; i < len(m.rules); i++ {
			a, b := m.rules[i-1].At, m.rules[i].At
			if !m.crossed(x, a, b) {
				l.Vertical = append(l.Vertical, ruling.Edge{At: x, From: a, To: b})
			}
		}
	}
	l.Vertical = append(l.Vertical, ruling.Edge{At: m.right, From: top, To: bottom})
	return l
}
