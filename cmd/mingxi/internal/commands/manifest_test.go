package commands

import (
	"strings"
	"testing"
)

// People write manifests: whatever is in one, it is read or refused in words, a row for each file.
func FuzzReadManifest(f *testing.F) {
	f.Add("file,url,agency,year\na.pdf,https://example.org/a.pdf,某局,2026\n")
	f.Add("\ufefffile\n\"a\nb\"\n")
	f.Add("file,file\na,b\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := readManifest(strings.NewReader(text))
		if err != nil && err.Error() == "" {
			t.Fatal("refused without a word")
		}
		for name, row := range rows {
			if len(row) != len(manifestFields) {
				t.Fatalf("%q: %d values", name, len(row))
			}
		}
	})
}
