package analysis

import (
	"testing"
)

// TestRowsOfWords reads texts that wrap side by side in the rows between dividers, each set in the middle of its row, line by line between the same two.
func TestRowsOfWords(t *testing.T) {
	s := newSketch(1).across(60, 50, 400).text(55, 72, "Agency").text(150, 72, "Recommendation").text(300, 72, "Status").across(80, 50, 400)
	for i := range 3 {
		y := 80 + 60*float64(i)
		s.text(55, y+25, "Department of").text(55, y+37, "Energy")
		for k, l := range []string{"that officials review the", "guidance for measures of", "costs by program and", "report annually."} {
			s.text(150, y+12+12*float64(k), l)
		}
		s.text(300, y+31, "not implemented").across(y+60, 50, 400)
	}
	row := " |1 Department of Energy |2 that officials review the guidance for measures of costs by program and report annually. |3 not implemented"
	check(t, one(t, s), "1 |1 Agency |2 Recommendation |3 Status\n2"+row+"\n3"+row+"\n4"+row)
}
