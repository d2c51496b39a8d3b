package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

const (
	multiShare   = 0.5 // share of the lines between two dividers that hold several phrases
	mostFilled   = 0.5 // share of a divider's length that a line of a row without figures fills
	mostRowLines = 5   // lines of a row without figures
)

// families is the dividers that begin and end alike, those of which some are drawn apart from those of bands alone.
func (f *finder) families(rules []ruling.Edge) (drawn, bands [][]ruling.Edge) {
	dividers := ruling.Whole(f.dividers)
	used := make([]bool, len(dividers))
	for i := range dividers {
		if used[i] {
			continue
		}
		family := []ruling.Edge{dividers[i]}
		for j := i + 1; j < len(dividers); j++ {
			if !used[j] && alike(dividers[i], dividers[j]) {
				family, used[j] = append(family, dividers[j]), true
			}
		}
		if slices.ContainsFunc(family, func(e ruling.Edge) bool { return isAmong(e, rules) }) {
			drawn = append(drawn, family)
		} else {
			bands = append(bands, family)
		}
	}
	return drawn, bands
}

// isAmong says whether an edge runs along one of some sorted others.
func isAmong(e ruling.Edge, rules []ruling.Edge) bool {
	return slices.ContainsFunc(ruling.Near(rules, e.At), func(r ruling.Edge) bool { return r.From < e.To && e.From < r.To })
}

// ruledCandidates finds the lines between the dividers of families.
func (f *finder) ruledCandidates(families [][]ruling.Edge) []candidate {
	var out []candidate
	for _, family := range families {
		out = append(out, f.between(family)...)
	}
	return out
}

func alike(a, b ruling.Edge) bool {
	return math.Abs(a.From-b.From) <= sameEnds && math.Abs(a.To-b.To) <= sameEnds
}

// between finds the candidates between successive dividers of one family.
func (f *finder) between(family []ruling.Edge) []candidate {
	var out []candidate
	if len(family) > 1 && f.endsRow(family[0], family[1]) {
		return nil // below rows, and none above the first: these and their head are read without
	}
	parts := f.partsTables(family)
	for i := 0; i+1 < len(family); {
		if parts[i] {
			i++
			continue
		}
		if i == 0 || parts[i-1] {
			if r, n := f.belowRows(family[i:], parts[i:]); n > 0 {
				out, i = append(out, r), i+n
				continue
			}
		}
		if r, n := f.rowCandidate(family[i:], parts[i:]); n > 0 {
			out, i = append(out, r), i+n
			continue
		}
		if r, n := f.wordCandidate(family[i:], parts[i:]); n > 0 {
			out, i = append(out, r), i+n
			continue
		}
		if i == 0 && f.areNamedAbove(family[0], family[1]) { // in mid table a row of words is above any divider
			for i++; i+1 < len(family) && f.areRows(family[i], family[i+1]); i++ {
			}
			continue
		}
		j, multi := i, 0
		for j+1 < len(family) && !parts[j] {
			n, ok := f.severalPhrases(family[j], family[j+1])
			if !ok && (j > i || j+2 >= len(family) || !f.headsBody(family[j:])) {
				break
			}
			multi, j = multi+n, j+1
		}
		if multi >= 2 {
			if r := f.take(family[i : j+1]); f.goesOnBelow(&r) {
				f.free(&r)
			} else {
				out = append(out, r)
			}
		}
		i = max(j, i+1)
	}
	return out
}

// endsRow says whether rows of a table stand right above the first divider of some, down to which no other encloses them: amounts set like those
// between it and the next, the nearest line or above names of rows alone.
func (f *finder) endsRow(e, next ruling.Edge) bool {
	rows := f.within(e, next)
	if len(rows) == 0 {
		return false
	}
	for n := rows[0] - 1; n >= 0; n-- {
		l := f.phrases[n]
		switch {
		case f.taken[n] || caption.AreCaptions(l) || f.Lines[n+1].Box.Y0-f.Lines[n].Box.Y1 > blockGap*f.Lines[n].Size:
			return false
		case len(l) > 1 && text.IsBody(l):
			return slices.ContainsFunc(rows, func(i int) bool { return f.setAlike(l, f.phrases[i]) })
		case !areShortNames(l):
			return false
		}
	}
	return false
}

// setAlike says whether an amount behind other texts of a row is set as one of another row.
func (f *finder) setAlike(a, b []text.Phrase) bool {
	return slices.ContainsFunc(a[1:], func(p text.Phrase) bool {
		return p.Figure && slices.ContainsFunc(b[1:], func(o text.Phrase) bool { return o.Figure && row.Alongside(p.Box, o.Box) })
	})
}

