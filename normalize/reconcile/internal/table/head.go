package table

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// Sides is one more than the number of the last list that stands side by side with others; 1 in ordinary tables,
// whose only list has the number 0.
func Sides(t *normalize.Table) int {
	n := 0
	for _, c := range t.Columns {
		n = max(n, c.Side)
	}
	return n + 1
}

// AmountColumns are the columns of one side whose figures can be added.
func AmountColumns(t *normalize.Table, side int) []normalize.Column {
	var out []normalize.Column
	for _, c := range t.Columns {
		if c.Side == side && c.Role == normalize.FigureColumn && strings.Join(c.Path, "") != "" && additive(c) {
			out = append(out, c)
		}
	}
	return out
}

var (
	notAdditive     = words.Expression(`数量|单价|[人户亩月]均|平均|(补助|补贴|定额|发放|收费)标准|人数|增减|增长|比例|比重|百分比|%|％|占比|个数|辆|台数|台套|（台）|上年(度|预算|决算|执行|完成|数|支出|收入)|去年|完成率|执行率|排序|行次|面积|绩效|期限|年限|利率|权重|分值|得分|目标(值|实际|完成|$)|完成情况`)
	carriedOverHead = words.Expression(`上年(度)?(财政拨款)?(结转|结余|实户)`)
)

// additive says that a column's figures are amounts of the year that a table is about. What was carried over
// from last year is such an amount.
func additive(c normalize.Column) bool {
	return !notAdditive.MatchString(carriedOverHead.ReplaceAllString(strings.Join(c.Path, "/"), ""))
}

// IsTotalHead says that a column is headed as the total of others.
func IsTotalHead(c normalize.Column) bool {
	return len(c.Path) > 0 && !c.Part && words.IsTotalHead(c.Path[len(c.Path)-1])
}

// StandsAside says that a column, by its heads from a depth on, is not added to those beside it.
func StandsAside(c normalize.Column, depth int) bool {
	return c.Part || slices.ContainsFunc(c.Path[min(depth, len(c.Path)):], words.StandsAside)
}
