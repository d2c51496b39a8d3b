package aligned

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// mostColumns is how many columns a table without rulings has: far more than any that was met.
const mostColumns = 500

// leastDashes is how many signs for a missing figure make a line one of the body.
const leastDashes = 2

// fewestNames is how many names without figures stand below a head that can be read with them: the last line of one name of a column is one.
const fewestNames = 2

// fewestUneven is how many lines a cell has of which the upper ones may be another.
const fewestUneven = 3

// How words are spread over their cells, in font sizes.
const (
	widestSpread = 5.0  // between two ideographs at most
	widestOver   = 20.0 // the same where others stand below them
	spreadSlack  = 0.6  // by which the blanks of one word differ
	widestSpaced = 0.6  // between letters of a spaced word, which stand over other columns than the body's texts
	spacedSlack  = 0.1  // by which the blanks of a spaced word differ
	fewestSpaced = 3    // letters of such a word
	nearerSlack  = 0.2  // by which that to the next of a word is narrower than that to what stands before it
)

// alignWhole reads rows, columns and head of a candidate as one: columns are told by what stands in the rows and in the
// lowest cells of the head, and of the ways in which the head can be read the one counts that places its cells best.
// It is nil where no reading is good enough.
func (r *candidate) alignWhole(ruled bool) *alignment {
	atoms := text.Atoms(r.lines)
	if len(r.sides) > 0 {
		atoms = text.PartPhrases(atoms, r.sideBetween)
	}
	first := 0
	for first < len(atoms) && caption.AreCaptions(atoms[first]) {
		first++
	}
	body := slices.IndexFunc(atoms, beginsBody)
	if body < first {
		return nil
	}
	best := r.alignUnder(atoms, first, body)
	figured := figuredHead(atoms, body)
	better := func(a *alignment) bool {
		return a != nil && a.head != nil && (best == nil || best.head == nil || a.meanOff < best.meanOff)
	}
	if figured > body {
		if other := r.alignUnder(atoms, first, figured); better(other) {
			best = other
		}
	}
	if n := sectionAbove(atoms, first, figured); n != body && n < figured {
		if other := r.alignUnder(atoms, first, n); better(other) && other.sectionSpans(other.phrases[n], other.figureColumns) != nil {
			best = other
		}
	}
	if figured > body && best != nil && best.head != nil {
		body = figured
	}
	if n := dashedAbove(atoms, first, body); n < body {
		if other := r.alignUnder(atoms, first, n); other != nil && other.head.namesAll(len(other.cols)) && (best == nil || len(other.cols) <= len(best.cols)) {
			best = other
		}
	}
	if n := r.belowHead(); first < n && n < body && !(r.dividesRows() && severalOnEach(atoms[n:body])) {
		if other := r.alignUnder(atoms, first, n); other != nil && (best == nil || other.meanOff < best.meanOff) {
			best = other
		}
	}
	if n := namesAbove(atoms, first, body); n < body && (best == nil || body-n >= fewestNames) {
		if other := r.alignUnder(atoms, first, n); other != nil && (best == nil || other.meanOff < best.meanOff) {
			best = other
		}
	}
	if best == nil || !isTabular(r.phrases, best.cols, ruled, r.leastFigures()) {
		return nil
	}
	return best
}

// namesAbove is the first line of the body, if that begins with names of rows without figures: each stands alone above the name of the first row with
// some, and left of its figures.
func namesAbove(atoms [][]text.Phrase, first, body int) int {
	row := atoms[body]
	if len(row) < 2 || row[0].Figure {
		return body
	}
	n := body
	for n-1 > first && len(atoms[n-1]) == 1 && !atoms[n-1][0].Figure && atoms[n-1][0].Box.X1 < row[1].Box.X0 && atoms[n-1][0].Box.X0 < row[0].Box.X1 {
		n--
	}
	return n
}

// dashedAbove is the first line of the body, if that begins with rows without figures: a name and one sign for a missing one each, which name no columns.
func dashedAbove(atoms [][]text.Phrase, first, body int) int {
	n := body
	for n-1 > first && len(atoms[n-1]) == 2 && !figure.IsDash(atoms[n-1][0].Text) && figure.IsDash(atoms[n-1][1].Text) {
		n--
	}
	return n
}

// severalOnEach says whether several texts stand on each of some lines. Where dividers part all rows, such lines below the first one are
// still names of columns.
func severalOnEach(lines [][]text.Phrase) bool {
	return !slices.ContainsFunc(lines, func(l []text.Phrase) bool { return len(l) < 2 })
}

