package pdf

import (
	"slices"
	"strings"

	lib "github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// A simpleFont has codes of one byte (ISO 32000-1, 9.6).
type simpleFont struct {
	widths   [256]float64 // parts of the font size
	encoding *encoding
	gbk      bool // strings are GBK, although the font is declared as simple
}

func (s *simpleFont) next(b []byte) (uint32, int) {
	if s.gbk && len(b) > 1 && isLead(b[0]) && isTrail(b[1]) {
		return uint32(b[0])<<8 | uint32(b[1]), 2
	}
	return uint32(b[0]), 1
}

func (s *simpleFont) describe(code uint32, size int) glyph {
	if size == 1 {
		return glyph{width: s.widths[code&0xff]}
	}
	w := s.widths[code>>8&0xff] + s.widths[code&0xff]
	if w == 0 {
		w = 1
	}
	return glyph{width: w}
}

func (s *simpleFont) text(code uint32, size int) string {
	if size == 1 {
		return s.encoding[code&0xff]
	}
	return gbkText(code)
}

// isLead and isTrail are the bytes that begin and end a character of GBK.
func isLead(b byte) bool  { return 0x81 <= b && b <= 0xfe }
func isTrail(b byte) bool { return 0x40 <= b && b <= 0xfe && b != 0x7f }

// gbkText decodes a two-byte character of GBK.
func gbkText(code uint32) string {
	s, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{byte(code >> 8), byte(code)})
	if err != nil {
		return ""
	}
	return string(s)
}

// loadSimple reads a Type 1 or TrueType font.
func (f *File) loadSimple(out *font, v lib.Value) {
	d := get(v, "FontDescriptor")
	out.metrics(d)
	s := &simpleFont{}
	s.encoding = f.simpleEncoding(out.base, v, d)
	s.setWidths(v, d, out.base)
	s.gbk = isChineseSimple(out.base, v, d)
	out.codes = s
}

// chineseNames are parts of the names of fonts that hold Chinese characters.
var chineseNames = []string{"SimSun", "SimHei", "NSimSun", "KaiTi", "FangSong", "STSong", "STKaiti", "STHeiti", "STFangsong",
	"MicrosoftYaHei", "LiSu", "YouYuan", "宋", "黑", "楷", "仿", "隶", "幼圆", "雅黑", "方正", "华文"}

// isChineseSimple says whether a simple font is a Chinese one that is not embedded: its strings are
// then GBK bytes, which the system's font draws as pairs.
func isChineseSimple(base string, v, d lib.Value) bool {
	for _, key := range []string{"FontFile", "FontFile2", "FontFile3"} {
		if get(d, key).Kind() == lib.Stream {
			return false
		}
	}
	if get(get(v, "Encoding"), "Differences").Len() > 0 {
		return false
	}
	return slices.ContainsFunc(chineseNames, func(n string) bool { return strings.Contains(base, n) })
}

// setWidths reads Widths; what they leave out is taken from the standard font of that name.
func (s *simpleFont) setWidths(v, d lib.Value, base string) {
	missing := get(d, "MissingWidth").Float64() / 1000
	for i := range s.widths {
		s.widths[i] = missing
	}
	widths := get(v, "Widths")
	if std := standardFor(base); std != nil && widths.Len() == 0 {
		s.standardWidths(std, v)
	} else if widths.Len() == 0 && missing == 0 {
		s.standardWidths(standardFonts()["Helvetica"], v)
	}
	start := int(get(v, "FirstChar").Int64())
	for i := range min(widths.Len(), 256) {
		if code := start + i; 0 <= code && code < 256 {
			s.widths[code] = item(widths, i).Float64() / 1000
		}
	}
}

// standardWidths finds each code's width by its glyph's name, or by its place in the built-in
// encoding.
func (s *simpleFont) standardWidths(std *standardFont, v lib.Value) {
	for code := range s.widths {
		if w, ok := std.byText[s.encoding[code]]; ok {
			s.widths[code] = w / 1000
		} else if std.byCode[code].name != "" {
			s.widths[code] = std.byCode[code].width / 1000
		}
	}
	for code, n := range differences(get(get(v, "Encoding"), "Differences")) {
		if w, ok := std.byName[n]; ok {
			s.widths[code] = w / 1000
		}
	}
}

