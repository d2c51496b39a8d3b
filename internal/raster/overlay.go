package raster

import (
	"image"
	"math"
	"slices"
)

// What lies over print in coloured ink: strokes of pens and of stamps, which the print below shows through.
const (
	overlayColour = 36   // how far the strongest of its three colours stands above the weakest, on white paper
	overlayEdge   = 14   // the same at its edges
	overlayLight  = 110  // what has no colour and is darker is print
	overlayGap    = 0.6  // mm: strokes of print part a stroke over them into pieces, which lie as near
	overlayLeast  = 6.0  // mm long at least: printed characters are smaller
	overlayMost   = 70.0 // mm at most: what is longer is a table in colour
	overlayThick  = 1.5  // mm square without paper: no stroke, but a field
	overlayCross  = 0.15 // mm² at least in which it and print cross: what only touches print is print, too
	overlayFringe = 2    // pixels: so far from print are the coloured edges that scanners give to it
	overlayFree   = 0.3  // of an overlay at least lie farther from print
	overlayPrint  = 0.3  // mm² at least of print in one piece: noise and the darkest dots of print in colour are less
)

// An overlay is coloured ink that hangs together but for the print that it crosses.
type overlay struct {
	Component     // in tiles
	crossed   int // pixels in which it and print cross
	free      int // pixels that lie on paper
	area      int // pixels
}

// liftOverlays makes paper of coloured strokes that cross print, and says where; nil if there are none. What the print has below them stays:
// it is dark in each of the three colours, but the ink of a pen or a stamp is pale in its own. Coloured writing that lies on paper alone stays
// dark. Seals were lifted before.
func liftOverlays(g *image.Gray, img *image.RGBA, paper [3]int, seals []image.Rectangle, dpi float64) *image.Gray {
	c := coloursOf(img, paper)
	mm := dpi / 25.4
	n := c.coloured.Count(c.coloured.Bounds())
	if n == 0 {
		return nil
	}
	for _, piece := range c.print.Components(c.print.Bounds()) {
		if float64(piece.Area) < overlayPrint*mm*mm {
			c.print.erase(piece.runs)
		}
	}
	if n > c.print.Count(c.print.Bounds()) {
		return nil // print or paper is in colour
	}
	var lifted *image.Gray
	n = max(2, int(overlayGap*mm))
	for _, o := range c.overlays(n) {
		long := float64(max(o.Box.Dx(), o.Box.Dy())*n) / mm
		if long < overlayLeast || long > overlayMost || float64(o.crossed) < overlayCross*mm*mm || float64(o.free) < overlayFree*float64(o.area) {
			continue
		}
		box := image.Rectangle{Min: o.Box.Min.Mul(n), Max: o.Box.Max.Mul(n)}.Intersect(g.Rect)
		if slices.ContainsFunc(seals, func(s image.Rectangle) bool { return box.In(s.Inset(-n)) }) {
			continue
		}
		alone := NewBitmap(box.Dx(), box.Dy())
		for _, r := range o.runs {
			for y := r.y * n; y < min(r.y*n+n, box.Max.Y); y++ {
				x0, x1 := r.x0*n, min(r.x1*n, box.Max.X)
				copy(alone.Row(y - box.Min.Y)[x0-box.Min.X:], c.coloured.Row(y)[x0:x1])
			}
		}
		if alone.hasSquare(int(math.Ceil(overlayThick * mm))) {
			continue
		}
		if lifted == nil {
			lifted = image.NewGray(g.Rect)
		}
		c.lift(g, lifted, alone, box.Min)
	}
	return lifted
}

// colours says what of a picture is coloured ink, what its edges are and what is print.
type colours struct {
	img                    *image.RGBA
	paper                  [3]int
	tinted                 bool // the paper is coloured
	coloured, edges, print *Bitmap
}

func coloursOf(img *image.RGBA, paper [3]int) colours {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	c := colours{img: img, paper: paper, tinted: slices.Max(paper[:])-slices.Min(paper[:]) >= overlayEdge, coloured: NewBitmap(w, h), edges: NewBitmap(w, h), print: NewBitmap(w, h)}
	for i := range c.coloured.Pix {
		weakest, strongest := c.onWhite(i)
		switch {
		case strongest < overlayLight && strongest-weakest < overlayColour:
			c.print.Pix[i] = 1
		case strongest-weakest >= overlayColour:
			c.coloured.Pix[i] = 1
		case strongest-weakest >= overlayEdge:
			c.edges.Pix[i] = 1
		}
	}
	return c
}

// onWhite is the weakest and the strongest of the three colours of pixel i as they would be on white paper. A JPEG keeps colours more coarsely
// than shades, so that thin print has the colour of its paper as well: of coloured paper the less coloured of both ways to see a pixel is taken.
func (c *colours) onWhite(i int) (weakest, strongest int) {
	weakest = 255
	pixel := c.img.Pix[4*i : 4*i+3 : 4*i+3]
	for k, v := range pixel {
		v := min(255, int(v)*255/c.paper[k])
		weakest, strongest = min(weakest, v), max(strongest, v)
	}
	if !c.tinted || strongest-weakest < overlayEdge {
		return weakest, strongest
	}
	least, most := 255, 0
	for k, v := range pixel {
		v := min(255, max(0, int(v)+255-c.paper[k]))
		least, most = min(least, v), max(most, v)
	}
	if most-least < strongest-weakest {
		weakest = strongest - (most - least)
	}
	return weakest, strongest
}

