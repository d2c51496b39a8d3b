package raster

import (
	"image"
	"image/draw"
)

// Measures of a picture of a table among text.
const (
	tableCells   = 6    // with writing: three rows of two, or two of three
	tableBeside  = 2    // of them that have another such cell at their right, and as many that have one below: boxes of a chart stand apart
	writtenHigh  = 8.0  // mm: what is higher in a cell is a bar or a drawing
	writtenShare = 0.6  // of the box of a piece of ink that is ink, at most: bars and fields fill theirs
	coarse       = 90.0 // dots an inch that show whether there are lines and writing; a picture with twice as many is looked at with less
	framedBy     = 4.0  // mm of paper around a picture of its own: lines from edge to edge are taken for dust otherwise
)

// Framed is a part of a picture with paper around, as much at each side as Framed gives in pixels.
func Framed(img image.Image, part image.Rectangle, dpi float64) (*image.RGBA, int) {
	by := int(framedBy * dpi / 25.4)
	out := image.NewRGBA(image.Rect(0, 0, part.Dx()+2*by, part.Dy()+2*by))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, image.Rect(by, by, by+part.Dx(), by+part.Dy()), img, part.Min, draw.Src)
	return out, by
}

// HoldsTable says whether a picture shows a table with lines: cells beside each other and below each other in which something is written.
// Photographs, maps and charts have none.
func HoldsTable(p Picture) bool {
	s, err := Prepare(coarsened(p), 0)
	if err != nil || len(s.Cells) < tableCells {
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
		for _, b := range written {
			if abs(a.Max.X-b.Min.X) <= near && min(a.Max.Y, b.Max.Y)-max(a.Min.Y, b.Min.Y) > near {
				right++
				break
			}
		}
		for _, b := range written {
			if abs(a.Max.Y-b.Min.Y) <= near && min(a.Max.X, b.Max.X)-max(a.Min.X, b.Min.X) > near {
				below++
				break
			}
		}
	}
	return len(written) >= tableCells && right >= tableBeside && below >= tableBeside
}

// coarsened is a picture with a whole fraction of its pixels, each the mean of those that it stands for.
func coarsened(p Picture) Picture {
	k := int(p.DPI / coarse)
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
