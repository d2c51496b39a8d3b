package commands

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// endless is a list that goes on for ever.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestEndlessListIsRefused(t *testing.T) {
	t.Parallel()
	in := expand([]string{"-"}, endless{})
	if len(in.files) != 0 || len(in.problems) != 1 || !strings.Contains(in.problems[0].Error(), "stdin: this is no list of names") {
		t.Errorf("%d files, problems %v", len(in.files), in.problems)
	}
}

// A folder inside that cannot be read costs what is in it, and nothing else.
func TestUnreadableFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root can read every folder")
	}
	dir := t.TempDir()
	for _, name := range []string{"a/x.pdf", "b/x.pdf", "c/x.pdf"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Join(dir, "b"), 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(filepath.Join(dir, "b"), 0o777)
	in := expand([]string{dir}, nil)
	want := []string{filepath.Join(dir, "a/x.pdf"), filepath.Join(dir, "c/x.pdf")}
	if d := cmp.Diff(want, in.files); d != "" || len(in.problems) != 1 {
		t.Errorf("%s, problems %v", d, in.problems)
	}
}
