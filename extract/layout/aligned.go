package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of finding tables without column rulings. Lengths in font sizes unless said otherwise.
const (
	ruleGap       = 20.0 // points between the pieces of a rule that is set column by column
	sameEnds      = 8.0  // points by which the ends of rules of one table differ
	shortestRule  = 60.0 // points; shorter rules underline words
	multiShare    = 0.5  // share of the lines between two rules that hold several phrases
	blockGap      = 2.6  // blank between lines that ends a borderless table
	looseFigures  = 0.5  // share of figures among the phrases right of the first column of a borderless table
	ruledFigures  = 0.1  // the same between rules, when the phrases are long
	longPhrase    = 28.0 // characters of a phrase on average from which lines read as prose
	fewestWords   = 8    // phrases of a table between rules that holds no figure
	shortestAxis  = 3    // steps of one size that make a chart's scale; numbers of rows rise by one
	axisShare     = 0.25 // share of the lines that are steps of a scale; legends stand between
	fewestLoose   = 3    // lines of several phrases in a borderless table
	tightLeading  = 1.35 // distance of base lines up to which a line can go on with the text of the line above
	halfLine      = 0.85 // distance of base lines below which two lines are of one row: a name of two lines beside its figures
	closerThan    = 0.85 // of the usual distance of lines of the table, for the same
	centringGain  = 3.0  // points by which a head must stand better in the middle of several columns than of its own
	leadingSingle = 2    // lines of one phrase in a row within a borderless table
	mostAbove     = 3    // lines of one phrase above it that can be its head
	longestAbove  = 20   // characters of such a line
)

// leader is a row of dots that leads to a page number in a table of contents.
var leader = regexp.MustCompile(`\.{5,}|…{2,}|(\. ){4,}|·{5,}`)

// A region is lines that stand together and may be a table.
type region struct {
	rows  []row
	index []int  // where the rows stand on the sheet
	rules []Edge // over its whole width, from top to bottom
	parts []Edge // over a part of it
	above int    // how many of the first rows are lines of one phrase that may be its head
}

// findAligned finds the tables of a sheet that have no column rulings, and takes their lines out.
func (s *sheet) findAligned(rules []Edge) {
	taken := make(map[int]bool)
	s.takeRegions(s.ruledRegions(rules, taken), true, taken)
	s.takeRegions(s.looseRegions(rules, taken), false, taken)
	s.dropRows(taken)
}

// takeRegions keeps the regions that are tables and frees the lines of the others.
func (s *sheet) takeRegions(rs []region, ruled bool, taken map[int]bool) {
	for i := range rs {
		g := rs[i].grid(s.number, ruled)
		if g != nil {
			s.grids = append(s.grids, g)
		}
		for _, n := range rs[i].index {
			taken[n] = g != nil
		}
	}
}

// wholeRules joins the pieces of rules that stand at one height.
func wholeRules(es []Edge) []Edge {
	return joinEdges(es, ruleGap, shortestRule)
}

// ruledRegions finds the lines between rules that begin and end alike.
func (s *sheet) ruledRegions(edges []Edge, taken map[int]bool) []region {
	rules := wholeRules(edges)
	used := make([]bool, len(rules))
	var out []region
	for i := range rules {
		if used[i] {
			continue
		}
		family := []Edge{rules[i]}
		for j := i + 1; j < len(rules); j++ {
			if !used[j] && alike(rules[i], rules[j]) {
				family, used[j] = append(family, rules[j]), true
			}
		}
		out = append(out, s.between(family, edges, taken)...)
	}
	return out
}

func alike(a, b Edge) bool {
	return math.Abs(a.From-b.From) <= sameEnds && math.Abs(a.To-b.To) <= sameEnds
}

