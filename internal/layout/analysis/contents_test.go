package analysis

import "testing"

// TestContentsWithoutLeaders finds no table in a table of contents, which a title or the name of its page numbers tells, and one where the numbers fall,
// or rise below anything else: ranks, years and what is added up do.
func TestContentsWithoutLeaders(t *testing.T) {
	for _, x := range []struct {
		title, head string
		numbers     []string
		want        int
	}{
		{"Contents", "", []string{"1", "4", "4", "9", "12", "30"}, 0},
		{"", "Page", []string{"1", "4", "4", "9", "12", "30"}, 0},
		{"Contents", "Page", []string{"1", "4", "4", "9", "12", "30"}, 0},
		{"Contents", "", []string{"1", "4", "2", "9", "12", "30"}, 1},
		{"", "", []string{"1", "4", "4", "9", "12", "30"}, 1},
		{"", "Staff", []string{"1", "4", "4", "9", "12", "30"}, 1},
		{"Offices by age", "Founded", []string{"1951", "1957", "1960", "1972", "1988", "2004"}, 1},
		{"各部门情况", "排名", []string{"1", "2", "3", "4", "5", "6"}, 1},
	} {
		s := newSketch(1)
		if x.title != "" {
			s.sized(250, 60, 14, x.title)
		}
		if x.head != "" {
			s.right(500, 84, x.head)
		}
		for i, n := range x.numbers {
			s.text(50, 100+16*float64(i), []string{"Summary", "Prices", "Imports and exports", "Health insurance", "Outlays", "Index"}[i]).right(500, 100+16*float64(i), n)
		}
		if got := len(all(s)); got != x.want {
			t.Errorf("%s, %s, %v: %d tables, want %d", x.title, x.head, x.numbers, got, x.want)
		}
	}
}
