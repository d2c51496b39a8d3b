package narrative

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
)

// percentChange compares a percentage with the change and the amount it came to: the base is the
// amount less the change.
func (s *Story) percentChange(c *normalize.Claim) *arithmetic.Check {
	k := heldIfBare(c, s.percentOf(c))
	if k != nil && k.Outcome == normalize.Fail && onComparableBasis(c) {
		return nil
	}
	return k
}

var comparable = wordings.Pattern("comparable")

// onComparableBasis says that a change was counted after leaving out what the year before did not have
// (同口径比上年减少…): it is of an amount that nothing prints.
func onComparableBasis(c *normalize.Claim) bool {
	return comparable.MatchString(c.Before)
}

func (s *Story) percentOf(c *normalize.Claim) *arithmetic.Check {
	change := s.changeOf(c)
	if change == nil {
		return s.percentBetween(c)
	}
	if s.figures[change.Number] == nil {
		return nil
	}
	if k := s.percentOfBase(c, change); k != nil && k.Outcome == normalize.Pass {
		return k
	}
	var best *arithmetic.Check
	nameless := c.Subject == "" && (c.Of == 0 || s.claims[c.Of-1].Sentence != c.Sentence) // of which amount it is, is a guess
	for _, amount := range s.amountsFor(c, change) {
		k := &arithmetic.Check{Code: codes.ClaimPercentChange, Actual: s.figures[c.Number],
			Parts: []arithmetic.Term{{Figure: s.figures[change.Number]}},
			Base:  []arithmetic.Term{{Figure: amount}, {Figure: s.figures[change.Number], Minus: true}}}
		k.Evaluate()
		if k.Outcome == normalize.Pass {
			return k
		}
		if best == nil && !nameless {
			best = k
		}
	}
	return best
}

// percentOfBase compares a percentage with the change and the amount of the year before that its sentence prints.
func (s *Story) percentOfBase(c, change *normalize.Claim) *arithmetic.Check {
	base := s.figures[change.Whole]
	if base == nil || base.Value.IsZero() {
		return nil
	}
	k := &arithmetic.Check{Code: codes.ClaimPercentChange, Actual: s.figures[c.Number],
		Parts: []arithmetic.Term{{Figure: s.figures[change.Number]}}, Base: []arithmetic.Term{{Figure: base}}}
	k.Evaluate()
	return k
}

// percentBetween compares a percentage that stands without a change in money with the amount of the year before that its
// sentence prints for the same subject, and what that came to.
func (s *Story) percentBetween(c *normalize.Claim) *arithmetic.Check {
	base, amount := s.figures[c.Whole], s.figures[c.Of]
	if base == nil {
		return s.percentOnTables(c)
	}
	if amount == nil || base.Value.IsZero() {
		return nil
	}
	before, after := s.claims[c.Whole-1], s.claims[c.Of-1]
	if c.Unit != "%" || slices.ContainsFunc(s.claims[c.Whole:c.Number-1], ofPercent) {
		return nil // it may be of what was said since
	}
	if before.Kind != normalize.Amount || after.Kind != normalize.Amount || before.Sentence != c.Sentence || before.Year >= after.Year || before.Subject != after.Subject {
		return nil
	}
	k := &arithmetic.Check{Code: codes.ClaimPercentChange, Actual: s.figures[c.Number],
		Parts: []arithmetic.Term{{Figure: amount}, {Figure: base, Minus: true}}, Base: []arithmetic.Term{{Figure: base}}}
	if k.Evaluate(); k.Outcome == normalize.Fail && namedBase.MatchString(c.Before[strings.LastIndex(c.Before, before.Text)+1:]) {
		return nil // 上年决算1,310万元，较上年预算增长7.2%
	}
	return k
}

// ofPercent says that a claim is a share or a change in per cent.
func ofPercent(c *normalize.Claim) bool {
	return c.Kind == normalize.Share || c.Kind == normalize.PercentChange
}

// namedBase is what a change itself says that it starts from.
var namedBase = wordings.Pattern("base.named")

// percentOnTables compares it with what tables print for the year before; as that may be of another stage or another basis, what
// differs says nothing.
func (s *Story) percentOnTables(c *normalize.Claim) *arithmetic.Check {
	if c.Of == 0 || s.figures[c.Of] == nil {
		return nil
	}
	q, ok := s.quantity(c.Of)
	if !ok {
		return nil
	}
	q.Year--
	all, _ := s.ledger.Fitting(q)
	for _, before := range all {
		k := &arithmetic.Check{Code: codes.ClaimPercentChange, Actual: s.figures[c.Number],
			Parts: []arithmetic.Term{{Figure: s.figures[c.Of]}, {Figure: before.Figure, Minus: true}}, Base: []arithmetic.Term{{Figure: before.Figure}}}
		if k.Evaluate(); k.Outcome == normalize.Pass {
			return k
		}
	}
	return nil
}

// changeOf is the change in money that a percentage restates: the last one before it, of the same amount, that says no other percentage
// again and stands behind the amount that the percentage itself starts from (较上年减少1万元，下降5%；与2019年的12万元相比下降50%), or, where there
// is none, one that says it again right behind it.
func (s *Story) changeOf(c *normalize.Claim) *normalize.Claim {
	for i := c.Number - 2; i >= 0 && i >= c.Number-4; i-- {
		k := s.claims[i]
		if k.Number == c.Whole {
			return nil
		}
		if k.Kind == normalize.Change && k.Of == c.Of && k.Sentence == c.Sentence && s.restates(c, k) {
			return k
		}
	}
	if c.Number < len(s.claims) {
		if k := s.claims[c.Number]; k.Kind == normalize.Change && k.Of == c.Of && k.Of > 0 && k.Value.Decimal.Sign() == c.Value.Decimal.Sign() && saysAgain(c, k) {
			return k
		}
	}
	return nil
}

