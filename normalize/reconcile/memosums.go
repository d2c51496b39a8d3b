package reconcile

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
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
func memoSums(s *sheet) []*check {
	if listsTargets(s.table) {
		return nil
	}
	var out []*check
	for _, l := range lists(s) {
		for _, rule := range l.memoGroups() {
			checks := columnInstances(s, rule)
			if held, failed := tally(severalParts(checks)); held >= leastWholes && held >= heldPerFailure*failed {
				out = append(out, misprintsOnly(checks)...)
			}
		}
		var short []*check
		wholes, broken := 0, 0
		for _, rule := range l.memoLists() {
			checks := severalParts(l.instances(rule))
			held, failed := tally(checks)
			wholes, broken = wholes+held, broken+failed
			if failed == 0 && held >= leastColumns {
				out = append(out, checks...)
			} else {
				short = append(short, checks...)
			}
		}
		if wholes >= leastWholes && wholes >= heldPerFailure*broken {
			out = append(out, misprintsOnly(short)...)
		}
	}
	return out
}

// memoGroups are the columns that neighbours headed 其中 are parts of, each with these: 合计 and 其中：甲区, 乙区.
func (l *list) memoGroups() []columnSum {
	var out []columnSum
	for i, c := range l.columns {
		if !c.Part {
			continue
		}
		if n := len(out); n > 0 && i > 0 && l.columns[i-1].Part {
			out[n-1].parts = append(out[n-1].parts, c)
		} else if i > 0 {
			out = append(out, columnSum{l.columns[i-1], []normalize.Column{c}, codes.PartsComplete})
		}
	}
	return out
}

// memoLists are the wholes with the rows listed as their parts.
func (l *list) memoLists() []rowSum {
	parts := map[int][]int{}
	for _, it := range l.items {
		if it.Parent > 0 && it.Role == normalize.Memo {
			parts[it.Parent] = append(parts[it.Parent], it.row)
		}
	}
	var out []rowSum
	for _, it := range l.items {
		if len(parts[it.row]) > 1 {
			out = append(out, rowSum{code: codes.PartsComplete, total: it.row, parts: parts[it.row]})
		}
	}
	return out
}

// severalParts are the checks with two parts or more that are not nothing.
func severalParts(checks []*check) []*check {
	var out []*check
	for _, c := range checks {
		n := 0
		for _, t := range c.parts {
			if !t.value.IsZero() {
				n++
			}
		}
		if n > 1 {
			out = append(out, c)
		}
	}
	return out
}
