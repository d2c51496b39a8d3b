package narrative

import (
	"slices"
	"sort"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/shopspring/decimal"
)

// shares compare percentages with their parts and wholes. What one share of a sentence is of is what
// the others of its sentence are of too.
func (s *Story) shares() []*arithmetic.Check {
	var out []*arithmetic.Check
	wholes := map[string]*arithmetic.Figure{}
	var left, unsure []*normalize.Claim
	peers, named := map[string][]*arithmetic.Check{}, map[string]bool{} // by series; sentences in which a share names its whole
	for _, c := range s.claims {
		if c.Kind != normalize.Share || s.figures[c.Of] == nil {
			continue
		}
		named[c.Sentence] = named[c.Sentence] || c.Against != ""
		if k := s.share(c, s.wholesFor(c)); k != nil && k.Outcome == normalize.Pass {
			out = append(out, k)
			if !k.Actual.Value.IsZero() && !completed.MatchString(c.Against) && !s.ofLastYear(c) { // 0% is so of any whole
				wholes[c.Sentence] = k.Base[0].Figure
				peers[seriesOf(c)] = append(peers[seriesOf(c)], k)
			}
		} else if s.sure(c) {
			left = append(left, c)
		} else if !s.ofLastYear(c) {
			unsure = append(unsure, c)
		}
	}
	for _, c := range left {
		all := s.wholesFor(c)
		if w := wholes[c.Sentence]; w != nil && !completed.MatchString(c.Against) && !s.ofLastYear(c) && s.calledSo(c) == nil {
			all = append([]*arithmetic.Figure{w}, all...)
		}
		out = arithmetic.Append(out, s.share(c, all))
	}
	for _, c := range unsure {
		if w := commonWhole(peers[seriesOf(c)]); w != nil {
			k := s.share(c, append([]*arithmetic.Figure{w}, s.wholesFor(c)...))
			if k != nil && k.Outcome == normalize.Fail && c.Against == "" && named[c.Sentence] {
				continue // its whole may be the one that the share before it names
			}
			out = arithmetic.Append(out, k)
		}
	}
	return out
}

// seriesOf names the series that a share stands in: those of one section that say the same of what they are of.
func seriesOf(c *normalize.Claim) string {
	return c.Section + "/" + strings.Join(c.Headings, "/") + "/" + c.Against
}

// enoughPeers is how many shares of a series must be of one amount before another of the series is
// taken to be of that amount too. Two may agree by being parts of one pair.
const enoughPeers = 2

// commonWhole is the amount that all shares of a series which hold are of; nil if they are of several or there are
// too few.
func commonWhole(held []*arithmetic.Check) *arithmetic.Figure {
	if len(held) < enoughPeers {
		return nil
	}
	whole := held[0].Base[0].Figure
	for _, k := range held[1:] {
		if !k.Base[0].Figure.Value.Equal(whole.Value) {
			return nil
		}
	}
	return whole
}

// share is the comparison with the whole that fits, or else with the first.
func (s *Story) share(c *normalize.Claim, wholes []*arithmetic.Figure) *arithmetic.Check {
	return heldIfBare(c, s.shareOf(c, wholes))
}

func (s *Story) shareOf(c *normalize.Claim, wholes []*arithmetic.Figure) *arithmetic.Check {
	var first *arithmetic.Check
	for _, whole := range wholes {
		k := &arithmetic.Check{Code: codes.ClaimShare, Actual: s.figures[c.Number], Parts: []arithmetic.Term{{Figure: s.figures[c.Of]}}, Base: []arithmetic.Term{{Figure: whole}}}
		k.Evaluate()
		if k.Outcome == normalize.Pass {
			return k
		}
		if first == nil {
			first = k
		}
	}
	return first
}

