package raster

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// mm200 is a millimetre at 200 dots an inch.
const mm200 = 200 / 25.4

func paper(w, h int) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, w, h))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	return g
}

func fillRect(img draw.Image, x0, y0, x1, y1 int, c color.Color) {
	draw.Draw(img, image.Rect(x0, y0, x1, y1), image.NewUniform(c), image.Point{}, draw.Src)
}

// grid draws a table of the given places of its lines, 3 pixels thick.
func grid(g *image.Gray, xs, ys []int) {
	for _, x := range xs {
		fillRect(g, x-1, ys[0]-1, x+2, ys[len(ys)-1]+2, color.Black)
	}
	for _, y := range ys {
		fillRect(g, xs[0]-1, y-1, xs[len(xs)-1]+2, y+2, color.Black)
	}
}

// word draws n upright bars like the digits of a word, 16 by 24 pixels, and gives its box.
func word(g *image.Gray, x, y, n int) image.Rectangle {
	for i := range n {
		fillRect(g, x+i*20, y, x+i*20+4, y+24, color.Black)
		fillRect(g, x+i*20, y, x+i*20+16, y+4, color.Black)
		fillRect(g, x+i*20, y+20, x+i*20+16, y+24, color.Black)
	}
	return image.Rect(x, y, x+(n-1)*20+16, y+24)
}

