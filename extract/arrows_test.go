package extract

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/mingxi/mingxi/"

// mayImport says which packages of the module each of those that read pages may import. What reads a page,
// from its text layer or from its picture, knows nothing of tables; what finds tables knows nothing of files.
var mayImport = map[string][]string{
	"extract/page":          {},
	"extract/ocr":           {},
	"internal/networks":     {"extract/ocr", "internal/infer"},
	"extract/ocr/tesseract": {"extract/ocr", "internal/wire"},
	"internal/wire":         {"extract/ocr"},
	"extract/layout":        {"extract/page"},
	"internal/infer":        {},
	"internal/pdf":          {"extract/page", "internal/words"},
	"internal/pdfium":       {},
	"internal/raster":       {"internal/union"},
	"internal/recognition":  {"extract/page", "extract/ocr", "internal/raster"},
	"internal/ocrtest":      {"extract/ocr", "internal/networks", "extract/ocr/tesseract", "internal/raster"},
	"internal/draw":         {"extract/page"},
}

func TestArrowsInside(t *testing.T) {
	args := []string{"list", "-tags", "ocr", "-f", `{{.ImportPath}} {{join .Imports " "}}`, module + "extract/..."}
	for name := range mayImport {
		args = append(args, module+name)
	}
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		from := strings.TrimPrefix(fields[0], module)
		if from == "extract" {
			continue // the stage itself, which puts them together
		}
		allowed, known := mayImport[from]
		if !known {
			t.Errorf("%s has no line in mayImport", from)
		}
		for _, path := range fields[1:] {
			if to, ours := strings.CutPrefix(path, module); ours && !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s, which it must not know", from, to)
			}
		}
	}
}
