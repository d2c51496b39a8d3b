package verdict

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/shopspring/decimal"
)

// Settle decides which rules are meant and which of their failures are the publisher's. A rule can be read in
// several ways; where some of its comparisons come out even and some do not, the publisher may have slipped,
// the rule may not be meant, or the table may have been misread. One number weighs these:
//
//	odds = told × (1 + held + shared) ÷ breaches^1.5 × slip
//
// told is how sure the rule is before a figure is looked at; held is what comes out even by this kind of rule,
// shared what the other rules of the same tables add; breaches are the causes that its failures need, those that
// read like a slip counting little, and raised, since one misreading makes many; slip is how many times likelier a
// slip makes just this difference than chance does. What the other rules add says that the tables were read well, not
// that a rule which nothing tells of is meant. From SlipOdds on a failure stays one. Below, it says nothing: its
// comparisons become insufficient, and prove nothing.
//
// Each list of questions is about one table, or about all of them together. Rules of two lists, or of a
// table's rows and of its columns, that miss a figure by the same amount bear each other out. So does another of the
// tables that prints under a figure's name what it would have to be.
func Settle(tables []*table.Table, lists ...[]Question) []*arithmetic.Check {
	known := printedNames(tables)
	var heard []hearing
	for _, questions := range lists {
		heard = append(heard, hear(questions, known))
	}
	corroborate(heard)
	var out []*arithmetic.Check
	for _, h := range heard {
		h.decide()
		for _, f := range h.meant {
			out = append(out, f.Checks...)
		}
	}
	roundedTwice(out)
	return out
}

// A hearing is what one list of questions came to: the families that are meant, and what speaks for and against
// each kind of rule among them.
type hearing struct {
	meant  []Family
	kinds  map[string]*testimony
	shared float64
}

// A testimony is what the families of one kind say together.
type testimony struct {
	held      float64
	gaps      map[string]bool    // what their comparisons are off by
	causes    map[string]float64 // by what sums are off: how much it speaks against the kind
	elsewhere map[string]bool    // by what sums are off: one of them has another reason than a slip
}

func hear(questions []Question, known names) hearing {
	ofKind := map[string]float64{}
	for _, q := range questions {
		for i := range q {
			q[i].weigh(known)
			ofKind[q[i].Kind] += q[i].held
		}
	}
	h := hearing{kinds: map[string]*testimony{}}
	all := 0.0
	for _, q := range questions {
		for _, f := range q.answer(ofKind) {
			h.meant = append(h.meant, f)
			h.kind(f.Kind).add(f)
			all += f.held
		}
	}
	h.shared = math.Min(all/othersForOne, othersForOne)
	return h
}

func (h hearing) kind(name string) *testimony {
	if h.kinds[name] == nil {
		h.kinds[name] = &testimony{gaps: map[string]bool{}, causes: map[string]float64{}, elsewhere: map[string]bool{}}
	}
	return h.kinds[name]
}

func (t *testimony) add(f Family) {
	t.held += f.held
	for _, b := range f.breaches {
		for _, c := range b.checks {
			t.gaps[c.Gap.Abs().String()] = true
		}
		t.causes[b.gap()] = math.Max(t.causes[b.gap()], 1/b.slip)
		if b.otherwise() {
			t.elsewhere[b.gap()] = true
		}
	}
}

// breaches is how much speaks against a kind of rule.
func (t *testimony) breaches() float64 {
	sum := 0.0
	for _, weight := range t.causes {
		sum += weight
	}
	return math.Max(1, sum)
}

// decide takes back what the odds do not bear out. A kind of which nothing holds and that fails by several
// amounts is not meant.
func (h hearing) decide() {
	for _, f := range h.meant {
		t := h.kinds[f.Kind]
		support := 1 + t.held
		if f.Told >= ByWords {
			support += h.shared
		}
		meant := f.Told * support / math.Pow(t.breaches(), crowding)
		for _, b := range f.breaches {
			odds := meant * b.slip
			if f.Apart && b.over() {
				odds *= ByForm / f.Told // that parts are no more than their whole is sure, whether or not all of them are listed
			}
			if f.Told < ByWords && b.slip == 1 && !lostSign(b.checks[0]) && !OfRows(b.checks[0]) {
				odds *= unlikely
			}
			switch {
			case odds < SlipOdds, t.held == 0 && len(t.gaps) > 1, t.elsewhere[b.gap()]:
				b.saysNothing()
			case f.Told == ByFigures && meant < leastOdds:
				b.saysNothing() // nothing but the figures tells of the rule, and these do not
			}
		}
	}
}

// A miss is a figure that takes part in comparisons which are off by an amount.
type miss struct {
	figure *arithmetic.Figure
	gap    string
}

