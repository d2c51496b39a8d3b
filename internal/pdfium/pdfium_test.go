package pdfium

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"
)

// document writes a PDF of pages with these contents; each is 200 by 100 points and can draw the picture I.
func document(contents ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n")
	kids := ""
	for i, c := range contents {
		fmt.Fprintf(&b, "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents %d 0 R/Resources<</XObject<</I 3 0 R/F 4 0 R>>>>>>endobj\n", 10+2*i, 11+2*i)
		fmt.Fprintf(&b, "%d 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", 11+2*i, len(c), c)
		kids += fmt.Sprintf(" %d 0 R", 10+2*i)
	}
	fmt.Fprintf(&b, "2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n", len(contents), kids)
	b.WriteString("3 0 obj<</Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/JPXDecode/Length 4>>stream\nnone\nendstream endobj\n")
	dense := strings.Repeat("0 0 m 200 100 l 0 100 l f ", 2000)
	fmt.Fprintf(&b, "4 0 obj<</Subtype/Form/BBox[0 0 200 100]/Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R/Size 100>>\n", len(dense), dense)
	return []byte(b.String())
}

const bars = "0 g 0 0 100 100 re f"

func drawn(t *testing.T, f *File, page Page) (Drawing, error) {
	t.Helper()
	return f.Draw(t.Context(), page)
}

func shade(img image.Image, x, y int) uint8 {
	return color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y
}

func TestDraw(t *testing.T) {
	f := New(document(bars, "1 0 0 rg 0 0 100 50 re f"), "")
	defer f.Close()
	for _, plain := range []bool{false, true} {
		d, err := drawn(t, f, Page{1, 400, 200, plain})
		if err != nil {
			t.Fatal(err)
		}
		if _, grey := d.Image.(*image.Gray); !grey || d.Image.Bounds() != image.Rect(0, 0, 400, 200) || shade(d.Image, 100, 100) != 0 || shade(d.Image, 300, 100) != 255 || d.Lost != 0 {
			t.Errorf("plain %v: %T of %v, shades %d and %d, lost %d", plain, d.Image, d.Image.Bounds(), shade(d.Image, 100, 100), shade(d.Image, 300, 100), d.Lost)
		}
	}
	d, err := drawn(t, f, Page{Number: 2, Width: 400, Height: 200})
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, a := d.Image.At(100, 150).RGBA(); r != 0xffff || g != 0 || b != 0 || a != 0xffff {
		t.Errorf("red is %x %x %x %x", r, g, b, a)
	}
}

// What fails is told, and the next page is drawn all the same.
func TestFailuresArePagesOwn(t *testing.T) {
	f := New(document(bars, bars), "")
	defer f.Close()
	for name, page := range map[string]Page{
		"no such page":  {Number: 3, Width: 400, Height: 200},
		"page 0":        {Number: 0, Width: 400, Height: 200},
		"too large":     {Number: 1, Width: 40000, Height: 20000},
		"no size":       {Number: 1},
		"another shape": {Number: 1, Width: 400, Height: 400},
	} {
		if _, err := drawn(t, f, page); err == nil {
			t.Errorf("%s: no error", name)
		}
		if _, err := drawn(t, f, Page{Number: 1, Width: 400, Height: 200}); err != nil {
			t.Errorf("after %s: %v", name, err)
		}
	}
	bad := New([]byte("%PDF-1.4\nno file"), "")
	defer bad.Close()
	if _, err := drawn(t, bad, Page{Number: 1, Width: 400, Height: 200}); err == nil {
		t.Error("no file: no error")
	}
	if _, err := drawn(t, f, Page{Number: 1, Width: 400, Height: 200}); err != nil {
		t.Errorf("after no file: %v", err)
	}
}

// A drawing that runs into a fault of PDFium is an error, and a fresh instance takes the place of the one that is lost.
func TestFault(t *testing.T) {
	f := New(document(bars), "")
	defer f.Close()
	if _, err := drawn(t, f, Page{Number: 1, Width: 400, Height: 200}); err != nil {
		t.Fatal(err)
	}
	shared.take(t.Context())
	shared.end() // as if it had run into one: all its calls fail from here on
	shared.give()
	if _, err := drawn(t, f, Page{Number: 1, Width: 400, Height: 200}); err == nil {
		t.Error("no error")
	}
	if _, err := drawn(t, f, Page{Number: 1, Width: 400, Height: 200}); err != nil {
		t.Errorf("then: %v", err)
	}
}

