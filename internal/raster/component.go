package raster

import (
	"image"

	"github.com/mingxi/mingxi/internal/union"
)

// A Component is ink that hangs together, diagonals included.
type Component struct {
	Box  image.Rectangle
	Area int // pixels
	runs []inkRun
}

// inkRun is ink side by side in one row: x0 <= x < x1.
type inkRun struct{ y, x0, x1 int }

// draw makes runs ink.
func (b *Bitmap) draw(runs []inkRun) {
	for _, r := range runs {
		row := b.Row(r.y)
		for x := r.x0; x < r.x1; x++ {
			row[x] = 1
		}
	}
}

// erase makes runs paper.
func (b *Bitmap) erase(runs []inkRun) {
	for _, r := range runs {
		clear(b.Row(r.y)[r.x0:r.x1])
	}
}

// Components finds the connected components of the ink in r, by their first pixel in reading order.
func (b *Bitmap) Components(r image.Rectangle) []Component {
	r = r.Intersect(b.Bounds())
	runs, links := b.link(r)
	var out []Component
	number := make(map[int]int)
	for i, run := range runs {
		root := links.Find(i)
		n, seen := number[root]
		if !seen {
			n = len(out)
			number[root] = n
			out = append(out, Component{})
		}
		out[n].add(run)
	}
	return out
}

// link lists the runs of ink in r and joins those that touch.
func (b *Bitmap) link(r image.Rectangle) ([]inkRun, *union.Sets) {
	var runs []inkRun
	links := &union.Sets{}
	above := 0 // the first run of the row above
	for y := r.Min.Y; y < r.Max.Y; y++ {
		here := len(runs)
		runs = appendRuns(runs, b.Row(y), y, r.Min.X, r.Max.X)
		links.Grow(len(runs))
		p := above
		for i := here; i < len(runs); i++ {
			for p < here && runs[p].x1 < runs[i].x0 {
				p++
			}
			for q := p; q < here && runs[q].x0 <= runs[i].x1; q++ {
				links.Join(q, i)
			}
		}
		above = here
	}
	return runs, links
}

func appendRuns(runs []inkRun, row []uint8, y, x0, x1 int) []inkRun {
	for x := x0; x < x1; {
		if row[x] == 0 {
			x++
			continue
		}
		start := x
		for x < x1 && row[x] != 0 {
			x++
		}
		runs = append(runs, inkRun{y, start, x})
	}
	return runs
}

func (c *Component) add(r inkRun) {
	c.Box = c.Box.Union(image.Rect(r.x0, r.y, r.x1, r.y+1))
	c.Area += r.x1 - r.x0
	c.runs = append(c.runs, r)
}
