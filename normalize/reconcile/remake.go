package reconcile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A stored check ends its message with its arithmetic, so that it can be made again: [r1 = r2 + r3 - c1],
// [c1 = 100 * (r1 - r2) / (r2)], [r1 <= r2]. r1 is the first of its records, c1 of its claims; r2..r9 stands for
// the sum of these.

// inSymbols is a check's arithmetic.
func (c *check) inSymbols() string {
	names := c.symbols()
	relation := "="
	if c.atMost {
		relation = "<="
	}
	right := sumInSymbols(c.parts, names)
	if c.base != nil {
		right = fmt.Sprintf("100 * (%s) / (%s)", right, sumInSymbols(c.base, names))
	}
	return fmt.Sprintf("[%s %s %s]", names[c.actual], relation, right)
}

// symbols are the names of a check's figures in its arithmetic.
func (c *check) symbols() map[*entry]string {
	out := map[*entry]string{}
	records, claims := 0, 0
	for _, e := range c.entries() {
		if e.record != nil {
			records++
			out[e] = "r" + strconv.Itoa(records)
		} else {
			claims++
			out[e] = "c" + strconv.Itoa(claims)
		}
	}
	return out
}

// leastRange is how many figures in a row are told as a range.
const leastRange = 3

func sumInSymbols(terms []term, names map[*entry]string) string {
	var b strings.Builder
	for i := 0; i < len(terms); {
		switch {
		case terms[i].minus:
			b.WriteString(" - ")
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString(names[terms[i].entry])
		n := rangeFrom(terms[i:], names)
		if n >= leastRange {
			b.WriteString(".." + names[terms[i+n-1].entry])
			i += n
			continue
		}
		i++
	}
	return strings.TrimPrefix(b.String(), " ")
}

// rangeFrom counts the terms from the first on that are added and whose names count up.
func rangeFrom(terms []term, names map[*entry]string) int {
	n := 1
	for n < len(terms) && !terms[0].minus && !terms[n].minus && names[terms[n].entry] == nextSymbol(names[terms[n-1].entry]) {
		n++
	}
	return n
}

func nextSymbol(name string) string {
	n, _ := strconv.Atoi(name[1:])
	return name[:1] + strconv.Itoa(n+1)
}

var (
	arithmetic = regexp.MustCompile(`\[([rc]\d+) (=|<=) ([^\[\]]+)\]$`)
	ratioForm  = regexp.MustCompile(`^100 \* \(([^()]+)\) / \(([^()]+)\)$`)
	termForm   = regexp.MustCompile(`([-+]?) ?([rc])(\d+)(?:\.\.[rc](\d+))?`)
)

// operands are a stored check's figures: its records and its claims, in its order.
type operands struct{ records, claims []*entry }

func (o operands) at(kind string, n int) *entry {
	list := o.records
	if kind == "c" {
		list = o.claims
	}
	if n < 1 || n > len(list) {
		return nil
	}
	return list[n-1]
}

// remake makes a stored check again from its figures; nil where its arithmetic is not told, or names
// figures that it has not.
func remake(row *normalize.Check, figures operands) *check {
	m := arithmetic.FindStringSubmatch(row.Message)
	if m == nil {
		return nil
	}
	n, _ := strconv.Atoi(m[1][1:])
	c := &check{code: row.Code, table: row.Table, actual: figures.at(m[1][:1], n), atMost: m[2] == "<="}
	right, ok := m[3], true
	if r := ratioForm.FindStringSubmatch(right); r != nil {
		right = r[1]
		c.base, ok = figures.sum(r[2])
	}
	parts, known := figures.sum(right)
	c.parts = parts
	if c.actual == nil || !ok || !known {
		return nil
	}
	return c
}

// sum reads a sum in symbols.
func (o operands) sum(text string) ([]term, bool) {
	var out []term
	for _, m := range termForm.FindAllStringSubmatch(text, -1) {
		first, _ := strconv.Atoi(m[3])
		last := first
		if m[4] != "" {
			last, _ = strconv.Atoi(m[4])
		}
		for n := first; n <= last; n++ {
			e := o.at(m[2], n)
			if e == nil {
				return nil, false
			}
			out = append(out, term{e, m[1] == "-"})
		}
	}
	return out, len(out) > 0
}

// comesOut says that a check made again gives what is stored.
func (c *check) comesOut(row *normalize.Check) bool {
	return c.actualIn(row.Actual.Decimal) && inScale(c, c.expected()).Equal(row.Expected.Decimal)
}

// actualIn says that the check's figure is what a stored row says, in its unit.
func (c *check) actualIn(stored decimal.Decimal) bool {
	return inScale(c, c.actual.value).Equal(stored)
}

// storedDigits is how many digits after the point a check's figures are stored with.
const storedDigits = 10

// inScale is a value in the unit of the check's figure, to the digits that are stored. A unit of money is a
// power of ten of the other.
func inScale(c *check, v decimal.Decimal) decimal.Decimal {
	v = v.Shift(-c.actual.scale.Exponent())
	if v.Exponent() < -storedDigits {
		return v.Round(storedDigits)
	}
	return v
}
