package normalize

import (
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize/internal/figure"
)

// withLastComma is what a broken figure says if only the last of its separators is printed, in a table that
// prints its amounts so; else f. Of a whole figure the comma may be meant as a decimal point: not where the
// amounts are in 元, which has no thousandths.
func (rd *recordReader) withLastComma(f figure.Figure, cell *layout.Cell, row *Row, it *Item, c *column) figure.Figure {
	read, whole := figure.ReadLastComma(cell.Text)
	if read.Kind != figure.Number || c.Role != FigureColumn || cell.Source != page.Text || !rd.printsLastComma() {
		return f
	}
	if whole && rd.unitOf(&read, row, it, c) != "元" {
		return f
	}
	return read
}

// fewestLastCommas is how many figures with their last comma alone show that a table prints them so: one by
// itself may have lost a comma, and digits with it.
const fewestLastCommas = 2

// printsLastComma says whether the table prints the last comma of its amounts alone: several are so, and
// none has two.
func (rd *recordReader) printsLastComma() bool {
	if rd.lastCommas == nil {
		n, more := 0, 0
		for _, c := range rd.g.Cells {
			if figure.MoreCommas(c.Text) {
				more++
			} else if f, _ := figure.ReadLastComma(c.Text); f.Kind == figure.Number {
				n++
			}
		}
		so := n >= fewestLastCommas && more == 0
		rd.lastCommas = &so
	}
	return *rd.lastCommas
}

// withSpaces is what a broken figure says if spaces part its thousands (12 045 600.00), in a column that prints its amounts so;
// else f.
func (rd *recordReader) withSpaces(f figure.Figure, cell *layout.Cell, c *column) figure.Figure {
	if f.Kind != figure.Broken || c.Role != FigureColumn || cell.Source != page.Text || len(cell.Lines) > 1 || !rd.printsSpaces(c.Number) {
		return f
	}
	if read, _ := figure.ReadSpaced(cell.Text); read.Kind == figure.Number {
		return read
	}
	return f
}

// fewestSpaced is how many figures with spaces between their thousands show that a column prints them so.
const fewestSpaced = 2

// printsSpaces says whether a column prints spaces between the thousands of its amounts: several are so, none is printed
// otherwise or broken, and one at least shows that its groups are one figure and not several in a cell.
func (rd *recordReader) printsSpaces(number int) bool {
	if so, asked := rd.spaces[number]; asked {
		return so
	}
	n, alone, others := 0, false, !rd.holdsAmounts(number)
	for i := range rd.g.Cells {
		c := &rd.g.Cells[i]
		if c.Column != number || c.Row <= rd.t.HeaderRows {
			continue
		}
		if f, sure := figure.ReadSpaced(c.Text); f.Kind == figure.Number {
			n++
			alone = alone || sure
		} else if figure.Thousands(c.Text) || figure.Read(c.Text).Kind == figure.Broken {
			others = true
		}
	}
	if rd.spaces == nil {
		rd.spaces = map[int]bool{}
	}
	rd.spaces[number] = n >= fewestSpaced && alone && !others
	return rd.spaces[number]
}
