package raster

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// Measures of writing.
const (
	lineLeast  = 1.0  // mm: what is lower is no line of its own (a dot, a stroke of 二, dust)
	lineNear   = 0.9  // mm between a low strip and the line it belongs to
	lineHigh   = 2.1  // times the usual height: lines that touch
	lineThin   = 0.3  // of the mean ink of their rows: two lines touch in a row with no more
	columnGap  = 1.5  // times the height of a line: blanks wider than this part running text
	cellGap    = 4.0  // the same inside a cell, where 合　　计 is one word
	inkLeast   = 0.35 // mm²: less ink in a region is dust
	partLow    = 0.65 // of the usual height: a lower strip can be a part of a character (人 of 合)
	partGap    = 0.35 // of the usual height, to the strip it may be joined with
	partWhole  = 1.15 // of the usual height, of the strips together
	lineAspect = 3.0  // width over height of lines that tell the usual height
	parting    = 6    // how often rows and columns are parted in turn
	writingMax = 25.0 // mm: what is higher and in one piece is a picture
)

// A Line is a line of writing, or a part of one that blanks set apart.
type Line struct {
	Box  image.Rectangle // of its ink
	Cell int             // index into Prepared.Cells; -1 outside them
}

// Lines finds the writing of the picture: in each cell, then outside them, each by rows, on each page of a sheet that holds two.
func (s *Prepared) Lines() []Line {
	rest := s.Ink.clone()
	for _, c := range s.Cells {
		rest.Clear(c)
	}
	parts := s.parts()
	s.Gutter = 0
	if len(parts) > 1 {
		s.Gutter = parts[0].Max.X
	}
	s.usual = 0
	s.usual = s.usualHeight(rest, parts)
	var out []Line
	for i, c := range s.Cells {
		for _, b := range s.linesIn(s.inkOf(i), c, cellGap) {
			out = append(out, Line{Box: b, Cell: i})
		}
	}
	for _, half := range parts {
		for _, b := range s.linesIn(rest, half, columnGap) {
			out = append(out, Line{Box: b, Cell: -1})
		}
	}
	return out
}

// inkOf is the ink of cell i without that of other cells inside its rectangle: a head that stands both over
// and beside the cells of its group is shaped like an L, and its rectangle holds them.
func (s *Prepared) inkOf(i int) *Bitmap {
	ink := s.Ink
	for j, c := range s.Cells {
		if j == i || !c.In(s.Cells[i]) || c == s.Cells[i] {
			continue
		}
		if ink == s.Ink {
			ink = s.Ink.clone()
		}
		ink.Clear(c)
	}
	return ink
}

// usualHeight is the median height of long lines, in cells or else outside them; 0 if there are none.
func (s *Prepared) usualHeight(rest *Bitmap, parts []image.Rectangle) int {
	var long []span
	note := func(boxes []image.Rectangle) {
		for _, b := range boxes {
			if float64(b.Dx()) >= lineAspect*float64(b.Dy()) {
				long = append(long, span{0, b.Dy()})
			}
		}
	}
	for _, c := range s.Cells {
		note(s.linesIn(s.Ink, c, cellGap))
	}
	if len(long) == 0 {
		for _, half := range parts {
			note(s.linesIn(rest, half, columnGap))
		}
	}
	return usual(long)
}

// linesIn parts a region by blank rows and columns in turn until nothing parts it further.
func (s *Prepared) linesIn(ink *Bitmap, r image.Rectangle, gap float64) []image.Rectangle {
	r = inkBox(ink, r)
	if float64(ink.Count(r)) < inkLeast*s.mm()*s.mm() {
		return nil
	}
	out := s.part(ink, r, gap, parting)
	return slices.DeleteFunc(out, func(b image.Rectangle) bool { return !s.writing(ink, b) })
}

func (s *Prepared) part(ink *Bitmap, r image.Rectangle, gap float64, depth int) []image.Rectangle {
	rows := s.rows(ink, r)
	var out []image.Rectangle
	for _, row := range rows {
		pieces := columns(ink, row, gap)
		for _, p := range pieces {
			if depth == 0 || len(rows) == 1 && len(pieces) == 1 {
				out = append(out, p)
				continue
			}
			out = append(out, s.part(ink, p, gap, depth-1)...)
		}
	}
	return out
}

// writing says whether a piece is of a size that writing has.
func (s *Prepared) writing(ink *Bitmap, b image.Rectangle) bool {
	mm := s.mm()
	return float64(ink.Count(b)) >= inkLeast*mm*mm && float64(b.Dy()) <= writingMax*mm
}

// inkBox is the smallest box around the ink in r.
func inkBox(ink *Bitmap, r image.Rectangle) image.Rectangle {
	r = r.Intersect(ink.Bounds())
	var box image.Rectangle
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := ink.Row(y)[r.Min.X:r.Max.X]
		first := slices.Index(row, 1)
		if first < 0 {
			continue
		}
		last := len(row) - 1
		for row[last] == 0 {
			last--
		}
		box = box.Union(image.Rect(r.Min.X+first, y, r.Min.X+last+1, y+1))
	}
	return box
}

// A span is a stretch of rows or columns p: from <= p < to.
type span struct{ from, to int }

