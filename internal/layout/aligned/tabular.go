package aligned

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// Tolerances of telling tables without column rulings from prose, lists and charts.
const (
	looseFigures  = 0.5  // share of figures among the phrases right of the first column of a borderless table
	unitFigures   = 0.15 // the same where a unit of money stands above: forms print nothing for zero
	ruledFigures  = 0.1  // the same between dividers, when the phrases are long
	longestNumber = 3    // digits of the number of a row
	longPhrase    = 28.0 // characters of a phrase on average from which lines read as prose
	remarkShare   = 0.8  // share of these in one column from which they are remarks
	mostClauses   = 0.2  // share of the phrases of a borderless table that hold the end of a clause
	fewestWords   = 8    // phrases of a table between dividers that holds no figure
	shortestAxis  = 3    // steps of one size that make a chart's scale; numbers of rows rise by one
	axisShare     = 0.25 // share of the lines that are steps of a scale; legends stand between
	fewestLoose   = 3    // lines of several phrases in a borderless table
)

// clause is a text that a sentence goes on or ends in.
var clause = words.Expression(`[，。；].|。$`)

// isTabular says whether lines read as a table and not as prose, a list or a table of contents. Without
// dividers around them, least is the share of figures that they hold at least.
func isTabular(lines [][]text.Phrase, cols []column.Span, ruled bool, least float64) bool {
	figures, others, chars, all, multi := 0, 0, 0, 0, 0
	body, labels := max(slices.IndexFunc(lines, text.IsBody), 0), 0
	if numbersRows(lines, cols) {
		labels = 1
	}
	for i, l := range lines {
		if len(l) >= 2 {
			multi++
		}
		for _, p := range l {
			if text.HasLeader(p.Text) { // to a page number, in a table of contents
				return false
			}
			all++
			chars += utf8.RuneCountInString(p.Text)
			if from, _ := column.Covers(p, cols); from <= labels || !ruled && i < body {
				continue
			}
			others++
			if p.Figure || hasDigit(p.Text) && utf8.RuneCountInString(p.Text) < 16 {
				figures++
			}
		}
	}
	if isAxis(lines) {
		return false
	}
	share := float64(figures) / math.Max(float64(others), 1)
	long := float64(chars) > longPhrase*float64(all)
	if ruled {
		return multi >= 2 && !(long && share < ruledFigures) && (figures > 0 || multi > 2 && all >= fewestWords)
	}
	return multi >= fewestLoose && !long && !isProse(lines, cols) && share >= least && !isList(lines, cols)
}

// numbersRows says whether the first column numbers the rows one after the other, so that their labels stand in the second: names where
// anything does, and hardly a figure. Months and counts rise by one as well, and amounts stand beside them; years are no number of a row.
func numbersRows(lines [][]text.Phrase, cols []column.Span) bool {
	last, first, named, figures := 0, true, 0, 0
	for _, l := range lines {
		if _, to := column.Covers(l[0], cols); to > 0 || !words.IsDigits(l[0].Text) {
			continue
		}
		n, err := strconv.Atoi(l[0].Text)
		if err != nil || len(l[0].Text) > longestNumber || !first && n != last+1 {
			return false
		}
		last, first = n, false
		for _, p := range l[1:] {
			switch from, _ := column.Covers(p, cols); {
			case from != 1:
			case p.Figure:
				figures++
			default:
				named++
			}
		}
	}
	return last >= fewestLoose && named > figures
}

// isProse says whether many phrases of some lines hold the end of a clause, and not in one column alone as remarks do:
// sentences with blanks around the amounts that were filled in.
func isProse(lines [][]text.Phrase, cols []column.Span) bool {
	clauses, all, most := 0, 0, 0
	in := make(map[int]int)
	for _, l := range lines {
		for _, p := range l {
			if all++; clause.MatchString(p.Text) {
				from, _ := column.Covers(p, cols)
				in[from]++
				clauses, most = clauses+1, max(most, in[from])
			}
		}
	}
	return float64(clauses) > mostClauses*float64(all) && float64(most) < remarkShare*float64(clauses)
}

func hasDigit(s string) bool {
	for _, c := range s {
		if unicode.IsDigit(c) {
			return true
		}
	}
	return false
}

// isAxis says whether the first phrases of many lines are figures that rise or fall by equal steps:
// the scale of a chart. Years are no scale.
func isAxis(lines [][]text.Phrase) bool {
	steps, last, step := 0, math.NaN(), math.NaN()
	for _, l := range lines {
		v, err := strconv.ParseFloat(strings.Trim(strings.ReplaceAll(l[0].Text, ",", ""), "%"), 64)
		if err != nil || figure.IsYear(l[0].Text) {
			continue
		}
		if d := v - last; d != 0 && math.Abs(d-step) <= math.Abs(step)/100 && math.Abs(d) != 1 {
			steps++
		}
		last, step = v, v-last
	}
	return steps >= shortestAxis && axisShare*float64(len(lines)) <= float64(steps)
}

// isList says whether the first of two columns holds nothing but bullets or numbers.
func isList(lines [][]text.Phrase, cols []column.Span) bool {
	if len(cols) > 2 {
		return false
	}
	for _, l := range lines {
		for _, p := range l {
			if from, to := column.Covers(p, cols); from == 0 && to == 0 && utf8.RuneCountInString(p.Text) > 4 {
				return false
			}
		}
	}
	return true
}
