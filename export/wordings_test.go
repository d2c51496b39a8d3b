package export

import (
	"testing"

	"github.com/mingxi/mingxi/internal/golden"
)

// Whatever a dataset's files say to people has its Chinese.
func TestWordings(t *testing.T) {
	p := describe(nil, nil)
	texts := []string{p.Title, p.Description}
	for _, r := range resources {
		texts = append(texts, r.description)
	}
	golden.Phrases(t, wordings, ".", "said", texts...)
}
