package normalize

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/shopspring/decimal"
)

// A namedCode is the code that a row's name stands for.
type namedCode struct{ scheme, code string }

// fewestNamed is how many rows of a list must be named like codes of one classification for their names to stand for
// these codes: a few names are those of other things, too.
const fewestNamed = 3

// codesByName reads the names of lists that print no codes of a classification as those of codes, if most of a list's
// rows are named like those of one classification. A name is looked for below the code of the row above, then
// below the codes above that: 住房公积金 below 工资福利支出 is 30113, below 住房改革支出 2210201.
func codesByName(t *Table, printed codesPrinted) map[place]namedCode {
	out := map[place]namedCode{}
	sides := map[int]bool{}
	for _, it := range itemsOf(t) {
		if it.classified() {
			sides[it.Side] = false
		} else if _, known := sides[it.Side]; !known {
			sides[it.Side] = true
		}
	}
	for side, free := range sides {
		if !free {
			continue
		}
		var best map[place]namedCode
		for _, scheme := range []string{meaning.Functional, meaning.Economic, meaning.GovEconomic} {
			if found := namedBy(t, side, scheme, printed); len(found) > len(best) {
				best = found
			}
		}
		for at, c := range best {
			out[at] = c
		}
	}
	return out
}

// namedBy are the codes of one classification that the rows of a side are named by; none if most are not, or no row is
// named by a class. Below a name that stands for no code no 项 does until the next 款: it may be a 款 itself, whose items
// would be taken for those of the one before.
func namedBy(t *Table, side int, scheme string, printed codesPrinted) map[place]namedCode {
	out := map[place]namedCode{}
	names, classes := 0, 0
	above, lost := "", false
	for i := range t.Rows {
		it := itemOf(&t.Rows[i], side)
		if it == nil || it.Role != Plain || it.ProjectCode != "" {
			continue
		}
		name := meaning.NamedAs(it.Label)
		if name == "" {
			continue
		}
		names++
		code := printed.codeBelow(scheme, name, above, t.Year)
		switch {
		case code == "" || lost && len(code) == itemDigits:
			lost = true
			continue
		case len(code) == classDigits:
			classes++
		}
		above, lost = code, false
		out[place{t.Rows[i].Number, side}] = namedCode{scheme, code}
	}
	if len(out) < fewestNamed || 2*len(out) <= names || classes == 0 {
		return nil
	}
	return out
}

// itemDigits is the length of the code of an item (项).
const itemDigits = 7

// codesPrinted are the codes that the tables of a document print beside names, by scheme and name. They tell more than the
// classification does: no list of it is whole, and names change from year to year.
type codesPrinted map[namedCode][]string

// printedCodes reads the codes of rows that print one of one classification alone: of a row with several, the name is that of
// one of them only. A list of projects names its rows otherwise.
func printedCodes(tables []*Table) codesPrinted {
	out := codesPrinted{}
	for _, t := range tables {
		if t.Form == projectForm {
			continue
		}
		for _, it := range itemsOf(t) {
			out.take(it)
		}
	}
	return out
}

func (p codesPrinted) take(it *Item) {
	name := meaning.BareName(meaning.NamedAs(it.Label))
	if it.Role != Plain || it.ProjectCode != "" || name == "" {
		return
	}
	var only namedCode
	for _, c := range []namedCode{{meaning.Functional, it.FunctionCode}, {meaning.Economic, it.EconomicCode}, {meaning.GovEconomic, it.GovEconomicCode}} {
		switch {
		case c.code != "" && only.code != "":
			return
		case c.code != "":
			only = c
		}
	}
	at := namedCode{only.scheme, name}
	if only.code != "" && !slices.Contains(p[at], only.code) {
		p[at] = append(p[at], only.code)
	}
}

// codeBelow is the code of a name below another code or, if there is none, below those above it, or of a class, or else
// the only one that the document prints beside the name: lists leave divisions out. It is empty where none or several fit.
func (p codesPrinted) codeBelow(scheme, name, above string, year int) string {
	for n := len(above); n >= classDigits; n -= 2 {
		if code := p.onlyCode(scheme, name, year, func(c string) bool { return len(c) == n+2 && strings.HasPrefix(c, above[:n]) }); code != "" {
			return code
		}
	}
	if code := p.onlyCode(scheme, name, year, func(c string) bool { return len(c) == classDigits }); code != "" {
		return code
	}
	if own := p[namedCode{scheme, meaning.BareName(name)}]; len(own) == 1 {
		return own[0]
	}
	return ""
}

