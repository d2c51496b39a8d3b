package raster

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// What shows that the back of a sheet shines through.
const (
	behindLines  = 4    // pale lines that are not among the dark ones, and cut through writing
	behindShare  = 0.1  // of all such pale lines
	behindAmid   = 0.05 // where they are another kind of lines than those of the page's own table
	behindLong   = 5.0  // mm at least: the strokes of characters that fill a row from ruling to ruling are shorter
	behindForm   = 0.5  // of the upright ones, where the page may be a form in pale lines: a stamp on it is cut by few of them
	behindOwn    = 10   // times as many cells between pale lines as between dark ones tell that the page may be such a form
	behindHigh   = 1.0  // mm: higher ink is writing that no ruling of its page cuts
	behindPaler  = 15   // shades by which the paper on both sides is paler than such a line: the edge of a shaded band has it on one
	behindSides  = 0.2  // of its extent that lies on either side of a line that cuts it, at least
	behindAside  = 0.5  // mm from a line to the paper beside it
	behindSoft   = 40   // shades from what is lifted to what stays as it is
	behindGap    = 70   // shades at least between lines of a page and those of its back that are as dark as ink, on average
	behindParted = 0.75 // of the variance of all lines' shades is between these two kinds
	behindInk    = 0.6  // as much ink across them as across the page's own, at most: a line that lies between two pixels is paler than one that fills one, with as much
	behindDarker = 25   // shades by which what the page prints is darker than its back's lines
	behindCells  = 6    // cells at least that the page's own lines enclose then
	behindStep   = 4    // pixels along a line from one that is looked at to the next
	behindDark   = 0.1  // of a pale line's pixels are darker than the shade that is taken for the back
)

// shinesThrough is the Problem of a picture on which the back of the sheet is as dark as thin strokes.
const shinesThrough = "the back of the sheet shines through, as dark as thin strokes: figures may be misread or missing"

// liftBehind makes paper of what shines through from the back of the sheet, and says whether something does. Pale lines tell it
// that cut through the writing: a ruling of the page itself does only where something is stamped on it or written over it. The pale lines
// enclose so many cells, and at least the given share of them must cut it. What is as pale as they are is lifted, and what is darker keeps its contrast.
func (s *Prepared) liftBehind(faint Rulings, enclosed int, share float64) bool {
	lines := faint.without(s.Rulings, s.mm())
	cutting := s.cutting(lines)
	n := len(cutting.Horizontal) + len(cutting.Vertical)
	if n < behindLines || float64(n) < share*float64(len(lines.Horizontal)+len(lines.Vertical)) {
		return false
	}
	form := enclosed >= behindOwn*(len(s.Cells)+1)
	if form && float64(len(cutting.Vertical)) <= behindForm*float64(len(lines.Vertical)) {
		return false
	}
	shade := s.shadeOf(cutting, faint.ink)
	if shade < inkDark {
		return false // as dark as ink, or nowhere beside it
	}
	lift(s.Gray, shade)
	return true
}

// liftDarkBehind does so where what shines through is dark enough for ink, so that its lines are among the page's own. Those are told apart by their
// shades, which are of two kinds, and the page's own enclose a table by themselves.
func (s *Prepared) liftDarkBehind(faint Rulings, enclosed int) bool {
	at := paleOf(s.shadesOf(faint)) - behindDarker
	if at < inkDark {
		return false
	}
	own := Prepared{Gray: s.Gray, DPI: s.DPI, Ink: below(s.Gray, at)}
	own.Rulings = findRulings(own.Ink, nil, s.DPI)
	own.Cells = cells(own.Rulings, s.mm())
	if len(own.Cells) < behindCells || !own.liftBehind(faint, enclosed, behindAmid) {
		return false
	}
	s.Problem = cmp.Or(s.Problem, shinesThrough)
	return true
}

// A lineShade is how dark a line is.
type lineShade struct {
	shade int // of the darkest pixel across it, 0 black
	ink   int // shades by which three pixels across it are darker than paper, together
}

