package text

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// Names that are spread over both sides of a table fill them as lines of prose do, and so do letters that stand below each other in narrow columns: neither is
// prose. Letters without blanks, in columns as wide, are.
func TestColumnsOfProse(t *testing.T) {
	for _, tt := range []struct {
		name   string
		blanks float64 // between letters, in font sizes
		width  float64
		want   int // columns
	}{{"prose", 0, 200, 2}, {"spread names", 0.7, 200, 0}, {"upright letters", 0, 80, 0}} {
		p := page.Page{Width: 500, Height: 800}
		for line := range 20 {
			y := 100 + 14*float64(line)
			for _, x0 := range []float64{240 - tt.width, 260} {
				for x := x0; x+10 <= x0+tt.width; x += 10 * (1 + tt.blanks) {
					p.Runs = append(p.Runs, page.Run{Text: "金", Size: 10, Origin: page.Point{X: x, Y: y}, Box: page.Box{X0: x, Y0: y - 10, X1: x + 10, Y1: y},
						Glyphs: []page.Glyph{{Text: "金", Box: page.Box{X0: x, Y0: y - 10, X1: x + 10, Y1: y}}}})
				}
			}
		}
		if columns, _ := NewPage(&p).Columns(nil); len(columns) != tt.want {
			t.Errorf("%s: %d columns, want %d", tt.name, len(columns), tt.want)
		}
	}
}
