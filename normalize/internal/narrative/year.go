package narrative

import "strconv"

var (
	yearPattern = wordings.Pattern("year.named")
	yearBefore  = wordings.Pattern("last-year")
)

// yearOf is the year that the figures after a lead which names years are of: the last one that is no
// base of a comparison.
func (n *narrator) yearOf(years [][]string) int {
	year := n.year
	for _, m := range years {
		if m[1] == "" {
			year, _ = strconv.Atoi(m[2])
		}
	}
	return year
}

// baseYear is the year that a comparison starts from.
func (n *narrator) baseYear(near string) int {
	if m := yearPattern.FindStringSubmatch(near); m != nil {
		year, _ := strconv.Atoi(m[2])
		return year
	}
	if yearBefore.MatchString(near) {
		return n.year - 1
	}
	return n.year
}
