package inside

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// Tables of governments print beside their amounts what these come to in per cent: 完成预算%, 决算数为上年决算数的%,
// 比上年增长%. The wordings leave open which columns are meant, so the table is asked: of all pairs of
// amounts, the one that gives the printed percentages row after row is meant.
const (
	// leastRatios is how many rows must bear a pair out. One row agrees by chance once in a thousand
	// times (its percentage is printed to a thousandth of its size), and there are some ten pairs.
	leastRatios = 3
	// heldPerOtherBase is how many rows must agree for each that does not, for such a row to be wrong
	// whatever it prints. Growth on a comparable basis (同口径) is another base in single rows, which is no
	// error; with fewer, down to heldPerFailure, only what another digit would mend is.
	heldPerOtherBase = 19
)

var growthHead = regexp.MustCompile(`增减|增长|增幅|增速|增加|变动幅度|升降|[+±][,，、/]?[-－]`)

// ratioChecks compare columns of percentages with the two columns of amounts that they are made of.
// done are the columns that another rule has settled.
func ratioChecks(s *table.Table, done map[int]bool) []*arithmetic.Check {
	if listsTargets(s.Table) {
		return nil
	}
	var out []*arithmetic.Check
	for _, c := range s.Columns {
		if c.Role == normalize.FigureColumn && !done[c.Number] && inPercent(s, c) {
			out = append(out, bestRatio(s, c)...)
		}
	}
	return out
}

// inPercent says that all figures of a column are percentages.
func inPercent(s *table.Table, c normalize.Column) bool {
	n := 0
	for _, row := range s.Rows {
		if e := s.At(row.Number, c.Number); e != nil {
			if e.Record.Unit != "%" {
				return false
			}
			n++
		}
	}
	return n >= leastRatios
}

// bestRatio is the comparison of a column of percentages by the pair of columns that most of its
// rows bear out.
func bestRatio(s *table.Table, c normalize.Column) []*arithmetic.Check {
	growth := growthHead.MatchString(strings.Join(c.Path, ""))
	checks, held, failed := bestPair(s.MoneyColumns(c.Side), telling, func(over, under normalize.Column) []*arithmetic.Check {
		return ratioInstances(s, c, over, under, growth)
	})
	return verdict.Believed(checks, held, failed, heldPerOtherBase)
}

// bestPair are the checks, made with two of some columns, of which most hold, and of those the ones of
// which fewest fail; none where too few do. count says how many hold and fail.
func bestPair(columns []normalize.Column, count func([]*arithmetic.Check) (held, failed int), compare func(a, b normalize.Column) []*arithmetic.Check) (best []*arithmetic.Check, most, fewest int) {
	most = leastRatios - 1
	for _, a := range columns {
		for _, b := range columns {
			if a.Number == b.Number {
				continue
			}
			checks := compare(a, b)
			if held, failed := count(checks); held > most || held == most && failed < fewest {
				best, most, fewest = checks, held, failed
			}
		}
	}
	return best, most, fewest
}

// ratioInstances compare each row: percentage = over / under, or (over − under) / under where it is one
// of growth.
func ratioInstances(s *table.Table, c, over, under normalize.Column, growth bool) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, row := range s.Rows {
		percent, a, b := s.At(row.Number, c.Number), s.At(row.Number, over.Number), s.At(row.Number, under.Number)
		if percent == nil || a == nil || b == nil || !a.Money || !b.Money {
			continue
		}
		k := &arithmetic.Check{Code: codes.ColumnRatio, Table: s.Number, Actual: percent, Parts: []arithmetic.Term{{Figure: a}}, Base: []arithmetic.Term{{Figure: b}}}
		if growth {
			k.Code, k.Parts = codes.ColumnGrowth, append(k.Parts, arithmetic.Term{Figure: b, Minus: true})
		}
		if k.Evaluate(); k.Outcome != normalize.Insufficient {
			out = append(out, k)
		}
	}
	return out
}

// telling counts the rows that hold and those that fail; a row whose amounts are equal or nothing holds
// for many pairs and tells nothing.
func telling(checks []*arithmetic.Check) (held, failed int) {
	for _, c := range checks {
		switch {
		case c.Outcome == normalize.Fail:
			failed++
		case c.Holds() && !c.Actual.Value.IsZero() && !c.Parts[0].Value.Equal(c.Base[0].Value):
			held++
		}
	}
	return held, failed
}
