package raster

import (
	"image"
	"math"
)

// What fields with white writing are, as the heads of tables are printed in.
const (
	reversedPaper = 25.0 // mm: paper is looked for in tiles so large, which no head fills
	reversedShade = 0.72 // of the paper's shade, at most
	reversedTile  = 0.8  // mm
	reversedFull  = 0.5  // of a tile is dark: white strokes of bold type take up to half
	reversedHigh  = 3.0  // mm at least: lines and bars are lower
	reversedWide  = 4.0  // mm at least
	reversedSolid = 0.75 // of the tiles in its box are dark: of a heading in bold type less are
	writtenLeast  = 0.5  // mm² of white in it: with less it has no writing
	writtenPale   = 0.35 // of the way from its shade to white, at least
	letterHigh    = 10.0 // mm at most: what is higher, or
	letterFull    = 0.65 // is white so far and, which leaves a third for what may be printed in a box,
	letterWide    = 2.5  // mm wide, is a white box among dark ones
	reversedEdge  = 0.25 // mm of its edge stay dark: a head without rulings has them so
)

// liftReversed makes dark fields with white writing white ones with dark writing, framed by their edges.
func liftReversed(g *image.Gray, dpi float64) {
	mm := dpi / 25.4
	dark := darkerThan(g, int(reversedPaper*mm), reversedShade)
	n := max(3, int(reversedTile*mm))
	tiles := fullTiles(dark, n)
	inside := tiles.Bounds().Inset(1)
	for _, c := range tiles.Components(tiles.Bounds()) {
		wide, high := float64(c.Box.Dx()*n), float64(c.Box.Dy()*n)
		if high < reversedHigh*mm || wide < reversedWide*mm || !c.Box.In(inside) || float64(c.Area) < reversedSolid*float64(c.Box.Dx()*c.Box.Dy()) {
			continue
		}
		box := image.Rectangle{Min: c.Box.Min.Mul(n), Max: c.Box.Max.Mul(n)}.Inset(-n).Intersect(g.Rect)
		f := fieldIn(dark, box, mm)
		if ground := f.ground(g); float64(f.written(g, ground)) >= writtenLeast*mm*mm {
			f.reverse(g, ground, max(1, int(math.Round(reversedEdge*mm))))
		}
	}
}

// darkerThan is where a picture is darker than such a share of its paper, which is looked for in tiles of n pixels.
func darkerThan(g *image.Gray, n int, share float64) *Bitmap {
	paper := paperShades(g, n)
	spread(paper)
	out := NewBitmap(g.Rect.Dx(), g.Rect.Dy())
	for y, shades := range paper.rows(g.Rect, n) {
		row, shown := out.Row(y), g.Pix[y*g.Stride:]
		for x, s := range shades {
			if float64(shown[x]) < share*float64(s) {
				row[x] = 1
			}
		}
	}
	return out
}

// fullTiles are the tiles of n pixels that are dark for the most part, with one beside, one below and the one between these: rulings are
// narrower.
func fullTiles(dark *Bitmap, n int) *Bitmap {
	full := NewBitmap(dark.W/n, dark.H/n)
	for y := range full.H {
		for x := range full.W {
			if float64(dark.Count(image.Rect(x*n, y*n, x*n+n, y*n+n))) >= reversedFull*float64(n*n) {
				full.Row(y)[x] = 1
			}
		}
	}
	out := NewBitmap(full.W, full.H)
	for y := range max(1, full.H) - 1 {
		for x := range max(1, full.W) - 1 {
			if full.Row(y)[x]+full.Row(y)[x+1]+full.Row(y + 1)[x]+full.Row(y + 1)[x+1] == 4 {
				out.Row(y)[x], out.Row(y)[x+1], out.Row(y + 1)[x], out.Row(y + 1)[x+1] = 1, 1, 1, 1
			}
		}
	}
	return out
}

// A field is a dark part of a picture with what is white in it.
type field struct {
	box     image.Rectangle
	outside *Bitmap // paper around it, of the size of the box
}

// fieldIn is the field in a box, which has paper at its edges.
func fieldIn(dark *Bitmap, box image.Rectangle, mm float64) field {
	pale := NewBitmap(box.Dx(), box.Dy())
	for y := range pale.H {
		row, from := pale.Row(y), dark.Row(box.Min.Y + y)[box.Min.X:]
		for x := range row {
			row[x] = 1 - from[x]
		}
	}
	f := field{box: box, outside: NewBitmap(pale.W, pale.H)}
	inside := pale.Bounds().Inset(1)
	for _, c := range pale.Components(pale.Bounds()) {
		wide, high := float64(c.Box.Dx()), float64(c.Box.Dy())
		solid := float64(c.Area) >= letterFull*wide*high && min(wide, high) >= letterWide*mm
		if c.Box.In(inside) && high <= letterHigh*mm && !solid {
			continue
		}
		f.outside.draw(c.runs)
	}
	return f
}

// written counts the pixels of a field that are paler than its shade.
func (f field) written(g *image.Gray, ground int) int {
	n, pale := 0, ground+int(writtenPale*float64(255-ground))
	for y := range f.outside.H {
		for x, out := range f.outside.Row(y) {
			if out == 0 && int(g.Pix[(f.box.Min.Y+y)*g.Stride+f.box.Min.X+x]) >= pale {
				n++
			}
		}
	}
	return n
}

// reverse makes what is dark white, the more a pixel differs from the field's shade the darker, and blackens the edge.
func (f field) reverse(g *image.Gray, ground, edge int) {
	for y := range f.outside.H {
		for x, out := range f.outside.Row(y) {
			p := &g.Pix[(f.box.Min.Y+y)*g.Stride+f.box.Min.X+x]
			switch {
			case out != 0:
			case f.outside.Count(image.Rect(x-edge, y-edge, x+edge+1, y+edge+1)) > 0:
				*p = 0
			default:
				*p = uint8(255 - min(255, abs(int(*p)-ground)*255/(255-ground)))
			}
		}
	}
}

// ground is the median shade of a field.
func (f field) ground(g *image.Gray) int {
	var count [256]int
	all := 0
	for y := range f.outside.H {
		for x, out := range f.outside.Row(y) {
			if out == 0 {
				count[g.Pix[(f.box.Min.Y+y)*g.Stride+f.box.Min.X+x]]++
				all++
			}
		}
	}
	for v, n := range count {
		if all -= 2 * n; all <= 0 {
			return min(v, 254)
		}
	}
	return 0
}
