package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"pgregory.net/rapid"
)

// A narrow is a ruled table whose amounts wrap because their columns are too narrow for them, as
// spreadsheets and browsers print it: each line takes as many characters as there is room for.
type narrow struct {
	rows    [][]string // the first holds the heads
	widths  []float64
	padding float64 // points kept free on each side of a cell
	align   []byte  // by column: l, c or r
	middle  bool    // cells are set in the middle of their row's height, otherwise at its top
	leading float64
	ruled   bool // lines between the rows of the body
}

// leftOf is where a line of width w begins in a cell.
func (n *narrow) leftOf(col int, x, w float64) float64 {
	switch n.align[col] {
	case 'r':
		return x + n.widths[col] - n.padding - w
	case 'c':
		return x + (n.widths[col]-w)/2
	}
	return x + n.padding
}

// wrapped breaks a text into lines that fit a width; ideographs are one em wide, the rest half.
func wrapped(text string, width float64) []string {
	var out []string
	cur, w := "", 0.0
	for _, c := range text {
		step := runeWidth(c)
		if cur != "" && w+step > width {
			out, cur, w = append(out, cur), "", 0
		}
		cur, w = cur+string(c), w+step
	}
	return append(out, cur)
}

func runeWidth(c rune) float64 {
	if ideographic(c) {
		return textSize
	}
	return textSize / 2
}

func widthOf(text string) float64 {
	w := 0.0
	for _, c := range text {
		w += runeWidth(c)
	}
	return w
}

// draw prints the table from y on.
func (n *narrow) draw(s *sketch, y float64) {
	xs := []float64{50}
	for _, w := range n.widths {
		xs = append(xs, xs[len(xs)-1]+w)
	}
	ys := []float64{y}
	for r, cells := range n.rows {
		lines, most := make([][]string, len(cells)), 1
		for c, text := range cells {
			lines[c] = wrapped(text, n.widths[c]-2*n.padding)
			most = max(most, len(lines[c]))
		}
		height := float64(most)*n.leading + 4
		for c := range cells {
			top := y + 2
			if n.middle {
				top += float64(most-len(lines[c])) * n.leading / 2
			}
			for i, l := range lines[c] {
				s.text(n.leftOf(c, xs[c], widthOf(l)), top+float64(i)*n.leading+0.8*textSize, l)
			}
		}
		y += height
		if n.ruled || r == 0 || r == len(n.rows)-1 {
			ys = append(ys, y)
		}
	}
	s.grid(xs, ys)
}

// anyNarrow draws the shape of a table at random; its first column holds names or nothing, the others
// amounts with the given number of decimals.
func anyNarrow(t *rapid.T, places int, grouped bool) *narrow {
	n := &narrow{
		padding: rapid.Float64Range(0.7, 5.4).Draw(t, "padding"), leading: rapid.Float64Range(11, 15).Draw(t, "leading"),
		middle: rapid.Bool().Draw(t, "middle"), ruled: true,
	}
	named := rapid.Bool().Draw(t, "named")
	columns, rows := rapid.IntRange(1, 4).Draw(t, "columns"), rapid.IntRange(2, 6).Draw(t, "rows")
	if named {
		n.add("项目", rapid.Float64Range(45, 120).Draw(t, "width of names"), 'l')
	}
	for range columns {
		n.add("金额", 2*n.padding+rapid.Float64Range(28, 80).Draw(t, "width"), rapid.SampledFrom([]byte("lcr")).Draw(t, "align"))
	}
	if !named && columns == 1 {
		n.add("金额", 120, 'r')
	}
	for range rows {
		var cells []string
		for c := range n.widths {
			if named && c == 0 {
				cells = append(cells, rapid.SampledFrom([]string{"教育支出", "一般公共服务支出", "机关事业单位基本养老保险缴费支出"}).Draw(t, "name"))
				continue
			}
			cells = append(cells, anyFigure(t, places, grouped))
		}
		n.rows = append(n.rows, cells)
	}
	return n
}

// add adds a column to a table that has its head alone.
func (n *narrow) add(head string, width float64, align byte) {
	if len(n.rows) == 0 {
		n.rows = [][]string{nil}
	}
	n.rows[0] = append(n.rows[0], head)
	n.widths, n.align = append(n.widths, width), append(n.align, align)
}

// anyFigure is a figure with a number of decimals, in groups of thousands or not.
func anyFigure(t *rapid.T, places int, grouped bool) string {
	whole := fmt.Sprint(rapid.Int64Range(0, pow10(rapid.IntRange(1, 11).Draw(t, "digits"))).Draw(t, "amount"))
	if grouped {
		for n := len(whole) - 3; n > 0; n -= 3 {
			whole = whole[:n] + "," + whole[n:]
		}
	}
	if places > 0 {
		whole += fmt.Sprintf(".%0*d", places, rapid.Int64Range(0, pow10(places)-1).Draw(t, "decimals"))
	}
	return whole
}

