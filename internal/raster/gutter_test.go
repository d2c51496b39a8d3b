package raster

import (
	"image"
	"image/color"
	"testing"
)

// prose draws lines of running text from x to about x+width.
func prose(g *image.Gray, x, y, width, lines int) {
	for i := range lines {
		word(g, x, y+i*50, width/20)
	}
}

func TestTwoPagesOnOneSheet(t *testing.T) {
	table := func(g *image.Gray, x int) {
		word(g, x+150, 60, 8)
		grid(g, []int{x, x + 200, x + 400, x + 600}, []int{120, 180, 240, 300})
		word(g, x+20, 138, 3)
		word(g, x+220, 198, 3)
	}
	for what, c := range map[string]struct {
		draw func(g *image.Gray)
		two  bool
	}{
		"two tables": {func(g *image.Gray) { table(g, 100); table(g, 900) }, true},
		"two tables about a fold": {func(g *image.Gray) {
			table(g, 100)
			table(g, 900)
			fillRect(g, 799, 0, 802, 1000, color.Black)
		}, true},
		"text beside text":                      {func(g *image.Gray) { prose(g, 100, 60, 600, 12); prose(g, 900, 85, 600, 9) }, true},
		"a table and a page of few words":       {func(g *image.Gray) { table(g, 900); word(g, 350, 400, 5) }, true},
		"a page whose other is blank":           {func(g *image.Gray) { table(g, 100) }, false},
		"a title in the middle":                 {func(g *image.Gray) { table(g, 100); table(g, 900); word(g, 700, 20, 10) }, false},
		"a line over both":                      {func(g *image.Gray) { table(g, 100); table(g, 900); fillRect(g, 100, 400, 1500, 403, color.Black) }, false},
		"a table without lines, its names long": {func(g *image.Gray) { prose(g, 100, 60, 600, 12); prose(g, 1300, 60, 120, 12) }, false},
	} {
		g := paper(1600, 1000)
		c.draw(g)
		s := prepare(t, g)
		lines := s.Lines()
		if two := s.Gutter > 0; two != c.two || two && (s.Gutter < 750 || s.Gutter > 850) {
			t.Errorf("%s: parted at %d", what, s.Gutter)
		}
		for _, l := range lines {
			if s.Gutter > 0 && l.Box.Min.X < s.Gutter && l.Box.Max.X > s.Gutter {
				t.Errorf("%s: the line %v crosses the gutter", what, l.Box)
			}
		}
	}
}
