package row

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// Tolerances of telling rows by what stands in the middle of them, in font sizes.
const (
	offMiddle    = 0.4 // by which a text stands off the middle of its row: a line more or less would move it by half a line
	fewestAround = 2   // lines of figures that names are shown to wrap around
	fewestAtTop  = 3   // lines of amounts that show that they stand at the top of rows
	mostLines    = 400 // lines of a page
	deepestRow   = 16  // lines of one row
	cutOff       = 1.1 // what speaks against a row that a page break cuts: more than for two rows, of which one may have no figures
	nameless     = 0.3 // what speaks against a row of figures alone
	deepestSpace = 2.2 // from base line to base line within a row
	misfit       = 1e3 // what speaks against a text that stands elsewhere: more than against all rows
	mostMisfits  = 0.4 // share of the texts that may be such
)

// A middles parts lines into rows by what stands in their middle.
type middles struct {
	*Text
	first   int     // line of the body
	leading float64 // up to which distance of base lines texts wrap, as far as the least distance tells
	atTop   bool    // amounts stand at the top of their rows, and only names in the middle
}

// middleRows parts the lines from first on into as few rows as can be in whose middle their texts stand, and in which names wrap for
// want of room: as cells are set where nothing else is asked for. However near rows stand to each other, where the figures of
// one stand tells how far its names reach. Of a row that a page break cuts, first or last of the page, names are left on one side of the
// figures alone. It is nil where no name stands around its figures, or where many texts stand elsewhere; whole says that none does, so that
// nothing else need be asked.
func (r *Text) middleRows(first int) (rows [][]int, whole bool) {
	n := len(r.Atoms) - first
	atTop := n > 1 && r.standAtTop(first)
	plain, near := r.standAround(first)
	strict := !atTop && !near
	if n < 2 || n > mostLines || strict && !r.wrapsAround(first) {
		return nil, false
	}
	m := middles{r, first, r.leastLeading(first) * overLeast, atTop}
	best, from := make([]float64, n+1), make([]int, n+1) // of the lines up to one: what speaks against rows, and where the last begins
	texts := 0
	for i := 1; i <= n; i++ {
		texts += len(r.Atoms[first+i-1])
		best[i] = math.Inf(1)
		for k := i - 1; k >= 0 && i-k <= deepestRow; k-- {
			if i-k > 1 && r.startsAnew(first+k, first+k+1) {
				break
			}
			if math.IsInf(best[k], 1) || k > 0 && r.Lines[first+k].Base-r.Lines[first+k-1].Base < HalfLine*r.Lines[first+k].Size && !r.apart(first+k-1, first+k) {
				continue // no row ends so near to another, unless a ruling parts them
			}
			stacks, figures, misfits := m.stacks(first+k, first+i)
			if len(stacks) == 0 {
				break // nor are they with lines above
			}
			if off := misfit*float64(misfits) + m.off(stacks, figures, first+k, first+i); best[k]+off < best[i] {
				best[i], from[i] = best[k]+off, k
			}
		}
	}
	if best[n] >= misfit*(1+mostMisfits*float64(texts)) || strict && best[n] >= misfit {
		return nil, false
	}
	for i := n; i > 0; i = from[i] {
		var row []int
		for k := from[i]; k < i; k++ {
			row = append(row, first+k)
		}
		rows = append(rows, row)
	}
	slices.Reverse(rows)
	if strict && r.without(isDataFigure, rows) > 0 {
		return nil, false
	}
	return rows, best[n] < misfit && (atTop || plain)
}

// startsAnew says whether a line cannot be of the row of the line above it, whatever stands around both.
func (r *Text) startsAnew(above, i int) bool {
	return r.apart(above, i) || r.Lines[i].Base-r.Lines[above].Base > deepestSpace*r.Lines[i].Size
}

