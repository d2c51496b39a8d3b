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

// TestCoveredOnce lays out pages on which two cells stood in one place, or one in no row.
func TestCoveredOnce(t *testing.T) {
	narrow := newSketch(1).down(0, 0, 800).down(50, 0, 800)
	narrow.sized(50, 200, 0, "1,234.50").sized(0, 50, 1, "项目").sized(0, 150, 0, "项目").sized(50, 150, 0, "项目").sized(0, 200, 0, "项目")
	below := newSketch(1).across(150, 0, 52).down(0, 0, 50).down(50, 0, 200)
	below.sized(50, 200, 0, "1,234.50").sized(50, 50, 1, "项目").sized(0, 50, 0, "项目").sized(100, 150, 1, "项目").sized(50, 150.5, 1, "项目")
	for name, s := range map[string]*sketch{"a column as wide as its text, which has no width": narrow, "a head below a rule that all others stand above": below} {
		t.Run(name, func(t *testing.T) {
			tables, _ := Pages([]page.Page{s.Page})
			if len(tables) != 1 {
				t.Fatalf("%d tables", len(tables))
			}
			coveredOnce(t, tables[0])
		})
	}
}

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
	at := rapid.SampledFrom([]float64{0, 50, 52, 100, 150, 150.5, 200, 300, 400, 599, 800, 1e6})
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
func coveredOnce(t rapid.TB, table layout.Table) {
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
