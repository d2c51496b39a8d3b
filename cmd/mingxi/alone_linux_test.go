package main

import (
	"bytes"
	"debug/elf"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/faulty"
	"github.com/mingxi/mingxi/internal/networks"
)

// shown are the blocks of a README that shells are given, with what they print where it says so.
var shown = regexp.MustCompile("(?s)```(?:console|sh)\n(.*?)```\n(?:\n<!-- output -->\n```text\n(.*?)```\n)?")

// TestReadmeAlone follows the READMEs word for word on a machine that has nothing: the folder that is its root holds the static
// program of a release and a PDF, and neither programs nor libraries, fonts, devices, /proc or a network. All that they say of
// mingxi must work there; what they say of make is for machines that have Go.
func TestReadmeAlone(t *testing.T) {
	if !networks.Available() {
		t.Skip("without the tag weights this is not the program of a release")
	}
	t.Parallel()
	root := t.TempDir()
	staticProgram(t, filepath.Join(root, "mingxi"))
	haveCompiled(t, filepath.Join(root, "home", ".cache"))
	document, err := os.ReadFile(shippedDocument)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "budget.pdf"), document, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, language := range map[string]string{"README.md": "en", "README.zh.md": "zh"} {
		text, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		followed := 0
		for _, block := range shown.FindAllStringSubmatch(string(text), -1) {
			for line := range strings.Lines(block[1]) {
				line, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "$ "), " #")
				words := strings.Fields(line)
				if len(words) == 0 || words[0] != "mingxi" {
					continue
				}
				followed++
				said, status := alone(t, root, language, words[1:]...)
				if status != 0 {
					t.Errorf("%s: %s: exit status %d: %s", name, line, status, said)
				}
				if want := block[2]; want != "" {
					if d := cmp.Diff(want, said); d != "" {
						t.Errorf("%s: %s: %s", name, line, d)
					}
				}
			}
		}
		if followed < 3 {
			t.Errorf("%s: %d command lines were followed", name, followed)
		}
	}
	if said, status := alone(t, root, "en", "review", "dataset", "--static", "site"); status != 0 {
		t.Errorf("exit status %d: %s", status, said)
	}
	if pictures, err := filepath.Glob(filepath.Join(root, "site", "img", "*.png")); err != nil || len(pictures) != 21 {
		t.Errorf("%d pages were drawn: %v", len(pictures), err)
	}
}

// staticProgram puts the program into a file: this test program, which is mingxi too, or, where that needs libraries and so is not
// linked as a release is, one that is built.
func staticProgram(t *testing.T, name string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	linked, err := elf.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer linked.Close()
	if !slices.ContainsFunc(linked.Progs, func(p *elf.Prog) bool { return p.Type == elf.PT_INTERP }) {
		copyTree(t, self, name) // by another process: a file that this one has written, others that it starts at the time keep busy
		return
	}
	build := exec.Command("go", "build", "-tags", "weights", "-o", name, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
}

// alone runs the program of a folder with that for its root, and gives what it says on stdout and how it ends.
func alone(t *testing.T, root, language string, args ...string) (string, int) {
	t.Helper()
	cmd := exec.Command("/mingxi", args...)
	cmd.Dir = "/"
	cmd.Env = []string{"MINGXI_LANG=" + language, "HOME=/home", faulty.Variable + "=1"}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Chroot: root, Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET, // which is what lets those who are not root
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}, GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(""), &stdout, &stderr
	err := cmd.Run()
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOSPC) {
		t.Skip("the system lets nobody change the root of a process: ", err)
	}
	if ended := new(exec.ExitError); err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	if stderr.Len() > 0 {
		t.Errorf("%s: %s", strings.Join(args, " "), stderr.String())
	}
	return stdout.String(), cmd.ProcessState.ExitCode()
}
