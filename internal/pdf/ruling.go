package pdf

import (
	"math"
	"slices"
	"sort"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of rulings, in points.
const (
	// doubleGap is the distance between the centres of two parallel lines that are one border:
	// neighbouring cells draw their common edge twice, up to a line's width apart, and Word's
	// double border has its lines 1.5 apart.
	doubleGap = 1.6
	// joinGap is the gap in a line that is no gap: producers stop a border piece before the
	// corner, which is as wide as the border across.
	joinGap = 1.8
	// dashPiece and dashGap are the lengths of the pieces and gaps of a line that a printer has
	// cut into dashes itself.
	dashPiece = 7.0
	dashGap   = 7.0
	// dashCount is how many pieces in a row make a dashed line.
	dashCount = 4
	// shortest is the shortest line that can be a border: rows are never lower than 5.
	shortest = 3.0
	// pageEdge is how near to the page's edge a line of nearly its whole length is part of the
	// page and not of what is on it.
	pageEdge = 1.5
	// white is the luma from which a line cannot be seen on paper.
	white = 0.98
)

// A stroke is one straight line before joining: its centre line lies at at, from lo to hi.
type stroke struct {
	horizontal bool
	at, lo, hi float64
	width      float64
	color      page.Color
	dashed     bool
}

func (s stroke) box() page.Box {
	if s.horizontal {
		return page.Box{X0: s.lo, Y0: s.at - s.width/2, X1: s.hi, Y1: s.at + s.width/2}
	}
	return page.Box{X0: s.at - s.width/2, Y0: s.lo, X1: s.at + s.width/2, Y1: s.hi}
}

func (s stroke) ruling() page.Ruling {
	r := page.Ruling{Width: s.width, Color: s.color, Dashed: s.dashed}
	if s.horizontal {
		r.From, r.To = page.Point{X: s.lo, Y: s.at}, page.Point{X: s.hi, Y: s.at}
	} else {
		r.From, r.To = page.Point{X: s.at, Y: s.lo}, page.Point{X: s.at, Y: s.hi}
	}
	return r
}

// rulings joins strokes: pieces of one line, and lines drawn more than once. White lines are
// rulings only where they part shaded areas; elsewhere nobody sees them.
func rulings(strokes []stroke, fills []page.Fill, bounds page.Box) (out, unseen []page.Ruling) {
	for _, horizontal := range [...]bool{true, false} {
		for _, pale := range [...]bool{false, true} {
			for _, s := range joined(strokes, horizontal, pale) {
				switch {
				case s.hi-s.lo < shortest || onEdge(s, bounds):
				case pale && !shaded(s, fills):
					unseen = append(unseen, s.ruling())
				default:
					out = append(out, s.ruling())
				}
			}
		}
	}
	markFrame(out, bounds)
	return out, unseen
}

// frameShare is the share of the page's width and height that a frame around it has at least.
const frameShare = 0.8

// frameReach is how near to a frame's side a line must end to belong to a table and not stand inside
// the frame.
const frameReach = 4.0

// markFrame marks the four sides of a box around all the page that no other line touches: decoration,
// and no table of one cell.
func markFrame(rulings []page.Ruling, bounds page.Box) {
	var all page.Box
	for _, r := range rulings {
		all = all.Union(page.Box{X0: r.From.X, Y0: r.From.Y, X1: r.To.X, Y1: r.To.Y})
	}
	if all.Width() < frameShare*bounds.Width() || all.Height() < frameShare*bounds.Height() {
		return
	}
	sides := 0
	for _, r := range rulings {
		switch {
		case isSide(r, all):
			sides++
		case touches(r.From, all) || touches(r.To, all):
			return
		}
	}
	if sides != 4 {
		return
	}
	for i, r := range rulings {
		rulings[i].Frame = isSide(r, all)
	}
}

// isSide says whether a ruling is a whole side of a box.
func isSide(r page.Ruling, b page.Box) bool {
	if r.Horizontal() {
		return (near1(r.From.Y, b.Y0) || near1(r.From.Y, b.Y1)) && near1(r.From.X, b.X0) && near1(r.To.X, b.X1)
	}
	return (near1(r.From.X, b.X0) || near1(r.From.X, b.X1)) && near1(r.From.Y, b.Y0) && near1(r.To.Y, b.Y1)
}

// touches says whether a point lies at a side of a box.
func touches(p page.Point, b page.Box) bool {
	return near1(p.X, b.X0) || near1(p.X, b.X1) || near1(p.Y, b.Y0) || near1(p.Y, b.Y1)
}

func near1(a, b float64) bool { return math.Abs(a-b) <= frameReach }

// shaded says whether a line lies on or beside an area that is not white.
func shaded(s stroke, fills []page.Fill) bool {
	b := s.box()
	b.X0, b.Y0, b.X1, b.Y1 = b.X0-joinGap, b.Y0-joinGap, b.X1+joinGap, b.Y1+joinGap
	return slices.ContainsFunc(fills, func(f page.Fill) bool { return f.Color.Luma() < white && !b.Intersect(f.Box).Empty() })
}

// onEdge says whether a line is the edge of the page.
func onEdge(s stroke, b page.Box) bool {
	length, breadth := b.Width(), b.Height()
	if !s.horizontal {
		length, breadth = breadth, length
	}
	return (s.at < pageEdge || s.at > breadth-pageEdge) && s.hi-s.lo > 0.95*length
}

// joined gives the joined lines of one direction, either those that are seen on paper or the white
// ones.
func joined(strokes []stroke, horizontal, pale bool) []stroke {
	var lines []stroke
	for _, s := range strokes {
		if s.horizontal == horizontal && (s.color.Luma() >= white) == pale {
			lines = append(lines, s)
		}
	}
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].at < lines[j].at })
	var out []stroke
	for start := 0; start < len(lines); {
		end := bandEnd(lines, start)
		out = append(out, joinBand(lines[start:end])...)
		start = end
	}
	return out
}

