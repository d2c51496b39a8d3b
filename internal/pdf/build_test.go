package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	cases "github.com/mingxi/mingxi/internal/sample"
)

// file writes a PDF of objects numbered from 1, the first being the catalog.
func file(objects ...string) []byte { return cases.File("/Root 1 0 R", objects...) }

// stream writes a stream object.
func stream(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

// onePage is a file of one page of 200 by 100 points with the font F1, which is Courier: each
// character is 0.6 em wide. Further objects are numbered from 5.
func onePage(resources, content string, extra ...string) []byte {
	return pageWith("/MediaBox[0 0 200 100]", resources, content, extra...)
}

func pageWith(entries, resources, content string, extra ...string) []byte {
	if !strings.Contains(resources, "/Font") {
		resources += "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>>>"
	}
	objects := append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<%s>>%s>>", resources, entries),
		stream("", content),
	}, extra...)
	return file(objects...)
}

// readPage opens a file and reads its first page.
func readPage(t testing.TB, data []byte) page.Page {
	t.Helper()
	f, err := Open(data, "")
	if err != nil {
		t.Fatal(err)
	}
	return f.Page(1)
}

// printed writes runs as text@x,y for comparison.
func printed(p page.Page) string {
	var out []string
	for _, r := range p.Runs {
		out = append(out, fmt.Sprintf("%s@%.4g,%.4g", r.Text, r.Origin.X, r.Origin.Y))
	}
	return strings.Join(out, " ")
}

// lines writes rulings as h or v with their place and ends.
func lines(p page.Page) string {
	var out []string
	for _, r := range p.Rulings {
		kind := "v"
		at, lo, hi := r.From.X, r.From.Y, r.To.Y
		if r.Horizontal() {
			kind, at, lo, hi = "h", r.From.Y, r.From.X, r.To.X
		}
		if r.Dashed {
			kind += "-"
		}
		out = append(out, fmt.Sprintf("%s%.4g:%.4g-%.4g", kind, at, lo, hi))
	}
	return strings.Join(out, " ")
}
