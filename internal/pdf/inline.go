package pdf

import (
	"bytes"
	"fmt"

	lib "github.com/ledongthuc/pdf"
)

// An inline picture is one written into the content of a page.
type inline struct {
	entries []byte // as they stand there, with short names or long ones
	known   dict   // the same
	data    []byte
}

// unfold makes a stream of an inline picture, in a file of its own: pictures are decoded from those.
func (pic *picture) unfold() {
	if pic.inline == nil || pic.file != nil {
		return
	}
	d := pic.inline.known
	w, h := inlineNumber(d, "W", "Width"), inlineNumber(d, "H", "Height")
	var out bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj"+format, append([]any{len(at)}, args...)...)
	}
	out.WriteString("%PDF-1.7\n")
	object("<</Type/Catalog/Pages 2 0 R>>endobj\n")
	object("<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n")
	object("<</Type/Page/Parent 2 0 R/Picture 4 0 R>>endobj\n")
	object("<<%s/Width %d/Height %d%s%s/Length %d>>stream\n", pic.inline.entries, w, h, stencilEntry(d), decodeEntry(d), len(pic.inline.data))
	out.Write(pic.inline.data)
	out.WriteString("\nendstream endobj\n")
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, a := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&out, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	f, err := Open(out.Bytes(), "")
	if err != nil || f.rebuilt || len(f.pages) != 1 {
		return
	}
	if x := get(f.pages[0].dict, "Picture"); x.Kind() == lib.Stream {
		pic.file, pic.stream = f, x
	}
}

// stencilEntry and decodeEntry are entries of an inline picture by their long names.
func stencilEntry(d dict) string {
	if d["IM"] == true {
		return "/ImageMask true"
	}
	return ""
}

func decodeEntry(d dict) string {
	a, ok := d["D"].(array)
	if !ok {
		return ""
	}
	return fmt.Sprint("/Decode", []object(a))
}

// place is where the stream of a picture begins in the page's file; false of an inline one.
func (pic *picture) place() (int64, bool) {
	if pic.inline != nil {
		return 0, false
	}
	return streamOffset(pic.stream)
}

// from is the file that a picture's stream is in.
func (pic *picture) from(f *File) *File {
	if pic.file != nil {
		return pic.file
	}
	return f
}
