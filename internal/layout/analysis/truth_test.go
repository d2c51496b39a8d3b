package analysis

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/pdf"
)

// corpus holds the published files that the truth files name by their hash.
const corpus = "../../../../shared/corpus"

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
	files := corpusFiles(t)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			want := readTruth(t, name)
			tables, _ := Pages([]page.Page{corpusPage(t, files, want)})
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

// corpusFiles gives the path of each file of the corpus by its hash.
func corpusFiles(t *testing.T) map[string]string {
	t.Helper()
	index, err := os.Open(filepath.Join(corpus, "INDEX.tsv"))
	if err != nil {
		t.Skip("the corpus of published files is not here: ", err)
	}
	defer index.Close()
	r := csv.NewReader(index)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, row := range rows {
		files[row[4]] = filepath.Join(corpus, row[0])
	}
	return files
}

func corpusPage(t *testing.T, files map[string]string, want truth) page.Page {
	t.Helper()
	data, err := os.ReadFile(files[want.sha256])
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