// onlyCode is the one code that a name stands for among those that fit: as the document prints it, or else as the
// classification has it, in the year if several do.
func (p codesPrinted) onlyCode(scheme, name string, year int, fits func(string) bool) string {
	var own, all, then []string
	for _, c := range p[namedCode{scheme, meaning.BareName(name)}] {
		if fits(c) {
			own = append(own, c)
		}
	}
	for _, c := range meaning.CodesNamed(scheme, name) {
		if !fits(c.Code) {
			continue
		}
		all = append(all, c.Code)
		if c.First <= year && year <= c.Last {
			then = append(then, c.Code)
		}
	}
	for _, codes := range [][]string{own, all, then} {
		if codes = slices.Compact(slices.Sorted(slices.Values(codes))); len(codes) == 1 {
			return codes[0]
		}
	}
	return ""
}

// takeNamedCodes gives records the codes that their rows' names stand for, where these print none.
func takeNamedCodes(records []*Record, named map[place]namedCode) {
	income := map[int]bool{}
	for _, r := range records {
		income[r.Side] = income[r.Side] || r.Quantity.Flow == meaning.In
	}
	for _, r := range records {
		if r.CodeSource == CodeByName {
			r.FunctionCode, r.EconomicCode, r.GovEconomicCode, r.CodeSource = "", "", "", ""
		}
		if r.CodeSource != "" || r.ProjectCode != "" {
			continue
		}
		c := named[place{r.Row, r.Side}]
		if c.code == "" && r.Quantity.Function != "" && r.Role != OfTotal {
			c = namedCode{meaning.Functional, r.Quantity.Function}
		}
		if c.code == "" || income[r.Side] {
			continue
		}
		at := map[string]*string{meaning.Functional: &r.FunctionCode, meaning.Economic: &r.EconomicCode, meaning.GovEconomic: &r.GovEconomicCode}[c.scheme]
		*at, r.CodeSource = c.code, CodeByName
	}
}

// A namedClass is a class that is read from a name, and the rows below it.
type namedClass struct {
	row   int
	below map[int]string // codes by row
}

// dropPartialClasses takes back what figures below a class measure where they do not add up to it: that they are all of
// it is read from names alone, and would accuse a list that leaves rows out.
func dropPartialClasses(t *Table, records []*Record, named map[place]namedCode) {
	type cell struct{ side, row, column int }
	values := map[cell]decimal.Decimal{}
	columns := map[int]map[int]bool{}
	for _, r := range records {
		if r.Yuan.Valid {
			values[cell{r.Side, r.Row, r.Column}] = r.Value.Decimal
			if columns[r.Side] == nil {
				columns[r.Side] = map[int]bool{}
			}
			columns[r.Side][r.Column] = true
		}
	}
	partial := map[place]bool{}
	for side := range columns {
		for _, c := range namedClasses(t, side, named) {
			for column := range columns[side] {
				var parts []decimal.Decimal
				for row := range c.below {
					if v, printed := values[cell{side, row, column}]; printed && c.lowest(row) {
						parts = append(parts, v)
					}
				}
				if !addUp(parts, values[cell{side, c.row, column}]) {
					for row := range c.below {
						partial[place{row, side}] = true
					}
				}
			}
		}
	}
	for _, r := range records {
		if partial[place{r.Row, r.Side}] {
			r.Quantity = Quantity{}
		}
	}
}

// namedClasses are the classes of one side of which rows below are named.
func namedClasses(t *Table, side int, named map[place]namedCode) []namedClass {
	var out []namedClass
	for i := range t.Rows {
		row := t.Rows[i].Number
		switch c := named[place{row, side}]; {
		case len(c.code) == classDigits:
			out = append(out, namedClass{row, map[int]string{}})
		case c.code != "" && len(out) > 0:
			out[len(out)-1].below[row] = c.code
		}
	}
	return slices.DeleteFunc(out, func(c namedClass) bool { return len(c.below) == 0 })
}

// lowest says that no other row is part of a row.
func (c *namedClass) lowest(row int) bool {
	for other, code := range c.below {
		if other != row && len(code) > len(c.below[row]) && strings.HasPrefix(code, c.below[row]) {
			return false
		}
	}
	return true
}

// addUp says that the sum of parts is the whole, within what rounding to their last digits explains.
func addUp(parts []decimal.Decimal, whole decimal.Decimal) bool {
	sum, finest := decimal.Zero, whole.Exponent()
	for _, p := range parts {
		sum, finest = sum.Add(p), min(finest, p.Exponent())
	}
	room := decimal.New(int64(len(parts)+1)*5, finest-1)
	return sum.Sub(whole).Abs().LessThanOrEqual(room)
}
