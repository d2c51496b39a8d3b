package reconcile

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// A formula is what a table itself prints of a column in its row of column numbers (栏次, 公式): A=B+C,
// 3=1-2, 4=3/2*100.
type formula struct {
	column normalize.Column
	parts  []part // added up
	base   int    // number of the column that they are divided by; 0 in sums
}

// A part is a column of a formula, with its sign.
type part struct {
	column int
	minus  bool
}

var (
	formulaMark = regexp.MustCompile(`^[(]?([A-Z]|\d{1,2})[)]?(?:=(.+))?$`)
	sumFormula  = regexp.MustCompile(`^[+-]?` + columnName + `([+-]` + columnName + `)+$`)
	rateFormula = regexp.MustCompile(`^(?:[(]([^()/]+)[)]|([^()/+-]+))/(` + columnName + `)(?:[*×]100%?|%)?$`)
	signedName  = regexp.MustCompile(`([+-]?)` + columnName)
)

const columnName = `[(]?([A-Z]|\d{1,2})[)]?`

// formulas are those that a table prints and whose columns it has.
func formulas(t *normalize.Table) []formula {
	columns := map[string]int{}
	for _, c := range t.Columns {
		if m := formulaMark.FindStringSubmatch(c.Mark); m != nil {
			columns[m[1]] = c.Number
		}
	}
	var out []formula
	for _, c := range t.Columns {
		if m := formulaMark.FindStringSubmatch(c.Mark); m != nil && m[2] != "" && c.Role == normalize.FigureColumn {
			if f, ok := readFormula(m[2], columns); ok {
				f.column = c
				out = append(out, f)
			}
		}
	}
	return out
}

// readFormula reads what stands behind the sign of equality: a sum, or a ratio of a column or a
// bracketed sum to a column.
func readFormula(s string, columns map[string]int) (formula, bool) {
	s = strings.NewReplacer("÷", "/", "（", "(", "）", ")").Replace(s)
	if sumFormula.MatchString(s) {
		parts, ok := formulaParts(s, columns)
		return formula{parts: parts}, ok
	}
	m := rateFormula.FindStringSubmatch(s)
	if m == nil {
		return formula{}, false
	}
	parts, ok := formulaParts(m[1]+m[2], columns)
	base, known := columns[m[4]]
	return formula{parts: parts, base: base}, ok && known && (m[2] == "" || len(parts) == 1)
}

func formulaParts(s string, columns map[string]int) ([]part, bool) {
	var out []part
	for _, m := range signedName.FindAllStringSubmatch(s, -1) {
		n, ok := columns[m[2]]
		if !ok {
			return nil, false
		}
		out = append(out, part{n, m[1] == "-"})
	}
	return out, len(out) > 0
}

// formulaChecks hold each row against the formulas that the table prints, as far as it keeps them. done are
// the columns that another rule has settled.
func formulaChecks(s *sheet, done map[int]bool) []*check {
	var out []*check
	for _, f := range formulas(s.table) {
		if done[f.column.Number] {
			continue
		}
		var checks []*check
		for _, row := range s.table.Rows {
			if c := f.check(s, row.Number); c != nil {
				checks = append(checks, c)
			}
		}
		out = append(out, keptPromises(checks, 1)...)
	}
	return out
}

// check is the formula's comparison in one row; nil where it cannot be made. Blank parts of a sum count as
// nothing if any is printed.
func (f formula) check(s *sheet, row int) *check {
	actual := s.at(row, f.column.Number)
	if actual == nil {
		return nil
	}
	c := &check{code: "column-formula", table: s.table.Number, actual: actual}
	for _, p := range f.parts {
		if e := s.at(row, p.column); e != nil {
			c.parts = append(c.parts, term{e, p.minus})
		}
	}
	if f.base > 0 {
		base := s.at(row, f.base)
		if base == nil || len(c.parts) < len(f.parts) {
			return nil
		}
		c.base = []term{{entry: base}}
	}
	if len(c.parts) == 0 {
		return nil
	}
	c.evaluate()
	return c
}
