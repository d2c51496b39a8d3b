package normalize

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
)

// measureColumns says of each column of figures what its heads tell, also where the title of the table tells nothing more.
func measureColumns(t *Table, subject meaning.Subject, d *Disclosure) {
	subject.Stage, subject.Year = string(d.Kind), cmp.Or(t.Year, d.Year)
	for i := range t.Columns {
		c := &t.Columns[i]
		c.Quantity = Quantity{}
		if c.Role != FigureColumn {
			continue
		}
		if q, known := headQuantity(c, subject); known {
			c.Quantity = Quantity(q)
		}
	}
}

// columnQuantities are what the figure columns of a table measure, as far as their heads are understood.
func columnQuantities(t *Table, subject meaning.Subject, public bool) map[int]meaning.Quantity {
	out := map[int]meaning.Quantity{}
	carries := carriesOver(t)
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Role != FigureColumn || !public && (c.Part || standsAside(c.Path)) {
			continue
		}
		q, known := headQuantity(c, subject)
		if !known || subject.Both && q.Flow == "" && c.Side == 0 {
			continue
		}
		if !carries && !subject.Both && q.Scope == meaning.Total {
			q.Scope = "" // 总计 of 基本支出 and 项目支出 alone may be the year's
		}
		out[c.Number] = q
	}
	if !public {
		dropTotalsOfItems(t, out)
	}
	return out
}

// dropTotalsOfItems takes back what total columns measure that stand beside columns of single items (“三公”经费, 会议费):
// they are the totals of these, whatever the title says.
func dropTotalsOfItems(t *Table, of map[int]meaning.Quantity) {
	items := false
	for _, q := range of {
		items = items || q.Item != ""
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		if items && of[c.Number].Item == "" && len(c.Path) > 0 && words.IsTotalHead(c.Path[len(c.Path)-1]) {
			delete(of, c.Number)
		}
	}
}

func standsAside(path []string) bool {
	return slices.ContainsFunc(path, words.StandsAside)
}

// headQuantity reads a column's heads.
func headQuantity(c *Column, subject meaning.Subject) (meaning.Quantity, bool) {
	q := subject.Quantity
	q.Item = ""
	for _, head := range c.Path {
		named := q.Item
		q.Item = ""
		if !q.ReadHead(words.TrimPart(head)) {
			return q, false
		}
		q.Item = cmp.Or(q.Item, named)
	}
	q.Item = cmp.Or(q.Item, subject.Item) // 合计, 一般公共预算: all that the table is about
	return q, true
}

// carriesOver says that a table has a column or a row for what is carried over from or to another year.
func carriesOver(t *Table) bool { return printsName(t, carriedOver) }

// printsName says that a column or a row of a table is called by one of some names.
func printsName(t *Table, called *words.Pattern) bool {
	for i := range t.Columns {
		if called.MatchString(strings.Join(t.Columns[i].Path, "/")) {
			return true
		}
	}
	for _, it := range itemsOf(t) {
		if called.MatchString(it.Label) {
			return true
		}
	}
	return false
}

var carriedOver = words.Expression(`结转|结余`)
