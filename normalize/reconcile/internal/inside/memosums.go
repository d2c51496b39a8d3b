package inside

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// 其中 promises no more than parts. Where the parts listed under it make up their whole again and again,
// the table lists all of them: 郑州市 = 其中：市本级 + 巩义市 + 荥阳市 + …
const (
	// leastColumns in which one list of parts must make up its whole to be all of it, if it fails in none.
	leastColumns = 2
	// leastWholes is in how many figures of a table the lists must do so for the table to be one that lists all parts.
	leastWholes = 5
)

// memoSums compare wholes with the parts listed as 其中, where the list or the table shows that these are
// all. Of what then fails, only misprints count: a list may still be short.
func memoSums(s *table.Table) []*arithmetic.Check {
	if listsTargets(s.Table) {
		return nil
	}
	var out []*arithmetic.Check
	for _, l := range rulesOf(s) {
		for _, rule := range l.memoGroups() {
			checks := columnInstances(s, rule)
			if held, failed := verdict.Tally(severalParts(checks)); held >= leastWholes && held >= verdict.HeldPerFailure*failed {
				out = append(out, verdict.MisprintsOnly(checks)...)
			}
		}
		var short []*arithmetic.Check
		wholes, broken := 0, 0
		for _, rule := range l.memoLists() {
			checks := severalParts(l.instances(rule))
			held, failed := verdict.Tally(checks)
			wholes, broken = wholes+held, broken+failed
			if failed == 0 && held >= leastColumns {
				out = append(out, checks...)
			} else {
				short = append(short, checks...)
			}
		}
		if wholes >= leastWholes && wholes >= verdict.HeldPerFailure*broken {
			out = append(out, verdict.MisprintsOnly(short)...)
		}
	}
	return out
}

// memoGroups are the columns that neighbours headed 其中 are parts of, each with these: 合计 and 其中：甲区, 乙区.
func (l rules) memoGroups() []columnSum {
	var out []columnSum
	for i, c := range l.Columns {
		if !c.Part {
			continue
		}
		if n := len(out); n > 0 && i > 0 && l.Columns[i-1].Part {
			out[n-1].parts = append(out[n-1].parts, c)
		} else if i > 0 {
			out = append(out, columnSum{l.Columns[i-1], []normalize.Column{c}, codes.PartsComplete})
		}
	}
	return out
}

// memoLists are the wholes with the rows listed as their parts.
func (l rules) memoLists() []rowSum {
	parts := map[int][]int{}
	for _, it := range l.Items {
		if it.Parent > 0 && it.Role == normalize.Memo {
			parts[it.Parent] = append(parts[it.Parent], it.Row)
		}
	}
	var out []rowSum
	for _, it := range l.Items {
		if len(parts[it.Row]) > 1 {
			out = append(out, rowSum{code: codes.PartsComplete, total: it.Row, parts: parts[it.Row]})
		}
	}
	return out
}

// severalParts are the checks with two parts or more that are not nothing.
func severalParts(checks []*arithmetic.Check) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, c := range checks {
		n := 0
		for _, t := range c.Parts {
			if !t.Value.IsZero() {
				n++
			}
		}
		if n > 1 {
			out = append(out, c)
		}
	}
	return out
}
