package pdf

import (
	"cmp"

	lib "github.com/ledongthuc/pdf"
)

// program reads the embedded font of a descriptor; nil if there is none or it cannot be read.
func (f *File) program(d lib.Value) *fontProgram {
	for _, key := range []string{"FontFile3", "FontFile2", "FontFile"} {
		v := get(d, key)
		if v.Kind() != lib.Stream {
			continue
		}
		data, _ := f.stream(v)
		return readProgram(data)
	}
	return nil
}

// readProgram reads a font of any of the embedded formats, told apart by their first bytes.
func readProgram(data []byte) *fontProgram {
	switch {
	case len(data) < 4:
		return nil
	case string(data[:4]) == "OTTO":
		if cff := sfnt(data).table("CFF "); cff != nil {
			return readCFF(cff)
		}
		return readTrueType(data)
	case string(data[:4]) == "true" || string(data[:4]) == "\x00\x01\x00\x00" || string(data[:4]) == "ttcf":
		return readTrueType(data)
	case data[0] == 1 && data[1] <= 1:
		return readCFF(data)
	}
	return readType1(data)
}

// fontMap unpacks a map of a font's codes, and keeps what is wrong with it.
func (f *File) fontMap(out *font, v lib.Value) []byte {
	data, err := f.stream(v)
	out.damage = cmp.Or(out.damage, err)
	return data
}
