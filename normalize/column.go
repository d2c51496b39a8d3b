package normalize

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/mingxi/mingxi/normalize/internal/grid"
)

// What a column's own header says about its cells. The patterns are the wordings of the published
// forms; they are matched against the folded text of the innermost header.
var (
	numberHead = regexp.MustCompile(`^(行次|序号|栏次|编号|顺序号)$`)
	codeHead   = regexp.MustCompile(`(编码|代码|代号|编号)([(].*[)])?$|(^|[^及])(編碼|代碼|代號|編號)$|^[类款项目]$|^码$`)
	nameHead   = regexp.MustCompile(`^项目[(].*[)]$|^(项目|支出|收入|科目|名称|地区|市县|单位|部门|类型|类别|年度|年份|内容|区划|险种|事项|指标|分类)$|名称([(].*[)])?$|科目([(].*[)])?$|单位([(].*[)])?$|类别([(].*[)])?$|品目|目录|项目名|^[一二三]级$|分类$|级次$|地区$`)
	sideHead   = regexp.MustCompile(`^(项目|项目名称|科目|支出|收入|预算科目|科目编码|科目代码|编码|代码|[类款]|名称|科目名称|功能科目名称|地区|单位|市县)$|科目([(].*[)])?$|分类.*(编码|代码|名称)$|经济分类|功能分类|项目([(].*[)])?$`)
	moneyHead  = regexp.MustCompile(`合计|总计|小计|金额|预算|决算|资金|收入|支出|经费|拨款|结转|结余|余额|限额|执行数|完成数|费$|数$|基金|计$|本金|利息|增减|调整|补助|转移|\d{4}年|上年|本年`)
	textHead   = regexp.MustCompile(`备注|说明|简介|依据|绩效目标|指标|目标值|时间|日期|理由|原因|方式|形式|规格|型号|内容|性质|用途|期限|是否|核心`)
	shareHead  = regexp.MustCompile(`[%％‰]|占比|比重|比例|增长率|增幅|增速|完成率|执行率|幅度|百分比`)
	valueHead  = regexp.MustCompile(`(指标|目标|评价)值|^备注|^(分值|权重|得分|标准分|自评得分|扣分)|(分值|权重|得分|分数)([(].*[)])?$|指标值`)
	countHead  = regexp.MustCompile(`^(采购)?数量$|^(排名|名次|排序|频率)$|频率$|年限$|面积$|床位数?$|里程$|人数|台数|辆数|车辆数|保有量|编制数|批次|人次|户数|个数|次数|分值|权重|期限|^年度$|^年份$|天数|团组`)
	peopleHead = regexp.MustCompile(`人数|人员编制|编制数|车辆数|辆数$|自评分数`)
	partHead   = regexp.MustCompile(`^[(]?其中`)
	headYear   = regexp.MustCompile(`(20\d{2}|19\d{2})年`)
)

// figuresPerWord is how many whole numbers make up for a word in a column that a head of money stands over: a
// remark, or a figure that was misread.
const figuresPerWord = 8

// A column is a Column and what only this stage needs of it.
type column struct {
	Column
	leaf    string // innermost header, folded
	worded  bool   // its cells are words rather than codes
	counted bool   // counts or shares: no money, whatever the table's unit
}

// tally counts what a column's body cells are.
type tally struct{ figures, amounts, codes, words, dashes int }

// readColumns tells what each column holds, by its header and by its cells.
func readColumns(g *grid.Grid, h *grid.Head, docYear int) []column {
	cols := make([]column, g.Columns)
	tallies := make([]tally, g.Columns)
	for i := range cols {
		cols[i] = column{Column: Column{Number: i + 1, Path: h.Paths[i], Mark: h.Marks[i]}}
		if n := len(h.Paths[i]); n > 0 {
			cols[i].leaf = words.Fold(h.Paths[i][n-1])
		}
		tallies[i] = tallyColumn(g, h, i+1, codeHead.MatchString(cols[i].leaf))
		cols[i].worded = tallies[i].words > tallies[i].codes
	}
	first := firstFigures(cols, tallies)
	named := false
	for i := range cols {
		cols[i].Role = columnRole(&cols[i], tallies[i], i < first)
		if cols[i].Role == LabelColumn && named && plainCounts(&cols[i], tallies[i]) {
			cols[i].Role = FigureColumn
		}
		named = named || tallies[i].words > 0
		if cols[i].Role == FigureColumn {
			describeFigures(&cols[i], docYear)
		}
	}
	markSides(cols)
	demoteLabels(cols)
	return cols
}

