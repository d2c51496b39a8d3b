package recognition

import (
	"context"
	"image"
	"image/draw"
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

// readLine reads a line by one look at it as the page shows it.
func readLine(ctx context.Context, engine ocr.Engine, s *raster.Prepared, line raster.Line) (reading, error) {
	if sign, place, rest := comparison(s.Ink, line.Box); sign != "" {
		r, err := readLine(ctx, engine, s, raster.Line{Box: rest, Cell: line.Cell})
		return r.behind(sign, place), err
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

// behind is a reading with the sign ≥ or ≤ in front, at its place.
func (r reading) behind(mark string, place image.Rectangle) reading {
	r.line.Box = r.line.Box.Union(place)
	r.Symbols = append([]ocr.Symbol{{Text: mark, Confidence: sureSign, Box: place}}, r.Symbols...)
	r.signs = append([]sign{{box: place, kind: '?'}}, r.signs...)
	for i := range r.others {
		r.others[i] = mark + r.others[i]
	}
	return r
}

// sureSign is the confidence in a sign that is known by its shape.
const sureSign = 0.90

// atHalfHeightAlone says whether a line is nothing but a dash.
func atHalfHeightAlone(s *raster.Prepared, line raster.Line) bool {
	return float64(line.Box.Dx()) > 1.5*float64(line.Box.Dy()) && s.Ink.Count(line.Box)*4 > 3*line.Box.Dx()*line.Box.Dy()
}

// look shows a line with a little paper around.
func look(ctx context.Context, engine ocr.Engine, s *raster.Prepared, line raster.Line, kind ocr.Kind) (reading, error) {
	out := reading{line: line, kind: kind, signs: signs(s.Ink, line.Box), below: overlaidIn(s.Lifted, line.Box)}
	part := withoutDust(s.Ink, line.Box)
	paper := image.Pt(int(math.Ceil(paperBeside*float64(part.Dy()))), int(math.Ceil(paperAbove*float64(part.Dy()))))
	frame := image.Rectangle{Min: part.Min.Sub(paper), Max: part.Max.Add(paper)}
	around := frame // of which what was not taken for ink, as a 一 beside a cell's side, helps to read the line
	if specked(s.Ink, frame, part) {
		around = part.Inset(-1)
	}
	r, err := engine.Read(ctx, ocr.Line{Image: shown(s.Gray, around, frame), DPI: s.DPI, Kind: kind})
	if err != nil {
		return out, err
	}
	for i := range r.Symbols {
		r.Symbols[i].Box = r.Symbols[i].Box.Add(frame.Min)
	}
	r.Symbols = withoutBlanks(withoutBars(r), kind).Symbols
	if kind == ocr.Words {
		r.Symbols = withUnits(ringed(widened(leadingOne(r, out.signs, part)))).Symbols
		if line.Cell >= 0 {
			r.Symbols = withoutStrokes(r, part.Dy()).Symbols
		}
	}
	out.Reading = r
	out.others = r.Others
	return out, nil
}

// overlaidIn says whether a stroke was taken out in a box; lifted is nil where none was.
func overlaidIn(lifted *image.Gray, box image.Rectangle) bool {
	if lifted == nil {
		return false
	}
	box = box.Intersect(lifted.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		if slices.ContainsFunc(lifted.Pix[lifted.PixOffset(box.Min.X, y):lifted.PixOffset(box.Max.X, y)], func(p uint8) bool { return p != 0 }) {
			return true
		}
	}
	return false
}

// specked says whether specks stand around a line.
func specked(ink *raster.Bitmap, frame, part image.Rectangle) bool {
	dust := dustSize * float64(part.Dy())
	return slices.ContainsFunc(ink.Components(frame), func(c raster.Component) bool {
		return float64(max(c.Box.Dx(), c.Box.Dy())) < dust && !c.Box.In(part)
	})
}

// withoutDust is the box of a line's ink without specks, which stand at its ends and would be read as marks there.
func withoutDust(ink *raster.Bitmap, box image.Rectangle) image.Rectangle {
	dust := dustSize * float64(box.Dy())
	var out image.Rectangle
	for _, c := range ink.Components(box) {
		if float64(max(c.Box.Dx(), c.Box.Dy())) >= dust {
			out = out.Union(c.Box)
		}
	}
	if out.Empty() {
		return box
	}
	return out
}

// shown is a copy of a part of a page, framed by paper of its own shade.
func shown(page *image.Gray, part, frame image.Rectangle) *image.Gray {
	part = part.Intersect(page.Rect)
	out := image.NewGray(image.Rect(0, 0, frame.Dx(), frame.Dy()))
	paper := paperOf(page, part)
	for i := range out.Pix {
		out.Pix[i] = paper
	}
	draw.Draw(out, part.Sub(frame.Min), page, part.Min, draw.Src)
	return out
}

// paperShare of the pixels of a line are no lighter than paper: most of a line is paper, and little of it is ink.
const paperShare = 0.75

// paperOf is the shade of the paper in a part of a page.
func paperOf(page *image.Gray, part image.Rectangle) uint8 {
	var count [256]int
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for _, p := range page.Pix[page.PixOffset(part.Min.X, y):page.PixOffset(part.Max.X, y)] {
			count[p]++
		}
	}
	least := int(paperShare * float64(part.Dx()*part.Dy()))
	for shade, n := range count {
		if least -= n; least < 0 {
			return uint8(shade)
		}
	}
	return 255
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
