package mingxi_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/internal/sample"
)

// known names the cases that do not come out right yet, and what comes out instead. A case that is in the list
// and comes out right fails the test, so that the list only gets shorter.
var known = map[string]string{
	"c01-fund-columns-of-zero":      "a column of one fund is held against the total of all",
	"c01-income-with-carry-over":    "this year's income is held against the income with what was carried over",
	"c01-personnel-and-running":     "the personnel part of a row is held against its total",
	"c04-decimals-on-two-lines":     "an amount whose decimals wrap has no value",
	"c04-last-comma-only":           "an amount with its last comma alone has no value",
	"c04-last-digit-on-second-line": "the last digit of an amount, on a line of its own, is another amount",
	"c05-column-off-by-a-digit":     "rounding in a sum is told as a slip",
	"c05-last-digit-of-a-sum":       "rounding in a sum is told as a slip",
}

// TestCases prints every document of testdata/cases, each of which stands for a class of faults, reads it and
// compares what comes out with what its writer says must.
func TestCases(t *testing.T) {
	const dir = "testdata/cases"
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no cases: ", err)
	}
	there := map[string]bool{}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		there[name] = true
		t.Run(name, func(t *testing.T) {
			differences := differences(t, os.DirFS(dir), name)
			why, expected := known[name]
			switch {
			case expected && len(differences) == 0:
				t.Errorf("it comes out right now: take it off the list of known faults (%s)", why)
			case expected:
				t.Logf("known fault: %s\n%s", why, strings.Join(differences, "\n"))
			case len(differences) > 0:
				t.Error(strings.Join(differences, "\n"))
			}
		})
	}
	for name := range known {
		if !there[name] {
			t.Errorf("the list of known faults names %s, which is no case", name)
		}
	}
}

// differences prints a case, reads it and tells what does not come out as it must.
func differences(t *testing.T, files fs.FS, name string) []string {
	t.Helper()
	doc, err := sample.Read(files, name)
	if err != nil {
		t.Fatal(err)
	}
	want, err := parseWant(doc.Expected)
	if err != nil {
		t.Fatal(err)
	}
	data, err := sample.Print(doc)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "doc.pdf")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	ds, err := mingxi.Read(context.Background(), file, mingxi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return want.differences(ds)
}