// tallyColumn counts a column's body cells; coded says that its header names codes, which wrap in narrow
// columns and are no broken amounts then.
func tallyColumn(g *grid.Grid, h *grid.Head, col int, coded bool) tally {
	var t tally
	for r := h.Rows + 1; r <= g.Rows; r++ {
		c := g.Own(r, col)
		if c == nil || c.ColSpan > 1 && c.ColSpan >= g.Columns {
			continue
		}
		switch f := figure.Read(c.Text); {
		case f.Kind == figure.Dash:
			t.dashes++
		case f.Kind == figure.Broken && coded && words.IsDigits(words.Fold(c.Text)):
			t.codes++
			t.figures++
		case f.Kind == figure.Number && f.Separated:
			t.amounts++
			t.figures++
		case f.Kind == figure.Number && words.IsDigits(words.Fold(c.Text)) && len(words.Fold(c.Text)) >= 2:
			t.codes++
			t.figures++
		case f.Kind == figure.Number:
			t.figures++
		case f.Kind == figure.Broken:
			t.amounts++
			t.figures++
		case f.Kind == figure.Words:
			t.words++
		}
	}
	return t
}

// firstFigures is the index of the first column that can only hold amounts.
func firstFigures(cols []column, tallies []tally) int {
	for i, t := range tallies {
		if t.amounts > 0 && t.amounts >= t.words && !codeHead.MatchString(cols[i].leaf) {
			return i
		}
	}
	for i := range cols {
		if tallies[i].words == 0 && isMoneyHead(cols[i].leaf) {
			return i
		}
	}
	return len(cols)
}

func isMoneyHead(leaf string) bool {
	return moneyHead.MatchString(leaf) && !nameHead.MatchString(leaf) && !codeHead.MatchString(leaf)
}

// columnRole settles a column's role; leading says that it stands before the first amounts.
func columnRole(c *column, t tally, leading bool) ColumnRole {
	switch {
	case valueHead.MatchString(c.leaf):
		return TextColumn
	case numberHead.MatchString(c.leaf) && t.amounts == 0:
		return NumberColumn
	case codeHead.MatchString(c.leaf) && t.amounts <= t.words+t.codes:
		return LabelColumn
	case t.words == 0 && t.figures == 0 && t.dashes == 0:
		return emptyRole(c, leading)
	case leading && t.amounts == 0:
		return leadingRole(c, t)
	case t.figures == 0 && t.dashes > 0 && t.words == 0:
		return FigureColumn
	case t.figures >= t.words && !(textHead.MatchString(unbracketed(c.leaf)) && !moneyHead.MatchString(c.leaf) && t.words > 0):
		return FigureColumn
	case isMoneyHead(c.leaf) && !textHead.MatchString(unbracketed(c.leaf)) && t.figures > 0:
		return FigureColumn
	case leading || nameHead.MatchString(c.leaf) && !textHead.MatchString(unbracketed(c.leaf)):
		return LabelColumn
	}
	return TextColumn
}

// unbracketed is a head without what it says in brackets: 项目(按支出性质).
func unbracketed(leaf string) string {
	if i := strings.IndexByte(leaf, '('); i > 0 && strings.HasSuffix(leaf, ")") {
		return leaf[:i]
	}
	return leaf
}

// emptyRole is the role of a column without any text: its header alone tells.
func emptyRole(c *column, leading bool) ColumnRole {
	switch {
	case isMoneyHead(c.leaf):
		return FigureColumn
	case nameHead.MatchString(c.leaf), leading:
		return LabelColumn
	case textHead.MatchString(c.leaf):
		return TextColumn
	}
	return FigureColumn
}

