package reconcile

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A rowSum says that the figures of one item are the sums of those of others, in each column.
type rowSum struct {
	code  string
	total int // row numbers
	parts []int
	firm  bool // it was read from codes or from words that mean just this
	told  bool // the items' own hierarchy tells of it
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
		for _, rule := range l.sums() {
			cs := l.instances(rule)
			held, failed := tally(cs)
			key := l.side<<24 | rule.total
			switch {
			case likeAMissingRow(cs):
			case failed == 0 || held > 0 && held >= farOff(cs):
				out = append(out, cs...)
				settled[key] = settled[key] || held > 0
			case held == 0 && failed == 1 && rule.firm && (rule.told && likeliest([]doubt{{cs, false}}) != nil || !explained(l, cs, rule)):
				if doubtful[key] == nil {
					order = append(order, key)
				}
				doubtful[key] = append(doubtful[key], doubt{cs, rule.told})
			}
		}
		for key := range settled {
			doubtful[key] = carriedOver(doubtful[key])
		}
	}
	return append(out, resolve(out, doubtful, order)...)
}

// likeAMissingRow says that a sum fails in several columns by amounts that make up a row of the
// table, one being the sum of the others: a row was not read, or belongs elsewhere.
func likeAMissingRow(checks []*check) bool {
	var gaps []decimal.Decimal
	var largest, all decimal.Decimal
	for _, c := range checks {
		if c.outcome == normalize.Fail {
			gaps = append(gaps, c.gap)
			all = all.Add(c.gap)
			if c.gap.Abs().GreaterThan(largest.Abs()) {
				largest = c.gap
			}
		}
	}
	return len(gaps) > 1 && all.Equal(largest.Add(largest))
}

var targetForm = regexp.MustCompile(`target|evaluation|performance`)

// listsTargets says that a table's figures are performance targets, which do not add up.
func listsTargets(t *normalize.Table) bool {
	return targetForm.MatchString(t.Form) || strings.Contains(t.Title, "绩效") || strings.Contains(t.Title, "自评")
}

// A doubt is a sum that fails in its only column.
type doubt struct {
	checks []*check
	told   bool // the items' own hierarchy tells of it
}

// carriedOver are the readings of a total as the total before it, nothing being added: they count
// beside another reading that holds.
func carriedOver(readings []doubt) []doubt {
	var out []doubt
	for _, d := range readings {
		if c := d.checks[0]; len(d.checks) == 1 && len(c.parts) == 1 && totalName.MatchString(c.parts[0].record.Label) && oneDigitHeals(c) {
			out = append(out, d)
		}
	}
	return out
}

// resolve chooses one reading of each total that is in doubt, and keeps them if the table's other
// sums speak for it.
func resolve(sure []*check, doubtful map[int][]doubt, order []int) []*check {
	var out []*check
	for _, key := range order {
		if d := likeliest(doubtful[key]); d != nil {
			out = append(out, d...)
		}
	}
	held, _ := tally(sure)
	_, failed := tally(out)
	if failed <= max(held, 1) || haveCommonFigure(out) {
		return out
	}
	return nil
}

