package dataset

import (
	"testing"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/internal/golden"
)

// Whatever a dataset's files say to people has its Chinese.
func TestWordings(t *testing.T) {
	texts := []string{packageTitle, packageDescription, safeDescription}
	for _, r := range contract.All() {
		texts = append(texts, r.Description)
	}
	golden.Phrases(t, contract.Wordings, ".", "contract.Said", texts...)
}
