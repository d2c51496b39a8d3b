package narrative

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

var (
	purchases       = wordings.Pattern("purchases")
	purchaseKinds   = wordings.Pattern("purchases.kind")
	purchaseSection = wordings.Pattern("purchases.word")
)

// purchased is the name under which the rows of lists of purchases are found that an amount is the sum of: all, or those of
// one kind; false for an amount of anything else.
func purchased(c *normalize.Claim) (string, bool) {
	name := nameOf(c.Subject)
	kind, _ := words.Taken(purchaseKinds, name)
	if purchases.MatchString(name) || kind != "" && purchaseSection.MatchString(c.Section+strings.Join(c.Headings, "")) {
		return purchaseRow(kind), true
	}
	return "", false
}

// purchaseRow is the name of all purchases, or of those of a kind.
func purchaseRow(kind string) string { return "\x00" + kind }

// rowOfPurchases is the same of a row of a table; false for rows that are no sums of a list of purchases.
func rowOfPurchases(title, label string) (string, bool) {
	if !purchaseSection.MatchString(title) {
		return "", false
	}
	if words.IsGrandTotal(label) {
		return purchaseRow(""), true
	}
	kind, _ := words.Taken(purchaseKinds, nameOf(label))
	return purchaseRow(kind), kind != ""
}
