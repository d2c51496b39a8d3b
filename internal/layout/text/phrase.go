package text

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
)

// phraseGap is the blank, in font sizes, that parts two phrases: spaces of justified text stay below, columns
// set tight stay above.
const phraseGap = 0.85

// A Phrase is what stands together on one line of a table without column rulings: one cell's text
// on that line.
type Phrase struct {
	Pieces []Piece
	Text   string
	Box    page.Box
	Figure bool // it is a figure, or stands for a missing one
}

// Phrases parts a line at the blanks that may part columns. A line of a sentence that was filled in is one.
func Phrases(l *Line) []Phrase {
	if l.isFilledIn() {
		return []Phrase{NewPhrase(l.Pieces)}
	}
	var out []Phrase
	for _, ps := range partPieces(l.Pieces, partsColumns) {
		out = append(out, NewPhrase(ps))
	}
	return out
}

// isFilledIn says whether a line belongs to a sentence into which amounts were filled: into an underlined blank,
// or so that the sentence goes on behind the amount and its unit.
func (l *Line) isFilledIn() bool {
	for i, p := range l.Pieces {
		if p.Filled || i > 0 && (goesOnBehind.MatchString(p.Text) && figure.Is(l.Pieces[i-1].Text) || filledIn.MatchString(p.Text)) {
			return true
		}
	}
	return false
}

// NewPhrase makes one phrase of pieces of a line.
func NewPhrase(ps []Piece) Phrase {
	l := Line{Pieces: ps}
	p := Phrase{Pieces: ps, Text: l.String(), Box: boxOfPieces(ps)}
	p.Figure = figure.Is(p.Text) || figure.IsMissing(p.Text)
	return p
}

// partsColumns says whether the blank between two pieces may part columns.
func partsColumns(a, b *Piece) bool {
	gap := (b.Box.X0 - a.Box.X1) / math.Max(a.Size, b.Size)
	return gap > phraseGap || gap > figureGap && figure.Is(a.Text) && figure.Is(b.Text) || buttsName(a.Text, b.Text) ||
		gap > decimalGap && endsAmount(a.Text, b.Text)
}

// PartPhrases parts the phrases of lines between two neighbouring pieces that are apart.
func PartPhrases(lines [][]Phrase, apart func(a, b *Piece) bool) [][]Phrase {
	out := make([][]Phrase, len(lines))
	for i, l := range lines {
		for _, p := range l {
			for _, ps := range partPieces(p.Pieces, apart) {
				out[i] = append(out[i], NewPhrase(ps))
			}
		}
	}
	return out
}

// IsBody says whether a line is one of the body or of column numbers: it holds a figure that is no
// year.
func IsBody(l []Phrase) bool {
	return slices.ContainsFunc(l, func(p Phrase) bool { return p.Figure && !figure.IsDash(p.Text) && !figure.IsYear(p.Text) })
}
