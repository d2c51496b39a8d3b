package told

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
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
	f.Message = t.disagreement(c, worst)
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
var completed = regexp.MustCompile(`^完成(年初|全年|调整)?预算数?的?$`)

// nudged says that a culprit is a share of a breakdown that is off by one in its last digit.
func nudged(c verdict.Culprit) bool {
	return lastDigit(c) && c.Claim != nil && c.Claim.Kind == normalize.Share && c.Claim.Whole > 0 && !completed.MatchString(c.Claim.Against)
}

// disagreement says what the culprit disagrees with, by how much, and what it would have to be.
func (t *Teller) disagreement(c verdict.Culprit, worst *arithmetic.Check) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s) disagrees with %s", c.Text(), t.Where(c.Figure), t.others(c, worst))
	fmt.Fprintf(&b, ", off by %s", c.Apart(c.Figure.Value.Sub(c.Value)))
	switch n := len(c.Checks); {
	case c.Unsure && len(worst.Figures()) > 2:
		fmt.Fprintf(&b, "; which of the %d figures is wrong, or what is left out, cannot be told from the print", len(worst.Figures()))
		if n > 1 {
			fmt.Fprintf(&b, "; off by as much: %s", t.alike(c.Checks[1:]))
		}
	case c.Unsure:
		b.WriteString("; which of the two is wrong cannot be told from the print")
	case nudged(c):
		fmt.Fprintf(&b, "; recomputed it is %s: a share set up so that all add up to 100%%", c.Printed(c.Value))
	case n == 1 && lastDigit(c) && worst.Base == nil && len(worst.Parts) == 1 && c.Record != nil:
		b.WriteString("; one of the two is off in its last digit")
	case n > 1:
		fmt.Fprintf(&b, "; %s would satisfy all %d checks that fail with it", c.Printed(c.Value), n)
	case c.Rivals >= verdict.FewSuspects:
		fmt.Fprintf(&b, "; any of %d figures may be the wrong one: this one would have to be %s", c.Rivals+1, c.Printed(c.Value))
	default:
		fmt.Fprintf(&b, "; it would have to be %s", c.Printed(c.Value))
	}
	return b.String()
}

// others names what stands on the other side of a check.
func (t *Teller) others(c verdict.Culprit, k *arithmetic.Check) string {
	switch {
	case k.Base != nil && k.Actual == c.Figure:
		return t.words(k.Parts, k.Base)
	case k.Actual == c.Figure && len(k.Parts) == 1:
		return fmt.Sprintf("%s (%s)", k.Parts[0].Text(), t.Where(k.Parts[0].Figure))
	case k.Actual == c.Figure && len(k.Parts) == 2 && k.Parts[1].Minus:
		return fmt.Sprintf("%s less %s (%s)", k.Parts[0].Text(), k.Parts[1].Text(), t.Where(k.Parts[1].Figure))
	case k.Actual == c.Figure:
		return fmt.Sprintf("the sum of its %d parts, %s", len(k.Parts), k.Actual.Printed(k.Expected()))
	case len(k.Parts) > 1:
		return fmt.Sprintf("%s (%s), the total of %d figures", k.Actual.Text(), t.Where(k.Actual), len(k.Parts))
	}
	return fmt.Sprintf("%s (%s)", k.Actual.Text(), t.Where(k.Actual))
}

// mostAlike is how many figures that are off by the same amount are named.
const mostAlike = 5

// alike names the figures that further checks of one cause are about.
func (t *Teller) alike(checks []*arithmetic.Check) string {
	var names []string
	for i, k := range checks {
		if i == mostAlike {
			return strings.Join(names, ", ") + fmt.Sprintf(" and %d more", len(checks)-mostAlike)
		}
		names = append(names, k.Actual.Text())
	}
	return strings.Join(names, ", ")
}
