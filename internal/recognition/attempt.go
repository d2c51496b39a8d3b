package recognition

import (
	"image"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/raster"
)

const (
	sureFigure    = 0.90 // least confidence of a digit below which a figure is read again
	certainFigure = 0.97 // below which a second opinion is kept beside a figure
	sureText      = 0.75 // mean confidence below which words are read a second time
	sureWords     = 0.90 // mean confidence below which they are read a third time
	shortAspect   = 1.6  // width over height of a line of one character
	shortMost     = 2    // characters that fit in such a line
	latinShare    = 0.5  // of the characters being letters: words in Latin letters
	digitShare    = 0.6  // of the characters of a text that is nearly a figure
	narrowPitch   = 0.75 // of the line's height from one digit to the next, at most
)

// attempt is one way to show a line to the engine.
type attempt struct {
	kind   ocr.Kind
	height int             // pixels the line is scaled to
	before image.Rectangle // a line to put before it: characters are read better in a row
	raw    bool            // see ocr.Line.Raw
	bold   bool            // with thicker strokes, so that broken ones hold together
	digits bool            // without points and dashes, which are then put back where the ink has their shapes
}

// asWords is how a line of words is read first. Names in cells are read as they are. In running text, which has
// numbers and signs in it, the engine looks first where the line lies.
func asWords(line raster.Line) attempt {
	return attempt{kind: ocr.Words, height: wordHeight, raw: line.Cell >= 0}
}

// doubts are the further attempts that a first reading calls for. Single characters are always read
// again: nothing beside them helps the engine.
func (r reading) doubts(short bool, n neighbours) []attempt {
	text := r.Text()
	switch {
	case r.kind == ocr.Figures && r.sure() && r.Confidence() < certainFigure:
		return []attempt{{kind: ocr.Figures, height: smallHeight, raw: true, bold: true}, {kind: ocr.Figures, height: lineHeight}, {kind: ocr.Figures, height: largeHeight, raw: true, before: n.longer}}
	case r.kind == ocr.Figures && r.sure():
		return nil
	case r.kind == ocr.Figures && !n.longer.Empty():
		return []attempt{{kind: ocr.Figures, height: lineHeight, raw: true, before: n.longer}, {kind: ocr.Figures, height: smallHeight, before: n.longer}, {kind: ocr.Figures, height: lineHeight}, {kind: ocr.Figures, height: largeHeight, raw: true}, {kind: ocr.Words, height: lineHeight}}
	case r.kind == ocr.Figures:
		return []attempt{{kind: ocr.Figures, height: lineHeight}, {kind: ocr.Figures, height: lineHeight, digits: true}, {kind: ocr.Figures, height: smallHeight}, {kind: ocr.Figures, height: largeHeight, raw: true}, {kind: ocr.Words, height: lineHeight}}
	case strings.ContainsRune(text, '='): // the formula of a column's number: 7=2+4
		return nil
	case isFigures(text):
		return []attempt{{kind: ocr.Figures, height: lineHeight, raw: true}, {kind: ocr.Figures, height: smallHeight}}
	case short && len(r.Symbols) > shortMost: // one character that fell to pieces
		return []attempt{{kind: ocr.Words, height: lineHeight, raw: true}, {kind: ocr.Words, height: tinyHeight, raw: true}, {kind: ocr.Words, height: largeHeight, raw: true}}
	case r.narrow() && (r.Mean() < sureWords || strings.ContainsAny(text, "0123456789-.")):
		return []attempt{{kind: ocr.Figures, height: lineHeight, raw: true}, {kind: ocr.Figures, height: lineHeight, digits: true}, {kind: ocr.Figures, height: smallHeight}, {kind: ocr.Words, height: smallHeight}}
	case figureLike(text):
		return []attempt{{kind: ocr.Figures, height: lineHeight, raw: true}, {kind: ocr.Figures, height: smallHeight}, {kind: ocr.Figures, height: largeHeight, raw: true}}
	case short && !n.above.Empty():
		return []attempt{{kind: ocr.Words, height: lineHeight, before: n.above}, {kind: ocr.Words, height: smallHeight, before: n.above}, {kind: ocr.Words, height: largeHeight}}
	case short:
		return []attempt{{kind: ocr.Words, height: tinyHeight}, {kind: ocr.Words, height: largeHeight}, {kind: ocr.Words, height: lineHeight, raw: true}, {kind: ocr.Latin, height: lineHeight}}
	case text == "":
		return []attempt{{kind: ocr.Words, height: lineHeight, raw: true}, {kind: ocr.Words, height: smallHeight, raw: true}, {kind: ocr.Words, height: largeHeight}, {kind: ocr.Latin, height: lineHeight}}
	case letters(text) > latinShare:
		return []attempt{{kind: ocr.Latin, height: lineHeight}}
	case r.Mean() < sureText:
		return []attempt{{kind: ocr.Words, height: smallHeight}, {kind: ocr.Latin, height: lineHeight}}
	}
	return nil
}

// settled says whether the last of several readings agrees with an earlier one, or is sure enough.
func settled(all []reading) bool {
	last := all[len(all)-1]
	for _, r := range all[:len(all)-1] {
		if r.Text() == last.Text() && last.Text() != "" && (last.kind != ocr.Figures || last.counted()) {
			return true
		}
	}
	return last.kind == ocr.Figures && last.counted() && last.Mean() >= sureText && !all[0].counted() || last.kind != ocr.Figures && all[0].kind != ocr.Figures && last.Mean() >= sureWords
}

// Weights of readings of a line that looks like a figure.
const (
	countedWeight = 2.0 // of a figure with the characters that the line's ink has the shapes of
	surelyWeight  = 3.0 // times that, where it was also read well
	oddWeight     = 0.4 // of words
)

// choose takes the text that the attempts agree on, or are surest of, and keeps the others.
func choose(all []reading) reading {
	weight := map[string]float64{}
	for _, r := range all {
		w := r.Mean()
		switch figures := isFigures(r.Text()); {
		case figures && r.counted() && r.Mean() >= sureWords:
			w *= countedWeight * surelyWeight
		case figures && r.counted():
			w *= countedWeight
		case figures && !wellFormed(r.Text()):
			w *= oddWeight
		case !figures && (all[0].kind == ocr.Figures || figureLike(r.Text())):
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

// affirmed is a figure's reading with the confidence that several equal readings give together. Where another
// that is as well formed says otherwise, the confidence stays.
func (r reading) affirmed(all []reading) ocr.Reading {
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
	out := ocr.Reading{Symbols: slices.Clone(r.Symbols)}
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
