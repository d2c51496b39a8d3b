package normalize

import (
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
