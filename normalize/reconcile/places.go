package reconcile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// A placed figure is an entry of a table with what it measures.
type placed struct {
	*entry
	scope scope
}

// A ledger holds what the tables of one document, or of one bundle, say of each quantity.
type ledger struct {
	docs   []*normalize.Disclosure
	doc    *normalize.Disclosure // what they say of themselves
	sheets []*sheet
	claims [][]*normalize.Claim // of each document that has some
	places map[quantity][]placed
	order  []quantity
	sets   int
	checks []*check

	stories  []*story
	culprits []culprit
	previous *ledger // last year's; nil if there is none
	restated int     // comparisons with it that fail and may well be right

	blanks       map[quantity]bool // that a table has a place for, and prints nothing there
	emptyFunds   map[string]bool   // funds whose tables print no figure
	hierarchical map[tableID]bool  // tables that list functions at several levels, or several times

	titles map[tableID]string // of all tables; filled when the first is asked for
}

// place files a table's figures under their quantities.
func (l *ledger) place(s *sheet, set int) {
	sub := subjectOf(s.table.Title, l.doc)
	if sub.ok && len(s.list) == 0 && sub.fund != "" {
		l.emptyFunds[sub.fund] = true
	}
	if !sub.ok {
		return
	}
	sub.set = set
	if s.table.Year > 0 {
		sub.year = s.table.Year
	}
	columns := columnMeanings(s.table, sub)
	if sub.item != "" && printsMeetings(s.table) {
		dropGeneralTotals(s.table, columns)
	}
	repeated := repeatedRows(s)
	if len(repeated) > 0 || functionLevels(s.table) > 1 {
		l.hierarchical[s.id()] = true
	}
	for _, r := range s.table.Rows {
		for _, it := range r.Items {
			l.placeItem(s, r.Number, it, columns, repeated)
		}
	}
}

// placeItem files the figures of one item.
func (l *ledger) placeItem(s *sheet, row int, it normalize.Item, columns map[int]meaning, repeated map[string]bool) {
	for _, c := range s.table.Columns {
		base, known := columns[c.Number]
		e := s.at(row, c.Number)
		if !known || c.Side != it.Side || it.Role == normalize.Memo && base.item == "" {
			continue
		}
		m, ok := itemMeaning(it, base)
		if !ok && s.soleRow(it) {
			m, ok = base, true
		}
		if !ok || m.repeats(it, repeated) {
			continue
		}
		if e == nil {
			l.blanks[m.settled().quantity] = true
			continue
		}
		if !e.record.Yuan.Valid || e.value.IsZero() && m.besideItsColumn() {
			continue
		}
		l.file(m, e)
	}
}

// soleRow says that an item without a code is all that its table lists, so that its figures are the
// table's totals, whatever it is called: 部门名称 | 合计 over one row.
func (s *sheet) soleRow(it normalize.Item) bool {
	return len(s.table.Rows) == 1 && len(s.table.Rows[0].Items) == 1 && it.FunctionCode == "" && it.EconomicCode == "" &&
		it.GovEconomicCode == "" && it.ProjectCode == "" && functionClass(it.Label) == ""
}

// besideItsColumn says that a class stands in the column of personnel or of public costs, one of which is
// none of its own: a zero there is not the class's amount.
func (m meaning) besideItsColumn() bool {
	return (m.economic != "" || m.gov != "") && (m.use == "personnel" || m.use == "public")
}

func (l *ledger) file(m meaning, e *entry) {
	m = m.settled()
	if l.places[m.quantity] == nil {
		l.order = append(l.order, m.quantity)
	}
	l.places[m.quantity] = append(l.places[m.quantity], placed{e, m.scope})
}

// printsMeetings says that a table of the three public expenses also has those for meetings or
// training, which its 合计 takes in.
func printsMeetings(t *normalize.Table) bool {
	for _, c := range t.Columns {
		if besideThePublic.MatchString(strings.Join(c.Path, "")) {
			return true
		}
	}
	return false
}

// dropGeneralTotals forgets the columns that only say 合计.
func dropGeneralTotals(t *normalize.Table, columns map[int]meaning) {
	for _, c := range t.Columns {
		if !threePublicHead.MatchString(strings.Join(c.Path, "")) && columns[c.Number].item == "three-public" {
			delete(columns, c.Number)
		}
	}
}

var headerYear = regexp.MustCompile(`(20\d\d)年(度)?`)

// columnMeanings are what the figure columns of a table measure; a column whose header is not
// wholly understood has none.
func columnMeanings(t *normalize.Table, sub subject) map[int]meaning {
	out := map[int]meaning{}
	carries := carriesOver(t)
	for _, c := range t.Columns {
		if c.Role != normalize.FigureColumn || sub.item == "" && (c.Part || slices.ContainsFunc(c.Path, words.StandsAside)) {
			continue
		}
		m := sub.meaning
		if m.readPath(c.Path) && (!sub.twoSided || m.flow != "" || c.Side > 0) {
			if !carries && !sub.twoSided && m.scope == total {
				m.scope = unsaid // 总计 of 基本支出 and 项目支出 alone may be the year's
			}
			out[c.Number] = m
		}
	}
	return out
}

// carriesOver says that a table has a column or a row for what is carried over from or to another year.
func carriesOver(t *normalize.Table) bool {
	for _, c := range t.Columns {
		if carriedOverName.MatchString(strings.Join(c.Path, "/")) {
			return true
		}
	}
	for _, r := range t.Rows {
		if slices.ContainsFunc(r.Items, func(it normalize.Item) bool { return carriedOverName.MatchString(it.Label) }) {
			return true
		}
	}
	return false
}

var carriedOverName = regexp.MustCompile(`结转|结余`)

