package mingxi_test

import (
	"context"
	"flag"
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
var known = map[string]string{}

var keep = flag.String("keep", "", "a folder to leave the cases in as PDF files")

// TestCases prints every document of testdata/cases, each of which stands for a class of faults, reads it and
// compares what comes out with what its writer says must.
func TestCases(t *testing.T) {
	const dir = "testdata/cases"
	names, err := sample.Names(os.DirFS(dir))
	if err != nil || len(names) == 0 {
		t.Fatal("no cases: ", err)
	}
	there := map[string]bool{}
	for _, name := range names {
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
	data, lines, err := sample.Print(files, name)
	if err != nil {
		t.Fatal(err)
	}
	want, err := parseWant(lines)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "doc.pdf")
	if *keep != "" {
		file = filepath.Join(*keep, name+".pdf")
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	ds, err := mingxi.Read(context.Background(), file, mingxi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return want.differences(ds)
}
