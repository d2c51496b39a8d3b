package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

// Tolerances of rows and columns that a page break cuts.
const (
	sidePadding  = 5.4 // points that word processors keep free at each side of a cell
	fillSlack    = 2.0 // points by which a line may miss the width at which its next character would not fit
	fewestShared = 3   // columns that a page whose first column has lost its ruling shares with the page before
)

// lacksFirstColumn says whether a part is the table's next page but for its first column: there a
// merged cell goes on, of which a page break left neither a side nor text.
func (j *joining) lacksFirstColumn(p *part) bool {
	if !p.ruled || p.head > 0 || p.title != "" || len(p.xs) <= fewestShared || len(j.xs) < 2 {
		return false
	}
	up := j.last
	if math.Abs(up.xs[0]-j.xs[0]) > sameColumn || nearest(j.xs, p.xs[0]) != 1 || !subset(p.xs, j.xs) {
		return false
	}
	m := up.at(up.rows(), 1)
	return m != nil && m.RowSpan > 1 && nearest(j.xs, m.Box.X1) == 1
}

// addFirstColumn puts a column that begins at x before the others, a single empty cell.
func (p *part) addFirstColumn(x float64) {
	p.xs = slices.Concat([]float64{x}, p.xs)
	cells := []Cell{{Row: 1, Column: 1, RowSpan: p.rows(), ColSpan: 1, Page: p.page, Box: p.area(1, 1, p.rows(), 1), Source: p.cells[0].Source, Confidence: 1}}
	for _, c := range p.cells {
		c.Column++
		cells = append(cells, c)
	}
	slices.SortStableFunc(cells, byPlace)
	p.cells = cells
}

// finishRow puts the first of the added rows to the table's last row, if a page break cut that row
// in two: below the break stand only the rests of names, and each rest goes on with a name that fills
// its line and stops within a word. It gives the added cells without that row.
func (t *Table) finishRow(added []Cell) ([]Cell, bool) {
	top := t.Rows + 1
	rests := make(map[int]*Cell)
	for i := range added {
		c := &added[i]
		switch {
		case c.Row == top && c.RowSpan > 1:
			return nil, false
		case c.Row == top && c.Text != "":
			rests[c.Column] = c
		}
	}
	begun := t.begun(rests)
	if len(begun) == 0 || len(begun) != len(rests) {
		return nil, false
	}
	for _, a := range begun {
		a.Lines = slices.Concat(a.Lines, rests[a.Column].Lines)
		a.Text = joinLines(a.Lines, a.Box)
	}
	var kept []Cell
	for _, c := range added {
		if c.Row > top {
			c.Row--
			kept = append(kept, c)
		}
	}
	return kept, true
}

// begun is the cells of the last row with which the rests, by column, go on; none if that row holds
// no figure and so may be a heading.
func (t *Table) begun(rests map[int]*Cell) []*Cell {
	var out []*Cell
	figures := false
	for i := range t.Cells {
		a := &t.Cells[i]
		if a.Row != t.Rows || a.Row <= t.HeaderRows {
			continue
		}
		figures = figures || isFigure(a.Text)
		if rest := rests[a.Column]; rest != nil && rest.ColSpan == a.ColSpan && a.stopsWithin(rest) {
			out = append(out, a)
		}
	}
	if !figures {
		return nil
	}
	return out
}

// stopsWithin says whether the last line of a name is full and rest begins with what it lacks: the
// second half of a word, or the end of a bracket.
func (a *Cell) stopsWithin(rest *Cell) bool {
	if len(a.Lines) == 0 || len(rest.Lines) == 0 || isFigure(a.Text) || isFigure(rest.Text) {
		return false
	}
	last := a.Lines[len(a.Lines)-1]
	next := []rune(rest.Text)[0]
	if !ideographic(next) && next != '）' && next != ')' {
		return false
	}
	if last.Box.Width()+last.Box.Height()+fillSlack < a.Box.Width()-2*sidePadding {
		return false
	}
	open := strings.Count(a.Text, "（") + strings.Count(a.Text, "(") - strings.Count(a.Text, "）") - strings.Count(a.Text, ")")
	runes := []rune(a.Text)
	seam := string(runes[len(runes)-1]) + string(next)
	return open > 0 && strings.ContainsAny(rest.Text, "）)") || brokenWord.MatchString(seam)
}

// brokenWord is the words of names in budgets that a line can break: none ends one word and begins
// another, as 出 and 支 would.
var brokenWord = regexp.MustCompile(`^(收入|支出|小计|合计|总计|预算|决算|结余|结转|补助|资金|基金|转移|支付|上级|下级|债务|债券|还本|付息|收益|经费|费用|津贴|奖金|保险|保障|管理|服务|事业|行政|单位|运行|建设|工程|项目|教育|卫生|健康|农业|土地|住房|公积|积金|养老|医疗|安排|使用|调入|调出|调剂|上解|上缴|返还|一般|公共|政府|国有|资本|经营|社会|专项|其他)$`)