// simpleEncoding works out the text of each code: the named encoding, or what the font has built in,
// changed by Differences.
func (f *File) simpleEncoding(base string, v, d lib.Value) *encoding {
	e := get(v, "Encoding")
	start := baseEncoding(e.Name())
	if start == nil {
		start = baseEncoding(get(e, "BaseEncoding").Name())
	}
	diff := differences(get(e, "Differences"))
	var program *fontProgram
	symbolic := get(d, "Flags").Int64()&4 != 0
	if start == nil || symbolic && len(diff) == 0 {
		program = f.program(d)
	}
	if own := program.builtIn(); own != nil && (start == nil || symbolic) {
		start = own.over(start)
	}
	if start == nil {
		start = defaultEncoding(base, get(v, "Subtype").Name())
	}
	if len(diff) == 0 {
		return start
	}
	out := *start
	for code, n := range diff {
		out[code] = glyphText(n)
		if out[code] == "" && n != ".notdef" {
			out[code] = numbered(n, start)
		}
	}
	return &out
}

// numbered reads names like C65, g65, cid65 or 65 that only number a glyph: they are taken for the
// code they name if that is a letter.
func numbered(glyph string, e *encoding) string {
	digits := strings.TrimLeft(glyph, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if len(digits) == len(glyph) || len(glyph)-len(digits) != 1 {
		return ""
	}
	n := 0
	for _, c := range digits {
		if c < '0' || c > '9' || n > 255 {
			return ""
		}
		n = n*10 + int(c-'0')
	}
	if n < 32 || n > 126 {
		return ""
	}
	return e[n]
}

// over fills the codes that e leaves empty from below.
func (e *encoding) over(below *encoding) *encoding {
	if below == nil {
		return e
	}
	out := *e
	for i := range out {
		if out[i] == "" {
			out[i] = below[i]
		}
	}
	return &out
}

func defaultEncoding(base, subtype string) *encoding {
	switch {
	case strings.Contains(base, "ZapfDingbats"):
		return dingbatsEncoding()
	case base == "Symbol" || strings.HasPrefix(base, "Symbol,"):
		return standardFonts()["Symbol"].encoding()
	case subtype == "TrueType":
		return winAnsi()
	}
	return standardEncoding()
}

// differences reads an array of codes, each followed by the names of the glyphs from there on.
func differences(v lib.Value) map[int]string {
	out := map[int]string{}
	code := 0
	for i := range min(v.Len(), 2048) {
		x := item(v, i)
		if n, ok := number(x); ok {
			code = int(n)
			continue
		}
		if 0 <= code && code < 256 {
			out[code] = x.Name()
		}
		code++
	}
	return out
}

// loadType3 reads a font whose glyphs are drawn by content streams.
func (f *File) loadType3(out *font, v lib.Value) {
	m := numbers(get(v, "FontMatrix"), 6)
	if len(m) < 6 || m[0] == 0 {
		m = []float64{0.001, 0, 0, 0.001, 0, 0}
	}
	if out.base == "" {
		out.base = strings.TrimSpace("Type 3 " + get(v, "Name").Name())
	}
	s := &simpleFont{encoding: f.simpleEncoding("", v, lib.Value{})}
	widths := get(v, "Widths")
	start := int(get(v, "FirstChar").Int64())
	for i := range min(widths.Len(), 256) {
		if code := start + i; 0 <= code && code < 256 {
			s.widths[code] = item(widths, i).Float64() * m[0]
		}
	}
	if b := numbers(get(v, "FontBBox"), 4); len(b) == 4 {
		lo, hi := minmax(b[1]*m[3], b[3]*m[3])
		if minAscent <= hi && hi <= maxAscent && minDescent <= lo && lo <= 0 {
			out.ascent, out.descent = hi, lo
		}
	}
	out.codes = s
}
