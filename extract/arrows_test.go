package extract

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const here = "github.com/mingxi/mingxi/extract/"

// mayImport says which packages of this stage each of them may import. What reads a page, from its
// text layer or from its picture, knows nothing of tables; what finds tables knows nothing of files.
var mayImport = map[string][]string{
	"page":          {},
	"raster":        {},
	"pdf":           {"page"},
	"draw":          {"page"},
	"layout":        {"page"},
	"ocr":           {"page", "raster"},
	"ocr/tesseract": {"ocr"},
	"ocrtest":       {"ocr"},
}

func TestArrowsInside(t *testing.T) {
	out, err := exec.Command("go", "list", "-tags", "ocr", "-f", `{{.ImportPath}} {{join .Imports " "}}`, here+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		from, inside := strings.CutPrefix(fields[0], here)
		if !inside {
			continue // the stage itself, which puts them together
		}
		seen++
		allowed, known := mayImport[from]
		if !known {
			t.Errorf("%s has no line in mayImport", fields[0])
		}
		for _, path := range fields[1:] {
			if to, ok := strings.CutPrefix(path, here); ok && !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s, which it must not know", fields[0], path)
			}
		}
	}
	if seen != len(mayImport) {
		t.Errorf("%d packages, want %d", seen, len(mayImport))
	}
}
