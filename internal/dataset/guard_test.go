package dataset

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/normalize"
)

// Whatever has a name that a dataset takes stays as it is, in whatever format, and so does all else.
func TestForeignFiles(t *testing.T) {
	for _, name := range []string{
		"records.csv", "targets.jsonl", "claims.parquet", "dataset.sqlite", "a.xlsx", "datapackage.json", "tables/daaaaaaaaaaaa/01-支出-总表.csv",
	} {
		for _, isFolder := range []bool{false, true} {
			dir := t.TempDir()
			at := filepath.Join(dir, filepath.FromSlash(name))
			if isFolder {
				at = filepath.Join(at, "inside")
			}
			if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o777), os.WriteFile(at, []byte("mine"), 0o666)); err != nil {
				t.Fatal(err)
			}
			before := tree(t, dir)
			err := Write(context.Background(), dir, sample("daaaaaaaaaaaa", "a.pdf"), Formats)
			if !errors.Is(err, ErrForeign) {
				t.Errorf("%s: error %v", name, err)
			}
			if d := cmp.Diff(before, tree(t, dir)); d != "" {
				t.Errorf("%s: %s", name, d)
			}
			err = Writable(context.Background(), dir, []string{"x/a.pdf"}, Formats, false)
			if known := filepath.Dir(name) == "."; errors.Is(err, ErrForeign) != known {
				t.Errorf("%s: before it is read: %v", name, err)
			}
		}
	}
	if err := Write(context.Background(), t.TempDir(), &normalize.Dataset{}, Formats); err != nil {
		t.Error(err)
	}
}

// A file that was changed since it was written is somebody's work: it stays, as does what is in the place of a file
// that was written. Whoever means it can have it overwritten.
func TestChangedFiles(t *testing.T) {
	ctx, ds := context.Background(), sample("aaaaaaaaaaaa", "a.pdf")
	portions := []Portion{{Dataset: func() (*normalize.Dataset, error) { return ds, nil }}}
	for _, name := range []string{"findings.csv", "a.xlsx", "tables/aaaaaaaaaaaa/01-支出-总表.csv"} {
		dir := write(t, ds, Formats...)
		want := tree(t, dir)
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte("judged"), 0o666); err != nil {
			t.Fatal(err)
		}
		changed := tree(t, dir)
		if err := Write(ctx, dir, ds, Formats); !errors.Is(err, ErrForeign) {
			t.Errorf("%s: error %v", name, err)
		}
		if d := cmp.Diff(changed, tree(t, dir)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if err := WritePortions(ctx, dir, portions, Writing{Formats: Formats, Width: 1, Force: true}); err != nil {
			t.Errorf("%s: by force: %v", name, err)
		}
		if d := cmp.Diff(want, tree(t, dir)); d != "" {
			t.Errorf("%s: by force: %s", name, d)
		}
	}
}

// No two documents have one workbook, whatever their files are called.
func TestWorkbooksHaveNamesOfTheirOwn(t *testing.T) {
	docs := []normalize.Disclosure{
		{ID: "d1", File: "a.pdf"}, {ID: "d2", File: "x/A.PDF"}, {ID: "d3", File: "a-d1.pdf"}, {ID: "d4", File: "A-D2.pdf"}, {ID: "d5", File: "b.pdf"},
		{ID: "d6", File: "\u00e9.pdf"}, {ID: "d7", File: "e\u0301.pdf"},
	}
	seen := map[string]bool{}
	for _, name := range workbookNames(docs) {
		if seen[folded(name)] {
			t.Errorf("two are called %s", name)
		}
		seen[folded(name)] = true
	}
	if !seen["a-d1.xlsx"] || !seen["b.xlsx"] {
		t.Errorf("names %v", seen)
	}
}
