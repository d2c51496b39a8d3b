package normalize

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/code"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/mingxi/mingxi/normalize/internal/grid"
	"github.com/shopspring/decimal"
)

// What heads the columns of performance indicators (绩效指标), in the wordings of the published
// forms.
var (
	level1Head   = regexp.MustCompile(`^一级(绩效)?指标`)
	level2Head   = regexp.MustCompile(`^二级(绩效)?指标`)
	level3Head   = regexp.MustCompile(`^三级(绩效)?指标(名称|内容)?|^指标名称$|^(绩效)?指标内容$|^绩效指标(名称)?$`)
	targetHead   = regexp.MustCompile(`^(年度|本年|当年|预期|绩效|本年绩效|年初|计划|全年|年度绩效)*(指标|目标)值(及单位|[(].*[)])?$|^年度(指标|目标)$|^目标值$`)
	operatorHead = regexp.MustCompile(`性质$|类型$|符号$|^指标方向$|^运算`)
	unitHead     = regexp.MustCompile(`^(绩效)?(计量|度量|指标|指标值)?单位$|^绩效度量单位$`)
	sheetKey     = regexp.MustCompile(`^(项目名称|主管部门|实施单位|项目单位|部门名称|预算单位|预算部门|单位名称|项目类[型别]|项目资金|资金金额|年度资金总额|年度预算|预算情况|总体目标|年度目标|年度总体目标|年度绩效目标|专项资金|整体绩效目标|年度履职目标|当年整体|编制单位|专项名称|业务主管部门|当年绩效目标|项目编码|项目属性)`)
	projectKey   = regexp.MustCompile(`^(项目名称|转移支付名称|专项(资金)?名称|专项业务经费名称|一级项目名称)$`)
	sheetAmount  = regexp.MustCompile(`资金总额|预算总额|预算支出总额|年度预算资金|当年预算|项目总额|^合计$`)
	targetTitle  = regexp.MustCompile(`^(.+?)(项目)?(支出)?绩效目标(申报)?表$`)
	targetText   = regexp.MustCompile(`^(≥|≤|>=|<=|=|>|<|≧|≦|⩾|⩽|不低于|不少于|不高于|不超过|大于等于|小于等于|大于|小于|达到|等于)?(-?[\d,]+(?:\.\d+)?)(.*)$`)
)

// fewestNumbers is how many cells a row of column numbers below the head of indicators has at least:
// the levels, the indicator and its value.
const fewestNumbers = 4

// deepestHeader is how many rows the headers of published forms have at most.
const deepestHeader = 4

// operators are the signs meant by what is printed for them.
var operators = map[string]string{
	"≥": "≥", ">=": "≥", "≧": "≥", "⩾": "≥", "不低于": "≥", "不少于": "≥", "大于等于": "≥",
	"≤": "≤", "<=": "≤", "≦": "≤", "⩽": "≤", "不高于": "≤", "不超过": "≤", "小于等于": "≤",
	"=": "=", "等于": "=", "达到": "", "以上": "≥", "以下": "≤", "以内": "≤", "之内": "≤",
	">": ">", "大于": ">", "<": "<", "小于": "<",
}

// An indicator is one set of columns that print indicators: grid columns, 0 where there is none.
type indicator struct {
	level1, level2, level3, value, operator, unit int
	level1Name                                    string // where the header names the level, as in 产出指标 / 三级指标
}

// indicators says where a table prints its performance indicators.
type indicators struct {
	row   int // the grid row that heads them; 0 if the table has none
	sets  []indicator
	sheet bool // the table is a sheet of boxes about one project or agency, not a list
}

// first is the grid column in which the indicators begin; 0 if there are none.
func (ind *indicators) first() int {
	first := 0
	for _, s := range ind.sets {
		for _, k := range []int{s.level1, s.level2, s.level3, s.value} {
			if k > 0 && (first == 0 || k < first) {
				first = k
			}
		}
	}
	return first
}

// nameColumn is the grid column of the indicator whose set a column belongs to; 0 if it stands left
// of all.
func (ind *indicators) nameColumn(column int) int {
	name := 0
	for _, s := range ind.sets {
		if s.level3 < column {
			name = max(name, s.level3)
		}
	}
	return name
}

