package text

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
)

const (
	phraseGap = 0.85 // blank that parts two phrases: spaces of justified text stay below, columns set tight stay above
)

// A Phrase is what stands together on one line of a table without column rulings: one cell's text
// on that line.
type Phrase struct {
	Pieces []Piece
	Text   string
	Box    page.Box
	Figure bool
}

// Phrases parts a line at the blanks that may part columns.
func Phrases(r *Line) []Phrase {
	var out []Phrase
	start := 0
	for i := 1; i <= len(r.Pieces); i++ {
		if i < len(r.Pieces) && !partsColumns(r.Pieces[i-1], r.Pieces[i]) {
			continue
		}
		out = append(out, NewPhrase(r.Pieces[start:i]))
		start = i
	}
	return out
}

func NewPhrase(ps []Piece) Phrase {
	r := Line{Pieces: ps}
	p := Phrase{Pieces: ps, Text: r.String()}
	for _, x := range ps {
		p.Box = p.Box.Union(x.Box)
	}
	p.Figure = figure.Is(p.Text) || figure.IsMissing(p.Text)
	return p
}

func partsColumns(a, b Piece) bool {
	gap := (b.Box.X0 - a.Box.X1) / math.Max(a.Size, b.Size)
	return gap > phraseGap || gap > figureGap && figure.Is(a.Text) && figure.Is(b.Text) || buttsName(a.Text, b.Text) ||
		gap > decimalGap && endsAmount(a.Text, b.Text)
}

// PartPhrases parts the phrases of lines between two neighbouring pieces that are apart.
func PartPhrases(lines [][]Phrase, apart func(a, b *Piece) bool) [][]Phrase {
	out := make([][]Phrase, len(lines))
	for i, l := range lines {
		for _, p := range l {
			start := 0
			for n := 1; n < len(p.Pieces); n++ {
				if apart(&p.Pieces[n-1], &p.Pieces[n]) {
					out[i], start = append(out[i], NewPhrase(p.Pieces[start:n])), n
				}
			}
			out[i] = append(out[i], NewPhrase(p.Pieces[start:]))
		}
	}
	return out
}

// IsBody says whether a line is one of the body or of column numbers: it holds a figure that is no
// year.
func IsBody(l []Phrase) bool {
	return slices.ContainsFunc(l, func(p Phrase) bool { return p.Figure && !figure.IsDash(p.Text) && !figure.IsYear(p.Text) })
}