func prepare(t *testing.T, img image.Image) *Prepared {
	t.Helper()
	s, err := Prepare(Picture{Image: img, DPI: 200}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCellsOfGrid(t *testing.T) {
	g := paper(900, 600)
	grid(g, []int{100, 300, 500, 800}, []int{100, 160, 220, 280})
	fillRect(g, 297, 102, 304, 158, color.White) // the first row's first two cells are one
	s := prepare(t, g)
	if n := len(s.Cells); n != 8 {
		t.Errorf("%d cells, want 8: %v", n, s.Cells)
	}
	if want := image.Rect(100, 100, 500, 160); !near(s.Cells[0], want, 3) {
		t.Errorf("merged cell %v, want %v", s.Cells[0], want)
	}
	if n := s.Ink.Count(s.Ink.Bounds()); n != 0 {
		t.Errorf("%d pixels of the rulings are left", n)
	}
}

func near(a, b image.Rectangle, by int) bool {
	return abs(a.Min.X-b.Min.X) <= by && abs(a.Min.Y-b.Min.Y) <= by && abs(a.Max.X-b.Max.X) <= by && abs(a.Max.Y-b.Max.Y) <= by
}

func TestBrokenLinesAreJoined(t *testing.T) {
	g := paper(900, 400)
	grid(g, []int{100, 400, 800}, []int{100, 200, 300})
	for x := 140; x < 780; x += 90 {
		fillRect(g, x, 195, x+10, 206, color.White)
	}
	if s := prepare(t, g); len(s.Cells) != 4 {
		t.Errorf("%d cells, want 4", len(s.Cells))
	}
}

// A table whose lines run on at one side alone is cut off there; one that is open at both has no sides.
func TestCutTablesAreTold(t *testing.T) {
	for what, c := range map[string]struct {
		from, to, foot int
		lines          []int
		cut            bool
	}{
		"whole":              {100, 800, 400, []int{100, 200, 300, 400}, false},
		"cut right":          {100, 860, 400, []int{100, 200, 300, 400}, true},
		"cut left":           {40, 800, 400, []int{100, 200, 300, 400}, true},
		"without sides":      {40, 860, 400, []int{100, 200, 300, 400}, false},
		"cut below":          {100, 800, 500, []int{100, 200, 300, 400}, true},
		"one row":            {100, 800, 200, []int{100, 200}, false},
		"one row, cut right": {100, 860, 200, []int{100, 200}, true},
	} {
		g := paper(900, 500)
		for _, y := range c.lines {
			fillRect(g, c.from, y-1, c.to, y+2, color.Black)
		}
		for _, x := range []int{100, 300, 500, 800} {
			fillRect(g, x-1, 99, x+2, c.foot, color.Black)
		}
		s := prepare(t, g)
		if told := s.Cut == cutOff; told != c.cut || s.Problem != "" {
			t.Errorf("%s: %q, %q", what, s.Cut, s.Problem)
		}
	}
}

func TestMissingSideIsNoLine(t *testing.T) {
	g := paper(900, 400)
	grid(g, []int{100, 400, 800}, []int{100, 200, 300})
	fillRect(g, 404, 195, 796, 206, color.White)
	if s := prepare(t, g); len(s.Cells) != 3 {
		t.Errorf("%d cells, want 3: the second column's cells are one", len(s.Cells))
	}
}

// Strokes of large characters in a title are no rulings: 一 beside the stroke of its neighbour, 目.
func TestCharactersAreNoRulings(t *testing.T) {
	g := paper(900, 400)
	fillRect(g, 100, 100, 145, 104, color.Black)
	fillRect(g, 152, 100, 210, 104, color.Black)
	fillRect(g, 300, 80, 304, 140, color.Black)
	fillRect(g, 340, 80, 344, 140, color.Black)
	for y := 80; y <= 140; y += 20 {
		fillRect(g, 300, y, 344, y+3, color.Black)
	}
	s := prepare(t, g)
	if n := len(s.Rulings.Horizontal) + len(s.Rulings.Vertical); n != 0 {
		t.Errorf("%d rulings in a title", n)
	}
}

// Nor are those of a broad 国 that stands close above a table: it would be the table's first row.
func TestCharacterAboveATableIsNoPartOfIt(t *testing.T) {
	g := paper(900, 400)
	grid(g, []int{100, 400, 800}, []int{100, 200, 300})
	for _, y := range []int{60, 72, 82, 92} {
		fillRect(g, 250, y-2, 284, y+2, color.Black)
	}
	for _, x := range []int{250, 267, 280} {
		fillRect(g, x, 60, x+4, 94, color.Black) // 5 pixels above the line: less than a millimetre
	}
	if s := prepare(t, g); len(s.Cells) != 4 || s.Cells[0].Min.Y < 95 {
		t.Errorf("cells %v, want four", s.Cells)
	}
}

// A row of writing as high as its cell: upright strokes come nearly from line to line, and are no lines;
// one that parts a single row is.
func TestStrokesThatFillARowAreNoRulings(t *testing.T) {
	g := paper(900, 400)
	grid(g, []int{100, 600, 800}, []int{100, 142, 184, 226})
	for _, x := range []int{130, 170, 210} {
		fillRect(g, x, 147, x+3, 180, color.Black) // 4 pixels from either line: half a millimetre
		fillRect(g, x-10, 160, x+14, 163, color.Black)
	}
	fillRect(g, 399, 100, 402, 142, color.Black)
	s := prepare(t, g)
	if n := len(s.Rulings.Vertical); n != 4 {
		t.Errorf("%d vertical rulings %v, want those of the grid and one", n, s.Rulings.Vertical)
	}
	if n := len(s.Cells); n != 7 {
		t.Errorf("%d cells, want 7", n)
	}
}

// A stroke that stands in line with the end of a ruling does not lengthen it.
func TestStrokeInLineWithARulingIsNoPartOfIt(t *testing.T) {
	g := paper(900, 500)
	grid(g, []int{100, 400, 700}, []int{160, 220, 280})
	grid(g, []int{100, 700}, []int{100, 160})
	fillRect(g, 399, 118, 402, 152, color.Black)
	s := prepare(t, g)
	for _, v := range s.Rulings.Vertical {
		if near(v.Box, image.Rect(399, 0, 402, 0), 400) && v.Middle > 390 && v.Middle < 410 && v.Box.Min.Y < 150 {
			t.Errorf("ruling goes up to %d, want 160", v.Box.Min.Y)
		}
	}
	if n := len(s.Cells); n != 5 {
		t.Errorf("%d cells %v, want 5", n, s.Cells)
	}
}

// Lines that all go on beyond the last upright one are those of a table without sides.
func TestOpenSidesStay(t *testing.T) {
	g := paper(900, 500)
	for _, y := range []int{100, 160, 220, 280} {
		fillRect(g, 100, y-1, 740, y+2, color.Black)
	}
	fillRect(g, 139, 100, 142, 281, color.Black)
	fillRect(g, 399, 100, 402, 281, color.Black)
	for _, h := range prepare(t, g).Rulings.Horizontal {
		if h.Box.Min.X > 105 || h.Box.Max.X < 735 {
			t.Errorf("ruling from %d to %d, want 100 to 740", h.Box.Min.X, h.Box.Max.X)
		}
	}
}

// A head over others and beside them is a cell that is no rectangle: it has its own writing alone.
func TestCellAroundOthersHasItsOwnWriting(t *testing.T) {
	g := paper(900, 500)
	grid(g, []int{100, 700}, []int{100, 220, 280})
	fillRect(g, 299, 160, 302, 281, color.Black)
	fillRect(g, 499, 160, 502, 281, color.Black)
	fillRect(g, 299, 159, 702, 162, color.Black)
	whole := word(g, 350, 118, 5)
	part := word(g, 340, 180, 4)
	other := word(g, 540, 180, 4)
	s := prepare(t, g)
	var got []image.Rectangle
	for _, l := range s.Lines() {
		got = append(got, l.Box)
	}
	if len(got) != 3 {
		t.Fatalf("lines %v, want one in each of three cells", got)
	}
	for _, want := range []image.Rectangle{whole, part, other} {
		if !slices.ContainsFunc(got, func(b image.Rectangle) bool { return near(b, want, 1) }) {
			t.Errorf("no line %v among %v", want, got)
		}
	}
}

// A title in characters three times as high as the rest is one line; two lines that touch are two.
func TestLargeWritingIsOneLine(t *testing.T) {
	g := paper(1000, 600)
	for i := range 6 {
		x := 100 + 90*i
		fillRect(g, x, 60, x+8, 140, color.Black)
		fillRect(g, x+60, 60, x+68, 140, color.Black)
		fillRect(g, x, 96, x+68, 104, color.Black)
	}
	for y := 200; y < 400; y += 50 {
		word(g, 100, y, 8)
	}
	word(g, 100, 450, 8)
	fillRect(g, 108, 474, 111, 478, color.Black) // joins the two lines
	word(g, 100, 478, 8)
	s := prepare(t, g)
	if lines := s.Lines(); len(lines) != 7 || lines[0].Box.Dy() < 79 {
		t.Errorf("%d lines, the first %v; want 7, the first 80 high", len(lines), lines[0].Box)
	}
}

func TestSkewIsUndone(t *testing.T) {
	for _, degrees := range []float64{-2.5, -1, -0.4, 0, 0.3, 1.7} {
		g := paper(900, 600)
		grid(g, []int{100, 300, 500, 800}, []int{150, 210, 270, 330, 390})
		s := prepare(t, straighten(g, -degrees*math.Pi/180))
		if got := s.Skew * 180 / math.Pi; math.Abs(got-degrees) > 0.1 {
			t.Errorf("skew %.3f, want %.3f", got, degrees)
		}
		if len(s.Cells) != 12 {
			t.Errorf("%v degrees: %d cells, want 12", degrees, len(s.Cells))
		}
	}
}

func TestTurnsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 20).Draw(t, "w"), rapid.IntRange(1, 20).Draw(t, "h")
		g := image.NewGray(image.Rect(0, 0, w, h))
		for i := range g.Pix {
			g.Pix[i] = rapid.Byte().Draw(t, "pix")
		}
		if back := turn(turn(g, 90), 270); !bytes.Equal(back.Pix, g.Pix) {
			t.Error("a quarter turn and back changes the picture")
		}
		if twice := turn(turn(g, 90), 90); !bytes.Equal(twice.Pix, turn(g, 180).Pix) {
			t.Error("two quarter turns are not a half")
		}
	})
}