// between finds the regions between successive rules of one family.
func (s *sheet) between(family, all []Edge, taken map[int]bool) []region {
	var out []region
	for i := 0; i+1 < len(family); {
		j, multi := i, 0
		for j+1 < len(family) {
			n, ok := s.tabular(family[j], family[j+1], taken)
			if !ok {
				break
			}
			multi, j = multi+n, j+1
		}
		if multi >= 2 {
			if r := s.regionOf(family[i:j+1], all, taken); s.headAlone(&r, taken) {
				r.free(taken)
			} else {
				out = append(out, r)
			}
		}
		i = max(j, i+1)
	}
	return out
}

// headAlone says whether a region between rules is a head whose body follows without a rule at its end.
func (s *sheet) headAlone(r *region, taken map[int]bool) bool {
	last := len(r.rows) - 1
	if last < 0 || slices.ContainsFunc(r.rows, func(x row) bool { return isBodyLine(phrases(&x)) }) {
		return false
	}
	for n := r.index[last] + 1; n < len(s.rows) && n <= r.index[last]+leadingSingle+1; n++ {
		if taken[n] || s.rows[n].box.Y0-s.rows[n-1].box.Y1 > blockGap*s.rows[n].size {
			return false
		}
		if ps := phrases(&s.rows[n]); len(ps) > 1 && isBodyLine(ps) {
			return true
		}
	}
	return false
}

// free gives the lines of a region back.
func (r *region) free(taken map[int]bool) {
	for _, n := range r.index {
		delete(taken, n)
	}
}

// tabular counts the lines of several phrases between two rules and says whether they are enough.
func (s *sheet) tabular(top, bottom Edge, taken map[int]bool) (multi int, ok bool) {
	lines := 0
	for i := range s.rows {
		if taken[i] || !standsBetween(&s.rows[i], top, bottom) {
			continue
		}
		lines++
		if len(phrases(&s.rows[i])) >= 2 {
			multi++
		}
	}
	return multi, lines <= 1 || float64(multi) >= multiShare*float64(lines)
}

func standsBetween(r *row, top, bottom Edge) bool {
	y := r.box.Center().Y
	return top.At < y && y < bottom.At && r.box.X0 < top.To && r.box.X1 > top.From
}

// regionOf gathers the lines between the first and the last rule.
func (s *sheet) regionOf(rules, all []Edge, taken map[int]bool) region {
	top, bottom := rules[0], rules[len(rules)-1]
	r := region{rules: rules}
	for i := range s.rows {
		if !taken[i] && standsBetween(&s.rows[i], top, bottom) {
			r.rows, r.index, taken[i] = append(r.rows, s.rows[i]), append(r.index, i), true
		}
	}
	for _, e := range all {
		if top.At < e.At && e.At < bottom.At && e.From >= top.From-sameEnds && e.To <= top.To+sameEnds && e.Length() < top.Length()-2*sameEnds {
			r.parts = append(r.parts, e)
		}
	}
	return r
}

// trim drops the lines of one phrase at the end of a region, but for one that goes on closely with
// the line above.
func (r *region) trim() {
	for n := len(r.rows) - 1; n >= 0 && len(phrases(&r.rows[n])) < 2; n-- {
		if n > 0 && len(phrases(&r.rows[n-1])) >= 2 && r.rows[n].base-r.rows[n-1].base <= tightLeading*r.rows[n].size {
			return
		}
		r.rows, r.index = r.rows[:n], r.index[:n]
	}
}

// looseRegions finds runs of lines of several phrases.
func (s *sheet) looseRegions(rules []Edge, taken map[int]bool) []region {
	var out []region
	var cur region
	single := 0
	flush := func() {
		cur.trim()
		if len(cur.rows) >= fewestLoose {
			cur = s.withLinesAbove(cur, taken)
			cur.parts = rulesWithin(rules, &cur)
			out = append(out, cur)
		}
		cur, single = region{}, 0
	}
	for i := range s.rows {
		r := &s.rows[i]
		ps := phrases(r)
		multi, caption := len(ps) >= 2, captionPhrases(ps)
		if n := len(cur.rows); n > 0 && (taken[i] || caption || r.box.Y0-cur.rows[n-1].box.Y1 > blockGap*r.size || !multi && single >= leadingSingle) {
			flush()
		}
		switch {
		case taken[i], caption, len(cur.rows) == 0 && !multi:
			continue
		case multi:
			single = 0
		default:
			single++
		}
		cur.rows, cur.index = append(cur.rows, *r), append(cur.index, i)
	}
	flush()
	return out
}

