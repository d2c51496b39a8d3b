package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/faulty"
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/golden"
)

// TestMisuses runs command lines that go wrong, as a shell takes them, and holds what each says and its exit status against
// what was looked at: one line that tells what to do, and for command lines one that names the help.
func TestMisuses(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the command lines name devices of Linux")
	}
	t.Parallel()
	list, err := os.ReadFile(filepath.Join("testdata", "misuses.txt"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	prepareMisuse(t, dir)
	lines := strings.Split(strings.TrimSpace(string(list)), "\n")
	said := make([]string, len(lines))
	var wait sync.WaitGroup
	turns := make(chan struct{}, runtime.GOMAXPROCS(0))
	commands := 0
	for i, line := range lines {
		if line == "" || line[0] == '#' {
			said[i] = line + "\n"
			continue
		}
		commands++
		turns <- struct{}{}
		wait.Go(func() {
			said[i] = misuse(dir, line)
			<-turns
		})
	}
	wait.Wait()
	if commands < 60 {
		t.Errorf("%d command lines", commands)
	}
	for line := range strings.Lines(strings.Join(said, "")) {
		what, ok := strings.CutPrefix(line, "mingxi: ")
		if chinese := bilingual.OfError(strings.TrimSpace(what)).MessageZh; ok && !strings.ContainsFunc(chinese, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%q has no Chinese in errors.txt", what)
		}
	}
	golden.Compare(t, filepath.Join("testdata", "misuses"), map[string]string{"said.txt": strings.Join(said, "")})
}

// prepareMisuse puts the files that the command lines name into a folder.
func prepareMisuse(t *testing.T, dir string) {
	document, err := os.ReadFile(shippedDocument)
	if err != nil {
		t.Fatal(err)
	}
	self, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"bin", "folder", "tmp"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(self, filepath.Join(dir, "bin", "mingxi")); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"budget.pdf": string(document), "other.pdf": string(document) + "%other\n", "cut.pdf": string(document[:20000]), "empty.pdf": "",
		"text.pdf": "this is no PDF\n", "page.pdf": "<!DOCTYPE html><html></html>\n", "secret.txt": "secret\n",
	} {
		put(t, dir, name, content)
	}
	if said := misuse(dir, "mingxi extract budget.pdf -o dataset -q --format csv"); !strings.Contains(said, "exit status 0") {
		t.Fatal(said)
	}
}

// misuse runs a command line, and gives what it says on stderr and how it ends.
func misuse(dir, line string) string {
	cmd := exec.Command("/bin/sh", "-c", line)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + filepath.Join(dir, "bin") + ":/usr/bin:/bin", "HOME=" + dir, "TMPDIR=" + filepath.Join(dir, "tmp"), faulty.Variable + "=1", compiled()}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	_ = cmd.Run() // its status is what is looked at
	return fmt.Sprintf("$ %s\n%sexit status %d\n", line, strings.ReplaceAll(stderr.String(), dir, "DIR"), cmd.ProcessState.ExitCode())
}
