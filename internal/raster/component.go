package raster

import "image"

// A Component is ink that hangs together, diagonals included.
type Component struct {
	Box  image.Rectangle
	Area int // pixels
	runs []inkRun
}

// inkRun is ink side by side in one row: x0 <= x < x1.
type inkRun struct{ y, x0, x1 int }

// Components finds the connected components of the ink in r, by their first pixel in reading order.
func (b *Bitmap) Components(r image.Rectangle) []Component {
	r = r.Intersect(b.Bounds())
	runs, links := b.link(r)
	var out []Component
	number := make(map[int]int)
	for i, run := range runs {
		root := links.find(i)
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
func (b *Bitmap) link(r image.Rectangle) ([]inkRun, *sets) {
	var runs []inkRun
	links := &sets{}
	above := 0 // the first run of the row above
	for y := r.Min.Y; y < r.Max.Y; y++ {
		here := len(runs)
		runs = appendRuns(runs, b.Row(y), y, r.Min.X, r.Max.X)
		links.grow(len(runs))
		p := above
		for i := here; i < len(runs); i++ {
			for p < here && runs[p].x1 < runs[i].x0 {
				p++
			}
			for q := p; q < here && runs[q].x0 <= runs[i].x1; q++ {
				links.join(q, i)
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

// sets keeps track of which things belong together (union-find).
type sets struct{ parent []int }

func (s *sets) grow(n int) {
	for len(s.parent) < n {
		s.parent = append(s.parent, len(s.parent))
	}
}

func (s *sets) find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

// join lets the smaller number stand for both, so that results do not depend on the order of joins.
func (s *sets) join(i, j int) {
	i, j = s.find(i), s.find(j)
	s.parent[max(i, j)] = min(i, j)
}