// leadingRole is the role of a column before the amounts that holds none itself: counts if its
// header says so, otherwise names or codes.
func leadingRole(c *column, t tally) ColumnRole {
	if t.words > 0 && t.figures >= figuresPerWord*t.words && isMoneyHead(c.leaf) {
		return FigureColumn
	}
	if t.words > 0 || nameHead.MatchString(c.leaf) {
		return LabelColumn
	}
	if countHead.MatchString(c.leaf) || isMoneyHead(c.leaf) {
		return FigureColumn
	}
	return LabelColumn
}

// plainCounts says whether a column right of the names holds whole numbers and nothing else, and its
// header knows no codes.
func plainCounts(c *column, t tally) bool {
	return t.figures > 0 && t.words == 0 && !codeHead.MatchString(c.leaf) && !nameHead.MatchString(c.leaf)
}

// describeFigures fills what a figure column's header says: unit, year, part, measure.
func describeFigures(c *column, docYear int) {
	for _, p := range c.Path {
		if u := figure.UnitInName(p); u != "" {
			c.Unit = u
		}
		if m := headYear.FindStringSubmatch(words.Fold(p)); m != nil {
			c.Year, _ = strconv.Atoi(m[1])
		}
		if partHead.MatchString(words.Fold(p)) {
			c.Part = true
		}
	}
	if c.Year == 0 && docYear > 0 && strings.HasPrefix(c.leaf, "上年") && containsAny(c.leaf, "预算数", "决算数", "执行数", "完成数") {
		c.Year = docYear - 1
	}
	if c.Unit == "" && shareHead.MatchString(c.leaf) {
		c.Unit = "%"
	}
	for _, p := range c.Path {
		c.counted = c.counted || c.Unit == "" && peopleHead.MatchString(words.Fold(p))
	}
	c.counted = c.counted || c.Unit == "" && countHead.MatchString(c.leaf)
	c.Measure = forms.Measure(c.Path)
}

// markSides numbers the lists that stand side by side. A list is a run of label columns, one of
// which heads a list of items, followed by figures; a table has sides where there are two.
func markSides(cols []column) {
	starts := sideStarts(cols)
	if len(starts) < 2 {
		return
	}
	for i := range cols {
		side := 0
		for n, s := range starts {
			if i >= s {
				side = n + 1
			}
		}
		cols[i].Side = max(side, 1)
	}
}

// sideStarts are the indexes at which lists begin. Codes alone begin no second list: they classify
// the items of the first, as in lists of purchases.
func sideStarts(cols []column) []int {
	var starts []int
	for i := 0; i < len(cols); {
		end, heads, named := i, false, len(starts) == 0
		for end < len(cols) && (cols[end].Role == LabelColumn || cols[end].Role == NumberColumn) {
			if cols[end].Role == LabelColumn && sideHead.MatchString(cols[end].leaf) {
				heads, named = true, named || cols[end].worded || !codeHead.MatchString(cols[end].leaf)
			}
			end++
		}
		labels := end - i
		figures := 0
		for end < len(cols) && cols[end].Role != LabelColumn && !(cols[end].Role == NumberColumn && figures > 0) {
			if cols[end].Role == FigureColumn {
				figures++
			}
			end++
		}
		if labels > 0 && heads && named && figures > 0 {
			starts = append(starts, i)
		}
		i = max(end, i+1)
	}
	return starts
}

// demoteLabels makes label columns after the figures of an ordinary table text, unless they hold
// codes or names of a classification: they tell about the row, they do not name it.
func demoteLabels(cols []column) {
	figures := false
	for i := range cols {
		switch {
		case cols[i].Side > 0:
			return
		case cols[i].Role == FigureColumn:
			figures = true
		case figures && cols[i].Role == LabelColumn && !codeHead.MatchString(cols[i].leaf) && !strings.Contains(cols[i].leaf, "科目"):
			cols[i].Role = TextColumn
		}
	}
}
