package normalize

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/figure"
)

// inCurrency gives a figure's record its unit, given that of the cells around it. A figure with the sign of other money before it
// does not take theirs: where nothing tells its own, it has none, and the table says so.
func (rd *recordReader) inCurrency(r *Record, f *figure.Figure, around string) {
	unit, known := f.UnitWithin(around)
	if !known {
		rd.strange = append(rd.strange, words.Squeeze(r.Text))
	}
	r.Unit, r.Yuan = unit, words.InYuan(r.Value, unit)
}

// unitOf is the unit of a figure: its own, that of its row's name, of its column, of the table.
func (rd *recordReader) unitOf(f *figure.Figure, row *Row, it *Item, c *column) string {
	if f.Unit != "" {
		return f.Unit
	}
	ofQuantity := rd.counts() && !c.counted    // what a row counts in brackets is then said of its quantity
	ofPrice := ofQuantity && rd.isPrice(c, it) // and surely of that alone
	if u := rd.unitPrinted(row, c); u != "" && c.Unit == "" && (c.counted || !anyCounted(rd.cols)) && (words.IsMoney(u) || !rd.besideMeasure(c)) {
		return u
	}
	if c.counted && c.Unit == "" {
		if u := figure.UnitOfRow(it.Label); u != "" && (!words.IsMoney(u) || rd.only(c)) {
			return u
		}
	}
	if c.Unit == "%" || c.counted || c.Role == TextColumn {
		return c.Unit
	}
	if u := figure.UnitOfRow(it.Label); u != "" && (!ofQuantity || words.IsMoney(u) || c.Unit == "" && !ofPrice && !rd.besideWhole(c)) {
		return u
	}
	if u := rd.above(it.Side).counted(it.Label); u != "" && !ofPrice && f.Value.Exponent() >= 0 { // things are counted whole
		return u
	}
	if c.Unit != "" {
		return c.Unit
	}
	for _, k := range it.Keys {
		if u := figure.UnitInName(k.Text); words.IsMoney(u) {
			return u
		}
	}
	if countedName(it.Label) && !ofPrice && !rd.besideWhole(c) {
		return ""
	}
	if shareRow.MatchString(words.Fold(it.Label)) {
		return "%"
	}
	if u := cmp.Or(figure.UnknownUnit(it.Label), figure.UnknownUnit(strings.Join(c.Path, "")), figure.OneInHead(c.leaf)); u != "" {
		rd.unknown = append(rd.unknown, u)
		return ""
	}
	if rd.restated != "" {
		return rd.restated
	}
	if unit, known := f.UnitWithin(rd.t.Unit); unit == "" && known && c.headsMoney() && !rd.things && !words.IsRatio(it.Label) {
		rd.unitless = true
	}
	return rd.t.Unit
}

// countsAlone says that no column of figures is of money, so that a unit of things over the table (单位：人) is that of all of them: their heads tell
// who or what is counted, or nothing but totals and years.
func countsAlone(cols []column) bool {
	return !slices.ContainsFunc(cols, func(c column) bool {
		return c.Role == FigureColumn && (c.costs() || c.headsMoney() && !wholeHead.MatchString(c.leaf))
	})
}

// costs says that a column's heads tell money, where a table counts things.
func (c *column) costs() bool {
	return slices.ContainsFunc(c.Path, func(p string) bool {
		name := words.Fold(p)
		return (pricedHead.MatchString(name) || costHead.MatchString(name)) && !countedEnd.MatchString(name)
	})
}

// restate takes the unit of the rows below from a row that holds nothing but one text in which a unit is stated (表二
// 支出决算表（单位：万元）, 单位：元): tables printed close below each other are read as one, and their units differ.
func (rd *recordReader) restate(row *Row) {
	line := rd.g.Line(row.Number + rd.t.HeaderRows)
	if len(line) != 1 {
		return
	}
	if u := figure.StatedUnit(line[0].Text); u != "" {
		rd.restated = u
	}
}

// counts says that a column holds counts alone, or what its head has a unit of things for.
func (rd *recordReader) counts() bool {
	return anyCounted(rd.cols) || slices.ContainsFunc(rd.cols, func(c column) bool { return c.Unit != "" && !words.IsMoney(c.Unit) && !words.IsShare(c.Unit) })
}

