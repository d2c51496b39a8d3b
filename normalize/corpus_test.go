package normalize

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/collected"
)

// A printedTable is one table of a disclosure as a person read it off the page: the page it begins
// on (for forms printed again on each page, every such page), its form, its unit ("-" if none).
type printedTable struct {
	page        int
	form, unit  string
	title       string
	recognised  bool
	unitMatched bool
}

// A printedDocument is the truth about one disclosure, kept in testdata/corpus under the first
// digits of its hash.
type printedDocument struct {
	hash, agency, kind, level string
	year                      int
	tables                    []printedTable
}

func readPrinted(t *testing.T) []printedDocument {
	t.Helper()
	names, err := filepath.Glob("testdata/corpus/*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatalf("no truth in testdata/corpus: %v", err)
	}
	var docs []printedDocument
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(data)), "\n")
		f := strings.Split(lines[0], "\t")
		d := printedDocument{hash: strings.TrimSuffix(filepath.Base(name), ".tsv"), agency: f[0], kind: f[2], level: f[3]}
		d.year, _ = strconv.Atoi(f[1])
		for _, l := range lines[1:] {
			f := strings.Split(l, "\t")
			page, _ := strconv.Atoi(f[0])
			d.tables = append(d.tables, printedTable{page: page, form: f[1], unit: f[2], title: f[3]})
		}
		docs = append(docs, d)
	}
	return docs
}

// A collectedReading is what was read of a collected file.
type collectedReading struct {
	ds         *Dataset          // without cells and rows, of which no test asks, and which are large
	unread     []int             // pages that were not recognised
	recognised map[int]page.Page // pages that were, by their numbers
}

// alreadyRead keeps what was read of collected files, by their names: two tests ask for the same ones.
var alreadyRead = map[string]collectedReading{}

// readCollected reads a collected file, where it was not read before or more of its pages can be recognised.
func readCollected(name string, opt extract.Options) (*Dataset, error) {
	before, found := alreadyRead[name]
	if found && !slices.ContainsFunc(opt.OCRPages, func(n int) bool { return slices.Contains(before.unread, n) }) {
		return before.ds, nil
	}
	opt.Known = before.recognised
	doc, err := extract.Read(context.Background(), name, opt)
	if err != nil {
		return nil, err
	}
	ds := Document(doc)
	reading := collectedReading{ds: &Dataset{Disclosures: ds.Disclosures, Tables: slices.Clone(ds.Tables)}, recognised: map[int]page.Page{}}
	for i := range reading.ds.Tables {
		reading.ds.Tables[i].Cells, reading.ds.Tables[i].Rows = nil, nil
	}
	for _, p := range doc.Pages {
		switch {
		case p.Unread:
			reading.unread = append(reading.unread, p.Number)
		case p.Source == page.OCR:
			reading.recognised[p.Number] = p
		}
	}
	alreadyRead[name] = reading
	return reading.ds, nil
}

// TestCorpusMeaning compares what is found of each disclosure with what a person read off it.
func TestCorpusMeaning(t *testing.T) {
	files := collected.Files(t)
	tables, recognised, units := 0, 0, 0
	for _, d := range readPrinted(t) {
		ds, err := readCollected(files[d.hash], extract.Options{})
		if err != nil {
			t.Errorf("%s: %v", d.hash, err)
			continue
		}
		checkFacts(t, &d, &ds.Disclosures[0])
		checkForms(t, &d, ds)
		for _, p := range d.tables {
			tables++
			if p.recognised {
				recognised++
			} else {
				t.Logf("%s page %d: %s not recognised as %s", d.hash, p.page, p.title, p.form)
			}
			if p.unitMatched {
				units++
			} else if p.recognised {
				t.Logf("%s page %d: %s: unit is not %s", d.hash, p.page, p.title, p.unit)
			}
		}
	}
	t.Logf("%d of %d tables recognised as their form, units of %d right", recognised, tables, units)
	if recognised*100 < tables*97 {
		t.Errorf("%d of %d tables recognised, want 97 in 100", recognised, tables)
	}
	if units*100 < recognised*99 {
		t.Errorf("units of %d of %d tables right, want 99 in 100", units, recognised)
	}
}

func checkFacts(t *testing.T, d *printedDocument, got *Disclosure) {
	t.Helper()
	if got.Agency != d.agency || got.Year != d.year || string(got.Kind) != d.kind || string(got.Level) != d.level {
		t.Errorf("%s: %s %d %s %s, want %s %d %s %s", d.hash, got.Agency, got.Year, got.Kind, got.Level, d.agency, d.year, d.kind, d.level)
	}
}

// checkForms marks which printed tables were recognised, and reports each table that was recognised
// as a form that its pages do not print.
func checkForms(t *testing.T, d *printedDocument, ds *Dataset) {
	t.Helper()
	for i := range ds.Tables {
		tab := &ds.Tables[i]
		found := false
		for k := range d.tables {
			p := &d.tables[k]
			if p.form != tab.Form || p.page < tab.FirstPage || p.page > tab.LastPage {
				continue
			}
			found, p.recognised = true, true
			p.unitMatched = p.unitMatched || tab.Unit == p.unit || tab.Unit == "" && p.unit == "-"
		}
		if !found && tab.Form != "" && tab.Form != "self-evaluation" && tab.Form != "contents" && !continuesForm(ds, i) {
			t.Errorf("%s page %d: %q taken for %s", d.hash, tab.FirstPage, tab.Title, tab.Form)
		}
	}
}

// continuesForm says whether a table goes on with the form of the one before it.
func continuesForm(ds *Dataset, i int) bool {
	return i > 0 && ds.Tables[i].Form == ds.Tables[i-1].Form && ds.Tables[i].FirstPage <= ds.Tables[i-1].LastPage+1
}
