package aligned

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// A head above the blank between two others spans them and names no column of its own, though lines are set so tight that the boxes of their
// letters reach into each other.
func TestLeavesOfTightLines(t *testing.T) {
	cell := func(x, y float64) headCell {
		b := page.Box{X0: x, Y0: y, X1: x + 18, Y1: y + 13}
		return headCell{phrases: []text.Phrase{{Pieces: []text.Piece{{Size: 9}}, Box: b}}, box: b, size: 9}
	}
	cells := []headCell{cell(221, 90), cell(184, 99), cell(366, 99)}
	if got := leaves(cells); len(got) != 2 || got[0].Box.X0 != 184 {
		t.Errorf("%d leaves, want the two lower ones", len(got))
	}
}