// alignUnder reads a candidate whose head, from a line on, ends at another or above it, where the row of that line begins.
// Without a head it has columns all the same; with one that cannot be read it is nil.
func (r *candidate) alignUnder(atoms [][]text.Phrase, first, body int) *alignment {
	var letters []text.Phrase
	if areLetters(atoms[body]) {
		letters = lettersOf(atoms[body])
		atoms = slices.Clone(atoms)
		atoms[body] = letters
	}
	rows := r.bodyRows(atoms, first, &body)
	shown := r.columnsOf(r.textsOf(atoms, rows), nil)
	atoms = text.PartPhrases(atoms, func(a, b *text.Piece) bool { return figuresApart(a, b, shown) })
	switch {
	case body == 0:
		return r.alignBody(atoms, rows)
	case body <= first || body-first > mostHeadLines:
		return nil
	}
	var best *alignment
	texts, headless := r.textsOf(atoms, rows), headlessOff
	if letters != nil {
		headless = letteredOff
	}
	try := func(heads [][]text.Phrase, leading float64, evenly bool) (wrapped bool) {
		cells, loose := r.clusters(heads, leading, evenly)
		for _, cols := range r.headed(texts, leaves(cells)) {
			if len(cols) < 2 || len(cols) > mostColumns || !partsLetters(cols, letters) {
				continue
			}
			cells, loose := inColumns(cells, cols), loose
			loose += unfull(cells, cols)
			placed, depth, off, ok := r.readTree(cells, cols, headless)
			if off = (off + loose) / float64(len(cells)); !ok || best != nil && off >= best.meanOff {
				continue
			}
			best = &alignment{candidate: r, cols: cols, meanOff: off}
			best.head = &headZone{first: first, end: body, rows: depth, cells: placed}
		}
		return slices.ContainsFunc(cells, func(c headCell) bool { return len(c.phrases) >= fewestUneven })
	}
	heads := partLetters(atoms[first:body], texts)
	readings := [][][]text.Phrase{joinSpread(heads, shown), heads, partNear(heads, shown)}
	for _, h := range slices.CompactFunc(readings, asManyTexts) {
		for _, leading := range headLeadings {
			leading := settled(h, leading)
			if try(h, leading, false) {
				try(h, leading, true)
			}
		}
	}
	if best != nil && first == 0 && best.head.namesNone(len(best.cols)) {
		body := 0
		return r.alignBody(atoms, r.bodyRows(atoms, 0, &body))
	}
	if best != nil {
		best.setLines()
		best.take(atoms, rows, body)
	}
	return best
}

// asManyTexts says whether as many texts stand on each of some lines as on each of others, which are the same but for texts that were joined or parted.
func asManyTexts(a, b [][]text.Phrase) bool {
	return slices.EqualFunc(a, b, func(x, y []text.Phrase) bool { return len(x) == len(y) })
}

// headed is the columns that rows may have below the leaves of a head: those that texts show, and those of heads that are set at one end.
func (r *candidate) headed(rows [][]text.Phrase, leaves []text.Phrase) [][]column.Span {
	out := [][]column.Span{r.columnsOf(rows, leaves)}
	if len(r.sides) > 0 {
		return out
	}
	for _, atLeft := range []bool{false, true} {
		if cols := column.Flush(rows, leaves, atLeft); cols != nil {
			out = append(out, cols)
		}
	}
	return out
}

// figuresApart says whether two neighbouring pieces are figures that stand in a column each, as other rows show, so that they are
// two though hardly any blank is between them.
func figuresApart(a, b *text.Piece, cols []column.Span) bool {
	if len(cols) < 2 || !figure.Is(a.Text) || !figure.Is(b.Text) {
		return false
	}
	from, to := column.Covers(text.Phrase{Box: a.Box}, cols)
	first, last := column.Covers(text.Phrase{Box: b.Box}, cols)
	return from == to && first == last && to < first
}

// beginsBody says whether a line is one of the body: it holds a figure, signs for none in two columns, or the letters of columns, below which
// no head stands.
func beginsBody(l []text.Phrase) bool {
	dashes := 0
	for _, p := range l {
		if figure.IsDash(p.Text) {
			dashes++
		}
	}
	return text.IsBody(l) || dashes >= leastDashes || areLetters(l)
}

// belowHead is the first line below the divider that parts the head from the body; 0 if there is none.
func (r *candidate) belowHead() int {
	if !r.dividesHead() {
		return 0
	}
	return max(0, slices.IndexFunc(r.lines, func(l text.Line) bool { return l.Box.Center().Y > r.dividers[1].At }))
}

// alignBody reads the rows and columns of a candidate without a head.
func (r *candidate) alignBody(atoms [][]text.Phrase, rows [][]int) *alignment {
	cols := r.columnsOf(r.textsOf(atoms, rows), nil)
	if len(cols) < 2 || len(cols) > mostColumns {
		return nil
	}
	a := &alignment{candidate: r, cols: cols}
	a.setLines()
	a.take(atoms, rows, 0)
	return a
}

