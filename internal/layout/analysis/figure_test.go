package analysis

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
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
	if text.Ideographic(c) {
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
			n.widths[c] = max(n.widths[c], widthOf(row[c])+2*n.padding+0.01) // more than arithmetic may lose
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
				if figure.Is(c.Text) && !strings.Contains(c.Text, " ") && !printed[c.Text] {
					t.Errorf("row %d, column %d is %q, which is printed nowhere:\n%s", c.Row, c.Column, c.Text, show(table))
				}
			}
		}
	})
}

func shown(tables []layout.Table) string {
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

// TestAmountsThatTouch prints three amounts by one show operation over three ruled columns that leave
// no blank between them.
func TestAmountsThatTouch(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 110, 165, 220, 275}, []float64{100, 120, 140})
	s.text(55, 113, "项目").text(115, 113, "合计").text(170, 113, "基本").text(225, 113, "项目支出")
	s.text(55, 133, "教育").text(110, 133, "12345678.9012345678.9012345678.90")
	check(t, one(t, s), "1 |1 项目 |2 合计 |3 基本 |4 项目支出\n2 |1 教育 |2 12345678.90 |3 12345678.90 |4 12345678.90")
}

// TestAmountAndMark sets the mark of a note behind an amount: it is no digit of it.
func TestAmountAndMark(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 150, 250}, []float64{100, 120, 140})
	s.text(55, 113, "项目").text(155, 113, "金额").text(55, 133, "教育").text(155, 133, "1,234.50").sized(195, 129, 6, "1")
	check(t, one(t, s), "1 |1 项目 |2 金额\n2 |1 教育 |2 1,234.50¹")
}

// TestAmountsSetTight sets amounts of two columns without rulings a fifth of a character apart.
func TestAmountsSetTight(t *testing.T) {
	s := newSketch(1)
	for i, name := range []string{"合计", "教育支出", "卫生支出", "农林支出"} {
		y := 100 + 20*float64(i)
		s.text(55, y, name).right(200, y, "1,234.50").right(242, y, "1,034.50").right(264, y, "7.50")
	}
	got := show(one(t, s))
	for _, l := range lines(got) {
		if !strings.HasSuffix(l, "|2 1,234.50 |3 1,034.50 |4 7.50") {
			t.Errorf("row %q", l)
		}
	}
}

// TestFigureWrapsWithoutRulings prints a list without any ruling whose amounts wrap.
func TestFigureWrapsWithoutRulings(t *testing.T) {
	s := newSketch(1)
	s.text(55, 100, "项目").right(220, 100, "合计").right(320, 100, "基本")
	s.text(55, 125, "教育支出").right(220, 125, "2,667,822.0").right(320, 125, "12,345,6").right(220, 138, "5").right(320, 138, "78.90")
	s.text(55, 163, "卫生支出").right(220, 163, "12.00").right(320, 163, "7.00")
	s.text(55, 188, "农林支出").right(220, 188, "15.00").right(320, 188, "9.00")
	check(t, one(t, s), "1 |1 项目 |2 合计 |3 基本\n2 |1 教育支出 |2 2,667,822.05 |3 12,345,678.90\n3 |1 卫生支出 |2 12.00 |3 7.00\n4 |1 农林支出 |2 15.00 |3 9.00")
}

// TestFigureWrapsOverPageBreak prints the second line of an amount on the next page, in a cell that is
// open towards the break.
func TestFigureWrapsOverPageBreak(t *testing.T) {
	a := newSketch(1).across(100, 50, 215).across(120, 50, 215).down(50, 100, 140).down(150, 100, 140).down(215, 100, 140)
	a.text(55, 113, "项目").text(155, 113, "金额").text(55, 133, "一般公共").text(155, 133, "2,667,822.0")
	b := newSketch(2).across(80, 50, 215).across(100, 50, 215).down(50, 60, 100).down(150, 60, 100).down(215, 60, 100)
	b.text(55, 73, "服务支出").right(210, 73, "5").text(55, 93, "合计").right(210, 93, "9.00")
	check(t, one(t, a, b), "1 |1 项目 |2 金额\n2 |1 一般公共服务支出 <2x1> |2 2,667,822.05 <2x1>\n4 |1 合计 |2 9.00")
}

// TestRaisedNumbersOfNotes sets numbers of notes behind whole amounts, so near and so little raised that they stand on one line.
func TestRaisedNumbersOfNotes(t *testing.T) {
	s := newSketch(1).text(55, 80, "项目").text(205, 80, "2026年").text(305, 80, "2025年")
	s.sized(235, 76, 6, "1")
	for i, r := range [][]string{{"道路养护", "1,250", "1,100"}, {"校舍维修", "860", "790"}, {"污水处理", "430", "410"}} {
		y := 100 + 20*float64(i)
		s.text(55, y, r[0]).right(230, y, r[1]).right(330, y, r[2])
	}
	s.sized(230, 116.5, 6, "2").sized(330, 136.5, 6, "12")
	check(t, one(t, s), `1 |1 项目 |2 2026年1 |3 2025年
2 |1 道路养护 |2 1,250 |3 1,100
3 |1 校舍维修 |2 860² |3 790
4 |1 污水处理 |2 430 |3 410¹²`)
}

// TestPrintOverPrint prints a large word below the rows of a table, and a word upon one of its figures.
func TestPrintOverPrint(t *testing.T) {
	s := newSketch(1).grid([]float64{50, 150, 250}, []float64{100, 120, 140, 160})
	s.sized(60, 145, 40, "财政局").text(55, 113, "项目").text(155, 113, "金额")
	s.text(55, 133, "教育支出").right(245, 133, "1,234.50").text(55, 153, "卫生支出").right(245, 153, "180.00")
	s.text(218, 153.5, "Levl")
	check(t, one(t, s), "1 |1 项目 |2 金额\n2 |1 教育支出 |2 1,234.50\n3 |1 卫生支出 |2 180.00")
}
