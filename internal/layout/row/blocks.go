package row

import (
	"math"
	"slices"
)

// Tolerances of rows of words that blanks part, in font sizes unless said otherwise.
const (
	sameBase    = 0.3  // by which base lines of one line differ
	widestText  = 1.45 // distance of lines of one text at most
	nearestText = 0.9  // distance of lines of one text at least
	blockBlank  = 0.25 // by which rows stand further apart than lines of a text at least
	evenLines   = 0.1  // by which the distances of lines of a text differ
	beginShare  = 0.5  // share of the columns that hold the first line of a row
)

// Blocks is the base lines at which rows of words begin, where nothing is drawn between rows and no figures tell them: a blank wider than lines of a text
// leave runs through all columns, and below it texts begin beside each other, in the first column among others. The base lines are those of the texts of each
// column, from left to right. It is nil where they show no rows.
func Blocks(columns [][]float64, size float64) []float64 {
	var levels []float64
	for _, c := range columns {
		levels = append(levels, c...)
	}
	slices.Sort(levels)
	levels = slices.CompactFunc(levels, func(a, b float64) bool { return math.Abs(a-b) <= sameBase*size })
	if len(columns) < 2 || len(levels) < 2 {
		return nil
	}
	leading := math.Inf(1)
	for i := 1; i < len(levels); i++ {
		leading = math.Min(leading, levels[i]-levels[i-1])
	}
	if leading > widestText*size || leading < nearestText*size { // texts in the middle of rows stand on base lines of their own
		return nil
	}
	starts := levels[:1:1]
	for i := 1; i < len(levels); i++ {
		switch d := levels[i] - levels[i-1]; {
		case d >= leading+blockBlank*size:
			starts = append(starts, levels[i])
		case d > leading+evenLines*size:
			return nil
		}
	}
	if len(starts) < 2 {
		return nil
	}
	for _, y := range starts {
		if !beginsBlock(columns, y, size) {
			return nil
		}
	}
	return starts
}

// beginsBlock says whether a line holds the first of a row: text in the first column, and in enough of the others.
func beginsBlock(columns [][]float64, y, size float64) bool {
	n := 0
	for i, c := range columns {
		held := slices.ContainsFunc(c, func(b float64) bool { return math.Abs(b-y) <= sameBase*size })
		if i == 0 && !held {
			return false
		}
		if held {
			n++
		}
	}
	return n >= 2 && float64(n) > beginShare*float64(len(columns))
}
