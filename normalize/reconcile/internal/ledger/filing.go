package ledger

import (
	"strconv"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/meaning"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// FileAll files the figures of all tables. Where a kind of table comes again, the tables of
// another agency have begun.
func (l *Ledger) FileAll() {
	seen := map[string]bool{}
	set := 0
	for _, s := range l.Tables {
		sub := meaning.OfTitle(s.Title, l.Doc)
		key := s.Title
		if sub.Known && key != "" && seen[key] {
			set++
			seen = map[string]bool{}
		}
		seen[key] = true
		l.fileTable(s, set)
	}
}

// fileTable files a table's figures under their quantities.
func (l *Ledger) fileTable(s *table.Table, set int) {
	sub := meaning.OfTitle(s.Title, l.Doc)
	if sub.Known && len(s.Figures) == 0 && sub.Fund != "" {
		l.emptyFunds[sub.Fund] = true
	}
	if !sub.Known {
		return
	}
	sub.Set = set
	if s.Year > 0 {
		sub.Year = s.Year
	}
	columns := meaning.ColumnMeanings(s.Table, sub)
	if sub.Item != "" && meaning.PrintsMeetings(s.Table) {
		meaning.DropGeneralTotals(s.Table, columns)
	}
	repeated := repeatedRows(s)
	if len(repeated) > 0 || functionLevels(s.Table) > 1 {
		l.Hierarchical[s.ID()] = true
	}
	for _, r := range s.Rows {
		for _, it := range r.Items {
			l.fileItem(s, r.Number, it, columns, repeated)
		}
	}
}

// fileItem files the figures of one item.
func (l *Ledger) fileItem(s *table.Table, row int, it normalize.Item, columns map[int]meaning.Meaning, repeated map[string]bool) {
	for _, c := range s.Columns {
		base, known := columns[c.Number]
		e := s.At(row, c.Number)
		if !known || c.Side != it.Side || it.Role == normalize.Memo && base.Item == "" {
			continue
		}
		m, ok := meaning.ItemMeaning(it, base)
		if !ok && soleRow(s, it) {
			m, ok = base, true
		}
		if !ok || repeated[rowName(it)] {
			continue
		}
		if e == nil {
			l.blanks[m.Settled().Quantity] = true
			continue
		}
		if !e.Record.Yuan.Valid || e.Value.IsZero() && m.BesideItsColumn() {
			continue
		}
		l.File(m, e)
	}
}

// soleRow says that an item without a code is all that its table lists, so that its figures are the
// table's totals, whatever it is called: 部门名称 | 合计 over one row.
func soleRow(s *table.Table, it normalize.Item) bool {
	return len(s.Rows) == 1 && len(s.Rows[0].Items) == 1 && it.FunctionCode == "" && it.EconomicCode == "" &&
		it.GovEconomicCode == "" && it.ProjectCode == "" && meaning.FunctionClass(it.Label) == ""
}

func rowName(it normalize.Item) string {
	if code := it.FunctionCode + "/" + it.EconomicCode + "/" + it.GovEconomicCode; code != "//" {
		return code
	}
	return strconv.Itoa(it.Side) + it.Label
}

// repeatedRows are the names that several rows have. A total that is printed again with the same
// figures, on each page of its table, is one.
func repeatedRows(s *table.Table) map[string]bool {
	seen, out := map[string]int{}, map[string]bool{}
	for _, r := range s.Rows {
		for _, it := range r.Items {
			name := rowName(it)
			first := seen[name]
			if first > 0 && !(words.IsGrandTotal(it.Label) && s.SameFigures(first, r.Number)) {
				out[name] = true
			}
			if first == 0 {
				seen[name] = r.Number
			}
		}
	}
	return out
}

// functionLevels is how many lengths of functional codes a table lists.
func functionLevels(t *normalize.Table) int {
	lengths := map[int]bool{}
	for _, r := range t.Rows {
		for _, it := range r.Items {
			if it.FunctionCode != "" {
				lengths[len(it.FunctionCode)] = true
			}
		}
	}
	return len(lengths)
}
