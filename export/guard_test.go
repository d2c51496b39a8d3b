package export

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/normalize"
)

// A run that ends while its files get their names leaves none that the next run takes for somebody else's,
// and that one ends as if nothing had been: also where the killed one had other documents and formats.
func TestEndAmongNames(t *testing.T) {
	ctx, one, two := context.Background(), sample("daaaaaaaaaaaa", "a.pdf"), sample("dbbbbbbbbbbbb", "b.pdf")
	two.Append(one)
	want := tree(t, write(t, two, CSV, XLSX))
	for named := 1; ; named++ {
		dir := write(t, one, JSON)
		s, err := newDraft(dir)
		if err != nil {
			t.Fatal(err)
		}
		rows := func(r resource) iter.Seq[[]string] { return r.rows(two) }
		after := &draft{dir: dir, temp: s.temp}
		for _, f := range []Format{CSV, XLSX} {
			if err := errors.Join(writeResources(ctx, after, f, rows), writeDocuments(ctx, after, f, two)); err != nil {
				t.Fatal(err)
			}
		}
		if err := readPackage(dir).announce(after, describe(two, after.files)); err != nil {
			t.Fatal(err)
		}
		if named > len(after.files) {
			return
		}
		after.files = after.files[:named]
		if err := after.commit(); err != nil {
			t.Fatal(err)
		}
		if err := Write(ctx, dir, two, []Format{CSV, XLSX}); err != nil {
			t.Fatalf("after %d names: %v", named, err)
		}
		if d := cmp.Diff(want, tree(t, dir)); d != "" {
			t.Fatalf("after %d names: %s", named, d)
		}
	}
}

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
			err = Writable(dir, []string{"x/a.pdf"}, Formats)
			if known := filepath.Dir(name) == "."; errors.Is(err, ErrForeign) != known {
				t.Errorf("%s: before it is read: %v", name, err)
			}
		}
	}
	if err := Write(context.Background(), t.TempDir(), &normalize.Dataset{}, Formats); err != nil {
		t.Error(err)
	}
}
