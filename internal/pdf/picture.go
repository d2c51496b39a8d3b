package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math"

	lib "github.com/ledongthuc/pdf"
	"golang.org/x/image/ccitt"

	"github.com/mingxi/mingxi/extract/page"
)

const (
	pictureEdge = 2.0   // points by which a scan may miss the page's edges
	pictureSkew = 0.02  // by how much its horizontal and vertical resolution may differ
	maxPixels   = 100e6 // of one picture: an A3 sheet at 600 dpi has 70 million
)

// ErrNoPicture says that a page is not one plain picture: it has several, or one of a format that is
// not read here, or something is drawn beside it. A renderer is needed.
var ErrNoPicture = errors.New("the page is not one plain picture")

// A Picture is the scan that fills a page.
type Picture struct {
	Image  image.Image
	DPI    float64 // pixels an inch
	Turned int     // degrees clockwise by which it is turned to stand as the page is seen: 0, 90, 180 or 270
}

// A picture is an image drawn on the page, with where its unit square went.
type picture struct {
	stream lib.Value
	ctm    matrix
}

// keepPicture notes a picture's data; more than one is no scan.
func (p *painter) keepPicture(x lib.Value) {
	if p.hidden == 0 && len(p.pictures) < 2 {
		p.pictures = append(p.pictures, picture{x, p.state.ctm})
	}
}

// Picture gives the picture that page n, counting from 1, consists of. The error is ErrNoPicture,
// or says what is wrong with its data. It is safe to call from several goroutines.
func (f *File) Picture(n int) (out Picture, err error) {
	defer func() {
		if x := recover(); x != nil {
			out, err = Picture{}, fmt.Errorf("page %d: its picture is damaged: %v", n, x)
		}
	}()
	if n < 1 || n > len(f.pages) {
		return Picture{}, fmt.Errorf("page %d: there are %d pages", n, len(f.pages))
	}
	p := f.paint(n, f.pages[n-1])
	if len(p.pictures) != 1 || !alone(p.page) {
		return Picture{}, ErrNoPicture
	}
	pic := p.pictures[0]
	turned, ok := pic.ctm.quarterTurns()
	if !ok {
		return Picture{}, ErrNoPicture
	}
	if out.Image, err = f.decodePicture(pic.stream); err != nil {
		return Picture{}, fmt.Errorf("page %d: %w", n, err)
	}
	out.Turned = turned
	out.DPI, err = resolution(out.Image.Bounds(), p.page, turned)
	return out, err
}

// alone says whether a page's one picture covers it and nothing visible is drawn beside it.
func alone(p page.Page) bool {
	for _, r := range p.Runs {
		if !r.Invisible {
			return false
		}
	}
	if len(p.Images) != 1 || len(p.Rulings) > 0 || len(p.Fills) > 0 {
		return false
	}
	b := p.Images[0].Box
	return b.X0 <= pictureEdge && b.Y0 <= pictureEdge && b.X1 >= p.Width-pictureEdge && b.Y1 >= p.Height-pictureEdge
}

// quarterTurns is by how many degrees clockwise m turns a picture, which hangs upside down in PDF's
// unit square; false if it also mirrors or slants it.
func (m matrix) quarterTurns() (int, bool) {
	large := math.Abs(m.a) + math.Abs(m.b) + math.Abs(m.c) + math.Abs(m.d)
	zero := func(v float64) bool { return math.Abs(v) < 0.001*large }
	switch {
	case zero(m.b) && zero(m.c) && m.a > 0 && m.d < 0:
		return 0, true
	case zero(m.a) && zero(m.d) && m.b > 0 && m.c > 0:
		return 90, true
	case zero(m.b) && zero(m.c) && m.a < 0 && m.d > 0:
		return 180, true
	case zero(m.a) && zero(m.d) && m.b < 0 && m.c < 0:
		return 270, true
	}
	return 0, false
}

func resolution(b image.Rectangle, p page.Page, turned int) (float64, error) {
	w, h := p.Width, p.Height
	if turned%180 != 0 {
		w, h = h, w
	}
	x, y := float64(b.Dx())*72/w, float64(b.Dy())*72/h
	if math.Abs(x-y) > pictureSkew*x {
		return 0, ErrNoPicture
	}
	return x, nil
}

