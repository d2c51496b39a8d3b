package reprint

import (
	"fmt"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
)

// line is how lines are drawn.
const line = "0.75pt solid #000000"

// A cell is one of a table, and where in it it stands.
type cell struct {
	*layout.Cell
	head     bool // it is of the head
	endsHead bool // it is the lowest there
	total    bool // it is of a row of totals
}

// looks are the declarations of the cells of styles that differ by these alone.
var looks = map[string]func(c cell) []string{
	"airy":         belowHead("padding-top: 6pt", "padding-bottom: 6pt"),
	"head-bottom":  belowHead("vertical-align: bottom"),
	"centred-all":  belowHead(),
	"narrow-names": belowHead(),
	"plain":        tight("top"),
	"sheet":        tight("bottom"),
	"dashes":       belowHead(),
	"dotted-body": func(c cell) []string {
		if c.head {
			return nil
		}
		return []string{"border-bottom: 0.75pt dotted #000000"}
	},
	"totals": func(c cell) []string {
		if !c.total {
			return nil
		}
		return []string{"border-top: " + line, "border-bottom: " + line}
	},
}

// belowHead is a line below the head, and more for each cell.
func belowHead(more ...string) func(c cell) []string {
	return func(c cell) []string {
		if c.endsHead {
			return append([]string{"border-bottom: " + line}, more...)
		}
		return more
	}
}

// tight sets the text of cells at one edge, without room above and below it: rows stand as near as lines.
func tight(edge string) func(c cell) []string {
	return belowHead("padding-top: 0", "padding-bottom: 0", "line-height: 1.0", "vertical-align: "+edge)
}

// isBlankAmount says whether a cell is empty where the others of its column hold nothing but amounts.
func isBlankAmount(t *layout.Table, c *layout.Cell) bool {
	if c.Row <= t.HeaderRows || c.Text != "" {
		return false
	}
	amounts := 0
	for i := range t.Cells {
		switch o := &t.Cells[i]; {
		case o.Column != c.Column || o.Row <= t.HeaderRows || o.Text == "":
		case !isAmount(o):
			return false
		default:
			amounts++
		}
	}
	return amounts > 0
}

// lookOf is the attributes of a cell in one of these styles.
func (p Print) lookOf(t *layout.Table, c *layout.Cell) (string, bool) {
	declare, ok := looks[p.Style]
	if !ok {
		return "", false
	}
	of := cell{Cell: c, head: c.Row <= t.HeaderRows, endsHead: c.Row+c.RowSpan-1 == t.HeaderRows}
	for _, o := range t.Cells {
		of.total = of.total || !of.head && o.Row == c.Row && strings.HasSuffix(strings.Trim(o.Text, "： \n"), "计")
	}
	align, width := "left", ""
	switch {
	case of.head || p.Style == "centred-all":
		align = "center"
	case isAmount(c):
		align = "right"
	}
	if p.Style == "narrow-names" && of.head && c.ColSpan == 1 && strings.Contains(c.Text, "称") {
		width = ` width="6%"`
	}
	return fmt.Sprintf(`align=%q%s style="%s"`, align, width, strings.Join(declare(of), "; ")), true
}
