package normalize

import "github.com/mingxi/mingxi/normalize/internal/figure"

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
