package raster

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// Lengths in mm that tell rulings from writing.
const (
	rulingRun   = 3.2  // unbroken ink in one row of pixels: longer than the strokes of 12 pt writing
	rulingThick = 1.3  // thicker is a bar or a filled area
	rulingBreak = 1.5  // a gap in a scanned line; a missing side of a cell is longer
	rulingDrift = 0.25 // how far the pieces of one line may lie beside each other
	rulingAlone = 20.0 // a line that meets no other is a ruling from this length on; 一 of 36 pt is 13 long
	rulingSolid = 0.93 // such a line has ink in this share of its length: strokes of neighbouring characters have less
	rulingMeet  = 0.9  // how near a line's end must come to another to meet it
	rulingTouch = 0.25 // the same for a line from one line to the next: the strokes of characters that fill a row come nearly as far
	mostStreaks = 3    // lines from edge to edge of the picture; a table that runs off it above and below has more
	rulingSlope = 0.03 // what remains of skew and of bent paper after straightening
)

// A Ruling is a straight line, in pixels of the prepared picture.
type Ruling struct {
	Box    image.Rectangle // its ink
	Middle float64         // of its ink across its length: y for a horizontal, x for a vertical one
	Slope  float64         // how far Middle moves with each pixel along it
	Width  float64         // thickness of its ink
	Solid  float64         // share of its length that has ink
	dashed bool            // a row of dashes, which no stroke of a character is
}

// along is where the ruling passes at p: of a horizontal one its y at x = p, of a vertical one its x at y = p.
func (r Ruling) along(p float64, horizontal bool) float64 {
	mid := float64(r.Box.Min.X+r.Box.Max.X) / 2
	if !horizontal {
		mid = float64(r.Box.Min.Y+r.Box.Max.Y) / 2
	}
	return r.Middle + r.Slope*(p-mid)
}

// Rulings are the lines of a prepared picture, each kind from the top left.
type Rulings struct {
	Horizontal, Vertical []Ruling
	ink                  *Bitmap // the pixels they are made of
}

// findRulings finds the lines among the ink, of which pieces are what hangs together, joins broken ones, and drops what only
// looks like one.
func findRulings(ink *Bitmap, pieces []Component, dpi float64) Rulings {
	mm := dpi / 25.4
	h, hInk := horizontals(ink, pieces, mm)
	across := ink.transpose()
	v, vInk := horizontals(across, bars(pieces, mm), mm)
	vInk = vInk.transpose()
	h, hStreaks := withoutStreaks(h, ink.W, mm)
	v, vStreaks := withoutStreaks(v, ink.H, mm)
	for _, lines := range [][]Ruling{v, vStreaks} {
		for i := range lines {
			lines[i].Box = flip(lines[i].Box)
		}
	}
	r := reach(Rulings{Horizontal: withoutHyphens(h, v, mm), Vertical: v}, ink, mm)
	r = reach(r.flipped(), across, mm).flipped()
	r = withoutCharacters(meeting(r, mm), mm)
	r = trim(trim(r, mm).flipped(), mm).flipped()
	r.ink = NewBitmap(ink.W, ink.H)
	r.keep(hInk, slices.Concat(r.Horizontal, hStreaks))
	r.keep(vInk, slices.Concat(r.Vertical, vStreaks))
	return r
}

// withoutStreaks parts streaks from lines: what dust on a scanner's glass or a stuck dot of a fax draws from one edge of the picture to the
// other. Of a picture that is cut to its table all lines of one direction come to its edges, and of one that is not none does.
func withoutStreaks(lines []Ruling, long int, mm float64) (rulings, streaks []Ruling) {
	near := int(edgeNear * mm)
	for _, l := range lines {
		if l.Box.Min.X <= near && l.Box.Max.X >= long-near {
			streaks = append(streaks, l)
		} else {
			rulings = append(rulings, l)
		}
	}
	if len(streaks) > mostStreaks || len(rulings) <= len(streaks) {
		return lines, nil
	}
	return rulings, streaks
}

func flip(r image.Rectangle) image.Rectangle {
	return image.Rect(r.Min.Y, r.Min.X, r.Max.Y, r.Max.X)
}

