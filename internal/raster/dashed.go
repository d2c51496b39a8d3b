package raster

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// What shows that dashes, or bars one below the other, are a ruling.
const (
	dashShort = 0.4  // mm long at least, and
	dashThick = 0.6  // mm thick at most
	dashLong  = 1.3  // times as long as thick, at least: dots lead from a name to its page
	dashFull  = 0.6  // of its box is ink, at least: brackets bend, and close lines of small print stack them as bars
	dashGap   = 1.0  // mm at most from one to the next
	dashShare = 0.75 // of the way has ink: digits 1 one below the other have less, since lines of print lie farther apart
	dashLeast = 4    // of them, over
	dashReach = 8.0  // mm at least
)

// dashed finds the horizontal rulings that are printed as rows of dashes, as printers of lines of characters draw tables, and the
// pixels of these.
func dashed(all []Component, mm float64, ink *Bitmap) []Ruling {
	var thin []Component
	for _, c := range all {
		if c.isDash(c.Box.Dx(), c.Box.Dy(), mm) {
			thin = append(thin, c)
		}
	}
	slices.SortFunc(thin, func(a, b Component) int {
		return cmp.Or(cmp.Compare(a.Box.Min.X, b.Box.Min.X), cmp.Compare(a.Box.Min.Y, b.Box.Min.Y))
	})
	var lines []Ruling
	for _, row := range dashRows(thin, mm) {
		var whole Component
		for _, c := range row {
			for _, r := range c.runs {
				whole.add(r)
			}
		}
		line := pieceOf(whole)
		line.dashed = true
		if len(row) < dashLeast || !isDashed(row, whole.Box, mm) || math.Abs(line.Slope) > rulingSlope {
			continue
		}
		lines = append(lines, line)
		ink.draw(whole.runs)
	}
	return lines
}

// isDashed says whether dashes reach far enough and close enough to be a ruling.
func isDashed(row []Component, whole image.Rectangle, mm float64) bool {
	long := 0
	for _, c := range row {
		long += c.Box.Dx()
	}
	reach := float64(whole.Dx())
	return reach >= dashReach*mm && float64(long) >= dashShare*reach
}

// withoutHyphens drops rows of dashes that stand in a cell of unbroken lines and reach neither of its sides, as what is printed for nothing
// does. A table that is drawn in dashes has none of such cells, and a ruling in dashes that parts one meets its sides.
func withoutHyphens(across, upright []Ruling, mm float64) []Ruling {
	near := int(rulingMeet * mm)
	return slices.DeleteFunc(slices.Clone(across), func(l Ruling) bool {
		return l.dashed && enclosed(l.Box, upright, near) && enclosed(flip(l.Box), flipped(across), 0)
	})
}

// enclosed says whether unbroken upright lines pass on both sides of a box, and none comes as near as that.
func enclosed(b image.Rectangle, upright []Ruling, near int) bool {
	left, right := false, false
	for _, v := range upright {
		switch {
		case v.dashed || v.Box.Max.Y <= b.Min.Y || v.Box.Min.Y >= b.Max.Y:
		case v.Box.Max.X < b.Min.X-near:
			left = true
		case v.Box.Min.X > b.Max.X+near:
			right = true
		default:
			return false
		}
	}
	return left && right
}

// dashRows are the rows that dashes make which are given from left to right: each begins where the one before has just ended.
func dashRows(thin []Component, mm float64) [][]Component {
	var rows [][]Component
	lately := map[int]int{} // the row that a height has had a dash of last
	drift := rulingDrift * mm
	for _, c := range thin {
		level := int(float64(c.Box.Min.Y+c.Box.Max.Y) / 2 / drift)
		at := -1
		for near := level - 1; near <= level+1; near++ {
			if i, seen := lately[near]; seen && follows(rows[i][len(rows[i])-1].Box, c.Box, mm) {
				at = i
			}
		}
		if at < 0 {
			at = len(rows)
			rows = append(rows, nil)
		}
		rows[at] = append(rows[at], c)
		lately[level] = at
	}
	return rows
}

// follows says whether a dash is the next one behind another.
func follows(a, b image.Rectangle, mm float64) bool {
	gap := b.Min.X - a.Max.X
	aside := float64(b.Min.Y+b.Max.Y-a.Min.Y-a.Max.Y) / 2
	return gap >= 0 && float64(gap) <= dashGap*mm && math.Abs(aside) <= rulingDrift*mm
}

// isDash says whether a piece of ink, which is so long and so thick, is a dash.
func (c *Component) isDash(long, thick int, mm float64) bool {
	return float64(thick) <= dashThick*mm && float64(long) >= max(dashLong*float64(thick), dashShort*mm) && float64(c.Area) >= dashFull*float64(long*thick)
}

// bars are the dashes that stand upright among pieces of ink, with rows and columns exchanged.
func bars(all []Component, mm float64) []Component {
	var out []Component
	for _, c := range all {
		if !c.isDash(c.Box.Dy(), c.Box.Dx(), mm) {
			continue
		}
		var flipped Component
		for _, r := range c.runs {
			for x := r.x0; x < r.x1; x++ {
				flipped.add(inkRun{x, r.y, r.y + 1})
			}
		}
		out = append(out, flipped)
	}
	return out
}