// findIndicators looks for the row that heads a table's indicators.
func findIndicators(g *grid.Grid) indicators {
	for r := 1; r <= g.Rows; r++ {
		if sets := indicatorSets(g, r); len(sets) > 0 {
			return indicators{row: r, sets: sets, sheet: isSheet(g, r)}
		}
	}
	return indicators{}
}

// indicatorSets reads a header row of indicators: each 三级指标 with the 指标值 that follows it.
func indicatorSets(g *grid.Grid, row int) []indicator {
	var sets []indicator
	var set indicator
	for k := 1; k <= g.Columns; k++ {
		c := g.Cell(row, k)
		if c == nil || c.Column != k {
			continue
		}
		switch s := words.Fold(c.Text); {
		case level1Head.MatchString(s):
			set.level1 = k
		case level2Head.MatchString(s):
			set.level2 = k
		case level3Head.MatchString(s):
			if set.level3 > 0 && set.value > 0 {
				sets, set = append(sets, set), indicator{}
			}
			set.level3 = k
			set.level1Name = levelAbove(g, row, k)
		case targetHead.MatchString(s) && (set.value == 0 || strings.HasPrefix(s, "年度")):
			set.value = k
		case operatorHead.MatchString(s) && set.operator == 0:
			set.operator = k
		case unitHead.MatchString(s) && set.unit == 0:
			set.unit = k
		}
	}
	if set.level3 > 0 && set.value > 0 {
		sets = append(sets, set)
	}
	return sets
}

// levelAbove is the name of the first level where it stands over the indicators' columns.
func levelAbove(g *grid.Grid, row, column int) string {
	if c := g.Cell(row-1, column); c != nil && c.Row < row {
		if s := words.Squeeze(c.Text); strings.HasSuffix(s, "指标") && len([]rune(s)) > 4-1 && s != "绩效指标" {
			return s
		}
	}
	return ""
}

// isSheet tells a sheet from a list: above its indicators stand boxes with figures or with the keys
// of such sheets, which end before the indicators begin.
func isSheet(g *grid.Grid, row int) bool {
	if row > deepestHeader+1 {
		return true
	}
	for r := 1; r < row; r++ {
		if grid.HoldsAmounts(g, r) {
			return true
		}
		for _, c := range g.Line(r) {
			if c.Row+max(c.RowSpan, 1) <= row && sheetKey.MatchString(words.Fold(c.Text)) {
				return true
			}
		}
	}
	return false
}

// readTargets gives the indicators of a table, and adds a record for each value that is not one yet.
func (rd *recordReader) readTargets(ind *indicators, carried *sheetCarry) []Target {
	var targets []Target
	if len(ind.sets) == 0 {
		return rd.packedTargets()
	}
	project := carried.project
	if ind.row > 0 {
		project = rd.project(ind)
	}
	project.Table = rd.t.Number
	*carried = sheetCarry{*ind, project, rd.g.Columns, words.Squeeze(rd.t.Title), rd.t.LastPage}
	for r := ind.row + 1; r <= rd.g.Rows; r++ {
		if len(indicatorSets(rd.g, r)) > 0 || grid.NumbersColumns(rd.g, r) && len(rd.g.Line(r)) >= fewestNumbers {
			continue
		}
		if ind.sheet && rd.startsSheet(r) {
			break
		}
		rd.projectRow(r, ind, &project)
		for _, set := range ind.sets {
			if t, ok := rd.target(r, &set, &project); ok {
				targets = append(targets, t)
				rd.addTargetRecord(r, &set, &t, ind)
			}
		}
	}
	return targets
}

// A sheetCarry is what the next page of a sheet goes on with where it repeats the title but not the
// head of the indicators.
type sheetCarry struct {
	indicators
	project  Target
	columns  int
	title    string
	lastPage int
}

