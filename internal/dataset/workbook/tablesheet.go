package workbook

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/internal/groups"
	"github.com/mingxi/mingxi/normalize"
	"github.com/xuri/excelize/v2"
)

// Column widths in letters, and row heights in points.
const (
	minWidth      = 6
	maxWidth      = 42
	widthMargin   = 2
	lineHeight    = 15
	paperRows     = 30 // about as many fit on a page of paper across
	maxFrozenRows = 12 // a higher head would leave no room to scroll on a small screen
)

// topRows are the rows above a table's head: its title, and what is known of it as a whole.
const topRows = 2

// A tableSheet is the sheet of one table being written.
type tableSheet struct {
	book    *workbook
	out     *excelize.StreamWriter
	table   *normalize.Table
	figures map[normalize.Ref]*normalize.Record
	widths  []int
	grid    [][]excelize.Cell
}

// table writes a table as it is printed, its merged cells merged.
func (b *workbook) table(t *normalize.Table, figures map[normalize.Ref]*normalize.Record, found []normalize.Finding) error {
	out, err := b.newSheet(sheetName(t))
	if err != nil {
		return err
	}
	s := &tableSheet{book: b, out: out, table: t, figures: figures}
	if err := s.fill(); err != nil {
		return err
	}
	if err := s.frame(); err != nil {
		return err
	}
	if err := s.write(); err != nil {
		return err
	}
	if err := b.comments(t, found); err != nil {
		return err
	}
	return out.Flush()
}

// rows and columns are the size of the grid, within what a sheet can hold.
func (s *tableSheet) rows() int {
	return min(s.table.HeaderRows+len(s.table.Rows), excelize.TotalRows-topRows-100)
}

func (s *tableSheet) columns() int { return min(len(s.table.Columns), excelize.MaxColumns) }

// fill puts every cell into the grid.
func (s *tableSheet) fill() error {
	s.grid = make([][]excelize.Cell, s.rows())
	s.widths = make([]int, s.columns())
	for r := range s.grid {
		s.grid[r] = make([]excelize.Cell, s.columns())
		style, err := s.book.style(look{role: s.role(r + 1)})
		if err != nil {
			return err
		}
		for c := range s.grid[r] {
			s.grid[r][c].StyleID = style
		}
	}
	for _, c := range s.table.Cells {
		if c.Row < 1 || c.Row > s.rows() || c.Column < 1 || c.Column > s.columns() {
			continue
		}
		if err := s.put(c); err != nil {
			return err
		}
	}
	return nil
}

func (s *tableSheet) role(row int) cellRole {
	if row <= s.table.HeaderRows {
		return headCell
	}
	return bodyCell
}

func (s *tableSheet) put(c layout.Cell) error {
	value, l := s.value(c)
	style, err := s.book.style(l)
	if err != nil {
		return err
	}
	s.grid[c.Row-1][c.Column-1] = excelize.Cell{StyleID: style, Value: value}
	if c.ColSpan <= 1 {
		w := &s.widths[c.Column-1]
		*w = max(*w, min(displayWidth(contract.OneLine(c.Text)), maxWidth))
	}
	return nil
}

// value is what a cell shows: a number where it prints nothing but a figure, otherwise text.
func (s *tableSheet) value(c layout.Cell) (any, look) {
	l := look{role: s.role(c.Row)}
	text := contract.OneLine(c.Text)
	r := s.figures[normalize.Ref{Table: s.table.Number, Row: c.Row - s.table.HeaderRows, Column: c.Column}]
	if r == nil {
		return text, l
	}
	if r.Status != normalize.Unverified {
		l.status = r.Status
	}
	if !r.Value.Valid || !isFigure(text) {
		return text, l
	}
	n, format, ok := numberOf(contract.Printed(r.Value), strings.ContainsAny(text, ",，"))
	if !ok {
		return text, l
	}
	l.format = format
	return n, l
}

