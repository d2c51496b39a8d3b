package normalize

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/forms"
)

// Measure says of each figure and each amount in a sentence what it measures (Record.Quantity, Claim.Quantity).
// Document has done so; a dataset that was put together otherwise needs it before it is reconciled. What was said before
// is said anew.
func Measure(ds *Dataset) {
	type tableOf struct {
		document string
		number   int
	}
	records := map[tableOf][]*Record{}
	for i := range ds.Records {
		r := &ds.Records[i]
		at := tableOf{r.Document, r.Table}
		records[at] = append(records[at], r)
	}
	tables, claims := map[string][]*Table{}, map[string][]*Claim{}
	for i := range ds.Tables {
		t := &ds.Tables[i]
		tables[t.Document] = append(tables[t.Document], t)
	}
	for i := range ds.Claims {
		c := &ds.Claims[i]
		claims[c.Document] = append(claims[c.Document], c)
	}
	for i := range ds.Disclosures {
		d := asToldTogether(ds.Disclosures, i)
		var together []*Table
		for _, o := range ds.Disclosures {
			if o.ID == d.ID || d.Bundle != "" && o.Bundle == d.Bundle {
				together = append(together, tables[o.ID]...)
			}
		}
		printed := printedCodes(together)
		own := tables[d.ID]
		page.Each(len(own), func(i int) {
			measureTable(d, own[i], records[tableOf{d.ID, own[i].Number}], printed)
		})
		measureClaims(d, claims[d.ID], together)
	}
}

// asToldTogether is a document with what the others of its bundle tell of kind, year and level.
func asToldTogether(docs []Disclosure, at int) *Disclosure {
	d := docs[at]
	for _, o := range docs {
		if d.Bundle != "" && o.Bundle == d.Bundle {
			d.Kind, d.Year, d.Level = cmp.Or(d.Kind, o.Kind), cmp.Or(d.Year, o.Year), cmp.Or(d.Level, o.Level)
		}
	}
	return &d
}

// measureTable says of each figure of a table what it measures, as far as the form or the title, the
// column's heads and the row's name and codes tell it. A table of which neither form nor title tells, a column
// with a head that is not understood, a name that is not: their figures have no quantity.
func measureTable(d *Disclosure, t *Table, records []*Record, printed codesPrinted) {
	t.Quantity, t.Blank = Quantity{}, nil
	for _, r := range records {
		r.Quantity = Quantity{}
	}
	subject, ok := subjectOf(t, d)
	measureColumns(t, subject, d)
	t.TwoSided = subject.Both
	if !ok {
		if d.Level != Government {
			takeNamedCodes(records, codesByName(t, printed))
		}
		measureProjects(d, t, records)
		return
	}
	t.Quantity = Quantity(subject.Quantity)
	public := subject.Item != ""
	if public && listsOtherCosts(t) {
		subject.Item = "" // its 合计 takes in more than the three public expenses
	}
	units, named := unitsOf(t, records), codesByName(t, printed)
	m := measuring{table: t, public: public, subject: subject, columns: columnQuantities(t, subject, public), repeated: repeatedRows(t, records, units, named), unitAt: units, units: several(units),
		named: named, rows: map[int]*Row{}, sides: map[int]int{}, carriedAt: map[int]int{}, scopeAt: map[place]string{}}
	for i := range t.Rows {
		m.rows[t.Rows[i].Number] = &t.Rows[i]
	}
	for i := range t.Columns {
		m.sides[t.Columns[i].Number] = t.Columns[i].Side
	}
	m.findScopes()
	filled := map[cellAt]bool{}
	of := map[meaning.Quantity][]*Record{}
	for _, r := range records {
		filled[cellAt{r.Row, r.Column}] = true
		if q, known := m.of(r.Row, r.Column); known && r.Yuan.Valid {
			of[q] = append(of[q], r)
		}
	}
	for q, same := range of {
		if agree(same) { // else none of them is the whole of it
			for _, r := range same {
				r.Quantity = Quantity(q)
			}
		}
	}
	dropPartialClasses(t, records, m.named)
	takeNamedCodes(records, m.named)
	for i := range t.Rows {
		for k := range t.Columns {
			at := cellAt{t.Rows[i].Number, t.Columns[k].Number}
			if q, known := m.of(at.row, at.column); known && !filled[at] {
				t.Blank = append(t.Blank, Quantity(q))
			}
		}
	}
}

// agree says that records print one amount.
func agree(all []*Record) bool {
	return !slices.ContainsFunc(all[1:], func(r *Record) bool { return !r.Yuan.Decimal.Equal(all[0].Yuan.Decimal) })
}

// A cellAt is where a cell of a table stands.
type cellAt struct{ row, column int }

