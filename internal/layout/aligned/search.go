package aligned

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of finding regions that may be tables without column rulings. Lengths in font sizes unless said otherwise.
const (
	multiShare    = 0.5 // share of the lines between two rules that hold several phrases
	blockGap      = 2.6 // blank between lines that ends a borderless table
	leadingSingle = 2   // lines of one phrase in a row within a borderless table
	mostAbove     = 3   // lines of one phrase above it that can be its head
	longestAbove  = 20  // characters of such a line
	sameStart     = 1.5 // points by which names of one list begin apart
	pairFigures   = 2   // figures beside each other that make the lines between two rules a row
)

// A finder looks for tables among the lines of a page.
type finder struct {
	*text.Page
	taken map[int]bool // the lines that belong to a region
}

// ruledRegions finds the lines between rules that begin and end alike.
func (s *finder) ruledRegions(edges []ruling.Edge) []region {
	rules := ruling.Whole(edges)
	used := make([]bool, len(rules))
	var out []region
	for i := range rules {
		if used[i] {
			continue
		}
		family := []ruling.Edge{rules[i]}
		for j := i + 1; j < len(rules); j++ {
			if !used[j] && alike(rules[i], rules[j]) {
				family, used[j] = append(family, rules[j]), true
			}
		}
		out = append(out, s.between(family, edges)...)
	}
	return out
}

func alike(a, b ruling.Edge) bool {
	return math.Abs(a.From-b.From) <= sameEnds && math.Abs(a.To-b.To) <= sameEnds
}

// between finds the regions between successive rules of one family.
func (s *finder) between(family, all []ruling.Edge) []region {
	var out []region
	for i := 0; i+1 < len(family); {
		if r, n := s.rowRegion(family[i:], all); n > 0 {
			out, i = append(out, r), i+n
			continue
		}
		j, multi := i, 0
		for j+1 < len(family) {
			n, ok := s.tabular(family[j], family[j+1])
			if !ok {
				break
			}
			multi, j = multi+n, j+1
		}
		if multi >= 2 {
			if r := s.regionOf(family[i:j+1], all); s.headAlone(&r) {
				s.free(&r)
			} else {
				out = append(out, r)
			}
		}
		i = max(j, i+1)
	}
	return out
}

// headAlone says whether a region between rules is a head whose body follows without a rule at its end.
func (s *finder) headAlone(r *region) bool {
	last := len(r.rows) - 1
	if last < 0 || slices.ContainsFunc(r.rows, func(x text.Line) bool { return text.IsBody(text.Phrases(&x)) }) {
		return false
	}
	for n := r.index[last] + 1; n < len(s.Lines) && n <= r.index[last]+leadingSingle+1; n++ {
		if s.taken[n] || s.Lines[n].Box.Y0-s.Lines[n-1].Box.Y1 > blockGap*s.Lines[n].Size {
			return false
		}
		if ps := text.Phrases(&s.Lines[n]); len(ps) > 1 && text.IsBody(ps) {
			return true
		}
	}
	return false
}

// free gives the lines of a region back.
func (s *finder) free(r *region) {
	for _, n := range r.index {
		delete(s.taken, n)
	}
}

// tabular counts the lines of several phrases between two rules and says whether they are enough.
func (s *finder) tabular(top, bottom ruling.Edge) (multi int, ok bool) {
	lines := 0
	for i := range s.Lines {
		if s.taken[i] || !standsBetween(&s.Lines[i], top, bottom) {
			continue
		}
		lines++
		if len(text.Phrases(&s.Lines[i])) >= 2 {
			multi++
		}
	}
	return multi, lines <= 1 || float64(multi) >= multiShare*float64(lines)
}

func standsBetween(r *text.Line, top, bottom ruling.Edge) bool {
	y := r.Box.Center().Y
	return top.At < y && y < bottom.At && r.Box.X0 < top.To && r.Box.X1 > top.From
}

