package contract

import (
	"slices"
	"strings"
	"unicode"
)

// maxNameBytes keeps a file name, with the number and extension put to it, under the 143 bytes that
// the strictest file systems in use allow (eCryptfs).
const maxNameBytes = 120

// reservedNames cannot be file names on Windows, with whatever extension.
var reservedNames = []string{
	"con", "prn", "aux", "nul",
	"com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

// SafeName makes a file name, without extension, that every system accepts: what separates paths or
// is forbidden somewhere becomes a hyphen, what cannot be seen is left out. If nothing remains it is
// fallback. It never begins with a tilde: Data Package v2 takes no such path, and shells take it for
// somebody's home.
func SafeName(s, fallback string) string {
	s = strings.Map(SafeRune, strings.ToValidUTF8(s, ""))
	s = cutBytes(strings.Trim(s, " ."), maxNameBytes)
	s = strings.TrimRight(s, " .")
	if s == "" {
		return fallback
	}
	stem, _, _ := strings.Cut(strings.ToLower(s), ".")
	if slices.Contains(reservedNames, stem) || s[0] == '~' {
		return "_" + s
	}
	return s
}

// cutBytes is the longest beginning of s that has at most n bytes and no broken character.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

func SafeRune(r rune) rune {
	switch {
	case strings.ContainsRune(`/\:*?"<>|`, r):
		return '-'
	case r == '\u3000': // the ideographic space
		return ' '
	case !unicode.IsPrint(r):
		return -1
	}
	return r
}
