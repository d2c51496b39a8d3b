package facts

import (
	"cmp"
	"strings"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// unitOf is the code and the name of the unit that a place names.
func unitOf(unit string, r *normalize.Record) (code, name string) {
	switch {
	case unit == "":
		return "", ""
	case words.IsDigits(unit):
		return unit, r.UnitName
	}
	return r.UnitCode, unit
}

// projectOf is the code of a record's project and its name: the row's, or else what the place calls it.
func projectOf(project string, r *normalize.Record) (code, name string) {
	return r.ProjectCode, cmp.Or(projectName(r), project)
}

// projectName is the name of the project of a record without the code before it.
func projectName(r *normalize.Record) string {
	return strings.TrimLeft(strings.TrimPrefix(r.Label, r.ProjectCode), "-—_ ")
}

// codeNames are the names that a disclosure prints for codes, each the first one.
type codeNames struct{ function, economic, government map[string]string }

func namesOf(tables []*table.Table) codeNames {
	n := codeNames{map[string]string{}, map[string]string{}, map[string]string{}}
	for _, t := range tables {
		for i := range t.Rows {
			for k := range t.Rows[i].Items {
				n.take(&t.Rows[i].Items[k])
			}
		}
	}
	return n
}

// take notes the name of an item that has a code of one classification alone: of a row with several, its name is that
// of one of them only, and names that stand behind their own codes (3021101-差旅费) are those of these.
func (n *codeNames) take(it *normalize.Item) {
	if it.Role != normalize.Plain || it.ProjectCode != "" {
		return
	}
	codes := []struct {
		code  string
		names map[string]string
	}{{it.FunctionCode, n.function}, {it.EconomicCode, n.economic}, {it.GovEconomicCode, n.government}}
	said := 0
	for _, c := range codes {
		if c.code != "" {
			said++
		}
	}
	for _, c := range codes {
		if c.code == "" || c.names[c.code] != "" {
			continue
		}
		if said == 1 {
			c.names[c.code] = meaning.NamedAs(it.Label)
		}
		for _, k := range it.Keys {
			if rest, own := strings.CutPrefix(strings.TrimLeft(k.Text, "[(（【"), c.code); own && c.names[c.code] == "" && !words.IsDigits(rest[:min(1, len(rest))]) {
				c.names[c.code] = meaning.NamedAs(k.Text)
			}
		}
	}
}

// name fills a fact's names of codes. An economic code without a name is not called by that of the governments' code beside it.
func (n *codeNames) name(f *normalize.Fact) {
	q := &f.Quantity
	f.FunctionName = nameOf(meaning.Functional, q.Function, n.function)
	f.EconomicName = nameOf(meaning.Economic, q.Economic, n.economic)
	if q.Economic == "" {
		f.EconomicName = nameOf(meaning.GovEconomic, q.GovEconomic, n.government)
	}
}

// nameOf is the name that the disclosure prints for a code, or else the one that it commonly has.
func nameOf(scheme, code string, printed map[string]string) string {
	return cmp.Or(printed[code], meaning.CodeName(scheme, code))
}
