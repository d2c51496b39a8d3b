package inside

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// partQuestions ask of parts listed as 其中 whether they are all of their whole (郑州市 = 其中：市本级 + 巩义市 +
// 荥阳市 + …), which 其中 does not promise, and hold them to be no more than it.
func partQuestions(s *table.Table) []verdict.Question {
	var out []verdict.Question
	for _, l := range rulesOf(s) {
		out = append(out, verdict.Question{{Kind: "part of a column", Told: verdict.ByWords, Checks: l.memoColumns()}},
			verdict.Question{{Kind: "part of a row", Told: verdict.ByWords, Checks: l.memoRows()}})
		for _, rule := range l.memoGroups() {
			out = append(out, verdict.Question{{Kind: "all parts of a column", Told: verdict.ByFigures, Checks: severalParts(columnInstances(s, rule))}})
		}
		for _, rule := range l.memoLists() {
			out = append(out, verdict.Question{{Kind: "all parts of a row", Told: verdict.ByFigures, Checks: severalParts(l.instances(rule))}})
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
			out = append(out, columnSum{total: l.Columns[i-1], parts: []normalize.Column{c}, code: codes.PartsComplete})
		}
	}
	return out
}

// memoLists are the wholes with the rows listed as their parts: those that say 其中, and, where only the first does, these with the rows
// without a number that follow them below a numbered whole.
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
	return append(out, l.goingOnUnnumbered()...)
}

// goingOnUnnumbered are the lists that 其中 begins and rows go on that say nothing: 一、收入, 其中：保险费收入, 利息收入, up to 二、支出.
func (l rules) goingOnUnnumbered() []rowSum {
	var out []rowSum
	whole, memo, others := 0, 0, 0
	for i, it := range l.Items {
		switch {
		case it.Role == normalize.Memo && i > 0 && hasNumber(l.Items[i-1]) && !hasNumber(it):
			out = append(out, rowSum{code: codes.PartsComplete, total: l.Items[i-1].Row, parts: []int{it.Row}})
			whole, memo = l.Items[i-1].Parent, it.Row
		case memo > 0 && !it.IsTotal() && !hasNumber(it) && it.Filled && it.Role == normalize.Plain && (it.Parent == 0 || it.Parent == whole):
			out[len(out)-1].parts = append(out[len(out)-1].parts, it.Row)
			others++
		default:
			memo = 0
		}
	}
	if others == 0 {
		return nil
	}
	return slices.DeleteFunc(out, func(r rowSum) bool { return len(r.parts) < 2 })
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
