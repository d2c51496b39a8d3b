package dataset

import (
	"context"
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/internal/dataset/contract"
)

// What is converted is what would have been written at once.
func TestConvert(t *testing.T) {
	ds := sample("daaaaaaaaaaaa", "预算.pdf")
	formats := slices.DeleteFunc(slices.Clone(Formats), func(f Format) bool { return f == CSV || f == XLSX })
	dir := write(t, ds, CSV, XLSX)
	if err := Convert(context.Background(), dir, dir, formats); err != nil {
		t.Fatal(err)
	}
	want := tree(t, write(t, ds, Formats...))
	if d := cmp.Diff(want, tree(t, dir)); d != "" {
		t.Error(d)
	}
	other := filepath.Join(t.TempDir(), "other")
	if err := Convert(context.Background(), dir, other, formats); err != nil {
		t.Fatal(err)
	}
	got := describedIn(t, other)
	for _, r := range got.desc.Resources {
		got.read(r)
	}
	if d := cmp.Diff(names(tree(t, write(t, ds, formats...))), names(got.files)); d != "" {
		t.Error(d)
	}
	if err := Convert(context.Background(), dir, dir, formats); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, tree(t, dir)); d != "" {
		t.Errorf("converted twice: %s", d)
	}
}

func TestConvertNothing(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	if err := Convert(ctx, dir, dir, []Format{JSON}); !errors.Is(err, ErrUnreadable) {
		t.Errorf("an empty folder: %v", err)
	}
	dir = write(t, sample("daaaaaaaaaaaa", "a.pdf"), JSON)
	before := tree(t, dir)
	if err := Convert(ctx, dir, dir, []Format{Parquet}); !errors.Is(err, ErrUnreadable) {
		t.Error("converted without CSV")
	}
	if err := Convert(ctx, dir, dir, []Format{XLSX}); !errors.Is(err, ErrWorkbooks) {
		t.Errorf("workbooks: %v", err)
	}
	if d := cmp.Diff(before, tree(t, dir)); d != "" {
		t.Errorf("a conversion that failed left: %s", d)
	}
}

// A dataset whose CSV is safe for spreadsheets is read back, and converted, as what the documents print.
func TestSafeCSVIsReadBack(t *testing.T) {
	ds := sample("daaaaaaaaaaaa", "=1+1.pdf")
	ds.Tables[0].Cells[4].Text, ds.Records[0].Text = "@SUM(A1)", "=cmd"
	plain, safe := write(t, ds, CSV), write(t, ds, CSVSafeBOM)
	for name, want := range map[string]string{"documents.csv": ",'=1+1.pdf,", "records.csv": ",'=cmd,", contract.TableName(&ds.Tables[0]): "'@SUM(A1)"} {
		if got := tree(t, safe)[name]; !strings.Contains(got, want) || !strings.HasPrefix(got, byteOrderMark) {
			t.Errorf("%s: %s", name, got)
		}
	}
	stored, err := Open(safe)
	if err != nil {
		t.Fatal(err)
	}
	got, err := stored.Dataset("daaaaaaaaaaaa")
	if err != nil || got.Disclosures[0].File != "=1+1.pdf" || got.Records[0].Text != "=cmd" {
		t.Errorf("%v, %v, %v", err, got.Disclosures, got.Records[0].Text)
	}
	if got := FormatsIn(safe); !slices.Equal(got, []Format{CSVSafeBOM}) {
		t.Errorf("formats %v", got)
	}
	again := t.TempDir()
	if err := Convert(context.Background(), safe, again, []Format{CSV}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(tree(t, plain), tree(t, again)); d != "" {
		t.Error(d)
	}
	if err := Convert(context.Background(), again, again, []Format{CSVSafeBOM}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(tree(t, safe), tree(t, again)); d != "" {
		t.Error(d)
	}
}

// The loaders' expression undoes what makes CSV safe, as raw does.
func TestMadeSafe(t *testing.T) {
	made := regexp.MustCompile(madeSafe)
	for _, s := range []string{"", "'", "收入", "=1+1", "'=1+1", "''@a", "-5", "'-5", "''-5", "-", "——", "'——", "－项目", "\tx", "'x", "＝1", "+1,000.5%", "'+1"} {
		safe := neutral(s)
		if got := made.ReplaceAllString(safe, "$1"); got != s || raw(safe) != s {
			t.Errorf("%q becomes %q, and %q again; %q by raw", s, safe, got, raw(safe))
		}
	}
}

// The kinds of CSV are chosen by flags of their own, and what is named twice is written once.
func TestParseFormats(t *testing.T) {
	if got, err := ParseFormats([]string{"csv", " CSV", "json", "csv"}); err != nil || !slices.Equal(got, []Format{CSV, JSON}) {
		t.Errorf("formats %v (%v), want csv and json once", got, err)
	}
	for _, f := range append([]Format{"pdf"}, dialects[1:]...) {
		if got, err := ParseFormats([]string{string(f)}); err == nil {
			t.Errorf("%s is taken as %v", f, got)
		}
	}
}
