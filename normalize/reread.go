package normalize

import (
	"github.com/mingxi/mingxi/internal/words"
	"github.com/shopspring/decimal"
)

// Reread gives a record another text and the amount that it says, in the record's unit. It says
// false, and changes nothing, where the text is no amount.
func (r *Record) Reread(text string) bool {
	f := parseFigure(text)
	if f.kind != figureText || f.unit != "" {
		return false
	}
	r.Text, r.Value = text, decimal.NewNullDecimal(f.value)
	r.Yuan = words.InYuan(r.Value, r.Unit)
	return true
}
