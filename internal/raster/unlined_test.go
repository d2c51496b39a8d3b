package raster

import (
	"image"
	"image/color"
	"image/draw"
	"slices"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// accounts draws four rows of a name and two figures, no lines, in print of so many points and dots an inch.
func accounts(t *testing.T, typeface []byte, size, dpi float64, name string) *image.Gray {
	t.Helper()
	f, err := opentype.Parse(typeface)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: dpi, Hinting: font.HintingFull})
	if err != nil {
		t.Fatal(err)
	}
	px := func(points float64) int { return int(points * dpi / 72) }
	out := paper(px(30*size), px(14*size))
	for i, figures := range [][2]string{{"27,823.83", "153.85"}, {"9,764.70", "28,329.52"}, {"826.51", "12,405.91"}, {"38,415.04", "40,889.28"}} {
		y := px(size * (3 + 2.5*float64(i)))
		(&font.Drawer{Dst: out, Src: image.Black, Face: face, Dot: fixed.P(px(2*size), y)}).DrawString(name)
		for k, text := range figures {
			d := font.Drawer{Dst: out, Src: image.Black, Face: face, Dot: fixed.P(px(size*(20+8*float64(k))), y)}
			d.Dot.X -= d.MeasureString(text)
			d.DrawString(text)
		}
	}
	return out
}

// Rows of names and figures without lines are a table in whatever print: wide characters of large and bold print are no fields. A bar among them is one.
func TestTablesWithoutLinesInAnyPrint(t *testing.T) {
	for _, tt := range []struct {
		name      string
		typeface  []byte
		size, dpi float64
		bar       bool
		want      bool
	}{
		{"usual print", goregular.TTF, 10, 200, false, true},
		{"usual print of few dots", goregular.TTF, 10, 100, false, true},
		{"large bold print", gobold.TTF, 18, 200, false, true},
		{"large bold print of few dots", gobold.TTF, 18, 110, false, true},
		{"a bar", goregular.TTF, 10, 200, true, false},
	} {
		g := accounts(t, tt.typeface, tt.size, tt.dpi, "MMM and MMMM")
		if tt.bar {
			fillRect(g, 20, g.Rect.Dy()-60, 220, g.Rect.Dy()-30, image.Black)
		}
		if got := Holds(Picture{Image: g, DPI: tt.dpi}); got.Table != tt.want {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}

// Coarse pictures are enlarged, so that digits which touch come apart: those of 150 dots an inch as well, in which small print touches.
func TestEnlargesCoarsePictures(t *testing.T) {
	for dpi, want := range map[float64]float64{72: 216, 100: 200, 150: 300, 160: 320, 161: 161} {
		if got := enlarged(Picture{Image: paper(30, 20), DPI: dpi}); got.DPI != want || got.Image.Bounds().Dx() != int(30*want/dpi) {
			t.Errorf("%v dots an inch: %v, %v", dpi, got.DPI, got.Image.Bounds())
		}
	}
}

// smudged draws eight rows of a name of squares and two words of so many pixels, in which digits touch, whose top is so much lower.
func smudged(lower int, widths []int) *image.Gray {
	g := paper(400, 260)
	for i := range 8 {
		y := 20 + 28*i
		for k := range 3 {
			grid(g, []int{20 + 20*k, 34 + 20*k}, []int{y, y + 14})
		}
		for k := range 2 {
			right, w := 220+130*k, widths[(i+k)%len(widths)]
			fillRect(g, right-w, y+lower, right, y+3+lower, color.Black)
			fillRect(g, right-w, y+11, right, y+14, color.Black)
			for x := right - w; x < right; x += 8 {
				fillRect(g, x, y+lower, x+3, y+14, color.Black)
			}
		}
	}
	return g
}

// With few dots an inch what is written behind names in columns may be amounts where it ends below another and is lower than the names; words, and what is equally long,
// are none. With more dots the digits would be seen.
func TestWhatMayBeATable(t *testing.T) {
	amounts := []int{64, 40, 52}
	for _, tt := range []struct {
		name   string
		lower  int
		widths []int
		dpi    float64
		want   bool
	}{
		{"amounts", 3, amounts, 110, true},
		{"words", -1, amounts, 110, false},
		{"of one width", 3, amounts[:1], 110, false},
		{"percentages", 3, []int{20, 26}, 110, false},
		{"amounts with more dots", 3, amounts, 170, false},
	} {
		if got := Holds(Picture{Image: smudged(tt.lower, tt.widths), DPI: tt.dpi}); got.Maybe != tt.want || got.Table {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}

// A coarse look tells rows of names and figures, however they lie, from the labels of a pie, which are names of two lines with nothing behind them.
func TestCoarseLookTellsRows(t *testing.T) {
	rows := accounts(t, goregular.TTF, 10, 96, "MMM and MMMM")
	label := rows.SubImage(image.Rect(0, 0, 120, 80)).(*image.Gray)
	pie := paper(600, 300)
	for _, at := range []image.Point{{40, 20}, {400, 180}} {
		draw.Draw(pie, label.Rect.Add(at), label, image.Point{}, draw.Src)
	}
	inLines := paper(600, 300) // labels of one line each, which are none on their side
	for _, at := range []image.Point{{60, 40}, {420, 70}, {90, 190}, {380, 240}} {
		for i := range 7 {
			fillRect(inLines, at.X+15*i, at.Y, at.X+15*i+12, at.Y+5, color.Black)
			fillRect(inLines, at.X+15*i, at.Y+5, at.X+15*i+4, at.Y+12, color.Black)
		}
	}
	small := accounts(t, goregular.TTF, 6, 96, "MMM and MMMM")
	pale := accounts(t, goregular.TTF, 10, 96, "MMM and MMMM")
	for i, v := range pale.Pix {
		pale.Pix[i] = 255 - (255-v)/5
	}
	for x := 10; x < pale.Rect.Dx()-10; x += 13 {
		fillRect(pale, x, 5, x+6, 14, color.Black)
	}
	for _, tt := range []struct {
		name    string
		picture *image.Gray
		degrees int
		want    bool
	}{
		{"labels of a pie", pie, 0, false},
		{"labels of a pie that give no lines on their side", inLines, 90, false},
		{"pale rows below a head in bold", pale, 0, true},
		{"rows", rows, 0, true},
		{"rows on their side", turn(rows, 270), 90, true},
		{"small rows on their side", turn(small, 270), 90, true},
	} {
		s, err := Prepare(Picture{Image: tt.picture, DPI: 96}, 0)
		if err != nil {
			t.Fatal(err)
		}
		if ways := s.waysOfRows(); slices.Contains(ways, tt.degrees) != tt.want {
			t.Errorf("%s: may be rows after turning by %v degrees", tt.name, ways)
		}
	}
}
