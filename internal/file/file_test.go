package file

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// What could not be written whole leaves what was there before, and nothing else.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	name, temp := filepath.Join(dir, "a"), filepath.Join(dir, "half")
	write := func(text string, err error) error {
		return Write(name, temp, func(w io.Writer) error {
			io.WriteString(w, text)
			return err
		})
	}
	broken := errors.New("broken")
	if err := write("first", nil); err != nil {
		t.Fatal(err)
	}
	if err := write("second", broken); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	got, err := os.ReadFile(name)
	left, _ := os.ReadDir(dir)
	if string(got) != "first" || err != nil || len(left) != 1 {
		t.Errorf("%q, %v, %d files", got, err, len(left))
	}
	if err := Write(filepath.Join(dir, "no", "a"), temp, func(io.Writer) error { return nil }); err == nil {
		t.Error("a folder that is not there was written to")
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files are left", len(left))
	}
}

func TestHash(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(name, []byte("abc"), 0o666); err != nil {
		t.Fatal(err)
	}
	const want = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-4, example of SHA-256
	if got, err := Hash(name); got != want || err != nil {
		t.Errorf("%s, %v", got, err)
	}
}
