package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"
)

// everyVariable makes TestKilledAtSystemCalls stop the program at every system call, which takes long.
const everyVariable = "MINGXI_EVERY_SYSTEM_CALL"

// killsSampled is how many system calls it takes otherwise, evenly spread.
const killsSampled = 25

// changing are the system calls that change what is on the disk, or put it there for good.
var changing = []uint64{
	unix.SYS_WRITE, unix.SYS_PWRITE64, unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2, unix.SYS_MKDIRAT, unix.SYS_UNLINKAT, unix.SYS_OPENAT,
	unix.SYS_FSYNC, unix.SYS_FDATASYNC, unix.SYS_SYNCFS, unix.SYS_FTRUNCATE, unix.SYS_FCHMOD, unix.SYS_COPY_FILE_RANGE, unix.SYS_SENDFILE,
}

// killAt runs a command and kills it when it is about to make the n-th call of these, in whatever thread; n is 0
// where it is not killed. It gives how many calls there were.
func killAt(cmd *exec.Cmd, n int) (calls int, err error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	pid := cmd.Process.Pid
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(pid, &status, 0, nil); err != nil {
		return 0, err
	}
	if err := syscall.PtraceSetOptions(pid, syscall.PTRACE_O_TRACESYSGOOD|syscall.PTRACE_O_TRACECLONE|unix.PTRACE_O_EXITKILL); err != nil {
		return 0, err
	}
	inside := map[int]bool{} // threads between entry and exit of a call
	for thread := pid; ; {
		signal := 0
		switch {
		case status.Exited() || status.Signaled():
			if thread == pid {
				return calls, nil
			}
		case status.StopSignal() == syscall.SIGTRAP|0x80:
			if inside[thread] = !inside[thread]; inside[thread] && changes(thread) {
				if calls++; calls == n {
					syscall.Kill(pid, syscall.SIGKILL)
				}
			}
		case status.StopSignal() != syscall.SIGTRAP && status.StopSignal() != syscall.SIGSTOP:
			signal = int(status.StopSignal())
		}
		if !status.Exited() && !status.Signaled() {
			syscall.PtraceSyscall(thread, signal)
		}
		for {
			thread, err = syscall.Wait4(-1, &status, unix.WALL, nil)
			if !errors.Is(err, syscall.EINTR) {
				break
			}
		}
		if err != nil {
			return calls, err
		}
	}
}

// changes says that a thread is about to make a call that changes the disk.
func changes(thread int) bool {
	var regs syscall.PtraceRegs
	if syscall.PtraceGetRegs(thread, &regs) != nil {
		return false
	}
	call, how := callOf(&regs)
	return slices.Contains(changing, call) && (call != unix.SYS_OPENAT || how&(unix.O_CREAT|unix.O_TRUNC) != 0)
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
	in, base := t.TempDir(), t.TempDir()
	copies(t, in, 3)
	before, after := filepath.Join(base, "before"), filepath.Join(base, "after")
	run := func(args ...string) string {
		said, err := program(args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		return string(said)
	}
	names := func(out string) []string {
		return []string{"extract", filepath.Join(in, "1.pdf"), filepath.Join(in, "2.pdf"), "-o", out, "--quiet", "--force", "--format", "csv,json,parquet,sqlite,xlsx"}
	}
	// What was read is kept, so that the runs that are killed do nothing but write.
	run(names(before)...)
	want := tree(t, before)
	run("extract", filepath.Join(in, "0.pdf"), filepath.Join(in, "1.pdf"), "-o", before, "--quiet", "--force", "--format", "csv,xlsx")
	keepParts(t, before, func(out string) { run(names(out)...) })

	calls := 0
	for n, step := 0, 1; n <= calls; n += step {
		out := fmt.Sprintf("%s-%d", after, n)
		if said, err := exec.Command("cp", "-a", before, out).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		made, err := killAt(program(names(out)...), n)
		if errors.Is(err, syscall.EPERM) {
			t.Skip("programs cannot be traced here")
		}
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			calls = made
			if step = max(1, calls/killsSampled); os.Getenv(everyVariable) != "" {
				step = 1
			}
			t.Logf("%d system calls", calls)
		}
		told, err := program("check", out, "--quiet", "--fail-on", "never").CombinedOutput()
		if now := tree(t, out); cmp.Diff(now, want) != "" && cmp.Diff(now, tree(t, before)) != "" && !strings.Contains(string(told), "files of two") {
			t.Errorf("call %d: a torn dataset, and check says: %v %s", n, err, told)
		}
		run(names(out)...)
		if d := cmp.Diff(want, tree(t, out)); d != "" {
			t.Errorf("call %d: %s", n, d)
		}
		os.RemoveAll(out)
	}
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
