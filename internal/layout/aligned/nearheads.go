package aligned

import (
	"slices"

	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// wordBlank is the blank, in font sizes, that the words of one name do not leave.
const wordBlank = 0.5

// partNear parts texts of a head between two strings, or two words of one, of which each stands over a column of its own: names of neighbouring columns
// that fill these leave hardly more blank than words do, and the figures below them show that they are two.
func partNear(heads [][]text.Phrase, cols []column.Span) [][]text.Phrase {
	return text.PartPhrases(text.AtBlanks(heads, wordBlank), func(a, b *text.Piece) bool {
		left, right := below(a, cols), below(b, cols)
		return left >= 0 && right == left+1 && a.Box.X1 < cols[right].Mid() && b.Box.X0 > cols[left].Mid()
	})
}

// below is the column whose texts the middle of a string stands over; -1 if there is none.
func below(p *text.Piece, cols []column.Span) int {
	x := p.Box.Center().X
	return slices.IndexFunc(cols, func(c column.Span) bool { return c.X0 <= x && x <= c.X1 })
}
