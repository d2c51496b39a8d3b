package pdf

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/encoding/charmap"
)

// glyphList is the Adobe Glyph List: a glyph name and its character, hexadecimal, on each line.
//
//go:embed data/glyphlist.txt
var glyphList string

// standard14 holds the metrics of the fonts that every reader must have: a line "font NAME", then
// for each glyph its code in the font's own encoding (-1: none), its width in thousandths of the
// font size and its name.
//
//go:embed data/standard14.txt
var standard14 string

// glyphNames is the glyph list as a table.
var glyphNames = sync.OnceValue(func() map[string]rune {
	table := make(map[string]rune, 4400)
	for line := range strings.Lines(glyphList) {
		glyph, code, _ := strings.Cut(strings.TrimSpace(line), " ")
		if r, err := strconv.ParseUint(code, 16, 32); err == nil {
			table[glyph] = rune(r)
		}
	}
	return table
})

// glyphText is the text that a glyph's name stands for, by the rules of the Adobe Glyph List; empty
// if it tells none.
func glyphText(glyph string) string {
	glyph, _, _ = strings.Cut(glyph, ".") // a variant: one.oldstyle
	if glyph == "" {
		return ""
	}
	var b strings.Builder
	for part := range strings.SplitSeq(glyph, "_") {
		b.WriteString(partText(part))
	}
	return b.String()
}

func partText(part string) string {
	if r, ok := glyphNames()[part]; ok {
		return string(r)
	}
	if rest, ok := strings.CutPrefix(part, "uni"); ok && len(rest) >= 4 && len(rest)%4 == 0 {
		return utf16Text(str(decodeHex([]byte(rest))))
	}
	for _, prefix := range []string{"u", "U+"} {
		rest, ok := strings.CutPrefix(part, prefix)
		if !ok || len(rest) < 4 || len(rest) > 6 {
			continue
		}
		if r, err := strconv.ParseUint(rest, 16, 32); err == nil && r <= 0x10ffff {
			return string(rune(r))
		}
	}
	return ""
}

// A metric is one glyph of a standard font.
type metric struct {
	width float64
	name  string
}

// A standardFont is one of the fonts that need not be embedded.
type standardFont struct {
	byCode [256]metric
	byName map[string]float64
	byText map[string]float64 // the same, by what the glyphs stand for
}

var standardFonts = sync.OnceValue(func() map[string]*standardFont {
	fonts := map[string]*standardFont{}
	var f *standardFont
	for line := range strings.Lines(standard14) {
		fields := strings.Fields(line)
		if len(fields) == 2 {
			f = &standardFont{byName: map[string]float64{}, byText: map[string]float64{}}
			fonts[fields[1]] = f
			continue
		}
		code, _ := strconv.Atoi(fields[0])
		width, _ := strconv.ParseFloat(fields[1], 64)
		f.byName[fields[2]] = width
		if text := glyphText(fields[2]); text != "" {
			f.byText[text] = width
		}
		if code >= 0 {
			f.byCode[code] = metric{width, fields[2]}
		}
	}
	return fonts
})

// families map parts of a font's name to the standard font with its metrics, the first that fits.
var families = []struct{ part, font string }{
	{"Symbol", "Symbol"}, {"ZapfDingbats", "ZapfDingbats"}, {"Dingbats", "ZapfDingbats"},
	{"Courier", "Courier"}, {"Consolas", "Courier"},
	{"Times-BoldItalic", "Times-BoldItalic"}, {"TimesNewRoman,BoldItalic", "Times-BoldItalic"},
	{"TimesNewRomanPS-BoldItalic", "Times-BoldItalic"},
	{"Times-Bold", "Times-Bold"}, {"TimesNewRoman,Bold", "Times-Bold"}, {"TimesNewRomanPS-Bold", "Times-Bold"},
	{"Times-Italic", "Times-Italic"}, {"TimesNewRoman,Italic", "Times-Italic"},
	{"Times", "Times-Roman"},
	{"Helvetica-Bold", "Helvetica-Bold"}, {"Arial,Bold", "Helvetica-Bold"}, {"Arial-Bold", "Helvetica-Bold"},
	{"Helvetica", "Helvetica"}, {"Arial", "Helvetica"},
}

// standardFor is the standard font that a name means; nil if it means none.
func standardFor(base string) *standardFont {
	for _, f := range families {
		if strings.Contains(base, f.part) {
			return standardFonts()[f.font]
		}
	}
	return nil
}

// An encoding gives the text of each code of a simple font.
type encoding [256]string

// baseEncoding is the encoding that a font names, nil for an unknown name.
func baseEncoding(name string) *encoding {
	switch name {
	case "WinAnsiEncoding":
		return winAnsi()
	case "MacRomanEncoding", "MacExpertEncoding":
		return macRoman()
	case "StandardEncoding":
		return standardEncoding()
	}
	return nil
}

var winAnsi = sync.OnceValue(func() *encoding {
	e := fromCharmap(charmap.Windows1252)
	e[0xad] = "-" // the code for a soft hyphen draws a hyphen (ISO 32000-1, annex D)
	e[0xa0] = " "
	for i := 0x7f; i < 256; i++ {
		if e[i] == "" || e[i] == "\ufffd" {
			e[i] = "•" // all unused codes draw a bullet
		}
	}
	return e
})

var macRoman = sync.OnceValue(func() *encoding {
	e := fromCharmap(charmap.Macintosh)
	e[0xca] = " "
	return e
})

func fromCharmap(c *charmap.Charmap) *encoding {
	var e encoding
	for i := 32; i < 256; i++ {
		if r := c.DecodeByte(byte(i)); r >= 32 && (r < 0x7f || r > 0x9f) {
			e[i] = string(r)
		}
	}
	return &e
}

// standardEncoding is the encoding that the standard Latin fonts have built in.
var standardEncoding = sync.OnceValue(func() *encoding { return standardFonts()["Times-Roman"].encoding() })

// encoding is the font's built-in encoding.
func (f *standardFont) encoding() *encoding {
	var e encoding
	for code, m := range f.byCode {
		if m.name != "" {
			e[code] = glyphText(m.name)
		}
	}
	return &e
}

// dingbats are the ornaments that Unicode had before it took over Zapf's font; the others follow
// each other from U+2701 on.
var dingbats = map[int]rune{
	32: ' ', 37: 0x260e, 42: 0x261b, 43: 0x261e, 72: 0x2605, 108: 0x25cf, 110: 0x25a0, 115: 0x25b2, 116: 0x25bc,
	117: 0x25c6, 119: 0x25d7, 168: 0x2663, 169: 0x2666, 170: 0x2665, 171: 0x2660, 213: 0x2192, 214: 0x2194, 215: 0x2195,
}

// dingbatsEncoding is ZapfDingbats' built-in encoding.
var dingbatsEncoding = sync.OnceValue(func() *encoding {
	var e encoding
	for c := 32; c < 255; c++ {
		r, ok := dingbats[c]
		switch {
		case ok:
		case 172 <= c && c <= 181:
			r = rune(0x2460 + c - 172)
		case c < 127:
			r = rune(0x2701 + c - 33)
		case c > 160:
			r = rune(0x2761 + c - 161)
		default:
			continue
		}
		e[c] = string(r)
	}
	return &e
})
