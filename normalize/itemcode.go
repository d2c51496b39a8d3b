package normalize

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/code"
	"github.com/mingxi/mingxi/normalize/internal/grid"
)

// A codeReader reads the codes of one side's rows, one after another; it carries what a row leaves out
// because the rows above have printed it.
type codeReader struct {
	g     *grid.Grid
	cols  []column
	side  int
	above map[int]string // the last code of each group of code columns, by its first column
	unit  string         // the last unit code, which the items below it belong to
}

// read gives the code that tells where a row stands, and fills its item's codes from the row's code
// columns and from names that carry a code. What the row leaves out because the rows above have printed
// it (the 类 of a 款) is filled in.
func (rd *codeReader) read(row int, it *Item) code.Code {
	var telling code.Code
	for _, group := range rd.codeGroups() {
		rd.setCode(it, rd.groupCode(row, group, it.Label), &telling)
	}
	for i, col := range rd.cols {
		if col.Side != rd.side || col.Role != LabelColumn {
			continue
		}
		c, _ := code.Split(rd.g.Text(row, i+1))
		if code.NamesAgencies(col.leaf) {
			c = code.OfAgency(rd.g.Text(row, i+1))
		}
		rd.setCode(it, c, &telling)
	}
	c, _ := code.SplitProject(it.Label)
	rd.setCode(it, c, &telling)
	if it.UnitCode == "" && rd.groupsUnits(row) {
		rd.unit = ""
	}
	if it.UnitCode == "" && telling.Scheme != code.None && !words.IsTotalRow(it.Label) {
		it.UnitCode = rd.unit
	}
	return telling
}

// groupsUnits says whether a row without an agency's code prints another number in the column of those
// codes: that of a group of agencies, such as 1 for 全额, which ends the block above.
func (rd *codeReader) groupsUnits(row int) bool {
	for i, c := range rd.cols {
		if c.Side == rd.side && c.Role == LabelColumn && agencyCodes.MatchString(c.leaf) {
			if cell := rd.g.Cell(row, i+1); cell != nil && cell.Row == row && words.IsDigits(words.Fold(cell.Text)) {
				return true
			}
		}
	}
	return false
}

// setCode writes a code to its field; the first of a scheme counts. The code that tells where the row stands
// is the first one, or that of a classification beside an agency's.
func (rd *codeReader) setCode(it *Item, c code.Code, telling *code.Code) {
	field := map[code.Scheme]*string{code.Functional: &it.FunctionCode, code.Economic: &it.EconomicCode, code.Government: &it.GovEconomicCode,
		code.Agency: &it.UnitCode, code.Project: &it.ProjectCode}[c.Scheme]
	if c.Scheme == code.None {
		return
	}
	if field != nil && *field == "" {
		*field = c.Text
	}
	if telling.Scheme == code.None || telling.Scheme == code.Agency && c.Scheme != code.Agency && c.Scheme != code.Project {
		*telling = c
	}
	if c.Scheme == code.Agency {
		rd.unit = c.Text
	}
}

// codeGroups are the code columns of the side, each with the columns that print its levels (类 款
// 项) together.
func (rd *codeReader) codeGroups() [][]int {
	var groups [][]int
	for i, c := range rd.cols {
		if c.Side != rd.side || c.Role != LabelColumn || !c.holdsCodes() {
			continue
		}
		if n := len(groups); n > 0 && continuesCode(rd.cols, groups[n-1], i) {
			groups[n-1] = append(groups[n-1], i)
			continue
		}
		groups = append(groups, []int{i})
	}
	return groups
}

// continuesCode says whether column i prints a further level of the group's code: 款 after 类, 项
// after 款, or a further column under one header.
func continuesCode(cols []column, group []int, i int) bool {
	last := group[len(group)-1]
	if last != i-1 {
		return false
	}
	if level := words.ClassLevel(cols[i].leaf); level > 0 {
		return level > 1 && words.ClassLevel(cols[last].leaf) == level-1
	}
	return strings.Join(cols[i].Path, "/") == strings.Join(cols[last].Path, "/")
}

// groupCode is the code that a row prints in a group of columns.
func (rd *codeReader) groupCode(row int, group []int, name string) code.Code {
	header := strings.Join(rd.cols[group[0]].Path, "")
	parts := rd.codeParts(row, group, header)
	c := code.Read(code.Join(parts, rd.above[group[0]]), header, name)
	if c.Scheme == code.None && len(parts) > 1 {
		c = code.Read(parts[0], header, name)
	}
	switch {
	case c.Classifies():
		rd.above[group[0]] = c.Text
	case c.Scheme == code.Agency:
		delete(rd.above, group[0])
	}
	return c
}

// codeParts are the texts of a code's columns, empty where a cell holds no code. A cell merged down
// over several rows counts for each of them.
func (rd *codeReader) codeParts(row int, group []int, header string) []string {
	parts := make([]string, len(group))
	for n, i := range group {
		c := rd.g.Cell(row, i+1)
		if c == nil || c.Column != i+1 {
			continue
		}
		if s := words.Fold(c.Text); code.IsPart(s, header) {
			parts[n] = s
		}
	}
	return parts
}
