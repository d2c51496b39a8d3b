package analysis

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// A page that holds more than any table does is no table, and its text stays.
func TestCrowdedPages(t *testing.T) {
	list := func(lines int) *sketch {
		s := newSketch(1)
		for i := range lines {
			y := 50 + 14*float64(i)
			s.text(50, y, "项目").text(200, y, "1.00").text(300, y, "2.00").text(400, y, "3.00")
		}
		return s
	}
	drawing := list(20)
	for i := range 20000 {
		drawing.across(400, float64(i), float64(i)+5)
	}
	ruled := list(3000).grid([]float64{40, 180, 290, 390, 500}, []float64{40, 42100})
	for name, c := range map[string]struct {
		page   *sketch
		tables int
	}{
		"a list": {list(100), 1}, "a list without end": {list(3000), 0},
		"a list upon a map": {drawing, 1}, "thousands of lines in one ruled row": {ruled, 1},
	} {
		tables, paragraphs := Pages([]page.Page{c.page.Page})
		held := 0
		for _, x := range tables {
			for _, cell := range x.Cells {
				held += len(cell.Lines)
			}
		}
		for _, p := range paragraphs {
			held += 4 * len(p.Lines)
		}
		if len(tables) != c.tables || held != len(c.page.Runs) {
			t.Errorf("%s: %d tables, and %d of %d texts", name, len(tables), held, len(c.page.Runs))
		}
	}
}
