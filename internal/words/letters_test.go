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
		if got, want := Squeeze("财"+s+"政") == "财政", IsBlank(r); got != want {
			t.Errorf("Squeeze takes out %q: %v, want %v", s, got, want)
		}
		if got, want := isNoteMark(r), strings.ContainsRune(NoteMarks, r); got != want {
			t.Errorf("note mark %q: %v, want %v", s, got, want)
		}
	}
	if s := "a\xff"; Narrow(s) != width.Fold.String(s) {
		t.Errorf("Narrow %q: %q", s, Narrow(s))
	}
}

// All that Unicode counts as white space is blank, and the two of no width.
func TestIsBlank(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if want := unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'; IsBlank(r) != want {
			t.Errorf("IsBlank(%U) is %v", r, !want)
		}
	}
}
