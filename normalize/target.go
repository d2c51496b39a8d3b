package normalize

import (
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/mingxi/mingxi/normalize/internal/code"
	"github.com/mingxi/mingxi/normalize/internal/grid"
	"github.com/mingxi/mingxi/normalize/internal/indicator"
	"github.com/shopspring/decimal"
)

// readTargets gives the indicators of a table, and adds a record for each value that is not one yet. Where no head is printed they are of the
// project that the form before is about.
func (rd *recordReader) readTargets(ind *indicator.Layout, before *Target) []Target {
	var targets []Target
	if ind.Row > 0 {
		*before = rd.project(ind)
	}
	before.Table = rd.t.Number
	project := *before
	for r := ind.Row + 1; r <= rd.g.Rows; r++ {
		if !ind.Holds(rd.g, r) {
			continue
		}
		if ind.Boxed && rd.startsForm(r) {
			break
		}
		rd.projectRow(r, ind, &project)
		for _, panel := range ind.Panels {
			if t, ok := rd.target(r, &panel, &project); ok {
				targets = append(targets, t)
				rd.addTargetRecord(r, &panel, &t, ind)
			}
		}
	}
	return targets
}

// startsForm says whether another form begins in a row.
func (rd *recordReader) startsForm(row int) bool {
	cells := rd.g.Line(row)
	return len(cells) > 0 && indicator.StartsForm(cells[0].Text)
}

// A formPage is what the next page of a form of boxes goes on with where it repeats the title but not the
// head of the indicators.
type formPage struct {
	indicator.Layout
	columns  int
	title    string
	lastPage int
}

// goOn gives a table the indicators' columns of the form before it, if it can only be its next page, and says whether it did.
func (c *formPage) goOn(lt *layout.Table, g *grid.Grid, ind *indicator.Layout) bool {
	if ind.Row > 0 || !c.Boxed || g.Columns != c.columns || lt.FirstPage != c.lastPage+1 || words.Squeeze(lt.Title) != c.title && lt.Title != "" {
		return false
	}
	for r := 1; r <= min(g.Rows, indicator.DeepestHead); r++ {
		for _, cell := range g.Line(r) {
			if indicator.IsKey(cell.Text) {
				return false
			}
		}
	}
	*ind = indicator.Layout{Panels: c.Panels, Boxed: true}
	return true
}

// target is the indicator that a row prints in one panel.
func (rd *recordReader) target(row int, panel *indicator.Panel, project *Target) (Target, bool) {
	name, value := rd.g.Cell(row, panel.Level3), rd.g.Cell(row, panel.Value)
	if name == nil || value == nil || name == value || name.Row != row && value.Row != row {
		return Target{}, false
	}
	t := *project
	t.Level3, t.Text = words.Squeeze(name.Text), strings.TrimSpace(value.Text)
	if t.Level3 == "" || t.Text == "" {
		return Target{}, false
	}
	t.Page, t.Row = value.Page, max(0, value.Row-rd.t.HeaderRows)
	t.Level1, t.Level2 = rd.levelText(row, panel.Level1), rd.levelText(row, panel.Level2)
	if panel.Level1Name != "" {
		t.Level1 = panel.Level1Name
	}
	if levels, ok := indicator.SplitLevels(t.Level3); ok && t.Level1 == "" && t.Level2 == "" {
		t.Level1, t.Level2, t.Level3 = levels[0], levels[1], levels[2]
	}
	t.read()
	if t.Operator == "" {
		t.Operator = indicator.Operator(rd.levelText(row, panel.Operator))
	}
	if u := rd.levelText(row, panel.Unit); u != "" && t.Value.Valid {
		t.ValueUnit = u
	}
	if t.ValueUnit == "" && t.Value.Valid {
		t.ValueUnit = indicator.UnitIn(t.Level3)
	}
	return t, true
}

// read reads the target's text.
func (t *Target) read() {
	v := indicator.ReadValue(t.Text)
	t.Operator, t.Value, t.ValueUnit = v.Operator, v.Number, v.Unit
}

func (rd *recordReader) levelText(row, column int) string {
	if column == 0 {
		return ""
	}
	return words.Squeeze(rd.g.Text(row, column))
}

