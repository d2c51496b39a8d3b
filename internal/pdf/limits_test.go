package pdf

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// A page can name one stream often, and each can be packed several times over: what all of it unpacks to is bounded, and
// the deadline need not be waited for.
func TestStreamsThatUnpackForEver(t *testing.T) {
	packed := compress(compress(strings.Repeat("3230", 2<<20) + "3E>"))
	entries := "/Filter[/FlateDecode/FlateDecode/ASCIIHexDecode/ASCIIHexDecode]"
	data := file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents["+strings.Repeat("4 0 R ", 500)+"]>>", stream(entries, packed))
	p := readPage(t, data)
	if !strings.Contains(p.Problem, errUnpacks.Error()) {
		t.Errorf("problem %q", p.Problem)
	}
}

// Hundreds of pages can share a content that is just within a page's bounds.
func TestWhatAllPagesTake(t *testing.T) {
	const pages = 4
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", stream("", "BT /F1 9 Tf 10 50 Td (abc) Tj ET"),
		"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"}
	kids := ""
	for range pages {
		kids += fmt.Sprintf("%d 0 R ", len(objects)+1)
		objects = append(objects, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>")
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, pages)
	f, err := Open(file(objects...), "")
	if err != nil {
		t.Fatal(err)
	}
	read := func(n int, want string) {
		t.Helper()
		f.Reckon()
		if p := f.Page(n); p.Problem != want || (len(p.Runs) == 1) != (want == "") || p.Width != 200 {
			t.Errorf("page %d: %d runs, %v wide, problem %q, want %q", n, len(p.Runs), p.Width, p.Problem, want)
		}
	}
	read(1, "")
	if g, w := f.glyphs.Load(), f.work.Load(); g != 3 || w < 5 || w > 10 {
		t.Errorf("one page of 3 characters and 5 operators took %d characters and %d work", g, w)
	}
	f.glyphs.Add(maxFileGlyphs - 3)
	read(2, "")
	read(3, errFileFull.Error())
	f.glyphs.Store(0)
	read(3, "")
	f.work.Add(maxFileWork)
	read(4, errFileFull.Error())
}

// A large stream is given whole, in no more room than it takes, and as far as it goes where it is damaged.
func TestLargeStreams(t *testing.T) {
	for _, size := range []int{largeStream - 1, largeStream, largeStream + 1, 2*largeStream + 12345} {
		text := strings.Repeat("0 1 2 Td (abc) Tj\n", size/18+1)[:size]
		packed := compress(text)
		out, err := inflateRaw([]byte(packed), 2)
		if err != nil || string(out) != text || size > largeStream && cap(out) > size {
			t.Errorf("of %d bytes there are %d, in room for %d: %v", size, len(out), cap(out), err)
		}
		half, err := inflateRaw([]byte(packed[:len(packed)*3/4]), 2)
		if err == nil || len(half) < size/2 || !strings.HasPrefix(text, string(half)) {
			t.Errorf("of the first part of %d bytes there are %d: %v", size, len(half), err)
		}
		other := packed[:len(packed)-1] + string(packed[len(packed)-1]^1)
		if out, err := inflateRaw([]byte(other), 2); !errors.Is(err, errSum) || string(out) != text {
			t.Errorf("with a sum of something else %d of %d bytes: %v", len(out), size, err)
		}
	}
}
