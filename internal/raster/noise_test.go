package raster

import (
	"image"
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

// Pale writing is darkened, and the sheet says that it was; empty paper stays.
func TestLittleContrastIsTold(t *testing.T) {
	for _, test := range []struct {
		shade uint8
		told  bool
	}{{30, false}, {120, false}, {225, true}, {255, false}} {
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
