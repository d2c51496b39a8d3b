package reconcile

import (
	"regexp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

var (
	changeHead  = regexp.MustCompile(`增减|变化|变动|增加|减少|增长|增幅`)
	percentHead = regexp.MustCompile(`%|％|率|幅|百分比|比例`)
)

// changeChecks compare columns of change (增减变化, 增减额, 增减%) with the two columns that they are
// the change between: those with the same heads save one.
func changeChecks(s *sheet) []*check {
	var out []*check
	var figures []normalize.Column
	for _, c := range s.table.Columns {
		if c.Role == normalize.FigureColumn {
			figures = append(figures, c)
		}
	}
	for _, c := range figures {
		at := slices.IndexFunc(c.Path, changeHead.MatchString)
		if at < 0 {
			continue
		}
		checks := []*check(nil)
		if before, after, ok := changedBetween(figures, c, at); ok {
			checks = changeColumn(s, c, before, after)
		}
		if checks == nil {
			checks = bestChange(s, c)
		}
		out = append(out, checks...)
	}
	return out
}

// bestChange is the comparison of a column of changes in money with the pair of columns whose difference
// most of its rows are, where the heads do not tell which pair is meant.
func bestChange(s *sheet, c normalize.Column) []*check {
	isIt := func(m normalize.Column) bool { return m.Number == c.Number }
	money := s.moneyColumns(c.Side)
	if !slices.ContainsFunc(money, isIt) {
		return nil
	}
	checks, held, failed := bestPair(slices.DeleteFunc(money, isIt), tally, func(before, after normalize.Column) []*check {
		return changeInstances(s, c, before, after)
	})
	return believed(checks, held, failed, heldPerFailure)
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

// changeColumn compares each row; whether the earlier figure stands left or right is what most rows
// say.
func changeColumn(s *sheet, c, first, second normalize.Column) []*check {
	forward := changeInstances(s, c, first, second)
	backward := changeInstances(s, c, second, first)
	held, _ := tally(forward)
	heldBack, _ := tally(backward)
	if heldBack > held {
		forward = backward
	}
	return keptPromises(forward, 1)
}

func changeInstances(s *sheet, c, before, after normalize.Column) []*check {
	percent := percentHead.MatchString(c.Path[len(c.Path)-1])
	var out []*check
	for _, row := range s.table.Rows {
		change, a, b := s.at(row.Number, c.Number), s.at(row.Number, after.Number), s.at(row.Number, before.Number)
		if change == nil || a == nil || b == nil || percent != (change.record.Unit == "%") {
			continue
		}
		k := &check{code: codes.ColumnChange, table: s.table.Number, actual: change, parts: []term{{entry: a}, {entry: b, minus: true}}}
		if percent {
			k.base = []term{{entry: b}}
		}
		k.evaluate()
		if k.outcome != normalize.Insufficient {
			out = append(out, k)
		}
	}
	return out
}
