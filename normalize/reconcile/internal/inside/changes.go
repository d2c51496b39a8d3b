package inside

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

var (
	changeHead  = words.Expression(`增减|变化|变动|增加|减少|增长|增幅|增減|比較`)
	percentHead = words.Expression(`%|％|率|幅|百分比|比例`)
)

// changeQuestions ask of columns of change (增减变化, 增减额, 增减%) between which two columns they are the
// change: those with the same heads save one, or else any two of money.
func changeQuestions(s *table.Table, asked map[int]bool) []verdict.Question {
	var out []verdict.Question
	var figures []normalize.Column
	for _, c := range s.Columns {
		if c.Role == normalize.FigureColumn {
			figures = append(figures, c)
		}
	}
	for _, c := range figures {
		at := slices.IndexFunc(c.Path, changeHead.MatchString)
		if at < 0 {
			continue
		}
		q := anyChange(s, c)
		if before, after, ok := changedBetween(figures, c, at); ok {
			if checks := changeInstances(s, c, before, after); len(checks) > 0 {
				q = verdict.Question{
					{Kind: "change", Told: verdict.ByForm, Checks: checks},
					{Kind: "change back", Told: verdict.ByForm, Checks: changeInstances(s, c, after, before)},
				}
			}
		}
		if len(q) > 0 {
			asked[c.Number] = true
			out = append(out, q)
		}
	}
	return out
}

// anyChange reads a column of changes in money as the difference of any two columns of money.
func anyChange(s *table.Table, c normalize.Column) verdict.Question {
	isIt := func(m normalize.Column) bool { return m.Number == c.Number }
	money := s.MoneyColumns(c.Side)
	if !slices.ContainsFunc(money, isIt) {
		return nil
	}
	return anyPair(slices.DeleteFunc(money, isIt), func(before, after normalize.Column) []*arithmetic.Check {
		return changeInstances(s, c, before, after)
	})
}

// changedBetween are the two columns to the left whose paths differ from the change's only in the head that
// says 增减, or that have the same head outside it.
func changedBetween(figures []normalize.Column, c normalize.Column, at int) (before, after normalize.Column, ok bool) {
	rest := c.Path[at+1:]
	if percentHead.MatchString(c.Path[len(c.Path)-1]) || len(rest) > 0 && changeHead.MatchString(rest[len(rest)-1]) {
		rest = nil
	}
	var fits []normalize.Column
	for _, f := range figures {
		if f.Side == c.Side && f.Number < c.Number && !slices.ContainsFunc(f.Path, changeHead.MatchString) &&
			strings.HasSuffix(strings.Join(f.Path[min(at+1, len(f.Path)):], "/"), strings.Join(rest, "/")) && len(f.Path) == at+1+len(rest) {
			fits = append(fits, f)
		}
	}
	if len(fits) != 2 {
		return before, after, false
	}
	return fits[0], fits[1], true
}

func changeInstances(s *table.Table, c, before, after normalize.Column) []*arithmetic.Check {
	percent := percentHead.MatchString(c.Path[len(c.Path)-1])
	var out []*arithmetic.Check
	for _, row := range s.Rows {
		change, a, b := s.At(row.Number, c.Number), s.At(row.Number, after.Number), s.At(row.Number, before.Number)
		if percent && a == nil && !s.Unread(row.Number, after.Number) {
			out = arithmetic.Append(out, toNothing(s, codes.ColumnChange, change, b))
		}
		if change == nil || a == nil || b == nil || percent != (change.Record.Unit == "%") {
			continue
		}
		k := &arithmetic.Check{Code: codes.ColumnChange, Table: s.Number, Actual: change, Parts: []arithmetic.Term{{Figure: a}, {Figure: b, Minus: true}}}
		if percent {
			k.Base = []arithmetic.Term{{Figure: b}}
		}
		k.Evaluate()
		if k.Outcome != normalize.Insufficient && !fromLessThanNothing(k) {
			out = append(out, k)
		}
	}
	withoutSigns(out)
	return out
}

// withoutSigns finds that a column prints how much changed and leaves to words which way: no figure of it is negative, and several
// would be right if they were.
func withoutSigns(checks []*arithmetic.Check) {
	var turned []*arithmetic.Check
	others := 0
	for i, c := range checks {
		switch {
		case others >= len(turned)+len(checks)-i: // more are wrong either way than can be right
			return
		case c.Actual.Value.IsNegative():
			return
		case c.Outcome != normalize.Fail:
		case c.Expected().Add(c.Actual.Value).Abs().LessThanOrEqual(c.Tolerance):
			turned = append(turned, c)
		default:
			others++
		}
	}
	if len(turned) > 1 && len(turned) > others {
		for _, c := range turned {
			c.Moved = true
		}
	}
}
