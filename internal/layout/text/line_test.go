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
