package facts

import (
	"iter"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A cut is what facts are alike in that divide one whole: all that they measure but the unit and the codes, and whether
// it is divided by function, by the economic classifications, or not at all.
type cut struct {
	meaning.Quantity
	agency          string
	function, coded bool
}

func cutOf(f *normalize.Fact) cut {
	q := meaning.Quantity(f.Quantity)
	c := cut{q, f.Agency, q.Function != "", q.Function+q.Economic+q.GovEconomic != ""}
	c.Function, c.Economic, c.GovEconomic, c.Unit = "", "", "", ""
	if c.coded && q.Scope != meaning.CarriedIn && q.Scope != meaning.CarriedOut {
		c.Scope = "" // whether an item takes in what was carried over is said of few, and then of all
	}
	return c
}

// mostLooked is how often facts of one cut are looked at at most: each is by every length that codes of the cut have, of which the largest
// seen, of 1,500 facts, has a dozen. A cut that asks for more has no leaves.
const mostLooked = 10_000_000

// markLeaves marks in each cut the facts that count once, if any do: their sum is the whole, since a fact is one unless finer
// ones that add up to it are. Where the finer ones do not, for one is missing or wrong, it is the coarse one that
// counts and they do not.
func markLeaves(all []normalize.Fact) {
	cuts := map[cut][]*normalize.Fact{}
	var order []cut
	for i := range all {
		c := cutOf(&all[i])
		if cuts[c] == nil {
			order = append(order, c)
		}
		cuts[c] = append(cuts[c], &all[i])
	}
	for _, c := range order {
		if d := dividedFrom(cuts[c]); d != nil {
			d.mark()
		}
		if c.coded && incomplete(cuts[c], wholes(cuts, c)) {
			for _, f := range cuts[c] {
				f.Leaf = false
			}
		}
	}
}

// wholes are the printed totals of what a cut divides, with and without what was carried over.
func wholes(cuts map[cut][]*normalize.Fact, c cut) []*normalize.Fact {
	c.function, c.coded = false, false
	var out []*normalize.Fact
	scopes := []string{c.Scope}
	if c.Scope == "" {
		scopes = []string{"", meaning.ThisYear, meaning.Total}
	}
	for _, c.Scope = range scopes {
		for _, f := range cuts[c] {
			if f.Quantity.Unit == "" {
				out = append(out, f)
			}
		}
	}
	return out
}

// incomplete says that the leaves of a cut are none of its printed totals: a part is not there, or one is wrong, so that
// their sum would look like the whole and not be it. Where no total is printed, nothing says so.
func incomplete(all, wholes []*normalize.Fact) bool {
	var leaves []*normalize.Fact
	for _, f := range all {
		if f.Leaf {
			leaves = append(leaves, f)
		}
	}
	return len(wholes) > 0 && !slices.ContainsFunc(wholes, func(w *normalize.Fact) bool { return addUp(leaves, w) })
}

// A division is the facts of one cut with those that divide each.
type division struct {
	facts  []*normalize.Fact
	coarse codeSet
	finer  map[codes][]*normalize.Fact // by the codes of a fact, those that are parts of it, in the order of the facts
	marked map[*normalize.Fact]bool    // whose leaves are
	looked int                         // how often facts were looked at
}

// dividedFrom is the division of facts, which takes as many looks as they have coarser ones; nil where these are too many.
func dividedFrom(facts []*normalize.Fact) *division {
	d := &division{facts: facts, coarse: codesOf(facts), finer: map[codes][]*normalize.Fact{}, marked: map[*normalize.Fact]bool{}}
	if len(facts)*len(d.coarse.lengths) > mostLooked {
		return nil
	}
	for _, f := range facts {
		d.looked += len(d.coarse.lengths)
		for than := range d.coarse.coarserThan(f) {
			d.finer[than] = append(d.finer[than], f)
		}
	}
	return d
}

// mark marks the leaves below the facts that are parts of no other.
func (d *division) mark() {
	for _, f := range d.facts {
		if !d.coarse.holdsCoarser(f) {
			d.markBelow(f)
		}
	}
}

// markBelow marks the leaves below a fact, or the fact itself.
func (d *division) markBelow(f *normalize.Fact) {
	if d.marked[f] {
		return
	}
	d.marked[f] = true
	finer := d.finer[codesOfFact(f)]
	d.looked += len(finer)
	for _, way := range ways {
		if below := children(finer, f, way); len(below) > 0 && addUp(below, f) {
			for _, b := range below {
				d.markBelow(b)
			}
			return
		}
	}
	f.Leaf = true
}

// ways are those in which a fact can be divided: by function, by the economic classifications, by unit, by codes, by all.
var ways = []func(p, q *normalize.Quantity) bool{
	func(p, q *normalize.Quantity) bool {
		return p.Unit == q.Unit && p.Economic == q.Economic && p.GovEconomic == q.GovEconomic
	},
	func(p, q *normalize.Quantity) bool { return p.Unit == q.Unit && p.Function == q.Function },
	sameCodes,
	func(p, q *normalize.Quantity) bool { return p.Unit == q.Unit },
	func(p, q *normalize.Quantity) bool { return true },
}

func sameCodes(p, q *normalize.Quantity) bool {
	return p.Function == q.Function && p.Economic == q.Economic && p.GovEconomic == q.GovEconomic
}

// children are those of the finer facts that divide another in one way, without those that divide these.
func children(finer []*normalize.Fact, f *normalize.Fact, way func(p, q *normalize.Quantity) bool) []*normalize.Fact {
	var dividing, out []*normalize.Fact
	for _, o := range finer {
		if way(&o.Quantity, &f.Quantity) {
			dividing = append(dividing, o)
		}
	}
	coarse := codesOf(dividing)
	for _, o := range dividing {
		if !coarse.holdsCoarser(o) {
			out = append(out, o)
		}
	}
	return out
}

// codes are the unit and the codes of a fact.
type codes [4]string

func codesOfFact(f *normalize.Fact) codes {
	q := &f.Quantity
	return codes{q.Unit, q.Function, q.Economic, q.GovEconomic}
}

// A codeSet is the codes of many facts, and how long those of each are.
type codeSet struct {
	all     map[codes]bool
	lengths map[[len(codes{})]int]bool
}

func codesOf(all []*normalize.Fact) codeSet {
	s := codeSet{map[codes]bool{}, map[[len(codes{})]int]bool{}}
	for _, f := range all {
		c := codesOfFact(f)
		s.all[c] = true
		s.lengths[[...]int{len(c[0]), len(c[1]), len(c[2]), len(c[3])}] = true
	}
	return s
}

// coarserThan are those of the codes of which a fact is a part by its unit or its codes.
func (s codeSet) coarserThan(f *normalize.Fact) iter.Seq[codes] {
	own := codesOfFact(f)
	return func(yield func(codes) bool) {
		for lengths := range s.lengths {
			than, long := own, true
			for i, n := range lengths {
				if long = long && n <= len(own[i]); long {
					than[i] = own[i][:n]
				}
			}
			if long && than != own && unitWithin(own[0], than[0]) && s.all[than] && !yield(than) {
				return
			}
		}
	}
}

func (s codeSet) holdsCoarser(f *normalize.Fact) bool {
	for range s.coarserThan(f) {
		return true
	}
	return false
}

// unitWithin says that a unit is of another, or the same: all are of the whole, 042001 is of 042.
func unitWithin(unit, of string) bool {
	return of == "" || unit == of || words.IsDigits(of) && strings.HasPrefix(unit, of)
}

// addUp says that the sum of facts is another, within what the rounding of print explains.
func addUp(parts []*normalize.Fact, f *normalize.Fact) bool {
	sum, room := decimal.Zero, f.Precision
	for _, p := range parts {
		sum, room = sum.Add(p.Yuan), room.Add(p.Precision)
	}
	return sum.Sub(f.Yuan).Abs().LessThanOrEqual(room.Mul(half))
}
