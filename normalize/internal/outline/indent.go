package outline

import "sort"

// setIn says whether a list's names are set in by level: their left edges fall on a few places, as
// they do not where names are centred.
func setIn(rows []Row) bool {
	var at []float64
	centred := 0
	for _, r := range rows {
		if r.Kind != Plain || !r.Indented {
			continue
		}
		at = append(at, r.Indent)
		if r.Centred {
			centred++
		}
	}
	if len(at) < 3 || centred*2 > len(at) {
		return false
	}
	places := leftEdges(at)
	return len(places) >= 2 && len(places)*2 <= len(at) && atMost(places, maxIndents)*strayIndents >= len(at)*(strayIndents-1)
}

// leftEdges counts how many names stand at each left edge, edges a point apart being one.
func leftEdges(at []float64) []int {
	sort.Float64s(at)
	places := []int{0}
	for i := range at {
		if i > 0 && at[i]-at[i-1] > 1 {
			places = append(places, 0)
		}
		places[len(places)-1]++
	}
	return places
}

// atMost is how many names the n commonest edges hold.
func atMost(places []int, n int) int {
	sort.Sort(sort.Reverse(sort.IntSlice(places)))
	total := 0
	for _, k := range places[:min(n, len(places))] {
		total += k
	}
	return total
}

// strayIndents: of so many names one may stand elsewhere, as wrapped and squeezed ones do in long tables.
const strayIndents = 20

// maxIndents is how many levels of indentation a table can have; the deepest printed are unit, 类,
// 款, 项 and one of projects below them.
const maxIndents = 6
