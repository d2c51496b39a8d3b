package pdf

import (
	"bytes"
	"math"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"golang.org/x/text/encoding/charmap"
)

// A fontProgram is what an embedded font itself says of its glyphs. It is asked only where the PDF
// around it does not tell the text.
type fontProgram struct {
	codes  *encoding      // built-in encoding
	glyphs map[int]string // text by glyph number
}

// builtIn is the font's own encoding; nil if it has none.
func (p *fontProgram) builtIn() *encoding {
	if p == nil {
		return nil
	}
	return p.codes
}

// big reads big-endian numbers; reads beyond the end give 0.
type big []byte

func (b big) u8(i int) int {
	if i < 0 || i >= len(b) {
		return 0
	}
	return int(b[i])
}
func (b big) u16(i int) int { return b.u8(i)<<8 | b.u8(i+1) }
func (b big) u32(i int) int { return b.u16(i)<<16 | b.u16(i+2) }

// from is the data from an offset on; empty if that lies outside.
func (b big) from(i int) big {
	if i < 0 || i > len(b) {
		return nil
	}
	return b[i:]
}

// An sfnt is a TrueType or OpenType file: a directory of tables.
type sfnt []byte

// table gives a table by its tag; nil if it is missing.
func (s sfnt) table(tag string) big {
	b := big(s)
	for i := range min(b.u16(4), 64) {
		at := 12 + 16*i
		if at+16 > len(b) || string(b[at:at+4]) != tag {
			continue
		}
		start, size := b.u32(at+8), b.u32(at+12)
		if start > len(b) {
			return nil
		}
		return b[start:min(len(b), start+size)]
	}
	return nil
}

// readTrueType reads the cmap and post tables.
func readTrueType(data []byte) *fontProgram {
	s := sfnt(data)
	p := &fontProgram{glyphs: postNames(s.table("post"))}
	maps := characterMaps(s.table("cmap"))
	for _, m := range maps {
		if m.unicode() {
			for code, glyph := range m.glyphs {
				p.prefer(glyph, code)
			}
		}
	}
	p.codes = p.simpleCodes(maps)
	return p
}

// prefer notes a character for a glyph; where several share it the lowest that is not a radical or
// private wins, so that the choice does not depend on order.
func (p *fontProgram) prefer(glyph int, code rune) {
	old, ok := p.glyphs[glyph]
	if !ok || old == "" || rank(code) < rank([]rune(old)[0]) {
		p.glyphs[glyph] = string(code)
	}
}

// rank orders characters that share a glyph: usual ones first.
func rank(r rune) int {
	switch {
	case 0xe000 <= r && r <= 0xf8ff:
		return int(r) + 2<<24
	case words.IsUnusual(r) || r < 32:
		return int(r) + 1<<24
	}
	return int(r)
}

// simpleCodes is the text of one-byte codes by the maps that symbolic fonts use: (3, 0), which puts
// codes into U+F000..F0FF, and (1, 0), which is Mac Roman.
func (p *fontProgram) simpleCodes(maps []characterMap) *encoding {
	var e encoding
	found := false
	for _, m := range maps {
		guess := m.platform == 1 && !m.renumbered()
		for code := range 256 {
			glyph, ok := m.code(code)
			if !ok || e[code] != "" {
				continue
			}
			text := p.glyphs[glyph]
			if text == "" && guess {
				text = fromMac(code)
			}
			e[code] = text
			found = found || text != ""
		}
	}
	if !found {
		return nil
	}
	return &e
}

func fromMac(code int) string {
	if code < 32 {
		return ""
	}
	return string(charmap.Macintosh.DecodeByte(byte(code)))
}

// A characterMap is one subtable of cmap.
type characterMap struct {
	platform, encoding int
	glyphs             map[rune]int
	left               *int // how many codes may still be looked at
}

func (m characterMap) unicode() bool {
	return m.platform == 0 || m.platform == 3 && (m.encoding == 1 || m.encoding == 10)
}

// code is the glyph of a one-byte code in a map for symbols or of the Macintosh.
func (m characterMap) code(code int) (int, bool) {
	switch {
	case m.platform == 1:
		g, ok := m.glyphs[rune(code)]
		return g, ok
	case m.platform == 3 && m.encoding == 0:
		for _, page := range []rune{0xf000, 0, 0xf100, 0xf200} {
			if g, ok := m.glyphs[page+rune(code)]; ok {
				return g, true
			}
		}
	}
	return 0, false
}

// fewCodes and mostCodes are how many codes a renumbered map has: fewer prove nothing, more are those
// of a whole font.
const (
	fewCodes  = 6
	mostCodes = 190
)

// renumbered says whether a map numbers its glyphs one after the other, as some producers do with the
// glyphs that a document uses. Such codes are no letters: real text never uses every sign from ! to ).
func (m characterMap) renumbered() bool {
	n := len(m.glyphs)
	if n < fewCodes || n > mostCodes {
		return false
	}
	lowest := rune(math.MaxInt32)
	for code := range m.glyphs {
		lowest = min(lowest, code)
	}
	for code := lowest; code < lowest+rune(n); code++ {
		if _, ok := m.glyphs[code]; !ok {
			return false
		}
	}
	return lowest <= '!'
}

