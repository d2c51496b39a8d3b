package raster

import (
	"image"
	"image/draw"
	"math"
	"slices"
)

// Measures of a picture of a table among text.
const (
	tableCells   = 6     // with writing: three rows of two, or two of three
	tableBeside  = 2     // of them that have another such cell at their right, and as many that have one below: boxes of a chart stand apart
	writtenHigh  = 8.0   // mm: what is higher in a cell is a bar or a drawing
	writtenShare = 0.6   // of the box of a piece of ink that is ink, at most: bars and fields fill theirs
	coarse       = 90.0  // dots an inch that show whether there are lines and writing; a picture with twice as many is looked at with less
	fine         = 200.0 // the same that show which writing is figures
	fewDots      = 160.0 // dots an inch: in a picture with no more, digits touch
	tableFigures = 4     // that have another over or below them
	longFigure   = 3     // digits of what is a figure wherever it stands
	shortFigure  = 2     // the same in a row that begins with a name
	digitHigh    = 0.8   // of the highest piece of a line: a digit is higher
	digitWide    = 0.85  // of its height: a digit is narrower
	digitsWide   = 1.1   // of its height: two that touch are wider, and an ideograph is not
	pointHigh    = 0.55  // of the height of digits: points, commas and signs are lower
	pointWide    = 0.8   // of the height of digits: and narrower
	captionFar   = 15.0  // mm from the cells to what is written over or below them
	squareBy     = 0.1   // of its length by which the other side of a pixel differs that is taken for a square
	framedBy     = 4.0   // mm of paper around a picture of its own: lines from edge to edge are taken for dust otherwise
)

// Squared is a picture that is shown so many inches wide and high, and its dots an inch. One whose pixels are wider or higher than the other way, as those of a
// fax or of a shading of one row, is as fine both ways as the finer of them, up to so many dots.
func Squared(img image.Image, wide, high, most float64) (image.Image, float64) {
	b := img.Bounds()
	across, down := float64(b.Dx())/wide, float64(b.Dy())/high
	g, ok := img.(*image.Gray)
	if dpi := max(across, down); !ok || min(across, down) >= (1-squareBy)*dpi {
		return img, across
	}
	dpi := min(max(across, down), most, math.Sqrt(mostPixels/(wide*high)))
	out := image.NewGray(image.Rect(0, 0, max(1, int(wide*dpi)), max(1, int(high*dpi))))
	for y := range out.Rect.Dy() {
		from := g.Pix[(2*y+1)*b.Dy()/(2*out.Rect.Dy())*g.Stride:]
		row := out.Pix[y*out.Stride:][:out.Stride]
		for x := range row {
			row[x] = from[(2*x+1)*b.Dx()/(2*len(row))]
		}
	}
	return out, dpi
}

// Framed is a part of a picture with paper around, as much at each side as Framed gives in pixels. Of greys it is greys, which are looked at in half of the time.
func Framed(img image.Image, part image.Rectangle, dpi float64) (image.Image, int) {
	by := int(framedBy * dpi / 25.4)
	size := image.Rect(0, 0, part.Dx()+2*by, part.Dy()+2*by)
	if g, ok := img.(*image.Gray); ok {
		out := image.NewGray(size)
		for i := range out.Pix {
			out.Pix[i] = 255
		}
		there := part.Intersect(g.Rect)
		if there.Empty() {
			return out, by
		}
		for y := there.Min.Y; y < there.Max.Y; y++ {
			copy(out.Pix[(by+y-part.Min.Y)*out.Stride+by+there.Min.X-part.Min.X:], g.Pix[g.PixOffset(there.Min.X, y):][:there.Dx()])
		}
		return out, by
	}
	out := image.NewRGBA(size)
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, image.Rect(by, by, by+part.Dx(), by+part.Dy()), img, part.Min, draw.Src)
	return out, by
}

// IsBlank says whether a picture is paper and nothing else.
func IsBlank(img image.Image) bool {
	switch img := img.(type) {
	case *image.RGBA:
		return !slices.ContainsFunc(img.Pix, func(v uint8) bool { return v != 255 })
	case *image.Gray:
		return !slices.ContainsFunc(img.Pix, func(v uint8) bool { return v != 255 })
	}
	return false
}

