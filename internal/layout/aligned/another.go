package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

const (
	fewestNamed = 2   // columns of figures that a row names which is the head of another table
	wideBlank   = 1.2 // in steps from row to row, what stands between two tables at least
	mostBehind  = 8   // lines from the head of another table to its first row
	sameColumn  = 0.5 // font sizes by which the ends, or middles, of two figures of one column differ
)

// partsTables says of each divider whether what stands between it and the next parts two tables: nothing but captions and notes, with rows above
// it and below it the names of columns of another table, words that stand among columns of figures; or a
// title that numbers its table.
func (f *finder) partsTables(family []ruling.Edge) []bool {
	out := make([]bool, len(family))
	for i := 1; i+1 < len(family); i++ {
		lines := f.within(family[i], family[i+1])
		between := f.phrasesOf(lines)
		if out[i] = slices.ContainsFunc(lines, f.numbersTable); out[i] || i+2 == len(family) || !areAround(between) {
			continue
		}
		heads := f.phrasesOf(f.within(family[i+1], family[i+2]))
		if !holdsHead(heads) || slices.ContainsFunc(heads, text.IsBody) {
			continue
		}
		rows, fewest := f.phrasesOf(f.within(family[i-1], family[i])), fewestNamed
		if len(between) > 0 {
			fewest = 1
		}
		out[i] = slices.ContainsFunc(rows, text.IsBody) && wordsBeside(heads, rows, len(between) > 0) >= fewest &&
			otherColumns(f.firstBody(family[i+2:]), rows)
	}
	return out
}

// numbersTable says whether line n is a title that numbers the table below it: names of columns, not figures, are what stands beside each other
// first below it. A name of a row that begins so has figures on its line, or the row it wraps to or heads has: 表3 所列支出.
func (f *finder) numbersTable(n int) bool {
	return caption.NumbersTable(f.phrases[n]) && f.namesBelow(n)
}

// namesBelow says whether words, not figures, are what stands beside each other first below line n.
func (f *finder) namesBelow(n int) bool {
	for _, l := range f.phrases[n+1:] {
		if len(l) > 1 && !caption.AreCaptions(l) {
			return !text.IsBody(l)
		}
	}
	return false
}

// titlesAnother says whether line n, below the rows of a candidate, is the title of another table with its unit beside it.
func (f *finder) titlesAnother(r *candidate, n int) bool {
	l := f.phrases[n]
	named := func(p text.Phrase) bool { return caption.NamesUnit(p.Text) && caption.AreCaptions([]text.Phrase{p}) }
	return len(l) > 1 && !slices.ContainsFunc(l, func(p text.Phrase) bool { return p.Figure }) && slices.ContainsFunc(l, named) &&
		slices.ContainsFunc(r.phrases, text.IsBody) && f.namesBelow(n)
}

// firstBody is the lines of the first space between dividers that holds figures.
func (f *finder) firstBody(family []ruling.Edge) [][]text.Phrase {
	for i := 1; i < len(family); i++ {
		if body := f.phrasesOf(f.within(family[i-1], family[i])); slices.ContainsFunc(body, text.IsBody) {
			return body
		}
	}
	return nil
}

// areAround says whether lines are captions, or notes with the lines on which these go on.
func areAround(lines [][]text.Phrase) bool {
	note := false
	for _, l := range lines {
		note = note || caption.BeginsNote(l[0].Text)
		if !caption.AreCaptions(l) && !(note && len(l) == 1) {
			return false
		}
	}
	return true
}

// beginsAnother says whether line i begins the head of another table below the rows of a candidate: it stands further from them than they
// from each other, or below a note, its words stand among columns of figures, and rows follow.
func (f *finder) beginsAnother(r *candidate, i int) bool {
	last := len(r.lines) - 1
	for last >= 0 && !text.IsBody(r.phrases[last]) {
		last--
	}
	if last < 0 || text.IsBody(f.phrases[i]) {
		return false
	}
	next, fewest := i, fewestNamed
	if last+1 < len(r.lines) {
		next = r.index[last+1]
	}
	noted := next < i && caption.BeginsNote(f.phrases[next][0].Text) && areAround(r.phrases[last+1:])
	if noted {
		fewest = 1
	}
	step := r.step(last)
	if f.blank > blockGap && f.namesNearer(i, step) {
		return true
	}
	if !noted && (step == 0 || f.Lines[next].Base-r.lines[last].Base < wideBlank*step) ||
		wordsBeside([][]text.Phrase{f.phrases[i]}, r.phrases[:last+1], noted) < fewest {
		return false
	}
	var below [][]text.Phrase
	for n := i + 1; n < len(f.Lines) && n <= i+mostBehind && !f.taken[n]; n++ {
		if len(f.phrases[n]) > 1 && text.IsBody(f.phrases[n]) {
			below = append(below, f.phrases[n])
		}
	}
	return otherColumns(below, r.phrases[:last+1])
}

