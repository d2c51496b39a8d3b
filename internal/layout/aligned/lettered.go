package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// offMiddle is how far, in font sizes, a letter stands off the middle of the column that it names.
const offMiddle = 0.3

// letterEdge is how many points of a letter at each side are left out of it.
const letterEdge = 0.5

// partLetters parts the texts of a head whose letters stand each in the middle of another column: those of 类 and 款, whose columns are so narrow
// that no more than part of a letter is between both.
func partLetters(heads [][]text.Phrase, cols []column.Span) [][]text.Phrase {
	out := make([][]text.Phrase, len(heads))
	for i, l := range heads {
		for _, p := range l {
			if letters := apartOver(p, cols); letters != nil {
				out[i] = append(out[i], letters...)
				continue
			}
			out[i] = append(out[i], p)
		}
	}
	return out
}

// apartOver is the letters of a text, if each stands in the middle of a column of its own.
func apartOver(p text.Phrase, cols []column.Span) []text.Phrase {
	letters := p.AtBlanks()
	if len(letters) < 2 {
		return nil
	}
	before := -1
	for _, one := range letters {
		n := slices.IndexFunc(cols, func(c column.Span) bool {
			return math.Abs(c.Mid()-one.Box.Center().X) <= offMiddle*one.Pieces[0].Size
		})
		if n <= before || !alone(one) {
			return nil
		}
		before = n
	}
	for i := range letters { // they fill their columns, and these leave no blank
		letters[i].Box.X0, letters[i].Box.X1 = letters[i].Box.X0+letterEdge, letters[i].Box.X1-letterEdge
	}
	return letters
}
