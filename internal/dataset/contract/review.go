package contract

import (
	"strings"

	"github.com/mingxi/mingxi/internal/bilingual"
)

// Chooser is the page of a review that leads to what stands behind its #, in the reader's language.
const Chooser = "index.html#"

// InLanguage is the page itself that an address of a review leads to. Spreadsheets lose what stands behind # of a file.
func InLanguage(review string, l bilingual.Language) string {
	base, page, _ := strings.Cut(review, Chooser)
	return base + string(l) + "/" + page + ".html"
}
