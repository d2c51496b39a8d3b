package recognition

import (
	"context"
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
	signs  []sign   // the characters of a figure, by the line's ink
	others []string // other readings of the same line
	below  bool     // a stroke in colour lay over it, which was taken out
	odd    bool     // a figure with other decimals than those above and below it
}

// uncountable is the most confidence in a figure whose characters are not those that its ink has the
// shapes of: digits that touch, or a sign that was missed.
const uncountable = 0.5

// overlaid is the most confidence in a figure from which a stroke in colour was taken out: it may have been struck out by hand, and opaque ink
// takes a part of a digit along.
const overlaid = 0.89

// counted says whether a figure is well formed and has the digits, points and dashes that its ink has
// the shapes of.
func (r reading) counted() bool { return wellFormed(r.Text()) && fits(r.Text(), r.signs) }

// trust is the confidence in the line's text.
func (r reading) trust() float64 {
	switch figures := isFigures(r.Text()); {
	case figures && (r.odd || !r.counted()):
		return min(uncountable, r.Confidence())
	case figures && r.below:
		return min(overlaid, r.Confidence())
	case figures:
		return r.Confidence()
	}
	return r.Mean() // engines are less sure of each character of a word, and right
}

// readLines reads lines of a page, several at a time. A line the engine fails at is left empty and
// counted in failed; an engine that fails too often, or the end of ctx, is an error.
func readLines(ctx context.Context, engine ocr.Engine, s *raster.Prepared, lines []raster.Line) (out []reading, failed int, err error) {
	out = make([]reading, len(lines))
	errs := make([]error, len(lines))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				out[i], errs[i] = readLine(ctx, engine, s, lines[i])
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
	weigh(out)
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

// digitShare of the characters of a text that is nearly a figure are digits.
const digitShare = 0.6

// figureLike says whether a text is nearly a figure: digits with stray marks, and no letter.
func figureLike(text string) bool {
	digits, all := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			return false
		}
		all++
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return all > 2 && digits < all && float64(digits) >= digitShare*float64(all) && !isFigures(text)
}
