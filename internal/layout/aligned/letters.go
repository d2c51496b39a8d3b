package aligned

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// areLetters says whether a line is the letters of columns.
func areLetters(l []text.Phrase) bool {
	texts := make([]string, len(l))
	for i, p := range l {
		texts[i] = p.Text
	}
	return grid.AreLetters(texts)
}

// goOnWithLetters says whether a line holds nothing but the next part of formulas, which wrap.
func goOnWithLetters(l []text.Phrase) bool {
	return !slices.ContainsFunc(l, func(p text.Phrase) bool { return !grid.GoesOnWithLetter(p.Text) })
}

// lettersOf is a line of letters of columns, each of which stands for the column in whose middle it is set: a formula
// (A=B+C+D+E) may be wider than that, reach below the head of the next one and nearly touch what stands beside it.
func lettersOf(l []text.Phrase) []text.Phrase {
	l = slices.Clone(l)
	for i, p := range l {
		var ps []text.Piece
		for _, o := range p.Pieces {
			ps = append(ps, o.CutAtSeams(beginsLetter)...)
		}
		l[i] = text.NewPhrase(ps)
	}
	apart := func(a, b *text.Piece) bool { return grid.IsLetter(a.Text) || grid.IsLetter(b.Text) }
	out := text.PartPhrases([][]text.Phrase{l}, apart)[0]
	for i := range out {
		if p := &out[i]; grid.IsLetter(p.Text) {
			mid, half := p.Box.Center().X, math.Min(p.Box.Width(), p.Pieces[0].Size)/2
			p.Box.X0, p.Box.X1 = mid-half, mid+half
		}
	}
	return out
}

// beginsLetter says whether a letter or a formula begins where a run does: behind the name of the line, or behind another that is whole.
func beginsLetter(before, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	return grid.IsLetter(rest) && (unicode.Is(unicode.Han, last) || grid.IsLetter(before) && unicode.IsUpper(last) && unicode.IsUpper(text.FirstRune(rest)))
}

// partsLetters says whether columns leave each of the letters of a line one of its own.
func partsLetters(cols []column.Span, l []text.Phrase) bool {
	last := -1
	for _, p := range l {
		if !grid.IsLetter(p.Text) {
			continue
		}
		from, to := column.Covers(p, cols)
		if from != to || from == last {
			return false
		}
		last = from
	}
	return true
}
