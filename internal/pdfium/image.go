package pdfium

import (
	"image"
	"image/draw"
	"slices"
)

// imageOf copies pixels of red, green, blue and a byte that says nothing; into shades where all are grey, which
// takes a quarter of the memory.
func imageOf(pixels []byte, width, height int) draw.Image {
	pixels = pixels[:4*width*height]
	if grey(pixels) {
		out := image.NewGray(image.Rect(0, 0, width, height))
		for i := range out.Pix {
			out.Pix[i] = pixels[4*i]
		}
		return out
	}
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	copy(out.Pix, pixels)
	for i := 3; i < len(out.Pix); i += 4 {
		out.Pix[i] = 255
	}
	return out
}

func grey(pixels []byte) bool {
	for i := 0; i < len(pixels); i += 4 {
		if p := pixels[i : i+3 : i+3]; p[0] != p[1] || p[1] != p[2] {
			return false
		}
	}
	return true
}

// blank says that nothing is drawn.
func blank(img image.Image) bool {
	g, ok := img.(*image.Gray)
	return ok && !slices.ContainsFunc(g.Pix, func(p uint8) bool { return p != 255 })
}
