package figure

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/mingxi/mingxi/internal/words"
)

// What is read in one pass is what is read once the numbers of notes are taken out.
func TestIsInOnePass(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("0123456789０９,.%％¹²³⁴⁰-—…()（）￥¥$€ 万元a*\uFFFD")
	for range 200000 {
		var b strings.Builder
		for range random.IntN(6) {
			b.WriteRune(letters[random.IntN(len(letters))])
		}
		if s := b.String(); Is(s) != slowIs(s) {
			t.Fatalf("%q is a figure: %v", s, Is(s))
		}
	}
	for c := rune(0); c <= unicode.MaxRune; c++ {
		if isCurrency(c) != unicode.Is(unicode.Sc, c) {
			t.Errorf("%U is the sign of a currency: %v", c, isCurrency(c))
		}
	}
}

func slowIs(s string) bool {
	digits := false
	for _, c := range words.DropNoteMarks(s) {
		switch {
		case IsDigit(c):
			digits = true
		case isSign(c) || unicode.Is(unicode.Sc, c):
		default:
			return false
		}
	}
	return digits || IsDash(s)
}
