package dataset

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

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
		stems[i] = contract.SafeName(base, "document")
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
			stem := stems[i] + "-" + contract.SafeName(d.ID, "document")
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
