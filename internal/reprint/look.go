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
