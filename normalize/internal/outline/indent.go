package outline

import "sort"

// setIn says whether a list's names are set in by level: the left edges of the names are a few, as
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
	edges := leftEdges(at)
	return len(edges) >= 2 && len(edges)*2 <= len(at) && atMost(edges, maxIndents)*strayIndents >= len(at)*(strayIndents-1)
}

// leftEdges counts how many names stand at each left edge, edges a point apart being one.
func leftEdges(at []float64) []int {
	sort.Float64s(at)
	edges := []int{0}
	for i := range at {
		if i > 0 && at[i]-at[i-1] > 1 {
			edges = append(edges, 0)
		}
		edges[len(edges)-1]++
	}
	return edges
}

// atMost is how many names the n commonest edges hold.
func atMost(edges []int, n int) int {
	sort.Sort(sort.Reverse(sort.IntSlice(edges)))
	total := 0
	for _, k := range edges[:min(n, len(edges))] {
		total += k
	}
	return total
}

// strayIndents: of so many names one may stand elsewhere, as wrapped and squeezed ones do in long tables.
const strayIndents = 20

// maxIndents is how many levels of indentation a table can have; the deepest printed are unit, 类,
// 款, 项 and one of projects below them.
const maxIndents = 6
