// Package golden holds a stage's output against what it was when somebody last looked at it.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Update says that what is expected is to be rewritten.
var Update = flag.Bool("update", false, "rewrite the golden files; review the difference before it is committed")

// Compare holds texts, by file name, against the files of the folder dir. A file that no text belongs
// to, and a folder that holds none, fail. With -update the files are rewritten, which CI refuses.
func Compare(t *testing.T, dir string, texts map[string]string) {
	t.Helper()
	if len(texts) == 0 {
		t.Fatal("there is nothing to compare")
	}
	if *Update {
		rewrite(t, dir, texts)
	}
	for name, got := range texts {
		want, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Errorf("%v; run with -update to make it", err)
			continue
		}
		if d := cmp.Diff(string(want), got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	for _, name := range files(t, dir) {
		if _, ok := texts[name]; !ok {
			t.Errorf("%s: nothing is compared with it", filepath.Join(dir, name))
		}
	}
}

func rewrite(t *testing.T, dir string, texts map[string]string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal("golden files are not rewritten under CI")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
