package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"

	lib "github.com/ledongthuc/pdf"
	"golang.org/x/image/ccitt"
)

const (
	maxPixels = 100e6 // of one picture: an A3 sheet at 600 dpi has 70 million
	lostRows  = 0.01  // of a picture's rows that encoders leave out at its foot without harm
)

// pictureDamaged is the Problem of a picture of which nobody knows which part is damaged.
const pictureDamaged = "its picture is damaged: a part of it may be missing"

// decodePicture decodes the data of an image of one of the common kinds. Rows that damage took away are
// white, and the problem says so. ErrNoPicture asks for a renderer.
func (f *File) decodePicture(x lib.Value) (img image.Image, problem string, err error) {
	w, h := int(get(x, "Width").Int64()), int(get(x, "Height").Int64())
	if w <= 0 || h <= 0 || float64(w)*float64(h) > maxPixels {
		return nil, "", fmt.Errorf("its picture has %d by %d pixels", w, h)
	}
	if get(x, "ImageMask").Bool() || isDict(get(x, "SMask")) || get(x, "Mask").Kind() != lib.Null {
		return nil, "", ErrNoPicture
	}
	raw, filters := f.rawStream(x)
	if n := len(filters); n > 0 {
		switch last := filters[n-1].name; last {
		case "DCTDecode", "DCT":
			return f.jpegPicture(x, raw, filters[:n-1])
		case "CCITTFaxDecode", "CCF":
			return f.faxPicture(x, raw, filters[:n-1], w, h)
		}
	}
	data, err := decode(raw, filters)
	if err != nil && !errors.Is(err, errDamaged) {
		return nil, "", ErrNoPicture
	}
	return f.rawPicture(x, data, err != nil, w, h)
}

// jpegPicture decodes JPEG in grey or in three colours; four need a colour profile's knowledge.
func (f *File) jpegPicture(x lib.Value, raw []byte, before []filter) (image.Image, string, error) {
	data, err := decode(raw, before)
	if err != nil {
		return nil, "", ErrNoPicture
	}
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil || float64(c.Width)*float64(c.Height) > maxPixels || !f.plainJPEG(x, c.ColorModel) {
		return nil, "", ErrNoPicture
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	var unsupported jpeg.UnsupportedError
	switch {
	case errors.As(err, &unsupported):
		return nil, "", ErrNoPicture
	case err != nil:
		return nil, pictureDamaged, ErrNoPicture
	}
	return img, "", nil
}

// plainJPEG says whether the colours of a JPEG are those that its own data say: its picture can name inks,
// a palette or an order of its own for them.
func (f *File) plainJPEG(x lib.Value, model color.Model) bool {
	space := gray
	switch model {
	case color.GrayModel:
	case color.YCbCrModel, color.RGBAModel:
		space = rgb
	default:
		return false
	}
	named := either(x, "ColorSpace", "CS")
	return get(x, "Decode").Kind() == lib.Null && get(parameters(x), "ColorTransform").Kind() == lib.Null &&
		(named.Kind() == lib.Null || f.space(named, 0) == space)
}

// parameters are those of a stream's last filter.
func parameters(x lib.Value) lib.Value {
	parms := either(x, "DecodeParms", "DP")
	if parms.Kind() == lib.Array {
		return item(parms, parms.Len()-1)
	}
	return parms
}

// faxPicture decodes fax groups 3 (one-dimensional, with its ends of lines) and 4.
func (f *File) faxPicture(x lib.Value, raw []byte, before []filter, w, h int) (image.Image, string, error) {
	data, err := decode(raw, before)
	if err != nil {
		return nil, "", ErrNoPicture
	}
	parms := parameters(x)
	k := numberOr(get(parms, "K"), 0)
	if k > 0 || int(numberOr(get(parms, "Columns"), 1728)) != w {
		return nil, "", ErrNoPicture
	}
	group := ccitt.Group4
	if k == 0 {
		group = ccitt.Group3
	}
	opt := &ccitt.Options{Invert: get(parms, "BlackIs1").Bool(), Align: get(parms, "EncodedByteAlign").Bool()}
	row := (w + 7) / 8
	bits := make([]byte, row*h)
	n, err := io.ReadFull(ccitt.NewReader(bytes.NewReader(data), ccitt.MSB, group, w, h, opt), bits)
	if n < row || err != nil && k == 0 { // a renderer finds the next end of a line
		return nil, "", ErrNoPicture
	}
	return f.rawPicture(x, bits[:n], err != nil, w, h)
}

// rawPicture reads plain samples: shades, colours of a palette, or three or four colours.
func (f *File) rawPicture(x lib.Value, data []byte, damaged bool, w, h int) (image.Image, string, error) {
	s, err := f.samples(x)
	if err != nil {
		return nil, "", err
	}
	s.w, s.row = w, (w*s.bits*s.space.n+7)/8
	s.data, s.h = data, min(h, len(data)/s.row)
	if s.h == 0 {
		return nil, "", errors.New("its picture is damaged: nothing of it could be read")
	}
	img := s.image()
	if s.h == h {
		if damaged {
			return img, pictureDamaged, nil
		}
		return img, "", nil
	}
	problem := ""
	if damaged || float64(h-s.h) > lostRows*float64(h) {
		problem = fmt.Sprintf("its picture is damaged: only the upper %d%% of it could be read", 100*s.h/h)
	}
	return onWhite(img, w, h), problem, nil
}

// samples are the rows of a picture, from its top, as numbers of as many bits.
type samples struct {
	data      []byte
	w, h, row int // pixels across, rows, bytes in a row
	bits      int // of a number: 1, 2, 4 or 8
	space     *colorSpace
	low, high float64 // what the least and the greatest number stand for, where a pixel has one
}

// samples says how a picture's numbers are to be read; ErrNoPicture if that is not known here.
func (f *File) samples(x lib.Value) (samples, error) {
	s := samples{bits: int(numberOr(either(x, "BitsPerComponent", "BPC"), 1)), space: gray, high: 1}
	if named := either(x, "ColorSpace", "CS"); named.Kind() != lib.Null {
		s.space = f.space(named, 0)
	}
	if s.space == nil {
		return s, ErrNoPicture
	}
	decode := numbers(get(x, "Decode"), 8)
	one := s.space.n == 1 && (s.bits == 1 || s.bits == 2 || s.bits == 4 || s.bits == 8)
	many := (s.space == rgb || s.space == cmyk) && s.bits == 8 && len(decode) == 0
	if !one && !many || s.space.kind == "Indexed" && !s.space.listed() {
		return s, ErrNoPicture
	}
	if s.space.kind == "Indexed" {
		s.high = float64(int(1)<<s.bits - 1)
	}
	if one && len(decode) >= 2 {
		s.low, s.high = decode[0], decode[1]
	}
	return s, nil
}

// listed says whether a palette has colours.
func (s *colorSpace) listed() bool {
	return s.base != nil && s.base.n > 0 && len(s.palette) >= s.base.n
}

func (s samples) image() image.Image {
	switch s.space {
	case rgb:
		return s.rgb()
	case cmyk:
		return &image.CMYK{Pix: s.data[:s.row*s.h], Stride: s.row, Rect: image.Rect(0, 0, s.w, s.h)}
	}
	return s.tones()
}

func (s samples) rgb() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, s.w, s.h))
	for i := range s.w * s.h {
		copy(img.Pix[4*i:4*i+3], s.data[3*i:3*i+3])
		img.Pix[4*i+3] = 255
	}
	return img
}

