package aligned

import (
	"slices"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Tolerances of rows of words between dividers.
const (
	fullLine  = 0.6 // share of its column's width that a line of a text fills at least which goes on below
	fullLines = 0.7 // share of such lines that do
	longLine  = 36  // characters of a line on average from which the columns are those of prose
)

// wordCandidate is the candidate that begins at the first of some dividers, whose spaces between them are rows of words that wrap, and how many of
// these it takes; none if there is no such candidate. Of texts that wrap in columns of their own, nothing but the dividers tells where a row ends.
func (f *finder) wordCandidate(family []ruling.Edge, parts []bool) (candidate, int) {
	n := 0
	var spaces [][][]text.Phrase
	var cols []column.Span // the stretches of the x axis that their texts stand on
	for ; n+1 < len(family) && !parts[n]; n++ {
		lines := f.phrasesOf(f.within(family[n], family[n+1]))
		beside := slices.Concat(lines...)
		if len(beside) < 2 || !areApart(beside) || holdsRow(lines) || stacksFigures(lines) || slices.ContainsFunc(lines, caption.AreCaptions) {
			break
		}
		filled := column.Unite(slices.Concat(cols, stretches(lines)))
		if len(filled) < 2 {
			break
		}
		spaces, cols = append(spaces, lines), filled
	}
	if n < fewestStrips || !wrapBeside(spaces, cols) {
		return candidate{}, 0
	}
	r := f.take(family[:n+1])
	r.words = true
	return r, n
}

// stacksFigures says whether figures stand one above the other in some lines: rows, whatever runs between these.
func stacksFigures(lines [][]text.Phrase) bool {
	for i := range lines {
		if slices.ContainsFunc(lines[:i], func(l []text.Phrase) bool { return stacked(l, lines[i]) }) {
			return true
		}
	}
	return false
}

// stretches is the stretches of the x axis that the pieces of lines stand on, which may overlap.
func stretches(lines [][]text.Phrase) []column.Span {
	var out []column.Span
	for _, l := range lines {
		for _, p := range l {
			for _, x := range p.Pieces {
				out = append(out, column.Span{X0: x.Box.X0, X1: x.Box.X1})
			}
		}
	}
	return out
}

// wrapBeside says whether most of the spaces that hold several lines hold texts of different length side by side in columns, which go on where a line is
// full: rows of one line each that stand between two dividers fill the same columns, and end where they like.
func wrapBeside(spaces [][][]text.Phrase, cols []column.Span) bool {
	tall, ragged, lines, full, all, chars := 0, 0, 0, 0, 0, 0
	for _, space := range spaces[1:] {
		if len(space) < 2 {
			continue
		}
		widths := make([][]float64, len(cols))
		for _, l := range space {
			for _, p := range l {
				all, chars = all+1, chars+utf8.RuneCountInString(p.Text)
				if from, to := column.Covers(p, cols); from == to {
					widths[from] = append(widths[from], p.Box.Width()/(cols[from].X1-cols[from].X0))
				}
			}
		}
		fewest, most := len(space), 0
		for _, w := range widths {
			fewest, most = min(fewest, len(w)), max(most, len(w))
			for k := range len(w) - 1 {
				if lines++; w[k] >= fullLine {
					full++
				}
			}
		}
		if tall++; fewest < most {
			ragged++
		}
	}
	return tall > 0 && 2*ragged > tall && chars < longLine*all && float64(full) >= fullLines*float64(lines)
}
