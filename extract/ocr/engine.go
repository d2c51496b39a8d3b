// Package ocr says what a recognition engine is: it reads the writing in pictures of single lines.
//
// Positions are pixels of the line's picture, from its top left corner, y downwards.
package ocr

import (
	"context"
	"image"
)

// An Engine reads one line of writing at a time. It is safe for use by several goroutines. There
// are three: package networks, which reads with networks that are part of the program, package tesseract, which
// asks the Tesseract engine, and for tests one that replays what an engine once said.
type Engine interface {
	// Read reads a line. A line it finds nothing in is an empty Reading. An error means that the
	// engine failed or ctx ended, not that the line is hard to read.
	Read(ctx context.Context, line Line) (Reading, error)
}

// A Line is a picture of one line of dark writing on white paper, with some paper around it.
type Line struct {
	Image *image.Gray // 0 is black, 255 white
	DPI   float64     // pixels an inch, of this picture
	Kind  Kind
}

// A Kind is what a line is read as.
type Kind int

// The kinds of lines.
const (
	Words   Kind = iota // the document's language, figures among it
	Figures             // nothing but an amount, a code or a percentage
)

// A Reading is what an engine said of a line.
type Reading struct {
	Symbols []Symbol // from left to right, blanks left out
	Others  []string // other readings of the line, the likeliest first
	Differ  bool     // it is a figure, and two readers differ on it
}

// A Symbol is one character with its place in the line's picture.
type Symbol struct {
	Text       string          // most often one character; never empty
	Box        image.Rectangle // roughly: engines are off by up to a digit
	Confidence float64         // of the engine, 0..1
	Blank      bool            // a blank stands before it
}

// Text is the characters in a row, with the blanks between them.
func (r Reading) Text() string {
	var text []byte
	for _, s := range r.Symbols {
		if s.Blank {
			text = append(text, ' ')
		}
		text = append(text, s.Text...)
	}
	return string(text)
}

// Confidence is that of the least certain character, 0..1; 0 for an empty reading. One wrong digit
// makes a figure wrong, so a mean would hide what matters.
func (r Reading) Confidence() float64 {
	if len(r.Symbols) == 0 {
		return 0
	}
	least := 1.0
	for _, s := range r.Symbols {
		least = min(least, s.Confidence)
	}
	return least
}

// Mean is the mean confidence of the characters, 0 for an empty reading: how well the writing as a
// whole was understood.
func (r Reading) Mean() float64 {
	if len(r.Symbols) == 0 {
		return 0
	}
	sum := 0.0
	for _, s := range r.Symbols {
		sum += s.Confidence
	}
	return sum / float64(len(r.Symbols))
}
