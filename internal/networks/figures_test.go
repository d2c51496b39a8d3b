package networks

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// The confidence in a figure tells how many are right: of figures in faces that the network was not trained with, worn
// as scans are.
func TestConfidenceIsKept(t *testing.T) {
	reader, err := loadDigits()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	faces := []font.Face{face(t, goregular.TTF), face(t, gomono.TTF), face(t, gobold.TTF)}
	const all = 300
	right, sure, surelyWrong, promised := 0, 0, 0, 0.0
	for range all {
		text := amount(r)
		letters, steps, err := reader.read(worn(r, drawn(faces[r.IntN(len(faces))], text)))
		if err != nil {
			t.Fatal(err)
		}
		got := reading(letters, steps, 100, 10)
		promised += got.Confidence()
		if got.Text() == text {
			right++
		}
		if got.Confidence() >= 0.95 {
			sure++
			if got.Text() != text {
				surelyWrong++
				t.Logf("surely %q for %q", got.Text(), text)
			}
		}
	}
	t.Logf("%d of %d right, %.0f promised; sure of %d, %d of them wrong", right, all, promised, sure, surelyWrong)
	if right < all*85/100 {
		t.Errorf("%d of %d right", right, all)
	}
	if off := math.Abs(promised-float64(right)) / all; off > 0.08 {
		t.Errorf("%.0f of %d are promised and %d right", promised, all, right)
	}
	if surelyWrong*100 > sure || sure < all/2 {
		t.Errorf("sure of %d, and wrong in %d of them", sure, surelyWrong)
	}
}

func face(t *testing.T, ttf []byte) font.Face {
	t.Helper()
	f, err := opentype.Parse(ttf)
	if err != nil {
		t.Fatal(err)
	}
	out, err := opentype.NewFace(f, &opentype.FaceOptions{Size: 48, DPI: 72})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// amount is an amount as tables print them.
func amount(r *rand.Rand) string {
	n := r.IntN(1 << (4 + r.IntN(24)))
	text := fmt.Sprint(n)
	if r.IntN(2) == 0 {
		for i := len(text) - 3; i > 0; i -= 3 {
			text = text[:i] + "," + text[i:]
		}
	}
	if r.IntN(3) > 0 {
		text += fmt.Sprintf(".%02d", r.IntN(100))
	}
	if r.IntN(8) == 0 {
		text = "-" + text
	}
	return text
}

// drawn is a text in black on white, cut to its ink.
func drawn(f font.Face, text string) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, 40*len(text)+40, 80))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	d := font.Drawer{Dst: out, Src: image.Black, Face: f, Dot: fixed.P(20, 60)}
	d.DrawString(text)
	ink := image.Rectangle{}
	for i, p := range out.Pix {
		if p < 128 {
			x, y := i%out.Stride, i/out.Stride
			ink = ink.Union(image.Rect(x, y, x+1, y+1))
		}
	}
	return out.SubImage(ink.Inset(-6)).(*image.Gray)
}

// worn is a line as a scanner sees it, 10 to 30 pixels high, in grey with noise or in two colours.
func worn(r *rand.Rand, line *image.Gray) *image.Gray {
	high := 12 + r.IntN(20)
	out := image.NewGray(image.Rect(0, 0, line.Rect.Dx()*high/line.Rect.Dy(), high))
	draw.BiLinear.Scale(out, out.Rect, line, line.Rect, draw.Src, nil)
	grain, ink, two := 25*r.Float64(), 110*r.Float64(), r.IntN(4) == 0
	for i, p := range out.Pix {
		v := ink + (235-ink)*float64(p)/255 + r.NormFloat64()*grain
		if two {
			v = 255 * math.Round(min(max((v-ink)/(235-ink), 0), 1))
		}
		out.Pix[i] = uint8(min(max(v, 0), 255))
	}
	return out
}

// What the reader of figures does not know is a sign of its own.
func TestOtherSigns(t *testing.T) {
	reader, err := loadDigits()
	if err != nil {
		t.Fatal(err)
	}
	letters, steps, err := reader.read(drawn(face(t, goregular.TTF), "Budget"))
	if err != nil {
		t.Fatal(err)
	}
	if got := reading(letters, steps, 100, 10).Text(); !strings.Contains(got, other) {
		t.Errorf("letters are read as %q", got)
	}
}
