package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/ruling"
)

// What speaks against one reading of a head, in font sizes by which its cells stand off where it would set them.
const (
	mostOff     = 1.6  // by which a cell may stand off the middle of the columns that it spans
	headlessOff = 3.0  // a column without head
	letteredOff = 0.3  // the same where each has a letter below the head (A=B+C, B, C): totals stand below what their parts stand below
	aloneOff    = 1.5  // a cell over the same columns as another head below it, but for what stands over all
	widerOff    = 0.8  // a cell without others below it over more columns than it touches
	leftOff     = 0.6  // a cell over several columns that is not set in their middle but at their left
	heightOff   = 1.5  // a cell at another height than its rows say, at most
	loweredOff  = 0.2  // a cell over others that stands lower than those beside it
	nearOff     = 1.0  // a cell over another that stands less than a line below it
	partedOff   = 1.5  // a cell below a rule that nothing stands above
	unfullOff   = 0.5  // a line of a cell that ends though the next character had room on it
	unusedOff   = 50.0 // a cell without place
	mostMeanOff = 0.6  // of a reading that counts, for each of its cells
	tight       = 0.15 // of how far a cell stands off the likely middle, where all are possible
)

// tightest is how far lines that are one below the other stand apart at least, in font sizes.
const tightest = 0.95

// likelySlack is by how many points a head stands off the middle of its column where it is set there.
const likelySlack = 1.0

// mostHeadCells is how many cells a head has that is read as a whole.
const mostHeadCells = 80

// mostWork is how often cells are tried over columns: many times what the largest head takes that was met.
const mostWork = 100000

// headLeadings are the distances of base lines, in font sizes, up to which a head may wrap: the reading that each leads to tells which one holds.
var headLeadings = []float64{1.7, 1.45, 1.3, 1.15}

// usualHeadLeading is up to what distance of base lines, in font sizes, nothing speaks against a head that wraps.
const usualHeadLeading = 1.3

// A headTree reads the cells of a head as a tree: each spans columns, and stands in the middle of them over others,
// or in the middle of the rows that are left to it.
type headTree struct {
	cells    []headCell
	lo, hi   []float64       // between which the column lines stand, for there is only blank
	likely   []column.Span   // between which they stand where the lowest heads are in the middle of their columns; nil if these cannot be
	flush    []float64       // where columns end or begin, where cells are set there; nil where they are in the middle
	atLeft   bool            // they are set where columns begin
	headless float64         // what speaks against a column without head
	rules    []ruling.Edge   // over some columns
	edges    []ruling.Edge   // these, and dividers over all
	sides    [][]ruling.Edge // by column line, the vertical edges that rule it beside cells of the head
	bottom   float64         // of the lowest cell
	work     int             // how often a cell was tried
	set      int
	known    map[stretch]reading
}

// Where cells stand in their rows.
const (
	inMiddle = iota
	atBottom
	atTop
)

// A stretch is columns from and to, of which only cells below a height are looked at.
type stretch struct {
	from, to int
	below    float64
}

// A reading places some cells; off is what speaks against it.
type reading struct {
	off    float64
	placed []placing
	set    int
}

// A placing is the columns and the level of a cell.
type placing struct{ cell, from, to, level int }

// readTree finds the best reading of a head whose cells are given, of a candidate; headless is what speaks against a column without head. ok says
// whether it is good enough.
func (r *candidate) readTree(cells []headCell, cols []column.Span, headless float64) (out []headCell, rows int, off float64, ok bool) {
	if len(cells) == 0 || len(cells) > mostHeadCells || len(cols) > mostHeadCells {
		return nil, 0, 0, false
	}
	left, right := r.extent()
	rules, best := r.partialRules(), reading{off: math.Inf(1)}
	for n := range 3 * (atTop + 1) {
		t := &headTree{cells: cells, rules: rules, edges: slices.Concat(rules, r.dividers), set: n % (atTop + 1), headless: headless, known: map[stretch]reading{}}
		t.between(cols, left, right)
		switch n / (atTop + 1) {
		case 1:
			t.setEnds(cols)
		case 2:
			t.setStarts(cols)
		}
		for _, c := range cells {
			t.bottom = math.Max(t.bottom, c.box.Y1)
		}
		t.setSides(r.sides)
		t.setLikely()
		found := t.read(stretch{0, len(cols) - 1, math.Inf(-1)})
		found.off += unusedOff * float64(len(cells)-len(found.placed))
		found.set = t.set
		if found.off < best.off {
			best = found
		}
	}
	if best.off > mostMeanOff*float64(len(cells)) {
		return nil, 0, best.off, false
	}
	out = slices.Clone(cells)
	for _, p := range best.placed {
		c := &out[p.cell]
		c.from, c.to, c.row, c.rows = p.from, p.to, p.level, 1
		if !best.standsOver(p) {
			c.row = max(p.level, best.levelsAbove(cells, c, slices.Concat(rules, r.dividers)))
		}
		rows = max(rows, c.row+1)
	}
	for _, p := range best.placed {
		if !best.standsOver(p) {
			out[p.cell].rows = rows - out[p.cell].row
		}
	}
	return out, rows, best.off, rows <= grid.DeepestHead
}

