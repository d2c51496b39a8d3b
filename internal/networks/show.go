package networks

import (
	"image"
	"slices"

	"golang.org/x/image/draw"
)

// scaled is a picture at a height, and a share as wide as it is then, within limits.
func scaled(img *image.Gray, share float64, high, least, most int) *image.Gray {
	b := img.Bounds()
	wide := min(most, max(least, int(share*float64(b.Dx()*high)/float64(b.Dy())+0.5)))
	out := image.NewGray(image.Rect(0, 0, wide, high))
	draw.BiLinear.Scale(out, out.Rect, img, b, draw.Src, nil)
	return out
}

// shade is the shade that a share of the pixels are darker than.
func shade(img *image.Gray, share float64) float32 {
	all := slices.Clone(img.Pix)
	slices.Sort(all)
	return float32(all[int(share*float64(len(all)-1))])
}
