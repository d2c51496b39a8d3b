package meaning

import (
	"regexp"
	"strings"
)

// Entitled adds what a heading says: one that names another fund, or spending after income, speaks of
// something else than those above it.
func (m *Meaning) Entitled(sub subject) {
	if !sub.Known || sub.Item != "" {
		return
	}
	if sub.Fund != "" && sub.Fund != m.Fund || sub.Flow != "" && sub.Flow != m.Flow {
		m.Use = ""
	}
	if sub.Fund != "" {
		m.Fund, m.Flow = sub.Fund, sub.Flow
	}
	if sub.Flow != "" || sub.TwoSided {
		m.Flow = sub.Flow
	}
	if sub.Use != "" {
		m.Use = sub.Use
	}
}

// Narrowed joins what a section says with what the words themselves do; the words count for more.
func (m Meaning) Narrowed(own Meaning) (Meaning, bool) {
	m.Item, m.Scope, m.source, m.Economic, m.Gov = own.Item, own.Scope, own.source, own.Economic, own.Gov
	if own.Flow != "" {
		m.Flow = own.Flow
	}
	if own.Fund != "" {
		m.Fund = own.Fund
	}
	if own.Use != "" {
		m.Use = own.Use
		if m.Use == "personnel" || m.Use == "public" || m.Fund == "" && m.Use == "basic" {
			m.Flow = "out"
		}
	}
	if own.source != "" && m.Fund == "gpb" {
		m.Fund = ""
	}
	switch {
	case m.Fund == "":
	case own.Scope == CarriedIn:
		m.Flow, m.Use = "in", ""
	case own.Scope == CarriedTo:
		m.Flow, m.Use = "out", ""
	}
	return m, m.Flow != "" || m.Item != "" || own.Scope == Total || own.Fund != ""
}

// OfCode is the meaning of an item with a code.
func (m Meaning) OfCode(code string) (Meaning, bool) {
	m.Flow = "out"
	switch code[0] {
	case '2':
		m.Function = code
	case '3':
		m.Economic = code
	case '5':
		m.Gov = code
	default:
		return m, false
	}
	return m, true
}

var (
	CodeInWords   = regexp.MustCompile(`^（?(\d{7}|\d{5}|\d{3})[-—）]|（(\d{7}|\d{5}|\d{3})）`)
	BudgetInWords = regexp.MustCompile(`预算数?$|年初预算`)
	Quotes        = strings.NewReplacer("“", "", "”", "", "\"", "", "”", "", "‘", "", "’", "", "《", "", "》", "", "科目", "")
)

// Completed is how a share is told to be a rate of completion: 完成预算的95%.
var Completed = regexp.MustCompile(`^完成(年初|全年|调整)?预算数?的?$`)