func TestSealIsLifted(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 1000, 700))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	red := color.RGBA{225, 60, 70, 255}
	middle, radius := image.Pt(500, 350), 20*mm200
	for y := range 700 {
		for x := range 1000 {
			d := math.Hypot(float64(x-middle.X), float64(y-middle.Y))
			if math.Abs(d-radius) < 6 {
				img.Set(x, y, red)
			}
		}
	}
	fillRect(img, 480, 340, 520, 344, color.RGBA{60, 10, 20, 255}) // black print below the stamp
	fillRect(img, 100, 650, 220, 670, red)                         // a red heading
	g, _ := grayOf(img, 200)
	if v := g.GrayAt(500+int(radius), 350).Y; v < 200 {
		t.Errorf("the seal's ring is %d dark still", v)
	}
	if v := g.GrayAt(500, 342).Y; v > 90 {
		t.Errorf("print below the seal faded to %d", v)
	}
	if v := g.GrayAt(150, 660).Y; v > 160 {
		t.Errorf("red heading faded to %d", v)
	}
}

func TestShadowsAreWhitened(t *testing.T) {
	g := paper(800, 400)
	for y := range 400 {
		for x := range 800 {
			g.SetGray(x, y, color.Gray{uint8(255 - x/6)})
		}
	}
	for x := 40; x < 760; x += 60 {
		fillRect(g, x, 200, x+6, 224, color.Gray{40})
	}
	whiten(g, 200)
	if v := g.GrayAt(750, 100).Y; v < 235 {
		t.Errorf("paper in the shadow is %d", v)
	}
	if n := len(threshold(g).Components(image.Rect(0, 0, 800, 400))); n != 12 {
		t.Errorf("%d strokes, want 12", n)
	}
}

