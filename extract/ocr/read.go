package ocr

import (
	"context"
	"image"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/draw"

	"github.com/mingxi/mingxi/extract/raster"
)

const (
	lineHeight    = 40   // pixels a line is scaled to: the engine's models see 36 to 48
	smallHeight   = 28   // for a second try: other strokes survive
	tinyHeight    = 24   // for a third, of single characters
	largeHeight   = 56   // for a third
	lineMargin    = 12   // pixels of paper around it
	lineScale     = 4.0  // most a line is enlarged: beyond, blur is all that grows
	sureFigure    = 0.90 // least confidence of a digit below which a figure is read again
	certainFigure = 0.97 // below which a second opinion is kept beside a figure
	sureText      = 0.75 // mean confidence below which words are read again
	sureWords     = 0.90 // mean confidence of words that need no third reading
	shortAspect   = 1.6  // width over height of a line of one character
	latinShare    = 0.5  // of the characters being letters: words in Latin letters
	digitShare    = 0.6  // of the characters of a text that is nearly a figure
	narrowPitch   = 0.75 // of the line's height from one digit to the next, at most
	failures      = 3    // lines of a page the engine may fail at
)

// reading is a line of the sheet with what was read there.
type reading struct {
	line raster.Line
	kind Kind // what it was read as
	Reading
	signs  []sign   // the characters of a figure, by the line's ink
	scale  float64  // of the picture the engine saw
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
	if isFigures(r.Text()) && (r.odd || !r.counted()) {
		return min(uncountable, r.Confidence())
	}
	return r.Confidence()
}

