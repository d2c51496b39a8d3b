package text

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// A mark, and the mark of that mark, go to the line of the text they stand at.
func TestMarksOfMarks(t *testing.T) {
	run := func(s string, x, base, size float64) page.Run {
		return page.Run{Text: s, Size: size, Box: page.Box{X0: x, Y0: base - size, X1: x + size/2, Y1: base}}
	}
	p := NewPage(&page.Page{Runs: []page.Run{run("A", 50, 100, 10), run("i", 55, 104, 8), run("j", 59, 107, 6)}})
	if len(p.Lines) != 1 || p.Lines[0].String() != "Aij" {
		t.Errorf("%d lines, the first %q, want one of Aij", len(p.Lines), p.Lines[0].String())
	}
}

// A circled number set above the end of a figure stands behind it, and one that begins a line of text stays where it is.
func TestCircledMarks(t *testing.T) {
	run := func(s string, x, width, base, size float64) page.Run {
		return page.Run{Text: s, Size: size, Box: page.Box{X0: x, Y0: base - size, X1: x + width, Y1: base}}
	}
	for _, tt := range []struct {
		mark float64 // its left side
		want int     // lines
	}{{108, 1}, {50, 2}, {140, 2}} {
		p := NewPage(&page.Page{Runs: []page.Run{run("①", tt.mark, 9, 89, 9), run("42,628", 60, 40, 100, 10.8)}})
		if len(p.Lines) != tt.want || tt.want == 1 && p.Lines[0].String() != "42,628 ①" {
			t.Errorf("a mark at %v: %d lines, the first %q, want %d", tt.mark, len(p.Lines), p.Lines[0].String(), tt.want)
		}
	}
}