func TestDarkBorderIsCleared(t *testing.T) {
	g := paper(800, 600)
	fillRect(g, 0, 0, 60, 600, color.Gray{20})
	fillRect(g, 0, 560, 800, 600, color.Gray{20})
	box := word(g, 300, 300, 5)
	s := prepare(t, g)
	if n := s.Ink.Count(image.Rect(0, 0, 100, 600)); n != 0 {
		t.Errorf("%d pixels of the border are left", n)
	}
	if s.Ink.Count(box) == 0 {
		t.Error("the writing went with the border")
	}
}

func TestDustGoesAndPointsStay(t *testing.T) {
	g := paper(600, 300)
	box := word(g, 100, 100, 3)
	fillRect(g, box.Max.X+4, 121, box.Max.X+7, 124, color.Black) // a decimal point
	fillRect(g, 400, 200, 402, 202, color.Black)                 // dust
	s := prepare(t, g)
	if s.Ink.Count(image.Rect(395, 195, 410, 210)) != 0 {
		t.Error("dust is left")
	}
	if s.Ink.Count(image.Rect(box.Max.X+3, 118, box.Max.X+9, 127)) == 0 {
		t.Error("the decimal point is gone")
	}
}

func TestLines(t *testing.T) {
	g := paper(1000, 500)
	first := word(g, 100, 100, 8)
	second := word(g, 100, 150, 6)
	apart := word(g, 600, 150, 4)
	s := prepare(t, g)
	var got []image.Rectangle
	for _, l := range s.Lines() {
		got = append(got, l.Box)
	}
	want := []image.Rectangle{first, second, apart}
	if len(got) != len(want) {
		t.Fatalf("lines %v, want %v", got, want)
	}
	for i := range want {
		if !near(got[i], want[i], 1) {
			t.Errorf("line %d is %v, want %v", i, got[i], want[i])
		}
	}
}