// isFigure says whether a text is a number alone, so that showing it as one loses nothing.
func isFigure(s string) bool {
	return strings.Trim(s, "-−0123456789.,，０１２３４５６７８９．－ ") == "" && strings.ContainsAny(s, "0123456789０１２３４５６７８９")
}

// frame sets what a sheet must have before its first row.
func (s *tableSheet) frame() error {
	for i, w := range s.widths {
		s.widths[i] = max(minWidth, w) + widthMargin
	}
	if err := setColumns(s.out, s.widths); err != nil {
		return err
	}
	if n := s.table.HeaderRows; n > 0 && n <= maxFrozenRows {
		if s.rows() > paperRows {
			if err := s.book.repeat(sheetName(s.table), topRows+n); err != nil {
				return err
			}
		}
		return freeze(s.out, topRows+n)
	}
	return nil
}

// repeat prints the first rows on every page of paper. It takes time that grows with the square of
// the number of sheets.
func (b *workbook) repeat(sheet string, rows int) error {
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: "'" + sheet + "'!$1:$" + strconv.Itoa(rows),
	})
}

// freeze keeps the first rows in view.
func freeze(out *excelize.StreamWriter, rows int) error {
	return out.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: rows, TopLeftCell: "A" + strconv.Itoa(rows+1), ActivePane: "bottomLeft",
	})
}

func (s *tableSheet) write() error {
	if err := s.line(1, tableTitle(s.table), titleCell); err != nil {
		return err
	}
	if err := s.line(topRows, describeTableLine(s.table), noteCell); err != nil {
		return err
	}
	heights := s.heights()
	for i, row := range s.grid {
		if err := setRow(s.out, topRows+i+1, row, heights[i]); err != nil {
			return err
		}
	}
	for i, note := range s.table.Notes[:min(len(s.table.Notes), 99)] {
		if err := s.line(topRows+len(s.grid)+i+1, contract.OneLine(note), noteCell); err != nil {
			return err
		}
	}
	return s.merge()
}

func tableTitle(t *normalize.Table) string {
	return cmp.Or(t.Title, "Table "+strconv.Itoa(t.Number))
}

// describeTableLine says what is known of a table as a whole.
func describeTableLine(t *normalize.Table) string {
	parts := []string{pagesText(t)}
	if t.Unit != "" {
		parts = append(parts, "单位："+contract.Clean(t.Unit))
	}
	if t.Agency != "" {
		parts = append(parts, contract.Clean(t.Agency))
	}
	return strings.Join(parts, "    ")
}

func pagesText(t *normalize.Table) string {
	if t.FirstPage == t.LastPage {
		return "page " + strconv.Itoa(t.FirstPage)
	}
	return "pages " + strconv.Itoa(t.FirstPage) + "–" + strconv.Itoa(t.LastPage)
}

func (s *tableSheet) line(row int, text string, role cellRole) error {
	style, err := s.book.style(look{role: role})
	if err != nil {
		return err
	}
	return setRow(s.out, row, []excelize.Cell{{StyleID: style, Value: contract.Clean(text)}}, 0)
}

// heights are the heights of the grid's rows, in points: what the text of their cells needs. 0 leaves
// a row of one line to the program that shows the sheet. A cell over several rows is taken to have
// room enough.
func (s *tableSheet) heights() []float64 {
	lines := make([]int, s.rows())
	for _, c := range s.table.Cells {
		if c.Row < 1 || c.Row > s.rows() || c.Column < 1 || c.Column > s.columns() || c.RowSpan > 1 {
			continue
		}
		room := 0
		for i := c.Column; i < c.Column+c.ColSpan && i <= s.columns(); i++ {
			room += s.widths[i-1]
		}
		lines[c.Row-1] = max(lines[c.Row-1], displayWidth(contract.OneLine(c.Text))/max(room-1, 1)+1)
	}
	heights := make([]float64, len(lines))
	for i, n := range lines {
		if n > 1 || i < s.table.HeaderRows {
			heights[i] = min(float64(max(n, 1))*lineHeight+3, excelize.MaxRowHeight)
		}
	}
	return heights
}

