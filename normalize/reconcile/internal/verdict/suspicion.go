package verdict

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/shopspring/decimal"
)

// A suspicion is how well one figure, changed to one value, explains what fails.
type suspicion struct {
	*arithmetic.Figure
	check   *arithmetic.Check // that led to it
	value   decimal.Decimal
	healed  []*arithmetic.Check
	broken  int
	strain  decimal.Decimal // how much further off its other checks would be
	digit   bool            // the change is that of one digit
	near    bool            // as far as rounding tells
	support bool            // another table, or a sentence, prints the value under the same name
	rivals  int             // other figures of which as much can be said
	free    int             // figures of the check that no other check holds to what they are
	rounder bool            // it alone of its check is not round, and would be: slips seldom make figures rounder
	doubt   bool            // of a percentage: another digit of one of its amounts would do as well
}

// fresh says that all checks which the suspicion heals are still open.
func (s *suspicion) fresh(open map[*arithmetic.Check]bool) bool {
	for _, c := range s.healed {
		if !open[c] {
			return false
		}
	}
	return true
}

// suspicionOf weighs what would follow if the figure were what the check needs.
func suspicionOf(e *arithmetic.Figure, c *arithmetic.Check, open map[*arithmetic.Check]bool, known *names, now arithmetic.Standing) *suspicion {
	s := wanted(e, c, known, now)
	if s == nil {
		return nil
	}
	v := s.value
	for _, k := range e.Checks {
		holds, before, after := now.If(k, e, v)
		if !open[k] || !holds {
			s.strain = s.strain.Add(after.Sub(before))
		}
		switch {
		case holds && open[k]:
			s.healed = append(s.healed, k)
		case !open[k] && (!holds || k.Unlikely(after) && !k.Unlikely(before)):
			s.broken++
		}
	}
	if len(s.healed) == 0 {
		s.healed = []*arithmetic.Check{c}
		s.broken++
	}
	s.rounder = s.onlyUneven()
	s.doubt = c.Base != nil && e == c.Actual && s.otherDigit(open, now)
	return s
}

// wanted is what a figure would have to be for a check: within its rounding, what is printed elsewhere under the figure's name, or
// what another digit makes of it. Nil where it cannot be: no part of a sum is less than nothing that was printed as more, but for
// its sign.
func wanted(e *arithmetic.Figure, c *arithmetic.Check, known *names, now arithmetic.Standing) *suspicion {
	v, ok := now.Needs(c, e)
	if !ok || e != c.Actual && v.IsNegative() && e.Value.IsPositive() && !v.Neg().Equal(e.Value) {
		return nil
	}
	room := c.Room(e)
	if c.Base != nil {
		v = arithmetic.NearestPrint(e, v)
	}
	s := &suspicion{Figure: e, check: c}
	s.value, s.support = known.elsewhere(c, e, v, room)
	s.digit = arithmetic.Misprint(e, s.value)
	if !s.digit && !s.support && (c.Base == nil || e != c.Actual && farOff(c)) && s.byChance(room)*SlipOdds <= 1 {
		s.value, s.digit = arithmetic.MisprintNear(e, v, room)
		s.near = s.digit
	}
	return s
}

// farOff says that a percentage is off by more than a tenth of itself. One that is nearly right was more often made of amounts of an
// earlier draft, or rounded on the way, than one of its amounts has another digit.
func farOff(c *arithmetic.Check) bool {
	return c.Gap.Abs().Shift(1).GreaterThan(c.Actual.Value.Abs())
}

// FewSuspects is among how many figures one may be chosen for being odd: among the many parts of a sum one
// always is.
const FewSuspects = 3

// weight is what speaks for a suspicion: the checks that it heals, less twice those that it breaks, and that
// it reads like a slip.
func (s *suspicion) weight() int {
	out := len(s.healed) - 2*s.broken
	if s.digit {
		out++
	}
	return out
}

