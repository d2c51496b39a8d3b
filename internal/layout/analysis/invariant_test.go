package analysis

import (
	"math"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"pgregory.net/rapid"
)

// TestAnyPage lays out pages of rulings and runs thrown at random: nothing may panic, and each place
// of a table's grid is covered at most once.
func TestAnyPage(t *testing.T) { rapid.Check(t, laidOut) }

// FuzzAnyPage does the same, led by what code the pages reach.
func FuzzAnyPage(f *testing.F) { f.Fuzz(rapid.MakeFuzz(laidOut)) }

func laidOut(t *rapid.T) {
	var pages []page.Page
	for n := range rapid.IntRange(1, 3).Draw(t, "pages") {
		pages = append(pages, anyPage(t, n+1))
	}
	tables, paragraphs := Pages(pages)
	for _, table := range tables {
		coveredOnce(t, table)
	}
	for _, p := range paragraphs {
		if len(p.Lines) == 0 || p.Lines[0].Page < 1 {
			t.Fatalf("paragraph without a place: %+v", p)
		}
	}
}

func anyPage(t *rapid.T, number int) page.Page {
	s := newSketch(number)
	at := rapid.SampledFrom([]float64{0, 50, 52, 100, 150, 150.5, 200, 300, 400, 599, 800, math.MaxFloat32})
	for range rapid.IntRange(0, 12).Draw(t, "rulings") {
		a, b, c := at.Draw(t, "a"), at.Draw(t, "b"), at.Draw(t, "c")
		if rapid.Bool().Draw(t, "across") {
			s.across(a, math.Min(b, c), math.Max(b, c))
		} else {
			s.down(a, math.Min(b, c), math.Max(b, c))
		}
	}
	words := rapid.SampledFrom([]string{"项目", "1,234.50", "合 计", "单位：万元", "注：", "2024年", "—", "", " ", "3", "a b", "续表", "一、收入"})
	for range rapid.IntRange(0, 25).Draw(t, "runs") {
		s.sized(at.Draw(t, "x"), at.Draw(t, "y"), rapid.SampledFrom([]float64{0, 1, 9, 10, 22}).Draw(t, "size"), words.Draw(t, "text"))
		r := &s.Runs[len(s.Runs)-1]
		r.Angle = rapid.SampledFrom([]int{0, 0, 0, 90, 270}).Draw(t, "angle")
		if rapid.Bool().Draw(t, "clipped") {
			r.Clip = page.Box{X0: 40, Y0: 40, X1: at.Draw(t, "clip"), Y1: at.Draw(t, "clip")}
		}
	}
	return s.Page
}

// coveredOnce fails if two cells claim one place, or a cell leaves the grid.
func coveredOnce(t *rapid.T, table layout.Table) {
	seen := make(map[[2]int]bool)
	for _, c := range table.Cells {
		if c.Row < 1 || c.Column < 1 || c.RowSpan < 1 || c.ColSpan < 1 ||
			c.Row+c.RowSpan-1 > table.Rows || c.Column+c.ColSpan-1 > table.Columns {
			t.Fatalf("cell %+v leaves the grid of %d rows and %d columns", c, table.Rows, table.Columns)
		}
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Column; k < c.Column+c.ColSpan; k++ {
				if seen[[2]int{r, k}] {
					t.Fatalf("row %d, column %d is covered twice", r, k)
				}
				seen[[2]int{r, k}] = true
			}
		}
	}
	if table.HeaderRows < 0 || table.HeaderRows > table.Rows {
		t.Fatalf("%d header rows of %d", table.HeaderRows, table.Rows)
	}
}
