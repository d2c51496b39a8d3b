package pdf

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fonts are made from tables in which one glyph stands for several characters, and tools that
// write a ToUnicode map then choose any of them: the Kangxi radical ⼯ (U+2F2F) in place of the
// ideograph 工 that it looks like. Folding gives the usual character.

// radicals are the forms of the CJK Radicals Supplement that look like an ideograph of their own
// but have no compatibility mapping (Unicode Standard Annex 38, EquivalentUnifiedIdeograph.txt).
var radicals = map[rune]rune{
	'⺁': '厂', '⺄': '乙', '⺅': '亻', '⺇': '几', '⺈': '刀', '⺉': '刂', '⺋': '卩', '⺎': '兀',
	'⺏': '尣', '⺒': '巳', '⺓': '幺', '⺔': '彑', '⺖': '忄', '⺗': '心', '⺘': '扌', '⺙': '攵',
	'⺛': '旡', '⺝': '月', '⺞': '歺', '⺠': '民', '⺡': '氵', '⺢': '氺', '⺣': '灬', '⺦': '丬',
	'⺨': '犭', '⺩': '王', '⺫': '罒', '⺬': '示', '⺭': '礻', '⺯': '糹', '⺰': '纟', '⺱': '罓',
	'⺲': '罒', '⺴': '网', '⺵': '网', '⺶': '羊', '⺷': '羊', '⺸': '羊', '⺹': '耂', '⺺': '肀',
	'⺼': '月', '⺽': '臼', '⺾': '艹', '⺿': '艹', '⻀': '艹', '⻁': '虎', '⻂': '衤', '⻃': '覀',
	'⻄': '西', '⻅': '见', '⻆': '角', '⻇': '角', '⻈': '讠', '⻉': '贝', '⻋': '车', '⻌': '辶',
	'⻍': '辶', '⻎': '辶', '⻏': '阝', '⻐': '钅', '⻑': '長', '⻒': '镸', '⻓': '长', '⻔': '门',
	'⻕': '阜', '⻖': '阝', '⻘': '青', '⻙': '韦', '⻚': '页', '⻛': '风', '⻜': '飞', '⻝': '食',
	'⻟': '飠', '⻠': '饣', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟', '⻧': '卤',
	'⻨': '麦', '⻩': '黄', '⻪': '黾', '⻫': '斉', '⻬': '齐', '⻭': '歯', '⻮': '齿', '⻯': '竜',
	'⻰': '龙', '⻱': '亀',
}

// singles are characters whose shape on paper is another's: spaces and hyphens of all kinds that
// fonts draw alike, and punctuation turned for vertical lines.
var singles = map[rune]rune{
	'\u00a0': ' ', '\u2002': ' ', '\u2003': ' ', '\u2009': ' ', '\u202f': ' ', '\u00ad': '-', '\u2010': '-', '\u2011': '-',
	'︐': '，', '︑': '、', '︒': '。', '︓': '：', '︔': '；', '︕': '！', '︖': '？', '︙': '…',
	'︰': '：', '︱': '—', '︳': '_', '︵': '（', '︶': '）', '︷': '｛', '︸': '｝', '︹': '〔', '︺': '〕',
	'︻': '【', '︼': '】', '︽': '《', '︾': '》', '︿': '〈', '﹀': '〉', '﹁': '「', '﹂': '」', '﹃': '『', '﹄': '』',
	'﹇': '［', '﹈': '］',
}

// firstFolded is the lowest character that folding changes, so that most text is passed quickly.
const firstFolded = 0xa0

// fold gives the usual characters for text. Full-width forms are left alone: they are what Chinese
// text is set in.
func fold(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return foldRunes(s)
		}
	}
	return s
}

func foldRunes(s string) string {
	if strings.IndexFunc(s, folds) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		b.WriteString(foldRune(r))
	}
	return b.String()
}

func folds(r rune) bool {
	return r >= firstFolded && foldRune(r) != string(r)
}

func foldRune(r rune) string {
	if t, ok := singles[r]; ok {
		return string(t)
	}
	if t, ok := radicals[r]; ok {
		return string(t)
	}
	compatible := 0x2e80 <= r && r <= 0x2fdf || // radicals
		0xf900 <= r && r <= 0xfaff || 0x2f800 <= r && r <= 0x2fa1f || // compatibility ideographs
		0xfb00 <= r && r <= 0xfb06 // ligatures
	if compatible {
		return norm.NFKC.String(string(r))
	}
	return string(r)
}