// tones reads one number a pixel: a shade of grey or the number of a colour in a palette.
func (s samples) tones() image.Image {
	palette := make(color.Palette, 1<<s.bits)
	var shade [256]uint8
	grey := true
	for i := range palette {
		v := s.low + float64(i)*(s.high-s.low)/float64(len(palette)-1)
		c := s.space.color([]float64{v})
		palette[i] = color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 255}
		shade[i] = uint8(c)
		grey = grey && uint8(c>>16) == uint8(c>>8) && uint8(c>>8) == uint8(c)
	}
	if !grey {
		img := image.NewPaletted(image.Rect(0, 0, s.w, s.h), palette)
		s.each(func(i int, v uint8) { img.Pix[i] = v })
		return img
	}
	img := image.NewGray(image.Rect(0, 0, s.w, s.h))
	s.each(func(i int, v uint8) { img.Pix[i] = shade[v] })
	return img
}

// each calls do with every pixel's number.
func (s samples) each(do func(i int, v uint8)) {
	mask := byte(1<<s.bits - 1)
	for y := range s.h {
		row := s.data[y*s.row : (y+1)*s.row]
		for x := range s.w {
			at := x * s.bits
			do(y*s.w+x, row[at/8]>>(8-s.bits-at%8)&mask)
		}
	}
}

// onWhite lays a picture of w by fewer than h pixels on the upper part of a white one.
func onWhite(img image.Image, w, h int) image.Image {
	var out draw.Image = image.NewRGBA(image.Rect(0, 0, w, h))
	if _, grey := img.(*image.Gray); grey {
		out = image.NewGray(image.Rect(0, 0, w, h))
	}
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(out, img.Bounds(), img, image.Point{}, draw.Src)
	return out
}
