package review

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
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
		boxes := []page.Box{ink}
		if degrees != 0 {
			boxes = append(boxes, elsewhere)
		}
		got, ok := p.turn(context.Background(), hash, 1, s, boxes)
		if got != degrees || !ok {
			t.Errorf("%d, %v, want %d", got, ok, degrees)
		}
		if _, err := p.png(context.Background(), hash, 1, degrees); err != nil {
			t.Error(err)
		}
		if _, ok := p.turn(context.Background(), hash, 1, s, []page.Box{{X0: 1, Y0: 1, X1: 300, Y1: 9}}); ok {
			t.Error("a figure outside the page lies on it")
		}
		p.close()
	}
}
