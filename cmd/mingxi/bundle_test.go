package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/export"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// inTwoFiles cuts the shipped document into its narrative and its tables, by leaving pages out of the
// tree of pages, without moving a byte.
func inTwoFiles(t *testing.T, dir string) (narrative, tables string) {
	t.Helper()
	data, err := os.ReadFile(shippedDocument)
	if err != nil {
		t.Fatal(err)
	}
	first, all := "/Kids [2 0 R 7 0 R 9 0 R 11 0 R 13 0 R 15 0 R 17 0 R 19 0 R]", "/Kids [47 0 R 48 0 R 49 0 R]"
	instead := func(name string, changes ...string) string {
		out := string(data)
		for i := 0; i < len(changes); i += 2 {
			if strings.Count(out, changes[i]) != 1 {
				t.Fatalf("the shipped document has no single %s", changes[i])
			}
			out = strings.Replace(out, changes[i], changes[i+1]+strings.Repeat(" ", len(changes[i])-len(changes[i+1])), 1)
		}
		put(t, dir, name, out)
		return filepath.Join(dir, name)
	}
	narrative = instead("narrative.pdf", all, "/Kids [47 0 R]", "/Count 21", "/Count 6", first, "/Kids [2 0 R 7 0 R 9 0 R 11 0 R 13 0 R 15 0 R]")
	tables = instead("tables.pdf", first, "/Kids [17 0 R 19 0 R]", "/Count 21", "/Count 15")
	return narrative, tables
}

// extracted runs extract and gives every file of the dataset.
func extracted(t *testing.T, out string, args ...string) map[string]string {
	t.Helper()
	cmd := program(append([]string{"extract", "-o", out, "--quiet", "--format", "csv,xlsx,parquet"}, args...)...)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	files := tree(t, out)
	for _, list := range []string{archive.FailuresFile, archive.DuplicatesFile} {
		delete(files, list) // they tell of the run
	}
	return files
}

// A narrative and tables of one department-year are found and reconciled as one: as much is proven, and
// each stays a document of its own.
func TestBundleIsFound(t *testing.T) {
	t.Parallel()
	in, out := t.TempDir(), t.TempDir()
	inTwoFiles(t, in)
	files := extracted(t, out, in)
	docs := rows(t, filepath.Join(out, "documents.csv"))
	if len(docs) != 3 || of(docs, 1, "bundle") != docs[1][0] || of(docs, 2, "bundle") != docs[1][0] || docs[2][0] == docs[1][0] {
		t.Fatalf("documents %v", docs)
	}
	if of(docs, 2, "verified") != "273" || of(docs, 1, "failed") != "1" || of(docs, 2, "failed") != "0" {
		t.Errorf("verified and failed: %v", docs)
	}
	whole := t.TempDir()
	extracted(t, whole, shippedDocument)
	claims, inOne := rows(t, filepath.Join(out, "claims.csv")), rows(t, filepath.Join(whole, "claims.csv"))
	for i, c := range claims[1:] {
		tied := inOne[i+1][14] != "[]"
		if c[0] != docs[1][0] || strings.Contains(c[14], docs[2][0]+":") != tied {
			t.Errorf("claim %s of document %s has the records %s; in one document %s", c[1], c[0], c[14], inOne[i+1][14])
		}
	}
	if d := cmp.Diff(files, extracted(t, t.TempDir(), in, "-j", "1")); d != "" {
		t.Errorf("one worker: %s", d)
	}
}

// What comes of a bundle does not depend on what was read before: a partner can come, change and go.
func TestBundleGoesOn(t *testing.T) {
	t.Parallel()
	in, out := t.TempDir(), t.TempDir()
	_, tables := inTwoFiles(t, in)
	fresh := func() map[string]string { return extracted(t, t.TempDir(), in) }
	both := extracted(t, out, in)
	alone := filepath.Join(t.TempDir(), "tables.pdf")
	if err := os.Rename(tables, alone); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(fresh(), extracted(t, out, in)); d != "" {
		t.Errorf("the tables are gone: %s", d)
	}
	if err := os.Rename(alone, tables); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(both, extracted(t, out, in)); d != "" {
		t.Errorf("they are back: %s", d)
	}
	whole, _ := os.ReadFile(shippedDocument)
	put(t, in, "whole.pdf", string(whole))
	if d := cmp.Diff(fresh(), extracted(t, out, in)); d != "" {
		t.Errorf("a complete document beside them: %s", d)
	}
	docs := rows(t, filepath.Join(out, "documents.csv"))
	for i := range docs[1:] {
		if of(docs, i+1, "bundle") != "" {
			t.Errorf("%s is in a bundle, though a complete document could be meant", docs[i+1][1])
		}
	}
}

// The same comes out of workers and of one process.
func TestBundleInOneProcess(t *testing.T) {
	t.Parallel()
	in := t.TempDir()
	narrative, tables := inTwoFiles(t, in)
	want := extracted(t, t.TempDir(), "--bundle", narrative, tables)
	whole := &normalize.Dataset{}
	for _, name := range []string{narrative, tables} {
		ds, err := mingxi.Read(context.Background(), name, mingxi.Options{})
		if err != nil {
			t.Fatal(err)
		}
		whole.Append(ds)
	}
	normalize.FindBundles(whole.Disclosures)
	normalize.Measure(whole)
	reconcile.Check(whole, reconcile.Options{})
	out := t.TempDir()
	formats, _ := export.ParseFormats([]string{"csv", "xlsx", "parquet"})
	if err := export.Write(context.Background(), out, whole, formats); err != nil {
		t.Fatal(err)
	}
	got := tree(t, out)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// --bundle says that files belong together where they do not say it themselves.
func TestBundleGiven(t *testing.T) {
	t.Parallel()
	in, out := t.TempDir(), t.TempDir()
	smallCopies(t, in, 2)
	extracted(t, out, "--bundle", in)
	docs := rows(t, filepath.Join(out, "documents.csv"))
	if len(docs) != 3 || of(docs, 1, "bundle") == "" || of(docs, 1, "bundle") != of(docs, 2, "bundle") {
		t.Errorf("documents %v", docs)
	}
	if err := program("check", "--bundle", filepath.Join(in, "0.pdf")).Run(); exitCode(err) != commands.ExitUsage {
		t.Errorf("one file is no bundle: %v", err)
	}
}

// of is the value of a named column in the n-th row below the header line.
func of(rows [][]string, n int, column string) string {
	return rows[n][slices.Index(rows[0], column)]
}
