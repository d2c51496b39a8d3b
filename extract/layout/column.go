package layout

import (
	"cmp"
	"math"
	"slices"
)

// Tolerances of finding columns by alignment.
const (
	spannerShare = 0.15 // share of lines in which two phrases with a blank between them stand under a phrase for it to span columns
	valleyWidth  = 1.5  // points by which a phrase reaches into a column it stands on at least
	leastBody    = 2    // lines of a body from which its columns are told
	leastRow     = 6    // phrases of a lone line of a body from which it tells the columns by itself
	leastValley  = 0.3  // points of blank between two columns: spreadsheets print an amount set right 1.4 before a name set left
)

// A span is a stretch of the x axis.
type span struct{ x0, x1 float64 }

func (s span) mid() float64 { return (s.x0 + s.x1) / 2 }

// contentColumns finds the columns of lines of phrases: the stretches of the x axis that text
// stands on, where no line bridges the blank between them but by a phrase that spans several.
func contentColumns(lines [][]phrase) []span {
	return mergeLonely(unite(columnText(lines, lines)), lines, nil)
}

// regionColumns finds the columns of a region: first those of its body; what heads stand over none of
// them, from the last line of the head up, are columns that the body leaves empty. A head over several
// columns parts nothing.
func regionColumns(lines [][]phrase) []span {
	body := slices.IndexFunc(lines, isBodyLine)
	if body < 1 || len(lines)-body < leastBody && len(lines[body]) < leastRow {
		return contentColumns(lines)
	}
	cols := mergeLonely(unite(columnText(lines[body:], lines)), lines[body:], nil)
	if len(cols) < 2 {
		return contentColumns(lines)
	}
	for i := body - 1; i >= 0; i-- {
		if namesColumns(lines, i) {
			cols = withHeads(cols, lines[i])
		}
	}
	return mergeLonely(cols, lines, lines[:body])
}

// namesColumns says whether line i of a head names columns: one of several phrases does, and one phrase below
// such a line, which a head that wraps leaves; a phrase above all others may be a title.
func namesColumns(lines [][]phrase, i int) bool {
	return !captionPhrases(lines[i]) && slices.ContainsFunc(lines[:i+1], func(l []phrase) bool { return len(l) > 1 && !captionPhrases(l) })
}

// withHeads is columns widened by the heads of one line that stand over one of them, and those of the
// line that stand over none.
func withHeads(cols []span, heads []phrase) []span {
	for _, p := range heads {
		n, at := 0, -1
		for k, c := range cols {
			if p.box.X0 <= c.x1+leastValley && c.x0 <= p.box.X1+leastValley {
				n, at = n+1, k
			}
		}
		switch n {
		case 0:
			cols = unite(append(cols, span{p.box.X0, p.box.X1}))
		case 1:
			cols[at] = span{math.Min(cols[at].x0, p.box.X0), math.Max(cols[at].x1, p.box.X1)}
		}
	}
	return cols
}

// columnText is the stretches that the phrases of some lines stand on, but for those that span columns
// of all.
func columnText(lines, all [][]phrase) []span {
	var text []span
	for _, l := range lines {
		if len(l) < 2 {
			continue
		}
		for i := range l {
			if !spans(l[i], all) {
				text = append(text, span{l[i].box.X0, l[i].box.X1})
			}
		}
	}
	return text
}

// spans says whether a phrase stands over the blank between two phrases of enough other lines.
func spans(p phrase, lines [][]phrase) bool {
	n, multi := 0, 0
	for _, l := range lines {
		if len(l) < 2 {
			continue
		}
		multi++
		for i := 1; i < len(l); i++ {
			if l[i-1].box.X1 > p.box.X0+valleyWidth && l[i].box.X0 < p.box.X1-valleyWidth && l[i-1].box.X1 < l[i].box.X0 {
				n++
				break
			}
		}
	}
	return n >= 2 && float64(n) >= spannerShare*float64(multi)
}

