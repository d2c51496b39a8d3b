package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"slices"

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
	if !ok {
		return nil
	}
	if mask := get(x, "SMask"); isDict(mask) {
		clear, known := f.shades(mask, int(get(mask, "Width").Int64()), int(get(mask, "Height").Int64()))
		if !known {
			return nil
		}
		return seenThrough(out, clear)
	}
	if mask := get(x, "Mask"); isDict(mask) {
		clear := f.stencil(mask)
		if clear == nil {
			return nil
		}
		turnShades(clear)
		return seenThrough(out, clear)
	}
	return out
}

// seenThrough is a picture on paper of which is seen what another one has white, as fine as the finer of both.
func seenThrough(shades, clear *image.Gray) *image.Gray {
	w, h := max(shades.Rect.Dx(), clear.Rect.Dx()), max(shades.Rect.Dy(), clear.Rect.Dy())
	if float64(w)*float64(h) > maxPixels {
		return nil
	}
	out := image.NewGray(image.Rect(0, 0, w, h))
	places := make([][2]int, w) // of the pixel of each in a row
	for x := range places {
		places[x] = [2]int{x * shades.Rect.Dx() / w, x * clear.Rect.Dx() / w}
	}
	for y := range h {
		from, through := shades.Pix[y*shades.Rect.Dy()/h*shades.Stride:], clear.Pix[y*clear.Rect.Dy()/h*clear.Stride:]
		row := out.Pix[y*w:][:w]
		for x, at := range places {
			row[x] = uint8(255 - (255-int(from[at[0]]))*int(through[at[1]])/255)
		}
	}
	return out
}

// shades are the greys of a picture without its mask, and whether it is of a kind that is decoded here.
func (f *File) shades(x lib.Value, w, h int) (*image.Gray, bool) {
	if w <= 0 || h <= 0 || float64(w)*float64(h) > maxPixels {
		return nil, false
	}
	raw, filters := f.rawStream(x)
	named := either(x, "ColorSpace", "CS")
	space, bits := f.space(named, 0), int(numberOr(either(x, "BitsPerComponent", "BPC"), 1))
	negative, known := turnedSamples(get(x, "Decode"), space, bits)
	if !known {
		return nil, false
	}
	if n := len(filters); n > 0 { // those of pictures are the last
		switch filters[n-1].name {
		case "DCTDecode", "DCT":
			if named.Kind() != lib.Null && space != gray && space != rgb {
				return nil, false
			}
			out, ok := f.lately.jpegShades(raw, filters[:n-1], image.Rect(0, 0, w, h))
			if ok && negative {
				out = &image.Gray{Pix: slices.Clone(out.Pix), Stride: out.Stride, Rect: out.Rect} // others are looked at, too
				turnShades(out)
			}
			return out, ok
		case "CCITTFaxDecode", "CCF", "JPXDecode", "JBIG2Decode":
			return nil, false
		}
		if filters[n-1].unknown() {
			return nil, false
		}
	}
	data, err := decode(raw, filters)
	if err != nil || space == nil || space.n < 1 || !slices.Contains(sampleBits, bits) || len(data) < (w*bits*space.n+7)/8*h {
		return nil, false
	}
	switch {
	case space.n == 1 && bits <= 8:
		return greysOf(data, w, h, bits, space, negative), true
	case bits < 8:
		return nil, false
	}
	return coloursOf(data, w, h, bits, space, negative), true
}

// sampleBits are how many bits a sample of a picture has.
var sampleBits = []int{1, 2, 4, 8, 16}

// turnedSamples says whether the samples of a picture mean the opposite of what they usually do, and whether they mean one or the other.
func turnedSamples(decode lib.Value, space *colorSpace, bits int) (negative, known bool) {
	most := 1.0
	if space != nil && space.kind == "Indexed" {
		most = float64(int(1)<<bits - 1)
	}
	for i := range decode.Len() {
		v, ok := number(item(decode, i))
		turned := (v == 0) == (i%2 == 1)
		if !ok || v != 0 && v != most || i > 0 && turned != negative {
			return false, false
		}
		negative = turned
	}
	return negative, true
}

func turnShades(img *image.Gray) {
	for i := range img.Pix {
		img.Pix[i] = ^img.Pix[i]
	}
}

// coloursOf are the greys of samples of several colours, or of 16 bits of which nobody sees the lower ones.
func coloursOf(data []byte, w, h, bits int, space *colorSpace, negative bool) *image.Gray {
	out, by, turned := image.NewGray(image.Rect(0, 0, w, h)), bits/8, byte(0)
	if negative {
		turned = 255
	}
	parts := make([]float64, space.n)
	var last []byte
	shade := uint8(0)
	for i := range out.Pix {
		at := data[i*by*space.n:][:by*space.n]
		switch {
		case space.kind == "RGB":
			shade = grey(int(at[0]^turned), int(at[by]^turned), int(at[2*by]^turned))
		case !bytes.Equal(at, last):
			for k := range parts {
				if parts[k] = float64(at[k*by]^turned) / 255; space.kind == "Lab" {
					parts[k] *= 100
				}
			}
			shade, last = uint8(math.Round(255*space.color(parts).Luma())), at
		}
		out.Pix[i] = shade
	}
	return out
}

// greysOf are the greys of samples of one colour and so many bits, the rows of which each begin with a byte.
func greysOf(data []byte, w, h, bits int, space *colorSpace, negative bool) *image.Gray {
	shade, row := shadesOf(space, bits), (w*bits+7)/8
	if negative {
		slices.Reverse(shade[:1<<bits])
	}
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
