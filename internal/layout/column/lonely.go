package column

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/text"
)

// mergeLonely joins neighbouring columns that are not apart, the narrowest blank first. Only what was
// joined is looked at again, for all other neighbours stand as they stood.
func mergeLonely(cols []Span, apart func(a, b Span) bool) []Span {
	parted := make([]bool, len(cols)) // by the right one of two neighbours
	look := func(i int) {
		if 0 < i && i < len(cols) {
			parted[i] = apart(cols[i-1], cols[i])
		}
	}
	for i := range cols {
		look(i)
	}
	for {
		best, width := -1, math.Inf(1)
		for i := 1; i < len(cols); i++ {
			if w := cols[i].X0 - cols[i-1].X1; w < width && !parted[i] {
				best, width = i, w
			}
		}
		if best < 0 {
			return cols
		}
		cols[best-1].X1 = cols[best].X1
		cols, parted = slices.Delete(cols, best, best+1), slices.Delete(parted, best, best+1)
		look(best - 1)
		look(best)
	}
}

// bothFilled is whether some line fills both of two neighbours: where none does, a head set left stands
// above figures set right.
func bothFilled(lines [][]text.Phrase) func(a, b Span) bool {
	return func(a, b Span) bool { return together(a, b, lines) }
}

// bothTold is whether some line fills both of two neighbours, or each has a head of its own, for heads of
// two columns may stand at different heights.
func bothTold(heads, body [][]text.Phrase) func(a, b Span) bool {
	return func(a, b Span) bool {
		return together(a, b, heads) || together(a, b, body) || headed(a, b, heads, body) && headed(b, a, heads, body)
	}
}

// headed says whether a head of column a stands beside column b, its neighbour. A column without text in
// its body has one only if that does not stand over the columns around.
func headed(a, b Span, heads, body [][]text.Phrase) bool {
	filled := slices.ContainsFunc(body, func(l []text.Phrase) bool {
		return slices.ContainsFunc(l, func(p text.Phrase) bool { return touches(p, a) && !touches(p, b) })
	})
	for i, l := range heads {
		if len(l) > 1 && slices.ContainsFunc(l, func(p text.Phrase) bool {
			return touches(p, a) && !touches(p, b) && (filled || !standsOver(p, heads[i+1:]))
		}) {
			return true
		}
	}
	return false
}

// standsOver says whether heads further down stand on both sides of a head and none below it.
func standsOver(p text.Phrase, below [][]text.Phrase) bool {
	left, right := false, false
	for _, l := range below {
		for _, o := range l {
			switch {
			case o.Box.X0 < p.Box.X1 && p.Box.X0 < o.Box.X1:
				return false
			case o.Box.Y0 < p.Box.Y1:
			case o.Box.X1 <= p.Box.X0:
				left = true
			default:
				right = true
			}
		}
	}
	return left && right
}

// together says whether some line has a phrase in each of two columns and none in both.
func together(a, b Span, lines [][]text.Phrase) bool {
	for _, l := range lines {
		inA, inB, both := false, false, false
		for _, p := range l {
			x, y := touches(p, a), touches(p, b)
			inA, inB, both = inA || x, inB || y, both || x && y
		}
		if inA && inB && !both {
			return true
		}
	}
	return false
}
