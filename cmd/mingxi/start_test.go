package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// A process that reads a page never collects memory: what its libraries make when it starts is no reason to.
func TestStartCollectsNothing(t *testing.T) {
	dir := t.TempDir()
	smallCopies(t, dir, 1)
	cmd := program("tables", "--json", filepath.Join(dir, "0.pdf"))
	cmd.Env = append(cmd.Env, "GOGC=", "GODEBUG=gctrace=1")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	if strings.Contains(said.String(), "gc 1 @") {
		t.Errorf("memory was collected: %s", said.String())
	}
}
