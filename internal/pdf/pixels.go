package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"

	lib "github.com/ledongthuc/pdf"

	"github.com/mingxi/mingxi/extract/page"
)

// part is what is seen of a picture that would fill a box.
func part(pixels image.Rectangle, whole, seen page.Box) image.Rectangle {
	x, y := float64(pixels.Dx())/whole.Width(), float64(pixels.Dy())/whole.Height()
	return image.Rect(int(math.Floor((seen.X0-whole.X0)*x)), int(math.Floor((seen.Y0-whole.Y0)*y)),
		int(math.Ceil((seen.X1-whole.X0)*x)), int(math.Ceil((seen.Y1-whole.Y0)*y))).Intersect(pixels)
}

// pixels decodes a picture of a common kind.
func (f *File) pixels(x lib.Value) *image.Gray {
	w, h := int(get(x, "Width").Int64()), int(get(x, "Height").Int64())
	if w <= 0 || h <= 0 || float64(w)*float64(h) > maxPixels || get(x, "ImageMask").Bool() {
		return nil
	}
	out, ok := f.shades(x, w, h)
	if mask := get(x, "SMask"); ok && isDict(mask) {
		clear, known := f.shades(mask, w, h)
		if !known || len(clear.Pix) != len(out.Pix) {
			return nil
		}
		for i, a := range clear.Pix {
			out.Pix[i] = uint8(255 - (255-int(out.Pix[i]))*int(a)/255)
		}
	}
	if !ok {
		return nil
	}
	return out
}

// shades are the greys of a picture without its mask, and whether it is of a kind that is decoded here.
func (f *File) shades(x lib.Value, w, h int) (*image.Gray, bool) {
	raw, filters := f.rawStream(x)
	if n := len(filters); n > 0 { // those of pictures are the last
		switch filters[n-1].name {
		case "DCTDecode", "DCT":
			named := either(x, "ColorSpace", "CS")
			if space := f.space(named, 0); !asIs(get(x, "Decode")) || named.Kind() != lib.Null && space != gray && space != rgb {
				return nil, false
			}
			return jpegShades(raw, filters[:n-1], image.Rect(0, 0, w, h))
		case "CCITTFaxDecode", "CCF", "JPXDecode", "JBIG2Decode":
			return nil, false
		}
	}
	data, err := decode(raw, filters)
	space, bits := f.space(either(x, "ColorSpace", "CS"), 0), int(numberOr(either(x, "BitsPerComponent", "BPC"), 1))
	if err != nil || space == nil || bits != 1 && bits != 4 && bits != 8 || !asIs(get(x, "Decode")) {
		return nil, false
	}
	row := (w*bits*space.n + 7) / 8
	if len(data) < row*h {
		return nil, false
	}
	switch {
	case space.n == 1:
		return greysOf(data, w, h, bits, space), true
	case space.kind == "RGB" && bits == 8:
		out := image.NewGray(image.Rect(0, 0, w, h))
		for y := range h {
			line := data[y*row:]
			for k := range w {
				out.Pix[y*w+k] = grey(int(line[3*k]), int(line[3*k+1]), int(line[3*k+2]))
			}
		}
		return out, true
	}
	return nil, false
}

// greysOf are the greys of samples of one colour and so many bits, the rows of which each begin with a byte.
func greysOf(data []byte, w, h, bits int, space *colorSpace) *image.Gray {
	shade, row := shadesOf(space, bits), (w*bits+7)/8
	out := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for k := range w {
			at := k * bits
			out.Pix[y*w+k] = shade[data[y*row+at/8]>>(8-bits-at%8)&(1<<bits-1)]
		}
	}
	return out
}

// jpegShades are the greys of a JPEG so large, of one or three colours.
func jpegShades(raw []byte, before []filter, size image.Rectangle) (*image.Gray, bool) {
	data, err := decode(raw, before)
	if err != nil || bytes.Count(data, startOfScan) > mostScans {
		return nil, false
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(data)); err != nil || c.Width != size.Dx() || c.Height != size.Dy() || c.ColorModel == color.CMYKModel {
		return nil, false
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, false
	}
	return greys(img), true
}

// asIs says whether the samples of a picture mean what they usually do.
func asIs(decode lib.Value) bool {
	for i := range decode.Len() {
		if v, ok := number(item(decode, i)); !ok || v != float64(i%2) {
			return false
		}
	}
	return true
}

// shadesOf is the grey of each sample of so many bits.
func shadesOf(space *colorSpace, bits int) (out [256]uint8) {
	most := 1<<bits - 1
	for v := range most + 1 {
		c := float64(v)
		if space.kind != "Indexed" {
			c /= float64(most)
		}
		out[v] = uint8(math.Round(255 * space.color([]float64{c}).Luma()))
	}
	return out
}

// grey is the brightness of a colour.
func grey(r, g, b int) uint8 { return uint8((299*r + 587*g + 114*b) / 1000) }

// greys are those of a picture.
func greys(img image.Image) *image.Gray {
	if g, ok := img.(*image.Gray); ok {
		return g
	}
	out := image.NewGray(img.Bounds())
	switch img := img.(type) {
	case *image.YCbCr:
		for y := range out.Rect.Dy() {
			copy(out.Pix[y*out.Stride:y*out.Stride+out.Rect.Dx()], img.Y[y*img.YStride:])
		}
	default:
		for y := range out.Rect.Dy() {
			for x := range out.Rect.Dx() {
				out.Set(x, y, img.At(x, y))
			}
		}
	}
	return out
}