// A Holding is what a picture holds.
type Holding struct {
	Table bool // cells between lines, beside each other and below each other, in which something is written, with figures below figures among them; or rows of names and figures without lines and with nothing else
	Maybe bool // it shows what may be a table, and has so few dots that digits touch
	Alone bool // nothing is written beside the table's lines, as a chart over the table of its figures is: of such nobody knows what belongs to which cell
	Lying bool // it lies on its side

	Figures []image.Rectangle // of the table, in pixels of the picture as it stands when it is turned by Turned
}

// Holds says whether a picture shows a table. Photographs, maps, charts and charts of offices are none.
func Holds(p Picture) Holding {
	s, err := Prepare(coarsened(p, coarse), 0)
	if err != nil {
		return Holding{}
	}
	ruled := s.holdsCells()
	ways := []int{0, 90}
	if !ruled {
		ways = s.waysOfRows()
	}
	if len(ways) == 0 {
		return Holding{}
	}
	dots := p.DPI
	p = enlarged(coarsened(p, fine))
	out := Holding{}
	for _, degrees := range ways {
		if s, err = Prepare(p, degrees); err != nil {
			return Holding{}
		}
		lines := s.Lines()
		boxes := boxesOf(lines)
		if !ruled {
			boxes = s.linesIn(s.Ink, s.Ink.Bounds(), columnGap)
		}
		if ruled && s.holdsFigures(lines) || !ruled && s.holdsRows(boxes) {
			return Holding{Table: true, Alone: !ruled || s.isAlone(lines), Lying: degrees != 0, Figures: s.figures(boxes, dots)}
		}
		if degrees == 0 && dots <= fewDots {
			out.Maybe = s.endsBelow(boxes)
		}
	}
	return out
}

func boxesOf(lines []Line) []image.Rectangle {
	out := make([]image.Rectangle, len(lines))
	for i, l := range lines {
		out[i] = l.Box
	}
	return out
}

// figures are those of some lines that are figures, in the picture as it had so many dots an inch and did not lie on its side.
func (s *Prepared) figures(lines []image.Rectangle, dots float64) []image.Rectangle {
	px := func(v int) int { return int(math.Round(float64(v) * dots / s.DPI)) }
	var out []image.Rectangle
	for _, b := range lines {
		if s.digits(b) < shortFigure {
			continue
		}
		if s.Turned == 90 {
			b = image.Rect(b.Min.Y, s.Ink.W-b.Max.X, b.Max.Y, s.Ink.W-b.Min.X)
		}
		out = append(out, image.Rect(px(b.Min.X), px(b.Min.Y), px(b.Max.X), px(b.Max.Y)))
	}
	return out
}

// holdsCells says whether there are cells with writing beside each other and below each other.
func (s *Prepared) holdsCells() bool {
	if len(s.Cells) < tableCells {
		return false
	}
	mm := s.mm()
	var written []image.Rectangle
	for _, line := range s.Lines() {
		if line.Cell < 0 || float64(line.Box.Dy()) > writtenHigh*mm {
			continue
		}
		if c := s.Cells[line.Cell]; float64(s.Ink.Count(line.Box)) < writtenShare*float64(line.Box.Dx()*line.Box.Dy()) && (len(written) == 0 || written[len(written)-1] != c) {
			written = append(written, c)
		}
	}
	near := int(2 * mm)
	right, below := 0, 0
	for _, a := range written {
		if slices.ContainsFunc(written, func(b image.Rectangle) bool {
			return abs(a.Max.X-b.Min.X) <= near && min(a.Max.Y, b.Max.Y)-max(a.Min.Y, b.Min.Y) > near
		}) {
			right++
		}
		if slices.ContainsFunc(written, func(b image.Rectangle) bool {
			return abs(a.Max.Y-b.Min.Y) <= near && min(a.Max.X, b.Max.X)-max(a.Min.X, b.Min.X) > near
		}) {
			below++
		}
	}
	return len(written) >= tableCells && right >= tableBeside && below >= tableBeside
}

