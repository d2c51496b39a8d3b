package words

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/width"
)

// What is passed quickly is what the slow way leaves as it is.
func TestQuickLetters(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := string(r)
		if got, want := Narrow(s), width.Fold.String(s); got != want {
			t.Errorf("Narrow %q: %q, want %q", s, got, want)
		}
		if got, want := isNoteMark(r), strings.ContainsRune(NoteMarks, r); got != want {
			t.Errorf("note mark %q: %v, want %v", s, got, want)
		}
	}
	if s := "a\xff"; Narrow(s) != width.Fold.String(s) {
		t.Errorf("Narrow %q: %q", s, Narrow(s))
	}
}