// rows parts r at blank rows. Low strips go to the line they nearly touch, so that 二 and the dots
// of letters stay whole; strips as high as several lines are parted where they are thinnest.
func (s *Prepared) rows(ink *Bitmap, r image.Rectangle) []image.Rectangle {
	sums := make([]int, r.Dy())
	for i := range sums {
		sums[i] = ink.Count(image.Rect(r.Min.X, r.Min.Y+i, r.Max.X, r.Min.Y+i+1))
	}
	strips := joinLow(inked(sums, 1), lineLeast*s.mm(), lineNear*s.mm())
	strips = joinParts(strips, float64(s.usual))
	strips = partHigh(strips, sums, usual(strips), s.mm())
	out := make([]image.Rectangle, 0, len(strips))
	for _, p := range strips {
		b := inkBox(ink, image.Rect(r.Min.X, r.Min.Y+p.from, r.Max.X, r.Min.Y+p.to))
		if !b.Empty() {
			out = append(out, b)
		}
	}
	return out
}

// columns parts a line at blanks wider than gap times its height.
func columns(ink *Bitmap, r image.Rectangle, gap float64) []image.Rectangle {
	sums := make([]int, r.Dx())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for i, p := range ink.Row(y)[r.Min.X:r.Max.X] {
			sums[i] += int(p)
		}
	}
	least := max(2, int(math.Round(gap*float64(r.Dy()))))
	var out []image.Rectangle
	for _, p := range inked(sums, least) {
		if b := inkBox(ink, image.Rect(r.Min.X+p.from, r.Min.Y, r.Min.X+p.to, r.Max.Y)); !b.Empty() {
			out = append(out, b)
		}
	}
	return out
}

// inked are the stretches of rows or columns with ink, those less than gap apart taken together; sums is the
// ink of each.
func inked(sums []int, gap int) []span {
	var out []span
	for i, n := range sums {
		if n == 0 {
			continue
		}
		if last := len(out) - 1; last >= 0 && i-out[last].to < gap {
			out[last].to = i + 1
			continue
		}
		out = append(out, span{i, i + 1})
	}
	return out
}

// joinLow joins strips lower than least to the nearest neighbour within near.
func joinLow(strips []span, least, near float64) []span {
	for {
		i, j := lowPair(strips, least, near)
		if i < 0 {
			return strips
		}
		strips[i].to = strips[j].to
		strips = slices.Delete(strips, j, j+1)
	}
}

// lowPair are the indices of the closest two neighbours of which one is too low for a line; the first is -1 if
// there are none.
func lowPair(strips []span, least, near float64) (int, int) {
	best := -1
	for i := 0; i+1 < len(strips); i++ {
		a, b := strips[i], strips[i+1]
		low := min(a.to-a.from, b.to-b.from)
		gap := float64(b.from - a.to)
		if float64(low) >= least || gap > near {
			continue
		}
		if best < 0 || b.from-a.to < strips[best+1].from-strips[best].to {
			best = i
		}
	}
	return best, best + 1
}

// joinParts joins strips that make up one line of the usual height with the strip next to them.
func joinParts(strips []span, usual float64) []span {
	for {
		best := -1
		for i := 0; i+1 < len(strips); i++ {
			a, b := strips[i], strips[i+1]
			low := float64(min(a.to-a.from, b.to-b.from)) < partLow*usual
			gap := b.from - a.to
			if !low || float64(gap) > partGap*usual || float64(b.to-a.from) > partWhole*usual {
				continue
			}
			if best < 0 || gap < strips[best+1].from-strips[best].to {
				best = i
			}
		}
		if best < 0 {
			return strips
		}
		strips[best].to = strips[best+1].to
		strips = slices.Delete(strips, best+1, best+2)
	}
}

// usual is the median height.
func usual(strips []span) int {
	if len(strips) == 0 {
		return 0
	}
	h := make([]int, len(strips))
	for i, s := range strips {
		h[i] = s.to - s.from
	}
	slices.Sort(h)
	return h[len(h)/2]
}

// partHigh parts strips much higher than usual where they carry least ink.
func partHigh(strips []span, sums []int, usual int, mm float64) []span {
	if len(strips) < 3 || float64(usual) < lineLeast*mm {
		return strips
	}
	var out []span
	for _, s := range strips {
		n := int(math.Round(float64(s.to-s.from) / float64(usual)))
		if float64(s.to-s.from) < lineHigh*float64(usual) || float64(s.to-s.from) > writingMax*mm {
			n = 1
		}
		out = append(out, thinnest(s, sums, n)...)
	}
	return out
}

// thinnest parts a strip into n at the rows with least ink near equal heights. It stays whole where there
// is as much ink in these rows as in others: writing in a larger size.
func thinnest(s span, sums []int, n int) []span {
	var out []span
	ink := 0
	for _, k := range sums[s.from:s.to] {
		ink += k
	}
	thin := lineThin * float64(ink) / float64(s.to-s.from)
	step := float64(s.to-s.from) / float64(n)
	from := s.from
	for i := 1; i < n; i++ {
		mid := s.from + int(float64(i)*step)
		best := mid
		for y := mid - int(step/3); y <= mid+int(step/3); y++ {
			if cmp.Or(cmp.Compare(sums[y], sums[best]), cmp.Compare(abs(y-mid), abs(best-mid))) < 0 {
				best = y
			}
		}
		if float64(sums[best]) > thin {
			return []span{s}
		}
		out = append(out, span{from, best})
		from = best
	}
	return append(out, span{from, s.to})
}

func abs(n int) int { return max(n, -n) }
