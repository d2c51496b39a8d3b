package reconcile

import (
	"regexp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// totals are the sums that total rows may be.
func (l *list) totals() []rowSum {
	var out []rowSum
	for i, it := range l.items {
		switch {
		case it.isTotal():
			out = append(out, l.totalAt(i)...)
			out = append(out, l.headingTotal(i)...)
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
	if i < len(l.items)-1 && !anyFilledTotal(l.items[i+1:]) {
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
		for _, parts := range readings(scope) {
			out = append(out, rowSum{code: codes.RowTotal, total: l.items[i].row, parts: parts, firm: true, twice: countsTwice(scope, parts)})
		}
	}
	return out
}

// headingTotal reads a numbered total that stands over its parts, with other totals below them
// (一、收入合计, （一）, （二）, 二、支出合计): the parts are numbered on from one. It is dropped unless the table
// keeps it, for the parts of 四、结余合计 can be of several kinds.
func (l *list) headingTotal(i int) []rowSum {
	if !outermostNumber.MatchString(l.items[i].Label) {
		return nil
	}
	var parts []int
	for _, it := range l.items[i+1:] {
		if it.isTotal() {
			break
		}
		m := numberedPart.FindStringSubmatch(it.Label)
		if m == nil {
			continue
		}
		if len(parts) >= len(partNumbers) || m[1] != partNumbers[len(parts)] {
			return nil
		}
		parts = append(parts, it.row)
	}
	if len(parts) < 2 {
		return nil
	}
	return []rowSum{{code: codes.RowTotal, total: l.items[i].row, parts: parts}}
}

// numberedPart is an item one level below a numbered total.
var numberedPart = regexp.MustCompile(`^[（(]([一二三四五六七八九十]+)[)）]`)

// partNumbers number such items.
var partNumbers = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

// countsTwice says that rows stand together with the item that they are parts of, by the table's indentation
// or by codes.
func countsTwice(scope []item, rows []int) bool {
	counted, codes := make(map[int]bool, len(rows)), map[string]bool{}
	for _, r := range rows {
		counted[r] = true
	}
	for _, it := range scope {
		if c := it.code(); counted[it.row] && c != "" {
			codes[c] = true
		}
	}
	return slices.ContainsFunc(scope, func(it item) bool {
		c := it.code()
		return counted[it.row] && (counted[it.Parent] || len(c) > 5 && codes[c[:5]] || len(c) > 3 && codes[c[:3]])
	})
}

// code is the item's code in one of the classifications; empty if it has none.
func (it item) code() string {
	for _, code := range classifications {
		if c := code(it); c != "" {
			return c
		}
	}
	return ""
}

func anyFilledTotal(items []item) bool {
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
func readings(scope []item) [][]int {
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

func topCodes(scope []item) []int { return byCode(scope, func(a, b int) bool { return a < b }) }

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

func (it item) codeLength() int { return len(it.code()) }

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
	for _, parts := range readings(l.items[i+1 : end]) {
		out = append(out, rowSum{code: codes.UnitTotal, total: l.items[i].row, parts: parts})
	}
	return out
}