// only says that a column is the only one of figures in its list, so that what its rows say in brackets is said of it: 固定资产总额（万元）
// below 数量.
func (rd *recordReader) only(c *column) bool {
	return !slices.ContainsFunc(rd.cols, func(of column) bool {
		return of.Role == FigureColumn && of.Side == c.Side && of.Number != c.Number
	})
}

// isPrice says that a column holds what the things of a row cost, and another of its list how many they are. Below who pays for people
// (财政拨款, 经费自理) they are counted.
func (rd *recordReader) isPrice(c *column, it *Item) bool {
	people := func() bool {
		return personUnit.MatchString(cmp.Or(figure.UnitOfRow(it.Label), rd.above(it.Side).counted(it.Label)))
	}
	return c.priced() && !(fundedHead.MatchString(c.leaf) && people()) && slices.ContainsFunc(rd.cols, func(of column) bool { return of.counted && of.Side == it.Side })
}

// besideWhole says that a column parts somewhere what the quantity of the same row counts whole, so that it is of something else: 62.50 of
// 账面原值 beside 3 of 车辆（辆）. 实有数 beside 编制数 is of the same things.
func (rd *recordReader) besideWhole(c *column) bool {
	if parts, known := rd.parted[c.Number]; known {
		return parts
	}
	parts := false
	for i := range rd.g.Cells {
		cell := &rd.g.Cells[i]
		if cell.Column != c.Number || cell.Row <= rd.t.HeaderRows {
			continue
		}
		if f := figure.Read(cell.Text); f.Kind == figure.Number && f.Value.Exponent() < 0 && rd.countsWhole(cell.Row, c.Side) {
			parts = true
			break
		}
	}
	if rd.parted == nil {
		rd.parted = map[int]bool{}
	}
	rd.parted[c.Number] = parts
	return parts
}

// countsWhole says that the name of a row of the grid has a unit of things in brackets, of which a column of quantities has a whole number.
func (rd *recordReader) countsWhole(row, side int) bool {
	things, whole := false, false
	for i := range rd.cols {
		of := &rd.cols[i]
		cell := rd.g.Cell(row, of.Number)
		if cell == nil || of.Side != side {
			continue
		}
		if of.Role == LabelColumn {
			things = things || words.IsCount(figure.UnitOfRow(cell.Text))
		} else if of.counted {
			f := figure.Read(cell.Text)
			whole = whole || f.Kind == figure.Number && f.Value.Exponent() >= 0
		}
	}
	return things && whole
}

// besideMeasure says that a column is of amounts and another of its list is what the units of the rows are of: 概算投资 beside
// 工程量. In a table of money that is the one beside the units.
func (rd *recordReader) besideMeasure(c *column) bool {
	return slices.ContainsFunc(rd.cols, func(of column) bool {
		measures := of.Role == FigureColumn && of.Number != c.Number && of.Side == c.Side && of.Unit == "" && !of.headsMoney()
		return measures && (c.headsMoney() || words.IsMoney(rd.t.Unit) && rd.besideUnits(&of) && !rd.besideUnits(c))
	})
}

// besideUnits says that the units of the rows stand next to a column.
func (rd *recordReader) besideUnits(c *column) bool {
	return slices.ContainsFunc(rd.cols, func(of column) bool { return of.units && (of.Number == c.Number-1 || of.Number == c.Number+1) })
}

// unitPrinted is the unit that a row prints in a column of its own; empty where it prints none. Beside quantities and
// prices (数量, 单位, 单价) it is that of the quantities.
func (rd *recordReader) unitPrinted(row *Row, c *column) string {
	for i := range rd.cols {
		if of := &rd.cols[i]; of.units && of.Side == c.Side {
			if cell := rd.g.Cell(row.Number+rd.t.HeaderRows, of.Number); cell != nil && isUnitOfRow(words.Squeeze(cell.Text)) {
				return words.Squeeze(cell.Text)
			}
		}
	}
	return ""
}

// isUnitOfRow says that a cell of a column of units holds one, which need not be a known one: 座, 公顷.
func isUnitOfRow(text string) bool {
	return words.IsUnit(text) || figure.IsRateUnit(text) || figure.Read(text).Kind == figure.Words && utf8.RuneCountInString(text) <= longestUnit
}

// longestUnit is how many characters a unit has that is not known.
const longestUnit = 3

// countedName says whether a row counts things rather than money, by its name.
func countedName(label string) bool {
	return countHead.MatchString(words.Fold(label)) && !moneyHead.MatchString(words.Fold(label))
}
