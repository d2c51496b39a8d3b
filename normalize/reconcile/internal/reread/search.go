package reread

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// How far the search for other readings goes.
const (
	mostChanged = 3       // figures at once
	mostTried   = 5_000   // changes for one identity
	mostInAll   = 100_000 // changes in one dataset: a scan with more doubts is past saving
	mostNamed   = 4       // ways that a doubt names
)

// A change gives a record another reading.
type change struct {
	record *normalize.Record
	text   string
	by     decimal.Decimal // in the record's unit
}

// A search looks for the readings of recognised figures with which an identity that fails comes out, and every other one that
// holds a figure whose reading changed.
type search struct {
	evidence
	tried int        // for this identity
	found [][]change // the ways with the fewest changes
}

// resolve takes other readings of the figures of failing identities, where one way to read few of them makes every
// identity with these come out, and gives the doubts that several ways leave. It tells of identities for which not all
// was tried, and ends when check was called as often as is allowed.
func resolve(ds *normalize.Dataset, check func() bool) (doubts []normalize.Finding, untried int) {
	asked := map[string]bool{}
	inAll := 0
	for again := true; again; {
		again = false
		e := evidenceOf(ds)
		for i := range ds.Checks {
			c := &ds.Checks[i]
			if c.Outcome != normalize.Fail || c.Relation == normalize.AtMost || asked[questionOf(c)] || !linear(c) {
				continue
			}
			asked[questionOf(c)] = true
			s := &search{evidence: e}
			for most := 1; most <= mostChanged && len(s.found) == 0 && inAll < mostInAll; most++ {
				s.look(c, nil, most)
			}
			inAll += s.tried
			switch {
			case s.tried >= mostTried || inAll >= mostInAll:
				untried++
			case len(s.found) > 1:
				doubts = append(doubts, openDoubt(s.found))
			case len(s.found) == 1:
				s.take(ds, s.found[0], check)
				again = check() // checks were made anew, or must be
			}
			if again {
				break
			}
		}
	}
	return doubts, untried
}

// questionOf names a check, whatever number it has.
func questionOf(c *normalize.Check) string {
	return fmt.Sprint(c.Document, c.Code, c.Records, c.Claims)
}

// linear says whether what a check is off by is that of its figures, added up and taken off.
func linear(c *normalize.Check) bool {
	return c.Difference.Valid && !slices.ContainsFunc(c.Terms, func(t normalize.Term) bool { return t.Base })
}

// look adds to the changes until c comes out, and with it all checks of what is changed.
func (s *search) look(c *normalize.Check, changed []change, most int) {
	for _, ref := range c.Records {
		r := s.records[fromOutside(ref, c)]
		if r == nil || r.Source != recognised || r.First != "" || slices.ContainsFunc(changed, func(o change) bool { return o.record == r }) {
			continue
		}
		for _, text := range candidates(r) {
			next, ok := changeTo(r, text)
			if !ok {
				continue
			}
			if s.tried++; s.tried > mostTried {
				return
			}
			now := append(slices.Clip(changed), next)
			switch open := s.open(now, c); {
			case open == nil:
				if !slices.ContainsFunc(s.found, func(o []change) bool { return same(o, now) }) {
					s.found = append(s.found, now)
				}
			case len(now) < most:
				s.look(open, now, most)
			}
		}
	}
}

// candidates are what else a figure may say: its other readings, and where it was read with doubt what it would be if its
// ink misled all readers.
func candidates(r *normalize.Record) []string {
	if sure(r) {
		return r.Others
	}
	return readings(r)
}

func changeTo(r *normalize.Record, text string) (change, bool) {
	other := *r
	if !r.Value.Valid || !other.Reread(text) || other.Value.Decimal.Equal(r.Value.Decimal) {
		return change{}, false
	}
	return change{r, text, other.Value.Decimal.Sub(r.Value.Decimal)}, true
}

func same(a, b []change) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(c change) bool {
		return !slices.ContainsFunc(b, func(o change) bool { return o.record == c.record && o.by.Equal(c.by) })
	})
}

// open is a check that does not come out with some changes: first, or one of those that hold what is changed; nil if all do.
func (s *search) open(changed []change, first *normalize.Check) *normalize.Check {
	if s.off(first, changed) {
		return first
	}
	for _, c := range changed {
		for _, k := range s.checks[nameOf(c.record)] {
			if k.Outcome != normalize.Insufficient && linear(k) && s.off(k, changed) {
				return k
			}
		}
	}
	return nil
}

// off says whether a check does not come out with some changes.
func (s *search) off(c *normalize.Check, changed []change) bool {
	off := c.Difference.Decimal
	for _, o := range changed {
		by := o.by.Mul(s.weightIn(c, nameOf(o.record)))
		if o.record.Unit != c.Unit {
			of, known := words.Yuan(o.record.Unit)
			in, also := words.Yuan(c.Unit)
			if !known || !also {
				return true
			}
			by = by.Mul(of).Div(in)
		}
		off = off.Add(by)
	}
	return off.Abs().GreaterThan(c.Tolerance.Decimal)
}

// weightIn is how often a record counts in what a check is off by.
func (s *search) weightIn(c *normalize.Check, name normalize.Ref) decimal.Decimal {
	n := int64(0)
	if !c.Compared.OfClaim() && fromOutside(c.Compared.Record, c) == name {
		n++
	}
	for _, t := range c.Terms {
		switch {
		case t.OfClaim() || fromOutside(t.Record, c) != name:
		case t.Minus:
			n++
		default:
			n--
		}
	}
	return decimal.NewFromInt(n)
}

// mended is from how many failing identities that come out, a sum of several figures among them, another reading is proven.
const mended = 2

// take gives records their other readings, unless the checks then do not prove each of them.
func (s *search) take(ds *normalize.Dataset, changed []change, check func() bool) {
	var before []normalize.Record
	for _, c := range changed {
		before = append(before, *c.record)
		c.record.Reread(c.text)
	}
	checked := check()
	e := evidenceOf(ds)
	taken := checked && !slices.ContainsFunc(changed, func(c change) bool {
		_, _, failed := s.weigh(c.record)
		sums, _, fails := e.weigh(c.record)
		return c.record.Status != normalize.Verified || !e.provesDoubted(c.record) && (failed < mended || sums == 0 || fails > 0)
	})
	for i, c := range changed {
		r, first := c.record, before[i]
		if taken {
			r.First = first.Text
		} else {
			r.Text, r.Value, r.Yuan, r.Status = first.Text, first.Value, first.Yuan, first.Status
		}
	}
}

// openDoubt tells of several ways in which an identity comes out.
func openDoubt(ways [][]change) normalize.Finding {
	var all []normalize.Sentence
	for _, w := range ways[:min(len(ways), mostNamed)] {
		var one []normalize.Sentence
		for _, c := range w {
			one = append(one, codes.Say("read-as", c.record.Text, c.text, c.record.Page, c.record.Row, c.record.Column))
		}
		all = append(all, bilingual.Join(one, " and ", "且"))
	}
	return finding(ways[0][0].record, codes.DoubtfulFigure, normalize.Warning,
		codes.Say("several-ways", len(ways), bilingual.Join(all, ", or ", "，或")))
}