// goOn gives a table the indicators' columns of the sheet before it, if it can only be its next page.
func (c *sheetCarry) goOn(lt *layout.Table, g *grid.Grid, ind *indicators) {
	if ind.row > 0 || !c.sheet || g.Columns != c.columns || lt.FirstPage != c.lastPage+1 || words.Squeeze(lt.Title) != c.title && lt.Title != "" {
		return
	}
	for r := 1; r <= min(g.Rows, deepestHeader); r++ {
		for _, cell := range g.Line(r) {
			if sheetKey.MatchString(words.Fold(cell.Text)) {
				return
			}
		}
	}
	*ind = indicators{sets: c.sets, sheet: true}
}

// startsSheet says whether another sheet begins in a row.
func (rd *recordReader) startsSheet(row int) bool {
	cells := rd.g.Line(row)
	return len(cells) > 0 && sheetStart.MatchString(strings.TrimRight(words.Fold(cells[0].Text), ":"))
}

// sheetStart is the key of the first box of a sheet; generalTitle is what a sheet's title says where
// it names no project.
var (
	sheetStart   = regexp.MustCompile(`^(项目名称|部门名称|单位名称|部门[(]单位[)]名称|转移支付名称|专项(资金)?名称)$`)
	generalTitle = regexp.MustCompile(`专项资金|市级|区级|县级|部门|单位|总体|整体|转移支付|政策和项目|^项目`)
)

// titleProject is the project that a sheet's title names, or "".
func titleProject(title string) string {
	m := targetTitle.FindStringSubmatch(title)
	if m == nil || len([]rune(m[1])) <= 3 {
		return ""
	}
	name := words.Fold(m[1])
	own := generalTitle.ReplaceAllString(name, "")
	if own != name && (len([]rune(own)) < fewestOwn || !projectEnd.MatchString(own)) {
		return ""
	}
	return m[1]
}

// fewestOwn is how many characters a title has at least besides words like 市级 and 部门 if it names a
// project; projectEnd is how names of projects end.
const fewestOwn = 5

var projectEnd = regexp.MustCompile(`(费|经费|服务|工程|建设|采购|平台|购置|维护|修缮|运维|租赁|改造)$`)

// target is the indicator that a row prints in one set of columns.
func (rd *recordReader) target(row int, set *indicator, project *Target) (Target, bool) {
	name, value := rd.g.Cell(row, set.level3), rd.g.Cell(row, set.value)
	if name == nil || value == nil || name == value || name.Row != row && value.Row != row {
		return Target{}, false
	}
	t := *project
	t.Level3, t.Text = words.Squeeze(name.Text), strings.TrimSpace(value.Text)
	if t.Level3 == "" || t.Text == "" {
		return Target{}, false
	}
	t.Page = value.Page
	t.Level1, t.Level2 = rd.levelText(row, set.level1), rd.levelText(row, set.level2)
	if set.level1Name != "" {
		t.Level1 = set.level1Name
	}
	if m := gluedLevels.FindStringSubmatch(t.Level3); m != nil && t.Level1 == "" && t.Level2 == "" {
		t.Level1, t.Level2, t.Level3 = m[1], m[2], m[3]
	}
	t.Operator, t.Value, t.ValueUnit = readTarget(t.Text)
	if op, ok := operators[words.Fold(rd.levelText(row, set.operator))]; ok && t.Operator == "" {
		t.Operator = op
	}
	if u := rd.levelText(row, set.unit); u != "" && t.Value.Valid {
		t.ValueUnit = u
	}
	if t.ValueUnit == "" && t.Value.Valid {
		t.ValueUnit = unitOfIndicator(t.Level3)
	}
	return t, true
}

// ratioUnit is a unit of so much for each in brackets: 采购成本（元/台）.
var ratioUnit = regexp.MustCompile(`[(]((?:亿|万|千)?[\p{Han}%]{1,3}/[^()]{1,8})[)]$`)

// unitOfIndicator is the unit that an indicator's name carries in brackets, or "".
func unitOfIndicator(name string) string {
	if m := ratioUnit.FindStringSubmatch(words.Fold(name)); m != nil {
		return m[1]
	}
	return figure.UnitInName(name)
}

