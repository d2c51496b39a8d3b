package meaning

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

// Under adds to what a sentence speaks of what a heading above it says: one that names another fund, or
// spending after income, speaks of something else than those above it.
func (q *Quantity) Under(heading string) {
	s, told := Title(heading)
	if !told || s.Item != "" {
		return
	}
	if s.Fund != "" && s.Fund != q.Fund || s.Flow != "" && s.Flow != q.Flow {
		q.Use = ""
	}
	if s.Fund != "" {
		q.Fund, q.Flow = s.Fund, s.Flow
	}
	if s.Flow != "" || s.Both {
		q.Flow = s.Flow
	}
	if s.Use != "" {
		q.Use = s.Use
	}
}

var quotes = strings.NewReplacer("“", "", "”", "", "\"", "", "‘", "", "’", "", "《", "", "》", "", "科目", "")

// Unquoted is an expression of a sentence without its quotation marks.
func Unquoted(text string) string { return quotes.Replace(text) }

// Narrowed joins what a sentence's headings say with what its own words do; the words count for more. It is
// false where both together do not tell what is measured, or contradict each other.
func (q Quantity) Narrowed(own Quantity) (Quantity, bool) {
	if q.Item != "" && own.Item != "" && !Within(own.Item, q.Item) {
		return q, false // an item of the running costs is not that of the three public expenses
	}
	q.Item, q.Scope, q.Source, q.Economic, q.GovEconomic = own.Item, own.Scope, own.Source, own.Economic, own.GovEconomic
	if own.Flow != "" {
		q.Flow = own.Flow
	}
	if own.Fund != "" {
		q.Fund = own.Fund
	}
	if own.Use != "" {
		q.Use = own.Use
	}
	if own.Source != "" && q.Fund == General {
		q.Fund = ""
	}
	switch {
	case q.Fund == "":
	case own.Scope == CarriedIn:
		q.Flow, q.Use = In, ""
	case own.Scope == CarriedOut:
		q.Flow, q.Use = Out, ""
	}
	return q, q.Flow != "" || q.Item != "" || own.Scope == Total || own.Fund != ""
}

// Coded is the quantity of an item that a sentence names by its code; false for a code of no classification
// of expenditure.
func (q Quantity) Coded(code string) (Quantity, bool) {
	q.Flow = Out
	switch code[0] {
	case '2':
		q.Function = code
	case '3':
		q.Economic = code
	case '5':
		q.GovEconomic = code
	default:
		return q, false
	}
	return q, true
}

var codeInWords = words.Expression(`^（?(\d{7}|\d{5}|\d{3})[-—）]|（(\d{7}|\d{5}|\d{3})）`)

// CodeIn is the code that an expression of a sentence prints: 2130301-行政运行, 行政运行（2130301）.
func CodeIn(text string) string {
	if m := codeInWords.FindStringSubmatch(text); m != nil {
		return m[1] + m[2]
	}
	return ""
}

var budgetInWords = words.Expression(`预算数?为?$|年初预算(数|为)*$`)

// NamesBudget says that an expression of a final account's narrative speaks of the budget.
func NamesBudget(text string) bool { return budgetInWords.MatchString(text) }

var accountsInWords = words.Expression(`决算(?:数|支出|收入)?为?$`)

// NamesAccounts says that an expression of a budget's narrative speaks of what final accounts say: 2024年支出决算.
func NamesAccounts(text string) bool { return accountsInWords.MatchString(text) }
