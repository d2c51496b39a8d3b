package aligned

import (
	"slices"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// Tolerances of amounts among words.
const (
	fewestAmounts = 3  // amounts that stand one above the other
	mostBetween   = 12 // lines of names without an amount between two of them
	longestName   = 24 // characters of such a name
)

// amountLists finds amounts among the lines of a candidate that is no table as a whole: a form without rulings prints some below each
// other, each behind its name, above and below boxes of words. One of the names tells their unit of money.
func (r *candidate) amountLists() []candidate {
	var out []candidate
	for i := 0; i < len(r.lines); i++ {
		end, amounts, unit := i, 0, false
		for k := i; k < len(r.lines) && k-end <= mostBetween; k++ {
			if !endsInAmount(r.phrases[k]) {
				if k == i || !areShortNames(r.phrases[k]) {
					break
				}
				continue
			}
			l, first := r.phrases[k], r.phrases[i]
			if !row.Alongside(l[len(l)-1].Box, first[len(first)-1].Box) {
				break
			}
			end, amounts = k, amounts+1
			unit = unit || caption.EndsInUnit(l[len(l)-2].Text)
		}
		if amounts < fewestAmounts || !unit {
			continue
		}
		list := candidate{unit: true}
		for k := i; k <= end; k++ {
			list.lines, list.phrases, list.index = append(list.lines, r.lines[k]), append(list.phrases, r.phrases[k]), append(list.index, r.index[k])
		}
		out, i = append(out, list), end
	}
	return out
}

// endsInAmount says whether a line is names and one amount behind them.
func endsInAmount(l []text.Phrase) bool {
	n := len(l) - 1
	return n > 0 && l[n].Figure && figure.HasDecimals(l[n].Text) && areShortNames(l[:n])
}

// areShortNames says whether some phrases are words, none of them long; the number of their row may stand before them.
func areShortNames(l []text.Phrase) bool {
	if len(l) > 1 && words.IsDigits(l[0].Text) && len(l[0].Text) <= longestNumber {
		l = l[1:]
	}
	return !slices.ContainsFunc(l, func(p text.Phrase) bool {
		return p.Figure || utf8.RuneCountInString(p.Text) > longestName || clause.MatchString(p.Text)
	})
}