// gluedLevels are an indicator's three levels printed as one text: 产出指标数量指标出具数据分析报告.
var gluedLevels = regexp.MustCompile(`^((?:成本|产出|效益|满意度|管理)指标)((?:数量|质量|时效|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|可持续影响|服务对象满意度)指标)(.+)$`)

func (rd *recordReader) levelText(row, column int) string {
	if column == 0 {
		return ""
	}
	return words.Squeeze(rd.g.Text(row, column))
}

// readTarget reads the text of a target: ≥95%, 2人, 9391.9元; one in words has no value.
func readTarget(text string) (operator string, value decimal.NullDecimal, unit string) {
	m := targetText.FindStringSubmatch(words.Fold(text))
	if m == nil || !targetUnit(m[3]) {
		return "", decimal.NullDecimal{}, ""
	}
	number, negative := strings.CutPrefix(m[2], "-")
	v, ok := figure.Plain(number)
	if !ok {
		return "", decimal.NullDecimal{}, ""
	}
	if negative {
		v = v.Neg()
	}
	operator, unit = operators[m[1]], m[3]
	if b := boundAfter.FindStringSubmatch(unit); b != nil && operator == "" {
		operator, unit = operators[b[2]], b[1]
	}
	return operator, decimal.NewNullDecimal(v), unit
}

// boundAfter is a bound said after the number: 90%以上, 5人以内, 3次（含）以上.
var boundAfter = regexp.MustCompile(`^(.*?)(?:[(]含[)]|及)?(以上|以下|以内|之内)$`)

// targetUnit says whether what follows a number is its unit, not the rest of a date or a sentence.
func targetUnit(s string) bool {
	return len([]rune(s)) <= 8 && !strings.ContainsAny(s, "0123456789，。；、,;至") && !strings.HasPrefix(s, "年") && !strings.HasPrefix(s, "月") || s == "年" || s == "月"
}

// project is what a sheet says of its project before its indicators.
func (rd *recordReader) project(ind *indicators) Target {
	p := Target{Document: rd.d.ID, Table: rd.t.Number, Page: rd.t.FirstPage}
	if !ind.sheet {
		return p
	}
	for r := 1; r < ind.row; r++ {
		cells := rd.g.Line(r)
		for i, c := range cells {
			if i+1 < len(cells) && projectKey.MatchString(strings.TrimRight(words.Fold(c.Text), ":")) {
				p.Project = words.Squeeze(cells[i+1].Text)
			}
		}
	}
	if p.Project == "" && rd.t.Form == "project-targets" {
		p.Project = titleProject(rd.t.Title)
	}
	for i := range rd.records {
		if r := &rd.records[i]; r.Yuan.Valid && (sheetAmount.MatchString(r.Label) || len(r.Path) > 0 && sheetAmount.MatchString(r.Path[0])) {
			p.Amount, p.Unit = r.Value, r.Unit
			break
		}
	}
	return p
}

// projectRow takes the project from the row of a list where it names one: cells that are merged
// down, or left empty below it, belong to the same project.
func (rd *recordReader) projectRow(row int, ind *indicators, p *Target) {
	if ind.sheet || row <= rd.t.HeaderRows {
		return
	}
	it := itemOf(&rd.t.Rows[row-rd.t.HeaderRows-1], 0)
	if it == nil || it.Label == "" || it.Role == Total {
		return
	}
	named := rd.projectName(row, ind)
	if named == "" || named == rd.named {
		return
	}
	rd.named = named
	p.Project, p.ProjectCode = named, it.ProjectCode
	if c, name := code.SplitProject(named); c.Scheme == code.Project {
		p.Project, p.ProjectCode = name, c.Text
	}
	p.Amount, p.Unit = decimal.NullDecimal{}, ""
	for i := range rd.records {
		if r := &rd.records[i]; r.Row == row-rd.t.HeaderRows && r.Yuan.Valid {
			p.Amount, p.Unit = r.Value, r.Unit
			return
		}
	}
}

// goalHead heads what a project is for, beside its name: 项目年度绩效目标.
var goalHead = regexp.MustCompile(`目标$|内容$|说明$|依据$`)

