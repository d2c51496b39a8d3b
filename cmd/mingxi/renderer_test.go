package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/sample"
)

// What draws pages takes seconds and hundreds of megabytes to compile on a machine that has not yet: no document that has
// only text waits for it, and one that must be drawn has it compiled for all that come after. Here all is in the cache but
// that it is there, which is found out as it would be compiled.
func TestRendererIsCompiledWhereNeeded(t *testing.T) {
	if !networks.Available() {
		t.Skip("what must be drawn is read by networks")
	}
	t.Parallel()
	cache, dir := t.TempDir(), t.TempDir()
	haveCompiled(t, cache)
	for _, name := range preparedIn(t, cache) {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		document string
		commands [][]string
		compiled bool
	}{
		{"c00-base", [][]string{{"tables", "--json"}, {"extract", "-o", t.TempDir()}}, false},
		{"c13-chinese-as-outlines", [][]string{{"tables", "--json"}}, true},
	} {
		data, _, err := sample.Print(os.DirFS(cases), step.document)
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, step.document+".pdf", string(data))
		for _, args := range step.commands {
			cmd := program(append(args, filepath.Join(dir, step.document+".pdf"))...)
			cmd.Env = append(cmd.Env, "XDG_CACHE_HOME="+cache)
			if said, err := cmd.CombinedOutput(); exitCode(err) > commands.ExitFindings {
				t.Fatalf("%v: %v: %s", args, err, said)
			}
		}
		if ready := preparedIn(t, cache); (len(ready) > 0) != step.compiled {
			t.Errorf("%s: %v is ready", step.document, ready)
		}
	}
}

// preparedIn are the files that say that PDFium is compiled.
func preparedIn(t *testing.T, cache string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(cache, "mingxi", "renderer", "prepared*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// haveCompiled puts what PDFium is compiled to into a cache folder.
func haveCompiled(t *testing.T, cache string) {
	t.Helper()
	usual, err := os.UserCacheDir()
	if err != nil || pdfium.Prepare() != nil {
		return // it is compiled there
	}
	to := filepath.Join(cache, "mingxi")
	if err := os.MkdirAll(to, 0o777); err != nil {
		t.Fatal(err)
	}
	copyTree(t, filepath.Join(usual, "mingxi", "renderer"), to)
}
