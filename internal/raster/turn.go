package raster

import (
	"image"
	"math"
	"slices"
)

// turn turns a picture clockwise by 90, 180 or 270 degrees; other angles leave it as it is.
func turn(g *image.Gray, degrees int) *image.Gray {
	switch degrees {
	case 90:
		out := transposed(g)
		for y := range out.Rect.Dy() {
			slices.Reverse(out.Pix[y*out.Stride:][:out.Stride])
		}
		return out
	case 180:
		out := cloneGray(g)
		slices.Reverse(out.Pix)
		return out
	case 270:
		return turn(turn(g, 90), 180)
	default:
		return g
	}
}

// straighten undoes a skew, in radians by which lines run down to the right, by turning the picture
// about its middle; it keeps its size, and what comes in from outside is paper.
func straighten(g *image.Gray, angle float64) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(image.Rect(0, 0, w, h))
	sin, cos := math.Sincos(angle)
	cx, cy := float64(w)/2, float64(h)/2
	for y := range h {
		dy := float64(y) - cy
		// Where the row's first pixel comes from, and the step to the next, in 1/65536 pixel.
		fx := int((cx - cx*cos - dy*sin) * 65536)
		fy := int((cy - cx*sin + dy*cos) * 65536)
		stepX, stepY := int(cos*65536), int(sin*65536)
		row := out.Pix[y*out.Stride : y*out.Stride+w]
		for x := range row {
			row[x] = between(g, fx, fy)
			fx += stepX
			fy += stepY
		}
	}
	return out
}

// between is the shade at a place given in 1/65536 pixel, interpolated.
func between(g *image.Gray, fx, fy int) uint8 {
	x, y := fx>>16, fy>>16
	if x < 0 || y < 0 || x+1 >= g.Rect.Dx() || y+1 >= g.Rect.Dy() {
		return 255
	}
	ax, ay := fx>>8&0xff, fy>>8&0xff
	p := g.Pix[y*g.Stride+x:]
	q := p[g.Stride:]
	top := int(p[0])*(256-ax) + int(p[1])*ax
	bottom := int(q[0])*(256-ax) + int(q[1])*ax
	return uint8((top*(256-ay) + bottom*ay) >> 16)
}
