package ruling

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// A line that begins and ends with the words over it is their underline, and no side of a cell; one that is longer, or runs below
// a figure, may be one.
func TestUnderlinesOfWords(t *testing.T) {
	const base = 100
	for _, tt := range []struct {
		words    string // 50 points from the left
		from, to float64
		kept     int
	}{
		{"支出 1.50", 50, 70, 1}, // as wide as its name, a line may rule off a row
		{"政府性基金", 50, 100, 0},
		{"政府性基金", 50, 180, 1},
		{"政府性基金", 45, 105, 1},
		{"1,234.50", 50, 130, 1},
	} {
		x, run := 50.0, page.Run{Text: tt.words, Size: 10, Confidence: 1, Origin: page.Point{X: 50, Y: base}}
		for _, c := range tt.words {
			run.Glyphs = append(run.Glyphs, page.Glyph{Text: string(c), Box: page.Box{X0: x, Y0: base - 9, X1: x + 10, Y1: base + 1}})
			x += 10
		}
		run.Box = page.Box{X0: 50, Y0: base - 9, X1: x, Y1: base + 1}
		line := page.Ruling{From: page.Point{X: tt.from, Y: base + 1.5}, To: page.Point{X: tt.to, Y: base + 1.5}, Width: 0.4}
		p := text.NewPage(&page.Page{Number: 1, Width: 600, Height: 800, Runs: []page.Run{run}, Rulings: []page.Ruling{line}})
		if got := Clean(p).Horizontal; len(got) != tt.kept {
			t.Errorf("%s, from %v to %v: %d edges", tt.words, tt.from, tt.to, len(got))
		}
	}
}

// A line below the name of columns is none of a sentence's blanks, though the next name stands right behind it: the names left of it stand far off.
func TestLineBelowOneOfSeveralHeads(t *testing.T) {
	const base = 100
	var runs []page.Run
	for _, at := range []float64{50, 216, 300} {
		run := page.Run{Text: "公共预算", Size: 10, Confidence: 1, Origin: page.Point{X: at, Y: base}}
		x := at
		for _, c := range run.Text {
			run.Glyphs = append(run.Glyphs, page.Glyph{Text: string(c), Box: page.Box{X0: x, Y0: base - 9, X1: x + 10, Y1: base + 1}})
			x += 10
		}
		run.Box = page.Box{X0: at, Y0: base - 9, X1: x, Y1: base + 1}
		runs = append(runs, run)
	}
	line := page.Ruling{From: page.Point{X: 200, Y: base + 2.5}, To: page.Point{X: 293, Y: base + 2.5}, Width: 0.75}
	p := text.NewPage(&page.Page{Number: 1, Width: 600, Height: 800, Runs: runs, Rulings: []page.Ruling{line}})
	if got := Clean(p).Horizontal; len(got) != 1 {
		t.Errorf("%d edges are left, want the line", len(got))
	}
	if n := len(text.Phrases(&p.Lines[0])); n != 3 {
		t.Errorf("%d phrases, want the 3 names", n)
	}
}

// Names of rows that are underlined, each as far as it reaches, are ruled off by nothing, though figures stand beside them; lines as long below
// names as long may rule rows off.
func TestUnderlinedNamesOfRows(t *testing.T) {
	for _, tt := range []struct {
		names []string
		kept  int
	}{
		{[]string{"工资", "办公经费", "房租", "车辆维护费"}, 0},
		{[]string{"工资", "房租", "水电", "差旅"}, 4},
	} {
		var runs []page.Run
		var lines []page.Ruling
		for n, name := range tt.names {
			base := 100 + 20*float64(n)
			for _, part := range []struct {
				text string
				at   float64
			}{{name, 50}, {"12.50", 200}} {
				run := page.Run{Text: part.text, Size: 10, Confidence: 1, Origin: page.Point{X: part.at, Y: base}}
				x := part.at
				for _, c := range part.text {
					run.Glyphs = append(run.Glyphs, page.Glyph{Text: string(c), Box: page.Box{X0: x, Y0: base - 9, X1: x + 10, Y1: base + 1}})
					x += 10
				}
				run.Box = page.Box{X0: part.at, Y0: base - 9, X1: x, Y1: base + 1}
				runs = append(runs, run)
				if part.at == 50 {
					lines = append(lines, page.Ruling{From: page.Point{X: 50, Y: base + 1.5}, To: page.Point{X: x, Y: base + 1.5}, Width: 0.4})
				}
			}
		}
		p := text.NewPage(&page.Page{Number: 1, Width: 600, Height: 800, Runs: runs, Rulings: lines})
		if got := Clean(p).Horizontal; len(got) != tt.kept {
			t.Errorf("%v: %d edges, want %d", tt.names, len(got), tt.kept)
		}
	}
}
