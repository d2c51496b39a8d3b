package normalize

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/internal/collected"
	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/ocrtest"
)

// rightSets are the sets of disclosures whose imprints all came out right once: one wrong fails.
// The others are counted. A set is added here when its last one is right, and none is taken out.
var rightSets = []string{"dept-budget", "dept-final", "gov-budget"}

// imprintFields are what testdata/imprint/truth.tsv says of each document, in its order.
var imprintFields = []string{"agency", "region", "year", "kind", "level"}

// A knownImprint is what one document is, as a person read it off its pages. Where several wordings are
// printed and right, the field holds them all.
type knownImprint struct {
	hash, set string
	fields    [][]string
}

// readImprints reads the truth: wordings are parted by " | ", and "-" among them is nothing.
func readImprints(t *testing.T) []knownImprint {
	t.Helper()
	data, err := os.ReadFile("testdata/imprint/truth.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []knownImprint
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 {
			continue
		}
		if len(f) != 2+len(imprintFields) {
			t.Fatalf("line %d of the truth has %d fields", i+1, len(f))
		}
		id := knownImprint{hash: f[0], set: f[1]}
		for _, field := range f[2:] {
			id.fields = append(id.fields, wordings(field))
		}
		out = append(out, id)
	}
	return out
}

func wordings(field string) []string {
	out := strings.Split(field, " | ")
	for i, w := range out {
		out[i] = withoutSpaces(w)
		if w == "-" {
			out[i] = ""
		}
	}
	return out
}

func withoutSpaces(s string) string { return strings.Join(strings.Fields(s), "") }

// A setScore counts the documents of one set, and those right as a whole and in each field.
type setScore struct {
	documents, right int
	fields           []int
}

// readAll is the variable that has tests read every collected disclosure. Without it they read those for which
// something must hold; the others are counted, which make score does.
const readAll = "MINGXI_CORPUS"

// TestImprint compares what collected documents are said to be with what a person read off them.
func TestImprint(t *testing.T) {
	if testing.Short() {
		t.Skip("reads collected disclosures")
	}
	files := collected.Files(t)
	readings := []extract.Options{{}}
	if os.Getenv(readAll) != "" {
		readings = recognising(t)
	}
	scores := map[string]*setScore{}
	var sets []string
	for _, id := range readImprints(t) {
		if os.Getenv(readAll) == "" && !slices.Contains(rightSets, id.set) {
			continue
		}
		if _, err := os.Stat(files[id.hash]); err != nil {
			t.Logf("%s of %s is not here", id.hash, id.set)
			continue
		}
		s := scores[id.set]
		if s == nil {
			s = &setScore{fields: make([]int, len(imprintFields))}
			scores[id.set] = s
			sets = append(sets, id.set)
		}
		s.documents++
		wrong := s.compare(&id, told(files[id.hash], readings))
		switch {
		case wrong == "":
			s.right++
		case slices.Contains(rightSets, id.set):
			t.Errorf("%s of %s: %s", id.hash, id.set, wrong)
		default:
			t.Logf("%s of %s: %s", id.hash, id.set, wrong)
		}
	}
	logScores(t, sets, scores)
}

// recognisedPages are how many pages of a document are recognised: its cover, and where that does not tell everything,
// letters with their ends.
var recognisedPages = []int{3, 8}

// recognising has pages that are pictures recognised, where the program was built for it: a few, and more.
func recognising(t *testing.T) []extract.Options {
	t.Helper()
	if !networks.Available() && !tesseract.Available() {
		t.Log("scans are not recognised: built without recognition")
		return []extract.Options{{}}
	}
	engine := ocrtest.Live(t)
	var out []extract.Options
	for _, last := range recognisedPages {
		opt := extract.Options{OCR: engine}
		for n := range last {
			opt.OCRPages = append(opt.OCRPages, n+1)
		}
		out = append(out, opt)
	}
	return out
}

// told is what the document at name is said to be, in the order of imprintFields, by the first of the readings that leaves
// nothing open, or by the last. A file that cannot be read is said to be nothing.
func told(name string, readings []extract.Options) []string {
	out := []string{"", "", "0", "", ""}
	for _, opt := range readings {
		ds, err := readCollected(name, opt)
		if err != nil {
			return out
		}
		d := &ds.Disclosures[0]
		out = []string{withoutSpaces(d.Agency), withoutSpaces(d.Region), strconv.Itoa(d.Year), string(d.Kind), string(d.Level)}
		recognised := slices.ContainsFunc(ds.Disclosures, func(d Disclosure) bool { return d.OCRPages > 0 })
		if !recognised || d.Agency != "" && d.Year != 0 && d.Kind != "" && d.Level != "" {
			return out
		}
	}
	return out
}

// compare counts the fields that are right, and says which are not.
func (s *setScore) compare(id *knownImprint, got []string) string {
	var wrong []string
	for i, name := range imprintFields {
		if slices.Contains(id.fields[i], got[i]) {
			s.fields[i]++
		} else {
			wrong = append(wrong, name+" "+strconv.Quote(got[i])+", want "+strconv.Quote(strings.Join(id.fields[i], " | ")))
		}
	}
	return strings.Join(wrong, "; ")
}

func logScores(t *testing.T, sets []string, scores map[string]*setScore) {
	t.Helper()
	t.Logf("%-12s %9s %6s  %s", "set", "documents", "right", strings.Join(imprintFields, " "))
	for _, set := range sets {
		s := scores[set]
		fields := ""
		for i, n := range s.fields {
			fields += fmt.Sprintf(" %*d", len(imprintFields[i]), n)
		}
		t.Logf("%-12s %9d %6d %s", set, s.documents, s.right, fields)
	}
}
