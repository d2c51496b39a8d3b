package normalize

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

// readCodes fills an item's codes from the row's code columns and from names that carry a code.
// What the row leaves out because the rows above have printed it (the 类 of a 款) is filled in.
func (rd *itemReader) readCodes(row int, it *Item) trace {
	var m trace
	for _, group := range rd.codeGroups() {
		rd.setCode(it, rd.groupCode(row, group, it.Label), &m)
	}
	for i, col := range rd.cols {
		if col.Side != rd.side || col.Role != LabelColumn {
			continue
		}
		c, _ := splitCode(rd.g.text(row, i+1))
		if unitColumn.MatchString(col.leaf) {
			c = splitUnit(rd.g.text(row, i+1))
		}
		rd.setCode(it, c, &m)
	}
	if c, _ := splitProject(it.Label); c != "" {
		rd.setCode(it, code{project, c}, &m)
	}
	if it.UnitCode == "" && rd.groupsUnits(row) {
		rd.unit = ""
	}
	if it.UnitCode == "" && m.code.scheme != noScheme && itemRole(it.Label) != Total {
		it.UnitCode = rd.unit
	}
	return m
}

// groupsUnits says whether a row without an agency's code prints another number in the column of those
// codes: that of a group of agencies, such as 1 for 全额, which ends the block above.
func (rd *itemReader) groupsUnits(row int) bool {
	for i, c := range rd.cols {
		if c.Side == rd.side && c.Role == LabelColumn && unitCodeHead.MatchString(c.leaf) {
			if cell := rd.g.cell(row, i+1); cell != nil && cell.Row == row && words.IsDigits(words.Fold(cell.Text)) {
				return true
			}
		}
	}
	return false
}

// unitCodeHead heads a column of agencies' codes.
var unitCodeHead = regexp.MustCompile(`^(预算)?(单位|部门)(编码|代码)$`)

// setCode writes a code to its field; the first of a scheme counts.
func (rd *itemReader) setCode(it *Item, c code, m *trace) {
	field := map[scheme]*string{functional: &it.FunctionCode, economic: &it.EconomicCode, government: &it.GovEconomicCode,
		unitScheme: &it.UnitCode, project: &it.ProjectCode, revenue: nil}[c.scheme]
	if c.scheme == noScheme {
		return
	}
	if field != nil && *field == "" {
		*field = c.text
	}
	if m.code.scheme == noScheme || m.code.scheme == unitScheme && c.scheme != unitScheme && c.scheme != project {
		m.code = c
	}
	if c.scheme == unitScheme {
		rd.unit = c.text
	}
}

// codeGroups are the code columns of the side, each with the columns that print its levels (类 款
// 项) together.
func (rd *itemReader) codeGroups() [][]int {
	var groups [][]int
	for i, c := range rd.cols {
		if c.Side != rd.side || c.Role != LabelColumn || !codeHead.MatchString(c.leaf) {
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
	switch cols[i].leaf {
	case "款":
		return cols[last].leaf == "类"
	case "项":
		return cols[last].leaf == "款"
	case "类":
		return false
	}
	return strings.Join(cols[i].Path, "/") == strings.Join(cols[last].Path, "/")
}

// groupCode is the code that a row prints in a group of columns.
func (rd *itemReader) groupCode(row int, group []int, name string) code {
	header := strings.Join(rd.cols[group[0]].Path, "")
	parts := rd.codeParts(row, group, header)
	joined := joinCode(parts, rd.above[group[0]])
	if len(parts) == 1 && len(joined) == 2 && len(rd.above[group[0]]) >= 3 {
		joined = rd.above[group[0]][:3] + joined // a 款 printed alone in a column of whole codes
	}
	c := readCode(joined, header, name)
	if c.scheme == noScheme && len(parts) > 1 {
		c = readCode(parts[0], header, name)
	}
	switch c.scheme {
	case functional, economic, government, revenue:
		rd.above[group[0]] = c.text
	case unitScheme:
		delete(rd.above, group[0])
	}
	return c
}

// codeParts are the texts of a code's columns, empty where a cell holds no code. A cell merged down
// over several rows counts for each of them.
func (rd *itemReader) codeParts(row int, group []int, header string) []string {
	parts := make([]string, len(group))
	for n, i := range group {
		c := rd.g.cell(row, i+1)
		if c == nil || c.Column != i+1 {
			continue
		}
		s := words.Fold(c.Text)
		if words.IsDigits(s) || strings.Contains(header, "项目") && projectCode.MatchString(s) {
			parts[n] = s
		}
	}
	return parts
}

// joinCode puts a code's levels together: 201 13 01. Outer levels that a row leaves out are those of
// the code above; a part that prints the outer levels too (201, 20113) is taken as it is.
func joinCode(parts []string, above string) string {
	out := ""
	for n, p := range parts {
		switch {
		case p == "" && !anyFilled(parts[n:]):
			return out
		case p == "":
			if len(above) < 3+2*n {
				return ""
			}
			out = above[:3+2*n]
		case len(p) > 3 && strings.HasPrefix(p, out):
			out = p
		case n > 0 && len(p) == 1:
			out += "0" + p
		default:
			out += p
		}
	}
	return out
}

func anyFilled(parts []string) bool {
	for _, p := range parts {
		if p != "" {
			return true
		}
	}
	return false
}