// standAround says whether a line of figures or dashes stands between two others that are about as near to each other as lines of one text, and
// above or below no text of theirs: a name may wrap around it. It is plain where neither is as far from it as the next line of a text would be;
// otherwise the line may be of a row that one of the two begins or ends.
func (r *Text) standAround(first int) (plain, near bool) {
	for i := first + 1; i+1 < len(r.Lines); i++ {
		a, mid, b := &r.Lines[i-1], &r.Lines[i], &r.Lines[i+1]
		if b.Base-a.Base < 2*HalfLine*mid.Size && slices.ContainsFunc(r.Atoms[i], isDataFigure) && ApartAcross(r.Atoms[i-1], r.Atoms[i]) && ApartAcross(r.Atoms[i], r.Atoms[i+1]) {
			near = true
			plain = plain || math.Max(mid.Base-a.Base, b.Base-mid.Base) < HalfLine*mid.Size
		}
	}
	return plain, near
}

// wrapsAround says whether lines with figures, thrice at least, stand in the middle of three that are as near to each other as lines of one text, of which
// the outer ones hold words alone. Rows set at their top or bottom may stand so too: it counts where every text then stands in the middle of its row, and each row
// holds figures.
func (r *Text) wrapsAround(first int) bool {
	near, n := r.leastLeading(first)*overLeast, 0
	for i := first + 1; i+1 < len(r.Lines); i++ {
		if slices.ContainsFunc(r.Atoms[i], isDataFigure) && !slices.ContainsFunc(r.Atoms[i-1], isDataFigure) && !slices.ContainsFunc(r.Atoms[i+1], isDataFigure) &&
			math.Max(r.Lines[i].Base-r.Lines[i-1].Base, r.Lines[i+1].Base-r.Lines[i].Base) <= near {
			n++
		}
	}
	return n >= fewestAround
}

// standAtTop says whether amounts stand by themselves on lines nearer to the names below than to those above, the first line of the body among
// them: at the top of tall rows, in whose middle the names stand.
func (r *Text) standAtTop(first int) bool {
	alone, all := 0, 0
	for i := first; i+1 < len(r.Lines); i++ {
		if !slices.ContainsFunc(r.Atoms[i], isAmount) {
			continue
		}
		all++
		d := r.Lines[i+1].Base - r.Lines[i].Base
		if slices.ContainsFunc(r.Atoms[i], mayName) || !slices.ContainsFunc(r.Atoms[i+1], isNoFigure) || i > first && r.Lines[i].Base-r.Lines[i-1].Base < clearlyMore*d {
			if i == first {
				return false
			}
			continue
		}
		alone++
	}
	return alone >= fewestAtTop && 2*alone >= all
}

func isAmount(p text.Phrase) bool { return p.Figure && figure.HasDecimals(p.Text) }

func isNoFigure(p text.Phrase) bool { return !p.Figure }

// isDataFigure says whether a text is a figure, and no year, alone or with a month.
func isDataFigure(p text.Phrase) bool { return p.Figure && !figure.IsYear(p.Text) }

func isYear(p text.Phrase) bool { return figure.IsYear(p.Text) }

// mayName says whether a text may name a row, as a code over a name does.
func mayName(p text.Phrase) bool { return !p.Figure || words.IsDigits(p.Text) && len(p.Text) > 2 }

// A stack is texts of a row one above the other.
type stack struct {
	first, last text.Phrase
	widest      float64 // distance of two base lines
}

func (s *stack) height() float64 { return s.last.Pieces[0].Base - s.first.Pieces[0].Base }

// middle is the base line in the middle of a stack.
func (s *stack) middle() float64 { return (s.first.Pieces[0].Base + s.last.Pieces[0].Base) / 2 }