// namesNearer says whether line i names figures that stand nearer below it than rows that are set evenly to each other: it is none of these.
func (f *finder) namesNearer(i int, step float64) bool {
	for n := i + 1; n < len(f.Lines) && f.Lines[n].Base-f.Lines[i].Base < step/wideBlank; n++ {
		if f.taken[n] || !text.IsBody(f.phrases[n]) {
			continue
		}
		return slices.ContainsFunc(figuresOf(f.phrases[n]), func(p text.Phrase) bool {
			return slices.ContainsFunc(f.phrases[i], func(o text.Phrase) bool { return o.Box.X0 < p.Box.X1 && p.Box.X0 < o.Box.X1 })
		})
	}
	return false
}

// otherColumns says that the rows below fill other columns with figures than the fullest row above does: below a row of words among figures
// (不适用, 见附表) a table goes on in its own.
func otherColumns(below, above [][]text.Phrase) bool {
	fullest := figuresOf(slices.MaxFunc(above, func(a, b []text.Phrase) int { return len(figuresOf(a)) - len(figuresOf(b)) }))
	figures := figuresOf(slices.Concat(below...))
	anywhere := figuresOf(slices.Concat(above...))
	lacks := func(of []text.Phrase) func(text.Phrase) bool {
		return func(p text.Phrase) bool {
			return !slices.ContainsFunc(of, func(o text.Phrase) bool { return inOneColumn(o, p) })
		}
	}
	return len(figures) > 0 && (slices.ContainsFunc(fullest, lacks(figures)) || slices.ContainsFunc(figures, lacks(anywhere)))
}

func figuresOf(ps []text.Phrase) []text.Phrase {
	return slices.DeleteFunc(slices.Clone(ps), func(p text.Phrase) bool { return !p.Figure })
}

// inOneColumn says whether two figures are set to one edge, or one middle.
func inOneColumn(a, b text.Phrase) bool {
	near := sameColumn * a.Pieces[0].Size
	return math.Abs(a.Box.X1-b.Box.X1) < near || math.Abs(a.Box.X0-b.Box.X0) < near || math.Abs(a.Box.Center().X-b.Box.Center().X) < near
}

// step is the usual distance of the lines of figures down to one; 0 if there is one alone. Lines come below those that were asked for before, and
// each distance is put into its place once.
func (r *candidate) step(last int) float64 {
	for ; r.stepped <= last; r.stepped++ {
		if !text.IsBody(r.phrases[r.stepped]) {
			continue
		}
		base := r.lines[r.stepped].Base
		if r.figured {
			at, _ := slices.BinarySearch(r.steps, base-r.lastBase)
			r.steps = slices.Insert(r.steps, at, base-r.lastBase)
		}
		r.lastBase, r.figured = base, true
	}
	if len(r.steps) == 0 {
		return 0
	}
	return r.steps[len(r.steps)/2]
}

// wordsBeside is how many words of some lines stand below no words of rows, and, unless anywhere will do, as far right as figures of these.
func wordsBeside(heads, rows [][]text.Phrase, anywhere bool) int {
	left, n := math.Inf(1), 0
	var names []text.Phrase
	for _, p := range slices.Concat(rows[max(0, slices.IndexFunc(rows, text.IsBody)):]...) {
		switch {
		case p.Figure:
			left = math.Min(left, p.Box.X0)
		case !figure.IsDash(p.Text):
			names = append(names, p)
		}
	}
	for _, p := range slices.Concat(heads...) {
		below := func(o text.Phrase) bool {
			return row.Alongside(o.Box, p.Box) || o.Box.X0 < p.Box.X1 && p.Box.X0 < o.Box.X1
		}
		if !p.Figure && (anywhere || p.Box.X1 > left) && !slices.ContainsFunc(names, below) {
			n++
		}
	}
	return n
}

// holdsHead says whether lines may be names of columns: several beside each other, and no caption.
func holdsHead(lines [][]text.Phrase) bool {
	return len(lines) <= mostHeadLines && !slices.ContainsFunc(lines, caption.AreCaptions) &&
		slices.ContainsFunc(lines, func(l []text.Phrase) bool { return len(l) > 1 })
}
