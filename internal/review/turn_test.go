package review

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/normalize"
)

// A page that lies on its side is turned the way in which its figures lie on ink.
func TestTurn(t *testing.T) {
	// a page 200 points wide and 100 high, with ink 150 to 160 from the left and 20 to 28 from the top
	content := "150 72 10 8 re f"
	data := fmt.Appendf(nil, "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"+
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R>>endobj\n4 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n", len(content), content)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "side.pdf"), data, 0o666); err != nil {
		t.Fatal(err)
	}
	hash := fmt.Sprintf("%x", sha256.Sum256(data))
	elsewhere := page.Box{X0: 2, Y0: 170, X1: 12, Y1: 180} // which only fits a page that is turned
	for degrees, ink := range map[int]page.Box{0: {X0: 148, Y0: 18, X1: 164, Y1: 32}, 90: {X0: 70, Y0: 148, X1: 84, Y1: 164}, 270: {X0: 16, Y0: 36, X1: 32, Y1: 54}} {
		p := newPictures(dir, []string{dir}, "")
		s, err := p.size(context.Background(), hash, 1)
		if err != nil || s != (size{200, 100}) {
			t.Fatalf("%v, %v", s, err)
		}
		read := []print{{ink, "1", false}}
		if degrees != 0 {
			read = append(read, print{elsewhere, "1", false})
		}
		got, ok := p.attitude(context.Background(), hash, 1, s, read, false)
		if got != (attitude{degrees: degrees}) || !ok {
			t.Errorf("%v, %v, want %d", got, ok, degrees)
		}
		if _, err := p.png(context.Background(), hash, 1, degrees); err != nil {
			t.Error(err)
		}
		if _, ok := p.attitude(context.Background(), hash, 1, s, []print{{page.Box{X0: 1, Y0: 1, X1: 300, Y1: 9}, "1", false}}, false); ok {
			t.Error("a figure outside the page lies on it")
		}
		p.close()
	}
}

