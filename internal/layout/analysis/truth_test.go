package analysis

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/collected"
	"github.com/mingxi/mingxi/internal/pdf"
)

// A truth is what one page of a published file shows, written down from the printed page.
type truth struct {
	sha256, title, head string
	page                int
	cells               string
}

func TestTruth(t *testing.T) {
	names, _ := filepath.Glob("testdata/truth/*.txt")
	if len(names) < 12 {
		t.Fatalf("%d truth files, want at least 12", len(names))
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			want := readTruth(t, name)
			tables, _ := Pages([]page.Page{corpusPage(t, want)})
			if len(tables) != 1 {
				t.Fatalf("got %d tables, want 1", len(tables))
			}
			got := tables[0]
			check(t, got, want.cells)
			if want.head != "" && (got.Title != want.title || strconv.Itoa(got.HeaderRows) != want.head) {
				t.Errorf("title %q, head %d; want %q, %s", got.Title, got.HeaderRows, want.title, want.head)
			}
		})
	}
}

func corpusPage(t *testing.T, want truth) page.Page {
	t.Helper()
	data, err := os.ReadFile(collected.Files(t)[want.sha256[:12]])
	if err != nil {
		t.Skip("the file is not in the corpus: ", err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want.sha256 {
		t.Skip("the corpus holds another version of the file")
	}
	f, err := pdf.Open(data, "")
	if err != nil {
		t.Fatal(err)
	}
	return f.Page(want.page)
}

// readTruth reads a truth file: fields, a blank line, and a line for each row of the table.
func readTruth(t *testing.T, name string) truth {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	fields, cells, _ := bytes.Cut(data, []byte("\n\n"))
	w := truth{cells: strings.TrimSpace(string(cells))}
	for _, line := range strings.Split(string(fields), "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "sha256":
			w.sha256 = value
		case "title":
			w.title = value
		case "head":
			w.head = value
		case "page":
			w.page, _ = strconv.Atoi(value)
		}
	}
	return w
}