// severalPhrases counts the lines of several phrases between two dividers and says whether they are enough. A name that
// stands alone under or above others with figures is a row without any.
func (f *finder) severalPhrases(top, bottom ruling.Edge) (multi int, ok bool) {
	lines := f.within(top, bottom)
	var names []text.Phrase
	for _, i := range lines {
		if l := f.phrases[i]; len(l) >= 2 {
			if multi++; text.IsBody(l[1:]) {
				names = append(names, l[0])
			}
		}
	}
	rows := multi
	for _, i := range lines {
		if l := f.phrases[i]; len(l) == 1 && len(names) >= pairFigures && isNameLike(l[0], names) {
			rows++
		}
	}
	return multi, len(lines) <= 1 || float64(rows) >= multiShare*float64(len(lines))
}

// isNameLike says whether a phrase stands alongside two names, and is no longer than the longest.
func isNameLike(p text.Phrase, names []text.Phrase) bool {
	n, widest := 0, 0.0
	for _, o := range names {
		if widest = math.Max(widest, o.Box.Width()); row.Alongside(o.Box, p.Box) {
			n++
		}
	}
	return n >= pairFigures && p.Box.Width() <= widest
}

// headsBody says whether of the spaces between dividers the first holds names of columns, at different heights, no sign for a
// missing figure, and those below it a body, with two rows down to a divider or one of several figures.
func (f *finder) headsBody(dividers []ruling.Edge) bool {
	heads := f.phrasesOf(f.within(dividers[0], dividers[1]))
	if len(heads) > mostHeadLines || slices.ContainsFunc(heads, text.IsBody) || slices.ContainsFunc(heads, caption.AreCaptions) || !areApart(slices.Concat(heads...)) ||
		slices.ContainsFunc(slices.Concat(heads...), func(p text.Phrase) bool { return figure.IsDash(p.Text) }) {
		return false
	}
	for _, end := range dividers[2:] {
		rows, body := 0, f.phrasesOf(f.within(dividers[1], end))
		for _, l := range body {
			if len(l) > 1 && text.IsBody(l) {
				rows++
			}
		}
		switch {
		case rows == 0 || 2*rows < len(body):
			return false
		case rows >= pairFigures || holdsRow(body):
			return true
		}
	}
	return false
}

// areApart says whether two of some texts stand beside each other, at whatever height.
func areApart(ps []text.Phrase) bool {
	return slices.ContainsFunc(ps, func(p text.Phrase) bool { return p.Box.X0 > ps[0].Box.X1 || p.Box.X1 < ps[0].Box.X0 })
}

// goesOnBelow says whether rows go on right below a candidate between dividers, so that these do not enclose it: below a head
// whose body has no divider at its end, or below one in mid table.
func (f *finder) goesOnBelow(r *candidate) bool {
	if len(r.index) == 0 {
		return false
	}
	far := 0 // lines between it and the row
	if r.isHeadAlone() {
		far = leadingSingle
	}
	last, end := r.index[len(r.index)-1], r.dividers[len(r.dividers)-1]
	for n := last + 1; n < len(f.Lines) && n <= last+far+1; n++ {
		if f.taken[n] || f.Lines[n].Box.Y0-f.Lines[n-1].Box.Y1 > blockGap*f.Lines[n].Size {
			return false
		}
		l := f.phrases[n]
		if len(l) > 1 && text.IsBody(l) && (far > 0 || holdsRow([][]text.Phrase{l}) && isAlong(f.Lines[n].Box, end)) {
			return true
		}
	}
	return false
}

// areNamedAbove says whether the names of columns stand right above a divider, and none below it before the rows down to the next one, so
// that the dividers do not enclose the table: they end its head, groups of its rows, its body.
func (f *finder) areNamedAbove(top, bottom ruling.Edge) bool {
	lines := f.within(top, bottom)
	body := slices.IndexFunc(lines, func(i int) bool { return text.IsBody(f.phrases[i]) })
	if body < 0 || slices.ContainsFunc(lines[:body], func(i int) bool { return len(f.phrases[i]) > 1 }) {
		return false
	}
	for n := lines[0] - 1; n >= 0 && lines[0]-n <= leadingSingle+1; n-- {
		l := f.phrases[n]
		if f.taken[n] || caption.AreCaptions(l) || text.IsBody(l) || f.Lines[n+1].Box.Y0-f.Lines[n].Box.Y1 > blockGap*f.Lines[n].Size {
			return false
		}
		if len(l) > 1 {
			return slices.ContainsFunc(lines, func(i int) bool { return namesFigure(l, f.phrases[i]) })
		}
	}
	return false
}

