package inside

import (
	"iter"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// totals are the sums that total rows may be.
func (l rules) totals() []rowSum {
	var out []rowSum
	for i, it := range l.Items {
		switch {
		case it.IsTotal() && l.before != nil && firstUnder([]*table.List{l.before, l.List}, it) == 0:
			// It is of several lists.
		case it.IsTotal():
			out = append(out, l.carriedOn(i)...)
			out = append(out, l.totalAt(i)...)
			out = append(out, l.headingTotal(i)...)
		case it.UnitCode != "" && it.FunctionCode == "" && it.EconomicCode == "" && it.ProjectCode == "":
			out = append(out, l.unitAt(i)...)
		}
	}
	return append(append(out, l.unnamed()...), l.belowNumbers()...)
}

// belowNumbers are the sums that numbered rows may be of the rows without a number that follow them at their level, which nothing sets
// in (二、政府采购, 货物, 工程, 服务): dropped unless all columns bear it out.
func (l rules) belowNumbers() []rowSum {
	var out []rowSum
	level := -1 // what the last numbered row is part of
	for _, it := range l.Items {
		switch numbered := hasNumber(it); {
		case it.IsTotal() || !it.Counts():
			level = -1
		case numbered:
			out = append(out, rowSum{code: codes.ParentChildren, kind: "below a number", total: it.Row, unnamed: true})
			level = it.Parent
		case level >= 0 && (it.Parent == 0 || it.Parent == level):
			out[len(out)-1].parts = append(out[len(out)-1].parts, it.Row)
		}
	}
	return slices.DeleteFunc(out, func(r rowSum) bool { return len(r.parts) < 2 })
}

func hasNumber(it table.Item) bool {
	return words.Numbered(words.Fold(it.Label)).Style != words.Unnumbered
}

// unnamed are the sums that the first or the last row of a list may be without being called a total (一般公共预算支出 below
// 一、二、三、): dropped unless all columns bear it out.
func (l rules) unnamed() []rowSum {
	n := len(l.Items)
	var out []rowSum
	for _, way := range [][2]int{{0, n}, {n - 1, 0}} {
		if n < fewestUnnamed || l.Items[way[0]].IsTotal() || !l.Items[way[0]].Counts() {
			continue
		}
		scope := l.Items[1:]
		if way[0] > 0 {
			scope = l.Items[:n-1]
		}
		for name, parts := range waysToAdd(scope) {
			if len(parts) > 1 {
				out = append(out, rowSum{code: codes.RowTotal, kind: "unnamed total by " + name, total: l.Items[way[0]].Row, parts: parts, twice: true, unnamed: true})
			}
		}
	}
	return out
}

// toldByFigures says that sums which nothing names have so many digits that they do not come out by chance.
func toldByFigures(checks []*arithmetic.Check) bool {
	digits := 0
	for _, c := range checks {
		if !c.Actual.Value.IsZero() {
			digits += arithmetic.Digits(c.Actual.Text())
		}
	}
	return digits >= fewestDigits
}

// fewestDigits is how many digits sums have that come out by chance less than once in a thousand tables, whichever rows are tried.
const fewestDigits = 6

// fewestUnnamed is how many rows a list has at least, one of which may be their total though nothing calls it so.
const fewestUnnamed = 3

// mostScans is how many rows are gone through for the totals of a list that may be of all rows before them, so that the cost stays
// linear where every other row is a total: there the later ones are of the rows since the one before.
const mostScans = 500_000

// scan says that so many rows more may be gone through.
func (l rules) scan(rows int) bool {
	*l.scans += rows
	return *l.scans <= mostScans
}

// totalAt are the sums that a total row may be: of all rows after it where it stands first, or of those up to the next total in a
// list that begins with one (小计 over the rows of each district), of the rows before it where it stands last, each by top codes, by lowest codes, by units and by top levels.
func (l rules) totalAt(i int) (out []rowSum) {
	var scopes [][]table.Item
	if i < len(l.Items)-1 && !anyFilledTotal(l.Items[i+1:]) {
		end := l.numberedOn(i, len(l.Items))
		if end == i+1 {
			out = l.numberedOnAtOnce(i)
		}
		scopes = append(scopes, l.Items[i+1:end])
	} else if k := l.nextTotal(i); k > i+1 && l.Items[0].IsTotal() {
		scopes = append(scopes, l.Items[i+1:l.numberedOn(i, k)])
	}
	if i > 0 && !l.followsOther(i) {
		if l.scan(i) {
			scopes = append(scopes, l.Items[:i])
		}
		if k := l.previousTotal(i); k >= 0 {
			scopes = append(scopes, l.Items[k:i], l.Items[k+1:i])
		}
	}
	for _, scope := range scopes {
		for way, parts := range waysToAdd(scope) {
			out = append(out, rowSum{code: codes.RowTotal, kind: "total by " + way, total: l.Items[i].Row, parts: parts, firm: true, twice: countsTwice(scope, parts)})
		}
	}
	return out
}

// numberedOn is where, before an end, the row stands that has the next number after a total's own: it is beside the total (一、本年收入合计,
// its rows, 二、上年结转收入), and so is what follows it. Otherwise it is the end, as where the numbers begin anew below the total.
func (l rules) numberedOn(i, end int) int {
	own := words.Numbered(words.Fold(l.Items[i].Label))
	if own.Style == words.Unnumbered {
		return end
	}
	for k := i + 1; k < end; k++ {
		switch n := words.Numbered(words.Fold(l.Items[k].Label)); {
		case n.Style != own.Style:
		case n.Number <= own.Number:
			return end
		case n.Number == own.Number+1:
			return k
		}
	}
	return end
}

// numberedOnAtOnce are the sums that a total may be of all rows after it where the first of them has the next number already: where all
// rows are counted (1.合计, 2.基本支出, 3.项目支出) they are its rows, and only what the columns bear out tells it.
func (l rules) numberedOnAtOnce(i int) []rowSum {
	var out []rowSum
	for way, parts := range waysToAdd(l.Items[i+1:]) {
		if len(parts) > 1 {
			out = append(out, rowSum{code: codes.RowTotal, kind: "counted total by " + way, total: l.Items[i].Row, parts: parts, unnamed: true})
		}
	}
	return out
}

// followsOther says that a total stands behind the rows of one of the other flow, in a list whose totals come first (收入合计, its rows,
// 支出合计, its rows): none of the rows before it are its own.
func (l rules) followsOther(i int) bool {
	k := l.previousTotal(i)
	if k < 0 || !l.Items[0].IsTotal() {
		return false
	}
	before, own := l.Items[k].Label, l.Items[i].Label
	return incomeTotal.MatchString(before) && outlayTotal.MatchString(own) || outlayTotal.MatchString(before) && incomeTotal.MatchString(own)
}

var (
	incomeTotal = words.Expression(`收入[合总小]?计`)
	outlayTotal = words.Expression(`支出[合总小]?计`)
)

// carriedOn reads a grand total below the year's own (本年收入合计, 年初结转和结余, 收入总计): it is that one and
// what stands between them, or of this what was carried over.
func (l rules) carriedOn(i int) []rowSum {
	k := l.previousTotal(i)
	if k < 0 || !words.IsGrandTotal(l.Items[i].Label) || !strings.HasPrefix(words.TrimNumber(l.Items[k].Label), "本年") || i-k < 2 {
		return nil
	}
	year := l.Items[k].Row
	all, carried := []int{year}, []int{year}
	for _, it := range l.Items[k+1 : i] {
		if it.Counts() {
			all = append(all, it.Row)
			if carriedOver.MatchString(it.Label) {
				carried = append(carried, it.Row)
			}
		}
	}
	return []rowSum{
		{code: codes.YearAndCarried, kind: "carried on", total: l.Items[i].Row, parts: all, firm: true},
		{code: codes.YearAndCarried, kind: "carried on", total: l.Items[i].Row, parts: carried, firm: true},
	}
}

var carriedOver = words.Expression(`结转|结余`)

// headingTotal reads a numbered total that stands over its parts, with other totals below them
// (一、收入合计, （一）, （二）, 二、支出合计): the parts are numbered on from one. It is dropped unless the table
// keeps it, for the parts of 四、结余合计 can be of several kinds.
func (l rules) headingTotal(i int) []rowSum {
	if !outermostNumber.MatchString(l.Items[i].Label) {
		return nil
	}
	var parts []int
	for _, it := range l.Items[i+1:] {
		if it.IsTotal() {
			break
		}
		m := numberedPart.FindStringSubmatch(it.Label)
		if m == nil {
			continue
		}
		if len(parts) >= len(partNumbers) || m[1] != partNumbers[len(parts)] {
			return nil
		}
		parts = append(parts, it.Row)
	}
	if len(parts) < 2 {
		return nil
	}
	return []rowSum{{code: codes.RowTotal, kind: "total by heading", total: l.Items[i].Row, parts: parts}}
}

// numberedPart is an item one level below a numbered total.
var numberedPart = words.Expression(`^[（(]([一二三四五六七八九十]+)[)）]`)

// partNumbers number such items.
var partNumbers = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

// countsTwice says that rows stand together with the item that they are parts of, by the table's indentation
// or by codes.
func countsTwice(scope []table.Item, rows []int) bool {
	counted, codes := make(map[int]bool, len(rows)), map[string]bool{}
	for _, r := range rows {
		counted[r] = true
	}
	for _, it := range scope {
		if c := it.Code(); counted[it.Row] && c != "" {
			codes[c] = true
		}
	}
	return slices.ContainsFunc(scope, func(it table.Item) bool {
		c := it.Code()
		return counted[it.Row] && (counted[it.Parent] || len(c) > 5 && codes[c[:5]] || len(c) > 3 && codes[c[:3]])
	})
}

func anyFilledTotal(items []table.Item) bool {
	return slices.ContainsFunc(items, func(it table.Item) bool { return it.IsTotal() && it.Filled })
}

// nextTotal is the index of the next total behind an item; the number of items if there is none.
func (l rules) nextTotal(i int) int {
	k := slices.IndexFunc(l.Items[i+1:], table.Item.IsTotal)
	if k < 0 {
		return len(l.Items)
	}
	return i + 1 + k
}

func (l rules) previousTotal(i int) int {
	for k := i - 1; k >= 0; k-- {
		if l.Items[k].IsTotal() {
			return k
		}
	}
	return -1
}

// waysToAdd are the sets of rows of a scope that may make up its total, each with what tells of it.
func waysToAdd(scope []table.Item) iter.Seq2[string, []int] {
	return func(yield func(string, []int) bool) {
		for _, w := range ways {
			if parts := w.pick(scope); len(parts) > 0 && !yield(w.name, parts) {
				return
			}
		}
	}
}

var ways = []struct {
	name string
	pick func([]table.Item) []int
}{{"level", topLevel}, {"outermost code", topCodes}, {"innermost code", lowestCodes}, {"unit", units}, {"number", numbered}, {"row", plainRows}}

// topLevel are the rows at the scope's outermost level, 其中 left out. A total that begins the
// scope counts for the rows it sums.
func topLevel(scope []table.Item) []int {
	level := -1
	for k, it := range scope {
		if it.Counts() && (level < 0 || it.Level < level) && !(k == 0 && it.IsTotal()) {
			level = it.Level
		}
	}
	var out []int
	for k, it := range scope {
		if k == 0 && it.IsTotal() || it.Counts() && it.Level == level && !it.IsTotal() {
			out = append(out, it.Row)
		}
	}
	return out
}

func topCodes(scope []table.Item) []int { return byCode(scope, func(a, b int) bool { return a < b }) }

func lowestCodes(scope []table.Item) []int {
	return byCode(scope, func(a, b int) bool { return a > b })
}

// byCode are the rows whose code is the shortest or the longest of the scope's.
func byCode(scope []table.Item, better func(a, b int) bool) []int {
	best := 0
	for _, it := range scope {
		if n := len(it.Code()); n > 0 && (best == 0 || better(n, best)) {
			best = n
		}
	}
	var out []int
	for _, it := range scope {
		if best > 0 && len(it.Code()) == best && it.Counts() {
			out = append(out, it.Row)
		}
	}
	return out
}

// units are the rows of the outermost units (部门, 单位).
func units(scope []table.Item) []int {
	shortest := 0
	for _, it := range scope {
		if n := len(it.UnitCode); it.IsUnit() && (shortest == 0 || n < shortest) {
			shortest = n
		}
	}
	var out []int
	for _, it := range scope {
		if it.IsUnit() && len(it.UnitCode) == shortest {
			out = append(out, it.Row)
		}
	}
	return out
}

var outermostNumber = words.Expression(`^[一二三四五六七八九十]+、`)

// numbered are the rows numbered 一、二、三、.
func numbered(scope []table.Item) []int {
	var out []int
	for _, it := range scope {
		if it.Counts() && !it.IsTotal() && outermostNumber.MatchString(it.Label) {
			out = append(out, it.Row)
		}
	}
	return out
}

// plainRows are all rows that are neither totals nor 其中.
func plainRows(scope []table.Item) []int {
	var out []int
	for _, it := range scope {
		if it.Counts() && !it.IsTotal() && !it.IsUnit() {
			out = append(out, it.Row)
		}
	}
	return out
}

// unitAt are the sums that a unit's row may be: the rows up to the next unit that is not its own.
func (l rules) unitAt(i int) []rowSum {
	unit := l.Items[i].UnitCode
	end := i + 1
	for end < len(l.Items) && !l.Items[end].IsTotal() {
		it := l.Items[end]
		if it.IsUnit() && !(len(it.UnitCode) > len(unit) && strings.HasPrefix(it.UnitCode, unit)) {
			break
		}
		end++
	}
	var out []rowSum
	for way, parts := range waysToAdd(l.Items[i+1 : end]) {
		out = append(out, rowSum{code: codes.UnitTotal, kind: "unit by " + way, total: l.Items[i].Row, parts: parts})
	}
	return out
}