// bandEnd finds how far lines lie so close that they may be one.
func bandEnd(lines []stroke, start int) int {
	end := start + 1
	for end < len(lines) && lines[end].at-lines[start].at <= doubleGap {
		end++
	}
	return end
}

// joinBand joins the pieces within a band that overlap or nearly touch.
func joinBand(band []stroke) []stroke {
	sort.SliceStable(band, func(i, j int) bool { return band[i].lo < band[j].lo })
	var out []stroke
	for _, s := range band {
		if n := len(out); n > 0 && s.lo <= out[n-1].hi+joinGap {
			out[n-1] = out[n-1].with(s)
			continue
		}
		out = append(out, s)
	}
	return joinDashes(out)
}

// with is the line that s and o make together. It lies where the longer of them does.
func (s stroke) with(o stroke) stroke {
	if o.hi-o.lo > s.hi-s.lo {
		s.at, s.color = o.at, o.color
	}
	s.dashed = s.dashed && o.dashed
	s.width = math.Max(s.width, o.width)
	s.hi = math.Max(s.hi, o.hi)
	return s
}

// joinDashes joins runs of short pieces with short gaps.
func joinDashes(pieces []stroke) []stroke {
	var out []stroke
	for i := 0; i < len(pieces); {
		j := i + 1
		for j < len(pieces) && dashes(pieces[j-1], pieces[j]) {
			j++
		}
		if j-i < dashCount {
			out = append(out, pieces[i:j]...)
		} else {
			whole := pieces[i]
			whole.hi, whole.dashed = pieces[j-1].hi, true
			out = append(out, whole)
		}
		i = j
	}
	return out
}

func dashes(a, b stroke) bool {
	return a.hi-a.lo <= dashPiece && b.hi-b.lo <= dashPiece && b.lo-a.hi <= dashGap
}
