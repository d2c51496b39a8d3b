package normalize

import (
	"fmt"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

// nameVariants notes codes that one document prints under two names. Names that a narrow column cut
// off are no variants, and only rows whose labels are a code and its name tell.
func nameVariants(ds *Dataset) {
	type use struct {
		name  string
		table int
	}
	first := map[code]use{}
	noted := map[code]bool{}
	for i := range ds.Tables {
		t := &ds.Tables[i]
		for k := range t.Rows {
			for _, it := range t.Rows[k].Items {
				c, name := codedName(&it)
				if c.scheme == noScheme || noted[c] {
					continue
				}
				was, seen := first[c]
				if !seen {
					first[c] = use{name, t.Number}
					continue
				}
				if strings.HasPrefix(was.name, name) || strings.HasPrefix(name, was.name) {
					continue
				}
				noted[c] = true
				ds.Findings = append(ds.Findings, Finding{
					Document: t.Document, Code: "name-variant", Severity: Info, Page: t.Rows[k].Page, Table: t.Number, Row: t.Rows[k].Number,
					Message: fmt.Sprintf("%s is called %s here and %s in table %d", c.text, name, was.name, was.table),
				})
			}
		}
	}
}

// codedName is the code and the name of an item whose labels are these alone.
func codedName(it *Item) (code, string) {
	if it.Role != Plain || len(it.Keys) == 0 || len(it.Keys) > 4 {
		return code{}, ""
	}
	for _, k := range it.Keys {
		if s := words.Fold(k.Text); !words.IsDigits(s) && s != words.Fold(it.Label) {
			return code{}, ""
		}
	}
	c := code{functional, it.FunctionCode}
	if it.EconomicCode != "" {
		if it.FunctionCode != "" {
			return code{}, ""
		}
		c = code{economic, it.EconomicCode}
	}
	if c.text == "" || it.GovEconomicCode != "" || it.ProjectCode != "" {
		return code{}, ""
	}
	name := words.Fold(it.Label)
	if _, bare := splitCode(name); bare != name {
		name = bare
	}
	if !words.HasHan(name) {
		return code{}, ""
	}
	return c, strings.Trim(name, "-—_ ")
}
