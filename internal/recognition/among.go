package recognition

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/raster"
)

// What stands above and below a text that is looked at again as a figure.
const (
	amongFigures = 5 // figures at least
	amongWords   = 3 // times as many figures as words, at least
	amongLong    = 2 // characters at most of a text that has Chinese ones and few digits: digits that touch or are broken look like one or two
)

// figureAttempts are the ways in which a text among figures is read as one.
var figureAttempts = []attempt{
	{kind: ocr.Figures, height: lineHeight, raw: true},
	{kind: ocr.Figures, height: smallHeight},
	{kind: ocr.Figures, height: lineHeight, digits: true},
	{kind: ocr.Figures, height: largeHeight, raw: true},
}

// rereadAmongFigures looks for texts that stand in a column of figures and are no figures, and reads them
// once more as figures: the rest of a ruling beside 5100 makes the word 5S00 of it.
func rereadAmongFigures(ctx context.Context, engine ocr.Engine, s *raster.Prepared, all []reading) error {
	for i := range all {
		r := &all[i]
		if !r.mayBeFigure() || !standsAmongFigures(all, i) {
			continue
		}
		again, ok := r.asFigure(ctx, engine, s)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if ok {
			again.others = append(r.others, r.Text())
			*r = again
		}
	}
	return nil
}

// asFigure is the line read as a figure: one that has the characters that its ink has the shapes of, or one
// that two attempts agree on, where digits touch. An engine that fails leaves it as it was read.
func (r *reading) asFigure(ctx context.Context, engine ocr.Engine, s *raster.Prepared) (reading, bool) {
	var tried []reading
	for _, a := range figureAttempts {
		again, err := readAs(ctx, engine, s, r.line, a)
		if err != nil {
			return reading{}, false
		}
		if !isFigures(again.Text()) || !wellFormed(again.Text()) {
			continue
		}
		agreed := slices.ContainsFunc(tried, func(o reading) bool { return o.Text() == again.Text() })
		if agreed || again.counted() && again.Mean() >= sureText {
			return again, true
		}
		tried = append(tried, again)
	}
	return reading{}, false
}

// mayBeFigure says whether a text is no figure but may be one that was misread.
func (r *reading) mayBeFigure() bool {
	text := solid(r.Reading)
	if text == "" || strings.ContainsRune(text, '=') || isFigures(text) && wellFormed(r.Text()) {
		return false
	}
	n := utf8.RuneCountInString(text)
	han := slices.ContainsFunc(r.Symbols, func(s ocr.Symbol) bool { return chinese(s.Text) })
	return !han || n <= amongLong || float64(digitsIn(text)) >= digitShare*float64(n)
}

// standsAmongFigures says whether nearly all lines above and below a line are figures. At least one stands
// above: the head of a column has figures below it alone.
func standsAmongFigures(all []reading, i int) bool {
	figures, words, above := 0, 0, 0
	for j := range all {
		switch {
		case j == i || !oneColumn(all[i].line.Box, all[j].line.Box):
		case !isFigures(all[j].Text()):
			words++
		default:
			figures++
			if all[j].line.Box.Max.Y <= all[i].line.Box.Min.Y {
				above++
			}
		}
	}
	return above > 0 && figures >= amongFigures && figures >= amongWords*words
}
