package reconcile

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// A rowSum says that the figures of one item are the sums of those of others, in each column.
type rowSum struct {
	code  string
	total int // row numbers
	parts []int
	firm  bool // it was read from codes or from words that mean just this
	told  bool // the items' own hierarchy tells of it
	twice bool // some rows are parts of others, which only blank or zero columns bear out
}

// A list is one side of a table: its items in order.
type list struct {
	sheet   *sheet
	side    int
	items   []item
	columns []normalize.Column
}

// An item is one row of a list.
type item struct {
	normalize.Item
	row    int
	filled bool // it has a figure
}

// lists are the sides of a table, an ordinary one having a single list.
func lists(s *sheet) []*list {
	var out []*list
	for side := range sidesOf(s.table) {
		l := &list{sheet: s, side: side, columns: amountColumns(s.table, side)}
		if len(l.columns) == 0 {
			continue
		}
		for _, r := range s.table.Rows {
			for _, it := range r.Items {
				if it.Side == side {
					l.items = append(l.items, item{it, r.Number, l.filledAt(r.Number)})
				}
			}
		}
		out = append(out, l)
	}
	return out
}

func (l *list) filledAt(row int) bool {
	for _, c := range l.columns {
		if l.sheet.at(row, c.Number) != nil {
			return true
		}
	}
	return false
}

// rowChecks compare each total row and each parent code with its parts, as far as the table keeps
// these sums. A sum is kept if it holds in at least as many columns as it fails in. One that fails in
// its only column is kept if the sums that hold in the table outweigh those that do not, or if one
// figure would heal all of them.
func rowChecks(s *sheet) []*check {
	if listsTargets(s.table) {
		return nil
	}
	var out []*check
	doubtful := map[int][]doubt{}
	var order []int
	for _, l := range lists(s) {
		settled := map[int]bool{}
		dropped := map[int][]*check{}
		var borneOut []rowSum
		for _, rule := range l.sums() {
			cs := l.instances(rule)
			held, failed := tally(cs)
			key := l.side<<24 | rule.total
			switch {
			case likeAMissingRow(cs), rule.twice && failed > 0:
			case failed == 0 || held > 0 && held >= farOff(cs) || rule.told && allPlain(cs):
				out = append(out, cs...)
				settled[key] = settled[key] || held > 0
				if held > 0 {
					borneOut = append(borneOut, rule)
				}
			case held == 0 && failed == 1 && rule.firm && (rule.told && likeliest([]doubt{{cs, false}}) != nil || !explained(l, cs)):
				if doubtful[key] == nil {
					order = append(order, key)
				}
				doubtful[key] = append(doubtful[key], doubt{cs, rule.told})
			case rule.firm && (dropped[key] == nil || offBy(cs).LessThan(offBy(dropped[key]))):
				dropped[key] = cs
			}
		}
		out = append(out, hints(dropped, settled)...)
		out = append(out, l.besideChecks(borneOut)...)
		for key := range settled {
			doubtful[key] = carriedOver(doubtful[key])
		}
	}
	return append(out, resolve(out, doubtful, order)...)
}

var targetForm = regexp.MustCompile(`target|evaluation|performance`)

// listsTargets says that a table's figures are performance targets, which do not add up.
func listsTargets(t *normalize.Table) bool {
	return targetForm.MatchString(t.Form) || strings.Contains(t.Title, "绩效") || strings.Contains(t.Title, "自评")
}

// oneDigitHeals says that a check would hold if one digit of one of its figures were another.
func oneDigitHeals(c *check) bool {
	for _, e := range c.entries() {
		if v, ok := c.needs(e); ok && (misprint(e, v) || misprintNear(e, v, c.room)) {
			return true
		}
	}
	return false
}

// tally counts the checks that hold with something to hold, and those that fail.
func tally(checks []*check) (held, failed int) {
	for _, c := range checks {
		switch {
		case c.outcome == normalize.Fail:
			failed++
		case c.holds() && !c.actual.value.IsZero():
			held++
		}
	}
	return held, failed
}

