package layout

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of reading lines as phrases, in font sizes.
const (
	phraseGap  = 0.85 // blank that parts two phrases: spaces of justified text stay below, columns set tight stay above
	figureGap  = 0.50 // the same between two figures: the blank that groups digits is 0.25 to 0.3 wide
	decimalGap = 0.10 // the same behind the decimals of an amount: columns set tight leave no more
)

// A phrase is what stands together on one line of a table without column rulings: one cell's text
// on that line.
type phrase struct {
	pieces []piece
	text   string
	box    page.Box
	figure bool
}

// phrases parts a line at the blanks that may part columns.
func phrases(r *row) []phrase {
	var out []phrase
	start := 0
	for i := 1; i <= len(r.pieces); i++ {
		if i < len(r.pieces) && !partsColumns(r.pieces[i-1], r.pieces[i]) {
			continue
		}
		out = append(out, newPhrase(r.pieces[start:i]))
		start = i
	}
	return out
}

func newPhrase(ps []piece) phrase {
	r := row{pieces: ps}
	p := phrase{pieces: ps, text: r.text()}
	for _, x := range ps {
		p.box = p.box.Union(x.box)
	}
	p.figure = isFigure(p.text) || isMissing(p.text)
	return p
}

func partsColumns(a, b piece) bool {
	gap := (b.box.X0 - a.box.X1) / math.Max(a.size, b.size)
	return gap > phraseGap || gap > figureGap && isFigure(a.text) && isFigure(b.text) || buttsName(a.text, b.text) ||
		gap > decimalGap && endsAmount(a.text, b.text)
}

// endsAmount says whether b, a figure, begins behind the decimals of a, so that they are two however
// near they stand.
func endsAmount(a, b string) bool {
	return isFigure(a) && hasDecimals(a) && isFigure(b) && isDigit(firstRune(strings.TrimLeft(b, "-(（")))
}

// buttsName says whether an amount, set right, ends where a name of the next column, set left, begins:
// lists side by side leave no blank between them. What counts or measures the amount is no name.
func buttsName(amount, name string) bool {
	return isFigure(amount) && hasDecimals(amount) && utf8.RuneCountInString(name) >= 2 &&
		(unicode.Is(unicode.Han, firstRune(name)) && !amountUnits.MatchString(name) || numberedName.MatchString(name))
}

// numberedName is a name of a list whose number stands in brackets: （一）一般公共服务支出.
var numberedName = regexp.MustCompile(`^[(（][一二三四五六七八九十]+[)）]`)

// amountUnits is what follows an amount that belongs to it: 元, 万元, 平方米, 以上, 个. A counter stands
// alone, for names begin with the same characters: 人员经费, 项目支出, 公用经费, 年末结转.
var amountUnits = regexp.MustCompile(`^([元千百万亿倍吨亩米升多余左至到和与或]|平方|立方|公里|公顷|公斤|以[上下内]|[个人户辆台套件次项年月日天](\P{Han}|$))`)

// isMissing says whether s stands for a missing figure: n/a, .., :, x.
func isMissing(s string) bool {
	switch strings.ToLower(strings.Trim(s, "()[]*† ")) {
	case "n/a", "na", "n.a.", "nd", "n.d.", ":", "x", "..", "/", "✓", "√", "○", "●":
		return true
	}
	return false
}

// partLines parts the phrases of lines between two neighbouring pieces that are apart.
func partLines(lines [][]phrase, apart func(a, b *piece) bool) [][]phrase {
	out := make([][]phrase, len(lines))
	for i, l := range lines {
		for _, p := range l {
			start := 0
			for n := 1; n < len(p.pieces); n++ {
				if apart(&p.pieces[n-1], &p.pieces[n]) {
					out[i], start = append(out[i], newPhrase(p.pieces[start:n])), n
				}
			}
			out[i] = append(out[i], newPhrase(p.pieces[start:]))
		}
	}
	return out
}

// inOtherColumns says that two pieces stand in different columns.
func inOtherColumns(xs []float64) func(a, b *piece) bool {
	return func(a, b *piece) bool { return band(xs, a.box.Center().X) != band(xs, b.box.Center().X) }
}
