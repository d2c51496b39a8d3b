package dataset

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// node runs a script in a folder with a package of npm, name@version, and gives what it prints. The package is kept in bin; where
// it is neither there nor to be had, the test is skipped.
func node(t *testing.T, pkg, dir, script string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "node", append([]string{"-e", script, "--"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules(t, pkg))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return strings.TrimSpace(string(out))
}

// modules is the folder that has a package of npm with what it needs. It gets its name when it is whole.
func modules(t *testing.T, pkg string) string {
	t.Helper()
	kept, err := filepath.Abs(filepath.Join("..", "..", "bin", "npm", strings.ReplaceAll(pkg, "/", "+")))
	if err != nil {
		t.Fatal(err)
	}
	where := filepath.Join(kept, "node_modules")
	if _, err := os.Stat(where); err == nil {
		return where
	}
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not tried: %v", pkg, err)
		}
	}
	if err := os.MkdirAll(filepath.Dir(kept), 0o755); err != nil {
		t.Fatal(err)
	}
	new, err := os.MkdirTemp(filepath.Dir(kept), ".new")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(new)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	install := exec.CommandContext(ctx, "npm", "install", "--no-fund", "--no-audit", "--ignore-scripts", "--fetch-retries=0", "--prefix", new, pkg)
	if out, err := install.CombinedOutput(); err != nil {
		t.Skipf("%s is not tried, since npm does not bring it: %v\n%s", pkg, err, out)
	}
	if err := os.Rename(new, kept); err != nil {
		if _, other := os.Stat(where); other != nil {
			t.Fatal(err)
		}
	}
	return where
}
