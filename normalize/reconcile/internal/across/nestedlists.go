package across

import (
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// nestedLists compare the lists of a summary (收支总表, 财政拨款收支总表) with the same lists of a narrower
// one: where their last totals are equal, no part of the wider is outside the narrower, and each of their
// rows is the same. This needs no vocabulary: lists are the same if the head above their names is, and
// rows if their names and those of the rows above them are.
func nestedLists(l *ledger.Ledger) []verdict.Question {
	f := newFamilies("nested list ", verdict.ByWords)
	for i, a := range l.Tables {
		if !balances(a) {
			continue
		}
		for _, b := range l.Tables[i+1:] {
			if balances(b) && a.Title != b.Title {
				for _, c := range nestedIn(a, b) {
					f.add(c)
				}
			}
		}
	}
	return f.questions()
}

func balances(s *table.Table) bool {
	return s.TwoSided && table.Sides(s.Table) > 2
}

func nestedIn(a, b *table.Table) []*arithmetic.Check {
	var out []*arithmetic.Check
	others := table.ListsOf(b)
	for _, m := range table.ListsOf(a) {
		for _, n := range others {
			if m.Side == 0 || m.Side != n.Side || len(m.Columns) != 1 || len(n.Columns) != 1 || !sameTotal(m, n) {
				continue
			}
			out = append(out, sameRows(m, n)...)
		}
	}
	return out
}

// sameTotal says that the rows that both lists sum up to have the same amount.
func sameTotal(m, n *table.List) bool {
	a, b := thisYearTotal(m), thisYearTotal(n)
	return a != nil && b != nil && a.Money && b.Money && !a.Value.IsZero() && a.Value.Equal(b.Value)
}

// thisYearTotal is the amount of 本年支出合计 or 本年收入合计.
func thisYearTotal(l *table.List) *arithmetic.Figure {
	for _, it := range l.Items {
		if strings.HasPrefix(it.Label, "本年") && words.EndsAsTotal(it.Label) {
			return l.Table.At(it.Row, l.Columns[0].Number)
		}
	}
	return nil
}

// sameRows compare the rows that stand in both lists once, under the same rows.
func sameRows(m, n *table.List) []*arithmetic.Check {
	wider := byName(m)
	narrower, names := byName(n), fullNames(n)
	var out []*arithmetic.Check
	for i, it := range n.Items {
		if strings.HasPrefix(it.Label, "本年") && words.EndsAsTotal(it.Label) {
			break // what stands below the total that both have is no part of it
		}
		e, ref := narrower[names[i]], wider[names[i]]
		if e == nil || ref == nil || it.IsTotal() || e.Value.IsZero() && ref.Value.IsZero() || e.Record.Row != it.Row {
			continue
		}
		out = arithmetic.Append(out, arithmetic.Equality(codes.NestedFund, ref, e))
	}
	return out
}

// byName are a list's amounts by full name; a name that comes twice stands for none.
func byName(l *table.List) map[string]*arithmetic.Figure {
	out := map[string]*arithmetic.Figure{}
	seen := map[string]bool{}
	for i, name := range fullNames(l) {
		if seen[name] {
			delete(out, name)
			continue
		}
		seen[name] = true
		if e := l.Table.At(l.Items[i].Row, l.Columns[0].Number); e != nil && l.Items[i].Label != "" {
			out[name] = e
		}
	}
	return out
}

// fullNames are the names of a list's rows, each with the last row before it whose number is of an outer
// level: (1)工资福利支出 of 1、人员经费 is another than that of 2、专项业务经费.
func fullNames(l *table.List) []string {
	out := make([]string, len(l.Items))
	var above [words.DeepestLevel + 1]string // what the rows of each level stand under: by the level of the row before
	for i, it := range l.Items {
		level := words.Numbered(it.Label).Level()
		out[i] = strconv.Itoa(l.Side) + above[level] + "|" + it.Label
		for inner := level + 1; level > 0 && inner < len(above); inner++ {
			above[inner] = it.Label
		}
	}
	return out
}