// keep copies the pixels of lines that were kept.
func (r *Rulings) keep(ink *Bitmap, lines []Ruling) {
	for _, l := range lines {
		for y := l.Box.Min.Y; y < l.Box.Max.Y; y++ {
			out, in := r.ink.Row(y), ink.Row(y)
			for x := l.Box.Min.X; x < l.Box.Max.X; x++ {
				out[x] |= in[x]
			}
		}
	}
}

// horizontals finds the horizontal lines of a bitmap and the pixels in long runs, and in rows of dashes.
func horizontals(ink *Bitmap, all []Component, mm float64) ([]Ruling, *Bitmap) {
	long := NewBitmap(ink.W, ink.H)
	least := int(rulingRun * mm)
	for y := range ink.H {
		keepLong(long.Row(y), ink.Row(y), least)
	}
	var pieces []Ruling
	for _, c := range long.Components(long.Bounds()) {
		if p := pieceOf(c); p.Width <= rulingThick*mm && math.Abs(p.Slope) <= rulingSlope {
			pieces = append(pieces, p)
		}
	}
	return joinPieces(append(pieces, dashed(all, mm, long)...), mm), long
}

// keepLong copies runs of ink of at least the given length; a gap of one pixel does not end a run.
func keepLong(out, in []uint8, least int) {
	for x := 0; x < len(in); {
		if in[x] == 0 {
			x++
			continue
		}
		start := x
		for x < len(in) && (in[x] != 0 || x+1 < len(in) && in[x+1] != 0) {
			x++
		}
		if x-start >= least {
			for i := start; i < x; i++ {
				out[i] = 1
			}
		}
	}
}

// pieceOf fits a line to a component's pixels by least squares.
func pieceOf(c Component) Ruling {
	var n, sx, sy, sxx, sxy float64
	mid := float64(c.Box.Min.X+c.Box.Max.X) / 2
	for _, r := range c.runs {
		w := float64(r.x1 - r.x0)
		x, y := float64(r.x0+r.x1)/2-mid, float64(r.y)+0.5
		n += w
		sx += w * x
		sy += w * y
		sxx += w * (x*x + w*w/12)
		sxy += w * x * y
	}
	p := Ruling{Box: c.Box, Width: n / float64(c.Box.Dx()), Solid: 1}
	if d := n*sxx - sx*sx; d > 0 {
		p.Slope = (n*sxy - sx*sy) / d
	}
	p.Middle = (sy - p.Slope*sx) / n
	return p
}

// joinPieces joins pieces that lie on one line with at most a small break between them.
func joinPieces(pieces []Ruling, mm float64) []Ruling {
	slices.SortFunc(pieces, func(a, b Ruling) int {
		return cmp.Or(cmp.Compare(a.Box.Min.X, b.Box.Min.X), cmp.Compare(a.Middle, b.Middle))
	})
	var lines []Ruling
	for _, p := range pieces {
		i := slices.IndexFunc(lines, func(l Ruling) bool { return continues(l, p, mm) })
		if i < 0 {
			lines = append(lines, p)
			continue
		}
		lines[i] = joined(lines[i], p)
	}
	slices.SortFunc(lines, func(a, b Ruling) int {
		return cmp.Or(cmp.Compare(a.Middle, b.Middle), cmp.Compare(a.Box.Min.X, b.Box.Min.X))
	})
	return lines
}

func continues(l, p Ruling, mm float64) bool {
	gap := float64(p.Box.Min.X - l.Box.Max.X)
	if gap > rulingBreak*mm {
		return false
	}
	x := float64(p.Box.Min.X)
	near := max(rulingDrift*mm, (l.Width+p.Width)/2)
	return math.Abs(l.along(x, true)-p.along(x, true)) <= near
}

func joined(a, b Ruling) Ruling {
	wa, wb := float64(a.Box.Dx()), float64(b.Box.Dx())
	box := a.Box.Union(b.Box)
	mid := float64(box.Min.X+box.Max.X) / 2
	out := Ruling{Box: box, Width: (a.Width*wa + b.Width*wb) / (wa + wb), dashed: a.dashed || b.dashed}
	out.Solid = min(1, (a.Solid*wa+b.Solid*wb)/float64(box.Dx()))
	out.Slope = (a.Slope*wa + b.Slope*wb) / (wa + wb)
	if ca, cb := center(a), center(b); cb-ca > 1 {
		out.Slope = (b.Middle - a.Middle) / (cb - ca)
	}
	out.Middle = (a.along(mid, true)*wa + b.along(mid, true)*wb) / (wa + wb)
	return out
}

