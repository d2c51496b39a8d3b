package reconcile

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
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
func ratioChecks(s *sheet, done map[int]bool) []*check {
	if listsTargets(s.table) {
		return nil
	}
	var out []*check
	for _, c := range s.table.Columns {
		if c.Role == normalize.FigureColumn && !done[c.Number] && s.inPercent(c) {
			out = append(out, bestRatio(s, c)...)
		}
	}
	return out
}

// inPercent says that all figures of a column are percentages.
func (s *sheet) inPercent(c normalize.Column) bool {
	n := 0
	for _, row := range s.table.Rows {
		if e := s.at(row.Number, c.Number); e != nil {
			if e.record.Unit != "%" {
				return false
			}
			n++
		}
	}
	return n >= leastRatios
}

// bestRatio is the comparison of a column of percentages by the pair of columns that most of its
// rows bear out.
func bestRatio(s *sheet, c normalize.Column) []*check {
	growth := growthHead.MatchString(strings.Join(c.Path, ""))
	checks, held, failed := bestPair(s.moneyColumns(c.Side), telling, func(over, under normalize.Column) []*check {
		return ratioInstances(s, c, over, under, growth)
	})
	return believed(checks, held, failed, heldPerOtherBase)
}

// bestPair are the checks, made with two of some columns, of which most hold, and of those the ones of
// which fewest fail; none where too few do. count says how many hold and fail.
func bestPair(columns []normalize.Column, count func([]*check) (held, failed int), compare func(a, b normalize.Column) []*check) (best []*check, most, fewest int) {
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

// believed leaves out the rows that do not agree where they are too many to be errors: of more than one for
// so many that do as sure says, those that no other digit would mend.
func believed(checks []*check, held, failed, sure int) []*check {
	switch {
	case failed > held:
		return nil
	case held >= sure*failed:
		return checks
	case held >= heldPerFailure*failed:
		return misprintsOnly(checks)
	}
	return passing(checks)
}

// moneyColumns are the columns of one side that hold amounts of money.
func (s *sheet) moneyColumns(side int) []normalize.Column {
	holds := map[int]bool{}
	for _, e := range s.list {
		if e.money {
			holds[e.record.Column] = true
		}
	}
	var out []normalize.Column
	for _, c := range s.table.Columns {
		if c.Role == normalize.FigureColumn && c.Side == side && holds[c.Number] {
			out = append(out, c)
		}
	}
	return out
}

// ratioInstances compare each row: percentage = over / under, or (over − under) / under where it is one
// of growth.
func ratioInstances(s *sheet, c, over, under normalize.Column, growth bool) []*check {
	var out []*check
	for _, row := range s.table.Rows {
		percent, a, b := s.at(row.Number, c.Number), s.at(row.Number, over.Number), s.at(row.Number, under.Number)
		if percent == nil || a == nil || b == nil || !a.money || !b.money {
			continue
		}
		k := &check{code: codes.ColumnRatio, table: s.table.Number, actual: percent, parts: []term{{entry: a}}, base: []term{{entry: b}}}
		if growth {
			k.code, k.parts = codes.ColumnGrowth, append(k.parts, term{entry: b, minus: true})
		}
		if k.evaluate(); k.outcome != normalize.Insufficient {
			out = append(out, k)
		}
	}
	return out
}

// telling counts the rows that hold and those that fail; a row whose amounts are equal or nothing holds
// for many pairs and tells nothing.
func telling(checks []*check) (held, failed int) {
	for _, c := range checks {
		switch {
		case c.outcome == normalize.Fail:
			failed++
		case c.holds() && !c.actual.value.IsZero() && !c.parts[0].value.Equal(c.base[0].value):
			held++
		}
	}
	return held, failed
}
