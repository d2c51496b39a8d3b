package aligned

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/row"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// offMiddle is how far, in font sizes, a letter stands off the middle of the column that it names.
const offMiddle = 0.3

// letterEdge is how many points of a letter at each side are left out of it.
const letterEdge = 0.5

// partLetters parts the texts of a head whose letters stand each in the middle of another column: those of 类 and 款, whose columns are so narrow
// that no more than part of a letter, or nothing, is between both.
func partLetters(heads, rows [][]text.Phrase) [][]text.Phrase {
	out := make([][]text.Phrase, len(heads))
	for i, l := range heads {
		for _, p := range l {
			if letters := apartOver(p, rows); letters != nil {
				out[i] = append(out[i], letters...)
				continue
			}
			out[i] = append(out[i], p)
		}
	}
	return out
}

// apartOver is the letters of a text, if each stands in the middle of a text of its own in one row. The row tells, for a column that is empty in some
// rows may not be told yet from the one beside it.
func apartOver(p text.Phrase, rows [][]text.Phrase) []text.Phrase {
	letters := p.Letters()
	if len(letters) < 2 || slices.ContainsFunc(letters, func(one text.Phrase) bool { return !alone(one) }) {
		return nil
	}
	if !slices.ContainsFunc(rows, func(row []text.Phrase) bool { return eachOver(letters, row) }) {
		return nil
	}
	for i := range letters { // they fill their columns, and these leave no blank
		letters[i].Box.X0, letters[i].Box.X1 = letters[i].Box.X0+letterEdge, letters[i].Box.X1-letterEdge
	}
	return letters
}

// eachOver says whether each of some letters stands in the middle of another text of a row.
func eachOver(letters, row []text.Phrase) bool {
	before := -1
	for _, one := range letters {
		n := slices.IndexFunc(row, func(p text.Phrase) bool {
			return math.Abs(p.Box.Center().X-one.Box.Center().X) <= offMiddle*one.Pieces[0].Size
		})
		if n <= before {
			return false
		}
		before = n
	}
	return true
}

// isUpright says whether an ideograph of a line has another right above or below it that stands by itself as well: both are of a word that is set
// upright, or of one in a column as narrow as a letter.
func isUpright(p text.Phrase, line int, lines [][]text.Phrase) bool {
	for n, l := range lines {
		if n < line && slices.ContainsFunc(l, func(o text.Phrase) bool { return standsOn(o, p) }) ||
			n > line && slices.ContainsFunc(l, func(o text.Phrase) bool { return standsOn(p, o) }) {
			return true
		}
	}
	return false
}

// standsOn says whether two ideographs by themselves stand one right above the other, in one middle.
func standsOn(a, b text.Phrase) bool {
	size := a.Pieces[0].Size
	return alone(a) && alone(b) && math.Abs(a.Box.Center().X-b.Box.Center().X) < offMiddle*size && b.Pieces[0].Base-a.Pieces[0].Base <= row.MostLeading*size
}
