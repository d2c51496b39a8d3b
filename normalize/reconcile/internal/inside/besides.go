package inside

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// Columns of last year's amounts (上年预算数), of changes in money (增减额) and of counts (人数) stand beside those that a table is
// about. Down the rows they add up like these, unless an item of last year is gone; so they are added by the
// sums that the table's own columns bear out.
var (
	besideHead = words.Expression(`上年|去年|增减|增长|变化|20\d\d年`)
	countHead  = words.Expression(`人数|数量|个数|[辆台户]数|编制数|面积`)
	pricedHead = words.Expression(`单价|标准|人均`)
)

// besides are the columns of a list that stand beside its own.
func besides(l *table.List) []normalize.Column {
	var out []normalize.Column
	money := l.Table.MoneyColumns(l.Side)
	for _, c := range l.Table.Columns {
		isIt := func(o normalize.Column) bool { return o.Number == c.Number }
		if c.Role != normalize.FigureColumn || c.Side != l.Side || slices.ContainsFunc(l.Columns, isIt) {
			continue
		}
		head := strings.Join(c.Path, "/")
		if of := slices.ContainsFunc(money, isIt) && besideHead.MatchString(head) || countHead.MatchString(head); of && !pricedHead.MatchString(head) {
			out = append(out, c)
		}
	}
	return out
}
