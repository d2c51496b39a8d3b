package aligned

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// Tolerances of finding candidates without dividers around them. Lengths in font sizes unless said otherwise.
const (
	pairFigures   = 2   // figures beside each other that make the lines between two dividers a row
	blockGap      = 2.6 // blank between lines that ends a table without dividers
	tallHead      = 6.0 // the same between a head and its body, since a head of one line stands in the middle of a tall row, and between groups of rows
	firstRows     = 5   // lines of a body that are held against a head far above it
	rowsAbove     = 100 // lines above a blank that tell where texts below it stand
	leadingSingle = 2   // lines of one phrase in a row within such a table
	mostAbove     = 3   // lines of one phrase above it that can be its head
	longestAbove  = 20  // characters of such a line
	offLeft       = 2.0 // by which a text stands right of the first column at least
)

// looseCandidates finds runs of lines of several phrases.
func (f *finder) looseCandidates() []candidate {
	var out []candidate
	var cur candidate
	single, nextRow := 0, -1 // nextRow is the line that names go on to
	end := func() {
		f.trim(&cur)
		if len(cur.lines) >= fewestLoose {
			cur.unit = f.standsUnderUnit(&cur)
			f.addAbove(&cur)
			cur.unit = cur.unit || f.standsUnderUnit(&cur)
			cur.contents = f.standsUnderContents(&cur)
			cur.partial = f.dividersWithin(&cur)
			out = append(out, cur)
		}
		cur, single = candidate{}, 0
	}
	for i := range f.Lines {
		multi := len(f.phrases[i]) >= 2
		onAmount := len(cur.lines) > 0 && !f.taken[i] && (!multi || caption.AreCaptions(f.phrases[i])) && f.goesOnToAmount(&cur, i)
		if len(cur.lines) > 0 && !multi && single >= leadingSingle && nextRow < i {
			nextRow = f.goesOnToRow(&cur, i)
		}
		onRow := i < nextRow
		never := f.taken[i] || f.numbersTable(i) || f.titlesAnother(&cur, i) || caption.AreCaptions(f.phrases[i]) && !onAmount
		onRight := !multi && len(cur.lines) > 0 && (cur.goesOnRight(f.phrases[i][0]) || cur.standsBeside(&f.Lines[i]))
		far := len(cur.lines) > 0 && f.isFar(&cur, i, f.blank)
		switch {
		case len(cur.lines) == 0:
		case !never && multi && f.beginsAnother(&cur, i):
			end()
		case !never && multi && far && f.heads(&cur, i):
			cur.above, single = len(cur.lines), 0
		case !never && far && f.goesOnBehindBlank(&cur, i):
		case never || far || !multi && !onRight && single >= leadingSingle && !onAmount && !onRow:
			end()
			onRight = false
		}
		if never || len(cur.lines) == 0 && !multi {
			continue
		}
		switch {
		case multi:
			single = 0
		case !onRight:
			single++
		}
		f.add(&cur, i)
	}
	end()
	return out
}

// standsUnderUnit says whether the line right above a candidate names a unit of money.
func (f *finder) standsUnderUnit(r *candidate) bool {
	return r.index[0] > 0 && caption.NamesUnit(f.Lines[r.index[0]-1].String())
}

// isFar says whether more blank than so many font sizes stands between a candidate and line i below it.
func (f *finder) isFar(r *candidate, i int, blank float64) bool {
	l := &f.Lines[i]
	return l.Box.Y0-r.lines[len(r.lines)-1].Box.Y1 > blank*l.Size
}

// heads says whether a candidate is the head, in a tall row, of a body that begins with line i: it stands over each figure of one of its first lines,
// since short figures may stand beside the name of their column.
func (f *finder) heads(r *candidate, i int) bool {
	if f.isFar(r, i, tallHead) || !r.isHeadAlone() || !text.IsBody(f.phrases[i]) {
		return false
	}
	names := slices.Concat(r.phrases...)
	unnamed := func(p text.Phrase) bool {
		return p.Figure && !slices.ContainsFunc(names, func(n text.Phrase) bool { return n.Box.X0 < p.Box.X1 && p.Box.X0 < n.Box.X1 })
	}
	return slices.ContainsFunc(f.phrases[i:min(i+firstRows, len(f.phrases))], func(l []text.Phrase) bool {
		return len(l) > 1 && text.IsBody(l) && !slices.ContainsFunc(l, unnamed)
	})
}