func (l *list) instances(rule rowSum) []*check { return l.instancesIn(rule, l.columns) }

// instancesIn are a sum's checks in some columns.
func (l *list) instancesIn(rule rowSum, columns []normalize.Column) []*check {
	var out []*check
	for _, col := range columns {
		total := l.sheet.at(rule.total, col.Number)
		if total == nil || !total.adds() {
			continue
		}
		c := &check{code: rule.code, table: l.sheet.table.Number, actual: total}
		for _, row := range rule.parts {
			if e := l.sheet.at(row, col.Number); e != nil {
				c.parts = append(c.parts, term{entry: e})
			}
		}
		if len(c.parts) == 0 {
			continue
		}
		c.evaluate()
		out = append(out, c)
	}
	return out
}

// sums are all the ways in which this list's rows may add up. Those that the table does not keep
// are dropped by checks.
func (l *list) sums() []rowSum {
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

func (r rowSum) key() string {
	var b strings.Builder
	b.WriteString(strconv.Itoa(r.total))
	for _, p := range r.parts {
		b.WriteString("," + strconv.Itoa(p))
	}
	return b.String()
}

// children are the sums that the items' hierarchy tells of.
func (l *list) children() []rowSum {
	parts := map[int][]int{}
	for _, it := range l.items {
		if it.Parent > 0 && it.Role != normalize.Memo && it.Role != normalize.Section {
			parts[it.Parent] = append(parts[it.Parent], it.row)
		}
	}
	var out []rowSum
	for _, it := range l.items {
		if kids := parts[it.row]; len(kids) > 0 {
			out = append(out, rowSum{code: l.codeOf(it), total: it.row, parts: kids, told: it.codeLength() > 0 || it.isTotal(), firm: len(kids) > 1 || it.codeLength() > 0 || it.Role == normalize.Total})
		}
	}
	return out
}

func (l *list) codeOf(it item) string {
	if it.Role == normalize.Total {
		return codes.RowTotal
	}
	return codes.ParentChildren
}

// classifications are the code schemes in which a parent's code begins its children's.
var classifications = []func(item) string{
	func(i item) string { return i.FunctionCode },
	func(i item) string { return i.EconomicCode },
	func(i item) string { return i.GovEconomicCode },
}

// codeParents are the sums that codes tell of: 201 = 20101 + 20103. A block of rows ends where the
// code stops to begin with the parent's.
func (l *list) codeParents() []rowSum {
	var out []rowSum
	for _, code := range classifications {
		if !l.hierarchical(code) {
			continue
		}
		for i, it := range l.items {
			if c := code(it); c != "" {
				if kids := l.below(i, code); len(kids) > 0 {
					out = append(out, rowSum{code: codes.ParentChildren, total: it.row, parts: kids, firm: true, told: true})
				}
			}
		}
	}
	return out
}

// hierarchical says that a list has codes of several lengths.
func (l *list) hierarchical(code func(item) string) bool {
	lengths := map[int]bool{}
	for _, it := range l.items {
		if c := code(it); c != "" {
			lengths[len(c)] = true
		}
	}
	return len(lengths) > 1
}

// below are the rows directly under the item i: those with the shortest longer codes in its block.
func (l *list) below(i int, code func(item) string) []int {
	parent := code(l.items[i])
	shortest := 0
	var kids []item
	for _, it := range l.items[i+1:] {
		c := code(it)
		if c == "" && !it.filled {
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
			out = append(out, k.row)
		}
	}
	return out
}

var (
	grandTotal = regexp.MustCompile(`^(合计|总计|总合计|收入总计|支出总计|收支总计|本年支出总计|本年收入总计|收入合计|支出合计|总额|汇总)[：:]?$`)
	totalName  = regexp.MustCompile(`(合计|总计|小计)[：:]?$`)
)

func (it item) isTotal() bool {
	return it.Role == normalize.Total || it.Role == normalize.Plain && totalName.MatchString(it.Label)
}
