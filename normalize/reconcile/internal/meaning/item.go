package meaning

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// BesideItsColumn says that a class stands in the column of personnel or of public costs, one of which is
// none of its own: a zero there is not the class's amount.
func (m Meaning) BesideItsColumn() bool {
	return (m.Economic != "" || m.Gov != "") && (m.Use == "personnel" || m.Use == "public")
}

// ItemMeaning narrows what a column measures to one row.
func ItemMeaning(it normalize.Item, base Meaning) (Meaning, bool) {
	m := base
	switch {
	case it.FunctionCode != "" || it.EconomicCode != "" || it.GovEconomicCode != "":
		m.Function, m.Gov = it.FunctionCode, it.GovEconomicCode
		if it.EconomicCode != "" {
			m.Economic = it.EconomicCode
		}
		m.Scope = base.Scope.ofItem()
		return m, base.Item == "" && m.economicAgrees(base)
	case it.UnitCode != "" || it.ProjectCode != "":
		return m, false
	}
	label := strings.NewReplacer("(", "（", ")", "）").Replace(listNumber.ReplaceAllString(it.Label, ""))
	if class := FunctionClass(it.Label); class != "" && base.Flow != "in" {
		m.Function, m.Scope = class, base.Scope.ofItem()
		return m, base.Item == ""
	}
	if m.Item != "" {
		return m, label == "" || words.IsGrandTotal(label) || m.itemRow(label)
	}
	if it.Role == normalize.Total || label == "" || words.EndsAsTotal(label) {
		return m, m.Understand(strings.TrimRight(label, "：:"))
	}
	return m, m.Understand(label)
}

// itemRow reads the row of a three-public table that lists its items downwards.
func (m *Meaning) itemRow(label string) bool {
	v := threePublic(label)
	if v == "" || m.Item != "three-public" {
		return false
	}
	m.Item = v
	return true
}

// economicAgrees says that a row's economic class lies within that of its column, where it has one.
func (m Meaning) economicAgrees(base Meaning) bool {
	return base.Economic == "" || strings.HasPrefix(m.Economic, base.Economic)
}