// better says that s explains more than t: more checks healed, fewer broken; then a change of one
// digit, sums that come nearer, a value that is printed elsewhere under the same name, a rounder one, a
// sentence before a table.
func (s *suspicion) better(t *suspicion) bool {
	if a, b := s.weight(), t.weight(); a != b {
		return a > b
	}
	if s.check.Base != nil && (s.Figure == s.check.Actual) != (t.Figure == t.check.Actual) {
		return s.Figure == s.check.Actual
	}
	if s.digit != t.digit {
		return s.digit
	}
	if cmp := s.strain.Cmp(t.strain); cmp != 0 {
		return cmp < 0
	}
	if s.support != t.support {
		return s.support
	}
	if s.rounder != t.rounder {
		return s.rounder
	}
	return s.Record == nil && t.Record != nil
}

// onlyUneven says that both other figures of a check end in more zeros than this one, which would end in more, too; or, of two figures, that
// this one has lost zeros.
func (s *suspicion) onlyUneven() bool {
	figures := s.check.Figures()
	now, then := zerosAtEnd(s.Digits(s.Figure.Value)), zerosAtEnd(s.Digits(s.value))
	if then <= now || len(figures) > FewSuspects {
		return false
	}
	if len(figures) < FewSuspects {
		return s.Figure.Value.Shift(int32(then - now)).Equal(s.value)
	}
	return !slices.ContainsFunc(figures, func(e *arithmetic.Figure) bool {
		return e != s.Figure && zerosAtEnd(e.Digits(e.Value)) <= now
	})
}

// zerosAtEnd counts the zeros that a printed figure ends in.
func zerosAtEnd(digits string) int {
	digits = strings.Replace(digits, ".", "", 1)
	return len(digits) - len(strings.TrimRight(digits, "0"))
}

// sure says that a suspicion is enough to accuse its figure: no check that holds speaks against it, and it is
// the only such figure of what fails, or it alone explains several failures, or the difference is that
// of one of its digits, as chance would hardly make it.
func (s *suspicion) sure() bool {
	switch {
	case s.broken > 0:
		return s.digit && s.rivals == 0 && len(s.healed) > s.broken
	case s.check.Base != nil && s.Figure == s.check.Actual:
		return !s.doubt // a percentage is made of amounts, not they of it
	case s.free == 1 && (s.digit || !OfRows(s.check)):
		return true // a sum of rows can lack one that the publisher left out
	case s.rivals > 0:
		return false
	case len(s.healed) > 1:
		return true
	}
	room := decimal.Zero
	if s.near {
		room = s.check.Room(s.Figure)
	}
	return s.digit && s.byChance(room)*SlipOdds <= 1
}

// otherDigit says that another digit of one of a percentage's amounts brings the check within rounding and takes no other sum of that
// amount further off, where chance would rather not make it. What is off by one in its last digit was rounded otherwise.
func (s *suspicion) otherDigit(open map[*arithmetic.Check]bool, now arithmetic.Standing) bool {
	if s.Figure.Value.Sub(s.value).Abs().LessThanOrEqual(s.Quantum) {
		return false
	}
	return slices.ContainsFunc(s.check.Figures(), func(e *arithmetic.Figure) bool {
		needed, ok := now.Needs(s.check, e)
		if !ok || e == s.Figure {
			return false
		}
		room := s.check.Room(e)
		v, digit := arithmetic.MisprintNear(e, needed, room)
		of := suspicion{Figure: e, check: s.check}
		return digit && 2*of.byChance(room) < 1 && !slices.ContainsFunc(e.Checks, func(k *arithmetic.Check) bool {
			holds, _, _ := now.If(k, e, v)
			return !open[k] && k.Holds() && !holds
		})
	})
}

// byChance is how likely a change of one digit of one of the check's figures brings it within a room by chance.
func (s *suspicion) byChance(room decimal.Decimal) float64 {
	digits := arithmetic.Digits(s.Digits(s.Figure.Value))
	if s.check.Base == nil {
		digits = arithmetic.Digits(s.check.Actual.Digits(s.check.Actual.Value))
	}
	return neighbours(float64(digits), len(s.check.Figures()), room, s.Quantum)
}
