package normalize

import (
	"cmp"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/mingxi/mingxi/normalize/internal/narrative"
	"github.com/shopspring/decimal"
)

// Reread gives a record another text and the amount that it says, in the record's unit. It says
// false, and changes nothing, where the text is no amount.
func (r *Record) Reread(text string) bool {
	f := figure.Read(text)
	if f.Kind != figure.Number || f.Unit != "" || !sameMoney(&f, r.Unit) {
		return false
	}
	r.Text, r.Value = text, decimal.NewNullDecimal(f.Value)
	r.Yuan = words.InYuan(r.Value, r.Unit)
	return true
}

// sameMoney says that a figure can have a unit as to the sign of a currency before it; without a unit it keeps none.
func sameMoney(f *figure.Figure, unit string) bool {
	within, known := f.UnitWithin(unit)
	return within == unit && (known || unit == "")
}

// Correct takes the figure that a person read on the page. Text stays what the program read. It is false,
// and nothing changes, if the text is neither a figure nor a dash.
func (r *Record) Correct(text string) bool {
	says := *r
	if figure.Read(text).Kind == figure.Dash {
		says.Value, says.Yuan = decimal.NullDecimal{}, decimal.NullDecimal{}
	} else if !says.Reread(text) {
		return false
	}
	says.Text, says.Corrected, says.Source, says.Confidence = r.Text, text, page.Person, 1
	*r = says
	return true
}

// Correct takes the figure that a person read in the sentence, with its unit or without. Text stays what the program read, and what the
// sentence says of it too: a decrease stays one. It is false, and nothing changes, if the claim states no figure, if the text is none, or
// if its unit is of another kind.
func (c *Claim) Correct(text string) bool {
	if !c.Value.Valid {
		return false
	}
	f := c.figureIn(text)
	unit := cmp.Or(f.Unit, c.Unit)
	if f.Kind != figure.Number || !sameMoney(&f, unit) || c.Kind == Amount && !words.IsMoney(unit) || c.Unit != "" && (words.IsMoney(unit) != words.IsMoney(c.Unit) || words.IsShare(unit) != words.IsShare(c.Unit)) {
		return false
	}
	if c.falls() {
		f.Value = f.Value.Abs().Neg()
	}
	c.Corrected, c.Value, c.Unit = text, decimal.NewNullDecimal(f.Value), unit
	c.Yuan = words.InYuan(c.Value, c.Unit)
	return true
}

// figureIn is the figure that a text states, with what the sentence prints behind it or without.
func (c *Claim) figureIn(text string) figure.Figure {
	return figure.Read(strings.TrimSuffix(words.Squeeze(text), unitBehind(c.Text)))
}

// unitBehind is what a sentence prints behind the digits of a figure.
func unitBehind(text string) string {
	return strings.TrimLeft(words.Squeeze(text), "-+.,0123456789")
}

// falls says that a claim is a decrease by the words before its figure, which is printed without a sign.
func (c *Claim) falls() bool {
	if c.Kind != Change && c.Kind != PercentChange {
		return false
	}
	return narrative.Falls(c.Before) || c.Value.Decimal.IsNegative() && c.Text != "" && c.figureIn(c.Text).Value.IsPositive()
}

// Stated is the figure that Value is of, with its unit: as a person corrected it, otherwise as it was read.
func (c *Claim) Stated() string {
	if c.Corrected == "" {
		return c.Text
	}
	return strings.TrimSuffix(c.Corrected, c.Unit) + c.Unit
}

// Stated is the figure that Value is of: as a person corrected it, otherwise as it was read.
func (r *Record) Stated() string { return cmp.Or(r.Corrected, r.Text) }
