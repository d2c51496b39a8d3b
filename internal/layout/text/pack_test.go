package text

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// A page that was packed is the page that it was, whatever stands on it, and holds nothing of it in between.
func TestPack(t *testing.T) {
	for seed := range uint64(100) {
		packed, want := someText(seed), someText(seed)
		packed.Pack()
		if packed.Lines != nil || packed.Hidden != nil || packed.angled != nil || packed.Rulings != nil || packed.Unseen != nil || packed.Fills != nil {
			t.Fatalf("page %d is still there: %+v", seed, packed)
		}
		packed.Unpack()
		if !reflect.DeepEqual(packed, want) {
			t.Fatalf("page %d is\n%+v, and was\n%+v", seed, packed, want)
		}
	}
}

// someText is a page with text of every kind, and marks.
func someText(seed uint64) *Page {
	r := rand.New(rand.NewPCG(seed, 7))
	p := &page.Page{Width: 600, Height: 800}
	for range 1 + r.IntN(30) {
		x, y, size := 50+500*r.Float64(), float64(50+20*r.IntN(30)), float64(8+2*r.IntN(3))
		run := page.Run{Size: size, Origin: page.Point{X: x, Y: y}, Bold: r.IntN(3) == 0, Confidence: 1}
		for range 1 + r.IntN(12) {
			letter := []string{"支", "出", "1", ",", ".", " ", "ffi", "", strings.Repeat("长", 9)}[r.IntN(9)]
			run.Glyphs = append(run.Glyphs, page.Glyph{Text: letter, Box: page.Box{X0: x, Y0: y - size, X1: x + size, Y1: y}})
			run.Text += letter
			x += size + float64(r.IntN(2))*size*r.Float64()
		}
		run.Box = page.Box{X0: run.Origin.X, Y0: y - size, X1: x, Y1: y}
		switch r.IntN(6) {
		case 0:
			run.Angle = 90
		case 1:
			run.Confidence, run.Others = r.Float64(), []string{fmt.Sprint(seed)}
		case 2:
			run.Clip = page.Box{X0: 40, Y0: y - float64(r.IntN(12)), X1: 600, Y1: y + 2}
		case 3:
			run.Artifact = true
		}
		p.Runs = append(p.Runs, run)
		at := page.Point{X: 600 * r.Float64(), Y: y}
		p.Rulings = append(p.Rulings, page.Ruling{From: at, To: page.Point{X: 600, Y: y}, Width: r.Float64(), Color: page.Color(r.Uint32()), Dashed: r.IntN(2) == 0, Frame: r.IntN(2) == 0})
		p.Unseen = append(p.Unseen, page.Ruling{From: at, To: page.Point{X: at.X, Y: 700}})
		p.Fills = append(p.Fills, page.Fill{Box: run.Box, Color: page.Color(r.Uint32())})
	}
	t := NewPage(p)
	p.Runs = nil // whose glyphs are those of its pieces, with room behind them
	return t
}
