package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
)

// A gridColumn is a column of a printed grid.
type gridColumn struct {
	name  string
	right bool // numbers: aligned to the right
}

// A grid prints rows under a head, its columns aligned.
type grid struct {
	out     *bufio.Writer
	width   int
	palette palette
}

// print prints rows. Where they are too long the widest flexible column gives way.
func (g grid) print(columns []gridColumn, flexible []int, rows [][]string) {
	widths := make([]int, len(columns))
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
		widths[i] = textWidth(c.name)
		for _, r := range rows {
			r[i] = visible(r[i])
			widths[i] = max(widths[i], textWidth(r[i]))
		}
	}
	shrink(widths, flexible, g.width)
	fmt.Fprintln(g.out, g.palette.faint(gridLine(columns, widths, names)))
	for _, r := range rows {
		fmt.Fprintln(g.out, gridLine(columns, widths, r))
	}
}

// Measures of grids, in columns of the terminal.
const (
	gridGap    = 2
	gridMargin = 2
	leastWidth = 16 // a flexible column keeps this
)

// shrink takes from the widest of the flexible columns until all fit into a line of the width.
func shrink(widths, flexible []int, width int) {
	over := gridMargin - gridGap - width
	for _, w := range widths {
		over += w + gridGap
	}
	for ; over > 0; over-- {
		widest := slices.MaxFunc(flexible, func(a, b int) int { return widths[a] - widths[b] })
		if widths[widest] <= leastWidth {
			return
		}
		widths[widest]--
	}
}

func gridLine(columns []gridColumn, widths []int, row []string) string {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = pad(cutWidth(row[i], widths[i]), widths[i], c.right)
	}
	return strings.Repeat(" ", gridMargin) + strings.TrimRight(strings.Join(cells, strings.Repeat(" ", gridGap)), " ")
}
