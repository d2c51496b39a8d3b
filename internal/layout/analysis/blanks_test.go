package analysis

import "testing"

// TestBlanksPartRowsOfWords reads rows of words that wrap, parted by blanks alone, between lines around head and body, and with lines between the columns.
func TestBlanksPartRowsOfWords(t *testing.T) {
	for _, columns := range []bool{false, true} {
		s := newSketch(1)
		s.across(90, 50, 500).across(110, 50, 500).across(206, 50, 500)
		s.text(55, 104, "Program").text(155, 104, "Agency").text(335, 104, "Status")
		for i, l := range [][]string{{"Grants to", "Office of Policy", "Closed"}, {"States", "Analysis and", ""}, {"", "Planning", ""}, {"Inspection", "Bureau of Mines", "Under review by"},
			{"", "", "the agency"}, {"Licensing", "Regional office", "Open"}} {
			y := 122 + 12*float64(i)
			if i > 2 {
				y += 8
			}
			if i > 4 {
				y += 8
			}
			for k, x := range []float64{55, 155, 335} {
				if l[k] != "" {
					s.text(x, y, l[k])
				}
			}
		}
		if columns {
			s.down(150, 90, 206).down(330, 90, 206)
		}
		check(t, one(t, s), `1 |1 Program |2 Agency |3 Status
2 |1 Grants to States |2 Office of Policy Analysis and Planning |3 Closed
3 |1 Inspection |2 Bureau of Mines |3 Under review by the agency
4 |1 Licensing |2 Regional office |3 Open`)
	}
}

// TestMiddlesAreNoRows reads cells in the middle of one row, whose lines stand beside no others: blanks between them part no rows.
func TestMiddlesAreNoRows(t *testing.T) {
	s := newSketch(1)
	s.grid([]float64{50, 200, 350, 500}, []float64{90, 110, 170})
	s.text(55, 104, "Program").text(205, 104, "Agency").text(355, 104, "Status")
	s.text(55, 130, "Grants to States").text(55, 142, "for planning and").text(55, 154, "construction")
	s.text(205, 136, "Office of Policy").text(205, 148, "Analysis").text(355, 142, "Closed")
	check(t, one(t, s), `1 |1 Program |2 Agency |3 Status
2 |1 Grants to States for planning and construction |2 Office of Policy Analysis |3 Closed`)
}
