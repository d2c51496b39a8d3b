package normalize

import (
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/code"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/mingxi/mingxi/normalize/internal/grid"
)

// fewestKnown is how many different codes make sure that numbers under no name are codes, if one is longer than a class. Some
// fifty of the nine hundred numbers of three digits are the code of a class, those that amounts and counts begin with: classes
// alone may be either.
const fewestKnown = 2

// nameless is what a column without any name over it holds, of which all cells are classification codes by their form.
type nameless int

const (
	otherCells nameless = iota
	maybeCodes          // codes or counts: nothing tells
	surelyCodes
)

// codesWithoutHead tells what whole numbers are that stand under no name, as in a table whose head is cut off: codes of a
// classification, if all belong to classes that the classification knows and most are known themselves, several different
// ones that are not all of classes, or one beside its name.
func codesWithoutHead(g *grid.Grid, h *grid.Head, col int) nameless {
	if len(h.Paths[col-1]) > 0 {
		return otherCells
	}
	distinct, named, longer, known, all := map[string]bool{}, false, false, 0, 0
	for r := h.Rows + 1; r <= g.Rows; r++ {
		c := g.Own(r, col)
		if c == nil || words.Squeeze(c.Text) == "" || c.ColSpan > 1 && c.ColSpan >= g.Columns {
			continue
		}
		digits := words.Fold(c.Text)
		name, class := officialName(digits)
		if figure.Read(c.Text).Kind != figure.Number || class == "" {
			return otherCells
		}
		all++
		if name != "" {
			known++
			distinct[digits] = true
			longer = longer || len(digits) > classDigits
			named = named || namedBeside(g, r, col, name)
		}
	}
	switch {
	case 2*known <= all:
		return otherCells
	case named || longer && len(distinct) >= fewestKnown:
		return surelyCodes
	}
	return maybeCodes
}

// ofExpenditure are the classifications of expenditure, which have names for their codes.
var ofExpenditure = map[code.Scheme]string{code.Functional: meaning.Functional, code.Economic: meaning.Economic, code.Government: meaning.GovEconomic}

// officialName is the name of a code of expenditure, and that of its class; empty where the classification knows none.
func officialName(digits string) (name, class string) {
	scheme, ok := ofExpenditure[code.Read(digits, "", "").Scheme]
	if !ok {
		return "", ""
	}
	return meaning.CodeName(scheme, digits), meaning.CodeName(scheme, digits[:classDigits])
}

// namedBeside says that a cell beside that of a code prints its name.
func namedBeside(g *grid.Grid, row, col int, name string) bool {
	for _, beside := range []int{col - 1, col + 1} {
		if text := g.Text(row, beside); text != "" && meaning.BareName(meaning.NamedAs(text)) == meaning.BareName(meaning.NamedAs(name)) {
			return true
		}
	}
	return false
}

// classDigits is the length of the code of a functional class.
const classDigits = 3
