package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/figure"
)

// joinCurrencies puts signs of currencies to the figures that stand right of them, however far: statements set them at the left edge of a column of
// amounts, and but in its first row and its total. Where a ruling runs between both they stand in cells of their own.
func (p *Page) joinCurrencies() {
	for i := range p.Lines {
		l := &p.Lines[i]
		for n := len(l.Pieces) - 2; n >= 0; n-- {
			if a, b := &l.Pieces[n], &l.Pieces[n+1]; isCurrencyAlone(a.Text) && figure.Is(b.Text) && !isCurrency(FirstRune(b.Text)) && !p.ruledBetween(a, b) {
				l.join(spread{from: n, to: n + 1})
			}
		}
	}
}

// isCurrencyAlone says whether a text is nothing but the sign of a currency.
func isCurrencyAlone(s string) bool {
	return utf8.RuneCountInString(s) == 1 && isCurrency(FirstRune(s))
}

func isCurrency(c rune) bool { return unicode.Is(unicode.Sc, c) }

// ruledBetween says whether a vertical ruling runs between two pieces of a line.
func (p *Page) ruledBetween(a, b *Piece) bool {
	for i := range p.Rulings {
		r := &p.Rulings[i]
		if x, y := (r.From.X+r.To.X)/2, a.Box.Center().Y; a.Box.X0 < x && x < b.Box.X1 && min(r.From.Y, r.To.Y) < y && y < max(r.From.Y, r.To.Y) {
			return true
		}
	}
	return false
}
