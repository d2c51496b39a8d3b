package reconcile

import (
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// nestedLists compare the lists of a summary (收支总表, 财政拨款收支总表) with the same lists of a narrower
// one: where their last totals are equal, no part of the wider is outside the narrower, and each of their
// rows is the same. This needs no vocabulary: lists are the same if the head above their names is, and
// rows if their names and those of the rows above them are.
func (l *ledger) nestedLists() []*check {
	var out []*check
	for i, a := range l.sheets {
		if !balances(a) {
			continue
		}
		for _, b := range l.sheets[i+1:] {
			if balances(b) && a.table.Title != b.table.Title {
				out = append(out, nestedIn(a, b)...)
			}
		}
	}
	return out
}

func balances(s *sheet) bool {
	return subjectOf(s.table.Title, &normalize.Disclosure{}).twoSided && len(sidesOf(s.table)) > 2
}

func nestedIn(a, b *sheet) []*check {
	var out []*check
	others := lists(b)
	for _, m := range lists(a) {
		for _, n := range others {
			if m.side == 0 || m.side != n.side || len(m.columns) != 1 || len(n.columns) != 1 || !sameTotal(m, n) {
				continue
			}
			out = append(out, likeMisprints(sameRows(m, n))...)
		}
	}
	return out
}

// sameTotal says that the rows that both lists sum up to have the same amount.
func sameTotal(m, n *list) bool {
	a, b := m.thisYearTotal(), n.thisYearTotal()
	return a != nil && b != nil && a.money && b.money && !a.value.IsZero() && a.value.Equal(b.value)
}

// thisYearTotal is the amount of 本年支出合计 or 本年收入合计.
func (l *list) thisYearTotal() *entry {
	for _, it := range l.items {
		if strings.HasPrefix(it.Label, "本年") && totalName.MatchString(it.Label) {
			return l.sheet.at(it.row, l.columns[0].Number)
		}
	}
	return nil
}

// likeMisprints keeps what a table breaks more often than it keeps if each failure reads like a
// misprint, and something holds or the figures have many digits: a list that was typed again, not one
// of another meaning.
func likeMisprints(checks []*check) []*check {
	held, _ := tally(checks)
	for _, c := range checks {
		telling := held > 0 || significant(c.actual.digits(c.actual.value)) >= tellingDigits
		if c.outcome == normalize.Fail && (!telling || !misprint(c.actual, c.parts[0].value)) {
			return keptPromises(checks, 0)
		}
	}
	return checks
}

// sameRows compare the rows that stand in both lists once, under the same rows.
func sameRows(m, n *list) []*check {
	wider, narrower := m.byName(), n.byName()
	var out []*check
	for _, it := range n.items {
		name := n.fullName(it)
		e, ref := narrower[name], wider[name]
		if e == nil || ref == nil || it.isTotal() || e.value.IsZero() && ref.value.IsZero() || e.record.Row != it.row {
			continue
		}
		out = appendCheck(out, equality(codes.NestedFund, ref, e))
	}
	return out
}

// byName are a list's amounts by full name; a name that comes twice stands for none.
func (l *list) byName() map[string]*entry {
	out := map[string]*entry{}
	seen := map[string]bool{}
	for _, it := range l.items {
		name := l.fullName(it)
		if seen[name] {
			delete(out, name)
			continue
		}
		seen[name] = true
		if e := l.sheet.at(it.row, l.columns[0].Number); e != nil && it.Label != "" {
			out[name] = e
		}
	}
	return out
}

// fullName is a row's name with the outermost row that it stands under: (1)工资福利支出 of 人员经费 is
// another than that of 专项业务经费.
func (l *list) fullName(it item) string {
	above := ""
	for _, k := range l.items {
		if k.row >= it.row {
			break
		}
		if level := rowNumbering(k.Label); level > 0 && level < rowNumbering(it.Label) {
			above = k.Label
		}
	}
	return strconv.Itoa(l.side) + above + "|" + it.Label
}

// rowNumbering is the level of a row's number: 一、 then 1、 then (1); 0 if it has none.
func rowNumbering(label string) int {
	switch number := listNumber.FindString(strings.NewReplacer("(", "（", ")", "）").Replace(label)); {
	case number == "":
		return 0
	case strings.HasPrefix(number, "（"):
		return 3
	case number[0] >= '0' && number[0] <= '9':
		return 2
	}
	return 1
}
