package raster

import (
	"image"
	"iter"
)

// Shades of what is seen as paper and ink.
const (
	paperTile    = 2.5   // mm: larger than the strokes of a heading, smaller than a shadow's slope
	paperShare   = 0.9   // of a tile's pixels are no paler than the shade that is taken for its paper
	paperDark    = 90    // a tile darker than this is not lit paper: border, picture, filled cell
	inkShade     = 175   // after whitening, no paler pixel is ink, whatever the histogram says
	inkDark      = 90    // and every darker one is
	faintShare   = 0.001 // of the pixels are writing even on a page with a line or two
	faintMargin  = 50    // writing that is not this much darker than inkShade is pale: the edges of thin strokes are half as dark as rulings
	toldMargin   = 15    // and only what is not even this much is told: on a page with a line or two the edges of good print are its darkest share
	faintMost    = 238   // what is paler is the grain of empty paper, and no writing
	faintStretch = 200   // how much darker than paper pale writing is made
	rulingShade  = 215   // rulings are looked for down to this: many forms print them in light grey
)

// whiten divides each pixel by the shade of the paper around it, so that paper is white and ink
// keeps its contrast under shadows, yellowing and grey prints.
func whiten(g *image.Gray, dpi float64) {
	n := max(16, int(paperTile*dpi/25.4))
	paper := paperShades(g, n)
	spread(paper)
	for y, shades := range paper.rows(g.Rect, n) {
		row := g.Pix[y*g.Stride : y*g.Stride+g.Rect.Dx()]
		for x, s := range shades {
			row[x] = uint8(min(255, int(row[x])*255/s))
		}
	}
}

// darken stretches the shades of a whitened picture whose darkest parts are too pale for ink, and says
// whether they were so pale that what is read is in doubt. An empty page stays.
func darken(g *image.Gray) bool {
	dark := percentile(g, g.Rect, faintShare, 1)
	if dark <= inkShade-faintMargin || dark > faintMost {
		return false
	}
	for i, p := range g.Pix {
		g.Pix[i] = uint8(255 - min(255, (255-int(p))*faintStretch/(255-dark)))
	}
	return dark > inkShade-toldMargin
}

// shades holds one value a tile.
type shades struct {
	w, h int
	v    []int
}

// paperShades is the shade that paperShare of each tile's pixels do not exceed; 0 where the tile is
// too dark to be paper.
func paperShades(g *image.Gray, n int) *shades {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	s := &shades{w: (w + n - 1) / n, h: (h + n - 1) / n}
	s.v = make([]int, s.w*s.h)
	for ty := range s.h {
		for tx := range s.w {
			tile := image.Rect(tx*n, ty*n, min(w, tx*n+n), min(h, ty*n+n))
			if v := percentile(g, tile, paperShare, 1); v >= paperDark {
				s.v[ty*s.w+tx] = v
			}
		}
	}
	return s
}

// percentile is the shade than which a share of the pixels of a part are darker, of which every so many rows are looked at.
func percentile(g *image.Gray, r image.Rectangle, share float64, every int) int {
	var hist [256]int
	all := 0
	for y := r.Min.Y; y < r.Max.Y; y += every {
		for _, p := range g.Pix[y*g.Stride+r.Min.X : y*g.Stride+r.Max.X] {
			hist[p]++
		}
		all += r.Dx()
	}
	left := int(share * float64(all))
	for v, n := range hist {
		if left -= n; left < 0 {
			return v
		}
	}
	return 255
}

// spread gives tiles without paper the shade of the nearest tile that has some, first along rows,
// then along columns.
func spread(s *shades) {
	for y := range s.h {
		fill(s.v[y*s.w:(y+1)*s.w], 1)
	}
	for x := range s.w {
		fill(s.v[x:], s.w)
	}
	for i, v := range s.v {
		if v == 0 {
			s.v[i] = 255
		}
	}
}

// fill replaces zeros by the last value before them, and leading ones by the first after them.
func fill(v []int, step int) {
	last := 0
	for i := 0; i < len(v); i += step {
		if v[i] == 0 {
			v[i] = last
		}
		last = v[i]
	}
	last = 0
	for i := (len(v) - 1) / step * step; i >= 0; i -= step {
		if v[i] == 0 {
			v[i] = last
		}
		last = v[i]
	}
}

// rows are the shades at the pixels of each row of a picture, interpolated between the middles of tiles of n pixels. The slice is used again for
// the next row.
func (s *shades) rows(size image.Rectangle, n int) iter.Seq2[int, []int] {
	return func(yield func(int, []int) bool) {
		row, columns := make([]int, size.Dx()), make([]int, s.w) // of tiles, times n
		for y := range size.Dy() {
			fy, ty := tilePlace(y, n, s.h)
			top, bottom := s.v[ty*s.w:], s.v[min(ty+1, s.h-1)*s.w:]
			for x := range columns {
				columns[x] = top[x]*(n-fy) + bottom[x]*fy
			}
			for x := 0; x < len(row); {
				fx, tx := tilePlace(x, n, s.w)
				left, right := columns[tx], columns[min(tx+1, s.w-1)]
				if x < n/2 { // before the middle of the first
					fx, right = n-n/2, left
				}
				for ; fx < n && x < len(row); x, fx = x+1, fx+1 {
					row[x] = max(1, (left*(n-fx)+right*fx)/(n*n))
				}
			}
			if !yield(y, row) {
				return
			}
		}
	}
}

// tilePlace is the tile whose middle is the last before x, and how far x lies behind that middle.
func tilePlace(x, n, tiles int) (beyond, tile int) {
	x -= n / 2
	if x < 0 {
		return 0, 0
	}
	return x % n, min(x/n, tiles-1)
}

// threshold separates ink from paper of a whitened picture, by Otsu's method.
func threshold(g *image.Gray) *Bitmap {
	return below(g, min(max(otsu(g), inkDark), inkShade))
}

// below is the ink darker than a shade.
func below(g *image.Gray, at int) *Bitmap {
	b := NewBitmap(g.Rect.Dx(), g.Rect.Dy())
	for y := range b.H {
		row := b.Row(y)
		for x, p := range g.Pix[y*g.Stride : y*g.Stride+b.W] {
			if int(p) < at {
				row[x] = 1
			}
		}
	}
	return b
}

// otsu is the shade that parts the histogram into two classes with the least variance inside them.
func otsu(g *image.Gray) int {
	var hist [256]int
	for _, p := range g.Pix {
		hist[p]++
	}
	total, sum := len(g.Pix), 0
	for v, n := range hist {
		sum += v * n
	}
	best, at := 0.0, 128
	below, belowSum := 0, 0
	for v, n := range hist {
		below += n
		belowSum += v * n
		if below == 0 || below == total {
			continue
		}
		d := float64(belowSum)/float64(below) - float64(sum-belowSum)/float64(total-below)
		if between := d * d * float64(below) * float64(total-below); between > best {
			best, at = between, v+1
		}
	}
	return at
}