// holdsFigures says whether figures stand below figures in cells as wide: of three digits, or of two in rows that begin with a name. The days of a
// calendar are neither, nor is what names streets and offices.
func (s *Prepared) holdsFigures(lines []Line) bool {
	digits, named := map[int]int{}, map[int]bool{} // by cell
	for _, l := range lines {
		if l.Cell < 0 || s.reachesRound(l.Cell) {
			continue
		}
		n := s.digits(l.Box)
		if had, known := digits[l.Cell]; known && (n == 0 || had == 0) {
			n = 0 // other writing stands in the cell too
		}
		digits[l.Cell] = n
	}
	for i := range digits {
		for k, n := range digits {
			a, b := s.Cells[i], s.Cells[k]
			if n == 0 && b.Min.X < a.Min.X && min(a.Max.Y, b.Max.Y)-max(a.Min.Y, b.Min.Y) > a.Dy()/2 {
				named[i] = true
			}
		}
	}
	near := int(2 * s.mm())
	long, short := 0, 0
	for i, n := range digits {
		for k, m := range digits {
			a, b := s.Cells[i], s.Cells[k]
			if i == k || abs(a.Min.X-b.Min.X) > near || abs(a.Max.X-b.Max.X) > near || min(abs(a.Max.Y-b.Min.Y), abs(b.Max.Y-a.Min.Y)) > near {
				continue
			}
			if n >= longFigure && m >= longFigure {
				long++
				break
			}
			if n >= shortFigure && m >= shortFigure && named[i] && named[k] {
				short++
				break
			}
		}
	}
	return long+short >= tableFigures
}

// digits counts the pieces of a line that stand beside each other, as high as the highest and narrower, as digits do; 0 where there are others. The
// strokes of an ideograph differ in height, or touch and are as wide as high.
func (s *Prepared) digits(b image.Rectangle) int {
	pieces := s.Ink.Components(b)
	high := 0.0 // of digits; a comma hangs below them
	for _, c := range pieces {
		high = max(high, float64(c.Box.Dy()))
	}
	if high > writtenHigh*s.mm() {
		return 0
	}
	n, touching := 0, 0
	for _, c := range pieces {
		w, h := float64(c.Box.Dx()), float64(c.Box.Dy())
		switch {
		case h >= digitHigh*high && w <= digitWide*h:
			n++
		case h >= digitHigh*high && digitsWide*h <= w && w <= 2*digitWide*h:
			touching += 2
		case h >= pointHigh*high || w > pointWide*high:
			return 0
		}
	}
	if n < shortFigure {
		return n
	}
	return n + touching
}

// isAlone says whether all writing without a cell stands over the cells or below them, and near. An area that reaches round cells, as that of a
// chart over its figures, is no cell.
func (s *Prepared) isAlone(lines []Line) bool {
	mm := s.mm()
	round := make([]bool, len(s.Cells))
	var all image.Rectangle
	for i, a := range s.Cells {
		round[i] = s.reachesRound(i)
		if !round[i] {
			all = all.Union(a)
		}
	}
	for _, l := range lines {
		middle := (l.Box.Min.Y + l.Box.Max.Y) / 2
		if (l.Cell < 0 || round[l.Cell]) && (middle > all.Min.Y && middle < all.Max.Y || float64(all.Min.Y-l.Box.Max.Y) > captionFar*mm || float64(l.Box.Min.Y-all.Max.Y) > captionFar*mm) {
			return false
		}
	}
	return true
}

// reachesRound says whether a cell is no rectangle of its own.
func (s *Prepared) reachesRound(i int) bool {
	in := int(s.mm())
	return slices.ContainsFunc(s.Cells, func(b image.Rectangle) bool {
		return b != s.Cells[i] && b.Dx()*b.Dy() < s.Cells[i].Dx()*s.Cells[i].Dy() && b.Inset(in).Overlaps(s.Cells[i].Inset(in))
	})
}

// coarsened is a picture with a whole fraction of its pixels, each the mean of those that it stands for, and so many dots an inch at least.
func coarsened(p Picture, least float64) Picture {
	k := int(p.DPI / least)
	if k < 2 {
		return p
	}
	in, _ := grayOf(p.Image, p.DPI)
	out := image.NewGray(image.Rect(0, 0, in.Rect.Dx()/k, in.Rect.Dy()/k))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			sum := 0
			for j := range k {
				for _, v := range in.Pix[(y*k+j)*in.Stride+x*k:][:k] {
					sum += int(v)
				}
			}
			out.Pix[y*out.Stride+x] = uint8(sum / (k * k))
		}
	}
	p.Image, p.DPI = out, p.DPI/float64(k)
	return p
}