// restates says that a percentage may be of a change before it: it names no other basis than that, and where another percentage said that change
// again, it names the same.
func (s *Story) restates(c, change *normalize.Claim) bool {
	if s.basisOf(c).differs(s.basisOf(change)) {
		return false
	}
	i := change.Number - 1
	again := s.saidAgain(change, c) || i > 0 && s.claims[i-1].Kind == normalize.PercentChange && saysAgain(s.claims[i-1], change)
	return !again || s.comparesAlike(c, change)
}

// saidAgain says that a percentage right behind a change in money says it again, so that a later one is of another comparison (较预算减少0.8万元，
// 减少40%；较上年下降25%).
func (s *Story) saidAgain(change, later *normalize.Claim) bool {
	next := s.claims[change.Number] // there is one: later stands behind the change
	if next == later || next.Kind != normalize.PercentChange {
		return false
	}
	return saysAgain(change, next) || againCompared.MatchString(s.lead(next)) && !s.basisOf(next).differs(s.basisOf(change))
}

var (
	againBefore   = wordings.Pattern("again.before")
	againCompared = wordings.Pattern("again.compared")
	clauseEnds    = wordings.Pattern("clause.end")
)

// saysAgain says that nothing but a verb of change stands between two claims and that the clause ends with the second (增长5%，增加3万元;
// 增加3万元，增长5%): neither a comparison of its own nor a reason.
func saysAgain(first, second *normalize.Claim) bool {
	between, ok := strings.CutPrefix(second.Before, first.Before+first.Text)
	return ok && first.Sentence == second.Sentence && againBefore.MatchString(between) && endsClause(second)
}

// endsClause says that nothing stands behind a claim in its clause, and no bracket (增长5.8%（扣除划转因素）).
func endsClause(c *normalize.Claim) bool {
	behind, ok := strings.CutPrefix(c.Sentence, c.Before+c.Text)
	return ok && clauseEnds.MatchString(behind)
}

// amountsFor are the amounts that a change may be of: the one it was read as, then the others of
// its sentence, nearest first, and those of its section's opening.
func (s *Story) amountsFor(c, change *normalize.Claim) []*arithmetic.Figure {
	var out []*arithmetic.Figure
	add := func(n int) {
		if n > 0 && s.figures[n] != nil && s.claims[n-1].Kind == normalize.Amount && s.claims[n-1].Yuan.Valid {
			out = append(out, s.figures[n])
		}
	}
	add(change.Of)
	add = func(n int) { // any change is all of nothing's base
		if n > 0 && s.figures[n] != nil && !s.figures[n].Value.IsZero() && s.claims[n-1].Kind == normalize.Amount && s.claims[n-1].Yuan.Valid {
			out = append(out, s.figures[n])
		}
	}
	for n := change.Number - 1; n > 0 && n > change.Number-12; n-- {
		if k := s.claims[n-1]; k.Section == c.Section && k.Year == c.Year && n != change.Of {
			add(n)
		}
	}
	return out
}

// fromBase compares a change with the amounts before and after it, where both are printed.
func (s *Story) fromBase(c *normalize.Claim) *arithmetic.Check {
	base, amount := s.figures[c.Whole], s.figures[c.Of]
	if base == nil || amount == nil || s.figures[c.Number] == nil || onComparableBasis(c) {
		return nil
	}
	k := &arithmetic.Check{Code: codes.ClaimChange, Actual: s.figures[c.Number], Parts: []arithmetic.Term{{Figure: amount}, {Figure: base, Minus: true}}}
	before, after := s.claims[c.Whole-1], s.claims[c.Of-1]
	budgeted := before.Number < after.Number && before.Year == after.Year // of the same year, and so what the change itself names
	if k.Evaluate(); k.Outcome == normalize.Fail && !budgeted && otherBase.MatchString(c.Before[strings.LastIndex(c.Before, s.claims[c.Whole-1].Text)+1:]) {
		return nil
	}
	return k
}

// otherBase says that a change starts from something else than the amount of another year before it, which is told to have changed
// already or is of another stage: 较上年执行数1,251.77万元增加34.63万元，较上年预算数增加86.40万元.
var otherBase = wordings.Pattern("base.other")

// unchanged compares 持平 with the change that is stated beside it, or with last year's figure
// where a table prints that.
func (s *Story) unchanged(c *normalize.Claim) *arithmetic.Check {
	if strings.Contains(c.Text, "基本") || c.Of == 0 {
		return nil
	}
	q, ok := s.quantity(c.Of)
	if !ok {
		return nil
	}
	q.Year--
	all, _ := s.ledger.Fitting(q)
	before := ledger.Reference(all)
	if before == nil || s.figures[c.Of] == nil {
		return nil
	}
	k := arithmetic.Equality(codes.Unchanged, s.figures[c.Of], before)
	return k
}

// comparesAlike says that a percentage names what it compares with, and nothing else, and that it is what a change before it named:
// it says that change again, whatever other percentage did (比上年增加0.2万元，增长20%，同比增长20%).
func (s *Story) comparesAlike(c, change *normalize.Claim) bool {
	b := s.basisOf(c)
	return b.year != "" && b == s.basisOf(change) && againCompared.MatchString(s.lead(c)) && endsClause(c)
}
