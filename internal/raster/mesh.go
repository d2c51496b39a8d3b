package raster

import (
	"cmp"
	"image"
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/union"
)

const (
	meshNear  = 1.2  // mm: lines closer than this are one line of the mesh
	meshCover = 0.6  // of a cell's side that must be ruled to close it
	meshLeast = 15.0 // mm: a mesh smaller than this both ways is a character (目 in a title)
	meshLow   = 5.0  // mm: a mesh that is lower than this and
	meshWord  = 45.0 // mm: shorter than this is made of the strokes of characters in one line
)

// cells are the areas that rulings enclose, by their top left corners: the inside of each cell,
// merged or not, without its lines.
func cells(r Rulings, mm float64) []image.Rectangle {
	var out []image.Rectangle
	for _, group := range meshes(r, mm) {
		out = append(out, group.cells(mm)...)
	}
	slices.SortFunc(out, func(a, b image.Rectangle) int {
		return cmp.Or(cmp.Compare(a.Min.Y, b.Min.Y), cmp.Compare(a.Min.X, b.Min.X))
	})
	return out
}

// meshes are the groups of lines that cross and enclose cells, one for each table.
func meshes(r Rulings, mm float64) []Rulings {
	return slices.DeleteFunc(groups(r, meshNear*mm), func(g Rulings) bool {
		return len(g.Horizontal) < 2 || len(g.Vertical) < 2
	})
}

// groups parts lines into those that cross each other or come as near, directly or through others: one group for
// each table, and one for each line that stands alone.
func groups(r Rulings, nearest float64) []Rulings {
	near := int(nearest)
	links := &union.Sets{}
	nh := len(r.Horizontal)
	links.Grow(nh + len(r.Vertical))
	for i, h := range r.Horizontal {
		for j, v := range r.Vertical {
			if h.Box.Inset(-near).Overlaps(v.Box) {
				links.Join(i, nh+j)
			}
		}
	}
	number := map[int]int{}
	var out []Rulings
	at := func(i int) *Rulings {
		root := links.Find(i)
		if _, seen := number[root]; !seen {
			number[root] = len(out)
			out = append(out, Rulings{})
		}
		return &out[number[root]]
	}
	for i, h := range r.Horizontal {
		at(i).Horizontal = append(at(i).Horizontal, h)
	}
	for j, v := range r.Vertical {
		at(nh + j).Vertical = append(at(nh+j).Vertical, v)
	}
	return out
}

// cells joins the areas between neighbouring lines of the mesh that no line parts.
func (r Rulings) cells(mm float64) []image.Rectangle {
	ys := levels(r.Horizontal, meshNear*mm)
	xs := levels(r.Vertical, meshNear*mm)
	rows, cols := len(ys)-1, len(xs)-1
	if rows < 1 || cols < 1 {
		return nil
	}
	links := &union.Sets{}
	links.Grow(rows * cols)
	for y := range rows {
		for x := range cols {
			if x+1 < cols && !parted(r.Vertical, xs[x+1], ys[y], ys[y+1], mm, false) {
				links.Join(y*cols+x, y*cols+x+1)
			}
			if y+1 < rows && !parted(r.Horizontal, ys[y+1], xs[x], xs[x+1], mm, true) {
				links.Join(y*cols+x, (y+1)*cols+x)
			}
		}
	}
	areas := make([]image.Rectangle, rows*cols)
	for y := range rows {
		for x := range cols {
			i := links.Find(y*cols + x)
			areas[i] = areas[i].Union(image.Rect(int(xs[x]), int(ys[y]), int(xs[x+1]), int(ys[y+1])))
		}
	}
	return slices.DeleteFunc(areas, image.Rectangle.Empty)
}

// levels are the heights of horizontal lines, or how far right vertical ones lie, near ones taken together.
func levels(lines []Ruling, near float64) []float64 {
	mids := make([]float64, len(lines))
	for i, l := range lines {
		mids[i] = l.Middle
	}
	slices.Sort(mids)
	var out []float64
	n := 0.0
	for _, m := range mids {
		if n == 0 || m-out[len(out)-1] > near {
			out, n = append(out, m), 1
			continue
		}
		last := &out[len(out)-1]
		*last = (*last*n + m) / (n + 1)
		n++
	}
	return out
}

// parted says whether lines at the given level cover most of the stretch from a to b.
func parted(lines []Ruling, level, a, b, mm float64, horizontal bool) bool {
	covered := 0.0
	for _, l := range lines {
		from, to := float64(l.Box.Min.Y), float64(l.Box.Max.Y)
		if horizontal {
			from, to = float64(l.Box.Min.X), float64(l.Box.Max.X)
		}
		if math.Abs(l.Middle-level) <= meshNear*mm {
			covered += max(0, min(b, to)-max(a, from))
		}
	}
	return covered >= meshCover*(b-a)
}
