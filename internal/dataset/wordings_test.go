package dataset

import (
	"testing"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/internal/golden"
	"github.com/mingxi/mingxi/normalize"
)

// Whatever a dataset's files say to people has its Chinese.
func TestWordings(t *testing.T) {
	texts := []string{packageTitle, packageDescription, safeDescription}
	for _, r := range contract.All() {
		texts = append(texts, r.Description)
	}
	for _, severity := range []normalize.Severity{normalize.Error, normalize.Warning, normalize.Info} {
		texts = append(texts, string(severity))
	}
	for _, status := range []normalize.Status{normalize.Verified, normalize.Contradicted} {
		texts = append(texts, string(status))
	}
	for _, f := range contract.Documents().Fields {
		if f.Name == "kind" || f.Name == "level" {
			texts = append(texts, f.Constraints.Enum...)
		}
	}
	golden.Phrases(t, contract.Wordings, ".", "contract.Said", texts...)
}