// off is what speaks against a row of the lines from one on, up to the last left out, whose texts stand in stacks: 1 for the row, how far its
// stacks stand from each other's middles, or what a cut at the edge of the page speaks against it. Where they stand too far for that, each that
// is off the figures, or off the tallest where there are none, is a misfit. It is infinite where amounts stand at the top of rows and one of these does not, or nothing stands below them.
func (m *middles) off(stacks []stack, figures bool, from, to int) float64 {
	if m.atTop {
		n := len(stacks)
		stacks = slices.DeleteFunc(stacks, func(s stack) bool {
			return isAmount(s.first) && s.first.Pieces[0].Base <= m.Lines[from].Base+Reach*s.first.Pieces[0].Size
		})
		figures = figures && n > len(stacks)
		if len(stacks) == 0 || slices.ContainsFunc(stacks, func(s stack) bool { return isAmount(s.first) }) {
			return math.Inf(1)
		}
	}
	tallest, size := slices.MaxFunc(stacks, func(a, b stack) int { return cmp.Compare((&a).height(), (&b).height()) }), stacks[0].first.Pieces[0].Size
	least, most, begin, loose := 0.0, 0.0, 0.0, false
	for _, s := range stacks {
		d := (s.middle() - tallest.middle()) / size
		least, most, loose = math.Min(least, d), math.Max(most, d), loose || s.widest > m.leading
		begin = math.Max(begin, math.Abs(s.first.Pieces[0].Base-tallest.first.Pieces[0].Base)/size)
	}
	switch {
	case to-from == 1 || most-least <= offMiddle && (len(stacks) > 1 || m.atTop && figures):
		if !slices.ContainsFunc(stacks, func(s stack) bool { return !s.first.Figure }) {
			return 1 + most - least + nameless
		}
		return 1 + most - least
	case loose:
	case from == m.first && (!figures || most <= offMiddle), figures && to == len(m.Atoms) && (least >= -offMiddle || begin <= Reach):
		return 1 + cutOff
	}
	of := slices.IndexFunc(stacks, func(s stack) bool { return isDataFigure(s.first) })
	middle := tallest.middle()
	if of >= 0 {
		middle = stacks[of].middle()
	}
	off := 1.0
	for _, s := range stacks {
		if math.Abs(s.middle()-middle) > offMiddle*size {
			off += misfit
		}
	}
	return off
}

// stacks is the texts of some lines as they stand one above the other, whether one is a figure, and how many are words below others that
// had room for them, or figures above or below words, as years in brackets and numbers in names are; none if a figure stands above another, but for
// a list of years or months.
func (m *middles) stacks(from, to int) (out []stack, figures bool, misfits int) {
	for i := from; i < to; i++ {
		for _, p := range m.Atoms[i] {
			figures = figures || p.Figure
			n := slices.IndexFunc(out, func(s stack) bool { return s.last.Box.X0 < p.Box.X1 && p.Box.X0 < s.last.Box.X1 })
			if n < 0 {
				out = append(out, stack{first: p, last: p})
				continue
			}
			s := &out[n]
			if !m.mayWrapBelow(s.last, p, m.first) && !goesOnBelow(s.last, p) && !m.isCodeBroken(s.last, p) && !m.isAroundAmount(s.last, p) {
				switch {
				case isYear(s.last) && isYear(p): // a list of years or months
				case s.last.Figure && p.Figure:
					return nil, false, 0
				default:
					misfits++
				}
			}
			s.widest, s.last = math.Max(s.widest, p.Pieces[0].Base-s.last.Pieces[0].Base), p
		}
	}
	return out, figures, misfits
}

// leastLeading is the least distance of base lines of two texts of which one may go on in the other.
func (r *Text) leastLeading(first int) float64 {
	var ds []float64
	for i := first; i < len(r.Atoms); i++ {
		for _, p := range r.Atoms[i] {
			if d, wraps := r.toNext(i, p); wraps {
				ds = append(ds, d)
			}
		}
	}
	return leastUsual(ds)
}

// isCodeBroken says whether a code, which alone begins with 0, fills its column and goes on in p, below it.
func (m *middles) isCodeBroken(above, p text.Phrase) bool {
	return strings.HasPrefix(above.Text, "0") && words.IsDigits(above.Text) && words.IsDigits(p.Text) && len(p.Text) < len(above.Text) && Alongside(above.Box, p.Box) &&
		m.widestAlongside(above, m.first) <= above.Box.Width()+fullSlack*above.Pieces[0].Size
}

// without is how many of some rows hold no text of a kind.
func (r *Text) without(kind func(text.Phrase) bool, rows [][]int) int {
	n := 0
	for _, row := range rows {
		if !slices.ContainsFunc(row, func(i int) bool { return slices.ContainsFunc(r.Atoms[i], kind) }) {
			n++
		}
	}
	return n
}