// shadesOf are the shades of lines, from dark to pale.
func (s *Prepared) shadesOf(lines Rulings) []lineShade {
	var out []lineShade
	for _, l := range lines.Horizontal {
		out = append(out, s.shadeAlong(l, true))
	}
	for _, l := range lines.Vertical {
		out = append(out, s.shadeAlong(l, false))
	}
	slices.SortFunc(out, func(a, b lineShade) int { return cmp.Compare(a.shade, b.shade) })
	return out
}

// shadeAlong is the middle one of the shades along a line, and of its ink.
func (s *Prepared) shadeAlong(l Ruling, horizontal bool) lineShade {
	from, to := l.Box.Min.Y, l.Box.Max.Y
	if horizontal {
		from, to = l.Box.Min.X, l.Box.Max.X
	}
	var darkest, ink []int
	for p := from; p < to; p += behindStep {
		least, sum, at := 255, 0, int(l.along(float64(p), horizontal))
		for d := at - 1; d <= at+1; d++ {
			x, y := d, p
			if horizontal {
				x, y = p, d
			}
			if image.Pt(x, y).In(s.Gray.Rect) {
				v := int(s.Gray.Pix[y*s.Gray.Stride+x])
				least, sum = min(least, v), sum+255-v
			}
		}
		darkest, ink = append(darkest, least), append(ink, sum)
	}
	if len(darkest) == 0 {
		return lineShade{shade: 255}
	}
	slices.Sort(darkest)
	slices.Sort(ink)
	return lineShade{darkest[len(darkest)/2], ink[len(ink)/2]}
}

// paleOf is the shade of the paler of two kinds of lines, if they are far apart for what they differ among themselves; -1 if there is one kind. The
// lines' shades are given from dark to pale.
func paleOf(lines []lineShade) int {
	all, square, ink := 0.0, 0.0, 0.0
	for _, l := range lines {
		all += float64(l.shade)
		square += float64(l.shade) * float64(l.shade)
		ink += float64(l.ink)
	}
	n := float64(len(lines))
	spread := square - all*all/max(1, n)
	dark, darkInk, most, pale := 0.0, 0.0, 0.0, -1
	for i, l := range lines[:max(0, len(lines)-behindLines)] {
		dark += float64(l.shade)
		darkInk += float64(l.ink)
		k := float64(i + 1)
		between := all - dark
		apart := between/(n-k) - dark/k
		if parted := apart * apart * k * (n - k) / n; i+1 >= behindLines && apart >= behindGap && parted >= behindParted*spread && parted > most {
			most, pale = parted, int(between/(n-k))
			if (ink-darkInk)/(n-k) > behindInk*darkInk/k {
				pale = -1
			}
		}
	}
	return pale
}

// without are the lines that are not among others, and do not go on with one of them.
func (r Rulings) without(others Rulings, mm float64) Rulings {
	near := int(math.Ceil(meshNear * mm))
	fresh := func(lines, known []Ruling) (out []Ruling) {
		for _, l := range lines {
			if !overlaps(l, known, near) {
				out = append(out, l)
			}
		}
		return out
	}
	return Rulings{Horizontal: fresh(r.Horizontal, others.Horizontal), Vertical: fresh(r.Vertical, others.Vertical)}
}

// overlaps says whether a line comes so near to one of others, or crosses it.
func overlaps(l Ruling, lines []Ruling, near int) bool {
	around := l.Box.Inset(-near)
	return slices.ContainsFunc(lines, func(o Ruling) bool { return around.Overlaps(o.Box) })
}