// unite joins stretches that overlap or nearly touch.
func unite(ss []span) []span {
	slices.SortFunc(ss, func(a, b span) int { return cmp.Or(cmp.Compare(a.x0, b.x0), cmp.Compare(a.x1, b.x1)) })
	var out []span
	for _, s := range ss {
		if n := len(out); n > 0 && s.x0 <= out[n-1].x1+leastValley {
			out[n-1].x1 = math.Max(out[n-1].x1, s.x1)
			continue
		}
		out = append(out, s)
	}
	return out
}

// mergeLonely joins neighbouring columns that no line fills both: a head set left above figures
// set right. The narrowest blank is closed first. Heads of two columns may stand at different heights.
func mergeLonely(cols []span, lines, heads [][]phrase) []span {
	for {
		best, width := -1, math.Inf(1)
		for i := 1; i < len(cols); i++ {
			if w := cols[i].x0 - cols[i-1].x1; w < width && !together(cols[i-1], cols[i], lines) && !bothHeaded(cols[i-1], cols[i], heads, lines) {
				best, width = i, w
			}
		}
		if best < 0 {
			return cols
		}
		cols[best-1].x1 = cols[best].x1
		cols = slices.Delete(cols, best, best+1)
	}
}

// bothHeaded says whether each of two columns has a head of its own among the first of some lines.
func bothHeaded(a, b span, heads, lines [][]phrase) bool {
	body := lines[len(heads):]
	return len(heads) > 0 && headed(a, b, heads, body) && headed(b, a, heads, body)
}

// headed says whether a head of column a stands beside column b, its neighbour. A column without text in
// its body has one only if that does not stand over the columns around.
func headed(a, b span, heads, body [][]phrase) bool {
	filled := slices.ContainsFunc(body, func(l []phrase) bool {
		return slices.ContainsFunc(l, func(p phrase) bool { return touches(p, a) && !touches(p, b) })
	})
	for i, l := range heads {
		if len(l) > 1 && slices.ContainsFunc(l, func(p phrase) bool {
			return touches(p, a) && !touches(p, b) && (filled || !standsOver(p, heads[i+1:]))
		}) {
			return true
		}
	}
	return false
}

// standsOver says whether heads further down stand on both sides of a head and none below it.
func standsOver(p phrase, below [][]phrase) bool {
	left, right := false, false
	for _, l := range below {
		for _, o := range l {
			switch {
			case o.box.X0 < p.box.X1 && p.box.X0 < o.box.X1:
				return false
			case o.box.Y0 < p.box.Y1:
			case o.box.X1 <= p.box.X0:
				left = true
			default:
				right = true
			}
		}
	}
	return left && right
}

// together says whether some line has a phrase in each of two columns and none in both.
func together(a, b span, lines [][]phrase) bool {
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

// touches says whether a phrase stands on a column by more than an overhang.
func touches(p phrase, s span) bool {
	overlap := math.Min(p.box.X1, s.x1) - math.Max(p.box.X0, s.x0)
	return overlap > 0 && (overlap > valleyWidth || overlap > 0.5*p.box.Width())
}

// boundaries is the column lines between columns, in the middle of the blanks.
func boundaries(cols []span, left, right float64) []float64 {
	xs := []float64{math.Min(left, cols[0].x0)}
	for i := 1; i < len(cols); i++ {
		xs = append(xs, (cols[i-1].x1+cols[i].x0)/2)
	}
	return append(xs, math.Max(right, cols[len(cols)-1].x1))
}

// covers is the first and the last column a phrase stands on; the nearest if it stands on none.
func covers(p phrase, cols []span) (from, to int) {
	from = -1
	for i, c := range cols {
		if touches(p, c) {
			if from < 0 {
				from = i
			}
			to = i
		}
	}
	if from >= 0 {
		return from, to
	}
	best, mid := math.Inf(1), p.box.Center().X
	for i, c := range cols {
		if d := math.Max(c.x0-mid, mid-c.x1); d < best {
			best, from = d, i
		}
	}
	return from, from
}
