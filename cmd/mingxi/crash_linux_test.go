package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/faulty"
	"golang.org/x/sys/unix"
)

// everyVariable makes TestKilledAtSystemCalls stop the program at every system call of a commit, which takes long.
const everyVariable = "MINGXI_EVERY_SYSTEM_CALL"

// How many system calls it takes otherwise, evenly spread: of the writing of a draft, and of its commit.
const (
	killsOfDraft  = 5
	killsOfCommit = 20
)

// killer makes this test program run a command line as mingxi, kill it at the call of this number, and print what killAt gives. Who traces
// learns of the ends of all its children, so it is a process that has only one.
func killer(number string, args []string) {
	n, err := strconv.Atoi(number)
	if err != nil {
		panic(err)
	}
	traced := program(args...)
	traced.Env = append(traced.Env, faulty.TracedVariable+"=1")
	calls, commit, err := killAt(traced, n)
	fmt.Println(calls, commit)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// killedAt runs mingxi in a process that kills it, as killAt does.
func killedAt(t *testing.T, n int, args ...string) (calls, commit int) {
	t.Helper()
	cmd := program(append([]string{asKiller, strconv.Itoa(n)}, args...)...)
	out, err := cmd.Output()
	if said := (&exec.ExitError{}); errors.As(err, &said) && strings.Contains(string(said.Stderr), syscall.EPERM.Error()) {
		t.Skip("programs cannot be traced here")
	}
	if _, scanned := fmt.Sscan(string(out), &calls, &commit); err != nil || scanned != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return calls, commit
}

// killAt runs a command and kills it when it is about to make the n-th call of these, in whatever thread; n is 0
// where it is not killed. It gives how many calls there were, and which of them gave the first file its name.
func killAt(cmd *exec.Cmd, n int) (calls, commit int, err error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := cmd.Start(); err != nil {
		return 0, 0, err
	}
	pid := cmd.Process.Pid
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(pid, &status, 0, nil); err != nil {
		return 0, 0, err
	}
	if err := syscall.PtraceSetOptions(pid, unix.PTRACE_O_TRACESECCOMP|syscall.PTRACE_O_TRACECLONE|unix.PTRACE_O_EXITKILL); err != nil {
		return 0, 0, err
	}
	for thread := pid; ; {
		signal := 0
		switch {
		case status.Exited() || status.Signaled():
			if thread == pid {
				return calls, commit, nil
			}
		case status.TrapCause() == unix.PTRACE_EVENT_SECCOMP:
			change, names := changes(thread)
			if change {
				calls++
			}
			if names && commit == 0 {
				commit = calls
			}
			if change && calls == n {
				syscall.Kill(pid, syscall.SIGKILL)
			}
		case status.StopSignal() != syscall.SIGTRAP && status.StopSignal() != syscall.SIGSTOP:
			signal = int(status.StopSignal())
		}
		if !status.Exited() && !status.Signaled() {
			syscall.PtraceCont(thread, signal)
		}
		for {
			thread, err = syscall.Wait4(-1, &status, unix.WALL, nil)
			if !errors.Is(err, syscall.EINTR) {
				break
			}
		}
		if err != nil {
			return calls, commit, err
		}
	}
}

// changes says whether the call for which a thread stopped changes the disk, and whether it gives a file its name.
func changes(thread int) (change, names bool) {
	var regs syscall.PtraceRegs
	if syscall.PtraceGetRegs(thread, &regs) != nil {
		return false, false
	}
	call, how := callOf(&regs)
	return call != unix.SYS_OPENAT || how&(unix.O_CREAT|unix.O_TRUNC) != 0, call == unix.SYS_RENAMEAT || call == unix.SYS_RENAMEAT2
}

// A run that is killed at any of its system calls, over a dataset of other documents, is brought to its end by the
// next, with the bytes of one that was never killed; and check tells where the folder holds files of two datasets.
func TestKilledAtSystemCalls(t *testing.T) {
	if callOf == nil {
		t.Skip("system calls cannot be read here")
	}
	if testing.Short() {
		t.Skip("it takes a minute")
	}
	t.Parallel()
	in, base := t.TempDir(), t.TempDir()
	smallCopies(t, in, 3) // of few system calls, so that kills are close together
	before, after := filepath.Join(base, "before"), filepath.Join(base, "after")
	names := func(out string) []string {
		return []string{"extract", filepath.Join(in, "1.pdf"), filepath.Join(in, "2.pdf"), "-o", out, "--quiet", "--force", "--format", "csv,json,xlsx"}
	}
	// What was read is kept, so that the runs that are killed do nothing but write.
	ran(t, names(before)...)
	want := tree(t, before)
	ran(t, "extract", filepath.Join(in, "0.pdf"), filepath.Join(in, "1.pdf"), "-o", before, "--quiet", "--force", "--format", "csv,xlsx")
	keepParts(t, before, func(out string) { ran(t, names(out)...) })

	was := tree(t, before)
	// kill kills a run at its n-th call, and holds what it left and what the next run makes of that against what must be.
	kill := func(t *testing.T, n int) (calls, commit int) {
		out := fmt.Sprintf("%s-%d", after, n)
		copyTree(t, before, out)
		defer os.RemoveAll(out)
		calls, commit = killedAt(t, n, names(out)...)
		if now := tree(t, out); !maps.Equal(now, want) && !maps.Equal(now, was) {
			told, err := program("check", out, "--quiet", "--fail-on", "never").CombinedOutput()
			if !strings.Contains(string(told), "files of two") {
				t.Errorf("a torn dataset, and check says: %v %s", err, told)
			}
		}
		ran(t, names(out)...)
		if d := cmp.Diff(want, tree(t, out)); d != "" {
			t.Error(d)
		}
		return calls, commit
	}
	calls, commit := kill(t, 0)
	kills := killsOfCommit
	if os.Getenv(everyVariable) != "" {
		kills = calls
	}
	for _, n := range append(spread(1, commit-1, killsOfDraft), spread(commit, calls, kills)...) {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			t.Parallel()
			kill(t, n)
		})
	}
}

// spread are about so many numbers from first to last, evenly spread.
func spread(first, last, many int) (list []int) {
	for n := first; n <= last; n += max(1, (last-first)/many) {
		list = append(list, n)
	}
	return list
}

// keepParts puts into a folder what another run keeps of its documents.
func keepParts(t *testing.T, dir string, run func(out string)) {
	t.Helper()
	other := filepath.Join(t.TempDir(), "other")
	run(other)
	parts, err := filepath.Glob(filepath.Join(other, ".mingxi", "*.part"))
	if err != nil {
		t.Fatal(err)
	}
	books, _ := filepath.Glob(filepath.Join(other, ".mingxi", "*.xlsx"))
	for _, name := range append(parts, books...) {
		if err := os.WriteFile(filepath.Join(dir, ".mingxi", filepath.Base(name)), []byte(mustRead(t, name)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
