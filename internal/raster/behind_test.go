package raster

import (
	"image"
	"image/color"
	"testing"
)

// front draws a table of three columns with a word in each cell.
func front(g *image.Gray, lines color.Color) {
	for _, x := range []int{100, 300, 500, 700} {
		fillRect(g, x-1, 99, x+2, 462, lines)
	}
	for y := 100; y <= 460; y += 60 {
		fillRect(g, 99, y-1, 702, y+2, lines)
		for _, x := range []int{120, 320, 560} {
			if y < 460 {
				word(g, x, y+18, 6)
			}
		}
	}
}

// behind draws the lines of the back of a sheet, which cut through what the front prints.
func behind(g *image.Gray) {
	for _, x := range []int{208, 348, 468, 628} {
		fillRect(g, x, 110, x+3, 520, color.Gray{200})
	}
	for _, y := range []int{113, 250, 371, 517} {
		fillRect(g, 70, y, 790, y+3, color.Gray{200})
	}
}

// What shines through is lifted, and nothing else that is pale: rulings, shaded heads, lines beside the table.
func TestBackSideIsLifted(t *testing.T) {
	for what, c := range map[string]struct {
		draw  func(g *image.Gray)
		lines int // across
	}{
		"back of the sheet": {func(g *image.Gray) { behind(g); front(g, color.Black) }, 7},
		"rulings in pale":   {func(g *image.Gray) { front(g, color.Gray{200}) }, 7},
		"a shaded head":     {func(g *image.Gray) { fillRect(g, 100, 100, 700, 130, color.Gray{200}); front(g, color.Black) }, 7},
	} {
		g := paper(900, 600)
		c.draw(g)
		if s := prepare(t, g); len(s.Cells) != 18 || len(s.Rulings.Horizontal) != c.lines {
			t.Errorf("%s: %d cells, want 18; %d lines across, want %d", what, len(s.Cells), len(s.Rulings.Horizontal), c.lines)
		}
	}
}

// Ink keeps its shade, what shines through becomes paper, and between them no darker shade gets paler than a paler one.
func TestLiftKeepsInk(t *testing.T) {
	g := paper(256, 1)
	for v := range 256 {
		g.Pix[v] = uint8(v)
	}
	lift(g, 190)
	for v, p := range g.Pix {
		if v <= 150 && int(p) != v || v >= 190 && p != 255 || v > 0 && p < g.Pix[v-1] {
			t.Errorf("%d becomes %d", v, p)
		}
	}
}

// A form in light grey keeps its rulings where a stamp stands on it.
func TestStampedFormIsNotLifted(t *testing.T) {
	g := paper(1700, 1200)
	for _, x := range []int{100, 300, 400, 500, 600, 700} {
		fillRect(g, x-1, 99, x+2, 902, color.Gray{200})
	}
	for y := 100; y <= 900; y += 40 {
		fillRect(g, 99, y-1, 702, y+2, color.Gray{200})
		for _, x := range []int{120, 310, 510} {
			if y < 900 {
				word(g, x, y+10, 3)
			}
		}
	}
	for _, y := range []int{660, 700, 740, 780} { // four lines of a stamp, each over a ruling
		word(g, 620, y-12, 3)
	}
	if s := prepare(t, g); len(s.Rulings.Horizontal) != 21 || len(s.Rulings.Vertical) != 6 {
		t.Errorf("%d lines across, want 21, and %d down, want 6", len(s.Rulings.Horizontal), len(s.Rulings.Vertical))
	}
}

// The back of a sheet is lifted from a page that rules nothing itself, too.
func TestBackSideIsLiftedFromText(t *testing.T) {
	g := paper(900, 1000)
	for _, x := range []int{88, 266, 426, 586, 730} {
		fillRect(g, x, 90, x+3, 903, color.Gray{200})
	}
	for y := 90; y <= 900; y += 45 {
		fillRect(g, 90, y, 733, y+3, color.Gray{200})
	}
	prose(g, 100, 80, 640, 17)
	if s := prepare(t, g); len(s.Rulings.Horizontal)+len(s.Rulings.Vertical) > 0 {
		t.Errorf("%d lines across, %d down", len(s.Rulings.Horizontal), len(s.Rulings.Vertical))
	}
}

// Strokes of characters that fill a row from one ruling to the next are no lines of a back, however pale they are.
func TestStrokesFromRulingToRulingStay(t *testing.T) {
	g := paper(900, 600)
	strokes := []int{148, 188, 348, 388, 588}
	for _, x := range strokes {
		fillRect(g, x, 102, x+2, 159, color.Gray{200})
	}
	front(g, color.Black)
	s, err := Prepare(Picture{Image: g, DPI: 400}, 0) // rows of 4 mm
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range strokes {
		if v := s.Gray.GrayAt(x, 110).Y; v == 255 {
			t.Errorf("the stroke at %d was lifted", x)
		}
	}
}

// A back that is dark enough for ink is lifted where its lines are another kind than those of the page, which says so. A page whose own lines
// are of two kinds keeps both.
func TestDarkBackSideIsLifted(t *testing.T) {
	for what, c := range map[string]struct {
		draw func(g *image.Gray)
		told bool
	}{
		"back of the sheet": {func(g *image.Gray) {
			for _, x := range []int{208, 348, 468, 628} {
				fillRect(g, x, 110, x+3, 520, color.Gray{130})
			}
			for _, y := range []int{113, 250, 371, 517} {
				fillRect(g, 70, y, 790, y+3, color.Gray{130})
			}
		}, true},
		"pale lines between its own": {func(g *image.Gray) {
			for y := 150; y <= 450; y += 60 {
				fillRect(g, 99, y, 702, y+2, color.Gray{130})
			}
		}, false},
	} {
		g := paper(900, 600)
		c.draw(g)
		front(g, color.Black)
		s := prepare(t, g)
		if (s.Problem != "") != c.told {
			t.Errorf("%s: told %q", what, s.Problem)
		}
		if cells := len(s.Cells); c.told && cells != 18 || !c.told && cells != 36 {
			t.Errorf("%s: %d cells", what, cells)
		}
	}
}

// Thin lines of one kind, which fill one pixel here and lie between two there, are no back of the sheet.
func TestLinesBetweenPixelsAreOfOneKind(t *testing.T) {
	line := func(at int, half bool) []lineShade {
		g := paper(300, 20)
		fillRect(g, 20, at, 280, at+1, color.Gray{20})
		if half {
			fillRect(g, 20, at, 280, at+2, color.Gray{137})
		}
		s := &Prepared{Gray: g, DPI: 150}
		return s.shadesOf(Rulings{Horizontal: []Ruling{{Box: image.Rect(20, at, 280, at+2), Width: 1}}})
	}
	var lines []lineShade
	for _, half := range []bool{false, true} {
		for range behindLines + 1 {
			lines = append(lines, line(10, half)...)
		}
	}
	if got := paleOf(lines); got != -1 {
		t.Errorf("lines %v are of two kinds, the paler of shade %d", lines, got)
	}
}
