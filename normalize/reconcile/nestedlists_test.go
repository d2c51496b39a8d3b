package reconcile

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// summary adds a summary of income and expenditure with one list on its second side.
func (p *page) summary(title string, rows ...string) *page {
	t := normalize.Table{Document: "d", Number: len(p.ds.Tables) + 1, Title: title, Unit: "元", Columns: []normalize.Column{
		{Number: 1, Path: []string{"支出", "项目"}, Role: normalize.LabelColumn, Side: 2},
		{Number: 2, Path: []string{"支出", "预算数"}, Role: normalize.FigureColumn, Side: 2}}}
	for i, line := range rows {
		label, text, _ := strings.Cut(line, " ")
		t.Rows = append(t.Rows, normalize.Row{Number: i + 1, Items: []normalize.Item{{Label: label, Side: 2}}})
		v := decimal.NewNullDecimal(decimal.RequireFromString(text))
		p.ds.Records = append(p.ds.Records, normalize.Record{Document: "d", Table: t.Number, Row: i + 1, Column: 2, Page: 1,
			Label: label, Path: t.Columns[1].Path, Text: text, Unit: "元", Value: v, Yuan: v})
	}
	p.ds.Tables = append(p.ds.Tables, t)
	return p
}

// TestListsOfOneTotal keeps the lists of the fiscal appropriation against those of all funds where their
// totals are equal: a zero lost in many rows of one of them is found in each.
func TestListsOfOneTotal(t *testing.T) {
	ds := budget().
		summary("综合预算收支总表", "1、人员经费 40125", "(1)甲 40125", "2、专项 88021", "(1)甲 11003", "(2)乙 77018", "本年支出合计 920335").
		summary("综合预算财政拨款收支总表", "1、人员经费 40125", "(1)甲 40125", "2、专项 880210", "(1)甲 110030", "(2)乙 770180", "本年支出合计 920335").
		checked()
	if got := outcomes(ds); got["nested-fund:fail"] != 3 || got["nested-fund:pass"] != 2 {
		t.Errorf("outcomes: %v", got)
	}
	other := budget().
		summary("综合预算收支总表", "1、人员经费 40", "2、专项 880", "本年支出合计 920").
		summary("综合预算财政拨款收支总表", "1、人员经费 30", "2、专项 880", "本年支出合计 910").
		checked()
	if got := outcomes(other); got["nested-fund:fail"] > 0 {
		t.Errorf("lists of different totals: %v", got)
	}
}
