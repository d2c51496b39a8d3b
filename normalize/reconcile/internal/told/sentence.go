package told

import (
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// comparison is what a check says in words.
func (t *Teller) comparison(c *arithmetic.Check) normalize.Sentence {
	if c.Base != nil {
		return codes.Say("compared-ratio", t.figure(c.Actual), c.Expected().StringFixed(2), t.words(c.Parts, c.Base))
	}
	var out normalize.Sentence
	if len(c.Parts) == 1 {
		out = codes.Say("compared-figure", t.figure(c.Actual), t.figure(c.Parts[0].Figure))
	} else {
		out = codes.Say("compared-sum", t.figure(c.Actual), c.Actual.Printed(c.Expected()), len(c.Parts))
	}
	if c.Gap.IsZero() {
		return out
	}
	return codes.Say("compared-off", out, c.Actual.Apart(c.Gap))
}

// words names the amounts that a percentage was recomputed from.
func (t *Teller) words(parts, base []arithmetic.Term) (out normalize.Sentence) {
	for _, t := range append(append([]arithmetic.Term{}, parts...), base...) {
		switch text := t.Text(); {
		case t.Minus:
		case out == normalize.Sentence{}:
			out = bilingual.Same(text)
		default:
			out = codes.Say("amount-of", out, text)
		}
	}
	return out
}
