package export

import (
	"testing"

	"github.com/mingxi/mingxi/internal/golden"
)

// Whatever a dataset's files say to people has its Chinese.
func TestWordings(t *testing.T) {
	texts := []string{packageTitle, packageDescription, safeDescription}
	for _, r := range resources {
		texts = append(texts, r.description)
	}
	golden.Phrases(t, wordings, ".", "said", texts...)
}