// standsOver says whether others stand below a cell.
func (r *reading) standsOver(p placing) bool {
	return slices.ContainsFunc(r.placed, func(o placing) bool { return o.level > p.level && p.from <= o.from && o.to <= p.to })
}

// levelsAbove is how many levels of a head stand above the lowest rule that runs above a cell, up to which that reaches.
func (r *reading) levelsAbove(cells []headCell, c *headCell, rules []ruling.Edge) int {
	n, mid := 0, c.box.Center().X
	for _, e := range rules {
		if c.box.Center().Y < e.At || mid < e.From || e.To < mid {
			continue
		}
		for _, p := range r.placed {
			if cells[p.cell].box.Center().Y < e.At {
				n = max(n, p.level+1)
			}
		}
	}
	return n
}

// between notes between which positions each column line stands. Beyond the outermost columns there may be as much blank
// as on the other side of a head that is set in the middle of its column.
func (t *headTree) between(cols []column.Span, left, right float64) {
	const margin = 6 // points of blank around a table without lines
	last := len(cols) - 1
	t.lo, t.hi = []float64{math.Min(left, cols[0].X0-margin)}, []float64{cols[0].X0}
	for i := 1; i < len(cols); i++ {
		t.lo, t.hi = append(t.lo, cols[i-1].X1), append(t.hi, cols[i].X0)
	}
	t.lo, t.hi = append(t.lo, cols[last].X1), append(t.hi, math.Max(right, cols[last].X1+margin))
	for _, c := range t.cells {
		mid := c.box.Center().X
		if c.to == 0 {
			t.lo[0] = math.Min(t.lo[0], 2*mid-t.hi[1])
		}
		if c.from == last {
			t.hi[last+1] = math.Max(t.hi[last+1], 2*mid-t.lo[last])
		}
	}
}

// members is the cells of a stretch.
func (t *headTree) members(s stretch) []int {
	var out []int
	for i, c := range t.cells {
		if mid := c.box.Center(); c.box.Y0 > s.below && t.lo[s.from] < mid.X && mid.X < t.hi[s.to+1] && s.from <= c.from && c.to <= s.to {
			out = append(out, i)
		}
	}
	return out
}

// read is the best reading of a stretch.
func (t *headTree) read(s stretch) reading {
	if r, ok := t.known[s]; ok {
		return r
	}
	members := t.members(s)
	top := math.Inf(1)
	for _, m := range members {
		top = math.Min(top, t.cells[m].box.Y0)
	}
	best := make([]reading, s.to-s.from+2) // of the columns from one on
	for i := s.to; i >= s.from; i-- {
		rest := best[i+1-s.from]
		best[i-s.from] = reading{off: rest.off + t.headless, placed: rest.placed}
		for _, m := range members {
			if t.cells[m].from < i {
				continue
			}
			for k := t.cells[m].to; k <= s.to; k++ {
				r, ok := t.place(m, stretch{i, k, s.below}, members, top)
				if i == s.from && k == s.to && t.underAnother(s) {
					r.off += aloneOff
				}
				after := best[k+1-s.from]
				// A cell that finds no place speaks as much against a reading as the cells that were placed speak for it.
				if ok && r.off+after.off-unusedOff*float64(len(r.placed)+len(after.placed)) < best[i-s.from].off-unusedOff*float64(len(best[i-s.from].placed)) {
					best[i-s.from] = reading{off: r.off + after.off, placed: slices.Concat(r.placed, after.placed)}
				}
			}
		}
	}
	t.known[s] = best[0]
	return best[0]
}

// underAnother says whether a stretch is what a cell spans, but all columns: those are named by titles and rows without figures.
func (t *headTree) underAnother(s stretch) bool {
	return !math.IsInf(s.below, -1) && s.to-s.from+2 < len(t.lo)
}