func center(r Ruling) float64 { return float64(r.Box.Min.X+r.Box.Max.X) / 2 }

// meeting keeps lines that are long, or that meet a kept line crosswise at both ends; strokes of
// large writing do neither.
func meeting(r Rulings, mm float64) Rulings {
	for {
		h := slices.DeleteFunc(slices.Clone(r.Horizontal), func(l Ruling) bool {
			return !alone(l, l.Box.Dx(), mm) && ends(l, r.Vertical, mm, true) < 2
		})
		v := slices.DeleteFunc(slices.Clone(r.Vertical), func(l Ruling) bool {
			return !alone(l, l.Box.Dy(), mm) && ends(l, h, mm, false) < 2
		})
		if len(h) == len(r.Horizontal) && len(v) == len(r.Vertical) {
			return Rulings{Horizontal: h, Vertical: v}
		}
		r = Rulings{Horizontal: h, Vertical: v}
	}
}

// alone says whether a line is a ruling even if it meets no other.
func alone(l Ruling, length int, mm float64) bool {
	return l.dashed || float64(length) >= rulingAlone*mm && l.Solid >= rulingSolid
}

// ends counts the ends of l at which one of the crossing lines passes.
func ends(l Ruling, crossing []Ruling, mm float64, horizontal bool) int {
	near := int(rulingMeet*mm) + 1
	if !slices.ContainsFunc(crossing, func(c Ruling) bool { return c.passes(l, near, horizontal) }) {
		near = int(rulingTouch*mm) + 1
	}
	n := 0
	for _, first := range []bool{true, false} {
		p := endPoint(l, first, horizontal)
		spot := image.Rectangle{Min: p, Max: p.Add(image.Pt(1, 1))}.Inset(-near)
		if slices.ContainsFunc(crossing, func(c Ruling) bool { return c.Box.Overlaps(spot) }) {
			n++
		}
	}
	return n
}

// passes says whether a crossing line passes l farther than near from both of its ends.
func (c Ruling) passes(l Ruling, near int, horizontal bool) bool {
	line, cross := l.Box, c.Box
	if !horizontal {
		line, cross = flip(line), flip(cross)
	}
	inside := c.Middle > float64(line.Min.X+near) && c.Middle < float64(line.Max.X-near)
	return inside && cross.Min.Y <= line.Max.Y && cross.Max.Y >= line.Min.Y
}

func endPoint(l Ruling, first, horizontal bool) image.Point {
	switch {
	case horizontal && first:
		return image.Pt(l.Box.Min.X, int(l.Middle))
	case horizontal:
		return image.Pt(l.Box.Max.X-1, int(l.Middle))
	case first:
		return image.Pt(int(l.Middle), l.Box.Min.Y)
	default:
		return image.Pt(int(l.Middle), l.Box.Max.Y-1)
	}
}

// withoutCharacters drops short lines that form no table with others: 目 and 田 in large type, and the
// strokes of several characters in one line of writing (四 and 财), which may stand close above a table and are none of it.
func withoutCharacters(r Rulings, mm float64) Rulings {
	var out Rulings
	for _, g := range groups(r, rulingTouch*mm+1) {
		var box image.Rectangle
		for _, l := range slices.Concat(g.Horizontal, g.Vertical) {
			box = box.Union(l.Box)
		}
		long, short := float64(max(box.Dx(), box.Dy())), float64(min(box.Dx(), box.Dy()))
		small := long < meshLeast*mm || short < meshLow*mm && long < meshWord*mm
		if small && len(g.Horizontal) > 0 && len(g.Vertical) > 0 {
			continue
		}
		out.Horizontal = append(out.Horizontal, g.Horizontal...)
		out.Vertical = append(out.Vertical, g.Vertical...)
	}
	slices.SortFunc(out.Horizontal, func(a, b Ruling) int {
		return cmp.Or(cmp.Compare(a.Middle, b.Middle), cmp.Compare(a.Box.Min.X, b.Box.Min.X))
	})
	slices.SortFunc(out.Vertical, func(a, b Ruling) int {
		return cmp.Or(cmp.Compare(a.Middle, b.Middle), cmp.Compare(a.Box.Min.Y, b.Box.Min.Y))
	})
	return out
}