// likeliest is the reading that one wrong digit would explain; failing that, the one that the
// items' hierarchy tells of.
func likeliest(readings []doubt) []*check {
	for _, d := range readings {
		for _, c := range d.checks {
			if c.outcome == normalize.Fail && oneDigitHeals(c) {
				return d.checks
			}
		}
	}
	for _, d := range readings {
		if d.told {
			return d.checks
		}
	}
	return nil
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

// haveCommonFigure says that one figure takes part in all failing checks.
func haveCommonFigure(checks []*check) bool {
	count, failed := map[*entry]int{}, 0
	for _, c := range checks {
		if c.outcome != normalize.Fail {
			continue
		}
		failed++
		for _, e := range c.entries() {
			count[e]++
		}
	}
	for _, n := range count {
		if n == failed {
			return true
		}
	}
	return false
}

// nearly is how far a sum may be off, as a part of its total, to count as one that only has a wrong figure in
// it: rows that belong elsewhere weigh more.
var nearly = decimal.New(1, -2)

// farOff counts the checks that fail by more than a wrong digit in one of many figures makes.
func farOff(checks []*check) int {
	n := 0
	for _, c := range checks {
		if c.outcome == normalize.Fail && (c.gap.Abs().GreaterThan(c.actual.value.Abs().Mul(nearly)) || !oneDigitHeals(c)) {
			n++
		}
	}
	return n
}

// tally counts the checks that hold with something to hold, and those that fail.
func tally(checks []*check) (held, failed int) {
	for _, c := range checks {
		switch {
		case c.outcome == normalize.Fail:
			failed++
		case !c.actual.value.IsZero():
			held++
		}
	}
	return held, failed
}

// explained says that a failing sum is off by just one figure of its column: a row was counted that
// should not be, or not counted that should.
func explained(l *list, checks []*check, rule rowSum) bool {
	for _, c := range checks {
		if c.outcome != normalize.Fail {
			continue
		}
		gap := c.gap.Abs()
		for _, it := range l.items {
			if e := l.sheet.at(it.row, c.actual.record.Column); e != nil && e != c.actual && e.value.Abs().Equal(gap) && len(c.parts) > 1 {
				return true
			}
		}
	}
	return false
}

func (l *list) instances(rule rowSum) []*check {
	var out []*check
	for _, col := range l.columns {
		total := l.sheet.at(rule.total, col.Number)
		if total == nil {
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
		return "row-total"
	}
	return "parent-children"
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
					out = append(out, rowSum{code: "parent-children", total: it.row, parts: kids, firm: true, told: true})
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

// totals are the sums that total rows may be.
func (l *list) totals() []rowSum {
	var out []rowSum
	for i, it := range l.items {
		switch {
		case it.isTotal():
			out = append(out, l.totalAt(i)...)
		case it.UnitCode != "" && it.FunctionCode == "" && it.EconomicCode == "" && it.ProjectCode == "":
			out = append(out, l.unitAt(i)...)
		}
	}
	return out
}

// totalAt are the readings of a total row: of all rows after it where it stands first, of the rows
// before it where it stands last, each by top codes, by lowest codes, by units and by top levels.
func (l *list) totalAt(i int) []rowSum {
	var scopes [][]item
	if i < len(l.items)-1 && !l.anyFilledTotal(l.items[i+1:], i) {
		scopes = append(scopes, l.items[i+1:])
	}
	if i > 0 {
		scopes = append(scopes, l.items[:i])
		if k := l.previousTotal(i); k >= 0 {
			scopes = append(scopes, l.items[k:i], l.items[k+1:i])
		}
	}
	var out []rowSum
	for _, scope := range scopes {
		for _, parts := range readings(scope, i) {
			out = append(out, rowSum{code: "row-total", total: l.items[i].row, parts: parts, firm: true})
		}
	}
	return out
}

func (l *list) anyFilledTotal(items []item, i int) bool {
	for _, it := range items {
		if it.isTotal() && it.filled {
			return true
		}
	}
	return false
}

func (l *list) previousTotal(i int) int {
	for k := i - 1; k >= 0; k-- {
		if l.items[k].isTotal() {
			return k
		}
	}
	return -1
}

// readings are the sets of rows of a scope that may make up its total.
func readings(scope []item, total int) [][]int {
	var out [][]int
	for _, pick := range []func([]item) []int{topLevel, topCodes, lowestCodes, units, numbered, plainRows} {
		if parts := pick(scope); len(parts) > 0 {
			out = append(out, parts)
		}
	}
	return out
}

// topLevel are the rows at the scope's outermost level, 其中 left out. A total that begins the
// scope counts for the rows it sums.
func topLevel(scope []item) []int {
	level := -1
	for k, it := range scope {
		if it.counts() && (level < 0 || it.Level < level) && !(k == 0 && it.isTotal()) {
			level = it.Level
		}
	}
	var out []int
	for k, it := range scope {
		if k == 0 && it.isTotal() || it.counts() && it.Level == level && !it.isTotal() {
			out = append(out, it.row)
		}
	}
	return out
}

func (it item) counts() bool {
	return it.filled && it.Role != normalize.Memo && it.Role != normalize.Section
}

func topCodes(scope []item) []int    { return byCode(scope, func(a, b int) bool { return a < b }) }
func lowestCodes(scope []item) []int { return byCode(scope, func(a, b int) bool { return a > b }) }

// byCode are the rows whose code is the shortest or the longest of the scope's.
func byCode(scope []item, better func(a, b int) bool) []int {
	best := 0
	for _, it := range scope {
		if n := it.codeLength(); n > 0 && (best == 0 || better(n, best)) {
			best = n
		}
	}
	var out []int
	for _, it := range scope {
		if best > 0 && it.codeLength() == best && it.counts() {
			out = append(out, it.row)
		}
	}
	return out
}

func (it item) codeLength() int {
	for _, code := range classifications {
		if c := code(it); c != "" {
			return len(c)
		}
	}
	return 0
}

// units are the rows of the outermost units (部门, 单位).
func units(scope []item) []int {
	shortest := 0
	for _, it := range scope {
		if n := len(it.UnitCode); it.isUnit() && (shortest == 0 || n < shortest) {
			shortest = n
		}
	}
	var out []int
	for _, it := range scope {
		if it.isUnit() && len(it.UnitCode) == shortest {
			out = append(out, it.row)
		}
	}
	return out
}

func (it item) isUnit() bool {
	return it.UnitCode != "" && it.codeLength() == 0 && it.ProjectCode == "" && it.counts()
}

var outermostNumber = regexp.MustCompile(`^[一二三四五六七八九十]+、`)

// numbered are the rows numbered 一、二、三、.
func numbered(scope []item) []int {
	var out []int
	for _, it := range scope {
		if it.counts() && !it.isTotal() && outermostNumber.MatchString(it.Label) {
			out = append(out, it.row)
		}
	}
	return out
}

// plainRows are all rows that are neither totals nor 其中.
func plainRows(scope []item) []int {
	var out []int
	for _, it := range scope {
		if it.counts() && !it.isTotal() && !it.isUnit() {
			out = append(out, it.row)
		}
	}
	return out
}

// unitAt are the readings of a unit's row: the rows up to the next unit that is not its own.
func (l *list) unitAt(i int) []rowSum {
	unit := l.items[i].UnitCode
	end := i + 1
	for end < len(l.items) && !l.items[end].isTotal() {
		it := l.items[end]
		if it.isUnit() && !(len(it.UnitCode) > len(unit) && strings.HasPrefix(it.UnitCode, unit)) {
			break
		}
		end++
	}
	var out []rowSum
	for _, parts := range readings(l.items[i+1:end], -1) {
		out = append(out, rowSum{code: "unit-total", total: l.items[i].row, parts: parts})
	}
	return out
}
