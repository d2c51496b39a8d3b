package raster

import (
	"image"
	"image/color"
	"testing"
)

// fadedPage is a table with words in black, and more that is paler than ink.
func fadedPage(t *testing.T, more func(g *image.Gray)) *Prepared {
	t.Helper()
	g := paper(900, 600)
	grid(g, []int{100, 300, 500, 800}, []int{100, 160, 220, 280, 340})
	for i := range 4 {
		word(g, 140, 120+i*60, 5)
		word(g, 340, 120+i*60, 5)
	}
	more(g)
	return prepare(t, g)
}

// Print that toner ran out of is ink as that beside it is, and told of; what is pale somewhere else is the back of the sheet and stays what it was.
func TestFadedPrintIsInk(t *testing.T) {
	pale := color.Gray{200}
	characters := func(g *image.Gray, aside int) {
		for i := range 4 {
			for k := range 4 {
				x, y := 540+k*30, 120+i*60+aside
				fillRect(g, x, y, x+4, y+20, pale)
				fillRect(g, x, y, x+14, y+4, pale)
			}
		}
	}
	for name, tt := range map[string]struct {
		aside int
		ink   bool
	}{"in the rows of dark print": {0, true}, "between them": {14, false}} {
		s := fadedPage(t, func(g *image.Gray) { characters(g, tt.aside) })
		n := s.Ink.Count(image.Rect(530, 110, 700, 330))
		if (n > 0) != tt.ink || (s.Problem == faded) != tt.ink {
			t.Errorf("%s: %d pixels of ink, problem %q", name, n, s.Problem)
		}
		if v := s.Gray.GrayAt(542, 130+tt.aside).Y; tt.ink && v > 110 {
			t.Errorf("%s: shade %d", name, v)
		}
	}
}

// A hyphen that is paler than the digits behind it is ink, and nothing that is told of.
func TestFadedHyphenIsInk(t *testing.T) {
	s := fadedPage(t, func(g *image.Gray) {
		fillRect(g, 328, 128, 336, 131, color.Gray{195})
		fillRect(g, 700, 128, 708, 131, color.Gray{195}) // by itself
	})
	if s.Ink.Count(image.Rect(326, 126, 338, 133)) == 0 || s.Problem != "" {
		t.Errorf("the hyphen is no ink, or problem %q", s.Problem)
	}
	if n := s.Ink.Count(image.Rect(690, 120, 720, 140)); n > 0 {
		t.Errorf("a pale mark by itself is ink: %d pixels", n)
	}
}
