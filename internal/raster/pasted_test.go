package raster

import (
	"image/color"
	"testing"
)

// A grid with writing in its cells is a table, also at twice the resolution and in a picture that it fills; an empty grid, boxes that stand
// apart, bars over lines and writing without lines are none.
func TestPicturesOfTables(t *testing.T) {
	xs, ys := []int{50, 250, 450, 700}, []int{50, 110, 170, 230, 290}
	for _, tt := range []struct {
		name        string
		lines, bars bool
		apart       int
		written     bool
		want        bool
	}{
		{"a table", true, false, 0, true, true},
		{"an empty grid", true, false, 0, false, false},
		{"boxes that stand apart", true, false, 14, true, false},
		{"writing without lines", false, false, 0, true, false},
		{"bars in a grid", true, true, 0, false, false},
	} {
		g := paper(760, 340)
		for i := range len(xs) - 1 {
			for j := range len(ys) - 1 {
				if tt.lines {
					grid(g, []int{xs[i] + tt.apart, xs[i+1] - tt.apart}, []int{ys[j] + tt.apart, ys[j+1] - tt.apart})
				}
				if tt.written {
					word(g, xs[i]+50, ys[j]+18, 4)
				}
				if tt.bars {
					fillRect(g, xs[i]+50, ys[j]+10, xs[i]+100, ys[j+1], color.Gray{Y: 60})
				}
			}
		}
		if got := HoldsTable(Picture{Image: g, DPI: 150}); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
		framed, _ := Framed(g, g.Rect, 200)
		if got := HoldsTable(Picture{Image: framed, DPI: 200}); got != tt.want {
			t.Errorf("%s, framed: %v", tt.name, got)
		}
	}
}
