package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/internal/archive"
)

// smallDisk is a folder on a disk of its own of so many KiB.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no disk can be mounted here: %s", out)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	return dir
}

// filler takes all the room that a disk has left, but for so many bytes.
func filler(t *testing.T, dir string, leave int64) string {
	t.Helper()
	name := filepath.Join(dir, "filler")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	block := make([]byte, 4096)
	size := int64(0)
	for {
		n, err := f.Write(block)
		size += int64(n)
		if err != nil {
			break
		}
	}
	if err := f.Truncate(max(0, size-leave)); err != nil {
		t.Fatal(err)
	}
	return name
}

// A disk that is full at whatever moment leaves the dataset that was there, nothing half-written, and
// what was read so far; when there is room again the same command goes on.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	for _, archive := range []bool{false, true} {
		t.Run(map[bool]string{false: "one file", true: "several"}[archive], func(t *testing.T) {
			t.Parallel()
			fullDisk(t, archive)
		})
	}
}

func fullDisk(t *testing.T, several bool) {
	in, want := t.TempDir(), t.TempDir()
	copies(t, in, 1)
	if several {
		copies(t, in, 3)
	}
	run := func(out string) (string, int) {
		said, err := program("extract", in, "-o", out, "--quiet", "--format", "csv,json,xlsx").CombinedOutput()
		return string(said), exitCode(err)
	}
	if said, code := run(want); code != 0 {
		t.Fatalf("exit status %d: %s", code, said)
	}
	whole := tree(t, want)

	disk := smallDisk(t, "16m")
	out := filepath.Join(disk, "dataset")
	put(t, in, "0.pdf", mustRead(t, filepath.Join(in, "0.pdf"))+"% of before\n")
	if said, code := run(out); code != 0 {
		t.Fatalf("exit status %d: %s", code, said)
	}
	before := tree(t, out)
	copies(t, in, 1)
	for _, leave := range []int64{0, 64 << 10, 256 << 10, 512 << 10, 1 << 20} {
		full := filler(t, disk, leave)
		said, code := run(out)
		if code == 0 && leave > 0 {
			break // there was room enough
		}
		if code != commands.ExitUnwritten || !strings.Contains(said, "no space left on device") {
			t.Errorf("%d KiB: exit status %d: %s", leave>>10, code, said)
		}
		if d := cmp.Diff(sums(before), sums(tree(t, out))); d != "" {
			t.Errorf("%d KiB: the dataset of before is not as it was: %s", leave>>10, d)
		}
		if err := os.Remove(full); err != nil {
			t.Fatal(err)
		}
	}
	os.Remove(filepath.Join(disk, "filler"))
	if said, code := run(out); code != 0 {
		t.Fatalf("exit status %d: %s", code, said)
	}
	if d := cmp.Diff(sums(whole), sums(tree(t, out))); d != "" {
		t.Error(d)
	}
}

func mustRead(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A folder that cannot be written to is refused before anything is read, and left as it is.
func TestReadOnlyOutput(t *testing.T) {
	t.Parallel()
	disk := smallDisk(t, "16m")
	in := t.TempDir()
	smallCopies(t, in, 2)
	if out, err := exec.Command("mount", "-o", "remount,ro", disk).CombinedOutput(); err != nil {
		t.Skipf("it cannot be made read-only: %s", out)
	}
	for _, input := range []string{in, filepath.Join(in, "0.pdf")} {
		said, err := program("extract", input, "-o", filepath.Join(disk, "dataset"), "--quiet").CombinedOutput()
		if code := exitCode(err); code != commands.ExitUnwritten || !strings.Contains(string(said), "read-only file system; choose another folder with -o") {
			t.Errorf("exit status %d: %s", code, said)
		}
	}
}

// A file that goes away while others are read is a row; when it is there again it is read.
func TestVanishedInput(t *testing.T) {
	t.Parallel()
	in, out := t.TempDir(), t.TempDir()
	smallCopies(t, in, 3)
	list := filepath.Join(in, "list.txt")
	put(t, in, "list.txt", strings.Join([]string{filepath.Join(in, "0.pdf"), filepath.Join(in, "1.pdf"), filepath.Join(in, "2.pdf")}, "\n"))
	if err := os.Rename(filepath.Join(in, "1.pdf"), filepath.Join(in, "away")); err != nil {
		t.Fatal(err)
	}
	args := []string{"extract", "@" + list, "-o", out, "--quiet", "--format", "csv"}
	said, err := program(args...).CombinedOutput()
	if code := exitCode(err); code != commands.ExitUnread || !strings.Contains(string(said), "1.pdf: there is no such file or folder") {
		t.Errorf("exit status %d: %s", code, said)
	}
	if n := len(rows(t, filepath.Join(out, "documents.csv"))); n != 3 {
		t.Errorf("%d lines in documents.csv, want 3", n)
	}
	if err := os.Rename(filepath.Join(in, "away"), filepath.Join(in, "1.pdf")); err != nil {
		t.Fatal(err)
	}
	ran(t, args...)
	if n := len(rows(t, filepath.Join(out, archive.FailuresFile))); n != 1 {
		t.Errorf("%d lines in failures.csv, want its head alone", n)
	}
}
