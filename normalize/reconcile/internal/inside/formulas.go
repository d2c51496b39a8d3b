package inside

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// A formula is what a table itself prints of a column in its row of column numbers (栏次, 公式): A=B+C,
// 3=1-2, 4=3/2*100.
type formula struct {
	column   normalize.Column
	operands []operand // added up, those that are taken off last
	base     int       // number of the column that they are divided by; 0 in sums
}

// An operand is a column of a formula, with its sign.
type operand struct {
	column int
	minus  bool
}

var (
	formulaMark = words.Expression(`^[(]?([A-Z]|\d{1,2})[)]?(?:=(.+))?$`)
	headMark    = words.Expression(`[(]([A-Y]|[A-Y](?:[-+/÷][A-Y])+(?:[*×]100%?|%)?)[)]$`)
	sumFormula  = words.Expression(`^[+-]?` + columnName + `([+-]` + columnName + `)+$`)
	rateFormula = words.Expression(`^` + columnName + `/` + columnName + `(?:[*×]100%?|%)?$`)
	riseFormula = words.Expression(`^[(]` + columnName + `-` + columnName + `[)]/` + columnName + `(?:[*×]100%?|%)?$`)
	signedName  = words.Expression(`([+-]?)` + columnName)
)

const columnName = `[(]?([A-Z]|\d{1,2})[)]?`

// formulas are those that a table prints and whose columns it has.
func formulas(t *normalize.Table) []formula {
	columns := map[string]int{}
	for _, c := range t.Columns {
		if m := formulaMark.FindStringSubmatch(markOf(c)); m != nil {
			columns[m[1]] = c.Number
		}
	}
	var out []formula
	for _, c := range t.Columns {
		if m := formulaMark.FindStringSubmatch(markOf(c)); m != nil && m[2] != "" && c.Role == normalize.FigureColumn {
			if f, ok := readFormula(m[2], columns); ok {
				f.column = c
				out = append(out, f)
			}
		}
	}
	return out
}

// markOf is what stands of a column in the row of column numbers, or in brackets behind its head: 执行率（B/A）.
func markOf(c normalize.Column) string {
	if c.Mark != "" {
		return c.Mark
	}
	switch m := headMark.FindStringSubmatch(headOf(c)); {
	case m == nil:
		return ""
	case len(m[1]) == 1:
		return m[1]
	default:
		return "Z=" + m[1] // no other formula names it
	}
}

// readFormula reads what stands behind the sign of equality: a sum, a ratio of two columns, or the
// growth from one to another.
func readFormula(s string, columns map[string]int) (formula, bool) {
	s = strings.ReplaceAll(s, "÷", "/")
	if sumFormula.MatchString(s) {
		operands, ok := operandsOf(s, columns)
		return formula{operands: operands}, ok
	}
	if m := rateFormula.FindStringSubmatch(s); m != nil {
		over, under := columns[m[1]], columns[m[2]]
		return formula{operands: []operand{{column: over}}, base: under}, over > 0 && under > 0
	}
	if m := riseFormula.FindStringSubmatch(s); m != nil && m[2] == m[3] {
		to, from := columns[m[1]], columns[m[2]]
		return formula{operands: []operand{{column: to}, {from, true}}, base: from}, to > 0 && from > 0
	}
	return formula{}, false
}

func operandsOf(s string, columns map[string]int) ([]operand, bool) {
	var out []operand
	for _, m := range signedName.FindAllStringSubmatch(s, -1) {
		n, ok := columns[m[2]]
		if !ok {
			return nil, false
		}
		out = append(out, operand{n, m[1] == "-"})
	}
	slices.SortStableFunc(out, func(a, b operand) int { return cmp.Compare(a.sign(), b.sign()) })
	return out, len(out) > 0
}

// sign is 0 for an operand that is added, 1 for one that is taken off.
func (p operand) sign() int {
	if p.minus {
		return 1
	}
	return 0
}

// code names the rule that compares as this formula does.
func (f formula) code() string {
	switch {
	case f.base > 0 && len(f.operands) > 1:
		return codes.ColumnGrowth
	case f.base > 0:
		return codes.ColumnRatio
	}
	return codes.ColumnFormula
}

// formulaQuestions ask of each row whether it keeps the formulas that the table prints.
func formulaQuestions(s *table.Table, asked map[int]bool) []verdict.Question {
	var out []verdict.Question
	for _, f := range formulas(s.Table) {
		if asked[f.column.Number] {
			continue
		}
		asked[f.column.Number] = true
		var checks []*arithmetic.Check
		for _, row := range s.Rows {
			if c := f.check(s, row.Number); c != nil {
				checks = append(checks, c)
			}
		}
		out = append(out, verdict.Question{{Kind: "formula", Told: verdict.ByForm, Checks: checks}})
	}
	return out
}

// check is the formula's comparison in one row; nil where it cannot be made. Blank operands of a sum count as
// nothing if any is printed.
func (f formula) check(s *table.Table, row int) *arithmetic.Check {
	actual := s.At(row, f.column.Number)
	if actual == nil {
		return nil
	}
	c := &arithmetic.Check{Code: f.code(), Table: s.Number, Actual: actual}
	for _, p := range f.operands {
		if e := s.At(row, p.column); e != nil {
			c.Parts = append(c.Parts, arithmetic.Term{Figure: e, Minus: p.minus})
		}
	}
	if f.base > 0 {
		base := s.At(row, f.base)
		if base == nil || len(c.Parts) < len(f.operands) {
			return nil
		}
		c.Base = []arithmetic.Term{{Figure: base}}
	}
	if len(c.Parts) == 0 {
		return nil
	}
	c.Evaluate()
	return c
}
