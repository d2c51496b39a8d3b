package reconcile

import (
	"regexp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

var (
	totalHead       = regexp.MustCompile(`(合计|总计|小计|^计|总额|总数|合計)(（.*）|\d*)?$`)
	notAdditive     = regexp.MustCompile(`数量|单价|人数|增减|增长|比例|比重|百分比|%|％|占比|个数|辆|台|上年(度|预算|决算|执行|完成|数|支出|收入)|去年|完成率|执行率|排序|行次|面积|绩效|指标|期限|年限|利率|权重|分值|得分|目标(值|实际|完成|$)|完成情况`)
	carriedOverHead = regexp.MustCompile(`上年(度)?(财政拨款)?(结转|结余|实户)`)
	threePublicHead = regexp.MustCompile(`三公`)
	besideThePublic = regexp.MustCompile(`会议费|培训费|运行经费`)
	yearOfHeader    = regexp.MustCompile(`20\d\d`)
)

// A columnSum says that a table's total column is the sum of others, in each row.
type columnSum struct {
	total normalize.Column
	parts []normalize.Column
	code  string // of the rule
}

// columnSums reads from the header paths which columns are totals of which others.
func columnSums(t *normalize.Table) []columnSum {
	var out []columnSum
	for side := range sidesOf(t) {
		cols := amountColumns(t, side)
		for _, c := range cols {
			if isTotalHead(c) {
				if parts := siblings(cols, c); len(parts) > 0 {
					out = append(out, columnSum{c, parts, codes.ColumnTotal})
				}
			}
		}
		out = append(out, crossedSums(cols)...)
	}
	return out
}

// crossedSums are those of tables whose groups repeat the same columns: 总计/一般公共预算 is the sum
// of 因公出国/一般公共预算, 公务接待费/一般公共预算, ... They are found by cutting the repeated last
// head off the paths.
func crossedSums(cols []normalize.Column) []columnSum {
	byLast := map[string][]normalize.Column{}
	var order []string
	for _, c := range cols {
		k := len(c.Path) - 1
		if k < 1 || totalHead.MatchString(c.Path[k]) {
			continue
		}
		last := c.Path[k]
		if byLast[last] == nil {
			order = append(order, last)
		}
		c.Path = c.Path[:k]
		byLast[last] = append(byLast[last], c)
	}
	var out []columnSum
	for _, last := range order {
		for _, c := range byLast[last] {
			if isTotalHead(c) {
				if parts := siblings(byLast[last], c); len(parts) > 1 {
					out = append(out, columnSum{c, parts, codes.ColumnTotal})
				}
			}
		}
	}
	return out
}

// sidesOf counts the lists that stand side by side, numbered from 0 in ordinary tables.
func sidesOf(t *normalize.Table) []struct{} {
	n := 0
	for _, c := range t.Columns {
		n = max(n, c.Side)
	}
	return make([]struct{}, n+1)
}

// amountColumns are the columns of one side whose figures can be added.
func amountColumns(t *normalize.Table, side int) []normalize.Column {
	var out []normalize.Column
	for _, c := range t.Columns {
		if c.Side == side && c.Role == normalize.FigureColumn && strings.Join(c.Path, "") != "" && additive(c) {
			out = append(out, c)
		}
	}
	return out
}

func additive(c normalize.Column) bool {
	return !notAdditive.MatchString(carriedOverHead.ReplaceAllString(strings.Join(c.Path, "/"), ""))
}

func isTotalHead(c normalize.Column) bool {
	return len(c.Path) > 0 && !c.Part && totalHead.MatchString(c.Path[len(c.Path)-1])
}

func isMemoColumn(c normalize.Column, depth int) bool {
	return c.Part || slices.ContainsFunc(c.Path[min(depth, len(c.Path)):], words.StandsAside)
}

// siblings are the columns whose sum a total column is: of each head beside it under the same
// group its own total, or else its leaves.
func siblings(cols []normalize.Column, total normalize.Column) []normalize.Column {
	depth := len(total.Path) - 1
	var heads []string
	groups := map[string][]normalize.Column{}
	for _, c := range cols {
		if c.Number == total.Number || len(c.Path) <= depth || !slices.Equal(c.Path[:depth], total.Path[:depth]) {
			continue
		}
		if isMemoColumn(c, depth) || yearOf(c) != yearOf(total) {
			continue
		}
		h := c.Path[depth]
		if threePublicHead.MatchString(total.Path[depth]) && besideThePublic.MatchString(h) {
			continue
		}
		if groups[h] == nil {
			heads = append(heads, h)
		}
		groups[h] = append(groups[h], c)
	}
	var out []normalize.Column
	for _, h := range heads {
		out = append(out, represent(groups[h], depth+1)...)
	}
	return out
}

func yearOf(c normalize.Column) string { return yearOfHeader.FindString(strings.Join(c.Path, "/")) }

// represent stands for a group of columns under one head: its own total column, or else its leaves,
// inner groups by their totals.
func represent(group []normalize.Column, depth int) []normalize.Column {
	for _, c := range group {
		if len(c.Path) == depth+1 && totalHead.MatchString(c.Path[depth]) || len(c.Path) == depth {
			return []normalize.Column{c}
		}
	}
	var out []normalize.Column
	inner := map[string][]normalize.Column{}
	var order []string
	for _, c := range group {
		h := c.Path[depth]
		if inner[h] == nil {
			order = append(order, h)
		}
		inner[h] = append(inner[h], c)
	}
	for _, h := range order {
		out = append(out, represent(inner[h], depth+1)...)
	}
	return out
}

// columnChecks compare each row's totals with its parts, where the header's promise is kept by the
// table as a whole.
func columnChecks(s *sheet) []*check {
	var out []*check
	for _, rule := range columnSums(s.table) {
		out = append(out, keptPromises(columnInstances(s, rule), 1)...)
	}
	return out
}

func columnInstances(s *sheet, rule columnSum) []*check {
	var out []*check
	for _, row := range s.table.Rows {
		total := s.at(row.Number, rule.total.Number)
		if total == nil || !total.adds() {
			continue
		}
		c := &check{code: rule.code, table: s.table.Number, actual: total}
		for _, p := range rule.parts {
			if e := s.at(row.Number, p.Number); e != nil {
				c.parts = append(c.parts, term{entry: e})
			}
		}
		if len(c.parts) > 0 {
			c.evaluate()
			out = append(out, c)
		}
	}
	return out
}

// keptPromises returns the checks of one rule in one table if the table keeps it: where it fails
// more often than it holds, it was misread and says nothing. alone is how many failures stand
// without any row that holds.
func keptPromises(checks []*check, alone int) []*check {
	held, failed := tally(checks)
	if failed <= held || held == 0 && failed <= alone {
		return checks
	}
	return nil
}
