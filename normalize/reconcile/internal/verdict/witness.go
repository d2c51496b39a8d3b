package verdict

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/shopspring/decimal"
)

// A witness is a failing comparison that would come out if one of its figures were more by an amount.
type witness struct {
	check *arithmetic.Check
	list  int             // of questions
	rows  bool            // it adds up rows
	fixed bool            // and no others can be meant
	whole bool            // the figure is what the others make up
	more  decimal.Decimal // by what the figure would have to be more
}

// witnesses are the failing comparisons of each figure, whether or not their rules are meant.
type witnesses struct {
	of    map[*arithmetic.Figure][]witness
	heard int
}

// mostHeard is how much witnesses say at most of the figures of all tables, so that the cost stays linear where nearly all sums of
// long lists fail: of these none is borne out.
const mostHeard = 200_000

// take notes what a family of a list of questions says, with the same sums in the columns beside.
func (w *witnesses) take(list int, f *Family) {
	for _, checks := range append([][]*arithmetic.Check{f.Checks}, f.Beside...) {
		for _, c := range checks {
			if w.heard > mostHeard {
				return
			}
			for _, s := range f.says(list, c) {
				w.of[s.figure] = append(w.of[s.figure], s.witness)
				w.heard++
			}
		}
	}
}

// A statement is what a witness says, and of which figure.
type statement struct {
	figure *arithmetic.Figure
	witness
}

// speaks says that a comparison is a witness: none that holds is, and none of rates, whose amounts need not be these.
func speaks(c *arithmetic.Check) bool {
	return c.Outcome == normalize.Fail && c.Base == nil && !c.AtMost
}

// says is what a comparison of a family says of its figures.
func (f *Family) says(list int, c *arithmetic.Check) []statement {
	if !speaks(c) {
		return nil
	}
	out := make([]statement, 0, 1+len(c.Parts))
	for e, v := range c.AllNeeds {
		out = append(out, statement{e, witness{c, list, OfRows(c), f.Fixed, e == c.Actual, v.Sub(e.Value)}})
	}
	return out
}

// A jury hears the witnesses of a list of questions.
type jury struct {
	*witnesses
	list int
}

// bearOut raises what reads like a slip where two rules want the same of one figure.
func (j jury) bearOut(f *Family) {
	if j.heard > mostHeard {
		return
	}
	for i := range f.breaches {
		b := &f.breaches[i]
		if slices.ContainsFunc(b.checks, func(c *arithmetic.Check) bool { return j.bornOut(f, c) }) {
			b.slip = math.Max(b.slip, borneOut)
		}
	}
}

// bornOut compares what a comparison was heard to say of its figures with what others say of them.
func (j jury) bornOut(f *Family, c *arithmetic.Check) bool {
	agreed := func(e *arithmetic.Figure) bool {
		all := j.of[e]
		return len(all) > 1 && slices.ContainsFunc(all, func(own witness) bool {
			own.fixed = f.Fixed
			return own.check == c && slices.ContainsFunc(all, statement{e, own}.agrees)
		})
	}
	return speaks(c) && (agreed(c.Actual) || slices.ContainsFunc(c.Parts, func(t arithmetic.Term) bool { return agreed(t.Figure) }))
}

// agrees says that another witness, who does not depend on this one, wants the same of the figure within rounding: rules of two
// lists, of rows and of columns, or of what the figure is made of and of what is made of it. The last two say nothing where
// other rows can be meant, or rows that count elsewhere explain both, as a part of the figure does that was taken for one of the rows beside it.
func (s statement) agrees(o witness) bool {
	apart := s.list != o.list || s.rows != o.rows
	if s.check == o.check || !apart && !(s.fixed && o.fixed && s.whole != o.whole && !(s.check.ByPlace && o.check.ByPlace)) {
		return false // asked before the amounts, which cost more to compare
	}
	return s.more.Sub(o.more).Abs().LessThanOrEqual(decimal.Max(s.check.Tolerance, o.check.Tolerance)) &&
		(apart || !s.figure.Value.Add(s.more).IsZero())
}
