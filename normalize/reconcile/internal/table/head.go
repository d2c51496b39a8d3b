package table

import (
	"regexp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// SidesOf counts the lists that stand side by side, numbered from 0 in ordinary tables.
func SidesOf(t *normalize.Table) []struct{} {
	n := 0
	for _, c := range t.Columns {
		n = max(n, c.Side)
	}
	return make([]struct{}, n+1)
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

func additive(c normalize.Column) bool {
	return !notAdditive.MatchString(carriedOverHead.ReplaceAllString(strings.Join(c.Path, "/"), ""))
}

func IsTotalHead(c normalize.Column) bool {
	return len(c.Path) > 0 && !c.Part && TotalHead.MatchString(c.Path[len(c.Path)-1])
}

func IsMemoColumn(c normalize.Column, depth int) bool {
	return c.Part || slices.ContainsFunc(c.Path[min(depth, len(c.Path)):], words.StandsAside)
}

var (
	TotalHead       = regexp.MustCompile(`(合计|总计|小计|^计|总额|总数|合計)(（.*）|\d*)?$`)
	notAdditive     = regexp.MustCompile(`数量|单价|人数|增减|增长|比例|比重|百分比|%|％|占比|个数|辆|台|上年(度|预算|决算|执行|完成|数|支出|收入)|去年|完成率|执行率|排序|行次|面积|绩效|指标|期限|年限|利率|权重|分值|得分|目标(值|实际|完成|$)|完成情况`)
	carriedOverHead = regexp.MustCompile(`上年(度)?(财政拨款)?(结转|结余|实户)`)
	YearOfHeader    = regexp.MustCompile(`20\d\d`)
)