// rulesWithin is the rules that run between the lines of a region.
func rulesWithin(rules []Edge, r *region) []Edge {
	top, bottom := r.rows[0].box.Y0, r.rows[len(r.rows)-1].box.Y1
	var out []Edge
	for _, e := range rules {
		if top < e.At && e.At < bottom {
			out = append(out, e)
		}
	}
	return out
}

// withLinesAbove puts the lines of one phrase that stand closely above a region before it: heads over
// several columns.
func (s *sheet) withLinesAbove(r region, taken map[int]bool) region {
	first := r.index[0]
	for n := first - 1; n >= 0 && first-n <= mostAbove && !taken[n]; n-- {
		ps := phrases(&s.rows[n])
		if len(ps) != 1 || captionPhrases(ps) || s.mayBeTitle(&s.rows[n], &r) || s.rows[n+1].box.Y0-s.rows[n].box.Y1 > blockGap*s.rows[n].size {
			break
		}
		r.above++
	}
	r.rows = slices.Concat(s.rows[first-r.above:first], r.rows)
	for n := range r.above {
		r.index = slices.Insert(r.index, n, first-r.above+n)
	}
	return r
}

// mayBeTitle says whether a line above a region is longer than heads over some of its columns are, or
// stands in the middle of the page or of the region.
func (s *sheet) mayBeTitle(above *row, r *region) bool {
	left, right := extentOf(r)
	mid := above.box.Center().X
	return utf8.RuneCountInString(above.text()) > longestAbove ||
		math.Abs(mid-s.width/2) < centredWithin*s.width || math.Abs(mid-(left+right)/2) < centredWithin*s.width
}

// dropAbove takes the first n rows of a region out of it.
func (r *region) dropAbove(n int) {
	r.rows, r.index, r.above = r.rows[n:], r.index[n:], r.above-n
}

// grid makes a grid of a region, or nil if it is no table. Lines above that turn out to be no head of
// it are dropped.
func (r *region) grid(number int, ruled bool) *grid {
	if r.above > 0 {
		g, z := r.read(number, ruled)
		switch {
		case z == nil || z.first >= r.above || z.spansAll(g.columns()):
			r.dropAbove(r.above)
		case z.first > 0:
			r.dropAbove(z.first)
		default:
			return g
		}
	}
	g, _ := r.read(number, ruled)
	return g
}

// read makes a grid of a region, and gives its head where that was read by itself.
func (r *region) read(number int, ruled bool) (*grid, *headZone) {
	lines := make([][]phrase, len(r.rows))
	for i := range r.rows {
		lines[i] = phrases(&r.rows[i])
	}
	cols := r.columns(lines)
	if len(cols) < 2 || !isTabular(lines, cols, ruled) {
		return nil, nil
	}
	left, right := extentOf(r)
	g := &grid{page: number, xs: boundaries(cols, left, right)}
	bands := r.bands(lines)
	g.ys = r.bandLines(bands)
	z := r.readHead(lines, cols, g.xs)
	if z == nil || !z.isWhole(bands) {
		g.setAligned(r, lines, cols, bands, 0)
		return g, nil
	}
	g.setBody(r, z, lines, cols, bands)
	return g, z
}

// columns is the columns of a region.
func (r *region) columns(lines [][]phrase) []span {
	if len(r.rules) >= 3 {
		return contentColumns(lines)
	}
	return regionColumns(lines)
}

