// Package collected finds the real disclosures that were collected beside the repository, for tests that read them. They
// are no part of it: a test that wants them is skipped where they are not.
package collected

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// digits are how many of a file's SHA-256 tell it from all others.
const digits = 12

// Dir is the folder of the collected files.
func Dir(t testing.TB) string {
	t.Helper()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for at := here; at != filepath.Dir(at); at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			here = at
			break
		}
	}
	dir := filepath.Join(here, "..", "shared", "corpus")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the collected disclosures are not here: ", err)
	}
	return dir
}

// Files are the collected files by the first twelve digits of their SHA-256.
func Files(t testing.TB) map[string]string {
	t.Helper()
	dir := Dir(t)
	index, err := os.Open(filepath.Join(dir, "INDEX.tsv"))
	if err != nil {
		t.Skip("the collected disclosures have no list: ", err)
	}
	defer index.Close()
	files := map[string]string{}
	lines := bufio.NewScanner(index)
	for lines.Scan() {
		if f := strings.Split(lines.Text(), "\t"); len(f) > 4 && len(f[4]) == 64 {
			files[f[4][:digits]] = filepath.Join(dir, f[0])
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return files
}
