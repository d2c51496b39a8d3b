package told

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// Finding is the sentence about one culprit.
func (t *Teller) Finding(c verdict.Culprit) normalize.Finding {
	worst := c.Checks[0]
	for _, k := range c.Checks {
		if k.Base == nil && worst.Base != nil {
			worst = k
		}
	}
	f := normalize.Finding{Document: c.Document(), Code: worst.Code, Severity: severity(c), Page: c.Page(), Check: worst.Number}
	if c.Record != nil {
		f.Table, f.Row, f.Column = c.Record.Table, c.Record.Row, c.Record.Column
	}
	f.Sentence = t.disagreement(c, worst)
	return f
}

// severity is a warning for what is off by no more than its last digit - shares that were made to add up to
// 100%, amounts that were cut off instead of rounded - and for what only last year's documents contradict. All
// else is an error.
func severity(c verdict.Culprit) normalize.Severity {
	ofThisYear := func(k *arithmetic.Check) bool {
		return k.Code != codes.PreviousAmount && k.Code != codes.PreviousChange
	}
	if lastDigit(c) || leftOut(c) || !slices.ContainsFunc(c.Checks, ofThisYear) {
		return normalize.Warning
	}
	return normalize.Error
}

// leftOut says that a list of rows comes to less than its total and no figure of it can be said to be wrong: the
// print may leave a row out.
func leftOut(c verdict.Culprit) bool {
	k := c.Checks[0]
	return c.Unsure && verdict.OfRows(k) && k.Gap.IsPositive()
}

// lastDigit says that a culprit is off by no more than one in its last digit.
func lastDigit(c verdict.Culprit) bool {
	return c.Figure.Value.Sub(arithmetic.NearestPrint(c.Figure, c.Value)).Abs().LessThanOrEqual(c.Quantum)
}

// completed is how a share is told to be a rate of completion: 完成预算的95%.
var completed = words.Expression(`^完成(年初|全年|调整)?预算数?的?$`)

// nudged says that a culprit is a share of a breakdown that is off by one in its last digit.
func nudged(c verdict.Culprit) bool {
	return lastDigit(c) && c.Claim != nil && c.Claim.Kind == normalize.Share && c.Claim.Whole > 0 && !completed.MatchString(c.Claim.Against)
}

// disagreement says what the culprit disagrees with, by how much, and what it would have to be.
func (t *Teller) disagreement(c verdict.Culprit, worst *arithmetic.Check) normalize.Sentence {
	return codes.Say("disagrees", c.Text(), t.Where(c.Figure), t.others(c, worst), c.Apart(c.Figure.Value.Sub(c.Value)), t.remedy(c, worst))
}

// remedy says what the culprit would have to be, or that the print does not tell.
func (t *Teller) remedy(c verdict.Culprit, worst *arithmetic.Check) normalize.Sentence {
	n, value := len(c.Checks), c.Printed(c.Value)
	switch {
	case c.Unsure && len(worst.Figures()) > 2:
		if twice := verdict.CountedTwice(c.Checks); twice != nil {
			return codes.Say("counted-twice", n, strings.Join(twice.Record.Path, "/"))
		}
		out := []normalize.Sentence{codes.Say("which-of-figures", len(worst.Figures()))}
		if n > 1 {
			out = append(out, codes.Say("off-alike", t.alike(c.Checks[1:])))
		}
		return bilingual.Join(out, "", "")
	case c.Unsure:
		return codes.Say("which-of-two")
	case nudged(c):
		return codes.Say("share-adjusted", value)
	case n == 1 && lastDigit(c) && worst.Base == nil && len(worst.Parts) == 1 && c.Record != nil:
		return codes.Say("last-digit")
	case n > 1:
		return codes.Say("satisfies-all", value, n)
	case c.Rivals >= verdict.FewSuspects:
		return codes.Say("any-of-figures", c.Rivals+1, value)
	}
	return codes.Say("would-have-to-be", value)
}

// others names what stands on the other side of a check.
func (t *Teller) others(c verdict.Culprit, k *arithmetic.Check) normalize.Sentence {
	switch {
	case k.Base != nil && k.Actual == c.Figure:
		return codes.Say("other-ratio", t.words(k.Parts, k.Base))
	case k.Actual == c.Figure && len(k.Parts) == 1:
		return codes.Say("other-figure", t.figure(k.Parts[0].Figure))
	case k.Actual == c.Figure && len(k.Parts) == 2 && k.Parts[1].Minus:
		return codes.Say("other-difference", k.Parts[0].Text(), k.Parts[1].Text(), t.Where(k.Parts[1].Figure))
	case k.Actual == c.Figure:
		return codes.Say("other-sum", len(k.Parts), k.Actual.Printed(k.Expected()))
	case len(k.Parts) > 1:
		return codes.Say("other-total", t.figure(k.Actual), len(k.Parts))
	}
	return codes.Say("other-figure", t.figure(k.Actual))
}

// mostAlike is how many figures that are off by the same amount are named.
const mostAlike = 5

// alike names the figures that further checks of one cause are about.
func (t *Teller) alike(checks []*arithmetic.Check) normalize.Sentence {
	var names []normalize.Sentence
	for _, k := range checks[:min(len(checks), mostAlike)] {
		names = append(names, bilingual.Same(k.Actual.Text()))
	}
	out := bilingual.Join(names, ", ", "、")
	if len(checks) > mostAlike {
		return codes.Say("and-more", out, len(checks)-mostAlike)
	}
	return out
}
