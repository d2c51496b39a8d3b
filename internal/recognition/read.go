package recognition

import (
	"context"
	"image"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/raster"
)

const failures = 3 // lines of a page the engine may fail at

// reading is what the engine said of a line, with the line and what its ink shows.
type reading struct {
	line raster.Line
	kind ocr.Kind // what it was read as
	ocr.Reading
	once   bool     // it was read by one look
	signs  []sign   // the characters of a figure, by the line's ink
	scale  float64  // pixels of the picture that the engine saw, a pixel of the page
	others []string // other readings of the same line
	odd    bool     // a figure with other decimals than those above and below it
}

// uncountable is the most confidence in a figure whose characters are not those that its ink has the
// shapes of: digits that touch, or a sign that was missed.
const uncountable = 0.5

// counted says whether a figure is well formed and has the digits, points and dashes that its ink has
// the shapes of.
func (r reading) counted() bool { return wellFormed(r.Text()) && fits(r.Text(), r.signs) }

// sure says whether a figure needs no second look.
func (r reading) sure() bool { return r.Confidence() >= sureFigure && r.counted() }

// narrow says whether the pieces of ink stand as close as digits do.
func (r reading) narrow() bool {
	b := r.line.Box
	return slim(r.signs, b) && float64(b.Dx()) < narrowPitch*float64(len(r.signs)*b.Dy())
}

// trust is the confidence in the line's text.
func (r reading) trust() float64 {
	switch figures := isFigures(r.Text()); {
	case figures && (r.odd || !r.counted()):
		return min(uncountable, r.Confidence())
	case !figures && r.once: // it is less sure of each character, and right
		return r.Mean()
	}
	return r.Confidence()
}

// readLines reads lines of a page, several at a time. A line the engine fails at is left empty and
// counted in failed; an engine that fails too often, or the end of ctx, is an error.
func readLines(ctx context.Context, engine ocr.Engine, s *raster.Prepared, lines []raster.Line) (out []reading, failed int, err error) {
	out = make([]reading, len(lines))
	errs := make([]error, len(lines))
	_, once := engine.(ocr.OneLook)
	longer := make([]image.Rectangle, len(lines))
	if !once {
		longer = companions(s, lines)
	}
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				if once {
					out[i], errs[i] = readOnce(ctx, engine, s, lines[i])
				} else {
					out[i], errs[i] = readLine(ctx, engine, s, lines[i], neighbours{above: lineBefore(lines, i), longer: longer[i]})
				}
				out[i].line = lines[i]
			}
		})
	}
	for i := range lines {
		next <- i
	}
	close(next)
	wg.Wait()
	for _, e := range errs {
		if e != nil {
			failed++
			err = e
		}
	}
	if ctx.Err() != nil || failed > failures {
		return out, failed, err
	}
	if once {
		weigh(out)
	} else if err := rereadAmongFigures(ctx, engine, s, out); err != nil {
		return out, failed, err
	}
	agreeForms(out)
	markUnread(s, out)
	return out, failed, nil
}

// unreadable stands for writing that no engine made anything of (下駄, the printers' mark for a missing
// character): a cell with ink must not look like a blank one.
const unreadable = "〓"

// Heights of writing that is marked, as shares of the usual height of a line.
const (
	markLeast = 0.55
	markMost  = 1.8
)

// markUnread marks lines in cells, and figures elsewhere, that gave no text.
func markUnread(s *raster.Prepared, all []reading) {
	usual := usualHeight(all)
	for i := range all {
		r := &all[i]
		high := float64(r.line.Box.Dy())
		if len(r.Symbols) > 0 || high < markLeast*usual || high > markMost*usual {
			continue
		}
		if r.line.Cell >= 0 || looksLikeFigures(s.Ink, r.line.Box) {
			r.Symbols = []ocr.Symbol{{Text: unreadable}}
			r.scale = 1
		}
	}
}

// usualHeight is the median height of the lines that gave text.
func usualHeight(all []reading) float64 {
	var heights []int
	for _, r := range all {
		if len(r.Symbols) > 0 {
			heights = append(heights, r.line.Box.Dy())
		}
	}
	if len(heights) == 0 {
		return 0
	}
	slices.Sort(heights)
	return float64(heights[len(heights)/2])
}

// lineBefore is the line above line i in the same cell.
func lineBefore(lines []raster.Line, i int) image.Rectangle {
	if i == 0 || lines[i].Cell < 0 || lines[i-1].Cell != lines[i].Cell || lines[i-1].Box.Max.Y > lines[i].Box.Min.Y {
		return image.Rectangle{}
	}
	return lines[i-1].Box
}

// neighbours are lines to show in front of a short one, empty where there is none: the engine is
// surer of characters in a row.
type neighbours struct {
	above  image.Rectangle // in the same cell
	longer image.Rectangle // a figure of the same size, where the line is a short one
}

