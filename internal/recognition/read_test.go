package recognition

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/raster"
)

// engineFunc is an engine that a test writes down.
type engineFunc func(ocr.Line) (ocr.Reading, error)

func (f engineFunc) Read(ctx context.Context, line ocr.Line) (ocr.Reading, error) {
	if err := ctx.Err(); err != nil {
		return ocr.Reading{}, err
	}
	return f(line)
}

// margin is about the paper that is shown beside a line of 20 pixels.
const margin = 6

// says is a reading with the same confidence for each character.
func says(text string, confidence float64) ocr.Reading {
	var r ocr.Reading
	for i, c := range strings.Split(text, "") {
		r.Symbols = append(r.Symbols, ocr.Symbol{Text: c, Confidence: confidence, Box: image.Rect(margin+i*20, margin, margin+i*20+16, margin+40)})
	}
	return r
}

// digits draws n shapes like digits, 12 by 20 pixels.
func digits(n int) (*image.Gray, image.Rectangle) {
	g := image.NewGray(image.Rect(0, 0, 600, 400))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	for i := range n {
		draw.Draw(g, image.Rect(100+16*i, 100, 112+16*i, 120), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	return g, image.Rect(100, 100, 100+16*n-4, 120)
}

func prepared(t *testing.T, g *image.Gray) *raster.Prepared {
	t.Helper()
	s, err := raster.Prepare(raster.Picture{Image: g, DPI: 200}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A formula is no figure: its = is two strokes above each other.
func TestFormulasAreNoFigures(t *testing.T) {
	g, _ := digits(2)
	black := image.NewUniform(color.Black)
	box := image.Rect(100, 100, 170, 120)
	draw.Draw(g, image.Rect(132, 106, 144, 109), black, image.Point{}, draw.Src)
	if draw.Draw(g, image.Rect(156, 100, 168, 120), black, image.Point{}, draw.Src); !looksLikeFigures(prepared(t, g).Ink, box) {
		t.Error("a dash between digits is no figure")
	}
	draw.Draw(g, image.Rect(132, 112, 144, 115), black, image.Point{}, draw.Src)
	if looksLikeFigures(prepared(t, g).Ink, box) {
		t.Error("a formula is a figure")
	}
}

// A number ends with its %, and begins with a letter only where a unit shows that it is one.
func TestNumberEnd(t *testing.T) {
	for text, want := range map[string]string{
		"8.1%，比": "8.1%", "5100万元": "5100", "S100万元": "S100", "S308省道": "", "12.5、": "12.5", "3,": "3", "Gao": "",
		"1S0号": "1", "2025Office": "2025",
	} {
		r := says(text, 1)
		if got := (ocr.Reading{Symbols: r.Symbols[:numberEnd(r.Symbols, 0)]}).Text(); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestBlanksStandBetweenLatinWordsOnly(t *testing.T) {
	in := ocr.Reading{Symbols: []ocr.Symbol{{Text: "支"}, {Text: "出", Blank: true}, {Text: "A", Blank: true}, {Text: "B", Blank: true}}}
	if got := withoutBlanks(in, ocr.Words).Text(); got != "支出A B" {
		t.Errorf("%q", got)
	}
}

// A cupboard of broken engines: none may hang, panic or pass for a page that was read.
func TestBrokenEngines(t *testing.T) {
	g, _ := digits(9)
	for i := range 8 {
		draw.Draw(g, image.Rect(100, 150+30*i, 300, 170+30*i), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	pic := raster.Picture{Image: g, DPI: 200}
	for name, e := range map[string]engineFunc{
		"crash":   func(ocr.Line) (ocr.Reading, error) { return ocr.Reading{}, errors.New("worker broke off") },
		"nothing": func(ocr.Line) (ocr.Reading, error) { return ocr.Reading{}, nil },
		"garbage": func(ocr.Line) (ocr.Reading, error) { return says("\x00￿�丂", 0.1), nil },
		"wild boxes": func(ocr.Line) (ocr.Reading, error) {
			return ocr.Reading{Symbols: []ocr.Symbol{{Text: "1", Box: image.Rect(-1e6, 5, 1e6, -5), Confidence: 7}}}, nil
		},
		"empty texts": func(ocr.Line) (ocr.Reading, error) { return ocr.Reading{Symbols: make([]ocr.Symbol, 3)}, nil },
	} {
		p, err := Page(context.Background(), e, pic, 1)
		switch {
		case name == "crash" && err == nil:
			t.Error("crash: no error")
		case name != "crash" && err != nil:
			t.Errorf("%s: %v", name, err)
		case name == "garbage" && p.Problem == "":
			t.Error("garbage: no problem is told")
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Page(ctx, engineFunc(func(ocr.Line) (ocr.Reading, error) { return says("1", 1), nil }), pic, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context: %v", err)
	}
}

// The way up is the one in which the writing can be read.
func TestUprightTakesTheLegibleWay(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 700, 500))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	black := image.NewUniform(color.Black)
	for y := range 6 { // lines of six marks with a long one at the left end
		draw.Draw(g, image.Rect(100, 100+50*y, 140, 120+50*y), black, image.Point{}, draw.Src)
		for x := range 5 {
			draw.Draw(g, image.Rect(150+20*x, 100+50*y, 160+20*x, 120+50*y), black, image.Point{}, draw.Src)
		}
	}
	e := engineFunc(func(l ocr.Line) (ocr.Reading, error) {
		b := l.Image.Bounds()
		inked := 0
		for x := margin; x < b.Dx()/4; x++ {
			if l.Image.GrayAt(x, b.Dy()/2).Y < 128 {
				inked++
			}
		}
		if b.Dx() > 2*b.Dy() && inked > (b.Dx()/4-margin)*9/10 {
			return says("新乡市红旗", 0.99), nil
		}
		return says("@#", 0.5), nil
	})
	for _, turned := range []int{0, 90, 180, 270} {
		pic := raster.Picture{Image: g, DPI: 200, Turned: turned}
		s, _, err := upright(context.Background(), e, pic)
		if err != nil {
			t.Fatal(err)
		}
		if want := (360 - turned) % 360; s.Turned != want {
			t.Errorf("lying at %d: turned by %d, want %d", turned, s.Turned, want)
		}
	}
}

// ≥ and ≤ are known by their shape; a digit that the scan broke is none.
func TestComparisonSigns(t *testing.T) {
	for _, tt := range []struct {
		want string
		rows []string
	}{
		{"≥", []string{
			"##.............####..####",
			"..###..........#..#..#..#",
			".....###.......#..#..#..#",
			"........##.....####..#..#",
			".....###..........#..#..#",
			"..###.............#..#..#",
			"##.............####..####",
			"...............####..####",
			"##########.....####..####",
			"##########.....####..####"}},
		{"≤", []string{
			"........##.....####..####",
			".....###.......#..#..#..#",
			"..###..........#..#..#..#",
			"##.............####..#..#",
			"..###.............#..#..#",
			".....###..........#..#..#",
			"........##.....####..####",
			"...............####..####",
			"##########.....####..####",
			"##########.....####..####"}},
		{"", []string{ // a 4 that is broken above its bar
			"......##.......####..####",
			"....####.......#..#..#..#",
			"...##.##.......#..#..#..#",
			"..##..##.......####..#..#",
			".##...##..........#..#..#",
			"##....##..........#..#..#",
			"...............####..####",
			"##########.....####..####",
			"......##.......####..####",
			"......##.......####..####"}},
	} {
		ink := bitmapOf(tt.rows, 3)
		got, place, _ := comparison(ink, ink.Bounds())
		if got != tt.want {
			t.Errorf("%q at %v, want %q", got, place, tt.want)
		}
	}
}

func bitmapOf(rows []string, scale int) *raster.Bitmap {
	b := raster.NewBitmap(len(rows[0])*scale, len(rows)*scale)
	for y := range b.H {
		for x := range b.W {
			if rows[y/scale][x/scale] == '#' {
				b.Row(y)[x] = 1
			}
		}
	}
	return b
}

// Ink that gives no text leaves a mark, with no confidence, so that a cell never seems blank.
func TestVanishedFiguresAreMarked(t *testing.T) {
	g, _ := digits(4)
	draw.Draw(g, image.Rect(300, 300, 420, 320), image.NewUniform(color.Black), image.Point{}, draw.Src)
	s := prepared(t, g)
	lines := []raster.Line{{Box: image.Rect(100, 100, 160, 120), Cell: 0}, {Box: image.Rect(300, 300, 420, 320), Cell: -1}}
	out, _, err := readLines(context.Background(), engineFunc(func(l ocr.Line) (ocr.Reading, error) {
		if l.Image.Rect.Dx() > 100 {
			return says("合计", 0.9), nil
		}
		return ocr.Reading{}, nil
	}), s, lines)
	if err != nil {
		t.Fatal(err)
	}
	if got := out[0].Text(); got != unreadable || out[0].trust() != 0 {
		t.Errorf("%q with confidence %v", got, out[0].trust())
	}
}

// A number among words that has not the characters of its ink is looked at by itself, and is in doubt where that
// says otherwise; the page says so.
func TestNumbersAmongWordsAreHeldAgainstTheirInk(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 600, 400))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	black := image.NewUniform(color.Black)
	draw.Draw(g, image.Rect(100, 100, 126, 124), black, image.Point{}, draw.Src) // a character as wide as high
	for i := range 4 {
		draw.Draw(g, image.Rect(134+16*i, 102, 144+16*i, 122), black, image.Point{}, draw.Src)
	}
	s := prepared(t, g)
	line := raster.Line{Box: image.Rect(100, 100, 192, 124), Cell: -1}
	for _, test := range []struct{ first, alone, problem string }{
		{"5100", "7", ""},
		{"53100", "53100", ""},
		{"53100", "5100", "53100"},
		{"53100", "531004", ""}, // nothing shows where it ends
	} {
		r, err := readLine(context.Background(), engineFunc(func(l ocr.Line) (ocr.Reading, error) {
			if l.Kind == ocr.Figures {
				return says(test.alone, 0.97), nil
			}
			r := says("资"+test.first, 0.98)
			x := paperBeside * 24
			for i := range r.Symbols {
				from, to := x, x+26
				if n := float64(len(r.Symbols) - 1); i > 0 {
					from, to = x+34+58*float64(i-1)/n, x+34+58*float64(i)/n
				}
				r.Symbols[i].Box = image.Rect(int(from), 0, int(to), l.Image.Rect.Dy())
			}
			return r, nil
		}), s, line)
		if err != nil {
			t.Fatal(err)
		}
		problem := doubtedNumbers([]reading{r})
		if r.Text() != "资"+test.first || (problem == "") != (test.problem == "") || !strings.Contains(problem, test.problem) {
			t.Errorf("%s, alone %s: %s, %q", test.first, test.alone, r.Text(), problem)
		}
	}
}
