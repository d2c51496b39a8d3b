package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const (
	maxTracked = 1_000_000 // bytes of one file: what is larger belongs beside the repository
	sniffed    = 8000      // bytes in which a binary file shows a zero
)

// left are what a run leaves in its output folder: a repository that holds one holds other people's
// documents.
var left = []string{"records.csv", "datapackage.json", ".mingxi", ".sqlite", ".parquet", ".part"}

// The repository holds sources, and in testdata, data and docs/images what these need: nothing that a
// run wrote.
func TestTrackedFiles(t *testing.T) {
	root := filepath.Join("..", "..")
	out, err := exec.Command("git", "-C", root, "ls-files", "-z").Output()
	if err != nil {
		t.Skip("not a clone of the repository: ", err)
	}
	for _, name := range strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) {
			continue // deleted and not yet committed
		}
		if err != nil {
			t.Fatal(err)
		}
		if why := unwelcome(name, data); why != "" {
			t.Errorf("%s %s", name, why)
		}
	}
}

// unwelcome says why a file should not be in the repository.
func unwelcome(name string, data []byte) string {
	if len(data) > maxTracked {
		return "is larger than 1 MB"
	}
	parts := strings.Split(name, "/")
	for _, p := range parts {
		if p == "testdata" {
			return ""
		}
		for _, l := range left {
			if p == l || strings.HasPrefix(l, ".") && strings.HasSuffix(p, l) {
				return "is what a run left behind"
			}
		}
	}
	for _, p := range parts {
		if p == "data" || p == "images" {
			return ""
		}
	}
	if bytes.IndexByte(data[:min(len(data), sniffed)], 0) >= 0 {
		return "is binary and not in a folder of data"
	}
	return ""
}

func TestUnwelcome(t *testing.T) {
	for name, c := range map[string]struct {
		size, zero bool
		want       bool
	}{
		"normalize/dataset.go":                 {},
		"out/records.csv":                      {want: true},
		"ndept/.mingxi/parts/a":                {want: true},
		"x/y.part":                             {want: true},
		"docs/notes.md":                        {size: true, want: true},
		"cmd/tool":                             {zero: true, want: true},
		"docs/images/workbook.png":             {zero: true},
		"testdata/made/doc.pdf":                {zero: true},
		"cmd/mingxi/testdata/made/records.csv": {},
	} {
		data := make([]byte, 10)
		if !c.zero {
			copy(data, "0123456789")
		}
		if c.size {
			data = bytes.Repeat([]byte("0"), maxTracked+1)
		}
		if got := unwelcome(name, data) != ""; got != c.want {
			t.Errorf("%s: unwelcome is %v, want %v", name, got, c.want)
		}
	}
}
