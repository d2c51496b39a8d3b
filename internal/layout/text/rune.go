package text

import (
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/words"
)

// Ideographic says whether c belongs to a script that sets no space between words: Chinese and
// Japanese characters and their full-width punctuation.
func Ideographic(c rune) bool {
	switch {
	case c < 0x2E80:
		return c == '“' || c == '”' || c == '‘' || c == '’' || c == '…' || c == '—'
	case c < 0xAC00, c >= 0xF900 && c < 0xFB00, c >= 0xFE30 && c < 0xFE50, c >= 0x20000 && c < 0x30000:
		return true
	}
	return c >= 0xFF01 && c <= 0xFF60 && !(c >= '０' && c <= '９')
}

// IsIdeograph says whether a text is one character of that kind.
func IsIdeograph(s string) bool {
	c, size := utf8.DecodeRuneInString(s)
	return size == len(s) && Ideographic(c)
}

// unspaced says whether c stands in text that sets no spaces: an ideograph or a sign of comparison.
func unspaced(c rune) bool { return Ideographic(c) || strings.ContainsRune("≥≤＞＜><=±", c) }

// isFigureRune says whether c is part of figures: a digit or a separator.
func isFigureRune(c rune) bool { return figure.IsDigit(c) || c == ',' || c == '.' }

// blank says whether s holds no ink.
func blank(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return !words.IsBlank(c) })
}

// FirstRune is the first character of s.
func FirstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// LastRune is the last character of s.
func LastRune(s string) rune {
	c, _ := utf8.DecodeLastRuneInString(s)
	return c
}
