package inside

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

//go:embed identities.tsv
var identitiesTSV string

// An identity is an equation that the names of figures in one table tell of.
type identity struct {
	shape string
	whole *words.Pattern
	parts *words.Pattern // of a rate: what is divided; of balances: what is added up
	base  *words.Pattern // of a rate: by what; of balances: what is taken off
	aside *words.Pattern // of flows: what takes no part
}

var identities = readIdentities(identitiesTSV)

// shapes are those of identities, with of how many kinds their parts are.
var shapes = map[string]int{"rows": 1, "all rows": 1, "columns": 1, "alike": 1, "rate": 2, "balance": 2, "difference": 2, "flow": 3}

func readIdentities(data string) []identity {
	var out []identity
	for _, f := range meaning.Rows(data) {
		id := identity{shape: f[0], whole: words.NewPattern(func() string { return f[1] })}
		kinds := strings.Split(f[2], " / ")
		if len(kinds) != shapes[id.shape] {
			panic(fmt.Sprintf("identities.tsv: %q", f))
		}
		for i, p := range []**words.Pattern{&id.parts, &id.base, &id.aside}[:len(kinds)] {
			*p = words.NewPattern(func() string { return kinds[i] })
		}
		out = append(out, id)
	}
	return out
}

// bareName is a name without 其中, folded.
func bareName(s string) string { return words.TrimPart(words.Fold(s)) }

// unnumbered is a bare name without the number of its list.
func unnumbered(label string) string { return words.TrimNumber(bareName(label)) }

func headOf(c normalize.Column) string {
	if len(c.Path) == 0 {
		return ""
	}
	return bareName(c.Path[len(c.Path)-1])
}

// inColumns are the sums down each column: the figure that is named as the whole, and those below it up to the first that is
// not named as a part. Where they are all, that one may be a further part, unless it is numbered as the whole is.
func (id identity) inColumns(s *table.Table) []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, col := range s.Columns {
		var c *arithmetic.Check
		for _, row := range s.Rows {
			e := s.At(row.Number, col.Number)
			if s.Unread(row.Number, col.Number) {
				c = nil // it may be a part
			}
			if e == nil || !e.Money {
				continue
			}
			switch name := bareName(e.Record.Label); {
			case id.whole.MatchString(name):
				out = appendSum(out, c)
				c = &arithmetic.Check{Code: codes.RowTotal, Table: s.Number, Actual: e}
			case c != nil && id.parts.MatchString(name):
				c.Parts = append(c.Parts, arithmetic.Term{Figure: e})
			default:
				if c != nil && (id.shape != "all rows" || numberedAlike(c.Actual.Record.Label, e.Record.Label)) {
					out = appendSum(out, c)
				}
				c = nil
			}
		}
		out = appendSum(out, c)
	}
	return out
}

// numberedAlike says that two names have numbers of one list.
func numberedAlike(a, b string) bool {
	style := words.Numbered(words.Fold(a)).Style
	return style != words.Unnumbered && style == words.Numbered(words.Fold(b)).Style
}

// inRows are the sums along the rows, of the columns behind the whole one's.
func (id identity) inRows(s *table.Table) []*arithmetic.Check {
	var out []*arithmetic.Check
	for i, whole := range s.Columns {
		if !id.whole.MatchString(headOf(whole)) {
			continue
		}
		parts := slices.DeleteFunc(slices.Clone(s.Columns[i+1:]), func(c normalize.Column) bool { return c.Side != whole.Side || !id.parts.MatchString(headOf(c)) })
		for _, row := range s.Rows {
			if e := s.At(row.Number, whole.Number); e != nil {
				out = appendSum(out, &arithmetic.Check{Code: codes.ColumnTotal, Table: s.Number, Actual: e, Parts: termsOf(s, row.Number, parts, false)})
			}
		}
	}
	return out
}

// rates are the percentages of the rows, each of the nearest amounts left of it that are so named, where no formula tells.
func (id identity) rates(s *table.Table, asked map[int]bool) []*arithmetic.Check {
	var out []*arithmetic.Check
	for i, rate := range s.Columns {
		if asked[rate.Number] || !id.whole.MatchString(headOf(rate)) {
			continue
		}
		over, under := lastNamed(s.Columns[:i], id.parts), lastNamed(s.Columns[:i], id.base)
		for _, row := range s.Rows {
			e, a, b := s.At(row.Number, rate.Number), s.At(row.Number, over), s.At(row.Number, under)
			if e == nil || a == nil || b == nil || e.Record.Unit != "%" {
				continue
			}
			c := &arithmetic.Check{Code: codes.ColumnRatio, Table: s.Number, Actual: e, Parts: []arithmetic.Term{{Figure: a}}, Base: []arithmetic.Term{{Figure: b}}}
			if c.Evaluate(); c.Outcome != normalize.Insufficient {
				out = append(out, c)
				asked[rate.Number] = true
			}
		}
	}
	return out
}

// lastNamed is the number of the last of some columns whose head is so named; 0 for none.
func lastNamed(columns []normalize.Column, name *words.Pattern) int {
	for _, c := range slices.Backward(columns) {
		if name.MatchString(headOf(c)) {
			return c.Number
		}
	}
	return 0
}

// appendSum adds a sum to others, if it has parts.
func appendSum(list []*arithmetic.Check, c *arithmetic.Check) []*arithmetic.Check {
	if c == nil || len(c.Parts) == 0 {
		return list
	}
	c.Evaluate()
	return append(list, c)
}

// termsOf are the figures of a row in some columns; what is left blank is nothing.
func termsOf(s *table.Table, row int, columns []normalize.Column, minus bool) []arithmetic.Term {
	var out []arithmetic.Term
	for _, c := range columns {
		if e := s.At(row, c.Number); e != nil {
			out = append(out, arithmetic.Term{Figure: e, Minus: minus})
		}
	}
	return out
}
