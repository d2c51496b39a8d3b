package normalize

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
)

// printing gives so many records; the first changed of them print another amount than usual.
func printing(n, changed int) (records []Record) {
	for i := range n {
		text := fmt.Sprint(100 + i)
		if i < changed {
			text += ".5"
		}
		value, _ := decimal.NewFromString(text)
		records = append(records, Record{Label: fmt.Sprint("科目", i), Path: []string{"合计"}, Text: text, Unit: "万元", Value: decimal.NewNullDecimal(value)})
	}
	return records
}

func TestFindEditions(t *testing.T) {
	of := func(id string, level Level, retrieved string, records []Record) Disclosure {
		return Disclosure{ID: id, Agency: "某市某局", Year: 2026, Kind: Budget, Level: level, Retrieved: retrieved, Figures: len(records), Sketch: sketch(records)}
	}
	for _, c := range []struct {
		name string
		docs []Disclosure
		want string // of each the edition and what it is the same as
	}{
		{"corrected", []Disclosure{of("a", Department, "", printing(900, 0)), of("b", Department, "", printing(900, 40))}, "1 2=a"},
		{"the last that was retrieved counts", []Disclosure{of("a", Department, "2026-05-01", printing(90, 0)), of("b", Department, "2026-03-01", printing(90, 4))}, "2 1=a"},
		{"retrieved on one day", []Disclosure{of("a", Department, "2026-05-01", printing(90, 0)), of("b", Department, "2026-05-01", printing(90, 4))}, "1 2=a"},
		{"the tables alone", []Disclosure{of("a", Department, "2026-03-01", printing(200, 0)), of("b", Department, "2026-05-01", printing(120, 0))}, "0 0"},
		{"a department and its unit", []Disclosure{of("a", Department, "", printing(90, 0)), of("b", Unit, "", printing(90, 0))}, "0 0"},
		{"it is not said which", []Disclosure{of("a", "", "", printing(90, 0)), of("b", "", "", printing(90, 0))}, "0 0"},
		{"other figures", []Disclosure{of("a", Department, "", printing(90, 0)), of("b", Department, "", printing(90, 80))}, "0 0"},
		{"two of three", []Disclosure{of("a", Department, "", printing(90, 90)), of("b", Department, "", printing(90, 0)), of("c", Department, "", printing(90, 1))}, "0 1 2=b"},
		{"hardly a figure", []Disclosure{of("a", Department, "", printing(3, 0)), of("b", Department, "", printing(3, 0))}, "0 0"},
	} {
		FindEditions(c.docs)
		got := ""
		for i, d := range c.docs {
			if i > 0 {
				got += " "
			}
			got += fmt.Sprint(d.Edition)
			if d.SameAs != "" {
				got += "=" + d.SameAs
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
