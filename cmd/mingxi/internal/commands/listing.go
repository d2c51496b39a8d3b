package commands

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
)

// A listingColumn is a column of a listing.
type listingColumn struct {
	name  string
	right bool // numbers: aligned to the right
}

// A listing prints rows under a head, its columns aligned.
type listing struct {
	out     *bufio.Writer
	width   int
	palette palette
}

// print prints rows. Where they are too long the widest flexible column gives way.
func (l listing) print(columns []listingColumn, flexible []int, rows [][]string) {
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
	shrink(widths, flexible, l.width)
	fmt.Fprintln(l.out, l.palette.faint(cutWidth(listingLine(columns, widths, names), l.width)))
	for _, r := range rows {
		fmt.Fprintln(l.out, cutWidth(listingLine(columns, widths, r), l.width))
	}
}

// Measures of listings, in columns of the terminal.
const (
	listingGap    = 2
	listingMargin = 2
	leastWidth    = 12 // a flexible column keeps this
)

// shrink takes from the widest of the flexible columns until all fit into a line of the width.
func shrink(widths, flexible []int, width int) {
	over := listingMargin - listingGap - width
	for _, w := range widths {
		over += w + listingGap
	}
	for ; over > 0; over-- {
		widest := slices.MaxFunc(flexible, func(a, b int) int { return widths[a] - widths[b] })
		if widths[widest] <= leastWidth {
			return
		}
		widths[widest]--
	}
}

func listingLine(columns []listingColumn, widths []int, row []string) string {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = pad(cutWidth(row[i], widths[i]), widths[i], c.right)
	}
	return strings.Repeat(" ", listingMargin) + strings.TrimRight(strings.Join(cells, strings.Repeat(" ", listingGap)), " ")
}