// readLines reads lines of a sheet, several at a time. A line the engine fails at is left empty and
// counted in failed; an engine that fails too often, or the end of ctx, is an error.
func readLines(ctx context.Context, engine Engine, s *raster.Sheet, lines []raster.Line) (out []reading, failed int, err error) {
	out = make([]reading, len(lines))
	errs := make([]error, len(lines))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				out[i], errs[i] = readLine(ctx, engine, s, lines[i], lineBefore(lines, i))
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
func markUnread(s *raster.Sheet, all []reading) {
	usual := usualHeight(all)
	for i := range all {
		r := &all[i]
		high := float64(r.line.Box.Dy())
		if len(r.Symbols) > 0 || high < markLeast*usual || high > markMost*usual {
			continue
		}
		if r.line.Cell >= 0 || looksLikeFigures(s.Ink, r.line.Box) {
			r.Symbols = []Symbol{{Text: unreadable}}
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

// readLine reads a line as what it looks like, and again at other sizes, and as another kind, where
// that fails. before is the line above it in the same cell; empty if there is none.
func readLine(ctx context.Context, engine Engine, s *raster.Sheet, line raster.Line, before image.Rectangle) (reading, error) {
	if sign, place, rest := comparison(s.Ink, line.Box); sign != "" {
		return readCompared(ctx, engine, s, line, sign, place, rest)
	}
	kind := Words
	if looksLikeFigures(s.Ink, line.Box) {
		kind = Figures
	}
	first := attempt{kind: kind, height: lineHeight}
	short := kind == Words && float64(line.Box.Dx()) < shortAspect*float64(line.Box.Dy())
	if short {
		first.height = smallHeight
	}
	r, err := readAs(ctx, engine, s, line, first)
	if err != nil {
		return r, err
	}
	all := []reading{r}
	for _, a := range r.doubts(short, before) {
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
func readCompared(ctx context.Context, engine Engine, s *raster.Sheet, line raster.Line, mark string, place, rest image.Rectangle) (reading, error) {
	r, err := readLine(ctx, engine, s, raster.Line{Box: rest, Cell: line.Cell}, image.Rectangle{})
	if err != nil {
		return r, err
	}
	shift := int(float64(rest.Min.X-line.Box.Min.X) * r.scale)
	for i := range r.Symbols {
		r.Symbols[i].Box = r.Symbols[i].Box.Add(image.Pt(shift, 0))
	}
	r.line = line
	first := Symbol{Text: mark, Confidence: sureFigure, Box: r.placed(place)}
	r.Symbols = append([]Symbol{first}, r.Symbols...)
	r.signs = append([]sign{{box: place, kind: '?'}}, r.signs...)
	for i := range r.others {
		r.others[i] = mark + r.others[i]
	}
	return r, nil
}

// attempt is one way to show a line to the engine.
type attempt struct {
	kind   Kind
	height int             // pixels the line is scaled to
	before image.Rectangle // a line to put before it: characters are read better in a row
	raw    bool            // see Line.Raw
	digits bool            // without points and dashes, which are put back by their shape
}

// doubts are the further attempts that a first reading calls for. Single characters are always read
// again: nothing beside them helps the engine.
func (r reading) doubts(short bool, before image.Rectangle) []attempt {
	text := r.Text()
	switch {
	case r.kind == Figures && r.sure() && r.Confidence() < certainFigure:
		return []attempt{{kind: Figures, height: smallHeight}}
	case r.kind == Figures && r.sure():
		return nil
	case r.kind == Figures:
		return []attempt{{kind: Figures, height: smallHeight}, {kind: Figures, height: lineHeight, digits: true}, {kind: Figures, height: largeHeight}, {kind: Figures, height: lineHeight, raw: true}, {kind: Words, height: lineHeight}}
	case isFigures(text):
		return []attempt{{kind: Figures, height: lineHeight}, {kind: Figures, height: smallHeight}}
	case r.narrow() && (r.mean() < sureWords || strings.ContainsAny(text, "0123456789-.")):
		return []attempt{{kind: Figures, height: lineHeight}, {kind: Figures, height: lineHeight, digits: true}, {kind: Figures, height: smallHeight}, {kind: Words, height: smallHeight}}
	case figureLike(text):
		return []attempt{{kind: Figures, height: lineHeight}, {kind: Figures, height: smallHeight}, {kind: Figures, height: largeHeight}}
	case short && !before.Empty():
		return []attempt{{kind: Words, height: lineHeight, before: before}, {kind: Words, height: smallHeight, before: before}, {kind: Words, height: largeHeight}}
	case short:
		return []attempt{{kind: Words, height: tinyHeight}, {kind: Words, height: largeHeight}, {kind: Words, height: lineHeight, raw: true}, {kind: Latin, height: lineHeight}}
	case text == "":
		return []attempt{{kind: Words, height: lineHeight, raw: true}, {kind: Words, height: smallHeight, raw: true}, {kind: Words, height: largeHeight}, {kind: Latin, height: lineHeight}}
	case letters(text) > latinShare:
		return []attempt{{kind: Latin, height: lineHeight}}
	case r.mean() < sureText:
		return []attempt{{kind: Words, height: smallHeight}, {kind: Latin, height: lineHeight}}
	}
	return nil
}

// settled says whether the last of several readings agrees with an earlier one, or is sure enough.
func settled(all []reading) bool {
	last := all[len(all)-1]
	for _, r := range all[:len(all)-1] {
		if r.Text() == last.Text() && last.Text() != "" && (last.kind != Figures || last.counted()) {
			return true
		}
	}
	return last.kind == Figures && last.counted() && last.mean() >= sureText || last.kind != Figures && all[0].kind != Figures && last.mean() >= sureWords
}

// Weights of readings of a line that looks like a figure.
const (
	countedWeight = 2.0 // a figure with as many characters as the line's ink
	surelyWeight  = 3.0 // and that was read well
	oddWeight     = 0.4 // words
)

// choose takes the text that the attempts agree on, or are surest of, and keeps the others.
func choose(all []reading) reading {
	weight := map[string]float64{}
	for _, r := range all {
		w := r.mean()
		switch figures := isFigures(r.Text()); {
		case figures && r.counted() && r.mean() >= sureWords:
			w *= countedWeight * surelyWeight
		case figures && r.counted():
			w *= countedWeight
		case figures && !wellFormed(r.Text()):
			w *= oddWeight
		case !figures && (all[0].kind == Figures || figureLike(r.Text())):
			w *= oddWeight
		}
		weight[r.Text()] += w
	}
	best := all[0]
	for _, r := range all[1:] {
		if weight[r.Text()] > weight[best.Text()] {
			best = r
		}
	}
	for _, r := range all {
		if t := r.Text(); t != "" && t != best.Text() && !slices.Contains(best.others, t) {
			best.others = append(best.others, t)
		}
	}
	best.Reading = best.affirmed(all)
	return best
}

// affirmed is a figure's reading with the confidence that several readings of it give together, where
// none that is as well formed says otherwise: they err alike at times, but not always.
func (r reading) affirmed(all []reading) Reading {
	if !isFigures(r.Text()) || !r.counted() {
		return r.Reading
	}
	doubt := 1.0
	for _, o := range all {
		switch {
		case o.Text() == r.Text():
			doubt *= 1 - o.Confidence()
		case o.counted():
			return r.Reading
		}
	}
	out := Reading{Symbols: slices.Clone(r.Symbols)}
	for i := range out.Symbols {
		out.Symbols[i].Confidence = max(out.Symbols[i].Confidence, 1-doubt)
	}
	return out
}

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

// letters is the share of Latin letters.
func letters(text string) float64 {
	n, all := 0, 0
	for _, r := range text {
		all++
		if r < utf8.RuneSelf && unicode.IsLetter(r) {
			n++
		}
	}
	return float64(n) / float64(max(1, all))
}

// readAs shows the engine one line.
func readAs(ctx context.Context, engine Engine, s *raster.Sheet, line raster.Line, a attempt) (reading, error) {
	out := reading{line: line, kind: a.kind, signs: signs(s.Ink, line.Box)}
	out.scale = min(lineScale, float64(a.height)/float64(line.Box.Dy()))
	img, from := frame(s, line.Box, a.before, out.scale)
	if a.digits {
		whiteOut(img, out, 'd')
	}
	r, err := engine.Read(ctx, Line{Image: img, DPI: s.DPI * out.scale, Kind: a.kind, Raw: a.raw})
	if err != nil {
		return out, err
	}
	out.Reading = widened(withoutBlanks(withoutBars(r.behind(from)), a.kind))
	if a.digits {
		var ok bool
		if out.Symbols, ok = composed(r.Symbols, out.signs); !ok {
			out.Symbols = nil
		}
		for i := range out.Symbols {
			out.Symbols[i].Box = out.placed(out.signs[i].box)
		}
	}
	return out, nil
}

// whiteOut takes all characters but those of one kind out of the picture of a line.
func whiteOut(img *image.Gray, r reading, but byte) {
	for _, s := range r.signs {
		if s.kind == but {
			continue
		}
		at := r.placed(s.box.Inset(-1))
		draw.Draw(img, image.Rect(at.Min.X, 0, at.Max.X, img.Rect.Dy()), image.White, image.Point{}, draw.Src)
	}
}

// placed is where a box of the sheet lies in the picture that the engine was shown.
func (r reading) placed(b image.Rectangle) image.Rectangle {
	at := b.Sub(r.line.Box.Min)
	x := func(v int) int { return int(float64(v+1)*r.scale) + lineMargin }
	return image.Rect(x(at.Min.X), x(at.Min.Y), x(at.Max.X)+1, x(at.Max.Y)+1)
}

// behind is the part of a reading whose characters stand right of x, moved there by x.
func (r Reading) behind(x int) Reading {
	if x == 0 {
		return r
	}
	var out Reading
	for _, s := range r.Symbols {
		if (s.Box.Min.X+s.Box.Max.X)/2 >= x+lineMargin {
			s.Box = s.Box.Sub(image.Pt(x, 0))
			out.Symbols = append(out.Symbols, s)
		}
	}
	return out
}

// cut is the sheet's picture of a box.
func cut(s *raster.Sheet, box image.Rectangle) *image.Gray {
	return s.Gray.SubImage(box.Inset(-1).Intersect(s.Gray.Rect)).(*image.Gray)
}

// frame scales the picture of a line, with another before it unless that is empty, and puts paper
// around it. The line begins at x = from + lineMargin.
func frame(s *raster.Sheet, line, before image.Rectangle, scale float64) (img *image.Gray, from int) {
	size := func(b image.Rectangle) image.Point {
		return image.Pt(max(1, int(float64(b.Dx())*scale+0.5)), max(1, int(float64(b.Dy())*scale+0.5)))
	}
	crop := cut(s, line)
	all := size(crop.Rect)
	var prior *image.Gray
	if !before.Empty() {
		prior = cut(s, before)
		from = size(prior.Rect).X + all.Y/8
		all = image.Pt(from+all.X, max(all.Y, size(prior.Rect).Y))
	}
	img = image.NewGray(image.Rect(0, 0, all.X+2*lineMargin, all.Y+2*lineMargin))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	paste := func(part *image.Gray, x int) {
		n := size(part.Rect)
		at := image.Pt(lineMargin+x, lineMargin+(all.Y-n.Y)/2)
		draw.CatmullRom.Scale(img, image.Rectangle{Min: at, Max: at.Add(n)}, part, part.Rect, draw.Src, nil)
	}
	if prior != nil {
		paste(prior, 0)
	}
	paste(crop, from)
	return img, from
}

// withoutBars drops bars at either end: rests of a cell's sides.
func withoutBars(r Reading) Reading {
	bar := func(s Symbol) bool { return s.Text == "|" || s.Text == "｜" }
	for len(r.Symbols) > 0 && bar(r.Symbols[0]) {
		r.Symbols = r.Symbols[1:]
	}
	for n := len(r.Symbols); n > 0 && bar(r.Symbols[n-1]); n-- {
		r.Symbols = r.Symbols[:n-1]
	}
	return r
}

// withoutBlanks drops the blanks that the engine sees between Chinese characters and digits, and in
// figures beside points, which some faces set in a wide space: only words in letters are set apart by
// blanks.
func withoutBlanks(r Reading, kind Kind) Reading {
	if isFigures(r.Text()) && wellFormed(strings.ReplaceAll(r.Text(), " ", "")) {
		kind = Figures
	}
	for i := range r.Symbols {
		s := &r.Symbols[i]
		s.Blank = s.Blank && i > 0 && kind != Figures && ascii(s.Text) && ascii(r.Symbols[i-1].Text)
	}
	return r
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
