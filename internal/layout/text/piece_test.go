package text

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// TestUprightBoxes reads text whose boxes are flat, as those of size 0, or stand upside down: its lines have a height, and
// begin above their end.
func TestUprightBoxes(t *testing.T) {
	flat, turned := page.Box{X0: 50, Y0: 100, X1: 50, Y1: 100}, page.Box{X0: 60, Y0: 102, X1: 50, Y1: 92}
	for _, b := range []page.Box{flat, turned} {
		for _, glyphs := range [][]page.Glyph{nil, {{Text: "款", Box: b}}} {
			r := page.Run{Text: "款", Box: b, Origin: page.Point{X: 50, Y: 100}, Glyphs: glyphs, Clip: page.Box{X0: 40, Y0: 40, X1: 200, Y1: 100}}
			p := NewPage(&page.Page{Number: 1, Width: 600, Height: 800, Runs: []page.Run{r}})
			if len(p.Lines) != 1 {
				t.Fatalf("%d lines of box %v", len(p.Lines), b)
			}
			if got := p.Lines[0].Box; got.X1 < got.X0 || got.Y1 <= got.Y0 {
				t.Errorf("box %v became %v", b, got)
			}
		}
	}
}
