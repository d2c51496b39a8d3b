package recognition

import (
	"context"
	"fmt"
	"image"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/raster"
)

// numberLeast is the digits from which a number among words is held against its ink.
const numberLeast = 2

// asDigits are letters that digits before a unit are read as: S100万元.
const asDigits = "S$OoIl"

// holdNumbers holds the numbers in a line of words against the ink they stand on: a model for words
// doubles or drops digits and is sure of it. One that has not the characters of its ink is read again
// by itself, with the % behind it; where that says otherwise, the number is in doubt. It gives way only to a
// figure that has the characters of the ink where the unit or the % shows its end: elsewhere the engine tells
// only roughly where a number ends.
func holdNumbers(ctx context.Context, engine ocr.Engine, s *raster.Prepared, r reading) (reading, error) {
	if r.kind != ocr.Words || isFigures(r.Text()) {
		return r, nil
	}
	for from := 0; from < len(r.Symbols); from++ {
		to := numberEnd(r.Symbols, from)
		if to-from < numberLeast {
			continue
		}
		var err error
		if r, err = r.holdNumber(ctx, engine, s, from, to); err != nil {
			return r, err
		}
		from = to
	}
	return r, nil
}

// numberEnd is the index behind the number that begins at a symbol, a % behind it and letters for digits
// before a unit taken in.
func numberEnd(symbols []ocr.Symbol, from int) int {
	to, letter := from, -1
	for ; to < len(symbols); to++ {
		t := symbols[to].Text
		if strings.Contains(asDigits, t) {
			if letter < 0 {
				letter = to
			}
		} else if !isDigit(t) && (to == from || t != "." && t != ",") {
			break
		}
	}
	for to > from && !isDigit(symbols[to-1].Text) {
		to--
	}
	next := ""
	if to < len(symbols) {
		next = symbols[to].Text
	}
	switch {
	case letter >= 0 && (next == "" || !strings.Contains("万亿元%", next)):
		return numberEnd(symbols[:letter], from) // letters that are some: what stands before them alone
	case next == "%" && to > from:
		return to + 1
	}
	return to
}

func (r reading) holdNumber(ctx context.Context, engine ocr.Engine, s *raster.Prepared, from, to int) (reading, error) {
	text := solid(ocr.Reading{Symbols: r.Symbols[from:to]})
	box := r.numberBox(s.Ink, from, to)
	if box.Empty() || isYear(text) || isFigures(text) && fits(text, signs(s.Ink, box)) {
		return r, nil
	}
	again, err := readAs(ctx, engine, s, raster.Line{Box: box, Cell: r.line.Cell}, attempt{kind: ocr.Figures, height: lineHeight, raw: true})
	if err != nil {
		return r, err
	}
	other := solid(again.Reading)
	percent := strings.HasSuffix(text, "%")
	ended := percent || !isFigures(text)
	if ended && again.counted() && again.Mean() >= sureWords && percent == strings.HasSuffix(other, "%") {
		return r.renumbered(from, to, other), nil
	}
	if other == text || !ended && (strings.Contains(other, text) || other != "" && strings.Contains(text, other)) {
		return r, nil // the same, of a little more or less of the line
	}
	r.Symbols = slices.Clone(r.Symbols)
	for i := from; i < to; i++ {
		r.Symbols[i].Confidence = min(r.Symbols[i].Confidence, uncountable)
	}
	return r, nil
}

// renumbered has other characters for a number, each with the place of one that it is about as far along as.
func (r reading) renumbered(from, to int, number string) reading {
	var put []ocr.Symbol
	for i, c := range number {
		s := r.Symbols[from+min(i, to-from-1)]
		s.Text, s.Blank, s.Confidence = string(c), s.Blank && i == 0, max(s.Confidence, sureFigure)
		put = append(put, s)
	}
	r.others = append(r.others, r.Text())
	r.Symbols = slices.Concat(r.Symbols[:from], put, r.Symbols[to:])
	return r
}

// isYear says whether a number is a year as documents print it; those are read well, and stand
// everywhere.
func isYear(text string) bool {
	return len(text) == 4 && (strings.HasPrefix(text, "20") || strings.HasPrefix(text, "19"))
}

// solid is the text without blanks.
func solid(r ocr.Reading) string {
	text := ""
	for _, s := range r.Symbols {
		text += s.Text
	}
	return text
}

// numberBox is the ink of the symbols, from the blank column before them to that behind; empty if there
// is none, as where characters touch.
func (r reading) numberBox(ink *raster.Bitmap, from, to int) image.Rectangle {
	line := r.line.Box
	x := func(v int) int { return line.Min.X + int(float64(v-lineMargin)/r.scale) - 1 }
	left, right := line.Min.X, line.Max.X
	if from > 0 {
		left = blankNear(ink, line, x((r.Symbols[from-1].Box.Max.X+r.Symbols[from].Box.Min.X)/2))
	}
	if to < len(r.Symbols) {
		right = blankNear(ink, line, x((r.Symbols[to-1].Box.Max.X+r.Symbols[to].Box.Min.X)/2))
	}
	if left < 0 || right < 0 || right <= left {
		return image.Rectangle{}
	}
	return inkBox(ink, image.Rect(left, line.Min.Y, right, line.Max.Y))
}

// blankNear is the blank column of a line nearest to x within a quarter of its height, -1 if there is
// none.
func blankNear(ink *raster.Bitmap, line image.Rectangle, x int) int {
	for d := 0; d <= line.Dy()/4; d++ {
		for _, at := range []int{x - d, x + d} {
			if at >= line.Min.X && at < line.Max.X && ink.Count(image.Rect(at, line.Min.Y, at+1, line.Max.Y)) == 0 {
				return at
			}
		}
	}
	return -1
}

// doubtedNamed is the most numbers in doubt that a page's problem names.
const doubtedNamed = 5

// doubtedNumbers tells which numbers among words are in doubt; empty if none is.
func doubtedNumbers(lines []reading) string {
	var all []string
	for _, r := range lines {
		if isFigures(r.Text()) {
			continue
		}
		for from := 0; from < len(r.Symbols); from++ {
			to := numberEnd(r.Symbols, from)
			if part := (ocr.Reading{Symbols: r.Symbols[from:to]}); to-from >= numberLeast && part.Confidence() <= uncountable {
				all = append(all, solid(part))
			}
			from = max(from, to)
		}
	}
	if len(all) == 0 {
		return ""
	}
	more := ""
	if len(all) > doubtedNamed {
		more = fmt.Sprintf(" and %d more", len(all)-doubtedNamed)
	}
	return fmt.Sprintf("numbers among words were recognised with doubt: %s%s; compare them with the picture", strings.Join(all[:min(len(all), doubtedNamed)], ", "), more)
}
