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

// holdNumbers holds the numbers in a line of words against the ink they stand on: one that has not its characters is
// looked at by itself, as a figure, and is in doubt where that says otherwise.
func holdNumbers(ctx context.Context, engine ocr.Engine, s *raster.Prepared, r reading) (reading, error) {
	if r.kind != ocr.Words || isFigures(r.Text()) {
		return r, nil
	}
	for from := 0; from < len(r.Symbols); from++ {
		to := numberEnd(r.Symbols, from)
		if to-from < numberLeast {
			continue
		}
		text, box := solid(ocr.Reading{Symbols: r.Symbols[from:to]}), r.inkOf(s.Ink, from, to)
		if !box.Empty() && !isYear(text) && !(isFigures(text) && fits(text, signs(s.Ink, box))) {
			alone, err := look(ctx, engine, s, raster.Line{Box: box, Cell: r.line.Cell}, ocr.Figures)
			if err != nil {
				return r, err
			}
			if !agrees(text, solid(alone.Reading)) {
				r = r.doubted(from, to)
			}
		}
		from = to
	}
	return r, nil
}

// numberEnd is the index behind the number that begins at a symbol. A % behind it belongs to it, and so do
// letters that stand for digits where a unit follows.
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
		return numberEnd(symbols[:letter], from) // they are letters: the number ends before them
	case next == "%" && to > from:
		return to + 1
	}
	return to
}

// open says whether nothing shows where a number ends: no %, and no letter for a digit, which is one because a
// unit follows.
func open(text string) bool { return isFigures(text) && !strings.HasSuffix(text, "%") }

// agrees says whether a number that was read by itself is the same, or the same of a little more or less of
// the line: only a unit or a % shows where a number ends.
func agrees(text, other string) bool {
	return other == text || open(text) && other != "" && (strings.Contains(other, text) || strings.Contains(text, other))
}

// doubted is the reading with so little confidence in a number that the page tells of it.
func (r reading) doubted(from, to int) reading {
	r.Symbols = slices.Clone(r.Symbols)
	for i := from; i < to; i++ {
		r.Symbols[i].Confidence = min(r.Symbols[i].Confidence, uncountable)
	}
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

// inkOf is the ink of some symbols, from the blank column before them to that behind; empty where there is no such
// column, as where characters touch.
func (r reading) inkOf(ink *raster.Bitmap, from, to int) image.Rectangle {
	line := r.line.Box
	left, right := line.Min.X, line.Max.X
	if from > 0 {
		left = blankNear(ink, line, (r.Symbols[from-1].Box.Max.X+r.Symbols[from].Box.Min.X)/2)
	}
	if to < len(r.Symbols) {
		right = blankNear(ink, line, (r.Symbols[to-1].Box.Max.X+r.Symbols[to].Box.Min.X)/2)
	}
	if left < 0 || right < 0 {
		return image.Rectangle{}
	}
	return inkBox(ink, image.Rectangle{Min: image.Pt(left, line.Min.Y), Max: image.Pt(right, line.Max.Y)}) // Rect would turn it round
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
	return fmt.Sprintf("numbers among words were recognised with doubt: %s; compare them with the picture", firstOf(all))
}