// goesOnBehindBlank says whether the rows of a candidate go on with line i behind a blank that parts groups of them: each text down to the next line
// of several, or of the longer of two lists, stands at the edge or in the middle of one above.
func (f *finder) goesOnBehindBlank(r *candidate, i int) bool {
	if f.isFar(r, i, tallHead) || r.isHeadAlone() {
		return false
	}
	above := slices.Concat(r.phrases[max(0, len(r.phrases)-rowsAbove):]...)
	for n := i; n < len(f.Lines) && n <= i+leadingSingle; n++ {
		l := f.phrases[n]
		body := len(l) > 1 && text.IsBody(l)
		stray := func(p text.Phrase) bool {
			return !slices.ContainsFunc(above, func(o text.Phrase) bool {
				return o.Figure == p.Figure && row.Alongside(o.Box, p.Box) || body && o.Box.X0 < p.Box.X1 && p.Box.X0 < o.Box.X1
			})
		}
		if f.taken[n] || caption.AreCaptions(l) || n > i && f.Lines[n].Box.Y0-f.Lines[n-1].Box.Y1 > f.blank*f.Lines[n].Size || slices.ContainsFunc(l, stray) {
			return false
		}
		if len(l) > 1 { // a line of names that stand in columns of figures as well begins a table of its own, whose head it is
			return body || r.areNamesOfRows(l)
		}
		if r.goesOnRight(l[0]) {
			return true
		}
	}
	return false
}

// goesOnToAmount says whether the names from line i on are of rows without an amount, between one of a candidate and another below it.
func (f *finder) goesOnToAmount(r *candidate, i int) bool {
	above := len(r.lines) - 1
	for above > 0 && len(r.lines)-above < mostBetween && !endsInAmount(r.phrases[above]) {
		above--
	}
	if !endsInAmount(r.phrases[above]) {
		return false
	}
	amount := r.phrases[above][len(r.phrases[above])-1]
	for n := i; n < len(f.Lines) && n < r.index[above]+mostBetween; n++ {
		l := f.phrases[n]
		switch {
		case f.taken[n] || caption.AreCaptions(l) && !f.standsBetween(n, r) || f.Lines[n].Box.Y0-f.Lines[n-1].Box.Y1 > f.blank*f.Lines[n].Size:
			return false
		case endsInAmount(l):
			return row.Alongside(l[len(l)-1].Box, amount.Box)
		case !areShortNames(l):
			return false
		}
	}
	return false
}

// standsBetween says whether line n stands between two that are as near as the last rows of a candidate: the name of several rows, in the
// middle of them, and no caption.
func (f *finder) standsBetween(n int, r *candidate) bool {
	var rows []float64
	for k := len(r.lines) - 1; k >= 0 && len(rows) < 2; k-- {
		if len(r.phrases[k]) > 1 {
			rows = append(rows, r.lines[k].Base)
		}
	}
	return len(rows) == 2 && n+1 < len(f.Lines) && f.Lines[n+1].Base-f.Lines[n-1].Base <= rows[0]-rows[1]+f.Lines[n].Size/2
}

// areNamesOfRows says whether each of some texts stands where a name of a row does.
func (r *candidate) areNamesOfRows(l []text.Phrase) bool {
	first := max(0, slices.IndexFunc(r.phrases, text.IsBody))
	rows := slices.Concat(r.phrases[max(first, len(r.phrases)-rowsAbove):]...)
	return !slices.ContainsFunc(l, func(p text.Phrase) bool {
		return p.Figure || !slices.ContainsFunc(rows, func(o text.Phrase) bool { return !o.Figure && row.Alongside(o.Box, p.Box) })
	})
}

// goesOnRight says whether a phrase that stands alone is no figure and begins, ends or has its middle where texts on two lines of a candidate do that
// stand right of its first column: of two lists side by side the right one is longer.
func (r *candidate) goesOnRight(p text.Phrase) bool {
	n := 0
	for _, l := range r.phrases {
		if slices.ContainsFunc(l, func(o text.Phrase) bool {
			return !o.Figure && row.Alongside(o.Box, p.Box)
		}) {
			n++
		}
	}
	left, _ := r.extent()
	return !p.Figure && n >= leadingSingle && p.Box.X0 > left+offLeft*p.Pieces[0].Size
}

// standsBeside says whether a line is so near below the last one of a candidate that both are of one row.
func (r *candidate) standsBeside(l *text.Line) bool {
	return l.Base-r.lines[len(r.lines)-1].Base < row.HalfLine*l.Size
}

// trim drops the lines of one phrase at the end of a candidate, but for one that goes on closely with
// the line above and begins no note.
func (f *finder) trim(r *candidate) {
	for n := len(r.lines) - 1; n >= 0 && len(r.phrases[n]) < 2; n-- {
		if caption.BeginsNote(r.phrases[n][0].Text) {
			for len(r.lines) > n {
				r.dropLast()
			}
		}
	}
	for n := len(r.lines) - 1; n >= 0 && len(r.phrases[n]) < 2 && !r.goesOnRight(r.phrases[n][0]); n-- {
		if n > 0 && len(r.phrases[n-1]) >= 2 && r.lines[n].Base-r.lines[n-1].Base <= tightLeading*r.lines[n].Size {
			return
		}
		r.dropLast()
	}
}