// scanned is a file of one page that is a picture of so many pixels a point, which a reader shows turned.
func scanned(img *image.Gray, by float64, rotate int) []byte {
	wide, high := img.Rect.Dx(), img.Rect.Dy()
	content := fmt.Sprintf("%f 0 0 %f 0 0 cm /Im Do", float64(wide)/by, float64(high)/by)
	var b bytes.Buffer
	fmt.Fprintf(&b, "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"+
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Rotate %d/Contents 4 0 R/Resources<</XObject<</Im 5 0 R>>>>>>endobj\n"+
		"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n5 0 obj<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Length %d>>stream\n",
		float64(wide)/by, float64(high)/by, rotate, len(content), content, wide, high, len(img.Pix))
	b.Write(img.Pix)
	b.WriteString("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
	return b.Bytes()
}

// askew is a picture as a scanner sees it whose sheet lies askew, by degrees about its middle.
func askew(img image.Image, degrees float64) *image.Gray {
	b := img.Bounds()
	out := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	cx, cy := float64(b.Dx())/2, float64(b.Dy())/2
	for y := range b.Dy() {
		for x := range b.Dx() {
			dx, dy := float64(x)-cx, float64(y)-cy
			at := image.Pt(int(cx+dx*cos+dy*sin), int(cy-dx*sin+dy*cos))
			out.SetGray(x, y, color.Gray{255})
			if at.In(image.Rect(0, 0, b.Dx(), b.Dy())) {
				out.Set(x, y, img.At(b.Min.X+at.X, b.Min.Y+at.Y))
			}
		}
	}
	return out
}

// The boxes of a scan stand where its figures are printed, however the sheet lay on the scanner and whichever way it is shown: what is dark in each
// box of the page as it is drawn is what is dark in it on the straight page.
func TestBoxesOfAskewScans(t *testing.T) {
	r := reviewOf(t, sampled(t))
	id := r.list[0].ID
	o, err := r.document(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{10, 4} { // a table, and a narrative
		boxesOfAskew(t, o, id, n)
	}
}

func boxesOfAskew(t *testing.T, o *opened, id string, n int) {
	t.Helper()
	const by = attitudeDPI / 72
	read := o.prints(id, n)
	straight, err := os.ReadFile(filepath.Join(shipped, "doc.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	f := pdfium.New(straight, "")
	defer f.Close()
	w, h, err := f.Size(t.Context(), n)
	if err != nil || len(read) < 20 {
		t.Fatal(len(read), err)
	}
	clean, err := f.Draw(t.Context(), pdfium.Page{Number: n, Width: pixels(w, by), Height: pixels(h, by)})
	if err != nil {
		t.Fatal(err)
	}
	want := attitude{}.ink(clean.Image)
	skews := []float64{-2, 1}
	if n != 10 {
		skews = skews[1:]
	}
	for _, skew := range skews {
		lain := askew(clean.Image, skew)
		for _, rotate := range []int{0, 90, 180, 270} {
			lays := map[string]int{"shown turned": 0}
			if skew < 0 {
				lays = map[string]int{"shown upright": 360 - rotate}
			}
			for name, by90 := range lays {
				data := scanned(turned(lain, by90%360).(*image.Gray), by, rotate)
				dir := t.TempDir()
				if err := os.WriteFile(filepath.Join(dir, "scan.pdf"), data, 0o666); err != nil {
					t.Fatal(err)
				}
				hash := fmt.Sprintf("%x", sha256.Sum256(data))
				p := newPictures(dir, []string{dir}, "")
				s, err := p.size(t.Context(), hash, 1)
				if err != nil {
					t.Fatal(err)
				}
				a, ok := p.attitude(t.Context(), hash, 1, s, read, true)
				back := 0 // by which it must be turned
				if by90 == 0 {
					back = (360 - rotate) % 360
				}
				if !ok || a.degrees != back || math.Abs(a.askew-skew) > 0.06 {
					t.Errorf("page %d, %v degrees, /Rotate %d, %s: %+v, %v", n, skew, rotate, name, a, ok)
				}
				shown := sheet{Number: 1}
				shown.take(t.Context(), p, &normalize.Disclosure{ID: id, SHA256: hash}, read, true)
				if want := fmt.Sprintf("rotate(%.3f %s %s)", -a.askew, number(shown.Width/2), number(shown.Height/2)); shown.Level != want {
					t.Errorf("%s, want %s", shown.Level, want)
				}
				png, err := p.png(t.Context(), hash, 1, a.degrees)
				p.close()
				if err != nil {
					t.Fatal(err)
				}
				drawn, _, err := image.Decode(bytes.NewReader(png))
				if err != nil {
					t.Fatal(err)
				}
				off := 0
				got := attitude{askew: a.askew}.ink(scaled(drawn, clean.Image.Bounds()))
				for _, r := range read {
					if now, m := got(inside(r.Box, border, border)), want(inside(r.Box, border, border)); math.Abs(float64(now-m)) > 0.3*float64(m)+12 {
						off++
					}
				}
				if off > len(read)/50 {
					t.Errorf("page %d, %v degrees, /Rotate %d, %s: %d of %d boxes hold something else", n, skew, rotate, name, off, len(read))
				}
			}
		}
	}
}

// scaled is a picture drawn as large as another.
func scaled(img image.Image, to image.Rectangle) image.Image {
	out, b := image.NewGray(image.Rect(0, 0, to.Dx(), to.Dy())), img.Bounds()
	for y := range to.Dy() {
		for x := range to.Dx() {
			out.Set(x, y, img.At(b.Min.X+x*b.Dx()/to.Dx(), b.Min.Y+y*b.Dy()/to.Dy()))
		}
	}
	return out
}

// A dataset may hold a box of any size: what is looked at ends with the page.
func TestInkOfHugeBox(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 30, 20)) // black
	for _, a := range []attitude{{}, {degrees: 90}} {
		if n := a.ink(img)(page.Box{X0: -1e17, Y0: -1e17, X1: 1e17, Y1: 1e17}); n < 550 || n > 600 {
			t.Errorf("%v: %d dark pixels of 600", a, n)
		}
	}
}
