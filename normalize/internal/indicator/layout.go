// Package indicator finds performance indicators (绩效指标) in printed tables, and reads what they are to reach.
package indicator

import (
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/grid"
)

var (
	level1Head   = wordings.Pattern("head.level1")
	level2Head   = wordings.Pattern("head.level2")
	level3Head   = wordings.Pattern("head.level3")
	valueHead    = wordings.Pattern("head.value")
	yearHead     = wordings.Pattern("head.value.year")
	operatorHead = wordings.Pattern("head.operator")
	unitHead     = wordings.Pattern("head.unit")
	goalHead     = wordings.Pattern("head.goal")
	levelEnd     = wordings.Pattern("level-end")
	anyLevel     = wordings.Pattern("level-any")

	// IsKey says whether a cell is the name of a box of a form.
	IsKey = wordings.Says("key", words.Fold)

	// StartsForm says whether a cell is the name of the box with which a form begins.
	StartsForm = wordings.Says("key.first", key)

	// NamesProject says whether a cell is the name of the box that holds a project's name.
	NamesProject = wordings.Says("key.project", key)

	// NamesAmount says whether a name is that of a project's whole amount.
	NamesAmount = wordings.Says("amount", words.AsPrinted)
)

// LevelNames are the names of the three levels, and ValueName that of the value, where a table leaves them
// out.
var (
	LevelNames = wordings.Words("level-name")
	ValueName  = wordings.Words("value-name")[0]
)

const (
	// fewestNumbers is how many cells a row of column numbers below the head of indicators has at least:
	// the levels, the indicator and its value.
	fewestNumbers = 4
	// DeepestHead is how many rows the heads of published forms have at most.
	DeepestHead = 4
	// shortestLevel is how many characters the name of a first level has at least: 产出指标 is one.
	shortestLevel = 4
)

// A Panel is the columns that print one indicator in each row: grid columns, 0 where there is none.
type Panel struct {
	Level1, Level2, Level3, Value, Operator, Unit int
	Level1Name                                    string // where the head names the level, as in 产出指标 / 三级指标
}

// A Layout says where a table prints its indicators.
type Layout struct {
	Row    int // the grid row that heads them; 0 if the table has none
	Panels []Panel
	Boxed  bool // the table is a form of boxes about one project or agency, not a list
}

// Find looks for the row that heads a table's indicators.
func Find(g *grid.Grid) Layout {
	for r := 1; r <= g.Rows; r++ {
		if panels := PanelsIn(g, r); len(panels) > 0 {
			return Layout{Row: r, Panels: panels, Boxed: isBoxed(g, r)}
		}
	}
	return Layout{}
}

// First is the grid column in which the indicators begin; 0 if there are none.
func (l *Layout) First() int {
	first := 0
	for _, s := range l.Panels {
		for _, k := range []int{s.Level1, s.Level2, s.Level3, s.Value} {
			if k > 0 && (first == 0 || k < first) {
				first = k
			}
		}
	}
	return first
}

// NameColumn is the grid column of the indicator whose panel a column belongs to; 0 if it stands left
// of all.
func (l *Layout) NameColumn(column int) int {
	name := 0
	for _, s := range l.Panels {
		if s.Level3 < column {
			name = max(name, s.Level3)
		}
	}
	return name
}

// Holds says whether a grid row can print indicators: it stands below their head, and is no head itself, nor
// a row of column numbers.
func (l *Layout) Holds(g *grid.Grid, row int) bool {
	return row > l.Row && len(PanelsIn(g, row)) == 0 && !(grid.NumbersColumns(g, row) && len(g.Line(row)) >= fewestNumbers)
}

// PanelsIn reads a row as the head of indicators: each 三级指标 with the 指标值 that follows it.
func PanelsIn(g *grid.Grid, row int) []Panel {
	var panels []Panel
	var panel Panel
	for k := 1; k <= g.Columns; k++ {
		c := g.Cell(row, k)
		if c == nil || c.Column != k {
			continue
		}
		switch s := words.Fold(c.Text); {
		case level1Head.MatchString(s):
			panel.Level1 = k
		case level2Head.MatchString(s):
			panel.Level2 = k
		case level3Head.MatchString(s):
			if panel.Level3 > 0 && panel.Value > 0 {
				panels, panel = append(panels, panel), Panel{}
			}
			panel.Level3 = k
			panel.Level1Name = levelAbove(g, row, k)
		case valueHead.MatchString(s) && (panel.Value == 0 || yearHead.MatchString(s)):
			panel.Value = k
		case operatorHead.MatchString(s) && panel.Operator == 0:
			panel.Operator = k
		case unitHead.MatchString(s) && panel.Unit == 0:
			panel.Unit = k
		}
	}
	if panel.Level3 > 0 && panel.Value > 0 {
		panels = append(panels, panel)
	}
	return panels
}

// levelAbove is the name of the first level where it stands over the indicators' columns.
func levelAbove(g *grid.Grid, row, column int) string {
	c := g.Cell(row-1, column)
	if c == nil || c.Row >= row {
		return ""
	}
	if s := words.Squeeze(c.Text); levelEnd.MatchString(s) && utf8.RuneCountInString(s) >= shortestLevel && !anyLevel.MatchString(s) {
		return s
	}
	return ""
}

// isBoxed tells a form of boxes from a list: above its indicators stand boxes with figures or with the keys
// of such forms, which end before the indicators begin.
func isBoxed(g *grid.Grid, row int) bool {
	if row > DeepestHead+1 {
		return true
	}
	for r := 1; r < row; r++ {
		if grid.HoldsAmounts(g, r) {
			return true
		}
		for _, c := range g.Line(r) {
			if c.Row+max(c.RowSpan, 1) <= row && IsKey(c.Text) {
				return true
			}
		}
	}
	return false
}

// key is the name of a box without its colon.
func key(text string) string { return strings.TrimRight(words.Fold(text), ":") }

// Heads says whether a column's head, folded, is of indicators or of what they are for, so that it names no
// project.
func Heads(head string) bool {
	return goalHead.MatchString(head) || level1Head.MatchString(head) || level2Head.MatchString(head) || level3Head.MatchString(head)
}
