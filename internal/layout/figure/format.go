package figure

import (
	"iter"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
)

// Figures that show how a column prints its own.
const (
	mostDecimals   = 12 // decimals that a figure has at most
	fewestEven     = 3  // figures of a column with as many decimals, of which none has others, that show how it prints all
	fewestEvenGrid = 4  // the same of all columns, for one that has fewer
	evenToOdd      = 50 // figures with as many decimals to one that has others
	mostPointless  = 1  // figures of such a column without a point, zeros aside: its number in the head. Amounts with more than the usual decimals stand among any
)

// A Format is how the figures of a column are printed.
type Format struct {
	Decimals int  // of most of its figures with a point
	Even     bool // all its figures, or nearly all of many, have as many
}

// Formats is, by column from 1 on, how the figures of cells are printed, as far as they are whole for certain; of
// a column without any that has a point, how those of all columns are. A column with few that have more than the usual
// decimals prints them as another does that has many.
func Formats(cells iter.Seq[layout.Cell], columns int) []Format {
	count := make([][mostDecimals + 1]int, columns+1) // by column, by number of decimals; index 0 stands for all columns
	for c := range cells {
		s := Certain(&c)
		n := Decimals(s)
		if n == 0 && strings.Trim(Digits(s), "0") == "" || n > mostDecimals {
			continue
		}
		count[0][n]++
		count[c.Column][n]++
	}
	all := mostCommon(&count[0], UsualDecimals)
	evenAll := isEven(&count[0], all) && count[0][all] >= fewestEvenGrid
	out := make([]Format, len(count))
	for k := range out {
		of := &count[k]
		n := mostCommon(of, all)
		enough := of[n] >= fewestEven || evenAll && n == all
		out[k] = Format{Decimals: n, Even: enough && isEven(of, n) && (of[0] <= mostPointless || n > UsualDecimals)}
	}
	for k := range out {
		n := out[k].Decimals
		if like := (Format{n, true}); n > UsualDecimals && count[k][n] > 0 && isEven(&count[k], n) && slices.Contains(out[1:], like) {
			out[k] = like
		}
	}
	return out
}

// isEven says whether hardly any figure with a point has another number of decimals than n: of many some were cut.
func isEven(count *[mostDecimals + 1]int, n int) bool {
	others := 0
	for k := 1; k < len(count); k++ {
		if k != n {
			others += count[k]
		}
	}
	return others*evenToOdd <= count[n]
}

// mostCommon is the most common number of decimals of figures with a point, or otherwise where there are none.
func mostCommon(count *[mostDecimals + 1]int, otherwise int) int {
	best := otherwise
	for n := 1; n < len(count); n++ {
		if k := count[n]; k > 0 && (count[best] == 0 || k > count[best]) {
			best = n
		}
	}
	return best
}
