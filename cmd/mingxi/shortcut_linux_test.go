package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/shortcut"
)

// A said thing is all that is known of a command that has ended.
type said struct {
	Status      int
	Out, Errors string
}

func saidBy(t *testing.T, cmd *exec.Cmd) said {
	t.Helper()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	return said{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// What tables says of a file is the same whether one process reads and prints it or one reads and another prints, also of files that end
// the process that reads.
func TestShortcutChangesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	smallCopies(t, dir, 1)
	good, err := os.ReadFile(filepath.Join(dir, "0.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "damaged.pdf", string(good[:len(good)*2/3]))
	put(t, dir, "empty.pdf", "")
	put(t, dir, "text.pdf", "no PDF")
	for _, name := range []string{"crash.pdf", "stack.pdf", "fault.pdf"} {
		put(t, dir, name, string(good))
	}
	for _, name := range []string{"0.pdf", "damaged.pdf", "empty.pdf", "text.pdf", "crash.pdf", "stack.pdf", "fault.pdf", "none.pdf", "."} {
		for _, flags := range [][]string{{"--json"}, {"--html", "--ocr", "never"}, {"--csv"}, nil, {"--json", "--csv"}} {
			args := append([]string{"tables", filepath.Join(dir, name)}, flags...)
			got, want := saidBy(t, program(args...)), saidBy(t, program(append(args, "--dpi", "0")...))
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s %q: %s", name, flags, d)
			}
			inChinese := program(args...)
			inChinese.Env = append(inChinese.Env, "MINGXI_LANG=", "LC_ALL=zh_CN.UTF-8")
			if got := saidBy(t, inChinese); got.Out != want.Out || want.Errors != "" && got.Errors == want.Errors {
				t.Errorf("%s %q in Chinese: %+v", name, flags, got)
			}
		}
	}
}

// A shortcut is taken: the process that was asked initialises next to nothing.
func TestShortcutIsTaken(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	smallCopies(t, dir, 1)
	if told := toldBy(t, "inittrace=1", "tables", "--json", filepath.Join(dir, "0.pdf")); strings.Contains(told, "init encoding/json ") || !strings.Contains(told, "init os ") {
		t.Error(told)
	}
}

// Ctrl-C ends a shortcut as it ends all else.
func TestShortcutInterrupted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, "hang.pdf", "%PDF-1.4")
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	cmd := programContext(ctx, "tables", "--json", filepath.Join(dir, "hang.pdf"))
	time.AfterFunc(2*time.Second, func() { cmd.Process.Signal(os.Interrupt) })
	if got, want := saidBy(t, cmd), (said{130, "", "mingxi: interrupted; nothing was written\n"}); got != want {
		t.Error(cmp.Diff(want, got))
	}
}

// A file that took too long or ended what read it is not read again, and what could not be printed to its end is not printed twice.
func TestAfterShortcut(t *testing.T) {
	dir := t.TempDir()
	smallCopies(t, dir, 1)
	args := []string{"tables", "--json", filepath.Join(dir, "0.pdf")}
	defer func() { shortcut.Tried = shortcut.Outcome{} }()
	run := func() said {
		var out, errs bytes.Buffer
		status := commands.Run(args, &out, &errs)
		return said{status, out.String(), errs.String()}
	}
	shortcut.Tried.TooLong = true
	if got := run(); got.Status != commands.ExitUnread || got.Out != "" || !strings.Contains(got.Errors, "it took longer than 10m0s: give more with --timeout") {
		t.Errorf("too long: %+v", got)
	}
	for _, tried := range []struct {
		shortcut.Outcome
		says string
	}{
		{shortcut.Outcome{Crash: "runtime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow\nexit status 2"}, "nested"},
		{shortcut.Outcome{Crash: "fatal error: runtime: out of memory\nexit status 2"}, "it needed more memory than it was given"},
		{shortcut.Outcome{Crash: "unexpected fault address\nsignal: segmentation fault"}, "a fault of the program: unexpected fault address"},
		{shortcut.Outcome{Fault: "a fault of the program: broken"}, "a fault of the program: broken"},
	} {
		shortcut.Tried = tried.Outcome
		if got := run(); got.Status != commands.ExitUnread || got.Out != "" || !strings.Contains(got.Errors, tried.says) {
			t.Errorf("%+v: %+v", tried, got)
		}
	}
	shortcut.Tried = shortcut.Outcome{Crash: "\nsignal: killed"}
	if got := run(); got.Status != 0 || got.Out == "" {
		t.Errorf("killed from outside: %+v", got)
	}
	shortcut.Tried = shortcut.Outcome{Unwritten: errors.New("no room")}
	if got := run(); got.Status != commands.ExitUnwritten || got.Out != "" || !strings.Contains(got.Errors, "no room") {
		t.Errorf("unwritten: %+v", got)
	}
}