// bodyRows groups the lines of the body into rows, and moves its first line up to the first of its row.
func (r *candidate) bodyRows(atoms [][]text.Phrase, first int, body *int) [][]int {
	if r.dividesRows() {
		strips := r.strips()
		for *body > first && strips[*body-1] == strips[*body] {
			*body--
		}
		var out [][]int
		for i := *body; i < len(r.lines); i++ {
			if i > *body && strips[i] == strips[i-1] {
				out[len(out)-1] = append(out[len(out)-1], i)
			} else {
				out = append(out, []int{i})
			}
		}
		return out
	}
	if n := *body + 1; areLetters(atoms[*body]) && (n == len(atoms) || !goOnWithLetters(atoms[n])) { // no row of the list tells how it wraps by them
		out := [][]int{{*body}}
		if n < len(atoms) {
			out = append(out, r.text(atoms).Rows(first, n)...)
		}
		return out
	}
	rows := r.text(atoms).Rows(first, r.bodyFrom(atoms, *body))
	for i, row := range rows {
		if row[len(row)-1] >= *body {
			*body = row[0]
			return rows[i:]
		}
	}
	return nil
}

// bodyFrom is the first line that may be of the row of another: those above it stand apart, and none is the beginning of names
// that all go on in it.
func (r *candidate) bodyFrom(atoms [][]text.Phrase, body int) int {
	size, t := r.lines[body].Size, r.text(atoms)
	goesOn := func(above []text.Phrase, l []text.Phrase) bool {
		return !slices.ContainsFunc(above, func(a text.Phrase) bool {
			return !slices.ContainsFunc(l, func(o text.Phrase) bool { return t.MayWrap(a, o) })
		})
	}
	for body > 0 && r.lines[body].Base-r.lines[body-1].Base < row.MostLeading*size &&
		(row.ApartAcross(atoms[body-1], atoms[body]) || goesOn(atoms[body-1], atoms[body])) {
		body--
	}
	return body
}

