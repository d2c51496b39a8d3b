package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"io"

	lib "github.com/ledongthuc/pdf"
	"golang.org/x/image/ccitt"
)

// legible are the shades of a picture by which writing is told from paper; nil of a kind that only a renderer decodes: JPEG 2000, JBIG2, a fax of mixed
// rows, what is damaged, and what stands in the page's content.
func (f *File) legible(x lib.Value) *image.Gray {
	if get(x, "ImageMask").Bool() {
		return f.stencil(x)
	}
	if out := f.pixels(x); out != nil {
		return out
	}
	if !opaque(x) {
		return nil
	}
	if out := f.inked(x); out != nil {
		return out
	}
	if space := f.space(either(x, "ColorSpace", "CS"), 0); space != nil && space.n == 1 {
		return f.fax(x, space)
	}
	return nil
}

// stencil is what a stencil paints, in black; nil where that is not known.
func (f *File) stencil(x lib.Value) *image.Gray {
	if out := f.fax(x, gray); out != nil {
		return out
	}
	w, h := int(get(x, "Width").Int64()), int(get(x, "Height").Int64())
	raw, filters := f.rawStream(x)
	data, err := decode(raw, filters)
	negative, known := turnedSamples(get(x, "Decode"), gray, 1)
	if err != nil || !known || w <= 0 || h <= 0 || float64(w)*float64(h) > mostShades || len(data) < (w+7)/8*h {
		return nil
	}
	return greysOf(data, w, h, 1, gray, negative)
}

// fax are the greys of a fax in one or two dimensions; nil of another picture.
func (f *File) fax(x lib.Value, space *colorSpace) *image.Gray {
	w, h := int(get(x, "Width").Int64()), int(get(x, "Height").Int64())
	raw, filters := f.rawStream(x)
	negative, known := turnedSamples(get(x, "Decode"), space, 1)
	if n := len(filters); n != 1 || filters[0].name != "CCITTFaxDecode" && filters[0].name != "CCF" || !known || w <= 0 || h <= 0 || float64(w)*float64(h) > mostShades {
		return nil
	}
	said := parameters(x)
	kind := ccitt.Group3
	switch k := numberOr(get(said, "K"), 0); {
	case k < 0:
		kind = ccitt.Group4
	case k > 0:
		return nil
	}
	if int(numberOr(get(said, "Columns"), 1728)) != w {
		return nil
	}
	data := make([]byte, (w+7)/8*h)
	opt := &ccitt.Options{Align: get(said, "EncodedByteAlign").Bool(), Invert: get(said, "BlackIs1").Bool()}
	if _, err := io.ReadFull(ccitt.NewReader(bytes.NewReader(raw), ccitt.MSB, kind, w, h, opt), data); err != nil {
		return nil
	}
	return greysOf(data, w, h, 1, space, negative)
}

// inked are the shades of a JPEG in four inks, with the paler half for paper: whether a number stands for ink or for none is told in many ways.
func (f *File) inked(x lib.Value) *image.Gray {
	w, h := int(get(x, "Width").Int64()), int(get(x, "Height").Int64())
	raw, filters := f.rawStream(x)
	n := len(filters)
	if n == 0 || filters[n-1].name != "DCTDecode" && filters[n-1].name != "DCT" {
		return nil
	}
	data, err := decode(raw, filters[:n-1])
	if err != nil || bytes.Count(data, startOfScan) > mostScans {
		return nil
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(data)); err != nil || c.Width != w || c.Height != h || c.ColorModel != color.CMYKModel || float64(w)*float64(h) > mostShades {
		return nil
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	out, sum := greys(img), 0
	for _, v := range out.Pix {
		sum += int(v)
	}
	if sum < 128*len(out.Pix) {
		turnShades(out)
	}
	return out
}

// damageOf says what of a picture is damaged; empty if nothing is known to be.
func (f *File) damageOf(x lib.Value) string {
	w, h := int(get(x, "Width").Int64()), int(get(x, "Height").Int64())
	if w <= 0 || h <= 0 || float64(w)*float64(h) > maxPixels {
		return ""
	}
	_, problem, _ := f.look(x, w, h)
	return problem
}