// setBody makes the cells of an aligned grid whose head was read by itself.
func (g *grid) setBody(r *region, z *headZone, lines [][]phrase, cols []span, bands [][]int) {
	above := slices.IndexFunc(bands, func(b []int) bool { return b[0] >= z.first })
	below := slices.IndexFunc(bands, func(b []int) bool { return b[0] >= z.end })
	if below < 0 {
		below = len(bands)
	}
	g.ys = slices.Concat(g.ys[:above], z.rowLines(g.ys[above], g.ys[below]), g.ys[below:])
	z.gridCells(g, above+1)
	g.setAligned(r, lines, cols, bands[:above], 0)
	g.setAligned(r, lines, cols, bands[below:], above+z.rows)
}

// extentOf is the left and the right end of a region.
func extentOf(r *region) (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	for i := range r.rows {
		left, right = math.Min(left, r.rows[i].box.X0), math.Max(right, r.rows[i].box.X1)
	}
	for _, e := range r.rules {
		left, right = math.Min(left, e.From), math.Max(right, e.To)
	}
	return left, right
}

// isTabular says whether lines read as a table and not as prose, a list or a table of contents.
func isTabular(lines [][]phrase, cols []span, ruled bool) bool {
	figures, others, chars, all, multi := 0, 0, 0, 0, 0
	body := max(slices.IndexFunc(lines, isBodyLine), 0)
	for i, l := range lines {
		if len(l) >= 2 {
			multi++
		}
		for _, p := range l {
			if leader.MatchString(p.text) {
				return false
			}
			all++
			chars += utf8.RuneCountInString(p.text)
			if from, _ := covers(p, cols); from == 0 || !ruled && i < body {
				continue
			}
			others++
			if p.figure || hasDigit(p.text) && utf8.RuneCountInString(p.text) < 16 {
				figures++
			}
		}
	}
	if isAxis(lines) {
		return false
	}
	share := float64(figures) / math.Max(float64(others), 1)
	long := float64(chars) > longPhrase*float64(all)
	if ruled {
		return multi >= 2 && !(long && share < ruledFigures) && (figures > 0 || multi > 2 && all >= fewestWords)
	}
	return multi >= fewestLoose && !long && share >= looseFigures && !isList(lines, cols)
}

func hasDigit(s string) bool {
	for _, c := range s {
		if unicode.IsDigit(c) {
			return true
		}
	}
	return false
}

// isAxis says whether the first phrases of many lines are figures that rise or fall by equal steps:
// the scale of a chart. Years are no scale.
func isAxis(lines [][]phrase) bool {
	steps, last, step := 0, math.NaN(), math.NaN()
	for _, l := range lines {
		v, err := strconv.ParseFloat(strings.Trim(strings.ReplaceAll(l[0].text, ",", ""), "%"), 64)
		if err != nil || yearHead.MatchString(l[0].text) {
			continue
		}
		if d := v - last; d != 0 && math.Abs(d-step) <= math.Abs(step)/100 && math.Abs(d) != 1 {
			steps++
		}
		last, step = v, v-last
	}
	return steps >= shortestAxis && axisShare*float64(len(lines)) <= float64(steps)
}

// isList says whether the first of two columns holds nothing but bullets or numbers.
func isList(lines [][]phrase, cols []span) bool {
	if len(cols) > 2 {
		return false
	}
	for _, l := range lines {
		for _, p := range l {
			if from, to := covers(p, cols); from == 0 && to == 0 && utf8.RuneCountInString(p.text) > 4 {
				return false
			}
		}
	}
	return true
}

// bands groups the lines of a region into the rows of a table: each is a list of line indexes.
func (r *region) bands(lines [][]phrase) [][]int {
	var out [][]int
	usual := usualLeading(r.rows)
	for i := range r.rows {
		if n := len(out); n > 0 && r.goesOn(lines, out[n-1], i, usual) {
			out[n-1] = append(out[n-1], i)
			continue
		}
		out = append(out, []int{i})
	}
	return out
}