// subjectOf is what a table as a whole is about: what the catalogue says of its form, otherwise what the
// words of its title do.
func subjectOf(t *Table, d *Disclosure) (meaning.Subject, bool) {
	s, told := meaning.Title(t.Title)
	if f, known := forms.Find(t.Form); known && f.Says != "" {
		s.Quantity, told = meaning.Must(f.Says), true
	}
	if !told || d.Level == Government {
		return s, false
	}
	s.Stage, s.Year = string(d.Kind), d.Year
	if t.Year > 0 {
		s.Year = t.Year
	}
	return s, true
}

// A measuring is what is known of a table when its rows are looked at.
type measuring struct {
	table    *Table
	subject  meaning.Subject
	columns  map[int]meaning.Quantity // by Column.Number; those whose heads are understood
	repeated map[string]bool          // names that several rows have: none of these is the whole
	named    map[place]namedCode      // by the item: the code that its name stands for
	unitAt   map[place]string         // by the item: the unit whose row it is, by its code or else its name
	units    bool                     // it lists several of them
	public   bool                     // it is about the three public expenses

	rows      map[int]*Row     // by number
	sides     map[int]int      // of columns
	scopeAt   map[place]string // of rows that stand under one that says it
	carriedAt map[int]int      // by side: the row below 本年…合计 that tells what was carried over, if there is one
}

// of is what the figure in a cell measures.
func (m *measuring) of(row, column int) (meaning.Quantity, bool) {
	base, known := m.columns[column]
	it := m.item(row, column)
	if !known || it == nil || it.Role == Section || it.Role == Memo && !m.public || m.repeated[rowName(it, m.unitAt[place{row, it.Side}], m.named[place{row, it.Side}])] {
		return base, false
	}
	q, known := itemQuantity(it, m.unitAt[place{row, it.Side}], base)
	if c := m.named[place{row, it.Side}]; c.code != "" {
		q, known = c.quantity(base)
	}
	if !known && m.soleRow(it) {
		q, known = base, true
	}
	if !known {
		return q, false
	}
	if scope := m.scopeAt[place{row, it.Side}]; scope != "" && q.Scope == "" {
		q.Scope = scope
	}
	if at := m.carriedAt[it.Side]; q.Scope == "" && at > 0 && row > at && it.Role == Total {
		q.Scope = meaning.Total // 收入合计 below 上年结转 takes it in
	}
	if m.units {
		q.Unit = m.unitAt[place{row, it.Side}]
	}
	if m.subject.Both && m.subject.Fund != "" { // a summary of one fund, or of all: each side is the whole of it
		q.Use, q.Source = whole(q.Use, q.Flow == meaning.Out), whole(q.Source, q.Flow == meaning.In)
	}
	return q, (q.Flow != "" || q.Item != "") && (!m.public || q.Item != "")
}

// whole is a dimension that is not narrowed where it applies.
func whole(v string, applies bool) string {
	if v == "" && applies {
		return meaning.All
	}
	return v
}

// findScopes finds, on each side of a summary, the row below the year's total that tells what was carried over,
// and the scope of rows that stand under one that says it: （一）一般公共预算拨款 under 二、上年结转.
func (m *measuring) findScopes() {
	if !m.subject.Both {
		return
	}
	year := map[int]bool{}
	type heading struct {
		scope string
		level int
	}
	above := map[int]heading{}
	for at, it := range itemsOf(m.table) {
		level := words.Numbered(it.Label).Level()
		var q meaning.Quantity
		known := q.Read(strings.TrimRight(words.TrimNumber(it.Label), "：:"))
		carried := q.Scope == meaning.CarriedIn || q.Scope == meaning.CarriedOut
		switch {
		case known && it.Role == Total && q.Scope == meaning.ThisYear:
			year[it.Side] = true
		case known && carried && year[it.Side] && m.carriedAt[it.Side] == 0:
			m.carriedAt[it.Side] = at.row
		}
		switch h := above[it.Side]; {
		case known && q.Scope != "" && q.Scope != meaning.Total && it.Role != Total && level > 0:
			above[it.Side] = heading{q.Scope, level}
		case h.scope != "" && level > h.level:
			m.scopeAt[at] = h.scope
		case level > 0 || it.Role == Total:
			delete(above, it.Side)
		}
	}
}

// item is the item that a cell belongs to.
func (m *measuring) item(row, column int) *Item {
	if r := m.rows[row]; r != nil {
		return itemOf(r, m.sides[column])
	}
	return nil
}

// soleRow says that an item without a code is all that its table lists, so that its figures are the
// table's totals, whatever it is called: 部门名称 | 合计 over one row.
func (m *measuring) soleRow(it *Item) bool {
	t := m.table
	return len(t.Rows) == 1 && len(t.Rows[0].Items) == 1 && it.Label != "" && !it.classified() &&
		it.ProjectCode == "" && meaning.Class(it.Label) == ""
}

// otherCosts are what a table of the three public expenses lists besides them.
var otherCosts = words.Expression(`会议费|培训费|运行经费|行政经费`)

// listsOtherCosts says that a table of the three public expenses lists other costs, too.
func listsOtherCosts(t *Table) bool {
	return otherCosts.MatchString(t.Title) || printsName(t, otherCosts)
}