func pow10(n int) int64 {
	v := int64(1)
	for range n {
		v *= 10
	}
	return v
}

// TestWrappedFigures prints tables whose amounts wrap, and reads each amount back whole.
func TestWrappedFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.SampledFrom([]int{1, 2, 2, 2, 4, 6}).Draw(t, "places")
		n := anyNarrow(t, places, rapid.Bool().Draw(t, "grouped"))
		n.witness(places)
		s := newSketch(1)
		n.draw(s, 100)
		tables := all(s)
		if len(tables) != 1 || tables[0].Rows != len(n.rows) {
			t.Fatalf("got %d tables, want one of %d rows:\n%v", len(tables), len(n.rows), shown(tables))
		}
		for _, c := range tables[0].Cells {
			if want := n.rows[c.Row-1][c.Column-1]; c.Row > 1 && c.Text != want {
				t.Errorf("row %d, column %d is %q, want %q", c.Row, c.Column, c.Text, want)
			}
		}
	})
}

// witness adds a row of figures that do not wrap, so that they tell how many decimals there are.
func (n *narrow) witness(places int) {
	row := make([]string, len(n.widths))
	for c, head := range n.rows[0] {
		row[c] = "合计"
		if head == "金额" {
			row[c] = "0." + strings.Repeat("0", places)
			n.widths[c] = max(n.widths[c], widthOf(row[c])+2*n.padding)
		}
	}
	n.rows = append(n.rows, row)
}

// TestWrappedDoubts prints amounts that wrap where nothing tells how many decimals they have, or that
// have none: what is read from a cell is the amount, or nothing that passes for one.
func TestWrappedDoubts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := anyNarrow(t, rapid.SampledFrom([]int{0, 0, 1, 2, 3, 4, 6}).Draw(t, "places"), rapid.Bool().Draw(t, "grouped"))
		s := newSketch(1)
		n.draw(s, 100)
		printed := make(map[string]bool)
		for _, cells := range n.rows {
			for _, text := range cells {
				printed[text] = true
			}
		}
		for _, table := range all(s) {
			for _, c := range table.Cells {
				if isFigure(c.Text) && !strings.Contains(c.Text, " ") && !printed[c.Text] {
					t.Errorf("row %d, column %d is %q, which is printed nowhere:\n%s", c.Row, c.Column, c.Text, show(table))
				}
			}
		}
	})
}

func shown(tables []Table) string {
	var out []string
	for _, x := range tables {
		out = append(out, show(x))
	}
	return strings.Join(out, "\n---\n")
}

// TestLinesCutOffByTheirCell prints rows of fixed height: the second line of a wrapped cell has no room,
// and what is left of it would pass for a figure.
func TestLinesCutOffByTheirCell(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 110, 170}, []float64{100, 116, 132, 148, 164})
	s.text(55, 112, "项目").text(115, 112, "金额")
	s.clipped(55, 128, 128, "教育", page.Box{X0: 50, Y0: 116, X1: 110, Y1: 132})
	s.clipped(115, 128, 128, "1,234,567.8", page.Box{X0: 110, Y0: 116, X1: 170, Y1: 132}).clipped(165, 141, 128, "9", page.Box{X0: 110, Y0: 116, X1: 170, Y1: 132})
	s.clipped(55, 144, 144, "机关事业单", page.Box{X0: 50, Y0: 132, X1: 110, Y1: 148}).clipped(55, 157, 144, "位养老", page.Box{X0: 50, Y0: 132, X1: 110, Y1: 148})
	s.clipped(155, 144, 144, "12", page.Box{X0: 110, Y0: 132, X1: 170, Y1: 148}).clipped(115, 131, 144, "2,345,678.", page.Box{X0: 110, Y0: 132, X1: 170, Y1: 148})
	s.text(55, 160, "合计").right(165, 160, "9.00")
	check(t, one(t, s), "1 |1 项目 |2 金额\n2 |1 教育 |2 1,234,567.89\n3 |1 机关事业单 |2 2,345,678.12\n4 |1 合计 |2 9.00")
}

// clipped sets a run at a base line within a clip; one whose base line is not the one that is seen is
// hidden.
func (s *sketch) clipped(x, y, seen float64, text string, clip page.Box) *sketch {
	s.text(x, y, text)
	n := len(s.Runs) - 1
	s.Runs[n].Clip = clip
	if y != seen {
		r := s.Runs[n]
		r.Glyphs = nil
		s.Clipped, s.Runs = append(s.Clipped, r), s.Runs[:n]
	}
	return s
}
