package continuation

import (
	"slices"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// TestMendAmounts puts an amount together whose last decimals stand on a line of their own, where the amounts of
// its column on all pages have as many.
func TestMendAmounts(t *testing.T) {
	for _, tt := range []struct {
		name   string
		around []string
		want   string
	}{
		{"even", []string{"1,200.340000", "16.500000", "8.250000"}, "342.340000"},
		{"another amount has four", []string{"1,200.340000", "16.5000", "8.250000"}, "342.3400 00"},
		{"one of many was cut", append(slices.Repeat([]string{"16.500000"}, 60), "1.2500"), "342.340000"},
		{"too few to tell", []string{"16.500000"}, "342.3400 00"},
	} {
		s := stack{Table: layout.Table{HeaderRows: 1, Columns: 1}}
		s.Cells = append(s.Cells, row(1, "金额")...)
		for i, a := range tt.around {
			s.Cells = append(s.Cells, row(i+2, a)...)
		}
		last := row(len(s.Cells)+1, "342.3400 00")[0]
		last.Lines = []layout.Line{{Text: "342.3400", Box: page.Box{X1: 40}}, {Text: "00", Box: page.Box{X1: 10}}}
		s.Cells = append(s.Cells, last)
		s.mendAmounts()
		if got := s.Cells[len(s.Cells)-1].Text; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
