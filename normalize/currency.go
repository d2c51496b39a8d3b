package normalize

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/figure"
)

// inCurrency gives a figure's record its unit, given that of the cells around it. A figure with the sign of other money before it
// does not take theirs: where nothing tells its own, it has none, and the table says so.
func (rd *recordReader) inCurrency(r *Record, f *figure.Figure, around string) {
	unit, known := f.UnitWithin(around)
	if !known {
		rd.strange = append(rd.strange, words.Squeeze(r.Text))
	}
	r.Unit, r.Yuan = unit, words.InYuan(r.Value, unit)
}

// tellCurrency tells of figures with signs of currencies and no unit.
func (rd *recordReader) tellCurrency() {
	if len(rd.strange) > 0 {
		rd.find(Warning, codes.MissingUnit, nil, 0, rd.titled(codes.Say("currency-unknown", len(rd.strange), rd.strange[0])))
	}
}
