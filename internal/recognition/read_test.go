package recognition

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"strings"
	"sync/atomic"
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

// says is a reading with the same confidence for each character.
func says(text string, confidence float64) ocr.Reading {
	var r ocr.Reading
	for i, c := range strings.Split(text, "") {
		r.Symbols = append(r.Symbols, ocr.Symbol{Text: c, Confidence: confidence, Box: image.Rect(lineMargin+i*20, lineMargin, lineMargin+i*20+16, lineMargin+40)})
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

func TestSureFigureIsReadOnce(t *testing.T) {
	g, box := digits(4)
	var asked atomic.Int32
	r, err := readLine(context.Background(), engineFunc(func(l ocr.Line) (ocr.Reading, error) {
		asked.Add(1)
		if l.Kind != ocr.Figures {
			t.Errorf("read as kind %d, want figures", l.Kind)
		}
		return says("1234", 0.99), nil
	}), prepared(t, g), raster.Line{Box: box, Cell: -1}, neighbours{})
	if err != nil || r.Text() != "1234" || r.trust() != 0.99 || asked.Load() != 1 {
		t.Errorf("%q, trust %v, asked %d times, error %v", r.Text(), r.trust(), asked.Load(), err)
	}
}

// A figure that has fewer characters than its ink has pieces lost one, however sure the engine is.
func TestLostDigitIsDoubted(t *testing.T) {
	g, box := digits(4)
	var asked atomic.Int32
	r, err := readLine(context.Background(), engineFunc(func(l ocr.Line) (ocr.Reading, error) {
		if asked.Add(1) == 2 && l.Kind == ocr.Figures {
			return says("1234", 0.8), nil
		}
		return says("134", 0.99), nil
	}), prepared(t, g), raster.Line{Box: box, Cell: -1}, neighbours{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Text() != "1234" || len(r.others) != 1 || r.others[0] != "134" {
		t.Errorf("%q with others %q, want the complete figure and the first reading kept", r.Text(), r.others)
	}
	r, err = readLine(context.Background(), engineFunc(func(ocr.Line) (ocr.Reading, error) { return says("134", 0.99), nil }),
		prepared(t, g), raster.Line{Box: box, Cell: -1}, neighbours{})
	if err != nil || r.trust() > uncountable {
		t.Errorf("trust %v in a figure without one of its digits, error %v", r.trust(), err)
	}
}

func TestWordsThatAreFiguresAreReadAsFigures(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 600, 400))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(g, image.Rect(100, 100, 180, 120), image.NewUniform(color.Black), image.Point{}, draw.Src) // digits that touch
	r, err := readLine(context.Background(), engineFunc(func(l ocr.Line) (ocr.Reading, error) {
		if l.Kind == ocr.Figures {
			return says("2013", 0.97), nil
		}
		return says("2O13", 0.9), nil
	}), prepared(t, g), raster.Line{Box: image.Rect(100, 100, 180, 120), Cell: -1}, neighbours{})
	if err != nil {
		t.Fatal(err)
	}
	if r.trust() > uncountable && isFigures(r.Text()) {
		t.Errorf("%q is trusted with %v though its digits touch", r.Text(), r.trust())
	}
}

// Words in a column of figures that are one are read as one; remarks and names stay.
func TestWordsAmongFiguresAreReadAgain(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 600, 600))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	var lines []raster.Line
	for row := range 9 {
		for i := range 4 {
			draw.Draw(g, image.Rect(100+16*i, 50+40*row, 112+16*i, 70+40*row), image.NewUniform(color.Black), image.Point{}, draw.Src)
		}
		lines = append(lines, raster.Line{Box: image.Rect(100, 50+40*row, 160, 70+40*row), Cell: -1})
	}
	read := func(at int, text string) []reading {
		var all []reading
		for i, l := range lines {
			r := reading{line: l, kind: ocr.Figures, Reading: says("1234", 0.99)}
			if i == at {
				r = reading{line: l, kind: ocr.Words, Reading: says(text, 0.9)}
			}
			all = append(all, r)
		}
		engine := engineFunc(func(l ocr.Line) (ocr.Reading, error) {
			if l.Kind != ocr.Figures {
				t.Error("asked for words")
			}
			return says("5500", 0.95), nil
		})
		if err := rereadAmongFigures(context.Background(), engine, prepared(t, g), all); err != nil {
			t.Fatal(err)
		}
		return all
	}
	if r := read(4, "5S00")[4]; r.Text() != "5500" || len(r.others) != 1 || r.others[0] != "5S00" {
		t.Errorf("%q, others %q; want 5500, and the first reading kept", r.Text(), r.others)
	}
	if r := read(4, "见附件")[4]; r.Text() != "见附件" {
		t.Errorf("a remark became %q", r.Text())
	}
	if r := read(0, "%")[0]; r.Text() != "%" {
		t.Errorf("a head became %q", r.Text())
	}
}

