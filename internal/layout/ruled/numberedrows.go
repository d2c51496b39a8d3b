package ruled

import (
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// A numberedName is the lines of one name within a cell, the first of which begins with a number.
type numberedName struct {
	words.Numbering
	first, last *text.Line
}

// numberedCuts is the heights at which a row is to be cut because names in one cell go on with the numbers of the
// column: 四、 and 五、, below 三、 or above 六、. Each figure of the row must stand beside one of them. The cells are
// those of the row.
func (f *filling) numberedCuts(cells []int) []float64 {
	for _, i := range cells {
		names := namesOf(f.linesOf(i))
		if len(names) < fewestLines || f.Cells[i].ColSpan > 1 || !f.numbersGoOn(i, names) || !f.standBeside(cells, names) {
			continue
		}
		var at []float64
		for k := 1; k < len(names); k++ {
			at = append(at, (names[k-1].last.Base+names[k].first.Base)/2-aboveMiddle*names[k].first.Size)
		}
		return at
	}
	return nil
}

// namesOf is the names of lines whose numbers rise by one from name to name; none if the lines are no such names.
func namesOf(lines []text.Line) []numberedName {
	var out []numberedName
	for i := range lines {
		l := &lines[i]
		n := words.Numbered(l.String())
		switch k := len(out) - 1; {
		case k < 0 && n.Style == words.Unnumbered:
			return nil
		case k >= 0 && n.Style == words.Unnumbered:
			out[k].last = l
		case k >= 0 && (n.Style != out[k].Style || n.Number != out[k].Number+1):
			return nil
		default:
			out = append(out, numberedName{n, l, l})
		}
	}
	return out
}

// numbersGoOn says whether the numbers of a cell's names go on with the nearest of their style above the cell in
// its column, or the nearest below go on with them.
func (f *filling) numbersGoOn(cell int, names []numberedName) bool {
	column, style := f.Cells[cell].Column, names[0].Style
	for i := cell - 1; i >= max(0, cell-mostLines); i-- {
		if n := f.numberAt(i, column); n.Style == style {
			return n.Number+1 == names[0].Number
		}
	}
	for i := cell + 1; i < min(len(f.Cells), cell+mostLines); i++ {
		if n := f.numberAt(i, column); n.Style == style {
			return n.Number == names[len(names)-1].Number+1
		}
	}
	return false
}

// numberAt is the number that a cell's text begins with, if it stands in a column.
func (f *filling) numberAt(cell, column int) words.Numbering {
	if c := &f.Cells[cell]; c.Column == column && len(c.Lines) > 0 {
		return words.Numbered(c.Lines[0].Text)
	}
	return words.Numbering{}
}

// standBeside says whether each figure of some cells stands at the height of a name, and no two of one cell beside the
// same; and whether there are figures.
func (f *filling) standBeside(cells []int, names []numberedName) bool {
	figures := 0
	for _, i := range cells {
		taken := make(map[int]bool)
		for _, l := range f.linesOf(i) {
			if !figure.Is(l.String()) {
				continue
			}
			at := besideName(l, names)
			if at < 0 || taken[at] {
				return false
			}
			taken[at] = true
			figures++
		}
	}
	return figures > 0
}

// besideName is the index of the name at whose height a line stands, or -1.
func besideName(l text.Line, names []numberedName) int {
	slack := sameLevel * l.Size
	for i, n := range names {
		if n.first.Base-slack <= l.Base && l.Base <= n.last.Base+slack {
			return i
		}
	}
	return -1
}