// usualLeading is the median distance of base lines.
func usualLeading(rows []row) float64 {
	var ds []float64
	for i := 1; i < len(rows); i++ {
		ds = append(ds, rows[i].base-rows[i-1].base)
	}
	if len(ds) == 0 {
		return 0
	}
	slices.Sort(ds)
	return ds[len(ds)/2]
}

// goesOn says whether line i goes on with the table row that the lines of band make.
func (r *region) goesOn(lines [][]phrase, band []int, i int, usual float64) bool {
	last := band[len(band)-1]
	d := r.rows[i].base - r.rows[last].base
	if d < halfLine*r.rows[last].size && apartAcross(lines[last], lines[i]) {
		return true
	}
	if d > tightLeading*math.Max(r.rows[i].size, r.rows[last].size) || r.ruledApart(last, i) {
		return false
	}
	if r.inHead(i) {
		return !subdivides(lines[last], lines[i])
	}
	if slices.ContainsFunc(lines[i], func(p phrase) bool { return p.figure }) {
		return r.figuresGoOn(lines, band, i)
	}
	return d < closerThan*usual
}

// apartAcross says whether no phrase of one line stands above one of another.
func apartAcross(a, b []phrase) bool {
	return !slices.ContainsFunc(a, func(x phrase) bool {
		return slices.ContainsFunc(b, func(y phrase) bool { return x.box.X0 < y.box.X1 && y.box.X0 < x.box.X1 })
	})
}

// figuresGoOn says whether each figure of line i goes on with a figure of the last line of a band, which
// wraps: both make one figure that neither is.
func (r *region) figuresGoOn(lines [][]phrase, band []int, i int) bool {
	for _, p := range lines[i] {
		if p.figure && !slices.ContainsFunc(lines[band[len(band)-1]], func(o phrase) bool { return brokenOver(o, p) }) {
			return false
		}
	}
	return true
}

// brokenOver says whether a figure goes on in b, which stands below.
func brokenOver(a, b phrase) bool {
	if b.box.X0 > a.box.X1 || b.box.X1 < a.box.X0 {
		return false
	}
	ls := []Line{{Text: a.text, Box: a.box}, {Text: b.text, Box: b.box}}
	return wrapOf(ls, a.box, usualPlaces) == oneFigure || placesOf(a.text) > 0 && wrapOf(ls, a.box, usualPlaces) == likelyFigure
}

// ruledApart says whether a rule runs between two lines.
func (r *region) ruledApart(a, b int) bool {
	between := func(e Edge) bool {
		return r.rows[a].box.Center().Y < e.At && e.At < r.rows[b].box.Center().Y
	}
	return slices.ContainsFunc(r.rules, between) || slices.ContainsFunc(r.parts, between)
}

// inHead says whether a line stands above the first inner rule.
func (r *region) inHead(i int) bool {
	return len(r.rules) >= 3 && r.rows[i].box.Center().Y < r.rules[1].At
}