// project is what a form of boxes says of its project before its indicators.
func (rd *recordReader) project(ind *indicator.Layout) Target {
	p := Target{Document: rd.d.ID, Table: rd.t.Number, Page: rd.t.FirstPage}
	if !ind.Boxed {
		return p
	}
	for r := 1; r < ind.Row; r++ {
		cells := rd.g.Line(r)
		for i, c := range cells {
			if i+1 < len(cells) && indicator.NamesProject(c.Text) {
				p.Project = words.Squeeze(cells[i+1].Text)
			}
		}
	}
	if p.Project == "" && forms.BoxesOf(rd.t.Form) == forms.OfProject {
		p.Project = indicator.ProjectIn(rd.t.Title)
	}
	for i := range rd.records {
		if r := &rd.records[i]; r.Yuan.Valid && (indicator.NamesAmount(r.Label) || len(r.Path) > 0 && indicator.NamesAmount(r.Path[0])) {
			p.Amount, p.Unit = r.Value, r.Unit
			break
		}
	}
	return p
}

// projectRow takes the project from the row of a list where it names one: cells that are merged
// down, or left empty below it, belong to the same project.
func (rd *recordReader) projectRow(row int, ind *indicator.Layout, p *Target) {
	if ind.Boxed || row <= rd.t.HeaderRows {
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

// projectName is the project's name in a row of a list: the best name column left of the indicators.
func (rd *recordReader) projectName(row int, ind *indicator.Layout) string {
	first := ind.First()
	for _, i := range nameColumns(rd.cols, 0) {
		if first > 0 && i+1 >= first || indicator.Heads(rd.cols[i].leaf) {
			continue
		}
		if s := words.Squeeze(rd.g.Text(row, i+1)); s != "" {
			return s
		}
	}
	return ""
}

// addTargetRecord adds the record of a target's value, unless the figure is one already.
func (rd *recordReader) addTargetRecord(row int, panel *indicator.Panel, t *Target, ind *indicator.Layout) {
	cell := rd.g.Cell(row, panel.Value)
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
	if it == nil || ind.Boxed {
		it = &Item{Keys: rd.targetKeys(row, panel)}
	}
	item := *it
	item.Label = t.Level3
	path := rd.cols[cell.Column-1].Path
	if ind.Boxed {
		path = boxedPath(rd.g.Text(ind.Row, panel.Value))
	}
	rd.records = append(rd.records, rd.newRecord(&rd.t.Rows[number-1], &item, path, cell))
}

// boxedPath is the path of a form's targets: its head's wording, or 指标值 on a page that leaves it
// out.
func boxedPath(head string) []string {
	if s := words.Squeeze(head); s != "" {
		return []string{s}
	}
	return []string{indicator.ValueName}
}

func (rd *recordReader) targetKeys(row int, panel *indicator.Panel) []Key {
	var keys []Key
	for i, column := range []int{panel.Level1, panel.Level2, panel.Level3} {
		if s := rd.levelText(row, column); s != "" {
			keys = append(keys, Key{indicator.LevelNames[i], s})
		}
	}
	return keys
}

// packedTargets reads indicators that are printed as one text a project.
func (rd *recordReader) packedTargets() []Target {
	var targets []Target
	for r := rd.t.HeaderRows + 1; r <= rd.g.Rows; r++ {
		for _, c := range rd.g.Line(r) {
			targets = append(targets, rd.unpack(r, c)...)
		}
	}
	return targets
}

func (rd *recordReader) unpack(row int, c *layout.Cell) []Target {
	all := indicator.Unpack(c.Text)
	if len(all) == 0 {
		return nil
	}
	var targets []Target
	p := Target{Document: rd.d.ID, Table: rd.t.Number}
	rd.projectRow(row, &indicator.Layout{}, &p)
	for _, one := range all {
		t := p
		t.Row = row - rd.t.HeaderRows
		t.Page, t.Level1, t.Level2, t.Level3, t.Text = c.Page, one.Levels[0], one.Levels[1], one.Levels[2], one.Text
		t.read()
		targets = append(targets, t)
	}
	return targets
}