// decodePicture decodes the data of an image of one of the common kinds.
func (f *File) decodePicture(x lib.Value) (image.Image, error) {
	w, h := int(get(x, "Width").Int64()), int(get(x, "Height").Int64())
	if w <= 0 || h <= 0 || float64(w)*float64(h) > maxPixels {
		return nil, fmt.Errorf("its picture has %d by %d pixels", w, h)
	}
	if get(x, "ImageMask").Bool() || isDict(get(x, "SMask")) || get(x, "Mask").Kind() != lib.Null {
		return nil, ErrNoPicture
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
	if err != nil {
		return nil, ErrNoPicture
	}
	return f.rawPicture(x, data, w, h)
}

// jpegPicture decodes JPEG in grey or in three colours; four need a colour profile's knowledge.
func (f *File) jpegPicture(x lib.Value, raw []byte, before []filter) (image.Image, error) {
	data, err := decode(raw, before)
	if err != nil {
		return nil, ErrNoPicture
	}
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil || c.ColorModel == color.CMYKModel || float64(c.Width)*float64(c.Height) > maxPixels || get(x, "Decode").Kind() != lib.Null {
		return nil, ErrNoPicture
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, ErrNoPicture
	}
	return img, nil
}

// faxPicture decodes fax groups 3 (one-dimensional) and 4.
func (f *File) faxPicture(x lib.Value, raw []byte, before []filter, w, h int) (image.Image, error) {
	data, err := decode(raw, before)
	if err != nil {
		return nil, ErrNoPicture
	}
	parms := either(x, "DecodeParms", "DP")
	if parms.Kind() == lib.Array {
		parms = item(parms, parms.Len()-1)
	}
	k := numberOr(get(parms, "K"), 0)
	if k > 0 || int(numberOr(get(parms, "Columns"), 1728)) != w {
		return nil, ErrNoPicture
	}
	group := ccitt.Group4
	if k == 0 {
		group = ccitt.Group3
	}
	opt := &ccitt.Options{Invert: !get(parms, "BlackIs1").Bool(), Align: get(parms, "EncodedByteAlign").Bool()}
	bits := make([]byte, (w+7)/8*h)
	if n, err := io.ReadFull(ccitt.NewReader(bytes.NewReader(data), ccitt.MSB, group, w, h, opt), bits); err != nil && n < len(bits)/2 {
		return nil, ErrNoPicture
	}
	return f.rawPicture(x, bits, w, h)
}

// rawPicture reads plain samples of 1 or 8 bits.
func (f *File) rawPicture(x lib.Value, data []byte, w, h int) (image.Image, error) {
	bits := int(numberOr(either(x, "BitsPerComponent", "BPC"), 1))
	space := f.space(either(x, "ColorSpace", "CS"), 0)
	if space == nil {
		space = gray
	}
	invert := false
	if d := numbers(get(x, "Decode"), 8); len(d) > 0 {
		invert = d[0] > d[len(d)-1]
	}
	row := (w*bits*space.n + 7) / 8
	if len(data) < row*h {
		data = append(data, make([]byte, row*h-len(data))...)
	}
	switch {
	case space.kind == "RGB" && bits == 8 && !invert:
		return rgbPicture(data, w, h), nil
	case space.n == 1 && (bits == 1 || bits == 8):
		return tonePicture(space, data, w, h, row, bits, invert), nil
	}
	return nil, ErrNoPicture
}

func rgbPicture(data []byte, w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		copy(img.Pix[4*i:4*i+3], data[3*i:3*i+3])
		img.Pix[4*i+3] = 255
	}
	return img
}

// tonePicture reads one sample a pixel: a shade of grey or a place in a palette.
func tonePicture(space *colorSpace, data []byte, w, h, row, bits int, invert bool) image.Image {
	palette := make(color.Palette, 1<<bits)
	grey := true
	for i := range palette {
		v := float64(i)
		if space.kind != "Indexed" {
			v /= float64(len(palette) - 1)
		}
		if invert {
			v = 1 - v
		}
		c := space.color([]float64{v})
		palette[i] = color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 255}
		grey = grey && uint8(c>>16) == uint8(c>>8) && uint8(c>>8) == uint8(c)
	}
	sample := func(y, x int) byte {
		if bits == 8 {
			return data[y*row+x]
		}
		return data[y*row+x/8] >> (7 - x%8) & 1
	}
	if !grey {
		img := image.NewPaletted(image.Rect(0, 0, w, h), palette)
		for y := range h {
			for x := range w {
				img.Pix[y*img.Stride+x] = sample(y, x)
			}
		}
		return img
	}
	img := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Pix[y*img.Stride+x] = palette[sample(y, x)].(color.RGBA).R
		}
	}
	return img
}