// merge merges the cells with spans. Two that overlap would break the workbook: the later one is
// left as it is.
func (s *tableSheet) merge() error {
	taken := make([]bool, s.rows()*s.columns())
	for _, c := range s.table.Cells {
		if !s.take(taken, c) {
			continue
		}
		from, err := excelize.CoordinatesToCellName(c.Column, topRows+c.Row)
		if err != nil {
			return err
		}
		to, err := excelize.CoordinatesToCellName(c.Column+c.ColSpan-1, topRows+c.Row+c.RowSpan-1)
		if err != nil {
			return err
		}
		if err := s.out.MergeCell(from, to); err != nil {
			return err
		}
	}
	return nil
}

// take takes a cell's places in the grid, if it has several and none is taken or outside.
func (s *tableSheet) take(taken []bool, c layout.Cell) bool {
	inside := c.Row >= 1 && c.Column >= 1 && c.RowSpan >= 1 && c.ColSpan >= 1 &&
		c.Row+c.RowSpan-1 <= s.rows() && c.Column+c.ColSpan-1 <= s.columns()
	if !inside || c.RowSpan*c.ColSpan == 1 {
		return false
	}
	for r := c.Row; r < c.Row+c.RowSpan; r++ {
		for k := c.Column; k < c.Column+c.ColSpan; k++ {
			if taken[(r-1)*s.columns()+k-1] {
				return false
			}
		}
	}
	for r := c.Row; r < c.Row+c.RowSpan; r++ {
		for k := c.Column; k < c.Column+c.ColSpan; k++ {
			taken[(r-1)*s.columns()+k-1] = true
		}
	}
	return true
}

// setRow writes one row. A height of 0 is left open.
func setRow(out *excelize.StreamWriter, row int, cells []excelize.Cell, height float64) error {
	values := make([]any, len(cells))
	for i, c := range cells {
		values[i] = c
	}
	at, err := excelize.CoordinatesToCellName(1, row)
	if err != nil {
		return err
	}
	if height == 0 {
		return out.SetRow(at, values)
	}
	return out.SetRow(at, values, excelize.RowOpts{Height: height})
}

// comments says on the cells of a table's sheet what is found about them, and leads from there to the first of it in the published
// review, in the language of the sheet. It is called before the sheet is done.
func (b *workbook) comments(t *normalize.Table, list []normalize.Finding) error {
	var about groups.Groups[string, *normalize.Finding]
	for i := range list {
		if f := &list[i]; f.Table == t.Number && f.Row > 0 && f.Column > 0 && f.Severity != normalize.Info {
			about.Add(cellOf(f, t), f)
		}
	}
	n := 0
	for at, found := range about.All() {
		if n++; n > mostComments {
			break
		}
		var said []string
		for _, f := range found {
			said = append(said, contract.Clean(f.MessageZh+"\n"+f.Message))
		}
		c := excelize.Comment{Author: "mingxi", Cell: at, Text: strings.Join(said, "\n"), Width: 400, Height: 120}
		if err := b.file.AddComment(sheetName(t), c); err != nil {
			return err
		}
		if found[0].Review == "" {
			continue
		}
		if err := b.file.SetCellHyperLink(sheetName(t), at, contract.InLanguage(found[0].Review, bilingual.Chinese), "External"); err != nil {
			return err
		}
	}
	return nil
}

// mostComments bounds how many comments one table has: readers slow down with thousands of them, and the sheet of
// findings has all.
const mostComments = 200

// cellOf is the cell of its table's sheet that a finding is about; the first if it is about none alone.
func cellOf(f *normalize.Finding, t *normalize.Table) string {
	if f.Row > 0 && f.Column > 0 {
		if at, err := excelize.CoordinatesToCellName(f.Column, topRows+t.HeaderRows+f.Row); err == nil {
			return at
		}
	}
	return "A1"
}