// sure says that a share's sentence itself opened the breakdown that it belongs to, and does not
// name another whole. A share that names nothing and stands in another sentence than its part may be
// of an amount that was not read.
func (s *Story) sure(c *normalize.Claim) bool {
	part := s.claims[c.Of-1]
	if s.ofLastYear(c) {
		return s.surelyOfLastYear(c)
	}
	if completed.MatchString(c.Against) {
		return (s.beside(c.Of, c.Number) || s.behindBudgets(c)) && (c.Whole > 0 || plainBudget.MatchString(c.Against) && len(s.budgeted(c)) == 1)
	}
	if _, clear := s.namedWholes(c); clear && s.beside(c.Of, c.Number) {
		return true
	}
	if s.calledSo(c) != nil || s.publicTotal(c) != nil {
		return s.beside(c.Of, c.Number)
	}
	if c.Whole == 0 || part.Whole != c.Whole {
		return false
	}
	named := strings.TrimSuffix(c.Against, "的")
	if named == "" {
		return c.Sentence == part.Sentence
	}
	return strings.Contains(s.claims[c.Whole-1].Subject, named) || wholeWords.MatchString(named)
}

// completed is how a share is told to be a rate of completion: 完成预算的95%.
var completed = wordings.Pattern("share.completed")

// plainBudget names the budget as the column 预算数 does, not one of its stages.
var plainBudget = wordings.Pattern("share.of-budget")

var wholeWords = wordings.Pattern("share.whole")

// wholesFor are the amounts that a share may be of: the one that was broken down, the one whose
// name it gives, and, where it gives none that is known, the amounts of its section so far.
func (s *Story) wholesFor(c *normalize.Claim) []*arithmetic.Figure {
	var out []*arithmetic.Figure
	if e := s.figures[c.Whole]; e != nil {
		out = append(out, e)
	}
	if s.ofLastYear(c) {
		return out
	}
	if completed.MatchString(c.Against) {
		if len(out) > 0 && s.beside(c.Whole, c.Of) {
			return out
		}
		if len(out) == 0 {
			return s.budgeted(c)
		}
	}
	if e := s.calledSo(c); e != nil {
		return append([]*arithmetic.Figure{e}, out...) // what the sentence names comes before what it broke down
	}
	if e := s.publicTotal(c); e != nil {
		out = append(out, e)
	}
	named, clear := s.namedWholes(c)
	out = append(out, named...)
	if clear {
		return out
	}
	for n := c.Of - 1; n > 0 && s.claims[n-1].Section == c.Section && n > c.Of-40; n-- {
		if s.claims[n-1].Kind == normalize.Amount && s.figures[n] != nil && n != c.Whole && s.mayBeWhole(c, s.claims[n-1]) {
			out = append(out, s.figures[n])
		}
	}
	return out
}

// calledSo is the only amount of a share's paragraph whose words end in the name that the share gives its whole
// (政府采购支出总额…，占政府采购支出总额的); nil if there is none or tables print what the name means.
func (s *Story) calledSo(c *normalize.Claim) *arithmetic.Figure {
	name := strings.TrimSuffix(c.Against, "的")
	if printed, _ := s.namedWholes(c); len([]rune(name)) < longName || len(printed) > 0 {
		return nil
	}
	var found *arithmetic.Figure
	for n := c.Of - 1; n > 0 && n > c.Of-40 && s.claims[n-1].Section == c.Section; n-- {
		k := s.claims[n-1]
		if k.Kind != normalize.Amount || s.figures[n] == nil || !strings.HasSuffix(k.Subject, name) || k.Year != c.Year {
			continue
		}
		if found != nil && !found.Value.Equal(s.figures[n].Value) {
			return nil
		}
		found = s.figures[n]
	}
	return found
}

// longName is how many characters the name of a whole has at least that no other amount ends in by chance.
const longName = 6

// publicTotal is the total of the three public expenses, of which an item of theirs is a share in the
// section on them.
func (s *Story) publicTotal(c *normalize.Claim) *arithmetic.Figure {
	q, ok := s.quantity(c.Of)
	if !ok || c.Against != "" || q.Item == "" || q.Item == meaning.ThreePublic || !strings.Contains(c.Section+strings.Join(c.Headings, ""), "三公") {
		return nil
	}
	q.Item = meaning.ThreePublic
	all, _ := s.ledger.Fitting(q)
	return ledger.Reference(all)
}

