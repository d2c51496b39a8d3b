package folder

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func neverStopped(string) error { return nil }

// commit writes a set of files, by path, the last by name last.
func commit(dir string, files map[string]string, force bool, step func(string) error) error {
	f, err := open(context.Background(), dir, force, step)
	if err != nil {
		return err
	}
	defer f.Close()
	d, err := f.Draft()
	if err != nil {
		return err
	}
	defer d.Discard()
	var set Set
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(d.Name(name)), 0o777), os.WriteFile(d.Name(name), []byte(files[name]), 0o666)); err != nil {
			return err
		}
		sum := sha256.Sum256([]byte(files[name]))
		set.Files = append(set.Files, File{Path: name, Hash: hex.EncodeToString(sum[:])})
	}
	return d.Commit(set, nil)
}

// tree is what a folder holds, but for the work folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Name() == Work {
			return fs.SkipDir
		}
		if err != nil || e.IsDir() {
			return err
		}
		if e.Type() == fs.ModeSymlink {
			name, err := os.Readlink(name)
			out["link"] = name
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var (
	oldSet = map[string]string{"a.csv": "old a", "b.csv": "old b", "tables/1/x.csv": "old x", "gone/2/y.csv": "old y", "z.json": "old"}
	newSet = map[string]string{"a.csv": "new a", "c.csv": "new c", "tables/1/x.csv": "new x", "tables/3/w.csv": "new w", "z.json": "new"}
)

// A run that is stopped before any change of the disk leaves the old set or one that the next run brings to its
// end, and says so; and files of others stay. No fault is told of as success.
func TestStoppedAnywhere(t *testing.T) {
	stopped := errors.New("stopped")
	for n := 1; ; n++ {
		dir := t.TempDir()
		if err := commit(dir, oldSet, false, neverStopped); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("mine"), 0o666); err != nil {
			t.Fatal(err)
		}
		old := tree(t, dir)
		steps, last := 0, ""
		err := commit(dir, newSet, false, func(what string) error {
			if steps++; steps >= n {
				last = what
				return stopped
			}
			return nil
		})
		if err == nil {
			if n < 15 {
				t.Fatalf("only %d steps", n)
			}
			return
		}
		at := fmt.Sprintf("step %d, %s", n, last)
		if now := tree(t, dir); !Torn(dir) && cmp.Diff(now, old) != "" && cmp.Diff(now, merged(newSet, "mine.txt", "mine")) != "" {
			t.Errorf("%s: neither set, and it is not told: %v", at, now)
		}
		again := map[string]string{"a.csv": "newest", "z.json": "newest"}
		if err := commit(dir, again, false, neverStopped); err != nil {
			t.Fatalf("%s: %v", at, err)
		}
		if d := cmp.Diff(merged(again, "mine.txt", "mine"), tree(t, dir)); d != "" || Torn(dir) {
			t.Errorf("%s: %s", at, d)
		}
	}
}

func merged(files map[string]string, name, data string) map[string]string {
	out := maps.Clone(files)
	out[name] = data
	return out
}

// Somebody's file is never overwritten, a link never followed out of the folder.
func TestOthersStay(t *testing.T) {
	outside := t.TempDir()
	for what, prepare := range map[string]func(dir string) error{
		"a file":   func(dir string) error { return os.WriteFile(filepath.Join(dir, "c.csv"), []byte("mine"), 0o666) },
		"a folder": func(dir string) error { return os.MkdirAll(filepath.Join(dir, "c.csv", "inside"), 0o777) },
		"a link":   func(dir string) error { return os.Symlink(filepath.Join(outside, "c"), filepath.Join(dir, "c.csv")) },
		"a link for a folder": func(dir string) error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, "tables")), os.Symlink(outside, filepath.Join(dir, "tables")))
		},
		"a file for a folder": func(dir string) error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, "tables")), os.WriteFile(filepath.Join(dir, "tables"), nil, 0o666))
		},
		"a changed file": func(dir string) error { return os.WriteFile(filepath.Join(dir, "a.csv"), []byte("judged"), 0o666) },
		"a link for the work folder": func(dir string) error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, Work)), os.Symlink(outside, filepath.Join(dir, Work)))
		},
	} {
		dir := t.TempDir()
		if err := errors.Join(commit(dir, oldSet, false, neverStopped), prepare(dir)); err != nil {
			t.Fatal(err)
		}
		before := tree(t, dir)
		if err := commit(dir, newSet, false, neverStopped); !errors.Is(err, ErrForeign) {
			t.Errorf("%s: error %v", what, err)
		}
		if d := cmp.Diff(before, tree(t, dir)); d != "" {
			t.Errorf("%s: %s", what, d)
		}
		err := commit(dir, newSet, true, neverStopped)
		if forced := what == "a file" || what == "a link" || what == "a changed file"; forced != (err == nil) {
			t.Errorf("%s: by force: %v", what, err)
		}
		if left, _ := os.ReadDir(outside); len(left) > 0 {
			t.Errorf("%s: %v was written outside", what, left[0])
		}
	}
}

