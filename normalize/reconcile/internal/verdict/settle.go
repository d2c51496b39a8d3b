package verdict

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
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
// Each list of questions is about one table, or about all of them together. Rules that want the same of a figure bear each
// other out (jury). So does another of the tables, or a sentence, that prints under a figure's name what it would have to be.
func Settle(p Print, lists ...[]Question) []*arithmetic.Check {
	page.Each(len(lists), func(i int) {
		for _, q := range lists[i] {
			for k := range q {
				q[k].weigh(p)
			}
		}
	})
	seen := &witnesses{of: map[*arithmetic.Figure][]witness{}}
	for i, questions := range lists {
		for _, q := range questions {
			for k := range q {
				seen.take(i, &q[k])
			}
		}
	}
	var out []*arithmetic.Check
	for i, questions := range lists {
		h := hear(questions, jury{seen, i})
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

func hear(questions []Question, j jury) hearing {
	ofKind := map[string]float64{}
	for _, q := range questions {
		for i := range q {
			j.bearOut(&q[i])
			ofKind[q[i].Kind] += q[i].held
		}
	}
	h := hearing{kinds: map[string]*testimony{}}
	all := 0.0
	for _, q := range questions {
		for _, f := range q.answer(ofKind, j) {
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
	exact := h.exact()
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
			case odds < SlipOdds, t.held == 0 && len(t.gaps) > 1, t.elsewhere[b.gap()], b.within(exact):
				b.saysNothing()
			case f.Told == ByFigures && meant < leastOdds:
				b.saysNothing() // nothing but the figures tells of the rule, and these do not
			}
		}
	}
}

// exact are the sums that come out to the last digit, by their total.
func (h hearing) exact() map[*arithmetic.Figure][]*arithmetic.Check {
	out := map[*arithmetic.Figure][]*arithmetic.Check{}
	for _, f := range h.meant {
		for _, c := range f.Checks {
			if c.Outcome == normalize.Pass && c.Base == nil && !c.AtMost && filled(c.Parts) > 1 {
				out[c.Actual] = append(out[c.Actual], c)
			}
		}
	}
	return out
}

// within says that sums leave out parts with which their totals come out to the last digit: what these lack is what they leave out.
func (b breach) within(exact map[*arithmetic.Figure][]*arithmetic.Check) bool {
	return !slices.ContainsFunc(b.checks, func(c *arithmetic.Check) bool {
		return !slices.ContainsFunc(exact[c.Actual], func(k *arithmetic.Check) bool { return takesIn(k, c) })
	})
}

// takesIn says that a sum has all parts of another, and more.
func takesIn(k, c *arithmetic.Check) bool {
	return len(k.Parts) > len(c.Parts) && !slices.ContainsFunc(c.Parts, func(t arithmetic.Term) bool { return !slices.Contains(k.Parts, t) })
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
// than they fail, and those that words tell of beside them (本年合计 and what was carried over) where a slip explains what
// fails; where none holds, the likeliest, if more speaks for it than against.
func (q Question) answer(ofKind map[string]float64, j jury) []Family {
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
		if f.held > against || f.Fixed && f.Told == ByForm && !f.Full && against*SlipOdds <= 1 {
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
		return append(withBesides(sure, j), more...)
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
func withBesides(sure []Family, j jury) []Family {
	out := sure
	for _, f := range sure {
		if f.held == 0 {
			continue
		}
		for _, checks := range f.Beside {
			b := Family{Kind: "beside " + f.Kind, Told: ByPlace, Checks: checks}
			b.weigh(Print{})
			j.bearOut(&b)
			out = append(out, Question{b}.answer(map[string]float64{b.Kind: b.held}, j)...)
		}
	}
	return out
}