// corroborate raises what reads like a slip where two rules miss one figure by the same amount.
func corroborate(heard []hearing) {
	type witness struct {
		list int
		rows bool
	}
	lists := map[miss]map[witness]bool{}
	for i, h := range heard {
		for _, f := range h.meant {
			for _, b := range f.breaches {
				w := witness{i, OfRows(b.checks[0])}
				for _, m := range b.misses() {
					if lists[m] == nil {
						lists[m] = map[witness]bool{}
					}
					lists[m][w] = true
				}
			}
		}
	}
	for _, h := range heard {
		for _, f := range h.meant {
			for k := range f.breaches {
				b := &f.breaches[k]
				if slices.ContainsFunc(b.misses(), func(m miss) bool { return len(lists[m]) > 1 }) {
					b.slip = math.Max(b.slip, borneOut)
				}
			}
		}
	}
}

func (b breach) misses() []miss {
	var out []miss
	for _, c := range b.checks {
		for _, e := range c.Figures() {
			out = append(out, miss{e, c.Gap.Abs().String()})
		}
	}
	return out
}

// over says that the parts of all sums are more than the whole.
func (b breach) over() bool {
	return !slices.ContainsFunc(b.checks, func(c *arithmetic.Check) bool { return !c.Gap.IsNegative() })
}

// gap is what the first of a breach's comparisons is off by.
func (b breach) gap() string { return b.checks[0].Gap.Abs().String() }

// saysNothing takes back the comparisons of a breach.
func (b breach) saysNothing() {
	for _, c := range b.checks {
		c.Outcome = normalize.Insufficient
	}
}

// otherwise says that something else than a slip explains a breach wholly: a row that counts elsewhere, where nothing but
// its place tells that it belongs here, or what is passed on from column to column.
func (b breach) otherwise() bool {
	if ofColumns(b.checks[0]) && likeAMissing(b.checks) {
		return true // a column was not read, or stands on another sheet
	}
	return slices.ContainsFunc(b.checks, func(c *arithmetic.Check) bool { return c.Moved })
}

// answer are the families of a question that are meant: all that hold throughout, with those that hold more
// than they fail; where none holds, the likeliest, if more speaks for it than against.
func (q Question) answer(ofKind map[string]float64) []Family {
	var sure, more []Family
	best, likeliest := -1, leastOdds
	for i, f := range q {
		against := f.against()
		if against == 0 {
			sure = append(sure, f)
			continue
		}
		if f.Whole {
			continue
		}
		if f.held > against {
			more = append(more, f)
		}
		if odds := f.Told * (1 + ofKind[f.Kind]) / against; odds > likeliest {
			best, likeliest = i, odds
		}
	}
	switch {
	case firmest(sure).held > 0 && firmest(sure).Told == ByFigures:
		return []Family{firmest(sure)}
	case firmest(sure).held > 0:
		return append(withBesides(sure), more...)
	case best >= 0:
		return append(sure, q[best])
	}
	return sure
}

// firmest is the family of which most holds.
func firmest(all []Family) Family {
	var best Family
	for i, f := range all {
		if i == 0 || f.held > best.held {
			best = f
		}
	}
	return best
}

// withBesides adds to families that hold the same sums in the columns of last year and of changes: an item
// of last year may be gone, so that these are told by place alone.
func withBesides(sure []Family) []Family {
	out := sure
	for _, f := range sure {
		if f.held == 0 {
			continue
		}
		for _, checks := range f.Beside {
			b := Family{Kind: "beside " + f.Kind, Told: ByPlace, Checks: checks}
			b.weigh(nil)
			out = append(out, Question{b}.answer(map[string]float64{b.Kind: b.held})...)
		}
	}
	return out
}

// differ says that comparisons are off by several amounts.
func differ(failing []*arithmetic.Check) bool {
	return slices.ContainsFunc(failing, func(c *arithmetic.Check) bool { return !c.Gap.Equal(failing[0].Gap) })
}

// mostLevels is how many levels of rows add up to the same total: 全省, 市, 县.
const mostLevels = 3

// likeAMissing says that comparisons fail by amounts that make up a row or a column of the table, one being the sum of
// the others, level by level: it was not read, or was left out, or belongs elsewhere.
func likeAMissing(failing []*arithmetic.Check) bool {
	var largest, all decimal.Decimal
	for _, c := range failing {
		all = all.Add(c.Gap)
		if c.Gap.Abs().GreaterThan(largest.Abs()) {
			largest = c.Gap
		}
	}
	if ofColumns(failing[0]) && !differ(failing) {
		return false // one difference, in a row and in those that take it in
	}
	for levels := int64(2); levels <= mostLevels && int(levels) <= len(failing); levels++ {
		if all.Equal(largest.Mul(decimal.NewFromInt(levels))) {
			return true
		}
	}
	return false
}
