package inside

import (
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// rowChecks compare each total row and each parent code with its parts, as far as the table keeps these sums.
func rowChecks(s *table.Table) []*arithmetic.Check {
	if listsTargets(s.Table) {
		return nil
	}
	var weighed verdict.Sums
	for _, l := range rulesOf(s) {
		var borneOut []rowSum
		for _, rule := range l.sums() {
			if weighed.Weigh(l.List, rule.total, verdict.Sum{Checks: l.instances(rule), Firm: rule.firm, Told: rule.told, Twice: rule.twice}) {
				borneOut = append(borneOut, rule)
			}
		}
		weighed.Add(l.besideChecks(borneOut))
	}
	return weighed.Believed()
}

// sums are all the ways in which this list's rows may add up. Those that the table does not keep
// are dropped by checks.
func (l rules) sums() []rowSum {
	var out []rowSum
	seen := map[string]bool{}
	add := func(r rowSum) {
		if key := r.key(); len(r.parts) > 0 && !seen[key] {
			seen[key] = true
			out = append(out, r)
		}
	}
	for _, r := range l.children() {
		add(r)
	}
	for _, r := range l.codeParents() {
		add(r)
	}
	for _, r := range l.totals() {
		add(r)
	}
	return out
}

// children are the sums that the items' hierarchy tells of.
func (l rules) children() []rowSum {
	parts := map[int][]int{}
	for _, it := range l.Items {
		if it.Parent > 0 && it.Role != normalize.Memo && it.Role != normalize.Section {
			parts[it.Parent] = append(parts[it.Parent], it.Row)
		}
	}
	var out []rowSum
	for _, it := range l.Items {
		if kids := parts[it.Row]; len(kids) > 0 {
			out = append(out, rowSum{code: l.codeOf(it), total: it.Row, parts: kids, told: len(it.Code()) > 0 || it.IsTotal(), firm: len(kids) > 1 || len(it.Code()) > 0 || it.Role == normalize.Total})
		}
	}
	return out
}

func (l rules) codeOf(it table.Item) string {
	if it.Role == normalize.Total {
		return codes.RowTotal
	}
	return codes.ParentChildren
}

// codeParents are the sums that codes tell of: 201 = 20101 + 20103. A block of rows ends where the
// code stops to begin with the parent's.
func (l rules) codeParents() []rowSum {
	var out []rowSum
	for _, code := range table.Classifications {
		if !l.hierarchical(code) {
			continue
		}
		for i, it := range l.Items {
			if c := code(it); c != "" {
				if kids := l.below(i, code); len(kids) > 0 {
					out = append(out, rowSum{code: codes.ParentChildren, total: it.Row, parts: kids, firm: true, told: true})
				}
			}
		}
	}
	return out
}

// hierarchical says that a list has codes of several lengths.
func (l rules) hierarchical(code func(table.Item) string) bool {
	lengths := map[int]bool{}
	for _, it := range l.Items {
		if c := code(it); c != "" {
			lengths[len(c)] = true
		}
	}
	return len(lengths) > 1
}

// below are the rows directly under the item i: those with the shortest longer codes in its block.
func (l rules) below(i int, code func(table.Item) string) []int {
	parent := code(l.Items[i])
	shortest := 0
	var kids []table.Item
	for _, it := range l.Items[i+1:] {
		c := code(it)
		if c == "" && !it.Filled {
			continue
		}
		if len(c) <= len(parent) || !strings.HasPrefix(c, parent) {
			break
		}
		if shortest == 0 || len(c) < shortest {
			shortest = len(c)
		}
		kids = append(kids, it)
	}
	var out []int
	for _, k := range kids {
		if len(code(k)) == shortest {
			out = append(out, k.Row)
		}
	}
	return out
}
