package pdf

import "strings"

// A cff is a font in the Compact Font Format (Adobe technical note 5176), of which only the names
// and codes of glyphs are read.
type cff struct {
	data    big
	strings []big
	glyphs  int
}

// Operators of a top dictionary.
const (
	cffCharset     = 15
	cffEncoding    = 16
	cffCharStrings = 17
	cffROS         = 12<<8 | 30
)

// readCFF reads a CFF font's glyph names and built-in encoding. Fonts keyed by CID have no names.
func readCFF(data []byte) *fontProgram {
	c := cff{data: data}
	_, next := c.index(c.data.u8(2))
	dicts, next := c.index(next)
	c.strings, _ = c.index(next)
	if len(dicts) == 0 {
		return nil
	}
	top := cffDict(dicts[0])
	if _, keyed := top[cffROS]; keyed || top[cffCharStrings] == 0 {
		return nil
	}
	charstrings, _ := c.index(top[cffCharStrings])
	c.glyphs = len(charstrings)
	names := c.charset(top[cffCharset])
	p := &fontProgram{glyphs: map[int]string{}}
	for g, n := range names {
		if text := glyphText(n); text != "" && n != ".notdef" {
			p.glyphs[g] = text
		}
	}
	p.codes = c.encoding(top[cffEncoding], p.glyphs)
	return p
}

// index reads an INDEX: its items and where it ends.
func (c cff) index(at int) ([]big, int) {
	n := c.data.u16(at)
	if n == 0 {
		return nil, at + 2
	}
	size := c.data.u8(at + 2)
	if size < 1 || size > 4 {
		return nil, len(c.data)
	}
	offset := func(i int) int {
		v := 0
		for k := range size {
			v = v<<8 | c.data.u8(at+3+i*size+k)
		}
		return v
	}
	base := at + 2 + (n+1)*size
	var items []big
	for i := range n {
		from, to := base+offset(i), base+offset(i+1)
		if from < 0 || from > to || to > len(c.data) {
			return items, len(c.data)
		}
		items = append(items, c.data[from:to])
	}
	return items, base + offset(n)
}

// cffDict reads a dictionary: the last operand of each operator.
func cffDict(b big) map[int]int {
	out := map[int]int{}
	last := 0
	for i := 0; i < len(b); {
		switch v := b.u8(i); {
		case v == 12:
			out[12<<8|b.u8(i+1)] = last
			i += 2
		case v <= 21:
			out[v] = last
			i++
		case v == 28:
			last = int(int16(b.u16(i + 1)))
			i += 3
		case v == 29:
			last = int(int32(b.u32(i + 1)))
			i += 5
		case v == 30:
			for i++; i < len(b) && b[i]&0x0f != 0x0f && b[i]>>4 != 0x0f; {
				i++
			}
			i++
		case v >= 251:
			last = -(v-251)*256 - b.u8(i+1) - 108
			i += 2
		case v >= 247:
			last = (v-247)*256 + b.u8(i+1) + 108
			i += 2
		default:
			last = v - 139
			i++
		}
	}
	return out
}

// cffLatin are the standard strings behind those in the order of the standard encoding.
var cffLatin = strings.Fields(`onesuperior logicalnot mu trademark Eth onehalf plusminus Thorn onequarter divide brokenbar degree
thorn threequarters twosuperior registered minus eth multiply threesuperior copyright Aacute Acircumflex Adieresis Agrave
Aring Atilde Ccedilla Eacute Ecircumflex Edieresis Egrave Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex
Odieresis Ograve Otilde Scaron Uacute Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis
agrave aring atilde ccedilla eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave ntilde oacute
ocircumflex odieresis ograve otilde scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron`)

// Standard strings: 1 to 149 are the glyphs of the standard encoding, then come Latin ones, then
// those of expert fonts, then the font's own.
const (
	cffFirstLatin = 150
	cffFirstOwn   = 391
)

// name is the string of a number.
func (c cff) name(sid int) string {
	switch {
	case sid >= cffFirstOwn:
		if i := sid - cffFirstOwn; i < len(c.strings) {
			return string(c.strings[i])
		}
	case sid >= cffFirstLatin:
		if i := sid - cffFirstLatin; i < len(cffLatin) {
			return cffLatin[i]
		}
	case sid > 0:
		n := 0
		for _, m := range standardFonts()["Times-Roman"].byCode {
			if m.name == "" {
				continue
			}
			if n++; n == sid {
				return m.name
			}
		}
	}
	return ".notdef"
}

// charset gives the names of the glyphs.
func (c cff) charset(at int) []string {
	names := []string{".notdef"}
	if at <= 2 {
		for g := 1; g < c.glyphs; g++ { // ISOAdobe; the expert sets have no Unicode
			names = append(names, c.name(g))
		}
		return names
	}
	format := c.data.u8(at)
	at++
	for len(names) < c.glyphs && at < len(c.data) {
		first, left := c.data.u16(at), 0
		at += 2
		switch format {
		case 1:
			left = c.data.u8(at)
			at++
		case 2:
			left = c.data.u16(at)
			at += 2
		}
		for i := 0; i <= left && len(names) < c.glyphs; i++ {
			names = append(names, c.name(first+i))
		}
	}
	return names
}

// encoding gives the text of each code.
func (c cff) encoding(at int, glyphs map[int]string) *encoding {
	if at <= 1 {
		return standardEncoding()
	}
	var e encoding
	format, n := c.data.u8(at)&0x7f, c.data.u8(at+1)
	at += 2
	glyph := 1
	for range n {
		first, left := c.data.u8(at), 0
		at++
		if format == 1 {
			left = c.data.u8(at)
			at++
		}
		for i := 0; i <= left && first+i < 256; i++ {
			e[first+i] = glyphs[glyph]
			glyph++
		}
	}
	return &e
}