func (m *meaning) readPath(path []string) bool {
	final := m.stage == string(normalize.Final)
	for _, p := range path {
		if y := headerYear.FindStringSubmatch(p); y != nil {
			m.year, _ = strconv.Atoi(y[1])
			p = headerYear.ReplaceAllString(p, "")
		}
		if stage := lastYearHead(p); stage != "" && m.year > 0 {
			m.year--
			m.stage = stage
			continue
		}
		switch {
		case strings.Contains(p, "上年") && !strings.Contains(p, "结转") && !strings.Contains(p, "结余"):
			return false
		case !final && strings.HasPrefix(p, "决算"):
			m.stage = string(normalize.Final)
		case final && strings.Contains(p, "预算数"):
			m.stage = string(normalize.Budget)
			if strings.Contains(p, "调整") || strings.Contains(p, "全年") {
				return false
			}
		}
		p = strings.NewReplacer("（", "（", "(", "（", ")", "）").Replace(unitNote.ReplaceAllString(p, ""))
		if m.item == "three-public" {
			m.item = threePublic(p)
			if m.item == "" {
				return false
			}
			continue
		}
		if m.item != "" && threePublic(p) == "three-public" {
			continue
		}
		if m.item != "" {
			if v := threePublic(p); v != "" {
				m.item = v
				continue
			}
		}
		if !m.understand(p) {
			return false
		}
	}
	return true
}

var lastYears = regexp.MustCompile(`^(?:上年度?|上一年度?|去年)(预算|决算)(?:数|金额)?$`)

// lastYearHead is the stage of last year's figures under a head; empty if it does not name them.
func lastYearHead(head string) string {
	m := lastYears.FindStringSubmatch(unitNote.ReplaceAllString(head, ""))
	if m == nil {
		return ""
	}
	return map[string]string{"预算": string(normalize.Budget), "决算": string(normalize.Final)}[m[1]]
}

var unitNote = regexp.MustCompile(`[（(](单位[：:])?(万元|元|亿元)[)）]`)

// threePublic is the item of the three public expenses that a header or row names; the total where
// it only says 合计; empty if it is none of them.
func threePublic(text string) string {
	text = listNumber.ReplaceAllString(text, "")
	text = listNumber.ReplaceAllString(strings.TrimPrefix(text, "其中："), "")
	var m meaning
	if !m.understand(text) {
		return ""
	}
	switch {
	case m.item != "":
		return m.item
	case m.flow == "" && m.fund == "" || m.fund == "gpb" || m.fund == "fiscal":
		return "three-public"
	}
	return ""
}

// itemMeaning narrows what a column measures to one row.
func itemMeaning(it normalize.Item, base meaning) (meaning, bool) {
	m := base
	switch {
	case it.FunctionCode != "" || it.EconomicCode != "" || it.GovEconomicCode != "":
		m.function, m.gov = it.FunctionCode, it.GovEconomicCode
		if it.EconomicCode != "" {
			m.economic = it.EconomicCode
		}
		m.scope = base.scope.ofItem()
		return m, base.item == "" && m.economicAgrees(base)
	case it.UnitCode != "" || it.ProjectCode != "":
		return m, false
	}
	label := strings.NewReplacer("(", "（", ")", "）").Replace(listNumber.ReplaceAllString(it.Label, ""))
	if class := functionClass(it.Label); class != "" && base.flow != "in" {
		m.function, m.scope = class, base.scope.ofItem()
		return m, base.item == ""
	}
	if m.item != "" {
		return m, label == "" || grandTotal.MatchString(label) || m.itemRow(label)
	}
	if it.Role == normalize.Total || label == "" || totalName.MatchString(label) {
		return m, m.understand(strings.TrimRight(label, "：:"))
	}
	return m, m.understand(label)
}

// ofItem is the scope that an item has in a column: what is carried over stays so, whether other amounts
// take it in is not said.
func (s scope) ofItem() scope {
	if s == carriedIn || s == carriedTo {
		return s
	}
	return unsaid
}

// itemRow reads the row of a three-public table that lists its items downwards.
func (m *meaning) itemRow(label string) bool {
	v := threePublic(label)
	if v == "" || m.item != "three-public" {
		return false
	}
	m.item = v
	return true
}

// economicAgrees says that a row's economic class lies within that of its column, where it has one.
func (m meaning) economicAgrees(base meaning) bool {
	return base.economic == "" || strings.HasPrefix(m.economic, base.economic)
}

// repeats says that the item stands several times in its table, so that no single row of it is the
// whole quantity.
func (m meaning) repeats(it normalize.Item, repeated map[string]bool) bool {
	return repeated[rowName(it)]
}

func rowName(it normalize.Item) string {
	if code := it.FunctionCode + "/" + it.EconomicCode + "/" + it.GovEconomicCode; code != "//" {
		return code
	}
	return strconv.Itoa(it.Side) + it.Label
}

// repeatedRows are the names that several rows have. A total that is printed again with the same
// figures, on each page of its table, is one.
func repeatedRows(s *sheet) map[string]bool {
	seen, out := map[string]int{}, map[string]bool{}
	for _, r := range s.table.Rows {
		for _, it := range r.Items {
			name := rowName(it)
			first := seen[name]
			if first > 0 && !(grandTotal.MatchString(it.Label) && s.sameFigures(first, r.Number)) {
				out[name] = true
			}
			if first == 0 {
				seen[name] = r.Number
			}
		}
	}
	return out
}

// sameFigures says that two rows print the same amounts.
func (s *sheet) sameFigures(first, second int) bool {
	for _, c := range s.table.Columns {
		a, b := s.at(first, c.Number), s.at(second, c.Number)
		if (a == nil) != (b == nil) || a != nil && !a.value.Equal(b.value) {
			return false
		}
	}
	return true
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