// readLine reads a line as what it looks like, and again at other sizes, and as another kind, where
// that fails.
func readLine(ctx context.Context, engine ocr.Engine, s *raster.Prepared, line raster.Line, n neighbours) (reading, error) {
	if sign, place, rest := comparison(s.Ink, line.Box); sign != "" {
		return readCompared(line, sign, place, rest, func(behind raster.Line) (reading, error) {
			return readLine(ctx, engine, s, behind, neighbours{})
		})
	}
	first := asWords(line)
	if looksLikeFigures(s.Ink, line.Box) {
		first = attempt{kind: ocr.Figures, height: lineHeight, raw: true}
	}
	short := first.kind == ocr.Words && float64(line.Box.Dx()) < shortAspect*float64(line.Box.Dy())
	if short {
		first.height, first.raw = smallHeight, false
	}
	r, err := readAs(ctx, engine, s, line, first)
	if err == nil && r.kind == ocr.Words && first.raw && digitsIn(r.Text()) > 0 && !isFigures(r.Text()) {
		first.raw = false // with raw, 5.8% is read as 5.896
		r, err = readAs(ctx, engine, s, line, first)
	}
	if err != nil {
		return r, err
	}
	all := []reading{r}
	for _, a := range r.doubts(short, n) {
		r, err := readAs(ctx, engine, s, line, a)
		if err != nil {
			return all[0], err
		}
		all = append(all, r)
		if settled(all) {
			break
		}
	}
	return holdNumbers(ctx, engine, s, choose(all))
}

// readCompared reads what stands behind ≥ or ≤.
func readCompared(line raster.Line, mark string, place, rest image.Rectangle, read func(raster.Line) (reading, error)) (reading, error) {
	r, err := read(raster.Line{Box: rest, Cell: line.Cell})
	if err != nil {
		return r, err
	}
	shift := int(float64(rest.Min.X-line.Box.Min.X) * r.scale)
	for i := range r.Symbols {
		r.Symbols[i].Box = r.Symbols[i].Box.Add(image.Pt(shift, 0))
	}
	r.line = line
	first := ocr.Symbol{Text: mark, Confidence: sureFigure, Box: r.placed(place)}
	r.Symbols = append([]ocr.Symbol{first}, r.Symbols...)
	r.signs = append([]sign{{box: place, kind: '?'}}, r.signs...)
	for i := range r.others {
		r.others[i] = mark + r.others[i]
	}
	return r, nil
}

// withoutBars drops bars at either end: rests of a cell's sides.
func withoutBars(r ocr.Reading) ocr.Reading {
	bar := func(s ocr.Symbol) bool { return s.Text == "|" || s.Text == "｜" }
	for len(r.Symbols) > 0 && bar(r.Symbols[0]) {
		r.Symbols = r.Symbols[1:]
	}
	for n := len(r.Symbols); n > 0 && bar(r.Symbols[n-1]); n-- {
		r.Symbols = r.Symbols[:n-1]
	}
	return r
}

// withoutGhost drops a point or comma at the end for which there is no ink: engines expect one behind words,
// and invent it where a line is shown to them as it is.
func withoutGhost(r ocr.Reading, all []sign) ocr.Reading {
	n := len(r.Symbols) - 1
	if n < 1 || len(all) == 0 || !strings.Contains(",.，。、", r.Symbols[n].Text) {
		return r
	}
	if k := all[len(all)-1].kind; k != '.' && k != ',' {
		r.Symbols = r.Symbols[:n]
	}
	return r
}

// withoutBlanks drops the blanks that the engine sees between Chinese characters and digits, and beside the
// points of figures, which some faces set in a wide space. Only words in letters have blanks between them.
func withoutBlanks(r ocr.Reading, kind ocr.Kind) ocr.Reading {
	if isFigures(r.Text()) && wellFormed(strings.ReplaceAll(r.Text(), " ", "")) {
		kind = ocr.Figures
	}
	for i := range r.Symbols {
		s := &r.Symbols[i]
		s.Blank = s.Blank && i > 0 && kind != ocr.Figures && ascii(s.Text) && ascii(r.Symbols[i-1].Text) && !afterPoint(r.Symbols, i)
	}
	return r
}

// afterPoint says whether symbol i is a digit behind the point of a number.
func afterPoint(symbols []ocr.Symbol, i int) bool {
	return i > 1 && symbols[i-1].Text == "." && isDigit(symbols[i].Text) && isDigit(symbols[i-2].Text)
}

func ascii(s string) bool { return s != "" && s[0] < utf8.RuneSelf }

// isFigures says whether a text is an amount, a code or a percentage as a whole.
func isFigures(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune(".,-()%", r) && !unicode.IsSpace(r):
			return false
		}
	}
	return digits > 0 || text == "-"
}