// regionOf gathers the lines between the first and the last rule.
func (s *finder) regionOf(rules, all []ruling.Edge) region {
	top, bottom := rules[0], rules[len(rules)-1]
	r := region{rules: rules}
	for i := range s.Lines {
		if !s.taken[i] && standsBetween(&s.Lines[i], top, bottom) {
			r.rows, r.index, s.taken[i] = append(r.rows, s.Lines[i]), append(r.index, i), true
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
	for n := len(r.rows) - 1; n >= 0 && len(text.Phrases(&r.rows[n])) < 2; n-- {
		if n > 0 && len(text.Phrases(&r.rows[n-1])) >= 2 && r.rows[n].Base-r.rows[n-1].Base <= tightLeading*r.rows[n].Size {
			return
		}
		r.rows, r.index = r.rows[:n], r.index[:n]
	}
}

// looseRegions finds runs of lines of several phrases.
func (s *finder) looseRegions(rules []ruling.Edge) []region {
	var out []region
	var cur region
	single := 0
	flush := func() {
		cur.trim()
		if len(cur.rows) >= fewestLoose {
			cur.unit = cur.index[0] > 0 && caption.NamesUnit(s.Lines[cur.index[0]-1].String())
			cur = s.withLinesAbove(cur)
			cur.parts = rulesWithin(rules, &cur)
			out = append(out, cur)
		}
		cur, single = region{}, 0
	}
	for i := range s.Lines {
		r := &s.Lines[i]
		ps := text.Phrases(r)
		multi, caption := len(ps) >= 2, caption.AreCaptions(ps)
		if n := len(cur.rows); n > 0 && (s.taken[i] || caption || r.Box.Y0-cur.rows[n-1].Box.Y1 > blockGap*r.Size || !multi && single >= leadingSingle && !cur.goesOnRight(ps[0])) {
			flush()
		}
		switch {
		case s.taken[i], caption, len(cur.rows) == 0 && !multi:
			continue
		case multi:
			single = 0
		case cur.goesOnRight(ps[0]):
		default:
			single++
		}
		cur.rows, cur.index = append(cur.rows, *r), append(cur.index, i)
	}
	flush()
	return out
}

// goesOnRight says whether a phrase that stands alone begins where names on two lines of a region do that
// have others at their left: of two lists side by side the right one is longer.
func (r *region) goesOnRight(p text.Phrase) bool {
	n := 0
	for i := range r.rows {
		if ps := text.Phrases(&r.rows[i]); slices.ContainsFunc(ps[1:], func(o text.Phrase) bool {
			return !o.Figure && math.Abs(o.Box.X0-p.Box.X0) <= sameStart
		}) {
			n++
		}
	}
	return n >= leadingSingle
}

// rulesWithin is the rules that run between the lines of a region.
func rulesWithin(rules []ruling.Edge, r *region) []ruling.Edge {
	top, bottom := r.rows[0].Box.Y0, r.rows[len(r.rows)-1].Box.Y1
	var out []ruling.Edge
	for _, e := range rules {
		if top < e.At && e.At < bottom {
			out = append(out, e)
		}
	}
	return out
}

// withLinesAbove puts the lines of one phrase that stand closely above a region before it: heads over
// several columns.
func (s *finder) withLinesAbove(r region) region {
	first := r.index[0]
	for n := first - 1; n >= 0 && first-n <= mostAbove && !s.taken[n]; n-- {
		ps := text.Phrases(&s.Lines[n])
		if len(ps) != 1 || caption.AreCaptions(ps) || s.mayBeTitle(&s.Lines[n], &r) || s.Lines[n+1].Box.Y0-s.Lines[n].Box.Y1 > blockGap*s.Lines[n].Size {
			break
		}
		r.above++
	}
	r.rows = slices.Concat(s.Lines[first-r.above:first], r.rows)
	for n := range r.above {
		r.index = slices.Insert(r.index, n, first-r.above+n)
	}
	return r
}

// mayBeTitle says whether a line above a region is longer than heads over some of its columns are, or
// stands in the middle of the page or of the region.
func (s *finder) mayBeTitle(above *text.Line, r *region) bool {
	left, right := extentOf(r)
	return utf8.RuneCountInString(above.String()) > longestAbove || s.InMiddle(above, (left+right)/2)
}

// rowRegion is the region that begins at the first of some rules and rules its rows, and how many of the
// spaces between the rules it takes; none if there is no such region. Lines of a name that wraps stand
// above and below the figures of its row, so that lines of one phrase say nothing against it.
func (s *finder) rowRegion(family, all []ruling.Edge) (region, int) {
	n, head := 0, true
	for ; n+1 < len(family); n++ {
		lines := s.linesBetween(family[n], family[n+1])
		switch {
		case holdsRow(lines):
			head = false
		case !head && len(lines) > 1, head && !holdsHead(lines):
			return s.rowsOf(family[:n+1], all)
		}
	}
	return s.rowsOf(family[:n+1], all)
}

// rowsOf is the region between rules if it rules its rows.
func (s *finder) rowsOf(rules, all []ruling.Edge) (region, int) {
	if len(rules) <= fewestStrips {
		return region{}, 0
	}
	r := s.regionOf(rules, all)
	lines := make([][]text.Phrase, len(r.rows))
	for i := range r.rows {
		lines[i] = text.Phrases(&r.rows[i])
	}
	if r.rulesRows(lines) {
		return r, len(rules) - 1
	}
	s.free(&r)
	return region{}, 0
}

// linesBetween is the lines that stand between two rules.
func (s *finder) linesBetween(top, bottom ruling.Edge) [][]text.Phrase {
	var out [][]text.Phrase
	for i := range s.Lines {
		if !s.taken[i] && standsBetween(&s.Lines[i], top, bottom) {
			out = append(out, text.Phrases(&s.Lines[i]))
		}
	}
	return out
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

// holdsHead says whether lines may be names of columns: several beside each other, and no caption.
func holdsHead(lines [][]text.Phrase) bool {
	return len(lines) <= mostHeadLines && !slices.ContainsFunc(lines, caption.AreCaptions) &&
		slices.ContainsFunc(lines, func(l []text.Phrase) bool { return len(l) > 1 })
}
