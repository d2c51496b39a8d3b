package export

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/normalize"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
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

// safeName makes a file name, without extension, that every system accepts: what separates paths or
// is forbidden somewhere becomes a hyphen, what cannot be seen is left out. If nothing remains it is
// fallback. It never begins with a tilde: Data Package v2 takes no such path, and shells take it for
// somebody's home.
func safeName(s, fallback string) string {
	s = strings.Map(safeRune, strings.ToValidUTF8(s, ""))
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

func safeRune(r rune) rune {
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

// cutBytes is the longest beginning of s that has at most n bytes and no broken character.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// workbookNames gives each document's workbook its name: that of the file, and where several files
// have the same name (capitals and ways of writing accents apart), the document's id put to it. Where a file
// already has such a name, a number is put to it.
func workbookNames(docs []normalize.Disclosure) []string {
	stems := make([]string, len(docs))
	uses := map[string]int{}
	for i, d := range docs {
		base := filepath.Base(d.File)
		if ext := filepath.Ext(base); strings.EqualFold(ext, ".pdf") {
			base = strings.TrimSuffix(base, ext)
		}
		stems[i] = safeName(base, "document")
		uses[folded(stems[i])]++
	}
	taken := map[string]bool{}
	for _, stem := range stems {
		if uses[folded(stem)] == 1 {
			taken[folded(stem)] = true
		}
	}
	for i, d := range docs {
		if uses[folded(stems[i])] > 1 {
			stem := stems[i] + "-" + safeName(d.ID, "document")
			stems[i] = stem
			for n := 2; taken[folded(stems[i])]; n++ {
				stems[i] = stem + "-" + strconv.Itoa(n)
			}
			taken[folded(stems[i])] = true
		}
	}
	for i := range stems {
		stems[i] += ".xlsx"
	}
	return stems
}

// folded is the same for names that some file system takes for one.
func folded(name string) string { return cases.Fold().String(norm.NFC.String(name)) }
