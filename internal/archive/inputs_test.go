package archive

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/normalize"
)

// storedFrom leaves a dataset of files in a folder, remembered as read from them.
func storedFrom(t *testing.T, dir string, files ...string) {
	t.Helper()
	ds, from := &normalize.Dataset{}, []Input{}
	for _, f := range files {
		sum, err := ContentHash(f)
		if err != nil {
			t.Fatal(err)
		}
		ds.Disclosures = append(ds.Disclosures, normalize.Disclosure{ID: normalize.DocumentID(sum, idDigits), SHA256: sum, File: filepath.Base(f)})
		from = append(from, InputOf(f, sum))
	}
	if err := Remember(dir, from); err != nil {
		t.Fatal(err)
	}
	if err := dataset.Write(context.Background(), dir, ds, []dataset.Format{dataset.CSV}); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, name, data string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestDropped(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	a, b := put(t, filepath.Join(in, "a.pdf"), "a"), put(t, filepath.Join(in, "b.pdf"), "b")
	other, moved := put(t, filepath.Join(dir, "a.pdf"), "other"), put(t, filepath.Join(dir, "moved.pdf"), "a")
	out := filepath.Join(dir, "out")
	storedFrom(t, out, a, b)
	tests := []struct {
		name         string
		given, files []string
		gone, lost   []string
	}{
		{"the same files", []string{a, b}, []string{a, b}, nil, nil},
		{"more files", []string{a, other, b}, []string{a, other, b}, nil, nil},
		{"their folder", []string{in}, []string{a, b}, nil, nil},
		{"their folder, one of them taken out", []string{in}, []string{a}, []string{b}, nil},
		{"a folder around it, with a slash", []string{dir + "/"}, []string{a, other}, []string{b}, nil},
		{"a folder whose name only begins alike", []string{in + "-2"}, nil, nil, []string{a, b}},
		{"one of them", []string{a}, []string{a}, nil, []string{b}},
		{"one of them by its bytes", []string{moved, b}, []string{moved, b}, nil, nil},
		{"another file of the same name", []string{other, b}, []string{other, b}, nil, []string{a}},
		{"named, but not found", []string{a, b}, []string{a}, nil, nil},
	}
	for _, tt := range tests {
		gone, lost, err := Dropped(out, tt.given, tt.files)
		if err != nil || !slices.Equal(gone, tt.gone) || !slices.Equal(lost, tt.lost) {
			t.Errorf("%s: gone %v, lost %v, %v", tt.name, gone, lost, err)
		}
	}
	if gone, lost, err := Dropped(filepath.Join(dir, "nothing"), nil, []string{a}); gone != nil || lost != nil || err != nil {
		t.Errorf("no dataset: %v, %v, %v", gone, lost, err)
	}
}

// Where it is not remembered where a document was read from, names and bytes tell.
func TestDroppedWithoutMemory(t *testing.T) {
	dir := t.TempDir()
	a, other := put(t, filepath.Join(dir, "in", "a.pdf"), "a"), put(t, filepath.Join(dir, "else", "a.pdf"), "other")
	out := filepath.Join(dir, "out")
	storedFrom(t, out, a)
	if err := os.RemoveAll(filepath.Join(out, workFolder)); err != nil {
		t.Fatal(err)
	}
	if _, lost, err := Dropped(out, []string{other}, []string{other}); lost != nil || err != nil {
		t.Errorf("of the same name: lost %v, %v", lost, err)
	}
	b := put(t, filepath.Join(dir, "b.pdf"), "b")
	if _, lost, err := Dropped(out, []string{b}, []string{b}); !slices.Equal(lost, []string{"a.pdf"}) || err != nil {
		t.Errorf("another name: lost %v, %v", lost, err)
	}
	// A document that came without a name stays by its bytes alone.
	sum, err := ContentHash(a)
	if err != nil {
		t.Fatal(err)
	}
	if err := Remember(out, []Input{{SHA256: sum, Name: "stdin.pdf"}}); err != nil {
		t.Fatal(err)
	}
	if _, lost, _ := Dropped(out, []string{other}, []string{other}); !slices.Equal(lost, []string{"a.pdf"}) {
		t.Errorf("nameless: lost %v", lost)
	}
	if _, lost, _ := Dropped(out, []string{a}, []string{a}); lost != nil {
		t.Errorf("nameless, the same bytes: lost %v", lost)
	}
}

// What is remembered is of the documents that are in the dataset, and of those that come.
func TestRememberForgets(t *testing.T) {
	dir := t.TempDir()
	a, b := put(t, filepath.Join(dir, "a.pdf"), "a"), put(t, filepath.Join(dir, "b\n\xff.pdf"), "b")
	out := filepath.Join(dir, "out")
	storedFrom(t, out, a)
	storedFrom(t, out, b)
	if from, err := Inputs(out); len(from) != 2 || err != nil {
		t.Errorf("while the dataset is written, both count: %+v, %v", from, err)
	}
	storedFrom(t, out, b)
	from, err := Inputs(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range from {
		if len(from) != 1 || in.Path != b {
			t.Errorf("%+v", from)
		}
	}
}

// Reports of an earlier run are replaced, what else has their names is not.
func TestReports(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, workFolder), 0o777); err != nil {
		t.Fatal(err)
	}
	list := []Fate{
		{File: "a\xff.pdf", Failure: &Failure{Class: Permanent, Reason: "it is bad, \"very\""}}, {File: "b.pdf"}, {File: "=1.pdf", Duplicate: "b.pdf", Document: "12"},
	}
	for _, kind := range []dataset.Format{dataset.CSV, dataset.CSVBOM, dataset.CSVSafe} {
		if err := WriteReports(dir, list, kind, false); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{
			FailuresFile:   "file,class,reason,seconds\r\na\uFFFD.pdf,permanent,\"it is bad, \"\"very\"\"\",0.0\r\n",
			DuplicatesFile: "file,same_as,sha256\r\n=1.pdf,b.pdf,12\r\n",
		} {
			switch kind {
			case dataset.CSVBOM:
				want = "\uFEFF" + want
			case dataset.CSVSafe:
				want = strings.Replace(want, "=1.pdf", "'=1.pdf", 1)
			}
			if got, err := os.ReadFile(filepath.Join(dir, name)); string(got) != want || err != nil {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		}
	}
	for _, foreign := range []string{"", "mine", "file,class\n", "file,class,reason,seconds,more\n"} {
		put(t, filepath.Join(dir, FailuresFile), foreign)
		if err := WriteReports(dir, nil, dataset.CSV, false); err == nil || !strings.Contains(err.Error(), FailuresFile) {
			t.Errorf("%q is overwritten: %v", foreign, err)
		}
	}
}