// A file that changed between the moment that a set was whole and the next run stays, and is told of.
func TestOthersStayWhileTorn(t *testing.T) {
	dir := t.TempDir()
	if err := commit(dir, oldSet, false, neverStopped); err != nil {
		t.Fatal(err)
	}
	stopped := false
	commit(dir, newSet, false, func(what string) error {
		if stopped = stopped || what == "rename "+commitName+"/files/c.csv"; stopped {
			return errors.New("stopped")
		}
		return nil
	})
	if !Torn(dir) {
		t.Fatal("it is not torn")
	}
	if err := os.WriteFile(filepath.Join(dir, "c.csv"), []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := commit(dir, newSet, false, neverStopped); !errors.Is(err, ErrForeign) || tree(t, dir)["c.csv"] != "mine" {
		t.Errorf("error %v, %s", err, tree(t, dir)["c.csv"])
	}
	if err := commit(dir, newSet, true, neverStopped); err != nil || cmp.Diff(newSet, tree(t, dir)) != "" {
		t.Errorf("by force: %v, %v", err, tree(t, dir))
	}
}

// What was copied elsewhere, with other times, is still what was written; a set stands as long as it is untouched.
func TestStands(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(t.Context(), dir, false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := f.Draft()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "a")
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if err := errors.Join(os.WriteFile(d.Name("a"), []byte("abc"), 0o666), d.Commit(Set{Mark: "m", Files: []File{{Path: "a", Hash: abc}}}, nil)); err != nil {
		t.Fatal(err)
	}
	if !f.Stands("m") || f.Stands("n") || f.Stands("") {
		t.Error("it does not stand")
	}
	if err := os.Chtimes(name, time.Time{}, time.Unix(1, 0)); err != nil || !f.Stands("m") {
		t.Errorf("with another time it does not stand: %v", err)
	}
	if err := os.WriteFile(name, []byte("abd"), 0o666); err != nil || f.Stands("m") {
		t.Errorf("with other bytes it stands: %v", err)
	}
}

// Many writers leave one set whole.
func TestManyAtOnce(t *testing.T) {
	for range 8 {
		dir := filepath.Join(t.TempDir(), "new")
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				text := fmt.Sprint(i)
				if err := commit(dir, map[string]string{"a": text, "b/c": text, "d": text}, false, neverStopped); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		got := tree(t, dir)
		if len(got) != 3 || got["a"] != got["b/c"] || got["a"] != got["d"] {
			t.Errorf("%v", got)
		}
	}
}

// A folder that is opened and not written to is as it was, and one that was not there is not there.
func TestNoTrace(t *testing.T) {
	dir := t.TempDir()
	inside := filepath.Join(dir, "a", "b")
	f, err := Open(t.Context(), inside, false)
	if err != nil {
		t.Fatal(err)
	}
	d, err := f.Draft()
	if err != nil {
		t.Fatal(err)
	}
	d.Discard()
	f.Close()
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

// A lock is one holder's, until it is dropped.
func TestLock(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lock")
	first, err := Try(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Try(name); !errors.Is(err, ErrHeld) {
		t.Errorf("it was taken twice: %v", err)
	}
	first.Drop()
	second, err := Try(name)
	if err != nil {
		t.Fatal(err)
	}
	second.Drop()
	if err := os.Symlink(filepath.Join(t.TempDir(), "elsewhere"), name); err != nil {
		t.Fatal(err)
	}
	if _, err := Try(name); !errors.Is(err, ErrForeign) {
		t.Errorf("a link was followed: %v", err)
	}
}