// namesFigure says whether a word of a line stands over a figure of one below it, or the blank around that: a row of words leaves it blank.
func namesFigure(above, row []text.Phrase) bool {
	for k, p := range row {
		lo, hi := math.Inf(-1), math.Inf(1)
		if k > 0 {
			lo = row[k-1].Box.X1
		}
		if k+1 < len(row) {
			hi = row[k+1].Box.X0
		}
		if p.Figure && slices.ContainsFunc(above, func(q text.Phrase) bool { return !q.Figure && lo < q.Box.Center().X && q.Box.Center().X < hi }) {
			return true
		}
	}
	return false
}

// areRows says whether all that stands between two dividers may be rows of the table above: figures and no captions.
func (f *finder) areRows(top, bottom ruling.Edge) bool {
	lines := f.phrasesOf(f.within(top, bottom))
	return slices.ContainsFunc(lines, text.IsBody) && !slices.ContainsFunc(lines, caption.AreCaptions)
}

// isAlong says whether a line stands between the ends of a divider.
func isAlong(b page.Box, e ruling.Edge) bool { return e.From-sameEnds <= b.X0 && b.X1 <= e.To+sameEnds }

// rowCandidate is the candidate that begins at the first of some dividers and divides its rows, and how many of the
// spaces between the dividers it takes; none if there is no such candidate. What stands over the next table ends it. Lines of a name that wraps stand
// above and below the figures of its row, so that lines of one phrase say nothing against it; nor do names without figures right below a head. A list that
// begins with such has rows with one figure too, whose names may be wide.
func (f *finder) rowCandidate(family []ruling.Edge, parts []bool) (candidate, int) {
	n, head, named := 0, true, false
	var rows [][]text.Phrase
	for ; n+1 < len(family) && !parts[n]; n++ {
		lines := f.phrasesOf(f.within(family[n], family[n+1]))
		if holdsRow(lines) {
			head, rows = false, append(rows, lines...)
			continue
		}
		var goesOn bool
		switch {
		case !head:
			goesOn = len(lines) < 2 || (isNarrow(lines, family[n]) || named && keepsBeside(lines, rows)) && !slices.ContainsFunc(lines, caption.AreCaptions)
		case holdsHead(lines):
			goesOn = true
		default:
			goesOn = (n > 0 || f.begins(family[0])) && f.nameRows(family[n:])
			named = named || goesOn
		}
		if !goesOn {
			break
		}
	}
	if n < fewestStrips {
		return candidate{}, 0
	}
	r := f.take(family[:n+1])
	if r.dividesRows() {
		return r, n
	}
	f.free(&r)
	return candidate{}, 0
}

// isNarrow says whether each of some lines fills little of a divider's length: texts of a row, and no prose below the table.
func isNarrow(lines [][]text.Phrase, e ruling.Edge) bool {
	return len(lines) <= mostRowLines && !slices.ContainsFunc(lines, func(l []text.Phrase) bool {
		width := 0.0
		for _, p := range l {
			width += p.Box.Width()
		}
		return width > mostFilled*e.Length()
	})
}

// keepsBeside says whether lines may be a name that wraps and figures of its row: nothing else stands below a figure of rows above, as prose does.
func keepsBeside(lines, rows [][]text.Phrase) bool {
	below := func(p text.Phrase) bool {
		over := func(o text.Phrase) bool { return o.Figure && p.Box.X0 < o.Box.X1 && o.Box.X0 < p.Box.X1 }
		return !p.Figure && slices.ContainsFunc(rows, func(l []text.Phrase) bool { return slices.ContainsFunc(l, over) })
	}
	return len(lines) <= mostRowLines && !slices.ContainsFunc(lines, func(l []text.Phrase) bool { return slices.ContainsFunc(l, below) })
}

// begins says whether no line of the page stands above a divider.
func (f *finder) begins(e ruling.Edge) bool {
	return len(f.byHeight) == 0 || f.middle(f.byHeight[0]) > e.At
}

// nameRows says whether names stand by themselves between dividers, above a row of figures: the first of a list have none.
func (f *finder) nameRows(family []ruling.Edge) bool {
	for n := range len(family) - 1 {
		lines := f.phrasesOf(f.within(family[n], family[n+1]))
		if n > 0 && holdsRow(lines) {
			return true
		}
		if len(lines) == 0 || !isNarrow(lines, family[n]) || slices.ContainsFunc(lines, func(l []text.Phrase) bool { return len(l) > 1 || caption.AreCaptions(l) }) {
			return false
		}
	}
	return false
}

// holdsRow says whether figures stand beside each other on one of some lines.
func holdsRow(lines [][]text.Phrase) bool {
	return slices.ContainsFunc(lines, func(l []text.Phrase) bool {
		n := 0
		for _, p := range l {
			if p.Figure {
				n++
			}
		}
		return n >= pairFigures
	})
}
