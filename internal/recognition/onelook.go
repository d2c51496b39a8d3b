package recognition

import (
	"context"
	"image"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/raster"
)

// The paper that is shown around a line, as shares of its height. A 一 at an end is lost without.
const (
	paperAbove  = 0.12
	paperBeside = 0.30
)

// readOnce reads a line by one look at it as the page shows it.
func readOnce(ctx context.Context, engine ocr.Engine, s *raster.Prepared, line raster.Line) (reading, error) {
	if sign, place, rest := comparison(s.Ink, line.Box); sign != "" {
		return readCompared(line, sign, place, rest, func(behind raster.Line) (reading, error) {
			return readOnce(ctx, engine, s, behind)
		})
	}
	kind := ocr.Words
	if looksLikeFigures(s.Ink, line.Box) || atHalfHeightAlone(s, line) {
		kind = ocr.Figures
	}
	r, err := look(ctx, engine, s, line, kind)
	if err == nil && kind == ocr.Words && (isFigures(r.Text()) || figureLike(r.Text())) {
		r, err = look(ctx, engine, s, line, ocr.Figures)
	}
	if err != nil {
		return r, err
	}
	return holdNumbers(ctx, engine, s, r.byInk())
}

// atHalfHeightAlone says whether a line is nothing but a dash.
func atHalfHeightAlone(s *raster.Prepared, line raster.Line) bool {
	return float64(line.Box.Dx()) > 1.5*float64(line.Box.Dy()) && s.Ink.Count(line.Box)*4 > 3*line.Box.Dx()*line.Box.Dy()
}

// look shows a line with a little paper around.
func look(ctx context.Context, engine ocr.Engine, s *raster.Prepared, line raster.Line, kind ocr.Kind) (reading, error) {
	out := reading{line: line, kind: kind, signs: signs(s.Ink, line.Box), scale: 1, once: true}
	paper := image.Pt(int(math.Ceil(paperBeside*float64(line.Box.Dy()))), int(math.Ceil(paperAbove*float64(line.Box.Dy()))))
	box := image.Rectangle{Min: line.Box.Min.Sub(paper), Max: line.Box.Max.Add(paper)}
	r, err := engine.Read(ctx, ocr.Line{Image: shown(s.Gray, box), DPI: s.DPI, Kind: kind, Raw: true})
	if err != nil {
		return out, err
	}
	for i := range r.Symbols { // to where other readings have them
		r.Symbols[i].Box = r.Symbols[i].Box.Add(image.Pt(lineMargin+1, lineMargin+1).Sub(paper))
	}
	r.Symbols = withoutBlanks(withoutBars(r), kind).Symbols
	if kind == ocr.Words {
		r.Symbols = ringed(widened(leadingOne(r, out.signs, line.Box))).Symbols
	}
	out.Reading = r
	out.others = r.Others
	return out, nil
}

// shown is a copy of a part of a page; paper where that ends.
func shown(page *image.Gray, box image.Rectangle) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))
	for y := range box.Dy() {
		for x := range box.Dx() {
			out.Pix[y*out.Stride+x] = 255
			if at := box.Min.Add(image.Pt(x, y)); at.In(page.Rect) {
				out.Pix[y*out.Stride+x] = page.GrayAt(at.X, at.Y).Y
			}
		}
	}
	return out
}

// byInk takes, of a figure that two readers differ on, the reading that has the characters of the ink, where only one
// has.
func (r reading) byInk() reading {
	if !r.Differ || r.counted() {
		return r
	}
	for i, other := range r.others[:min(len(r.others), 1)] {
		if wellFormed(other) && fits(other, r.signs) {
			text := r.Text()
			r.Symbols = retold(r.Symbols, other)
			r.others = slices.Concat([]string{text}, r.others[:i], r.others[i+1:])
		}
	}
	return r
}

// retold gives the characters of a text the places of symbols that say another, in equal parts.
func retold(symbols []ocr.Symbol, text string) []ocr.Symbol {
	all := symbols[0].Box
	least := 1.0
	for _, s := range symbols {
		all = all.Union(s.Box)
		least = min(least, s.Confidence)
	}
	n := utf8.RuneCountInString(text)
	var out []ocr.Symbol
	for i, c := range []rune(text) {
		box := image.Rect(all.Min.X+i*all.Dx()/n, all.Min.Y, all.Min.X+(i+1)*all.Dx()/n, all.Max.Y)
		out = append(out, ocr.Symbol{Text: string(c), Box: box, Confidence: least})
	}
	return out
}

// Where two readers differ on many figures of a page, they may be wrong alike on others.
const (
	differShare = 0.02 // of the figures of a page
	weakly      = 0.93 // the most confidence in figures that both read alike then: no figure is proven by being the same as such a one
)

// weigh lowers the confidence in the figures of a page on which two readers often differ.
func weigh(all []reading) {
	figures, differ := 0, 0
	for _, r := range all {
		if isFigures(r.Text()) {
			figures++
		}
		if r.Differ {
			differ++
		}
	}
	if float64(differ) < differShare*float64(figures) || differ == 0 {
		return
	}
	for i := range all {
		if isFigures(all[i].Text()) {
			for j := range all[i].Symbols {
				all[i].Symbols[j].Confidence = min(weakly, all[i].Symbols[j].Confidence)
			}
		}
	}
}
