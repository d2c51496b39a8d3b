package normalize

import (
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/code"
)

// nameVariants notes codes that one document prints under two names. Names that a narrow column cut
// off are no variants, and only rows whose labels are a code and its name tell.
func nameVariants(ds *Dataset) {
	type use struct {
		name  string
		table int
	}
	first := map[code.Code]use{}
	noted := map[code.Code]bool{}
	for i := range ds.Tables {
		t := &ds.Tables[i]
		for k := range t.Rows {
			for _, it := range t.Rows[k].Items {
				c, name := codedName(&it)
				if c.Scheme == code.None || noted[c] {
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
					Document: t.Document, Code: codes.NameVariant, Severity: Info, Page: t.Rows[k].Page, Table: t.Number, Row: t.Rows[k].Number,
					Sentence: codes.Say("name-variant", c.Text, name, was.name, was.table),
				})
			}
		}
	}
}

// codedName is the code and the name of an item whose labels are these alone.
func codedName(it *Item) (code.Code, string) {
	if it.Role != Plain || len(it.Keys) == 0 || len(it.Keys) > 4 {
		return code.Code{}, ""
	}
	for _, k := range it.Keys {
		if s := words.Fold(k.Text); !words.IsDigits(s) && s != words.Fold(it.Label) {
			return code.Code{}, ""
		}
	}
	c := code.Code{Scheme: code.Functional, Text: it.FunctionCode}
	if it.EconomicCode != "" {
		if it.FunctionCode != "" {
			return code.Code{}, ""
		}
		c = code.Code{Scheme: code.Economic, Text: it.EconomicCode}
	}
	if c.Text == "" || it.GovEconomicCode != "" || it.ProjectCode != "" {
		return code.Code{}, ""
	}
	name := words.Fold(it.Label)
	if _, bare := code.Split(name); bare != name {
		name = bare
	}
	if !words.HasHan(name) {
		return code.Code{}, ""
	}
	return c, strings.Trim(name, "-—_ ")
}
