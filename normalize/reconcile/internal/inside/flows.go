package inside

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/shopspring/decimal"
)

// A flow is what rows of one list tell of the way from one balance to the next: 上年末余额, 本年举借, 本年还本.
type flow struct {
	opening     table.Item
	in, off     []table.Item
	interrupted bool // another row may count
}

// flows are down each column the balances that are the ones before them with what came in, less what went out. A list tells of one
// only where one row each says so, of the same debts and of the year that ends with the balance; what stands between must be known to
// take no part.
func (id identity) flows(s *table.Table) []*arithmetic.Check {
	balances := 0
	for _, row := range s.Rows {
		if slices.ContainsFunc(row.Items, func(it normalize.Item) bool { return id.whole.MatchString(unnumbered(it.Label)) }) {
			balances++
		}
	}
	if balances < 2 {
		return nil
	}
	var out []*arithmetic.Check
	for _, l := range table.ListsOf(s) {
		var f *flow
		for _, it := range l.Items {
			name := unnumbered(it.Label)
			if f != nil && f.beside(it) {
				continue
			}
			switch {
			case id.whole.MatchString(name):
				if f != nil && f.leadsTo(it) {
					out = append(out, f.checks(l, it)...)
				}
				f = &flow{opening: it}
			case f == nil, id.aside.MatchString(name):
			case id.parts.MatchString(name):
				f.in = append(f.in, it)
			case id.base.MatchString(name):
				f.off = append(f.off, it)
			default:
				f.interrupted = true
			}
		}
	}
	return out
}

// beside says that an item is a part of one of the flow's rows: it stands lower, or has no number where these have one.
func (f *flow) beside(it table.Item) bool {
	numbered := func(it table.Item) bool { return unnumbered(it.Label) != bareName(it.Label) }
	return it.Level > f.opening.Level || it.Role == normalize.Memo || numbered(f.opening) && !numbered(it)
}

// leadsTo says that a balance is the one that the flow comes to.
func (f *flow) leadsTo(closing table.Item) bool {
	if f.interrupted || len(f.in) != 1 || len(f.off) != 1 {
		return false
	}
	first, last := unnumbered(f.opening.Label), unnumbered(closing.Label)
	from, to := yearAhead(first), yearAhead(last)
	begins := strings.HasPrefix(first, "上年") || strings.Contains(first, "年初") || strings.HasPrefix(first, "期初")
	if !begins && (from == 0 || to != from+1) || strings.Contains(last, "初") || strings.HasPrefix(last, "上年") {
		return false
	}
	for _, name := range []string{last, unnumbered(f.in[0].Label), unnumbered(f.off[0].Label)} {
		if year := yearAhead(name); year != 0 && to != 0 && year != to || kindOfDebt(name) != kindOfDebt(first) {
			return false
		}
	}
	return true
}

var yearBefore = words.Expression(`^\d{4}年`)

// yearAhead is the year that a name begins with; 0 for none.
func yearAhead(name string) int {
	year, _ := strconv.Atoi(strings.TrimSuffix(yearBefore.FindString(name), "年"))
	return year
}

func kindOfDebt(name string) string {
	for _, kind := range []string{"一般", "专项"} {
		if strings.Contains(name, kind) {
			return kind
		}
	}
	return ""
}

// revalued is which part of a balance may come or go without a row for it: debts in foreign money are worth more or less at the end
// of a year.
var revalued = decimal.New(1, -2)

// oneLevel is the head of a column that is about one level of government: debts are handed on from one to another, which no row says.
var oneLevel = words.Expression(`本级|[省市县区州]级|市县`)

// checks are down the columns of a list. A column without one of the four amounts has none, nor one that comes out otherwise for
// what no row says.
func (f *flow) checks(l *table.List, closing table.Item) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, col := range l.Columns {
		e, before := l.Table.At(closing.Row, col.Number), l.Table.At(f.opening.Row, col.Number)
		in, off := l.Table.At(f.in[0].Row, col.Number), l.Table.At(f.off[0].Row, col.Number)
		if e == nil || before == nil || in == nil || off == nil || !e.Money {
			continue
		}
		c := &arithmetic.Check{Code: codes.ParentChildren, Table: l.Table.Number, Actual: e, Parts: []arithmetic.Term{{Figure: before}, {Figure: in}, {Figure: off, Minus: true}}}
		c.Evaluate()
		if c.Outcome != normalize.Fail || c.Gap.Abs().GreaterThan(e.Value.Mul(revalued)) && !oneLevel.MatchString(headsOf(col)) {
			out = append(out, c)
		}
	}
	return out
}