// place is the best reading of the columns of a stretch under one of its cells, the uppermost.
func (t *headTree) place(m int, s stretch, members []int, top float64) (reading, bool) {
	c := &t.cells[m]
	under := c.box.Center().Y // what is below the cell, and below what is asked for: a box that is upside down has nothing below it
	if under <= s.below {
		return reading{}, false
	}
	off := 0.0
	exact, ok := t.betweenSides(c, s.from, s.to)
	if !ok {
		return reading{}, false
	}
	if (s.from < s.to || t.flush != nil) && !exact {
		if off = t.offMiddle(c, s.from, s.to); off > mostOff {
			return reading{}, false
		}
	}
	if t.work++; t.work > mostWork {
		return reading{}, false
	}
	if t.partedFrom(top, c) {
		off += partedOff
	}
	below := 0
	for _, o := range members {
		b := &t.cells[o]
		if o == m || b.to < s.from || b.from > s.to {
			continue
		}
		if b.box.Y0 < c.box.Center().Y || b.from < s.from || b.to > s.to {
			return reading{}, false
		}
		if b.phrases[0].Pieces[0].Base-c.phrases[len(c.phrases)-1].Pieces[0].Base < tightest*math.Min(b.size, c.size) {
			off += nearOff
		}
		below++
	}
	if below == 0 {
		if s.from != c.from || s.to != c.to {
			if t.flush != nil { // what it ends or begins with, the columns beside it share by chance
				return reading{}, false
			}
			off += widerOff
		}
		off += t.offHeight(c, s.below, top)
		return reading{off: off, placed: []placing{{m, s.from, s.to, 0}}}, true
	}
	if s.from < s.to { // how far it spans is told by what stands beside it as well
		off += loweredOff * math.Min((c.box.Y0-top)/c.size, heightOff)
	}
	sub := t.read(stretch{s.from, s.to, under})
	placed := []placing{{m, s.from, s.to, 0}}
	for _, p := range sub.placed {
		p.level++
		placed = append(placed, p)
	}
	return reading{off: off + sub.off, placed: placed}, true
}

// setSides notes the vertical edges that stand beside cells of the head, by the column line that they rule, which stands there.
func (t *headTree) setSides(sides []ruling.Edge) {
	t.sides = make([][]ruling.Edge, len(t.lo))
	for _, e := range sides {
		k := slices.IndexFunc(t.hi, func(x float64) bool { return e.At <= x+nearSide })
		if k < 0 {
			k = len(t.hi) - 1
		}
		if e.At < t.lo[k]-nearSide && k > 0 && k < len(t.hi)-1 || e.From >= t.bottom {
			continue
		}
		t.sides[k] = append(t.sides[k], e)
		if k > 0 && k < len(t.hi)-1 {
			t.lo[k], t.hi[k] = e.At, e.At
		}
	}
}

// betweenSides says whether a cell may span columns: none of the vertical edges at its height runs between them. It is exact
// where edges rule all column lines that the cell may stand over, and those at its height leave it no other columns.
func (t *headTree) betweenSides(c *headCell, from, to int) (exact, ok bool) {
	y := c.box.Center().Y
	runs := func(k int) bool {
		return slices.ContainsFunc(t.sides[k], func(e ruling.Edge) bool { return e.From <= y && y <= e.To })
	}
	first, last := c.from, c.to+1
	for first > 0 && !runs(first) {
		first--
	}
	for last < len(t.sides)-1 && !runs(last) {
		last++
	}
	if from < first || to+1 > last {
		return false, false
	}
	for k := first + 1; k < last; k++ {
		if len(t.sides[k]) == 0 {
			return false, true
		}
	}
	if last-first == 1 || first == 0 && last == len(t.sides)-1 && !runs(first) && !runs(last) {
		return false, true // a side that nothing shows
	}
	return true, from == first && to+1 == last
}

// offMiddle is how far a cell stands off the middle of columns, in font sizes, or off a rule below it that spans
// columns.
func (t *headTree) offMiddle(c *headCell, from, to int) float64 {
	ruled := column.Span{X0: math.Inf(1), X1: math.Inf(-1)} // what the rules below it run over: both sides of a gap between shaded cells are rules
	for _, e := range t.rules {
		if c.box.Center().Y < e.At && e.At-c.box.Y1 < c.size && e.From <= c.box.X0+sameEnds && c.box.X1-sameEnds <= e.To {
			if t.covers(e.From, e.To, from, to) {
				return 0
			}
			ruled.X0, ruled.X1 = math.Min(ruled.X0, e.From), math.Max(ruled.X1, e.To)
		}
	}
	beyond := math.Max(0, ruled.X0-t.hi[from]) + math.Max(0, t.lo[to+1]-ruled.X1)
	if ruled.X0 < ruled.X1 && beyond > sameEnds && !(from < to && t.covers(ruled.X0, ruled.X1, from+1, to)) { // above the parts of a total it leaves out that
		return math.Inf(1)
	}
	switch {
	case t.flush != nil && t.atLeft:
		return math.Abs(c.box.X0-t.flush[from]) / c.size
	case t.flush != nil:
		return math.Abs(c.box.X1-t.flush[to]) / c.size
	}
	off := offBetween(c, t.lo[from], t.hi[from], t.lo[to+1], t.hi[to+1])
	if t.likely != nil {
		first, last := t.likely[from], t.likely[to+1]
		off = math.Min(off, offBetween(c, first.X0, first.X1, last.X0, last.X1))
	}
	if c.box.X0 <= t.hi[from]+1 {
		off = math.Min(off, leftOff)
	}
	return off
}