// characterMaps reads the subtables of formats 0, 4, 6 and 12. What all of them list together is
// bounded, since they may overlap in the file.
func characterMaps(b big) []characterMap {
	var out []characterMap
	left := maxMapCodes
	for i := range min(b.u16(2), 32) {
		at := 4 + 8*i
		m := characterMap{platform: b.u16(at), encoding: b.u16(at + 2), glyphs: map[rune]int{}, left: &left}
		m.read(b.from(b.u32(at + 4)))
		if len(m.glyphs) > 0 {
			out = append(out, m)
		}
	}
	return out
}

// more counts one code and says whether there may be another.
func (m characterMap) more() bool {
	*m.left--
	return *m.left > 0
}

func (m characterMap) read(t big) {
	switch t.u16(0) {
	case 0:
		for c := range 256 {
			m.put(c, t.u8(6+c))
		}
	case 4:
		m.segments(t)
	case 6:
		first := t.u16(6)
		for i := range t.u16(8) {
			if m.more() {
				m.put(first+i, t.u16(10+2*i))
			}
		}
	case 12:
		for i := range min(t.u32(12), len(t)/12) {
			at := 16 + 12*i
			for c := t.u32(at); c <= t.u32(at+4) && m.more(); c++ {
				m.put(c, t.u32(at+8)+c-t.u32(at))
			}
		}
	}
}

func (m characterMap) put(code, glyph int) {
	if glyph != 0 && code <= 0x10ffff {
		m.glyphs[rune(code)] = glyph
	}
}

// segments reads format 4.
func (m characterMap) segments(t big) {
	n := t.u16(6) / 2
	for i := range n {
		end, start := t.u16(14+2*i), t.u16(16+2*n+2*i)
		delta, at := t.u16(16+4*n+2*i), 16+6*n+2*i
		offset := t.u16(at)
		for c := start; c <= end && c < 0xffff && m.more(); c++ {
			glyph := c
			if offset != 0 {
				if glyph = t.u16(at + offset + 2*(c-start)); glyph == 0 {
					continue
				}
			}
			m.put(c, (glyph+delta)&0xffff)
		}
	}
}

// macExtra are the standard Macintosh glyphs behind those of Mac Roman (OpenType, post, 226-257).
var macExtra = strings.Fields(`Lslash lslash Scaron scaron Zcaron zcaron brokenbar Eth eth Yacute yacute Thorn thorn minus
multiply onesuperior twosuperior threesuperior onehalf onequarter threequarters franc Gbreve gbreve Idotaccent Scedilla
scedilla Cacute cacute Ccaron ccaron dcroat`)

// postNames reads glyph texts from the names of a post table of format 2.
func postNames(b big) map[int]string {
	out := map[int]string{}
	if b.u32(0) != 0x20000 {
		return out
	}
	n := b.u16(32)
	own := pascalStrings(b.from(34 + 2*n))
	for g := range n {
		i := b.u16(34 + 2*g)
		text := ""
		switch {
		case i >= 258 && i-258 < len(own):
			text = glyphText(own[i-258])
		case i >= 226 && i < 258:
			text = glyphText(macExtra[i-226])
		case i >= 3 && i < 98:
			text = string(rune(i + 29))
		case i >= 98 && i < 226:
			text = fromMac(i + 30)
		}
		if text != "" {
			out[g] = text
		}
	}
	return out
}

// pascalStrings cuts strings that each begin with their length.
func pascalStrings(b []byte) []string {
	var out []string
	for len(b) > 0 && len(out) < maxFontTable {
		n := int(b[0])
		if n+1 > len(b) {
			break
		}
		out = append(out, string(b[1:n+1]))
		b = b[n+1:]
	}
	return out
}

// readType1 reads the encoding that a Type 1 font gives in its clear text.
func readType1(data []byte) *fontProgram {
	i := bytes.Index(data, []byte("/Encoding"))
	if i < 0 {
		return nil
	}
	l := lexer{src: data, pos: i + len("/Encoding")}
	if t := l.next(); t.kind == tokKeyword && string(t.text) == "StandardEncoding" {
		return &fontProgram{codes: standardEncoding()}
	}
	var e encoding
	code, have := 0, false
	for range 4096 {
		t := l.next()
		switch {
		case t.kind == tokEOF || t.kind == tokKeyword && (string(t.text) == "def" || string(t.text) == "readonly"):
			return &fontProgram{codes: &e}
		case t.kind == tokNumber:
			code, have = int(t.num), true
		case t.kind == tokName && have && 0 <= code && code < 256:
			e[code], have = glyphText(string(t.text)), false
		}
	}
	return &fontProgram{codes: &e}
}
