// Package networks reads lines of writing with two small networks that are part of the program: one for writing
// of any kind, and one for figures, which knows nothing but digits and the signs among them. What both say of a
// figure is sure; where they differ, it is in doubt.
//
// The network for writing is that of PP-OCRv4, in a build with the tag weights (scripts/fetch-weights). Without it
// [New] returns [ErrUnavailable].
package networks

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/mingxi/mingxi/extract/ocr"
)

// ErrUnavailable says that this program was built without the weights.
var ErrUnavailable = errors.New("built without recognition of words, and reads figures alone: run scripts/fetch-weights and build with -tags weights")

// Available says whether this program was built with the weights.
func Available() bool { return len(wordWeights) > 0 }

// An Engine is the two readers. They are made when the first line is read, since most documents have none to recognise.
type Engine struct{ readers func() (readers, error) }

// The readers of an engine.
type readers struct {
	words   *wordReader // nil where figures are read alone
	figures *figureReader
}

// New gives the readers. The error is ErrUnavailable.
func New() (*Engine, error) {
	if !Available() {
		return nil, ErrUnavailable
	}
	return &Engine{sync.OnceValues(func() (r readers, err error) {
		if r.words, err = newWordReader(wordWeights, wordCharacters); err == nil {
			r.figures, err = loadDigits()
		}
		return r, err
	})}, nil
}

// Figures gives the reader of figures alone, which every build has. Of words it reads nothing.
func Figures() *Engine {
	return &Engine{sync.OnceValues(func() (r readers, err error) {
		r.figures, err = loadDigits()
		return r, err
	})}
}

// Read implements ocr.Engine.
func (e *Engine) Read(ctx context.Context, line ocr.Line) (ocr.Reading, error) {
	if err := ctx.Err(); err != nil {
		return ocr.Reading{}, err
	}
	img := line.Image
	if img.Rect.Empty() {
		return ocr.Reading{}, errors.New("an empty picture")
	}
	r, err := e.readers()
	if err != nil {
		return ocr.Reading{}, err
	}
	if r.words == nil {
		return r.alone(line)
	}
	if line.Kind != ocr.Figures {
		letters, steps, err := r.words.read(img, 0)
		out := reading(letters, steps, img.Rect.Dx(), img.Rect.Dy())
		out.Others = others(letters)
		return out, err
	}
	figures, figureSteps, err := r.figures.read(img)
	if err != nil {
		return ocr.Reading{}, err
	}
	letters, steps, err := r.words.read(img, len(figures))
	if err != nil {
		return ocr.Reading{}, err
	}
	letters = plain(letters)
	return both(reading(letters, steps, img.Rect.Dx(), img.Rect.Dy()), reading(figures, figureSteps, img.Rect.Dx(), img.Rect.Dy()), others(letters), others(figures)), nil
}

// alone is what the reader of figures says of one by itself.
func (r readers) alone(line ocr.Line) (ocr.Reading, error) {
	if line.Kind != ocr.Figures {
		return ocr.Reading{}, nil
	}
	letters, steps, err := r.figures.read(line.Image)
	out := reading(letters, steps, line.Image.Rect.Dx(), line.Image.Rect.Dy())
	if err != nil || !isFigure(out.Text()) {
		return ocr.Reading{}, err
	}
	for i := range out.Symbols {
		out.Symbols[i].Confidence = min(aloneMost, out.Symbols[i].Confidence)
	}
	out.Others = without(others(letters), out.Text())
	return out, nil
}

// narrow are the forms in which figures are written, and those in which they are printed or misread.
var narrow = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	"．", ".", "，", ",", "（", "(", "）", ")", "％", "%", "－", "-", "—", "-", "–", "-", "−", "-", "一", "-")

// plain are letters in the form in which figures are written, without blanks.
func plain(letters []letter) []letter {
	out := slices.DeleteFunc(slices.Clone(letters), func(l letter) bool { return l.name == " " })
	for i := range out {
		out[i].name, out[i].next = narrow.Replace(out[i].name), narrow.Replace(out[i].next)
	}
	return out
}

// Confidence in a figure.
const (
	bothMost   = 0.99 // where both readers agree: the same ink misleads both
	surely     = 0.90 // of a line that the reader of writing takes for letters: o is 0 there
	differMost = 0.50 // where they differ
	aloneMost  = 0.93 // where one alone has read it: no figure is proven by being the same as such a one
)

// both is the reading of a figure that two readers agree on, or that of the surer one. A line that the reader of
// writing says is no figure is none.
func both(words, figures ocr.Reading, wordOthers, figureOthers []string) ocr.Reading {
	w, f := words.Text(), figures.Text()
	switch {
	case w == f && w != "":
		for i := range figures.Symbols {
			doubt := (1 - words.Symbols[i].Confidence) * (1 - figures.Symbols[i].Confidence)
			figures.Symbols[i].Confidence = min(bothMost, 1-doubt)
		}
		figures.Others = without(slices.Concat(figureOthers, wordOthers), f)
		return figures
	case !strings.ContainsAny(f, signs), w == "" && !isFigure(f), strings.ContainsFunc(w, han):
		return words
	case isAmount(w):
		words, figures, wordOthers, figureOthers = figures, words, figureOthers, wordOthers
	case strings.ContainsFunc(w, unicode.IsLetter) && !(isFigure(f) && figures.Confidence() >= surely):
		return words
	case !isFigure(f) || isFigure(w) && (lostBars(f, w) || !lostBars(w, f) && words.Confidence() > figures.Confidence()):
		words, figures, wordOthers, figureOthers = figures, words, figureOthers, wordOthers
	}
	for i := range figures.Symbols {
		figures.Symbols[i].Confidence = min(differMost, figures.Symbols[i].Confidence)
	}
	figures.Differ = true
	figures.Others = without(slices.Concat([]string{words.Text()}, figureOthers, wordOthers), figures.Text())
	return figures
}

// han says whether a character is an ideograph.
func han(c rune) bool { return unicode.Is(unicode.Han, c) }

// lostBars says whether a text is another with a 1 for some 4: a 4 without its bar looks like a 1, and nothing makes a 4 of
// a 1.
func lostBars(text, other string) bool {
	if text == other || len(text) != len(other) {
		return false
	}
	for i := range text {
		if text[i] != other[i] && (text[i] != '1' || other[i] != '4') {
			return false
		}
	}
	return true
}

// currency are the signs that stand before amounts. The reader of figures takes them for a digit, or for none.
const currency = "$¥￥€£"

// isAmount says whether a text is a figure with the sign of a currency before its digits.
func isAmount(text string) bool {
	text = strings.TrimLeft(text, "(-")
	rest := strings.TrimLeft(text, currency)
	return len(rest) < len(text) && isFigure(rest)
}

// isFigure says whether a text has digits or a dash and nothing that stands in no figure.
func isFigure(text string) bool { return text != "" && strings.Trim(text, signs) == "" }

// without are figures in their order, each once, but one and what is none.
func without(all []string, one string) []string {
	var out []string
	for _, text := range all {
		if text != one && isFigure(text) && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}
