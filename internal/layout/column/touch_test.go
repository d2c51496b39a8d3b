package column

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// TestColumnsThatTouch tells columns of amounts set right that leave no blank: on one line or another the widest amount of each begins where that
// of the column before ends.
func TestColumnsThatTouch(t *testing.T) {
	figure := func(x0, x1 float64) text.Phrase {
		return text.Phrase{Figure: true, Box: page.Box{X0: x0, X1: x1}, Pieces: make([]text.Piece, 1)}
	}
	cols := Of([][]text.Phrase{
		{figure(110, 150), figure(150, 200), figure(230, 250)},
		{figure(100, 150), figure(170, 200), figure(200, 250)},
		{figure(130, 150), figure(150, 200), figure(200, 250)},
	})
	if len(cols) != 3 {
		t.Errorf("columns %v", cols)
	}
}
