package reconcile

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// forgiveRounding turns a failure into rounding where two figures of one amount differ by one in the
// last digit and each fits the other figures around it better as it is: both were rounded, on
// different ways from the same unrounded figures. Inside one table this does not happen.
func (l *ledger) forgiveRounding() {
	for _, c := range l.checks {
		if c.outcome != normalize.Fail || c.table != 0 || c.base != nil || len(c.parts) != 1 {
			continue
		}
		other := c.parts[0].entry
		digit := decimal.Max(c.actual.quantum, other.quantum)
		if c.gap.Abs().LessThanOrEqual(digit) && fitsAsItIs(c.actual, other.value) && fitsAsItIs(other, c.actual.value) {
			c.outcome, c.room = normalize.Rounding, digit
		}
	}
}

// fitsAsItIs says that the entry's sums would be no nearer if it were v.
func fitsAsItIs(e *entry, v decimal.Decimal) bool {
	var strain decimal.Decimal
	sums := 0
	for _, k := range e.checks {
		if k.base == nil && k.table != 0 {
			_, before, after := k.strainWith(e, v)
			strain = strain.Add(after.Sub(before))
			sums++
		}
	}
	return sums > 0 && !strain.IsNegative()
}

// A culprit is the figure that failing checks point at: with the value it would have to be, they
// would hold.
type culprit struct {
	*entry
	value  decimal.Decimal
	checks []*check // the failing ones that it explains, the worst first
	rivals int      // other figures that would explain them as well
}

// A suspicion is how well one figure, changed to one value, explains what fails.
type suspicion struct {
	*entry
	check   *check // that led to it
	value   decimal.Decimal
	healed  []*check
	broken  int
	strain  decimal.Decimal // how much further off its other checks would be
	digit   bool            // the change is that of one digit
	support bool            // another table prints the value under the same name
	rivals  int             // other figures of which as much can be said
	rounder int             // how many more zeros the value ends in: slips seldom make figures rounder
}

// blame finds the culprits of all failing checks, those that explain most first.
func (l *ledger) blame() []culprit {
	open := map[*check]bool{}
	for _, c := range l.checks {
		if c.outcome == normalize.Fail {
			open[c] = true
		}
	}
	known := l.printedNames()
	var out []culprit
	printed := map[*entry]decimal.Decimal{}
	for len(open) > 0 {
		for _, c := range accuse(l.suspicions(open, known), open) {
			out = append(out, c)
			if _, twice := printed[c.entry]; !twice {
				printed[c.entry] = c.entry.value
			}
			c.entry.value = c.value // what is left to explain is weighed with what was found
		}
	}
	for e, v := range printed {
		e.value = v
	}
	return out
}

// accuse takes the best suspicions as long as none of the checks that they heal was healed before,
// and closes these checks. The others wait until they are weighed again.
func accuse(all []*suspicion, open map[*check]bool) []culprit {
	var out []culprit
	stale := map[*entry]bool{}
	for _, s := range all {
		if !open[s.check] || !s.fresh(open) || stale[s.entry] {
			continue
		}
		for _, c := range s.healed {
			delete(open, c)
			for _, e := range c.entries() {
				stale[e] = true
			}
		}
		for _, c := range s.hints {
			for _, e := range c.entries() {
				stale[e] = true
			}
		}
		out = append(out, culprit{s.entry, s.value, s.healed, s.rivals})
	}
	return out
}

// fresh says that all checks which the suspicion heals are still open.
func (s *suspicion) fresh(open map[*check]bool) bool {
	for _, c := range s.healed {
		if !open[c] {
			return false
		}
	}
	return true
}

// suspicions are the best explanation of each open check, best first.
func (l *ledger) suspicions(open map[*check]bool, known names) []*suspicion {
	var out []*suspicion
	for _, c := range l.checks {
		if !open[c] {
			continue
		}
		var best *suspicion
		for _, e := range c.entries() {
			if l.foreign(e) {
				continue
			}
			switch s := suspicionOf(e, c, open, known); {
			case s == nil:
			case best == nil || s.better(best):
				best = s
			case !best.better(s):
				best.rivals++
			}
		}
		if best == nil { // nothing can be said: the check stands for itself
			best = &suspicion{entry: c.actual, check: c, value: c.expected(), healed: []*check{c}}
		}
		out = append(out, best)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].better(out[j]) })
	return out
}

// foreign says that a figure is last year's document's, which is not the one to be judged.
func (l *ledger) foreign(e *entry) bool {
	return l.previous != nil && !slices.ContainsFunc(l.docs, func(d *normalize.Disclosure) bool { return d.ID == e.document() })
}