// projectName is the project's name in a row of a list: the best name column left of the indicators.
func (rd *recordReader) projectName(row int, ind *indicators) string {
	first := ind.first()
	for _, i := range nameColumns(rd.cols, 0) {
		if first > 0 && i+1 >= first || goalHead.MatchString(rd.cols[i].leaf) {
			continue
		}
		if level3Head.MatchString(rd.cols[i].leaf) || level1Head.MatchString(rd.cols[i].leaf) || level2Head.MatchString(rd.cols[i].leaf) {
			continue
		}
		if s := words.Squeeze(rd.g.Text(row, i+1)); s != "" {
			return s
		}
	}
	return ""
}

// addTargetRecord adds the record of a target's value, unless the figure is one already.
func (rd *recordReader) addTargetRecord(row int, set *indicator, t *Target, ind *indicators) {
	cell := rd.g.Cell(row, set.value)
	number := row - rd.t.HeaderRows
	if number < 1 || number > len(rd.t.Rows) {
		return
	}
	for i := range rd.records {
		if r := &rd.records[i]; r.Row == number && r.Column == cell.Column {
			return
		}
	}
	it := itemOf(&rd.t.Rows[number-1], 0)
	if it == nil || ind.sheet {
		it = &Item{Keys: rd.targetKeys(row, set)}
	}
	item := *it
	item.Label = t.Level3
	path := rd.cols[cell.Column-1].Path
	if ind.sheet {
		path = sheetPath(rd.g.Text(ind.row, set.value))
	}
	rd.records = append(rd.records, rd.newRecord(&rd.t.Rows[number-1], &item, path, cell))
}

// sheetPath is the path of a sheet's targets: its head's wording, or 指标值 on a page that leaves it
// out.
func sheetPath(head string) []string {
	if s := words.Squeeze(head); s != "" {
		return []string{s}
	}
	return []string{"指标值"}
}

func (rd *recordReader) targetKeys(row int, set *indicator) []Key {
	var keys []Key
	for _, k := range []struct {
		path   string
		column int
	}{{"一级指标", set.level1}, {"二级指标", set.level2}, {"三级指标", set.level3}} {
		if s := rd.levelText(row, k.column); s != "" {
			keys = append(keys, Key{k.path, s})
		}
	}
	return keys
}

// packedTarget is one of the indicators that a Guangdong list prints into one cell:
// 1、1-产出指标；11-数量指标；会议活动保障次数；实施周期指标值:≥20场；年度指标值:≥20场。
var packedTarget = regexp.MustCompile(`\d{1,2}、\d-([^；;]+指标)[；;]\d{2}-([^；;]+)[；;]([^；;]+)[；;]实施周期指标值[:：]([^；;]*)[；;]年度指标值[:：](.*?)(?:。|$)`)

// packedTargets reads indicators that are printed as one text a project.
func (rd *recordReader) packedTargets() []Target {
	var targets []Target
	for r := rd.t.HeaderRows + 1; r <= rd.g.Rows; r++ {
		for _, c := range rd.g.Line(r) {
			if !strings.Contains(c.Text, "指标值") {
				continue
			}
			targets = append(targets, rd.unpack(r, c)...)
		}
	}
	return targets
}

func (rd *recordReader) unpack(row int, c *layout.Cell) []Target {
	var targets []Target
	p := Target{Document: rd.d.ID, Table: rd.t.Number}
	rd.projectRow(row, &indicators{}, &p)
	for _, m := range packedTarget.FindAllStringSubmatch(splitPacked(words.Squeeze(c.Text)), -1) {
		t := p
		t.Page, t.Level1, t.Level2, t.Level3, t.Text = c.Page, m[1], m[2], m[3], m[5]
		t.Operator, t.Value, t.ValueUnit = readTarget(m[5])
		targets = append(targets, t)
	}
	return targets
}

var packedStart = regexp.MustCompile(`。?(\d{1,2}、\d-[^；;]{2,8}指标[；;])`)

// splitPacked ends each packed indicator with a full stop, which some leave out.
func splitPacked(s string) string {
	return packedStart.ReplaceAllString(s, "。$1")
}
