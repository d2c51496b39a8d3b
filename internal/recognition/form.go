package recognition

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/ocr"
)

// How the figures of one column agree in their form.
const (
	formPeers = 5    // figures below and above that tell the form of a column
	formShare = 0.75 // of them have the same number of decimals
	formFew   = 3    // and so many tell it that all have the same, of a figure that was read weakly: its point may be lost
	formLeast = 3    // digits of a figure that can be out of form: 0 and 12 stand in any column
)

// agreeForms looks for figures with other decimals than those above and below them: a comma read for
// a point, or a digit too many. Where another reading of the same digits has the column's form, that
// one is taken; otherwise the figure is in doubt.
func agreeForms(all []reading) {
	var figures []int
	for i := range all {
		if t := all[i].Text(); isFigures(t) && digitsIn(t) > 0 {
			figures = append(figures, i)
		}
	}
	slices.SortStableFunc(figures, func(a, b int) int {
		return cmp.Compare(all[a].line.Box.Min.X, all[b].line.Box.Min.X)
	})
	forms := make([]int, len(all))
	for n, i := range figures {
		forms[i] = all[i].columnForm(all, figures, n)
	}
	for _, i := range figures {
		if forms[i] >= 0 {
			all[i].agree(forms[i])
		}
	}
}

// columnForm is the number of decimals that most figures above and below have, -1 if they differ or
// are too few. figures holds the indices of all figures, ordered by their left edges; this is the nth.
func (r *reading) columnForm(all []reading, figures []int, n int) int {
	count := map[int]int{}
	peers := 0
	b := r.line.Box
	note := func(i int) {
		if oneColumn(b, all[i].line.Box) && digitsIn(all[i].Text()) >= formLeast {
			count[decimals(all[i].Text())]++
			peers++
		}
	}
	for k := n + 1; k < len(figures) && all[figures[k]].line.Box.Min.X < b.Max.X; k++ {
		note(figures[k])
	}
	for k := n - 1; k >= 0; k-- {
		note(figures[k])
	}
	for d, k := range count {
		if peers >= formPeers && float64(k) >= formShare*float64(peers) ||
			d > 0 && peers >= formFew && k == peers && r.Confidence() <= weakly {
			return d
		}
	}
	return -1
}

// agree takes the reading of the same digits that has the given decimals, or lowers the confidence.
func (r *reading) agree(form int) {
	text := r.Text()
	if wellFormed(text) && (decimals(text) == form || digitsIn(text) < formLeast) {
		return
	}
	for i, other := range r.others {
		if wellFormed(other) && decimals(other) == form && digitsOf(other) == digitsOf(text) {
			r.others[i] = text
			r.Symbols = respelt(r.Symbols, other)
			return
		}
	}
	if other, ok := remarked(text, form); ok {
		r.others = append([]string{text}, r.others...)
		r.Symbols = respelt(r.Symbols, other)
		return
	}
	if n := len(text) - form; form > 0 && n > 0 && digitsOf(text) == text { // its point was taken for dust: arithmetic may say so
		r.others = append(r.others, text[:n]+"."+text[n:])
	}
	r.odd = true
}

// remarked reads the points and commas of a figure as its column's form asks for: small marks blur into one
// another. It fails where that makes no well-formed figure.
func remarked(text string, form int) (string, bool) {
	text = strings.ReplaceAll(text, " ", "")
	point := -1
	if form > 0 {
		point = strings.LastIndexAny(text, ".,")
	}
	out := strings.ReplaceAll(text, ".", ",")
	if point >= 0 {
		out = out[:point] + "." + out[point+1:]
	}
	return out, wellFormed(out) && decimals(out) == form
}

// respelt gives symbols the characters of a text with the same digits. Points and commas that are put between
// them take the box and the confidence of the digit before.
func respelt(symbols []ocr.Symbol, text string) []ocr.Symbol {
	digits := slices.DeleteFunc(slices.Clone(symbols), func(s ocr.Symbol) bool { return !isDigit(s.Text) })
	var out []ocr.Symbol
	n := 0
	for _, c := range text {
		at := max(0, n-1)
		if c >= '0' && c <= '9' {
			at = n
			n++
		}
		s := digits[at]
		s.Text, s.Blank = string(c), false
		out = append(out, s)
	}
	return out
}

// decimals is the number of digits behind the point, 0 if there is none; -1 where the last comma has
// not three digits behind it.
func decimals(text string) int {
	text = strings.TrimRight(text, "%) ")
	if i := strings.LastIndexByte(text, '.'); i >= 0 {
		return digitsIn(text[i:])
	}
	if i := strings.LastIndexByte(text, ','); i >= 0 && digitsIn(text[i:]) != 3 {
		return -1
	}
	return 0
}

func digitsIn(text string) int { return len(digitsOf(text)) }

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