// dividersWithin is the dividers that run between the lines of a candidate.
func (f *finder) dividersWithin(r *candidate) []ruling.Edge {
	top, bottom := r.lines[0].Box.Y0, r.lines[len(r.lines)-1].Box.Y1
	var out []ruling.Edge
	for _, e := range f.dividers {
		if top < e.At && e.At < bottom {
			out = append(out, e)
		}
	}
	return out
}

// addAbove puts the lines of one phrase that stand closely above a candidate before it: heads over several
// columns.
func (f *finder) addAbove(r *candidate) {
	first := r.index[0]
	head := candidate{}
	n, titled := first-1, 0 // titled is how many of the lines may be titles
	for above := 0; n >= 0 && f.mayBeHead(n, r); {
		if f.Lines[n+1].Base-f.Lines[n].Base >= row.HalfLine*f.Lines[n].Size { // heads of as many lines stand beside each other, half a line off
			above++
		}
		if above > mostAbove {
			break
		}
		if titled == 0 && f.mayBeTitle(n, r) {
			titled = n + 1
		}
		n--
	}
	if titled > 0 && (n < 0 || !caption.NamesUnit(f.Lines[n].String()) && !caption.NamesTable(words.Squeeze(f.Lines[n].String()))) {
		n = titled - 1 // right below the unit, or a title, stand no titles
	}
	for i := n + 1; i < first; i++ {
		f.add(&head, i)
	}
	r.lines, r.phrases, r.index = append(head.lines, r.lines...), append(head.phrases, r.phrases...), append(head.index, r.index...)
	r.above += len(head.lines)
}

// mayBeHead says whether line n, close above others, may be a head over some columns: short, or several near each other, and no caption.
func (f *finder) mayBeHead(n int, r *candidate) bool {
	l := &f.Lines[n]
	return !f.taken[n] && len(f.phrases[n]) == 1 && !caption.AreCaptions(f.phrases[n]) && f.Lines[n+1].Box.Y0-l.Box.Y1 <= f.blank*l.Size &&
		(utf8.RuneCountInString(l.String()) <= longestAbove || r.standOverFigures(f.phrases[n][0].Pieces))
}

// standOverFigures says whether several pieces stand over a figure of the first row each.
func (r *candidate) standOverFigures(ps []text.Piece) bool {
	body := slices.IndexFunc(r.phrases, text.IsBody)
	if body < 0 || len(ps) < pairFigures {
		return false
	}
	for _, p := range ps {
		over := 0
		for _, o := range r.phrases[body] {
			if o.Box.X0 < p.Box.X1 && p.Box.X0 < o.Box.X1 {
				if over++; !o.Figure {
					return false
				}
			}
		}
		if over != 1 {
			return false
		}
	}
	return true
}

// mayBeTitle says whether line n stands in the middle of the page or of a candidate, as titles do.
func (f *finder) mayBeTitle(n int, r *candidate) bool {
	left, right := r.extent()
	return f.InMiddle(&f.Lines[n], (left+right)/2)
}

// goesOnToRow is the line of the next row with figures if the names from line i on are of rows without, as a list prints for what it holds nothing of: they keep
// left of its figures, which stand under those of a candidate, or under names of its head. It is -1 if they are none.
func (f *finder) goesOnToRow(r *candidate, i int) int {
	widest := math.Inf(-1)
	left, _ := r.extent()
	for n := i; n < len(f.Lines); n++ {
		l := f.phrases[n]
		if f.taken[n] || caption.AreCaptions(l) || n > i && f.Lines[n].Box.Y0-f.Lines[n-1].Box.Y1 > f.blank*f.Lines[n].Size {
			return -1
		}
		switch {
		case len(l) == 1 && areShortNames(l) && l[0].Box.X0 >= left-row.SameStart:
			widest = math.Max(widest, l[0].Box.X1)
		case len(l) > 1 && !l[0].Figure && text.IsBody(l[1:]):
			if l[1].Box.X0 > widest && r.standsUnder(l[1:]) {
				return n
			}
			return -1
		default:
			return -1
		}
	}
	return -1
}

// standsUnder says whether figures are all that some texts of a row are, and stand one under another figure of a candidate each, or two under names if it
// holds none: the line above may go on with its head.
func (r *candidate) standsUnder(ps []text.Phrase) bool {
	alone, above := r.isHeadAlone(), slices.Concat(r.phrases[max(0, len(r.phrases)-rowsAbove):]...)
	under := 0
	for _, p := range ps {
		if !p.Figure {
			return false
		}
		if slices.ContainsFunc(above, func(o text.Phrase) bool { return (alone || o.Figure) && o.Box.X0 < p.Box.X1 && p.Box.X0 < o.Box.X1 }) {
			under++
		}
	}
	return under == len(ps) || alone && under >= pairFigures
}
