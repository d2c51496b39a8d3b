package aligned

import (
	"slices"

	"github.com/mingxi/mingxi/internal/layout/text"
)

// leaves is the cells of a head that stand over no others: those that name one column each.
func leaves(cells []headCell) []text.Phrase {
	var out []text.Phrase
	for i, c := range cells {
		left, right, under := false, false, false
		for k, o := range cells {
			switch {
			case k == i || o.box.Y0 < c.box.Center().Y:
			case o.box.X0 < c.box.X1 && c.box.X0 < o.box.X1:
				under = true
			case o.box.Center().X < c.box.X0:
				left = left || !shadowed(cells, c, o)
			default:
				right = right || !shadowed(cells, c, o)
			}
		}
		if !under && !(left && right) {
			out = append(out, text.Phrase{Pieces: c.phrases[0].Pieces, Box: c.box})
		}
	}
	return out
}

// shadowed says whether another cell at the height of c stands between it and o, or over o.
func shadowed(cells []headCell, c, o headCell) bool {
	return slices.ContainsFunc(cells, func(x headCell) bool {
		below := x.box.Y0-c.phrases[len(c.phrases)-1].Box.Y0 >= tightest*c.size // boxes of lines set tight reach into each other
		beside := x.box != c.box && !below && x.box.Y0 < c.box.Y1 && c.box.Y0 < x.box.Y1
		if c.box.Center().X < o.box.Center().X {
			return beside && x.box.Center().X > c.box.X1 && x.box.X0 < o.box.X1
		}
		return beside && x.box.Center().X < c.box.X0 && x.box.X1 > o.box.X0
	})
}
