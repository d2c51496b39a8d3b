package told

import (
	"fmt"
	"strings"

	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// message is what a check says in words.
func (t *Teller) message(c *arithmetic.Check) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)", c.Actual.Text(), t.Where(c.Actual))
	switch {
	case c.Base != nil:
		fmt.Fprintf(&b, " against %s%% recomputed from %s", c.Expected().StringFixed(2), t.words(c.Parts, c.Base))
	case len(c.Parts) == 1:
		fmt.Fprintf(&b, " against %s (%s)", c.Parts[0].Text(), t.Where(c.Parts[0].Figure))
	default:
		fmt.Fprintf(&b, " against the sum %s of %d figures", c.Actual.Printed(c.Expected()), len(c.Parts))
	}
	if !c.Gap.IsZero() && c.Base == nil {
		fmt.Fprintf(&b, ": off by %s", c.Actual.Apart(c.Gap))
	}
	return b.String()
}

// words names the amounts that a percentage was recomputed from.
func (t *Teller) words(parts, base []arithmetic.Term) string {
	var names []string
	for _, t := range append(append([]arithmetic.Term{}, parts...), base...) {
		if !t.Minus {
			names = append(names, t.Text())
		}
	}
	return strings.Join(names, " of ")
}
