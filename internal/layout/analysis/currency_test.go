package analysis

import (
	"fmt"
	"testing"
)

// TestCurrencyAtTheEdge puts the sign of a currency, which stands at the left edge of a column in its first row and its total, to the figure.
func TestCurrencyAtTheEdge(t *testing.T) {
	s := newSketch(1).text(55, 88, "Item").text(200, 88, "Enacted").text(300, 88, "Request").across(92, 50, 400)
	for i, name := range []string{"Travel", "Equipment", "Supplies", "Total"} {
		y := 104 + 14*float64(i)
		s.text(55, y, name).right(240, y, fmt.Sprintf("1%d,204", i)).right(340, y, fmt.Sprintf("2%d,408", i))
		if i%3 == 0 {
			s.text(185, y, "$").text(285, y, "$")
		}
	}
	check(t, one(t, s), `1 |1 Item |2 Enacted |3 Request
2 |1 Travel |2 $ 10,204 |3 $ 20,408
3 |1 Equipment |2 11,204 |3 21,408
4 |1 Supplies |2 12,204 |3 22,408
5 |1 Total |2 $ 13,204 |3 $ 23,408`)
}