// A short figure of which the engine is not sure is shown behind a longer one of its size.
func TestShortFigureHasACompanion(t *testing.T) {
	g, _ := digits(2)
	draw.Draw(g, image.Rect(100, 200, 112, 220), image.NewUniform(color.Black), image.Point{}, draw.Src)
	for i := range 5 {
		draw.Draw(g, image.Rect(100+16*i, 160, 112+16*i, 180), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	s := prepared(t, g)
	short, long, single := image.Rect(100, 100, 128, 120), image.Rect(100, 160, 176, 180), image.Rect(100, 200, 112, 220)
	got := companions(s, []raster.Line{{Box: short}, {Box: long}, {Box: single}})
	if got[0] != long || !got[1].Empty() || !got[2].Empty() {
		t.Errorf("companions %v, want that of the short one alone", got)
	}
	widest := 0
	r, err := readLine(context.Background(), engineFunc(func(l ocr.Line) (ocr.Reading, error) {
		if widest = max(widest, l.Image.Rect.Dx()); l.Image.Rect.Dx() < 180 {
			return ocr.Reading{}, nil
		}
		r := says("1234577", 0.99)
		for i := range r.Symbols {
			x := lineMargin + 32*i
			r.Symbols[i].Box = image.Rect(x, lineMargin, x+24, lineMargin+40)
		}
		return r, nil
	}), s, raster.Line{Box: short, Cell: -1}, neighbours{longer: long})
	if err != nil || r.Text() != "77" {
		t.Errorf("%q from pictures up to %d wide, error %v; want 77", r.Text(), widest, err)
	}
}

// A character that fell to pieces, as more than fit in its line, is read again as it is.
func TestCharacterInPiecesIsReadAsOne(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 600, 400))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(g, image.Rect(100, 100, 104, 130), image.NewUniform(color.Black), image.Point{}, draw.Src)
	draw.Draw(g, image.Rect(108, 104, 130, 126), image.NewUniform(color.Black), image.Point{}, draw.Src)
	r, err := readLine(context.Background(), engineFunc(func(l ocr.Line) (ocr.Reading, error) {
		if l.Kind == ocr.Words && l.Raw {
			return says("款", 0.95), nil
		}
		return says("志i了秋", 0.81), nil
	}), prepared(t, g), raster.Line{Box: image.Rect(100, 100, 130, 130), Cell: 0}, neighbours{})
	if err != nil || r.Text() != "款" {
		t.Errorf("%q, error %v; want 款", r.Text(), err)
	}
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

// The blank behind points and commas is closed up to a part of the height.
func TestGapsBehindMarksAreClosed(t *testing.T) {
	crop := image.NewGray(image.Rect(100, 100, 200, 120))
	all := []sign{{image.Rect(100, 100, 112, 120), 'd'}, {image.Rect(114, 116, 118, 120), ','}, {image.Rect(138, 100, 150, 120), 'd'}, {image.Rect(170, 100, 182, 120), 'd'}}
	if got := closedUp(crop, all).Rect.Dx(); got != 100-(137-122) {
		t.Errorf("%d wide, want %d: other gaps stay", got, 100-15)
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
		for x := lineMargin; x < b.Dx()/4; x++ {
			if l.Image.GrayAt(x, b.Dy()/2).Y < 128 {
				inked++
			}
		}
		if b.Dx() > 2*b.Dy() && inked > (b.Dx()/4-lineMargin)*9/10 {
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
		if l.Image.Rect.Dx() > 200 {
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

// A number among words that has more digits than its ink is in doubt, and the page says so.
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
	words := func(text string) ocr.Reading {
		r := says("资"+text, 0.98)
		n := len(r.Symbols) - 1
		scale := float64(lineHeight) / 24
		for i := range r.Symbols {
			x0, x1 := 0.0, 26.0
			if i > 0 {
				x0, x1 = 34+58*float64(i-1)/float64(n), 34+58*float64(i)/float64(n)
			}
			r.Symbols[i].Box = image.Rect(lineMargin+int((x0+1)*scale), lineMargin, lineMargin+int((x1+1)*scale), lineMargin+lineHeight)
		}
		return r
	}
	for _, test := range []struct{ first, alone, want, problem string }{
		{"5100", "7", "资5100", ""},
		{"53100", "5100", "资53100", "53100"},
		{"53100", "531004", "资53100", ""},
		{"53100", "100", "资53100", ""},
	} {
		r, err := readLine(context.Background(), engineFunc(func(l ocr.Line) (ocr.Reading, error) {
			if l.Kind == ocr.Figures {
				return says(test.alone, 0.97), nil
			}
			return words(test.first), nil
		}), s, line, neighbours{})
		if err != nil {
			t.Fatal(err)
		}
		problem := doubtedNumbers([]reading{r})
		if r.Text() != test.want || (problem == "") != (test.problem == "") || !strings.Contains(problem, test.problem) {
			t.Errorf("%s, alone %s: %s, %q", test.first, test.alone, r.Text(), problem)
		}
	}
}

// A number whose picture is cut one digit short, since the engine tells its place only roughly, keeps its
// digits; it gives way to another of as many digits, and is in doubt where its ink has fewer.
func TestNumbersKeepTheDigitsThatTheirPictureLost(t *testing.T) {
	const printed = "36.68%"
	g := image.NewGray(image.Rect(0, 0, 600, 400))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	block := func(x0, y0, x1, y1 int) {
		draw.Draw(g, image.Rect(x0, y0, x1, y1), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	block(100, 100, 126, 124) // characters as wide as high before the number and behind it
	x := 134
	for _, c := range printed {
		switch c {
		case '.':
			block(x, 118, x+4, 122)
			x += 10
		default:
			block(x, 102, x+10, 122)
			x += 16
		}
	}
	block(x+4, 100, x+34, 124)
	line := raster.Line{Box: image.Rect(100, 100, x+34, 124), Cell: -1}
	ready := prepared(t, g)
	ends := map[int]int{5: x} // the right end of the picture for the number's n-th character
	for i, w := 4, x; i >= 0; i-- {
		w -= map[bool]int{true: 10, false: 16}[printed[i+1] == '.']
		ends[i] = w
	}
	// reader reads words as a test says, each character of the number one too far right in front and right
	// at its end; and figures by the number of shapes in their picture, counted from the end.
	reader := func(words, figures string) engineFunc {
		return func(l ocr.Line) (ocr.Reading, error) {
			if l.Kind == ocr.Figures {
				n := len(piecesOf(inkOf(l.Image), l.Image.Rect))
				return says(figures[max(0, len(figures)-n):], 0.97), nil
			}
			r := says("资"+words+"资", 0.98)
			scale := float64(wordHeight) / 24
			place := func(i, x0, x1 int) {
				r.Symbols[i].Box = image.Rect(lineMargin+int(float64(x0-99)*scale), lineMargin, lineMargin+int(float64(x1-99)*scale), lineMargin+wordHeight)
			}
			place(0, 100, 140)
			for i := range words {
				from, to := 152, ends[max(0, i+6-len(words))]
				if i > 0 {
					from = ends[max(0, i+5-len(words))]
				}
				place(i+1, min(from, to), to)
			}
			place(len(words)+1, x+4, x+34)
			return r, nil
		}
	}
	for _, test := range []struct{ first, alone, want, problem string }{
		{"36.68%", "36.68%", "资36.68%资", ""},
		{"36.63%", "36.68%", "资36.68%资", ""},
		{"36.668%", "36.68%", "资36.668%资", "36.668%"},
	} {
		r, err := readLine(context.Background(), reader(test.first, test.alone), ready, line, neighbours{})
		if err != nil {
			t.Fatal(err)
		}
		problem := doubtedNumbers([]reading{r})
		if r.Text() != test.want || (problem == "") != (test.problem == "") || !strings.Contains(problem, test.problem) {
			t.Errorf("%s, alone %s: %s, %q", test.first, test.alone, r.Text(), problem)
		}
	}
}

// inkOf is the ink of a line's picture.
func inkOf(g *image.Gray) *raster.Bitmap {
	b := raster.NewBitmap(g.Rect.Dx(), g.Rect.Dy())
	for i, p := range g.Pix {
		if p < 128 {
			b.Pix[i] = 1
		}
	}
	return b
}
