package inside

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

var targetForm = regexp.MustCompile(`target|evaluation|performance`)

// listsTargets says that a table's figures are performance targets, which do not add up.
func listsTargets(t *normalize.Table) bool {
	return targetForm.MatchString(t.Form) || strings.Contains(t.Title, "绩效") || strings.Contains(t.Title, "自评")
}

// The rules of one list of a table are what its rows and columns must satisfy.
type rules struct{ *table.List }

func rulesOf(s *table.Table) []rules {
	var out []rules
	for _, l := range table.ListsOf(s) {
		out = append(out, rules{l})
	}
	return out
}
