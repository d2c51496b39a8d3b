package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	root   = "github.com/mingxi/mingxi"
	module = root + "/"
)

// stages are the packages in the order of the flow: each hands its product to the next. A package
// belongs to the stage with the longest path that begins its own.
var stages = []string{
	"internal/late", "internal/room", "internal/bilingual", "internal/codes", "internal/file", "internal/groups", "internal/union", "internal/words", "internal/meaning", "extract/page", "internal/pdf", "internal/pdfium", "internal/raster", "internal/infer", "extract/ocr", "internal/wire", "extract/ocr/tesseract", "internal/networks", "internal/recognition", "internal/ocrtest", "extract/layout",
	"internal/layout/figure", "internal/layout/text", "internal/layout/ruling", "internal/layout/grid", "internal/layout/caption", "internal/layout/column",
	"internal/layout/row", "internal/layout/ruled", "internal/layout/aligned", "internal/layout/continuation", "internal/layout/prose", "internal/layout/analysis", "extract",
	"internal/draw", "internal/render",
	"normalize/forms", "normalize/internal/figure", "normalize/internal/code", "normalize/internal/agency", "normalize/internal/grid",
	"normalize/internal/caption", "normalize/internal/imprint", "normalize/internal/indicator", "normalize/internal/outline",
	"normalize/internal/narrative", "normalize/internal/account", "normalize",
	"normalize/reconcile/internal/arithmetic", "normalize/reconcile/internal/table",
	"normalize/reconcile/internal/verdict", "normalize/reconcile/internal/ledger", "normalize/reconcile/internal/inside",
	"normalize/reconcile/internal/across", "normalize/reconcile/internal/told", "normalize/reconcile/internal/narrative",
	"normalize/reconcile/internal/audit", "normalize/reconcile/internal/reread", "normalize/reconcile/internal/facts", "normalize/reconcile", root, "internal/folder", "internal/correction", "internal/dataset", "export", "internal/sandbox", "internal/archive", "internal/cluster", "internal/review", "cmd",
}

// outside are packages beside the flow, which may import any stage and which no stage imports but in
// its tests.
var outside = []string{"internal/score", "internal/golden", "internal/collected", "internal/freeport", "internal/sample", "internal/reprint", "scripts"}

// public are the packages that other programs can import: each is a promise. docs/architecture.md says why.
var public = []string{
	root, module + "export", module + "extract", module + "extract/layout", module + "extract/ocr", module + "extract/ocr/tesseract",
	module + "extract/page", module + "normalize", module + "normalize/forms", module + "normalize/reconcile",
}

// No package becomes a promise by where it lies.
func TestPublicPackages(t *testing.T) {
	var got []string
	for _, p := range packages(t) {
		if p.Name != "main" && !strings.Contains(p.ImportPath, "/internal/") {
			got = append(got, p.ImportPath)
		}
	}
	slices.Sort(got)
	if d := cmp.Diff(public, got); d != "" {
		t.Error(d)
	}
}

// Nothing imports backwards: a stage knows those before it and none after it.
func TestArrows(t *testing.T) {
	for _, p := range packages(t) {
		from := stage(p.ImportPath)
		if from < 0 {
			if !isOutside(p.ImportPath) {
				t.Errorf("%s belongs to no stage", p.ImportPath)
			}
			continue
		}
		for _, i := range p.Imports {
			if to := stage(i); strings.HasPrefix(i, root) && (to < 0 || to > from) {
				t.Errorf("%s imports %s, which comes after it", p.ImportPath, i)
			}
		}
	}
}

func stage(path string) int {
	at, longest := -1, 0
	for i, s := range stages {
		if path == root && s == root {
			return i
		}
		if (path == module+s || strings.HasPrefix(path, module+s+"/")) && len(s) > longest {
			at, longest = i, len(s)
		}
	}
	return at
}

func isOutside(path string) bool {
	for _, o := range outside {
		if path == module+o || strings.HasPrefix(path, module+o+"/") {
			return true
		}
	}
	return false
}

type goPackage struct {
	ImportPath string
	Name       string
	Imports    []string
}

// packages are all packages of the module, by the Go command.
func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Name,Imports", module+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}
