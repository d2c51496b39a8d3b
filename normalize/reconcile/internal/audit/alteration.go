package audit

import (
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/told"
)

// blame gives changed checks to figures: to those known to be altered, then to the figure that most of
// them have in common and no check that comes out as it did.
func (a *audit) blame(changed []*redone) {
	open := changed[:0:0]
	for _, c := range changed {
		if known := a.knownIn(c); known != nil {
			known.checks = append(known.checks, c)
			continue
		}
		open = append(open, c)
	}
	for len(open) > 0 {
		e := a.mostCommon(open)
		if e == nil {
			for _, c := range open {
				a.misfits(c.row, c.words())
			}
			return
		}
		of := a.suspect(e)
		var rest []*redone
		for _, c := range open {
			if c.Has(e) {
				of.checks = append(of.checks, c)
			} else {
				rest = append(rest, c)
			}
		}
		open = rest
	}
}

// knownIn is what is known of an altered figure among a check's.
func (a *audit) knownIn(c *redone) *alteration {
	for _, e := range c.Figures() {
		if k := a.altered[e]; k != nil {
			return k
		}
	}
	return nil
}

// mostCommon is the figure in most of the checks that is in none that holds as before; one whose own
// figure the check stores as another before the others.
func (a *audit) mostCommon(changed []*redone) *arithmetic.Figure {
	var best *arithmetic.Figure
	count := map[*arithmetic.Figure]int{}
	for _, c := range changed {
		for _, e := range c.Figures() {
			if a.held[e] {
				continue
			}
			count[e] += 2
			if e == c.Actual && !c.ActualIs(c.row.Actual.Decimal) {
				count[e] += 2 * len(changed)
			}
		}
	}
	for _, c := range changed {
		for _, e := range c.Figures() {
			if count[e] > 0 && (best == nil || count[e] > count[best]) {
				best = e
			}
		}
	}
	return best
}

// words say how a check comes out now, and how it did.
func (c *redone) words() normalize.Sentence {
	if !c.ActualIs(c.row.Actual.Decimal) {
		return codes.Say("made-with", c.row.Actual.Decimal.String()+c.row.Unit, arithmetic.AsStored(c.Check, c.Actual.Value).String()+c.row.Unit)
	}
	return codes.Say("figures-made", c.row.Expected.Decimal.String()+c.row.Unit, arithmetic.AsStored(c.Check, c.Expected()).String()+c.row.Unit)
}

// findings tell of each altered figure once, then of the rest.
func (a *audit) findings() []normalize.Finding {
	var out []normalize.Finding
	for _, e := range a.order {
		k := a.altered[e]
		reasons := k.reasons
		for i, c := range k.checks {
			if i == 0 {
				reasons = append(reasons, codes.Say("altered-outcome", c.row.Number, c.row.Code, c.words()))
			}
		}
		if n := len(k.checks); n > 1 {
			reasons = append(reasons, codes.Say("altered-more", n-1))
		}
		if n := a.leftBy(k); n > 0 {
			reasons = append(reasons, codes.Say("altered-others", n))
		}
		f := a.about(e, codes.AlteredFigure, codes.Say("altered-figure", told.At(a.now(e), a.tell.Where(e)), bilingual.Join(reasons, "; ", "；")))
		if len(k.checks) > 0 {
			f.Check = k.checks[0].row.Number
		}
		out = append(out, f)
	}
	return append(out, a.loose...)
}

// leftBy counts the figures that are verified by nothing but checks with an altered one.
func (a *audit) leftBy(k *alteration) int {
	left := map[*arithmetic.Figure]bool{}
	for _, c := range k.checks {
		for _, e := range c.Figures() {
			if a.unheld(e) && a.altered[e] == nil {
				left[e] = true
			}
		}
	}
	return len(left)
}

// now is a figure as it stands in the dataset.
func (a *audit) now(e *arithmetic.Figure) string {
	if e.Claim != nil {
		return e.Claim.Value.Decimal.String() + e.Claim.Unit
	}
	return e.Text()
}
