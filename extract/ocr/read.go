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
	lineHeight  = 40   // pixels a line is scaled to: the engine's models see 36 to 48
	smallHeight = 28   // for a second try: other strokes survive
	largeHeight = 56   // for a third
	lineMargin  = 12   // pixels of paper around it
	lineScale   = 4.0  // most a line is enlarged: beyond, blur is all that grows
	sureFigure  = 0.90 // least confidence of a digit below which a figure is read again
	sureText    = 0.75 // mean confidence below which words are read again
	sureWords   = 0.90 // mean confidence of words that need no third reading
	latinShare  = 0.5  // of the characters being letters: words in Latin letters
	failures    = 3    // lines of a page the engine may fail at
)

// reading is a line of the sheet with what was read there.
type reading struct {
	line raster.Line
	kind Kind // what it was read as
	Reading
	scale  float64  // of the picture the engine saw
	others []string // other readings of the same line
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
				out[i], errs[i] = readLine(ctx, engine, s, lines[i])
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
	return out, failed, nil
}

// readLine reads a line as what it looks like, and again at other sizes, and as another kind, where
// that fails.
func readLine(ctx context.Context, engine Engine, s *raster.Sheet, line raster.Line) (reading, error) {
	kind := Words
	if looksLikeFigures(s.Ink, line.Box) {
		kind = Figures
	}
	first, err := readAs(ctx, engine, s, line, attempt{kind, lineHeight})
	if err != nil {
		return first, err
	}
	all := []reading{first}
	for _, a := range first.doubts() {
		r, err := readAs(ctx, engine, s, line, a)
		if err != nil {
			return first, err
		}
		all = append(all, r)
		if settled(all) {
			break
		}
	}
	return choose(all), nil
}

// attempt is one way to show a line to the engine.
type attempt struct {
	kind   Kind
	height int // pixels the line is scaled to
}

// doubts are the further attempts that a first reading calls for.
func (r reading) doubts() []attempt {
	text := r.Text()
	switch {
	case r.kind == Figures && r.Confidence() >= sureFigure:
		return nil
	case r.kind == Figures:
		return []attempt{{Figures, smallHeight}, {Figures, largeHeight}, {Words, lineHeight}}
	case text == "":
		return []attempt{{Words, smallHeight}, {Words, largeHeight}, {Latin, lineHeight}}
	case isFigures(text):
		return []attempt{{Figures, lineHeight}}
	case letters(text) > latinShare:
		return []attempt{{Latin, lineHeight}}
	case r.mean() < sureText:
		return []attempt{{Words, smallHeight}, {Latin, lineHeight}}
	}
	return nil
}

// settled says whether the last of several readings agrees with an earlier one, or is sure enough.
func settled(all []reading) bool {
	last := all[len(all)-1]
	for _, r := range all[:len(all)-1] {
		if r.Text() == last.Text() && last.Text() != "" {
			return true
		}
	}
	return last.kind == Figures && last.Confidence() >= sureFigure || last.kind != Figures && last.mean() >= sureWords
}

// choose takes the text that the attempts agree on, or are surest of, and keeps the others.
func choose(all []reading) reading {
	weight := map[string]float64{}
	for _, r := range all {
		weight[r.Text()] += r.mean()
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
	return best
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
	out := reading{line: line, kind: a.kind}
	crop := cut(s, line.Box)
	out.scale = min(lineScale, float64(a.height)/float64(line.Box.Dy()))
	img := frame(crop, out.scale)
	r, err := engine.Read(ctx, Line{Image: img, DPI: s.DPI * out.scale, Kind: a.kind})
	if err != nil {
		return out, err
	}
	out.Reading = withoutBlanks(r, a.kind)
	return out, nil
}

// withoutBlanks drops the blanks that the engine sees between Chinese characters and digits: only
// words in letters are set apart by blanks.
func withoutBlanks(r Reading, kind Kind) Reading {
	for i := range r.Symbols {
		s := &r.Symbols[i]
		s.Blank = s.Blank && i > 0 && kind != Figures && ascii(s.Text) && ascii(r.Symbols[i-1].Text)
	}
	return r
}

func ascii(s string) bool { return s != "" && s[0] < utf8.RuneSelf }

// cut is the sheet's picture of a box.
func cut(s *raster.Sheet, box image.Rectangle) *image.Gray {
	return s.Gray.SubImage(box.Inset(-1).Intersect(s.Gray.Rect)).(*image.Gray)
}

// frame scales a picture and puts paper around it.
func frame(img *image.Gray, scale float64) *image.Gray {
	b := img.Bounds()
	w, h := max(1, int(float64(b.Dx())*scale+0.5)), max(1, int(float64(b.Dy())*scale+0.5))
	out := image.NewGray(image.Rect(0, 0, w+2*lineMargin, h+2*lineMargin))
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	draw.CatmullRom.Scale(out, image.Rect(lineMargin, lineMargin, lineMargin+w, lineMargin+h), img, b, draw.Src, nil)
	return out
}

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