// 合 consists of three parts above each other; alone in a cell it is one line all the same.
func TestPartsOfACharacterAreOneLine(t *testing.T) {
	g := paper(1000, 500)
	grid(g, []int{100, 200, 900}, []int{100, 200, 300})
	word(g, 300, 140, 8)
	word(g, 300, 240, 8)
	fillRect(g, 130, 140, 154, 147, color.Black)
	fillRect(g, 134, 151, 150, 154, color.Black)
	fillRect(g, 134, 158, 150, 165, color.Black)
	n := 0
	s := prepare(t, g)
	for _, l := range s.Lines() {
		if l.Box.Max.X < 200 {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the character is %d lines", n)
	}
}

func TestPoorPicturesAreTold(t *testing.T) {
	for _, tt := range []struct {
		dpi  float64
		fail bool
		poor bool
	}{{40, true, false}, {100, false, true}, {200, false, false}} {
		s, err := Prepare(Picture{Image: paper(300, 300), DPI: tt.dpi}, 0)
		if (err != nil) != tt.fail {
			t.Errorf("%v dpi: error %v", tt.dpi, err)
		}
		if err == nil && (s.Problem != "") != tt.poor {
			t.Errorf("%v dpi: problem %q", tt.dpi, s.Problem)
		}
	}
	if _, err := Prepare(Picture{Image: image.NewGray(image.Rect(0, 0, 0, 0)), DPI: 200}, 0); err == nil {
		t.Error("an empty picture is prepared")
	}
}

// Whatever is on the picture, preparing it ends, and its parts lie on the picture.
func TestPrepareAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 300).Draw(t, "w"), rapid.IntRange(1, 300).Draw(t, "h")
		g := paper(w, h)
		for range rapid.IntRange(0, 40).Draw(t, "shapes") {
			x, y := rapid.IntRange(0, w).Draw(t, "x"), rapid.IntRange(0, h).Draw(t, "y")
			fillRect(g, x, y, x+rapid.IntRange(0, w).Draw(t, "dx"), y+rapid.IntRange(0, 9).Draw(t, "dy"), color.Gray{rapid.Byte().Draw(t, "shade")})
		}
		s, err := Prepare(Picture{Image: g, DPI: rapid.Float64Range(60, 300).Draw(t, "dpi")}, rapid.SampledFrom([]int{0, 90, 180, 270}).Draw(t, "turn"))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range s.Lines() {
			if l.Box.Empty() || !l.Box.In(s.Ink.Bounds()) {
				t.Errorf("line %v outside the picture", l.Box)
			}
		}
	})
}

func TestDecode(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, paper(1654, 2339)); err != nil {
		t.Fatal(err)
	}
	if !IsPicture(b.Bytes()) || IsPicture([]byte("%PDF-1.7")) {
		t.Error("pictures are not told from PDF")
	}
	p, err := Decode(b.Bytes(), 0)
	if err != nil || math.Abs(p.DPI-200) > 1 {
		t.Errorf("resolution %v, error %v; want that of an A4 sheet, 200", p.DPI, err)
	}
	if _, err := Decode(b.Bytes()[:100], 0); err == nil {
		t.Error("half a picture is one")
	}
	twoPages := []byte("II*\x00\x08\x00\x00\x00\x00\x00\x0e\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	if _, err := Decode(twoPages, 0); err == nil {
		t.Error("a TIFF file with two pages is read as one")
	}
}

func FuzzDecode(f *testing.F) {
	var b bytes.Buffer
	png.Encode(&b, paper(20, 20))
	f.Add(b.Bytes())
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x00\x00\x0e\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 1<<16 {
			Decode(data, 0)
		}
	})
}

func BenchmarkPrepare(b *testing.B) {
	g := paper(1654, 2339)
	xs, ys := []int{}, []int{}
	for x := 100; x <= 1500; x += 200 {
		xs = append(xs, x)
	}
	for y := 200; y <= 2100; y += 60 {
		ys = append(ys, y)
	}
	grid(g, xs, ys)
	for _, y := range ys[1:] {
		for _, x := range xs[1:] {
			word(g, x-150, y-40, 6)
		}
	}
	img := straighten(g, 0.01)
	for b.Loop() {
		s, err := Prepare(Picture{Image: img, DPI: 200}, 0)
		if err != nil {
			b.Fatal(err)
		}
		s.Lines()
	}
}
