package commands

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/archive"
)

// A program is named by its build ID where it has one, and another name is given to what was changed afterwards.
func TestProgramIdentity(t *testing.T) {
	self, err := ownProgram()
	if err != nil {
		t.Fatal(err)
	}
	own := identityFor(t, self)
	if runtime.GOOS == "linux" && !strings.HasPrefix(own, "build ") {
		t.Errorf("this program is named %q, not by its build ID", own)
	}
	data, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	if same := identityFor(t, programWith(t, data)); same != own {
		t.Errorf("a copy is named %q, the program %q", same, own)
	}
	if longer := identityFor(t, programWith(t, append(data, 0))); longer == own {
		t.Error("a program with a byte more has the same name")
	}
	plain := programWith(t, []byte("#!/bin/sh\nexit 0\n"))
	hash, err := archive.ContentHash(plain)
	if err != nil {
		t.Fatal(err)
	}
	if got := identityFor(t, plain); got != hash {
		t.Errorf("a program without a build ID is named %q, want its hash %s", got, hash)
	}
}

// An ID that is set by hand says nothing of the program.
func TestBuildIDSetByHand(t *testing.T) {
	self, err := ownProgram()
	if err != nil {
		t.Fatal(err)
	}
	id := buildID(self)
	if id == "" {
		t.Skip("programs of this system have no build ID that is read")
	}
	data, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []string{"redacted", strings.Repeat("x", len(id))} {
		changed := strings.Replace(string(data), id, set+strings.Repeat("\x00", len(id)-len(set)), 1)
		if got := identityFor(t, programWith(t, []byte(changed))); strings.HasPrefix(got, "build ") {
			t.Errorf("with the ID %q it is named %q", set, got)
		}
	}
}

func identityFor(t *testing.T, name string) string {
	t.Helper()
	id, err := programIdentity(name)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func programWith(t *testing.T, data []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(name, data, 0o755); err != nil {
		t.Fatal(err)
	}
	return name
}
