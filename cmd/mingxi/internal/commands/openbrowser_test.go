package commands

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// The secret in the address is in nothing that others on the machine can read.
func TestReviewOpensBrowser(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("another command opens addresses here")
	}
	const address = "http://127.0.0.1:1/secret/"
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte("#!/bin/sh\n{ echo \"$@\"; stat -c %a \"$1\"; cat \"$1\"; } > \"$0.half\"; mv \"$0.half\" \"$0.seen\"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("TMPDIR", t.TempDir())
	done := openBrowser(address)
	seen, err := os.ReadFile(filepath.Join(bin, "xdg-open.seen"))
	for ; errors.Is(err, os.ErrNotExist); seen, err = os.ReadFile(filepath.Join(bin, "xdg-open.seen")) {
		time.Sleep(time.Millisecond)
	}
	lines := strings.SplitN(string(seen), "\n", 3)
	if err != nil || len(lines) != 3 || strings.Contains(lines[0], "secret") || lines[1] != "600" || !strings.Contains(lines[2], "url="+address+`"`) {
		t.Errorf("%s, %v", seen, err)
	}
	done()
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 {
		t.Errorf("%v", left)
	}
}