// covers says whether a rule between two positions runs over some columns.
func (t *headTree) covers(x0, x1 float64, from, to int) bool {
	return outside(x0, t.lo[from], t.hi[from])+outside(x1, t.lo[to+1], t.hi[to+1]) < sameEnds
}

// offBetween is how far a cell stands off the middle of two column lines, of each of which two ends are known.
func offBetween(c *headCell, firstLo, firstHi, lastLo, lastHi float64) float64 {
	a, b, mid := (firstLo+lastLo)/2, (firstHi+lastHi)/2, c.box.Center().X
	return outside(mid, a, b)/c.size + tight*math.Abs(mid-(a+b)/2)/c.size
}

// lowest is the lowest cell that stands over each column alone, or -1.
func (t *headTree) lowest() []int {
	out := slices.Repeat([]int{-1}, len(t.lo)-1)
	for i, c := range t.cells {
		if c.from == c.to && (out[c.from] < 0 || t.cells[out[c.from]].box.Y0 < c.box.Y0) {
			out[c.from] = i
		}
	}
	return out
}

// setEnds notes where columns end at the right: with their texts or with their lowest heads.
func (t *headTree) setEnds(cols []column.Span) {
	for k, n := range t.lowest() {
		end := cols[k].X1
		if n >= 0 && (k+1 == len(cols) || t.cells[n].box.X1 <= cols[k+1].X0) {
			end = math.Max(end, t.cells[n].box.X1)
		}
		t.flush = append(t.flush, end)
	}
}

// setStarts notes where columns begin: with their texts or with their lowest heads.
func (t *headTree) setStarts(cols []column.Span) {
	t.atLeft = true
	for k, n := range t.lowest() {
		start := cols[k].X0
		if n >= 0 && (k == 0 || t.cells[n].box.X0 >= cols[k-1].X1) {
			start = math.Min(start, t.cells[n].box.X0)
		}
		t.flush = append(t.flush, start)
	}
}

// setLikely notes where the column lines stand if the lowest head of each column is set in its middle: where one of its lines
// may stand tells where the other does. A wide blank leaves a line much room, the heads on both its sides little.
func (t *headTree) setLikely() {
	n, lowest := len(t.lo)-1, t.lowest()
	t.likely = nil
	lines := make([]column.Span, n+1)
	for k := range lines {
		lines[k] = column.Span{X0: t.lo[k], X1: t.hi[k]}
	}
	mirror := func(k, from, to int) bool {
		if lowest[k] >= 0 {
			sum := 2 * t.cells[lowest[k]].box.Center().X
			lines[to].X0 = math.Max(lines[to].X0, sum-lines[from].X1-likelySlack)
			lines[to].X1 = math.Min(lines[to].X1, sum-lines[from].X0+likelySlack)
		}
		return lines[to].X0 <= lines[to].X1
	}
	for k := range n {
		if !mirror(k, k, k+1) {
			return
		}
	}
	for k := n - 1; k >= 0; k-- {
		if !mirror(k, k+1, k) {
			return
		}
	}
	t.likely = lines
}

// outside is how far x stands outside an interval.
func outside(x, lo, hi float64) float64 { return math.Max(0, math.Max(lo-x, x-hi)) }

// partedFrom says whether a rule runs above a cell, below the height at which others stand beside it.
func (t *headTree) partedFrom(top float64, c *headCell) bool {
	mid := c.box.Center()
	return slices.ContainsFunc(t.edges, func(e ruling.Edge) bool {
		return top+c.size/2 < e.At && e.At < mid.Y && e.From <= mid.X && mid.X <= e.To
	})
}

// offHeight is how far a cell that reaches down to the bottom of the head stands off where it is set in its rows. Where cells are set at one
// end of their columns, so that heights alone tell what they span, these may begin above the uppermost of the cells beside it, but below the
// middle of the one over them: other columns may hold a taller one.
func (t *headTree) offHeight(c *headCell, above, top float64) float64 {
	var d float64
	switch t.set {
	case inMiddle:
		mid := c.box.Center().Y
		if d = mid - (top+t.bottom)/2; d < 0 && t.flush != nil && !math.IsInf(above, -1) {
			d = outside(mid, (above+c.size/2+t.bottom)/2, mid)
		}
	case atBottom:
		d = c.box.Y1 - t.bottom
	default:
		d = c.box.Y0 - top
	}
	return math.Min(math.Abs(d)/c.size, heightOff)
}
