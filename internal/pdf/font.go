package pdf

import (
	"math"
	"strings"
	"sync"
	"unicode"

	lib "github.com/ledongthuc/pdf"
	"github.com/mingxi/mingxi/internal/words"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Ascent and descent, in parts of the font size, for fonts that tell none or nonsense. Chinese fonts
// have 0.86/-0.14, Latin ones about 0.9/-0.2.
const (
	defaultAscent  = 0.86
	defaultDescent = -0.14
	minAscent      = 0.4
	maxAscent      = 1.2
	minDescent     = -0.5
)

// boldWeight is the FontWeight from which a font counts as bold (400 is regular, 700 bold).
const boldWeight = 600

// A font says, for each code in a string, what text it is and how far it advances.
type font struct {
	base            string // name without subset prefix
	bold            bool
	vertical        bool
	type3           bool
	ascent, descent float64 // parts of the font size
	codes           codec
	unicode         *cmap // ToUnicode; nil if there is none
	damage          error // of a map that says what its codes are: the text may be another

	mu     sync.Mutex
	single [256]*glyph
	double map[uint32]*glyph
}

// A codec is what simple and composite fonts do differently.
type codec interface {
	// next cuts one code off the front of a string that is not empty.
	next(s []byte) (code uint32, size int)
	// describe gives a code's advance.
	describe(code uint32, size int) glyph
	// text gives a code's text for want of ToUnicode; empty if nothing tells it.
	text(code uint32, size int) string
}

// A glyph is what a font knows of one code.
type glyph struct {
	text    string  // folded for reading; the replacement character if it is not known
	printed string  // before folding
	width   float64 // advance, in parts of the font size
	height  float64 // advance downwards in vertical writing, negative
	vx, vy  float64 // from the origin of vertical writing to that of horizontal
	unknown bool    // no Unicode could be found
	private bool    // its Unicode means something in its font alone
	space   bool    // code 32 of one byte, to which word spacing applies
}

// replacement stands for a glyph of which no Unicode is known.
const replacement = "\ufffd"

// glyph looks up a code. The font's lock must be held.
func (f *font) glyph(code uint32, size int) *glyph {
	if size == 1 && code < 256 {
		if f.single[code] == nil {
			f.single[code] = f.describe(code, size)
		}
		return f.single[code]
	}
	key := code | uint32(size&3)<<30
	g := f.double[key]
	if g == nil {
		g = f.describe(code, size)
		f.double[key] = g
	}
	return g
}

func (f *font) describe(code uint32, size int) *glyph {
	g := f.codes.describe(code, size)
	if f.unicode != nil {
		g.text, _ = f.unicode.unicode(code)
	}
	if !readable(g.text) {
		g.text = f.codes.text(code, size)
	}
	g.text, g.unknown = legible(g.text)
	g.private = strings.IndexFunc(g.text, func(r rune) bool { return !unicode.Is(unicode.Co, r) }) < 0 && g.text != ""
	g.printed = g.text
	g.text = words.Usual(g.text)
	if math.IsNaN(g.width) || math.Abs(g.width) > 100 {
		g.width = 0
	}
	g.space = size == 1 && code == 32
	return &g
}

// legible is the text of a glyph without control characters, and whether nothing is left of it.
func legible(s string) (text string, unknown bool) {
	if !readable(s) {
		return replacement, true
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	return text, text == ""
}

// readable says whether s is a text at all: producers fill maps with zeros and replacement
// characters where they know none.
func readable(s string) bool {
	for _, r := range s {
		if r != 0 && r != 0xfffd && r != 0xffff && r != 0xfffe {
			return true
		}
	}
	return false
}

// A fontKey tells fonts of a file apart: by object, or, for those written directly into the
// resources, by the object around and the name.
type fontKey struct {
	num  int
	name string
}

// baseName cuts off the prefix of a subset: six capitals and a plus sign. Names in GBK bytes, as
// Chinese producers write them, become readable.
func baseName(s string) string {
	if i := strings.IndexByte(s, '+'); i == 6 {
		s = s[7:]
	}
	return decodeName(s)
}

// metrics reads what a font descriptor says of the font's shape.
func (f *font) metrics(d lib.Value) {
	if a := get(d, "Ascent").Float64() / 1000; minAscent <= a && a <= maxAscent {
		f.ascent = a
	}
	desc := get(d, "Descent").Float64() / 1000
	if desc > 0 {
		desc = -desc // a common mistake
	}
	if minDescent <= desc && desc < 0 {
		f.descent = desc
	}
	name := strings.ToLower(f.base)
	flags := get(d, "Flags").Int64()
	f.bold = strings.Contains(name, "bold") || strings.Contains(name, "heavy") || strings.Contains(name, "黑体") && strings.Contains(name, "粗") ||
		get(d, "FontWeight").Float64() >= boldWeight || flags&(1<<18) != 0
}

// decodeName reads a font name that may be GBK or UTF-8 bytes.
func decodeName(s string) string {
	plain := strings.IndexFunc(s, func(r rune) bool { return r == '\ufffd' }) < 0
	if plain {
		return s
	}
	if out, err := simplifiedchinese.GBK.NewDecoder().String(s); err == nil {
		return out
	}
	return strings.ToValidUTF8(s, replacement)
}
