package raster

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // formats of scans
	_ "image/png"

	_ "golang.org/x/image/tiff"
)

// sheetLength is the longer side of an A4 sheet in inches.
const sheetLength = 11.69

// magic are the first bytes of the picture files that are read.
var magic = []string{"\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "II*\x00", "MM\x00*"}

// IsPicture says whether data is a PNG, JPEG or TIFF file.
func IsPicture(data []byte) bool {
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m)) {
			return true
		}
	}
	return false
}

// Decode reads a PNG, JPEG or TIFF file. Without a resolution (dpi 0) it is taken for a whole A4
// sheet: what such files say of their own resolution is most often a default of the program.
func Decode(data []byte, dpi float64) (Picture, error) {
	if n := tiffPages(data); n > 1 {
		return Picture{}, errors.New("a TIFF file with several pages: convert it to PDF first (tiff2pdf)")
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return Picture{}, fmt.Errorf("no picture that can be read: %w", err)
	}
	if n := float64(c.Width) * float64(c.Height); n > mostPixels {
		return Picture{}, fmt.Errorf("picture of %d by %d pixels: only sizes up to %.0f million pixels can be prepared", c.Width, c.Height, mostPixels/1e6)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return Picture{}, fmt.Errorf("damaged picture: %w", err)
	}
	if dpi <= 0 {
		dpi = float64(max(c.Width, c.Height)) / sheetLength
	}
	return Picture{Image: img, DPI: dpi}, nil
}

// tiffPages counts the first few image directories of a TIFF file; 0 if data is none.
func tiffPages(data []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte("II*\x00")):
	case bytes.HasPrefix(data, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return 0
	}
	n, at := 0, 4
	for n < 2 {
		if at < 0 || at+4 > len(data) {
			break
		}
		at = int(order.Uint32(data[at:]))
		if at < 8 || at+2 > len(data) {
			break
		}
		n++
		at += 2 + 12*int(order.Uint16(data[at:]))
	}
	return n
}
