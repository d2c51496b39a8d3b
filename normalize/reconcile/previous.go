package reconcile

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// Previous are the documents of last year that a document can be compared with: of the same agency and
// kind, one year before. Names that differ by 本级 or 部门 alone will do where there is just one such
// agency. None are given where it is open which are meant.
func Previous(d *normalize.Disclosure, all []normalize.Disclosure) []string {
	if d.Agency == "" || d.Year == 0 || d.Kind == "" {
		return nil
	}
	for _, name := range []func(string) string{strings.TrimSpace, bareAgency} {
		var fits []normalize.Disclosure
		for _, k := range all {
			if k.Year == d.Year-1 && k.Kind == d.Kind && name(k.Agency) == name(d.Agency) && k.ID != d.ID {
				fits = append(fits, k)
			}
		}
		if len(fits) > 0 {
			return ofOneBundle(fits)
		}
	}
	return nil
}

var agencySuffix = words.Expression(`([（(]?(本级|机关|部门|汇总)[）)]?)+$`)

// bareAgency is an agency's name without what tells its own budget from that of all it heads.
func bareAgency(name string) string {
	return agencySuffix.ReplaceAllString(strings.TrimSpace(name), "")
}

// ofOneBundle are the IDs of documents if they are one, or were reconciled as one.
func ofOneBundle(docs []normalize.Disclosure) []string {
	var out []string
	for _, d := range docs {
		if len(docs) > 1 && (d.Bundle == "" || d.Bundle != docs[0].Bundle) {
			return nil
		}
		out = append(out, d.ID)
	}
	return out
}
