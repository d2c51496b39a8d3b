package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
)

// corpusDir holds real disclosures, which are not part of the repository.
const corpusDir = "../../../shared/corpus"

var corpusFlag = flag.String("corpus", corpusDir, "directory of real PDF files to read")

// floor is the share of characters that must agree with pdftotext, both ways, in every file that is
// not listed in scoreExceptions.
const floor = 0.995

// scoreExceptions are the files in which this reader and pdftotext differ by more, with the reason
// found by looking at the rendered pages. docs/text-layer.md says more.
var scoreExceptions = map[string]string{
	"fiscal__2025__official__ezhou_2025_budget_execution_report.pdf": "headings drawn twice for bold are one text here",

	"fiscal__2025__official__jiangsu_huaian_2026_budget_report.pdf": "its fonts have no Unicode; the pages say so",
	"fiscal__2025__official__shijiazhuang_2025_budget_report.pdf":   "cut off; pdftotext opens it not at all",

	"budget-pdf__31.pdf": "Thai vowel signs: pdftotext prints the ActualText of half-syllables beside the signs themselves",
}

// corpus lists the real files, or skips the test.
func corpus(tb testing.TB) []string {
	tb.Helper()
	var files []string
	filepath.WalkDir(*corpusFlag, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".pdf") {
			files = append(files, path)
		}
		return nil
	})
	if len(files) == 0 {
		tb.Skip("no real disclosures beside the repository in " + *corpusFlag)
	}
	return files
}

// TestAgainstPdftotext counts, page by page, how many characters this reader and pdftotext have in
// common inside the page box.
func TestAgainstPdftotext(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole corpus")
	}
	files := corpus(t)
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	encodings, _ := exec.Command("pdftotext", "-listenc").Output()
	if !bytes.Contains(encodings, []byte("GBK")) {
		t.Skip("pdftotext loses Chinese text without poppler-data, which is not installed")
	}
	version, _ := exec.Command("pdftotext", "-v").CombinedOutput()
	ref := reference{about: string(version) + string(encodings)}
	scores := make([]score, len(files))
	page.Each(len(files), func(i int) { scores[i] = ref.score(files[i]) })
	for i, file := range files {
		s, name := scores[i], filepath.Base(file)
		t.Logf("%-9s %-9s %9s %7d %7d %5d %s%s", s.recall(), s.precision(), percent(s.withHidden, s.theirs), s.theirs, s.ours, s.worst, name, s.note)
		if reason := scoreExceptions[name]; reason == "" && s.note == "" && !s.good() {
			t.Errorf("%s: recall %s, with what the clip hides %s, precision %s, worst page %d", name, s.recall(), percent(s.withHidden, s.theirs), s.precision(), s.worst)
		}
	}
}

// A score counts characters.
type score struct {
	theirs, ours, common int
	withHidden           int // of theirs: common ones, with those that the clip hides here
	worst, worstBy       int
	note                 string
}

func (s score) recall() string    { return percent(s.common, s.theirs) }
func (s score) precision() string { return percent(s.common, s.ours) }

// good takes for read what the clip hides: text behind the edge of a merged cell that the page's end
// cuts, which pdftotext prints although nobody sees it.
func (s score) good() bool {
	return float64(s.withHidden) >= floor*float64(s.theirs) && float64(s.common) >= floor*float64(s.ours)
}

func percent(n, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f%%", 100*float64(n)/float64(of))
}

// A reference is what pdftotext says. It takes five times as long as all that is tested here, so that what it
// said of a file is kept among the system's temporary files, until they, it or its encodings change.
type reference struct{ about string }

func (r reference) text(file string, data []byte) []byte {
	sum := sha256.Sum256(append([]byte(r.about), data...))
	kept := filepath.Join(os.TempDir(), "mingxi-pdftotext", hex.EncodeToString(sum[:]))
	if text, err := os.ReadFile(kept); err == nil {
		return text
	}
	text, err := exec.Command("pdftotext", "-layout", "-cropbox", "-enc", "UTF-8", file, "-").Output()
	if err == nil && os.MkdirAll(filepath.Dir(kept), 0o700) == nil {
		part := kept + fmt.Sprint(".", os.Getpid())
		if os.WriteFile(part, text, 0o600) == nil {
			os.Rename(part, kept)
		}
	}
	return text
}

func (r reference) score(file string) (s score) {
	data, err := os.ReadFile(file)
	if err != nil {
		s.note = " " + err.Error()
		return s
	}
	f, err := Open(data, "")
	if err != nil {
		s.note = " " + err.Error()
		return s
	}
	pages := bytes.Split(r.text(file, data), []byte("\f"))
	for n := 1; n <= f.NumPages(); n++ {
		ref := map[rune]int{}
		if n <= len(pages) {
			count(ref, string(pages[n-1]))
		}
		p := f.Page(n)
		hidden := map[rune]int{}
		for _, r := range p.Clipped {
			count(hidden, r.Text)
		}
		s.add(n, ref, ours(p), hidden)
	}
	return s
}

func (s *score) add(n int, theirs, ours, hidden map[rune]int) {
	a, b, c := 0, 0, 0
	for r, k := range theirs {
		a += k
		c += min(k, ours[r])
		s.withHidden += min(k, ours[r]+hidden[r])
	}
	for _, k := range ours {
		b += k
	}
	s.theirs, s.ours, s.common = s.theirs+a, s.ours+b, s.common+c
	if by := a + b - 2*c; by > s.worstBy {
		s.worst, s.worstBy = n, by
	}
}

// ours counts the characters of a page that lie on it.
func ours(p page.Page) map[rune]int {
	on := page.Box{X1: p.Width, Y1: p.Height}
	counts := map[rune]int{}
	for _, r := range p.Runs {
		for _, g := range r.Glyphs {
			if on.Contains(g.Box.Center()) {
				count(counts, g.Text)
			}
		}
	}
	return counts
}

// count adds up the characters of s, without white space and in their usual form.
func count(counts map[rune]int, s string) {
	for _, r := range norm.NFKC.String(words.Usual(s)) {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && r != 0xfeff && r != 0x200b {
			counts[r]++
		}
	}
}
