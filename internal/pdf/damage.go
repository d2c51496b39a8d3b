package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"

	lib "github.com/ledongthuc/pdf"
	"golang.org/x/image/ccitt"
)

const (
	maxPixels = 100e6 // of one picture: an A3 sheet at 600 dpi has 70 million
	lostRows  = 0.01  // of a picture's rows that encoders leave out at its foot without harm
	mostScans = 64    // of a JPEG that is sent in ever finer ones: each is work for the whole picture
	mostWork  = 2000  // operators of a page that is a plain scan
)

// pictureDamaged is the Problem of a picture of which nobody knows which part is damaged.
const pictureDamaged = "its picture is damaged: a part of it may be missing"

// pictureUnknown is the Problem of a picture of differences between numbers of 2 or 4 bits, which PDFium draws black.
const pictureUnknown = "its picture is packed in a way that is not drawn"

// A renderer draws what is left of a damaged picture and says nothing, so its data are looked through here. A JPEG is
// then decoded, in a fifth of the time that a renderer takes.

// look says what is damaged of a picture of w by h pixels, and which share of its rows, from its top, is there; and gives
// the picture of a common JPEG.
func (f *File) look(x lib.Value, w, h int) (img image.Image, problem string, kept float64) {
	raw, filters := f.rawStream(x)
	last := filter{}
	if n := len(filters); n > 0 {
		last, filters = filters[n-1], filters[:n-1]
	}
	switch last.name {
	case "DCTDecode", "DCT":
		img, problem = f.jpegPicture(x, raw, filters)
		return img, problem, 1
	case "CCITTFaxDecode", "CCF":
		problem, kept = faxDamage(x, raw, filters, w, h)
		return nil, problem, kept
	case "JPXDecode", "JBIG2Decode":
		return nil, "", 1
	case "":
	default:
		filters = append(filters, last)
	}
	if last.unknown() {
		return nil, pictureUnknown, 1
	}
	data, err := decode(raw, filters)
	if err != nil && !errors.Is(err, errDamaged) {
		return nil, pictureDamaged, 1
	}
	problem, kept = rowsLost(len(data)/max(1, f.rowBytes(x, w)), h, err != nil)
	return nil, problem, kept
}

// unknown says whether a filter gives differences between numbers of 2 or 4 bits.
func (f filter) unknown() bool { return f.predictor == 2 && (f.bits == 2 || f.bits == 4) }

// jpegPicture decodes a JPEG in grey or in three colours; four need a colour profile's knowledge.
func (f *File) jpegPicture(x lib.Value, raw []byte, before []filter) (image.Image, string) {
	data, err := decode(raw, before)
	if err != nil {
		return nil, pictureDamaged
	}
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil || float64(c.Width)*float64(c.Height) > maxPixels || bytes.Count(data, startOfScan) > mostScans {
		return nil, ""
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	var unsupported jpeg.UnsupportedError
	switch {
	case errors.As(err, &unsupported):
		return nil, ""
	case err != nil:
		return nil, pictureDamaged
	case masked(x) || !f.plainJPEG(x, c.ColorModel):
		return nil, ""
	}
	return img, ""
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

// masked says that a picture shows only through a mask.
func masked(x lib.Value) bool {
	return get(x, "ImageMask").Bool() || isDict(get(x, "SMask")) || get(x, "Mask").Kind() != lib.Null
}

var startOfScan = []byte{0xff, 0xda}

// faxDamage counts the rows of a fax of group 4; those of group 3 can be found again after damage, which is not
// done here.
func faxDamage(x lib.Value, raw []byte, before []filter, w, h int) (string, float64) {
	data, err := decode(raw, before)
	if err != nil {
		return pictureDamaged, 1
	}
	parms := parameters(x)
	if numberOr(get(parms, "K"), 0) >= 0 || int(numberOr(get(parms, "Columns"), 1728)) != w {
		return "", 1
	}
	row := (w + 7) / 8
	bits := make([]byte, row*h)
	opt := &ccitt.Options{Align: get(parms, "EncodedByteAlign").Bool()}
	n, err := io.ReadFull(ccitt.NewReader(bytes.NewReader(data), ccitt.MSB, ccitt.Group4, w, h, opt), bits)
	return rowsLost(n/row, h, err != nil)
}

// parameters are those of a stream's last filter.
func parameters(x lib.Value) lib.Value {
	parms := either(x, "DecodeParms", "DP")
	if parms.Kind() == lib.Array {
		return item(parms, parms.Len()-1)
	}
	return parms
}

// rowBytes is how many bytes a row of plain samples takes; 0 if that is not known.
func (f *File) rowBytes(x lib.Value, w int) int {
	bits := int(numberOr(either(x, "BitsPerComponent", "BPC"), 1))
	n := 1
	if named := either(x, "ColorSpace", "CS"); named.Kind() != lib.Null {
		space := f.space(named, 0)
		if space == nil {
			return 0
		}
		n = space.n
	}
	return (w*bits*n + 7) / 8
}

// rowsLost says what it means that so many of h rows are there.
func rowsLost(rows, h int, damaged bool) (problem string, kept float64) {
	rows = min(rows, h)
	kept = float64(rows) / float64(h)
	switch {
	case rows == h && damaged:
		return pictureDamaged, 1
	case rows == 0:
		return "its picture is damaged: nothing of it could be read", 0
	case rows < h && (damaged || 1-kept > lostRows):
		return fmt.Sprintf("its picture is damaged: only the upper %d%% of it could be read", 100*rows/h), kept
	}
	return "", kept
}

// cheap says that a page's content is little work to draw, for whoever draws it.
func (p *painter) cheap() bool {
	return !p.costly && p.ops <= mostWork && !p.file.rebuilt
}

// plainPicture says that a picture is decoded in one run over its data: others can have a few bytes stand for any
// amount of work.
func (f *File) plainPicture(x lib.Value) bool {
	if isDict(get(x, "SMask")) || get(x, "Mask").Kind() != lib.Null { // pictures themselves
		return false
	}
	raw, filters := f.rawStream(x)
	for _, l := range filters {
		switch l.name {
		case "JBIG2Decode":
			return false
		case "DCTDecode", "DCT":
			if bytes.Count(raw, startOfScan) > mostScans {
				return false
			}
		}
	}
	return true
}
