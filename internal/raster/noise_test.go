package raster

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

// Grain is measured as it was made, smoothing leaves little of it, and a stroke stays dark.
func TestNoise(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, deviation := range []float64{0, 8, 20} {
		g := image.NewGray(image.Rect(0, 0, 400, 400))
		for i := range g.Pix {
			v := 200.0
			if x := i % 400; x == 200 || x == 201 {
				v = 60
			}
			g.Pix[i] = uint8(math.Min(255, math.Max(0, v+r.NormFloat64()*deviation)))
		}
		got := noise(g)
		if math.Abs(got-deviation) > 1.5 {
			t.Errorf("noise %.1f, want %.1f", got, deviation)
		}
		if deviation == 0 {
			continue
		}
		s := smooth(g, got)
		if rest := noise(s); rest > noiseRest*deviation*1.3 {
			t.Errorf("%.1f left of %.1f", rest, deviation)
		}
		mean := 0
		for y := 10; y < 390; y++ {
			mean += int(s.Pix[y*s.Stride+200])
		}
		if mean /= 380; mean > 80 {
			t.Errorf("a stroke of shade 60 has become %d", mean)
		}
	}
}

// Pale writing is darkened, and the picture says that it was; empty paper stays.
func TestLittleContrastIsTold(t *testing.T) {
	for _, test := range []struct {
		shade uint8
		told  bool
	}{{30, false}, {120, false}, {150, false}, {225, true}, {255, false}} {
		g := image.NewGray(image.Rect(0, 0, 800, 800))
		for i := range g.Pix {
			g.Pix[i] = 250
			if x, y := i%800, i/800; y%40 < 20 && x%20 < 10 && test.shade < 255 {
				g.Pix[i] = test.shade
			}
		}
		s, err := Prepare(Picture{Image: g, DPI: 200}, 0)
		if err != nil {
			t.Fatal(err)
		}
		if (s.Problem != "") != test.told {
			t.Errorf("shade %d: %q", test.shade, s.Problem)
		}
		if inked := s.Ink.Count(s.Ink.Bounds()) > 0; inked != (test.shade < 255) {
			t.Errorf("shade %d: ink %v", test.shade, inked)
		}
	}
}

// A negative has the lines of its positive; a black page and one that is badly lit are none.
func TestNegativesAreTurned(t *testing.T) {
	page := func(paper, ink uint8) *image.Gray {
		g := image.NewGray(image.Rect(0, 0, 900, 600))
		fillRect(g, 0, 0, 900, 600, color.Gray{Y: paper})
		for y := 100; y < 500; y += 60 {
			for x := 100; x < 700; x += 40 {
				fillRect(g, x, y, x+4, y+24, color.Gray{Y: ink})
				fillRect(g, x, y, x+20, y+4, color.Gray{Y: ink})
			}
		}
		return g
	}
	for _, tt := range []struct {
		paper, ink uint8
		negative   bool
	}{{255, 0, false}, {100, 20, false}, {60, 10, false}, {0, 255, true}, {30, 200, true}, {0, 0, false}} {
		g := page(tt.paper, tt.ink)
		if got := isNegative(g); got != tt.negative {
			t.Errorf("paper %d, ink %d: negative %v", tt.paper, tt.ink, got)
		}
		if s := prepare(t, g); tt.negative && len(s.Lines()) != len(prepare(t, page(255, 0)).Lines()) {
			t.Errorf("paper %d, ink %d: %d lines", tt.paper, tt.ink, len(s.Lines()))
		}
	}
}

// Greys that are shown by dots become greys again, and print in two colours with dust stays as it is.
func TestDotsBecomeGrey(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	page := func(dots float64) *image.Gray {
		g := image.NewGray(image.Rect(0, 0, 400, 400))
		for i := range g.Pix {
			g.Pix[i] = 255
			if x := i % 400; x >= 200 && x < 204 || r.Float64() < dots {
				g.Pix[i] = 0
			}
		}
		return g
	}
	if dotted(page(0.0005)) || dotted(page(0)) {
		t.Error("dust is taken for dots that show a grey")
	}
	g := page(0.04)
	if !dotted(g) {
		t.Fatal("dots that show a grey are not seen")
	}
	u := undotted(g)
	if dotted(u) {
		t.Error("the dots are still there")
	}
	for y := 1; y < 399; y++ {
		if v := u.Pix[y*u.Stride+201]; v > 20 {
			t.Fatalf("a stroke has become %d", v)
		}
	}
}

// What a dirty glass draws over the whole picture is no ruling, though it is taken out; a table that fills the picture has such lines.
func TestStreaksAreNoRulings(t *testing.T) {
	g := paper(900, 600)
	grid(g, []int{100, 300, 500, 700}, []int{100, 200, 300, 400})
	fillRect(g, 602, 0, 604, 600, color.Black)
	fillRect(g, 0, 340, 900, 342, color.Black)
	s := prepare(t, g)
	if len(s.Cells) != 9 || s.Ink.Count(s.Ink.Bounds()) > 0 {
		t.Errorf("%d cells, want 9; %d pixels of lines are left", len(s.Cells), s.Ink.Count(s.Ink.Bounds()))
	}
	g = paper(603, 303)
	grid(g, []int{1, 201, 401, 601}, []int{1, 101, 201, 301})
	if s := prepare(t, g); len(s.Cells) != 9 {
		t.Errorf("%d cells of a table that fills the picture, want 9", len(s.Cells))
	}
}
