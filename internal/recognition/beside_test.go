package recognition

import (
	"image"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/raster"
)

// What a pen wrote beside a figure in its cell is told; a word that was read well, one in another line and one in another cell are not.
func TestStrokesBesideFiguresAreTold(t *testing.T) {
	figure := reading{line: raster.Line{Box: image.Rect(300, 100, 380, 120), Cell: 2}, Reading: says("196.35", 0.99)}
	for what, c := range map[string]struct {
		box  image.Rectangle
		cell int
		text string
		sure float64
		told bool
	}{
		"a stroke":        {image.Rect(200, 98, 212, 122), 2, "Y", 0.43, true},
		"the unit":        {image.Rect(200, 98, 260, 122), 2, "万元", 0.98, false},
		"another figure":  {image.Rect(200, 98, 260, 122), 2, "12", 0.4, false},
		"in another line": {image.Rect(200, 140, 212, 160), 2, "Y", 0.43, false},
		"in another cell": {image.Rect(200, 98, 212, 122), 3, "Y", 0.43, false},
		"outside":         {image.Rect(200, 98, 212, 122), -1, "Y", 0.43, false},
	} {
		r := reading{line: raster.Line{Box: c.box, Cell: c.cell}, Reading: says(c.text, c.sure)}
		if got := besideFigures([]reading{r, figure}); (got != "") != c.told || c.told && !strings.Contains(got, "196.35 (Y)") {
			t.Errorf("%s: %q", what, got)
		}
	}
}
