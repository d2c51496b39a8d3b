package extract

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/collected"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/internal/ocrtest"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/words"
)

var figure = regexp.MustCompile(`^[-−(]?(\$ ?)?[\d,]+(\.\d+)?\)?$`)

// tally counts figures.
type tally struct {
	right, wrong, all int
	told              int // of the wrong ones, those whose confidence or page tells of doubt
	names, misread    int // characters of names and heads, and those that must be changed in what was read
}

func (t tally) String() string {
	return fmt.Sprintf("%d of %d figures right (%.1f%%), %d wrong, %d of them doubted; %d of %d characters of names", t.right, t.all,
		100*float64(t.right)/float64(max(1, t.all)), t.wrong, t.told, t.names-t.misread, t.names)
}

// doubtful is the confidence below which a figure is told to be doubtful.
const doubtful = 0.9

// leastRight is what share of its figures each real page must give, by the page's name.
var leastRight = map[string]float64{
	"sideways-seal-jpx": 0.99, "sideways-seal": 0.97, "sideways-faint": 0.95, "grey-seal": 0.92, "coarse": 0.97, "phone": 0.85,
	"sideways-four-decimals": 0.99, "sideways-wrapped-names": 0.99, "coarse-negative": 0.99,
	"two-layers-brackets": 0.97, "numbered-names": 0.99, "dashed-lines": 0.98, "askew-dollars": 0.99, "askew-two-lines": 0.9,
}

// Real scans against what a person read on them.
func TestRealScans(t *testing.T) {
	if testing.Short() {
		t.Skip("recognition takes a minute")
	}
	files, err := filepath.Glob("testdata/scans/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal("no truth: ", err)
	}
	corpus := collected.Dir(t)
	engine := ocrtest.Live(t)
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".tsv")
		t.Run(name, func(t *testing.T) {
			rows := readTruth(t, f)
			p := recognised(t, engine, filepath.Join(corpus, rows[0][0]), rows[0][1])
			tables, _ := analysis.Pages([]page.Page{p})
			got := compareRows(t, tables, rows[1:], p.Problem != "")
			t.Log(rows[0][2], ": ", got, "; ", p.Problem)
			if share := float64(got.right) / float64(got.all); share < leastRight[name] {
				t.Errorf("%.3f of the figures right, want %v", share, leastRight[name])
			}
		})
	}
}

func readTruth(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = '\t', -1, true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// opened is a PDF file, to be read and to be drawn, and the number of one of its pages.
func opened(t *testing.T, file, number string) (*pdf.File, *pdfium.File, int) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := pdf.Open(data, "")
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		t.Fatal(err)
	}
	drawn := pdfium.New(data, "")
	t.Cleanup(drawn.Close)
	return f, drawn, n
}

func recognised(t *testing.T, engine ocr.Engine, file, number string) page.Page {
	t.Helper()
	f, drawn, n := opened(t, file, number)
	r := recogniser{file: f, drawn: drawn, opt: Options{OCR: engine}}
	p := r.printed(n)
	if r.wants(p) {
		p = r.recognised(context.Background(), p)
	}
	if p.Source != page.OCR {
		t.Fatalf("page %d was not recognised: %s", n, p.Problem)
	}
	return p
}

// compareRows compares the last cells of each row with the truth. The rows of the truth are found in their order, so that most figures
// are right; others may lie between them.
func compareRows(t *testing.T, tables []layout.Table, truth [][]string, told bool) tally {
	rows := rowsOf(tables)
	best := make([][]int, len(truth)+1) // of the rows of the truth from one on, what is right among the rows that were read from one on
	for i := range best {
		best[i] = make([]int, len(rows)+1)
	}
	worth := func(i, j int) int {
		c := tally{}
		c.compare(rows[j], truth[i], told)
		return 1000*c.right + c.names - c.misread
	}
	for i := len(truth) - 1; i >= 0; i-- {
		for j := len(rows) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1], best[i+1][j+1]+worth(i, j))
		}
	}
	var sum tally
	var wrong []string
	for i, j := 0, 0; i < len(truth); i++ {
		for j < len(rows) && best[i][j] == best[i][j+1] {
			j++
		}
		var got []layout.Cell
		if j < len(rows) && best[i][j] > best[i+1][j] {
			got = rows[j]
			j++
		}
		wrong = append(wrong, sum.compare(got, truth[i], told)...)
	}
	t.Log(strings.Join(wrong, ", "))
	return sum
}

// compare counts the cells of a row of the truth against those that were read, from the last one on, and names those that differ.
func (c *tally) compare(got []layout.Cell, want []string, told bool) (bad []string) {
	for k, w := range want {
		read := layout.Cell{}
		if at := len(got) - len(want) + k; at >= 0 && at < len(got) {
			read = got[at]
		}
		if !figure.MatchString(w) {
			w, text := strings.ReplaceAll(w, " ", ""), strings.ReplaceAll(read.Text, " ", "")
			c.names += utf8.RuneCountInString(w)
			if n := words.Edits(text, w); n > 0 {
				c.misread += min(n, utf8.RuneCountInString(w))
				bad = append(bad, fmt.Sprintf("%q for %s", text, w))
			}
			continue
		}
		c.all++
		if strings.Join(strings.Fields(read.Text), " ") == w { // how far a sign of a currency stands from its figure is nothing to read
			c.right++
			continue
		}
		c.wrong++
		bad = append(bad, fmt.Sprintf("%q for %s (%.2f)", read.Text, w, read.Confidence))
		if told || read.Text != "" && (read.Confidence < doubtful || !figure.MatchString(read.Text)) {
			c.told++
		}
	}
	return bad
}

// rowsOf are the cells with text of each row of all tables.
func rowsOf(tables []layout.Table) [][]layout.Cell {
	var rows [][]layout.Cell
	for _, tb := range tables {
		first := len(rows)
		rows = append(rows, make([][]layout.Cell, tb.Rows)...)
		for _, c := range tb.Cells {
			if c.Text != "" {
				rows[first+c.Row-1] = append(rows[first+c.Row-1], c)
			}
		}
	}
	return rows
}
