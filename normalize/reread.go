package normalize

import (
	"cmp"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/shopspring/decimal"
)

// Reread gives a record another text and the amount that it says, in the record's unit. It says
// false, and changes nothing, where the text is no amount.
func (r *Record) Reread(text string) bool {
	f := figure.Read(text)
	if f.Kind != figure.Number || f.Unit != "" {
		return false
	}
	r.Text, r.Value = text, decimal.NewNullDecimal(f.Value)
	r.Yuan = words.InYuan(r.Value, r.Unit)
	return true
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

// Stated is the figure that Value is of: as a person corrected it, otherwise as it was read.
func (r *Record) Stated() string { return cmp.Or(r.Corrected, r.Text) }
