package raster

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
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
		if got := Holds(Picture{Image: g, DPI: 150}).Table; got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
		framed, _ := Framed(g, g.Rect, 200)
		if got := Holds(Picture{Image: framed, DPI: 200}).Table; got != tt.want {
			t.Errorf("%s, framed: %v", tt.name, got)
		}
	}
}

// What is written in a grid is a table where figures are: a chart of offices and a map have names in their cells, a calendar numbers of one or two
// digits. A table with writing beside it is not alone.
func TestFiguresOfTables(t *testing.T) {
	xs, ys := []int{150, 350, 550, 800}, []int{50, 110, 170, 230, 290}
	names := func(g *image.Gray, x, y int) {
		for i := range 3 {
			grid(g, []int{x + i*32, x + i*32 + 12, x + i*32 + 24}, []int{y, y + 12, y + 24})
		}
	}
	for _, tt := range []struct {
		name   string
		digits [3]int // of each column; 0: a name
		beside bool
		holds  bool
		alone  bool
	}{
		{"a chart of offices", [3]int{0, 0, 0}, false, false, true},
		{"a calendar", [3]int{2, 2, 2}, false, false, true},
		{"a table of short figures", [3]int{0, 2, 2}, false, true, true},
		{"a table of amounts", [3]int{0, 5, 5}, false, true, true},
		{"marks of an axis beside", [3]int{0, 5, 5}, true, true, false},
	} {
		g := paper(860, 340)
		grid(g, xs, ys)
		for i, n := range tt.digits {
			for _, y := range ys[:len(ys)-1] {
				if n == 0 {
					names(g, xs[i]+40, y+18)
				} else {
					word(g, xs[i]+40, y+18, n)
				}
				if tt.beside {
					word(g, 30, y+18, 4)
				}
			}
		}
		if got := Holds(Picture{Image: g, DPI: 150}); got.Table != tt.holds || got.Table && got.Alone != tt.alone {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}

// Figures of a table are told where they stand in the picture, with few dots as well and where it lies on its side.
func TestWhereFiguresOfTablesStand(t *testing.T) {
	xs, ys := []int{150, 350, 550, 800}, []int{50, 110, 170, 230, 290}
	for _, degrees := range []int{0, 270} {
		g, want := paper(860, 340), 0
		grid(g, xs, ys)
		var boxes []image.Rectangle
		for _, x := range xs[:3] {
			for _, y := range ys[:4] {
				boxes = append(boxes, word(g, x+40, y+18, 5))
			}
		}
		got := Holds(Picture{Image: turn(g, degrees), DPI: 150})
		for _, b := range boxes {
			if degrees == 270 {
				b = image.Rect(b.Min.Y, 860-b.Max.X, b.Max.Y, 860-b.Min.X)
			}
			for _, f := range got.Figures {
				if near(f, b, 4) {
					want++
				}
			}
		}
		if !got.Table || want != len(boxes) || len(got.Figures) != want {
			t.Errorf("turned by %d: %+v, want %v", degrees, got, boxes)
		}
	}
}

// Greys framed are the same greys, with as much paper around as colours have.
func TestFramesGreys(t *testing.T) {
	g := paper(60, 40)
	fillRect(g, 20, 10, 30, 20, color.Gray{Y: 70})
	whole := image.NewRGBA(g.Rect)
	draw.Draw(whole, g.Rect, g, image.Point{}, draw.Src)
	for _, part := range []image.Rectangle{g.Rect, image.Rect(15, 5, 50, 30), image.Rect(40, 20, 70, 50)} {
		framed, by := Framed(g, part, 100)
		coloured, also := Framed(whole, part, 100)
		if got, want := cloneGray(framed.(*image.Gray)), luma(coloured.(*image.RGBA)); by != also || !bytes.Equal(got.Pix, want.Pix) || got.Rect != want.Rect {
			t.Errorf("%v: framed greys differ from framed colours", part)
		}
	}
}

// The shade of paper rises evenly from the middle of a tile to that of the next, and is that of the outer tiles outside their middles.
func TestShadesBetweenTiles(t *testing.T) {
	s := &shades{w: 2, h: 2, v: []int{100, 200, 150, 250}}
	for y, row := range s.rows(image.Rect(0, 0, 20, 20), 10) {
		down := min(max(0, y-5), 10) * 5
		for x, got := range row {
			if want := 100 + min(max(0, x-5), 10)*10 + down; got != want {
				t.Errorf("at %d, %d: %d, want %d", x, y, got, want)
			}
		}
	}
}

// A picture whose pixels are no squares is as fine both ways as the finer, but no finer than is asked for; a shading of one row takes no more
// room than the page, and a part beside a picture is paper.
func TestPicturesOfOblongPixels(t *testing.T) {
	shade := func(w, h int) *image.Gray {
		out := image.NewGray(image.Rect(0, 0, w, h))
		for i := range out.Pix {
			out.Pix[i] = uint8(i * 200 / len(out.Pix))
		}
		return out
	}
	for _, tt := range []struct {
		w, h       int
		wide, high float64
		size       image.Point
		dpi        float64
	}{
		{400, 200, 2, 1, image.Pt(400, 200), 200},
		{400, 190, 2, 1, image.Pt(400, 190), 200},
		{400, 100, 2, 1, image.Pt(400, 200), 200},
		{100, 400, 1, 2, image.Pt(200, 400), 200},
		{60000, 1, 6, 4, image.Pt(2400, 1600), 400},
		{1, 60000, 6, 4, image.Pt(2400, 1600), 400},
		{1, 60000, 200, 200, image.Pt(10000, 10000), 50},
	} {
		img, dpi := Squared(shade(tt.w, tt.h), tt.wide, tt.high, 400)
		if got := img.Bounds().Size(); got != tt.size || dpi != tt.dpi {
			t.Errorf("%d by %d: %v at %v dots an inch, want %v at %v", tt.w, tt.h, got, dpi, tt.size, tt.dpi)
		}
		b := img.Bounds()
		if first, last := img.(*image.Gray).GrayAt(0, 0).Y, img.(*image.Gray).GrayAt(b.Dx()-1, b.Dy()-1).Y; first > 2 || last < 197 {
			t.Errorf("%d by %d: shades from %d to %d", tt.w, tt.h, first, last)
		}
	}
	if framed, _ := Framed(shade(30, 30), image.Rect(40, 0, 60, 20), 100); !IsBlank(framed) {
		t.Error("a part beside the picture is not paper")
	}
}