// subdivides says whether two phrases of the lower line stand under one of the upper.
func subdivides(upper, lower []phrase) bool {
	for _, u := range upper {
		n := 0
		for _, l := range lower {
			if l.box.X0 < u.box.X1 && l.box.X1 > u.box.X0 {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// bandLines is the row lines: rules where they run between two bands, else the middle between them.
func (r *region) bandLines(bands [][]int) []float64 {
	top := r.rows[0].box.Y0
	bottom := r.rows[len(r.rows)-1].box.Y1
	if len(r.rules) > 0 {
		top, bottom = math.Min(top, r.rules[0].At), math.Max(bottom, r.rules[len(r.rules)-1].At)
	}
	ys := []float64{top}
	for i := 1; i < len(bands); i++ {
		a, b := r.rows[bands[i-1][len(bands[i-1])-1]].box, r.rows[bands[i][0]].box
		ys = append(ys, math.Max((a.Y1+b.Y0)/2, ys[len(ys)-1]))
	}
	return append(ys, bottom)
}

// setAligned makes the cells of some rows of an aligned grid, which stand under others.
func (g *grid) setAligned(r *region, lines [][]phrase, cols []span, bands [][]int, above int) {
	held := make(map[[3]int][]piece)
	for b, band := range bands {
		for _, i := range band {
			for n, p := range lines[i] {
				from, to := covers(p, cols)
				if from == to {
					from, to = r.headSpan(lines[i], n, i, cols)
				}
				k := [3]int{b, from, to}
				held[k] = append(held[k], p.pieces...)
			}
		}
	}
	for k, ps := range held {
		c := Cell{Row: above + k[0] + 1, Column: k[1] + 1, RowSpan: 1, ColSpan: k[2] - k[1] + 1, Page: g.page}
		c.Box = g.area(c.Row, c.Column, 1, c.ColSpan)
		setText(&c, ps)
		c.Box = boxOf(c.Lines)
		if wrapOf(c.Lines, c.Box, usualPlaces) >= likelyFigure {
			c.Text, _ = figureOf(c.Lines)
		}
		g.cells = append(g.cells, c)
	}
	slices.SortFunc(g.cells, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column), cmp.Compare(a.ColSpan, b.ColSpan))
	})
	g.uncross()
}

// headSpan widens a head that stands over one column to the columns it is set in the middle of, or
// that the rule under it covers.
func (r *region) headSpan(line []phrase, n, i int, cols []span) (from, to int) {
	from, to = covers(line[n], cols)
	p := line[n]
	if p.figure || !r.inHead(i) {
		return from, to
	}
	for _, e := range r.parts {
		if e.At > p.box.Y0 && e.At-p.box.Y1 < r.rows[i].size && e.From <= p.box.X0+sameEnds && e.To >= p.box.X1-sameEnds {
			return underRule(e, cols, from, to)
		}
	}
	lo, hi := freeColumns(line, n, cols)
	mid, best := p.box.Center().X, math.Abs(p.box.Center().X-cols[from].mid())
	for a := from; a >= lo; a-- {
		for b := to; b <= hi; b++ {
			d := math.Abs(span{cols[a].x0, cols[b].x1}.mid() - mid)
			if d < best-centringGain {
				best, from, to = d, a, b
			}
		}
	}
	return from, to
}

// underRule is the columns whose middle a rule covers.
func underRule(e Edge, cols []span, from, to int) (int, int) {
	for c, s := range cols {
		if e.From <= s.mid() && s.mid() <= e.To {
			from, to = min(from, c), max(to, c)
		}
	}
	return from, to
}

// freeColumns is the columns around phrase n that no other phrase of its line stands on.
func freeColumns(line []phrase, n int, cols []span) (lo, hi int) {
	lo, hi = 1, len(cols)-1
	if n > 0 {
		_, to := covers(line[n-1], cols)
		lo = to + 1
	}
	if n+1 < len(line) {
		hi, _ = covers(line[n+1], cols)
		hi--
	}
	from, to := covers(line[n], cols)
	return min(lo, from), max(hi, to)
}

// uncross narrows or joins cells of one row that claim the same columns.
func (g *grid) uncross() {
	var out []Cell
	for _, c := range g.cells {
		n := len(out)
		if n == 0 || out[n-1].Row != c.Row || out[n-1].Column+out[n-1].ColSpan <= c.Column {
			out = append(out, c)
			continue
		}
		a := &out[n-1]
		if c.Column > a.Column {
			a.ColSpan = c.Column - a.Column
			out = append(out, c)
			continue
		}
		a.ColSpan = max(a.ColSpan, c.ColSpan)
		a.Lines = append(a.Lines, c.Lines...)
		slices.SortStableFunc(a.Lines, func(x, y Line) int { return cmp.Compare(x.Box.Y0, y.Box.Y0) })
		a.Box = boxOf(a.Lines)
		a.Text = joinLines(a.Lines, page.Box{X1: math.Inf(1)})
	}
	g.cells = out
}