// budgeted are the budgeted amounts that tables print of what a rate of completion is of.
func (s *Story) budgeted(c *normalize.Claim) []*arithmetic.Figure {
	q, ok := s.quantity(c.Of)
	if !ok || q.Stage != meaning.Final {
		return nil
	}
	q.Stage = meaning.Budget
	var out []*arithmetic.Figure
	all, _ := s.ledger.Fitting(q)
	for _, p := range all {
		out = append(out, p.Figure)
	}
	return out
}

// beside says that two claims stand next to each other in one sentence, or with nothing between them but other shares of the first:
// 支出决算2.52万元，占29.93%，完成预算的72.00%.
func (s *Story) beside(a, b int) bool {
	if a > b {
		a, b = b, a
	}
	if a < 1 || a == b || s.claims[a-1].Sentence != s.claims[b-1].Sentence {
		return false
	}
	return !slices.ContainsFunc(s.claims[a:b-1], func(c *normalize.Claim) bool { return c.Kind != normalize.Share || c.Of != a })
}

// behindBudgets says that nothing stands between a rate of completion and what was spent but what was budgeted for that, among it the
// amount that the rate is of: 支出决算6万元，年初预算8万元，完成年初预算的75%.
func (s *Story) behindBudgets(c *normalize.Claim) bool {
	if c.Whole <= c.Of || c.Whole >= c.Number {
		return false
	}
	spent := s.claims[c.Of-1]
	return !slices.ContainsFunc(s.claims[c.Of:c.Number-1], func(b *normalize.Claim) bool {
		return b.Kind != normalize.Amount || b.Sentence != spent.Sentence || !strings.HasPrefix(b.Subject, spent.Subject)
	})
}

// mayBeWhole says that a share can be of an amount that it was not read as a share of. One of
// another sentence must have the name that the share gives; nothing is 0% of anything.
func (s *Story) mayBeWhole(c, whole *normalize.Claim) bool {
	if whole.Sentence == c.Sentence {
		return true
	}
	named := strings.TrimSuffix(c.Against, "的")
	if named == "" || wholeWords.MatchString(named) && !s.figures[c.Of].Value.IsZero() {
		return true
	}
	return strings.Contains(whole.Subject, named)
}

// namedWholes are the amounts that have the name which a share gives its whole (占本年支出合计的),
// read within its section and on its own; clear says that tables print it and that nothing else can be
// meant, as can by 总支出, which some say of the year and some of all.
func (s *Story) namedWholes(c *normalize.Claim) (out []*arithmetic.Figure, clear bool) {
	if c.Base == (normalize.Quantity{}) {
		return nil, false
	}
	q := meaning.Quantity(c.Base)
	all, _ := s.ledger.Fitting(q)
	for _, p := range all {
		out, clear = append(out, p.Figure), true
	}
	s.nearestFirst(c, out)
	exact := q.Scope == meaning.ThisYear || q.Fund != "" && q.Use != "" || q.Item != "" || oneAmount(out)
	return out, clear && exact
}

// oneAmount says that all that tables print of a quantity, two figures or more, is one amount.
func oneAmount(all []*arithmetic.Figure) bool {
	return len(all) > 1 && !slices.ContainsFunc(all, func(e *arithmetic.Figure) bool { return !e.Value.Equal(all[0].Value) })
}

// nearestFirst sorts wholes by how near they come to making the share what it says.
func (s *Story) nearestFirst(c *normalize.Claim, wholes []*arithmetic.Figure) {
	off := func(whole *arithmetic.Figure) decimal.Decimal {
		return s.figures[c.Number].Value.Mul(whole.Value).Sub(s.figures[c.Of].Value.Mul(arithmetic.Hundred)).Abs()
	}
	sort.SliceStable(wholes, func(i, j int) bool { return off(wholes[i]).LessThan(off(wholes[j])) })
}
