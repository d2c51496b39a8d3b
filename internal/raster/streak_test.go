package raster

import (
	"image/color"
	"math/rand/v2"
	"slices"
	"testing"
)

// White streaks from edge to edge that cut rulings are filled, and told: the table has its cells, and writing its strokes. The blanks of a table and
// its own gaps are no streaks.
func TestWhiteStreaksAreFilled(t *testing.T) {
	drawn := func(streaks bool) *Prepared {
		g := paper(900, 600)
		grid(g, []int{100, 300, 500, 800}, []int{100, 160, 220, 280})
		for i := range 3 {
			word(g, 140+i*200, 120, 5)
			word(g, 140+i*200, 180, 5)
		}
		if streaks {
			for _, x := range []int{148, 156, 222, 404, 650} {
				fillRect(g, x, 0, x+2, 600, color.White)
			}
			for _, y := range []int{130, 190, 251} {
				fillRect(g, 0, y, 900, y+1, color.White)
			}
		}
		return prepare(t, g)
	}
	whole, cut := drawn(false), drawn(true)
	if whole.Problem != "" || cut.Problem != streaked {
		t.Errorf("problems %q and %q", whole.Problem, cut.Problem)
	}
	if !slices.Equal(whole.Cells, cut.Cells) || len(cut.Cells) != 9 {
		t.Errorf("cells %v, want %v", cut.Cells, whole.Cells)
	}
	if a, b := whole.Ink.Count(whole.Ink.Bounds()), cut.Ink.Count(cut.Ink.Bounds()); b < a*95/100 || b > a*105/100 {
		t.Errorf("%d pixels of ink, want %d", b, a)
	}
}

// The gaps of rulings of dashes that lie beside each other are no streaks.
func TestGapsOfDashesAreNoStreaks(t *testing.T) {
	g := paper(900, 600)
	grid(g, []int{100, 800}, []int{100, 160, 220, 280, 340, 400})
	for y := 100; y < 400; y += 16 {
		for _, x := range []int{100, 300, 500, 800} {
			fillRect(g, x-1, y, x+2, y+13, color.Black)
			fillRect(g, x-1, y+13, x+2, y+16, color.White)
		}
	}
	if s := prepare(t, g); s.Problem != "" {
		t.Error(s.Problem)
	}
}

// The gaps between frames, of which each cell has one, are no streaks, in rows and columns of any height and width.
func TestGapsBetweenFramesAreNoStreaks(t *testing.T) {
	g := paper(900, 600)
	columns, rows := []int{60, 303, 441, 640, 851}, []int{60, 101, 163, 210, 292, 330}
	for i := range columns[1:] {
		for j := range rows[1:] {
			grid(g, []int{columns[i], columns[i+1] - 6}, []int{rows[j], rows[j+1] - 6})
			word(g, columns[i]+30, rows[j]+12, 3)
		}
	}
	if s := prepare(t, g); s.Problem != "" {
		t.Error(s.Problem)
	}
}

// Writing beside rulings of dashes and dots hides some of their gaps, so that those that are left lie in no equal steps: they are no streaks.
func TestGapsOfDashesAndDotsAreNoStreaks(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	g := paper(1600, 1200)
	for row := range 14 {
		y := 100 + row*60
		for x := 100; x < 1500; x += 21 {
			fillRect(g, x, y, x+12, y+3, color.Black)
			fillRect(g, x+15, y, x+18, y+3, color.Black)
		}
		for range 10 { // as strokes of characters stand: at any place
			x := 110 + r.IntN(1350)
			fillRect(g, x, y+20, x+3+r.IntN(8), y+40, color.Black)
		}
	}
	if s := prepare(t, g); s.Problem != "" {
		t.Error(s.Problem)
	}
}