// paperColour is the median of each of the three colours of a picture: most of a page is paper.
func paperColour(img *image.RGBA) [3]int {
	var count [3][256]int
	for i := 0; i+3 < len(img.Pix); i += 4 {
		for k := range count {
			count[k][img.Pix[i+k]]++
		}
	}
	var out [3]int
	for k := range out {
		left := len(img.Pix) / 8
		for v, n := range count[k] {
			if left -= n; left < 0 {
				out[k] = max(1, v)
				break
			}
		}
	}
	return out
}

// overlays are the coloured ink by what hangs together in tiles of n pixels.
func (c *colours) overlays(n int) []overlay {
	crossed := c.crossed(n)
	joined := crossed.clone()
	for i, p := range c.coloured.Pix {
		joined.Pix[i] |= p
	}
	tiles := joined.shrink(n)
	all := tiles.Components(tiles.Bounds())
	out := make([]overlay, len(all))
	for i, t := range all {
		o := &out[i]
		o.Component = t
		for _, r := range t.runs {
			part := image.Rect(r.x0*n, r.y*n, r.x1*n, r.y*n+n).Intersect(joined.Bounds())
			o.crossed += crossed.Count(part)
			for y := part.Min.Y; y < part.Max.Y; y++ {
				for x := part.Min.X; x < part.Max.X; x++ {
					if c.coloured.Row(y)[x] == 0 {
						continue
					}
					o.area++
					if c.print.Count(image.Rect(x-overlayFringe, y-overlayFringe, x+overlayFringe+1, y+overlayFringe+1)) == 0 {
						o.free++
					}
				}
			}
		}
	}
	return out
}

// crossed is where print has coloured ink on both sides, at most n pixels apart, and coloured ink print.
func (c *colours) crossed(n int) *Bitmap {
	out := NewBitmap(c.coloured.W, c.coloured.H)
	for _, pair := range [2][2]*Bitmap{{c.coloured, c.print}, {c.print, c.coloured}} {
		for y := range out.H {
			drawBetween(out, pair[0], pair[1], y*out.W, 1, out.W, n)
		}
		for x := range out.W {
			drawBetween(out, pair[0], pair[1], x, out.W, out.H, n)
		}
	}
	return out
}

// drawBetween draws, along a row or a column of so many pixels, those of what is inside that have pixels of what is outside on both sides, with n
// pixels between them at most, or two more for edges.
func drawBetween(out, outside, inside *Bitmap, start, step, pixels, n int) {
	last, seen := -1, false
	for k := range pixels {
		i := start + k*step
		switch {
		case outside.Pix[i] != 0:
			if last >= 0 && seen && k-last <= n+3 {
				for m := last + 1; m < k; m++ {
					out.Pix[start+m*step] |= inside.Pix[start+m*step]
				}
			}
			last, seen = k, false
		case inside.Pix[i] != 0:
			seen = true
		}
	}
}

// lift gives each pixel of an overlay, and of its edges, the shade of its strongest colour, as paper has where its ink is alone.
func (c *colours) lift(g, lifted *image.Gray, alone *Bitmap, from image.Point) {
	var count [256]int
	all := 0
	each := func(do func(x, y int)) {
		for y := range alone.H {
			for x, p := range alone.Row(y) {
				if p != 0 {
					do(from.X+x, from.Y+y)
				}
			}
		}
	}
	each(func(x, y int) {
		_, s := c.onWhite(y*g.Stride + x)
		count[s]++
		all++
	})
	ink, left := 255, all/2
	for v, n := range count {
		if left -= n; left < 0 {
			ink = max(1, v)
			break
		}
	}
	white := (299*c.paper[0] + 587*c.paper[1] + 114*c.paper[2]) / 1000
	each(func(x, y int) {
		around := image.Rect(x-1, y-1, x+2, y+2).Intersect(g.Rect)
		for v := around.Min.Y; v < around.Max.Y; v++ {
			for u := around.Min.X; u < around.Max.X; u++ {
				i := v*g.Stride + u
				if c.edges.Pix[i] == 0 && (u != x || v != y) {
					continue
				}
				_, s := c.onWhite(i)
				g.Pix[i] = uint8(max(int(g.Pix[i]), min(255, s*255/ink)*white/255))
				lifted.Pix[i] = 255
			}
		}
	})
}

// hasSquare says whether a square of n by n pixels at a multiple of n is full of ink.
func (b *Bitmap) hasSquare(n int) bool {
	for y := 0; y+n <= b.H; y += n {
		for x := 0; x+n <= b.W; x += n {
			if b.Count(image.Rect(x, y, x+n, y+n)) == n*n {
				return true
			}
		}
	}
	return false
}