// printedNames are the amounts that tables print under each name.
func (l *ledger) printedNames() names {
	out := names{}
	for _, s := range l.sheets {
		for _, e := range s.list {
			for _, key := range namesAndValue(e, e.value) {
				if seen := out[key]; len(seen) == 0 || seen[len(seen)-1] != s.id() {
					out[key] = append(seen, s.id())
				}
			}
		}
	}
	return out
}

// names are the tables that print a name with an amount.
type names map[string][]tableID

// elsewhere says that another table prints the value under the entry's name.
func (n names) elsewhere(e *entry, v decimal.Decimal) bool {
	if e.record == nil {
		return false
	}
	for _, key := range namesAndValue(e, v) {
		for _, table := range n[key] {
			if table != e.home() {
				return true
			}
		}
	}
	return false
}

// namesAndValue are what a figure may be looked up by elsewhere: its row's name with the codes, and the bare
// name alone, since some items have one name as an economic class and as a function.
func namesAndValue(e *entry, v decimal.Decimal) []string {
	r := e.record
	value := "|" + v.String()
	out := []string{r.Label + "|" + r.FunctionCode + r.EconomicCode + r.GovEconomicCode + value}
	if name := itemName(r.Label); len([]rune(name)) >= telltaleName {
		out = append(out, name+value)
	}
	return out
}

// telltaleName is how many characters a name has at least that means one thing in all tables.
const telltaleName = 5

// itemName is a row's name without its code, its number and 支出 at the end.
func itemName(label string) string {
	label = leadingCode.ReplaceAllString(listNumber.ReplaceAllString(label, ""), "")
	return strings.TrimSuffix(label, "支出")
}

var leadingCode = regexp.MustCompile(`^[\[【（(]?\d{3,7}[\]】）)]?[-—]?`)

// suspicionOf weighs what would follow if the entry were what the check needs.
func suspicionOf(e *entry, c *check, open map[*check]bool, known names) *suspicion {
	v, ok := c.needs(e)
	if !ok {
		return nil
	}
	if c.base != nil {
		v = nearestPrint(e, v)
	}
	s := &suspicion{entry: e, check: c, value: v, digit: misprint(e, v)}
	for _, k := range e.checks {
		holds, before, after := k.strainWith(e, v)
		if !open[k] || !holds {
			s.strain = s.strain.Add(after.Sub(before))
		}
		switch {
		case holds && open[k]:
			s.healed = append(s.healed, k)
		case !holds && !open[k]:
			s.broken++
		}
	}
	for _, k := range e.hints {
		_, before, after := k.strainWith(e, v)
		s.strain = s.strain.Add(after.Sub(before))
	}
	if len(s.healed) == 0 {
		s.healed = []*check{c}
		s.broken++
	}
	s.support = known.elsewhere(e, v)
	if len(c.entries()) <= fewSuspects {
		s.rounder = zerosAtEnd(e.digits(v)) - zerosAtEnd(e.digits(e.value))
	}
	return s
}

// fewSuspects is among how many figures one may be chosen for being odd: among the many parts of a sum one
// always is.
const fewSuspects = 3

// zerosAtEnd counts the zeros that a printed figure ends in.
func zerosAtEnd(digits string) int {
	digits = strings.Replace(digits, ".", "", 1)
	return len(digits) - len(strings.TrimRight(digits, "0"))
}

// nearestPrint is the value as it could be printed: rounded to the entry's last digit.
func nearestPrint(e *entry, v decimal.Decimal) decimal.Decimal {
	return v.Div(e.scale).Round(e.places).Mul(e.scale)
}

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
		return s.rounder > t.rounder
	}
	return s.record == nil && t.record != nil
}

// statuses sets each record's status from the checks it takes part in. A check that holds with a
// figure which others prove wrong proves nothing: what it agrees with may be wrong in the same way.
func (l *ledger) statuses(culprits []culprit) {
	blamed := map[*entry]bool{}
	for _, c := range culprits {
		blamed[c.entry] = true
	}
	for _, c := range l.checks {
		if slices.ContainsFunc(c.entries(), func(e *entry) bool { return blamed[e] }) {
			continue
		}
		for _, e := range c.entries() {
			if e.record != nil && c.proves(e) {
				e.record.Status = normalize.Verified
			}
		}
	}
	for _, c := range culprits {
		if c.record != nil {
			c.record.Status = normalize.Contradicted
		}
	}
}
