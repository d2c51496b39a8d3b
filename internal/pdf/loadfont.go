package pdf

import (
	lib "github.com/ledongthuc/pdf"
)

// font gives the font that the resources call name, loaded once a file.
func (f *File) font(fonts lib.Value, name string) *font {
	v := get(fonts, name)
	key := fontKey{num: f.number(v)}
	if key.num == f.number(fonts) {
		key.name = name
	}
	return f.fontOf(v, key)
}

func (f *File) fontOf(v lib.Value, key fontKey) *font {
	f.mu.Lock()
	defer f.mu.Unlock()
	if loaded, ok := f.fonts[key]; ok && key.num > 0 {
		return loaded
	}
	loaded := f.loadFont(v)
	f.fonts[key] = loaded
	return loaded
}

// loadFont reads a font's dictionary. Damage leaves a font with defaults, never none.
func (f *File) loadFont(v lib.Value) (out *font) {
	out = &font{ascent: defaultAscent, descent: defaultDescent, double: map[uint32]*glyph{}}
	defer func() {
		if recover() != nil {
			out.codes = &simpleFont{widths: [256]float64{}, encoding: winAnsi()}
		}
	}()
	out.base = baseName(get(v, "BaseFont").Name())
	if !isDict(v) {
		out.codes = lostFont{}
		return out
	}
	switch get(v, "Subtype").Name() {
	case "Type0":
		f.loadComposite(out, v)
	case "Type3":
		out.type3 = true
		f.loadType3(out, v)
	default:
		f.loadSimple(out, v)
	}
	out.unicode = f.toUnicode(out, get(v, "ToUnicode"))
	return out
}

// A lostFont stands for a font that the file does not hold, as where its end is cut off: its text
// cannot be known, and to take the bytes for Latin letters would invent some.
type lostFont struct{}

func (lostFont) next(b []byte) (uint32, int) { return uint32(b[0]), 1 }

func (lostFont) describe(uint32, int) glyph { return glyph{width: 0.5} }

func (lostFont) text(uint32, int) string { return "" }

// toUnicode reads a font's ToUnicode map. A name instead of a stream says that codes are Unicode.
func (f *File) toUnicode(out *font, v lib.Value) *cmap {
	if v.Kind() != lib.Stream {
		return nil
	}
	data := f.fontMap(out, v)
	if len(data) == 0 {
		return nil
	}
	m := readCMap(data, nil)
	if len(m.chars) == 0 && len(m.runs) == 0 {
		return nil
	}
	return m
}
