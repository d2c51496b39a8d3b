package continuation

import (
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/grid"
)

// sameHeight is by how many points the rows of one sheet stand higher or lower on the page that has its right half.
const sameHeight = 1.0

// namesWithin is in how many first columns a sheet names its rows: codes, in three columns at most, may stand before the names.
const namesWithin = 4

// takeBeside joins a part that stands on the right of the last one, where a sheet was cut between its columns and its halves
// printed on facing pages: its rows stand at the same heights, it names no row and has another head.
func (j *joining) takeBeside(p *caption.Part) bool {
	if !j.follows(p) || j.last.Weak || !j.last.Ruled || !p.Ruled || !sameRows(j.last.Grid, p.Grid) || !j.namedAlike(p) {
		return false
	}
	head := max(j.last.Head, p.Head)
	if head == 0 || namesRows(p, head, 1) || !namesRows(j.last, head, namesWithin) || sameHeads(j.last, p, head) {
		return false
	}
	n, shift := j.last.Columns(), j.last.Xs[j.last.Columns()]-p.Xs[0]
	for _, x := range p.Xs[1:] {
		j.last.Xs = append(j.last.Xs, x+shift)
	}
	for _, c := range p.Cells {
		c.Column += n
		j.last.Cells = append(j.last.Cells, c)
	}
	slices.SortStableFunc(j.last.Cells, grid.ByPlace)
	j.last.Head, j.last.Notes = head, append(j.last.Notes, p.Notes...)
	j.xs, j.right = j.last.Xs, p
	return true
}

// sameRows says whether the rows of two grids stand at the same heights.
func sameRows(a, b *grid.Grid) bool {
	return slices.EqualFunc(a.Ys, b.Ys, func(x, y float64) bool { return math.Abs(x-y) <= sameHeight })
}

// namedAlike says whether nothing above a part names another table: its title is none, or the end of the one that runs over both.
func (j *joining) namedAlike(p *caption.Part) bool {
	return strings.HasSuffix(j.last.Title, continued.ReplaceAllString(p.Title, ""))
}

// namesRows says whether words stand in one of the first columns below the head of a part.
func namesRows(p *caption.Part, head, columns int) bool {
	return slices.ContainsFunc(p.Cells, func(c layout.Cell) bool {
		return c.Row > head && c.Column <= columns && c.Text != "" && !figure.Is(c.Text)
	})
}

// sameHeads says whether the heads of two parts say the same.
func sameHeads(a, b *caption.Part, head int) bool {
	said := func(p *caption.Part) (out []string) {
		for _, c := range p.Cells {
			if c.Row <= head {
				out = append(out, c.Text)
			}
		}
		return out
	}
	return slices.Equal(said(a), said(b))
}
