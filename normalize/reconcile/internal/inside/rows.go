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
	"github.com/shopspring/decimal"
)

// rowQuestions ask of each total row and each parent which rows it is the sum of.
func rowQuestions(s *table.Table) []verdict.Question {
	var out []verdict.Question
	for _, l := range rulesOf(s) {
		at, classes := map[int]int{}, classesOf(l.Items)
		for _, rule := range l.sums() {
			full := l.all(rule)
			f := verdict.Family{Kind: rule.kind, Told: rule.toldBy(full), Whole: rule.twice, Full: full, Fixed: rule.fixed(full), Checks: l.instances(rule), Beside: l.besideInstances(rule)}
			f.Apart = rule.apart(classes) && !slices.ContainsFunc(f.Checks, takesInOthers)
			if len(f.Checks) == 0 || rule.unnamed && !toldByFigures(f.Checks) {
				continue
			}
			n, asked := at[rule.total]
			if !asked {
				n = len(out)
				at[rule.total] = n
				out = append(out, nil)
			}
			out[n] = append(out[n], f)
		}
	}
	return out
}

// toldBy is how sure it is that these rows are meant; full says that they are all of their list.
func (r rowSum) toldBy(full bool) float64 {
	switch {
	case r.kind != byCodes && r.fixed(full):
		return verdict.ByForm
	case r.told():
		return verdict.ByWords
	}
	return verdict.ByPlace
}

// fixed says that these rows alone can be meant.
func (r rowSum) fixed(full bool) bool {
	return r.kind == byCodes || r.code == codes.YearAndCarried || r.firm && len(r.parts) > 1 && full
}

// A class is the code of a row in one of the classifications.
type class struct {
	of   int // index in table.Classifications
	code string
}

func classesOf(items []table.Item) map[int]class {
	out := make(map[int]class, len(items))
	for _, it := range items {
		for i, code := range table.Classifications {
			if c := code(it); c != "" {
				out[it.Row] = class{i, c}
				break
			}
		}
	}
	return out
}

// takesInOthers says that a sum comes out more than its total, which is no total of everything, or by one of its rows, the first
// ones or the last: these belong to something else, as to another fund.
func takesInOthers(c *arithmetic.Check) bool {
	if c.Outcome != normalize.Fail || !c.Gap.IsNegative() {
		return false
	}
	if words.EndsAsTotal(c.Actual.Record.Label) && !words.IsGrandTotal(c.Actual.Record.Label) {
		return true
	}
	over, first, last := c.Gap.Neg(), decimal.Zero, decimal.Zero
	for i, p := range c.Parts {
		first, last = first.Add(p.Value), last.Add(c.Parts[len(c.Parts)-1-i].Value)
		if p.Value.Equal(over) || first.Equal(over) || last.Equal(over) {
			return true
		}
	}
	return false
}

// apart says that a sum is of several classes of one rank of one classification, none of which takes in another.
func (r rowSum) apart(classes map[int]class) bool {
	seen := map[class]bool{}
	for _, row := range r.parts {
		c, first := classes[row], classes[r.parts[0]]
		if c.code == "" || seen[c] || c.of != first.of || len(c.code) != len(first.code) {
			return false
		}
		seen[c] = true
	}
	return len(seen) > 1
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
	for _, r := range l.codeParents() {
		add(r)
	}
	for _, r := range l.children() {
		add(r)
	}
	for _, r := range l.totals() {
		add(r)
	}
	return out
}

// children are the sums that the items' hierarchy tells of. A list that 其中 begins may be complete: then its rows
// count with those below it. A row without a name is nothing's whole. Where some rows are numbered, those without a number may be parts of these: （一）返还性收入, 增值税返还.
func (l rules) children() []rowSum {
	parts, all, numbered := map[int][]int{}, map[int][]int{}, map[int][]int{}
	for _, it := range l.Items {
		if it.Parent > 0 && it.Role != normalize.Section {
			all[it.Parent] = append(all[it.Parent], it.Row)
			if it.Role != normalize.Memo {
				parts[it.Parent] = append(parts[it.Parent], it.Row)
				if hasNumber(it) {
					numbered[it.Parent] = append(numbered[it.Parent], it.Row)
				}
			}
		}
	}
	var out []rowSum
	for _, it := range l.Items {
		if kids := parts[it.Row]; it.Label != "" && len(kids) > 0 && len(goingOn(l.after, it.Code())) == 0 {
			out = append(out, rowSum{code: l.codeOf(it), kind: "children", total: it.Row, parts: kids, firm: it.Code() != "" || it.IsTotal(), cut: l.cut(it, kids)})
			if n := len(numbered[it.Row]); n > 1 && n < len(kids) {
				out = append(out, rowSum{code: l.codeOf(it), kind: "numbered children", total: it.Row, parts: numbered[it.Row]})
			}
			if len(all[it.Row]) > len(kids) {
				out = append(out, rowSum{code: l.codeOf(it), kind: "children with 其中", total: it.Row, parts: all[it.Row]})
			}
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
			if c := code(it); c != "" && len(goingOn(l.after, c)) == 0 {
				if kids := l.below(i, code); len(kids) > 0 {
					out = append(out, rowSum{code: codes.ParentChildren, kind: byCodes, total: it.Row, parts: kids})
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
		if n := len(kids); n > 0 && c == code(kids[n-1]) && l.alike(it.Row, kids[n-1].Row) {
			continue // its only child, printed with its code again
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
