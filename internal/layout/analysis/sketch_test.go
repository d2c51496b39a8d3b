package analysis

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// A sketch is a page made by hand.
type sketch struct{ page.Page }

func newSketch(number int) *sketch {
	return &sketch{page.Page{Number: number, Width: 600, Height: 800, Source: page.Text}}
}

// textSize is the font size that sketches set text in.
const textSize = 10.0

// text sets a run whose first glyph stands at x, its base line at y: ideographs one em wide,
// everything else half.
func (s *sketch) text(x, y float64, text string) *sketch { return s.sized(x, y, textSize, text) }

func (s *sketch) sized(x, y, size float64, words string) *sketch {
	r := page.Run{Text: words, Origin: page.Point{X: x, Y: y}, Size: size, Confidence: 1}
	for _, c := range words {
		w := size / 2
		if text.Ideographic(c) {
			w = size
		}
		b := page.Box{X0: x, Y0: y - 0.8*size, X1: x + w, Y1: y + 0.2*size}
		r.Glyphs = append(r.Glyphs, page.Glyph{Text: string(c), Box: b})
		r.Box = r.Box.Union(b)
		x += w
	}
	s.Runs = append(s.Runs, r)
	return s
}

// right sets a run that ends at x.
func (s *sketch) right(x, y float64, words string) *sketch {
	w := 0.0
	for _, c := range words {
		w += textSize / 2
		if text.Ideographic(c) {
			w += textSize / 2
		}
	}
	return s.text(x-w, y, words)
}

func (s *sketch) across(y, x0, x1 float64) *sketch {
	s.Rulings = append(s.Rulings, page.Ruling{From: page.Point{X: x0, Y: y}, To: page.Point{X: x1, Y: y}, Width: 0.5})
	return s
}

func (s *sketch) down(x, y0, y1 float64) *sketch {
	s.Rulings = append(s.Rulings, page.Ruling{From: page.Point{X: x, Y: y0}, To: page.Point{X: x, Y: y1}, Width: 0.5})
	return s
}

// grid rules all lines of a grid.
func (s *sketch) grid(xs, ys []float64) *sketch {
	for _, y := range ys {
		s.across(y, xs[0], xs[len(xs)-1])
	}
	for _, x := range xs {
		s.down(x, ys[0], ys[len(ys)-1])
	}
	return s
}

// show prints a table as people read it: a line for each row, a cell's span behind its text.
func show(t layout.Table) string {
	var b strings.Builder
	row := 0
	for _, c := range t.Cells {
		if c.Row != row {
			if row > 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "%d", c.Row)
			row = c.Row
		}
		fmt.Fprintf(&b, " |%d %s", c.Column, c.Text)
		if c.RowSpan > 1 || c.ColSpan > 1 {
			fmt.Fprintf(&b, " <%dx%d>", c.RowSpan, c.ColSpan)
		}
	}
	return b.String()
}

// one lays out pages that hold one table.
func one(t *testing.T, sketches ...*sketch) layout.Table {
	t.Helper()
	tables := all(sketches...)
	if len(tables) != 1 {
		var got []string
		for _, x := range tables {
			got = append(got, show(x))
		}
		t.Fatalf("got %d tables, want 1:\n%s", len(tables), strings.Join(got, "\n---\n"))
	}
	return tables[0]
}

func all(sketches ...*sketch) []layout.Table {
	var pages []page.Page
	for _, s := range sketches {
		pages = append(pages, s.Page)
	}
	tables, _ := Pages(pages)
	return tables
}

func check(t *testing.T, got layout.Table, want string) {
	t.Helper()
	if d := cmp.Diff(lines(want), lines(show(got))); d != "" {
		t.Errorf("cells (-want +got):\n%s", d)
	}
}

// lines is the lines of s without blanks at their ends.
func lines(s string) []string {
	out := strings.Split(s, "\n")
	for i := range out {
		out[i] = strings.TrimRight(out[i], " ")
	}
	return out
}