// cutting are the lines that have a good part of one piece of writing on either side.
func (s *Prepared) cutting(lines Rulings) Rulings {
	if len(lines.Horizontal)+len(lines.Vertical) < behindLines {
		return Rulings{}
	}
	var writing []image.Rectangle
	for _, c := range s.Ink.Components(s.Ink.Bounds()) {
		if high := float64(c.Box.Dy()); high >= behindHigh*s.mm() && high <= writingMax*s.mm() {
			writing = append(writing, c.Box)
		}
	}
	var out Rulings
	long := int(behindLong * s.mm())
	for _, l := range lines.Horizontal {
		if l.Box.Dx() >= long && cuts(l, writing, true) && s.isThin(l, true) {
			out.Horizontal = append(out.Horizontal, l)
		}
	}
	for _, l := range lines.Vertical {
		if l.Box.Dy() >= long && cuts(l, writing, false) && s.isThin(l, false) {
			out.Vertical = append(out.Vertical, l)
		}
	}
	return out
}

// cuts says whether a line cuts pieces of writing.
func cuts(l Ruling, writing []image.Rectangle, horizontal bool) bool {
	for _, w := range writing {
		if !w.Overlaps(l.Box) {
			continue
		}
		at, from, to := l.along(float64(w.Min.Y+w.Max.Y)/2, false), w.Min.X, w.Max.X
		if horizontal {
			at, from, to = l.along(float64(w.Min.X+w.Max.X)/2, true), w.Min.Y, w.Max.Y
		}
		side := behindSides*float64(to-from) + l.Width/2
		if at-float64(from) >= side && float64(to)-at >= side {
			return true
		}
	}
	return false
}

// isThin says whether the paper is paler on both sides of a line.
func (s *Prepared) isThin(l Ruling, horizontal bool) bool {
	aside := int(math.Ceil(l.Width/2 + behindAside*s.mm()))
	var sum [3]int
	n := 0
	from, to := l.Box.Min.Y, l.Box.Max.Y
	if horizontal {
		from, to = l.Box.Min.X, l.Box.Max.X
	}
	for p := from; p < to; p++ {
		at := int(l.along(float64(p), horizontal))
		shades, ok := s.across(p, at, aside, horizontal)
		if !ok {
			continue
		}
		for i, v := range shades {
			sum[i] += v
		}
		n++
	}
	return min(sum[0], sum[2])-sum[1] >= behindPaler*max(1, n)
}

// across are the shades beside a line, on it, and on its other side at a place along it; ok says that none of them is ink.
func (s *Prepared) across(p, at, aside int, horizontal bool) (shades [3]int, ok bool) {
	for i := range shades {
		x, y := at+(i-1)*aside, p
		if horizontal {
			x, y = y, x
		}
		if !image.Pt(x, y).In(s.Ink.Bounds()) || s.Ink.Row(y)[x] != 0 {
			return shades, false
		}
		shades[i] = int(s.Gray.Pix[y*s.Gray.Stride+x])
	}
	return shades, true
}

// shadeOf is the shade of the pixels of lines where no ink lies on them, of which a few are darker; -1 if there are none.
func (s *Prepared) shadeOf(lines Rulings, drawn *Bitmap) int {
	var hist [256]int
	all := 0
	for _, l := range slices.Concat(lines.Horizontal, lines.Vertical) {
		for y := l.Box.Min.Y; y < l.Box.Max.Y; y++ {
			for x := l.Box.Min.X; x < l.Box.Max.X; x++ {
				if drawn.Row(y)[x] != 0 && s.Ink.Row(y)[x] == 0 {
					hist[s.Gray.Pix[y*s.Gray.Stride+x]]++
					all++
				}
			}
		}
	}
	left := int(behindDark * float64(all))
	return slices.IndexFunc(hist[:], func(n int) bool { left -= n; return left < 0 })
}

// lift makes the given shade and all that are paler white, and leaves those that are darker by behindSoft.
func lift(g *image.Gray, shade int) {
	var tone [256]uint8
	for v := range tone {
		over := max(0, v-(shade-behindSoft))
		tone[v] = uint8(min(255, v+over*(255-shade)/behindSoft))
	}
	for i, p := range g.Pix {
		if g.Pix[i] = tone[p]; int(p) >= shade {
			g.Pix[i] = 255
		}
	}
}
