package layout

import (
	"math"
	"slices"
	"unicode/utf8"
)

// Tolerances of finding regions that may be tables without column rulings. Lengths in font sizes unless
// said otherwise.
const (
	ruleGap       = 20.0 // points between the pieces of a rule that is set column by column
	sameEnds      = 8.0  // points by which the ends of rules of one table differ
	shortestRule  = 60.0 // points; shorter rules underline words
	multiShare    = 0.5  // share of the lines between two rules that hold several phrases
	blockGap      = 2.6  // blank between lines that ends a borderless table
	fewestLoose   = 3    // lines of several phrases in a borderless table
	leadingSingle = 2    // lines of one phrase in a row within a borderless table
	mostAbove     = 3    // lines of one phrase above it that can be its head
	longestAbove  = 20   // characters of such a line
	sameStart     = 1.5  // points by which names of one list begin apart
)

// A region is lines that stand together and may be a table.
type region struct {
	rows  []row
	index []int  // where the rows stand on the sheet
	rules []Edge // over its whole width, from top to bottom
	parts []Edge // over a part of it
	above int    // how many of the first rows are lines of one phrase that may be its head
	unit  bool   // the line above names a unit of money
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
		if r, n := s.rowRegion(family[i:], all, taken); n > 0 {
			out, i = append(out, r), i+n
			continue
		}
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
			cur.unit = cur.index[0] > 0 && unitCaption.MatchString(s.rows[cur.index[0]-1].text())
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
		if n := len(cur.rows); n > 0 && (taken[i] || caption || r.box.Y0-cur.rows[n-1].box.Y1 > blockGap*r.size || !multi && single >= leadingSingle && !cur.goesOnRight(ps[0])) {
			flush()
		}
		switch {
		case taken[i], caption, len(cur.rows) == 0 && !multi:
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
func (r *region) goesOnRight(p phrase) bool {
	n := 0
	for i := range r.rows {
		if ps := phrases(&r.rows[i]); slices.ContainsFunc(ps[1:], func(o phrase) bool {
			return !o.figure && math.Abs(o.box.X0-p.box.X0) <= sameStart
		}) {
			n++
		}
	}
	return n >= leadingSingle
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
