package recognition

import (
	"context"
	"fmt"
	"image"
	"math"
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
// by itself, with the % behind it; where that says otherwise, the number is in doubt.
//
// The engine tells only roughly where a number begins and ends: the picture of 36.68% can be cut one digit
// short and read, surely, as 6.68%. So ink around that place which has the shapes of the whole number is
// looked at first, and a number gives way only to one that has the characters of its ink, is read where the
// unit or the % shows its end, and has no further digit beside it.
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

func (r reading) holdNumber(ctx context.Context, engine ocr.Engine, s *raster.Prepared, from, to int) (reading, error) {
	text := solid(ocr.Reading{Symbols: r.Symbols[from:to]})
	pieces, about := r.stretchOf(s.Ink, from, to)
	box := about.box(s.Ink, pieces, r.line.Box)
	if box.Empty() || isYear(text) || isFigures(text) && fits(text, signs(s.Ink, box)) {
		return r, nil
	}
	alone := func(p stretch) (reading, error) {
		line := raster.Line{Box: p.box(s.Ink, pieces, r.line.Box), Cell: r.line.Cell}
		return readAs(ctx, engine, s, line, attempt{kind: ocr.Figures, height: lineHeight, raw: true})
	}
	alike := r.alike(s.Ink, text, pieces, about, to < len(r.Symbols))
	ends := len(alike) == 1 // the unit behind it, which may begin like a digit, is known not to belong to it
	if len(alike) == 0 || open(text) {
		alike = append(alike, about)
	}
	other, err := secondReading(text, alike, pieces, ends, alone)
	switch {
	case err != nil || other == text:
		return r, err
	case other == "":
		return r.doubted(from, to), nil
	}
	return r.renumbered(from, to, other), nil
}

// open says whether nothing shows where a number ends: no %, and no letter for a digit, which is one because a
// unit follows.
func open(text string) bool { return isFigures(text) && !strings.HasSuffix(text, "%") }

// agrees says whether a number that was read by itself is the same, or the same of a little more or less of
// the line: only a unit or a % shows where a number ends.
func agrees(text, other string) bool {
	return other == text || open(text) && other != "" && (strings.Contains(other, text) || strings.Contains(text, other))
}

// secondReading is what a number is, by itself, in the stretches in which it may lie: the number as it was read
// where one of them agrees with it; another where just one of them is surely that, and the whole of it; empty
// where that is in doubt. ends says that the number is known to end where its stretch does.
func secondReading(text string, alike []stretch, pieces []image.Rectangle, ends bool, alone func(stretch) (reading, error)) (string, error) {
	var sure []reading
	for _, p := range alike {
		again, err := alone(p)
		if err != nil || agrees(text, solid(again.Reading)) {
			return text, err
		}
		if !again.sureAs(text) {
			continue
		}
		whole, err := isWhole(solid(again.Reading), p.longer(pieces, ends), alone)
		if err != nil {
			return text, err
		}
		if whole {
			sure = append(sure, again)
		}
	}
	if len(sure) != 1 {
		return "", nil
	}
	return solid(sure[0].Reading), nil
}

// isWhole says whether none of the stretches that are longer by a piece is a longer number.
func isWhole(number string, longer []stretch, alone func(stretch) (reading, error)) (bool, error) {
	for _, p := range longer {
		again, err := alone(p)
		if err != nil {
			return false, err
		}
		if t := solid(again.Reading); again.counted() && len(t) > len(number) && strings.Contains(t, number) {
			return false, nil
		}
	}
	return true, nil
}

// sureAs says whether a number was read surely enough to stand for another, whose end its unit or its % shows.
func (r reading) sureAs(text string) bool {
	percent := strings.HasSuffix(text, "%") == strings.HasSuffix(solid(r.Reading), "%")
	return !open(text) && percent && r.counted() && r.Mean() >= sureWords
}

// doubted is the reading with so little confidence in a number that the page tells of it.
func (r reading) doubted(from, to int) reading {
	r.Symbols = slices.Clone(r.Symbols)
	for i := from; i < to; i++ {
		r.Symbols[i].Confidence = min(r.Symbols[i].Confidence, uncountable)
	}
	return r
}

// A stretch is some pieces of a line that follow each other: from is the first, to stands behind the last.
type stretch struct{ from, to int }

// box is the ink of a stretch; empty if it has none.
func (p stretch) box(ink *raster.Bitmap, pieces []image.Rectangle, line image.Rectangle) image.Rectangle {
	if p.from < 0 || p.to > len(pieces) || p.from >= p.to {
		return image.Rectangle{}
	}
	return inkBox(ink, image.Rect(pieces[p.from].Min.X, line.Min.Y, pieces[p.to-1].Max.X, line.Max.Y))
}

// percentWide is the width of % in heights of the digits before it, at most.
const percentWide = 1.4

// shaped says whether ink fits a number, each of its digits has a digit's shape, and its % is no wider
// than one.
func shaped(text string, all []sign) bool {
	if !fits(text, all) {
		return false
	}
	plain := strings.TrimSuffix(text, "%")
	for i := range plain {
		if all[i].kind == '?' {
			return false
		}
	}
	if plain == text || plain == "" {
		return true
	}
	wide := all[len(all)-1].box.Max.X - all[len(plain)].box.Min.X
	return float64(wide) <= percentWide*float64(all[0].box.Dy())
}

// levelDigits is by how much of their height the heads and the feet of digits in one number differ at most;
// Chinese characters beside them reach farther.
const levelDigits = 0.1

// longer are the stretches with one piece more in front, and behind unless the number is known to end, where
// that stands level with the others as a digit does.
func (p stretch) longer(pieces []image.Rectangle, ends bool) []stretch {
	var all image.Rectangle
	for _, b := range pieces[p.from:p.to] {
		all = all.Union(b)
	}
	most := int(math.Ceil(levelDigits * float64(all.Dy())))
	level := func(i int) bool {
		return i >= 0 && i < len(pieces) && abs(pieces[i].Min.Y-all.Min.Y) <= most && abs(pieces[i].Max.Y-all.Max.Y) <= most
	}
	var out []stretch
	if level(p.from - 1) {
		out = append(out, stretch{p.from - 1, p.to})
	}
	if !ends && level(p.to) {
		out = append(out, stretch{p.from, p.to + 1})
	}
	return out
}

// astray is by how many pieces of ink the engine errs about where a number begins and ends.
const astray = 2

// alike are the stretches near another whose ink has the shapes of a number, the nearest first. A number
// with which the line begins or ends does so in each of them.
func (r reading) alike(ink *raster.Bitmap, text string, pieces []image.Rectangle, about stretch, goesOn bool) []stretch {
	var out []stretch
	for far := range 2*astray + 1 {
		for d := -astray; d <= astray; d++ {
			for e := -astray; e <= astray; e++ {
				p := stretch{about.from + d, about.to + e}
				if abs(d)+abs(e) != far || d != 0 && about.from == 0 || e != 0 && !goesOn {
					continue
				}
				if b := p.box(ink, pieces, r.line.Box); !b.Empty() && shaped(text, signs(ink, b)) {
					out = append(out, p)
				}
			}
		}
	}
	return out
}

// renumbered puts another number in place of one. Each character takes the box of the old one at its index.
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

// stretchOf gives the pieces of the line's ink that blank columns part, and which of them the symbols are about,
// by the engine: from the blank column before them to that behind. Both are empty where there is no such
// column, as where characters touch.
func (r reading) stretchOf(ink *raster.Bitmap, from, to int) ([]image.Rectangle, stretch) {
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
		return nil, stretch{}
	}
	pieces := piecesOf(ink, line)
	return pieces, stretch{
		from: len(pieces) - len(after(pieces, left)),
		to:   len(pieces) - len(after(pieces, right)),
	}
}

// piecesOf parts the ink of a line at its blank columns.
func piecesOf(ink *raster.Bitmap, line image.Rectangle) []image.Rectangle {
	var out []image.Rectangle
	blank := true
	for x := line.Min.X; x < line.Max.X; x++ {
		column := image.Rect(x, line.Min.Y, x+1, line.Max.Y)
		switch was := blank; {
		case ink.Count(column) == 0:
			blank = true
		case was:
			out, blank = append(out, column), false
		default:
			out[len(out)-1].Max.X = x + 1
		}
	}
	for i := range out {
		out[i] = inkBox(ink, out[i])
	}
	return out
}

// after are the pieces that begin at x or behind it.
func after(pieces []image.Rectangle, x int) []image.Rectangle {
	i := slices.IndexFunc(pieces, func(p image.Rectangle) bool { return p.Min.X >= x })
	if i < 0 {
		return nil
	}
	return pieces[i:]
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
