package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/sample"
)

// What draws pages takes seconds and hundreds of megabytes to compile on a machine that has not yet: no document that has
// only text waits for it, and one that must be drawn has it compiled for all that come after.
func TestRendererIsCompiledWhereNeeded(t *testing.T) {
	if testing.Short() || !networks.Available() {
		t.Skip("PDFium is compiled, which takes seconds, and reads by networks")
	}
	t.Parallel()
	cache, dir := t.TempDir(), t.TempDir()
	for _, step := range []struct {
		document string
		compiled bool
	}{{"c00-base", false}, {"c13-chinese-as-outlines", true}} {
		data, _, err := sample.Print(os.DirFS(cases), step.document)
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, step.document+".pdf", string(data))
		for _, args := range [][]string{{"tables", "--json"}, {"extract", "-o", t.TempDir()}} {
			cmd := program(append(args, filepath.Join(dir, step.document+".pdf"))...)
			cmd.Env = append(cmd.Env, "XDG_CACHE_HOME="+cache)
			if said, err := cmd.CombinedOutput(); exitCode(err) > commands.ExitFindings {
				t.Fatalf("%v: %v: %s", args, err, said)
			}
		}
		ready, err := filepath.Glob(filepath.Join(cache, "mingxi", "renderer", "prepared*"))
		if err != nil || (len(ready) > 0) != step.compiled {
			t.Errorf("%s: %v is ready, error %v", step.document, ready, err)
		}
	}
}