// textsOf is the texts of rows, from left to right, but for words over columns that name those below.
func (r *candidate) textsOf(atoms [][]text.Phrase, rows [][]int) [][]text.Phrase {
	var out [][]text.Phrase
	t := r.text(atoms)
	for i, row := range rows {
		if i+1 < len(rows) && namesGroup(atoms, row, rows[i+1]) {
			continue
		}
		ps := slices.Concat(t.Indented(row)...)
		slices.SortStableFunc(ps, func(a, b text.Phrase) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
		out = append(out, ps)
	}
	return out
}

// take puts the texts of each line that stand in one column together, and notes the rows.
func (a *alignment) take(atoms [][]text.Phrase, rows [][]int, body int) {
	phrases := slices.Clone(atoms[:body])
	for _, l := range atoms[body:] {
		var out []text.Phrase
		for _, p := range l {
			from, to := column.Covers(p, a.cols)
			if n := len(out); n > 0 {
				if f, t := column.Covers(out[n-1], a.cols); f == from && t == to {
					out[n-1] = text.NewPhrase(slices.Concat(out[n-1].Pieces, p.Pieces))
					continue
				}
			}
			out = append(out, p)
		}
		phrases = append(phrases, out)
	}
	held := *a.candidate
	held.phrases = phrases
	a.candidate = &held
	a.bands = nil
	for i := range body {
		a.bands = append(a.bands, []int{i})
	}
	a.bands = append(a.bands, rows...)
}

// inColumns notes the columns that cells stand over, and puts those together that stand beside each other over one.
func inColumns(cells []headCell, cols []column.Span) []headCell {
	var out []headCell
	for _, c := range over(cells, cols) {
		n := slices.IndexFunc(out, func(o headCell) bool {
			return c.from == c.to && o.from == c.from && o.to == c.to && (standBeside(o, c) || wrapsUnder(o, c))
		})
		if n < 0 {
			out = append(out, c)
			continue
		}
		out[n].phrases, out[n].box = append(out[n].phrases, c.phrases...), out[n].box.Union(c.box)
	}
	return out
}

// over notes the columns that cells stand over. One that is wider than its column may reach over the next, which another at its height has for itself.
func over(cells []headCell, cols []column.Span) []headCell {
	out := slices.Clone(cells)
	for i := range out {
		out[i].from, out[i].to = column.Covers(text.Phrase{Box: out[i].box}, cols)
	}
	for i := range out {
		c := &out[i]
		taken := func(col int) bool {
			return slices.ContainsFunc(out, func(o headCell) bool { return o.from == col && o.to == col && standBeside(*c, o) })
		}
		if c.from < c.to && taken(c.from) {
			c.from++
		}
		if c.from < c.to && taken(c.to) {
			c.to--
		}
	}
	return out
}

// wrapsUnder says whether a cell is the next line of texts that stand beside each other in one, and in their middle.
func wrapsUnder(o, c headCell) bool {
	below := c.phrases[0].Pieces[0].Base - o.phrases[len(o.phrases)-1].Pieces[0].Base
	return len(o.phrases) > 1 && o.box.Y1-o.box.Y0 < usualHeadLeading*o.size && below > 0 && below <= usualHeadLeading*o.size &&
		math.Abs(o.box.Center().X-c.box.Center().X) <= sameCentre/2*o.size
}

// standBeside says whether two cells stand beside each other on one line at least.
func standBeside(a, b headCell) bool {
	return a.box.Y0+row.Reach*a.size < b.box.Y1 && b.box.Y0+row.Reach*a.size < a.box.Y1 && (a.box.X1 <= b.box.X0 || b.box.X1 <= a.box.X0)
}

// joinSpread puts ideographs together that stand by themselves beside each other, as far apart each: a word spread over
// its cell. The lowest of a head that stand over different columns of the body are heads of these (类, 款, 项).
func joinSpread(lines [][]text.Phrase, cols []column.Span) [][]text.Phrase {
	out := make([][]text.Phrase, len(lines))
	for i, l := range lines {
		for k := 0; k < len(l); {
			n := endOfSpaced(l, k, cols)
			for n < len(l) && alone(l[n-1]) && alone(l[n]) && !standsNearer(l, n) && (spreadAlike(l[k:n+1], widestSpread) && inOne(l[n-1], l[n], cols) ||
				spreadAlike(l[k:n+1], widestOver) && overOthers(l[n-1], l[n], lines[i+1:])) && !(isUpright(l[n-1], i, lines) && isUpright(l[n], i, lines)) {
				n++
			}
			if n == k+1 {
				out[i], k = append(out[i], l[k]), n
				continue
			}
			var ps []text.Piece
			for _, p := range l[k:n] {
				ps = append(ps, p.Pieces...)
			}
			out[i], k = append(out[i], text.NewPhrase(ps)), n
		}
	}
	return out
}

// endOfSpaced is the end of a word of three ideographs or more from one of a line on whose letters all stand as far apart, and much nearer than
// columns do; the next phrase where there is none. Letters that stand over different columns are names of these.
func endOfSpaced(l []text.Phrase, from int, cols []column.Span) int {
	n := from + 1
	for n < len(l) && alone(l[n-1]) && alone(l[n]) && spreadWithin(l[from:n+1], widestSpaced, spacedSlack) {
		n++
	}
	over := -1
	for _, p := range l[from:n] {
		for i, c := range cols {
			if p.Box.X0 < c.X1 && c.X0 < p.Box.X1 {
				if over >= 0 && over != i {
					return from + 1
				}
				over = i
			}
		}
	}
	if n-from < fewestSpaced {
		return from + 1
	}
	return n
}

// standsNearer says whether ideograph n of a line, which stands by itself, stands nearer to another right of it than to the one left of it: it
// begins a word.
func standsNearer(l []text.Phrase, n int) bool {
	return n+1 < len(l) && alone(l[n+1]) && l[n+1].Box.X0-l[n].Box.X1+nearerSlack*l[n].Pieces[0].Size < l[n].Box.X0-l[n-1].Box.X1
}

// inOne says whether two phrases stand over one column.
func inOne(a, b text.Phrase, cols []column.Span) bool {
	if len(cols) == 0 {
		return false
	}
	x, _ := column.Covers(a, cols)
	y, _ := column.Covers(b, cols)
	return x == y
}

// overOthers says whether others stand below two phrases, or below the blank between them.
func overOthers(a, b text.Phrase, below [][]text.Phrase) bool {
	return slices.ContainsFunc(slices.Concat(below...), func(o text.Phrase) bool { return o.Box.X0 < b.Box.X1 && a.Box.X0 < o.Box.X1 })
}

// alone says whether a phrase is one ideograph.
func alone(p text.Phrase) bool {
	return utf8.RuneCountInString(p.Text) == 1 && unicode.Is(unicode.Han, text.FirstRune(p.Text))
}

// spreadAlike says whether phrases stand as far apart each, and not too far for a word.
func spreadAlike(l []text.Phrase, widest float64) bool { return spreadWithin(l, widest, spreadSlack) }

// spreadWithin says the same for blanks that differ by so much at most.
func spreadWithin(l []text.Phrase, widest, slack float64) bool {
	least, most := math.Inf(1), 0.0
	for i := 1; i < len(l); i++ {
		gap := (l[i].Box.X0 - l[i-1].Box.X1) / l[i].Pieces[0].Size
		least, most = math.Min(least, gap), math.Max(most, gap)
	}
	return most <= widest && most-least <= slack
}

// leastFigures is the share of figures that a candidate without dividers around it holds at least.
func (r *candidate) leastFigures() float64 {
	if r.unit {
		return unitFigures
	}
	return looseFigures
}
