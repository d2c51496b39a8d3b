package continuation

import (
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
)

func TestFigureDrawnOnBothPages(t *testing.T) {
	a := layout.Cell{Text: "264 640000", Page: 1, RowSpan: 2}
	if !goOn(&a, layout.Cell{Text: "264.640000", Page: 2, RowSpan: 3}) || a.Text != "264.640000" || a.Page != 2 || a.RowSpan != 5 {
		t.Errorf("got %+v", a)
	}
	if b := (layout.Cell{Text: "1.00", RowSpan: 1}); goOn(&b, layout.Cell{Text: "2.00", RowSpan: 1}) {
		t.Error("two figures were made one")
	}
}
