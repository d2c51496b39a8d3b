package recognition

import (
	"context"
	"image"
	"testing"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/raster"
)

// A figure is looked at once, and keeps what else was read there.
func TestOneLookIsEnough(t *testing.T) {
	g, box := digits(4)
	asked := 0
	engine := engineFunc(func(l ocr.Line) (ocr.Reading, error) {
		asked++
		if l.Kind != ocr.Figures || l.Image.Rect.Dy() < box.Dy() {
			t.Errorf("kind %d, %v", l.Kind, l.Image.Rect)
		}
		r := says("1234", 0.99)
		r.Others = []string{"1239"}
		return r, nil
	})
	all, _, err := readLines(context.Background(), engine, prepared(t, g), []raster.Line{{Box: box, Cell: -1}})
	if err != nil || asked != 1 || all[0].Text() != "1234" || all[0].trust() != 0.99 || len(all[0].others) != 1 {
		t.Errorf("%q after %d looks, trust %v, others %q, error %v", all[0].Text(), asked, all[0].trust(), all[0].others, err)
	}
}

// Where two readers differ, the ink decides if it fits one of them; both stay in doubt.
func TestInkDecidesBetweenReaders(t *testing.T) {
	g, box := digits(4)
	engine := engineFunc(func(ocr.Line) (ocr.Reading, error) {
		r := says("134", 0.5)
		r.Others, r.Differ = []string{"1234"}, true
		return r, nil
	})
	r, err := readLine(context.Background(), engine, prepared(t, g), raster.Line{Box: box, Cell: -1})
	if err != nil || r.Text() != "1234" || r.trust() > 0.5 || r.others[0] != "134" {
		t.Errorf("%q, trust %v, others %q, error %v", r.Text(), r.trust(), r.others, err)
	}
}

// Ink that shows a character which the text lacks keeps its veto, however sure the readers are.
func TestInkKeepsItsVeto(t *testing.T) {
	g, box := digits(4)
	r, err := readLine(context.Background(), engineFunc(func(ocr.Line) (ocr.Reading, error) { return says("134", 0.99), nil }),
		prepared(t, g), raster.Line{Box: box, Cell: -1})
	if err != nil || r.trust() > uncountable {
		t.Errorf("trust %v in a figure without one of its digits, error %v", r.trust(), err)
	}
}

// On a page where the readers often differ, what they agree on proves nothing by being the same.
func TestReadersThatDifferOften(t *testing.T) {
	page := func(differ int) []reading {
		var all []reading
		for i := range 100 {
			all = append(all, reading{line: raster.Line{Box: image.Rect(0, 20*i, 40, 20*i+12)}, Reading: says("1234", 0.99)})
			all[i].Differ = i < differ
		}
		weigh(all)
		return all
	}
	if c := page(1)[50].Confidence(); c != 0.99 {
		t.Errorf("confidence %v where they differ on one figure of a hundred", c)
	}
	if c := page(3)[50].Confidence(); c > weakly {
		t.Errorf("confidence %v where they differ on three figures of a hundred", c)
	}
}

// A dash before digits needs ink with the shape and the place of one: a rest of a hole has neither.
func TestDashesNeedTheirInk(t *testing.T) {
	blob, dash, digit := sign{kind: '?'}, sign{kind: '-'}, sign{kind: 'd'}
	for text, c := range map[string]struct {
		ink  []sign
		fits bool
	}{
		"-12": {[]sign{blob, digit, digit}, false},
		"-34": {[]sign{dash, digit, digit}, true},
		"712": {[]sign{blob, digit, digit}, true},
		"-":   {[]sign{blob}, true},
	} {
		if got := fits(text, c.ink); got != c.fits {
			t.Errorf("%q fits its ink: %v", text, got)
		}
	}
}

// A figure from which a stroke of a pen was taken out is in doubt.
func TestFiguresBelowStrokesAreInDoubt(t *testing.T) {
	g, box := digits(4)
	s := prepared(t, g)
	s.Lifted = image.NewGray(g.Rect)
	engine := engineFunc(func(ocr.Line) (ocr.Reading, error) { return says("1234", 0.99), nil })
	for _, struck := range []bool{false, true} {
		if struck {
			s.Lifted.Pix[s.Lifted.PixOffset(box.Min.X+3, box.Min.Y+3)] = 255
		}
		r, err := readLine(context.Background(), engine, s, raster.Line{Box: box, Cell: -1})
		if doubted := r.trust() < 0.9; err != nil || doubted != struck {
			t.Errorf("struck %v: trust %v, error %v", struck, r.trust(), err)
		}
	}
}