// A page that would draw for minutes ends with its context, and one that waits for its turn, too.
func TestContextEndsADrawing(t *testing.T) {
	f := New(document(strings.Repeat("/F Do ", 20000), bars), "")
	defer f.Close()
	if _, err := drawn(t, f, Page{Number: 2, Width: 400, Height: 200}); err != nil { // so that it is compiled
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	var waits sync.WaitGroup
	for range 2 {
		waits.Go(func() {
			if _, err := f.Draw(ctx, Page{Number: 1, Width: 4000, Height: 2000}); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("error %v", err)
			}
		})
	}
	waits.Wait()
	if _, err := drawn(t, f, Page{Number: 2, Width: 400, Height: 200}); err != nil {
		t.Errorf("then: %v", err)
	}
}

// Where the user's cache folder is of no use, PDFium is compiled for the process alone.
func TestNoCacheFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("PDFium is compiled, which takes seconds")
	}
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CACHE_HOME", name)
	t.Setenv("HOME", name)
	t.Setenv("LocalAppData", name)
	usual := shared
	shared = &instance{turn: make(chan struct{}, 1)}
	defer func() { shared = usual }()
	f := New(document(bars), "")
	defer f.Close()
	if _, err := drawn(t, f, Page{1, 400, 200, true}); err != nil || !shared.code.inMemory {
		t.Errorf("error %v, in memory %v", err, shared.code.inMemory)
	}
}

// A folder that cannot be written to once it is in use is given up.
func TestFullCacheFolder(t *testing.T) {
	var s codeStore
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	first := s.open()
	if s.inMemory || s.open() != first {
		t.Error("the folder is not used")
	}
	if !s.giveUp() || s.open() == first || !s.inMemory || s.giveUp() {
		t.Error("the folder is not given up once")
	}
}

// What does not fit into the memory that the process is given is an error, and the limit is what it was afterwards.
func TestMemory(t *testing.T) {
	const limit = 300 << 20
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(limit))
	f := New(document(bars), "")
	if _, err := drawn(t, f, Page{Number: 1, Width: 10000, Height: 5000}); err == nil {
		t.Error("a drawing of 200 MB fits into 150")
	}
	if _, err := drawn(t, f, Page{Number: 1, Width: 400, Height: 200}); err != nil {
		t.Errorf("then: %v", err)
	}
	if left := debug.SetMemoryLimit(-1); runtime.GOOS != "windows" && left >= limit {
		t.Errorf("%d bytes are left to the program while PDFium runs", left)
	}
	f.Close()
	if left := debug.SetMemoryLimit(-1); left != limit {
		t.Errorf("%d bytes are left to the program in the end, want %d", left, limit)
	}
}

// PDFium leaves out what it cannot decode.
func TestBlankPages(t *testing.T) {
	f := New(document("q 200 0 0 100 0 0 cm /I Do Q", ""), "")
	defer f.Close()
	for page, lost := range map[int]int{1: 1, 2: 0} {
		d, err := drawn(t, f, Page{Number: page, Width: 400, Height: 200})
		if err != nil || d.Lost != lost || shade(d.Image, 10, 10) != 255 {
			t.Errorf("page %d: error %v, %d lost, want %d", page, err, d.Lost, lost)
		}
	}
}

// Several goroutines and files take turns, and nothing runs once all files are closed.
func TestTurns(t *testing.T) {
	var waits sync.WaitGroup
	for k := range 3 {
		waits.Go(func() {
			f := New(document(bars, bars), "")
			defer f.Close()
			for page := range 2 {
				if _, err := f.Draw(t.Context(), Page{page + 1, 200 + 2*k, 100 + k, page == 0}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	waits.Wait()
	shared.take(t.Context())
	defer shared.give()
	if shared.pool != nil || shared.files != 0 || shared.open != nil {
		t.Errorf("running %v, %d files, open %v", shared.pool != nil, shared.files, shared.open)
	}
}
