package reconcile

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sort"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/collected"
	"github.com/mingxi/mingxi/normalize"
)

// TestMain lets memory grow where nothing is measured: datasets are reconciled thousands of times, each time anew, and a third of the
// time went into collecting what was dropped.
func TestMain(m *testing.M) {
	flag.Parse()
	if flag.Lookup("test.bench").Value.String() == "" {
		debug.SetGCPercent(400)
	}
	os.Exit(m.Run())
}

// corpusFiles are the department documents of the corpus beside the repository.
func corpusFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, dir := range []string{"dept-budget", "dept-final"} {
		found, err := filepath.Glob(filepath.Join(collected.Dir(t), dir, "*.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	sort.Strings(files)
	return files
}

// parsed are the datasets that tests have read, by file.
var parsed = map[string]*normalize.Dataset{}

// readDataset reads a document, once for all tests. What it gives is the caller's to change.
func readDataset(t *testing.T, file string) *normalize.Dataset {
	t.Helper()
	if _, done := parsed[file]; !done {
		doc, err := extract.Read(context.Background(), file, extract.Options{})
		if err != nil {
			t.Logf("%s: %v", filepath.Base(file), err)
			parsed[file] = nil
		} else {
			parsed[file] = normalize.Document(doc)
		}
	}
	if parsed[file] == nil {
		return nil
	}
	ds := *parsed[file]
	ds.Disclosures, ds.Tables, ds.Records = slices.Clone(ds.Disclosures), slices.Clone(ds.Tables), slices.Clone(ds.Records)
	ds.Claims, ds.Findings = slices.Clone(ds.Claims), slices.Clone(ds.Findings)
	return &ds
}
