package normalize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/shopspring/decimal"

	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/mingxi/mingxi/normalize/internal/code"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/mingxi/mingxi/normalize/internal/grid"
)

// A recordReader turns a table's figure cells into records.
type recordReader struct {
	d          *Disclosure
	t          *Table
	g          *grid.Grid
	cols       []column
	owners     owners
	records    []Record
	findings   []Finding
	decimals   map[int32]int          // how many of the table's figures on one line have so many decimals
	lastCommas *bool                  // whether the table prints the last comma of its amounts alone, once it was asked for
	singles    int                    // how many figures stand on one line
	named      string                 // the project as the list's last row printed it
	restated   string                 // the unit that a row of the table states by itself, for those below it
	unitless   bool                   // a figure of money without a unit was met
	strange    []string               // figures whose sign of a currency goes with no unit
	boxed      bool                   // the table is a form of boxes: each figure has its name beside it
	pairs      bool                   // the table is a form of names and values beside each other
	numbered   map[int]*numberedAbove // by side
}

// readRecords reads each body row's figures, in order.
func (rd *recordReader) readRecords() {
	rd.records = make([]Record, 0, rd.figureCells())
	for i := range rd.t.Rows {
		row := &rd.t.Rows[i]
		for k := range row.Items {
			rd.above(row.Items[k].Side).number(row.Items[k].Label)
		}
		rd.restate(row)
		for k := range rd.cols {
			c := &rd.cols[k]
			cell := rd.g.Own(row.Number+rd.t.HeaderRows, c.Number)
			if cell == nil || words.Squeeze(cell.Text) == "" || !c.holdsFigure(cell.Text) {
				continue
			}
			if it := itemOf(row, c.Side); it != nil && it.Role != Section {
				rd.add(row, it, c, cell)
			}
		}
	}
}

// figureCells is how many cells of figure columns are not blank, about as many as there are records.
func (rd *recordReader) figureCells() int {
	n := 0
	for i := range rd.g.Cells {
		if c := &rd.g.Cells[i]; c.Text != "" && c.Column > 0 && c.Column <= len(rd.cols) && rd.cols[c.Column-1].Role == FigureColumn {
			n++
		}
	}
	return n
}

// holdsFigure says whether a cell of the column is a record: every cell of a figure column, and the
// figures among the targets and weights of a text column.
func (c *column) holdsFigure(text string) bool {
	return c.Role == FigureColumn || c.Role == TextColumn && valueHead.MatchString(c.leaf) && figure.Read(text).Kind == figure.Number
}

// itemOf is the row's item on a side, or nil.
func itemOf(row *Row, side int) *Item {
	for i := range row.Items {
		if row.Items[i].Side == side {
			return &row.Items[i]
		}
	}
	return nil
}

// add adds the record of one figure cell.
func (rd *recordReader) add(row *Row, it *Item, c *column, cell *layout.Cell) {
	f := figure.Read(cell.Text)
	if f.Kind == figure.Broken {
		f = rd.withLastComma(f, cell, row, it, c)
	}
	if f.Kind == figure.Number && f.Unit == "" && c.Role == FigureColumn && len(cell.Lines) > 1 && rd.oddDecimals(&f) {
		f.Kind = figure.Broken
	}
	if f.Kind == figure.Words && rd.holdsAmounts(c.Number) && figure.Hidden(cell.Text) {
		f.Kind = figure.Broken
	}
	r := rd.newRecord(row, it, c.Path, cell)
	r.Column, r.ColumnYear = c.Number, c.Year
	if c.Part {
		r.Role = OfPart
	}
	if c.Role == TextColumn {
		r.Keys = rd.withIndicator(r.Keys, row, c)
	}
	r.Measure = rowMeasure(c.Measure, it)
	switch f.Kind {
	case figure.Number:
		r.Value = decimal.NewNullDecimal(f.Value)
		rd.inCurrency(&r, &f, rd.unitOf(&f, row, it, c))
	case figure.Broken:
		rd.find(Warning, codes.UnreadableAmount, row, c.Number, codes.Say("unreadable-amount", strings.TrimSpace(cell.Text)))
	}
	rd.records = append(rd.records, r)
}

// withIndicator adds to the keys of a performance target the names of its indicator, which stand left of it: all that tells it
// from the others of its project.
func (rd *recordReader) withIndicator(keys []Key, row *Row, c *column) []Key {
	keys = slices.Clip(keys)
	for i := range rd.cols[:c.Number-1] {
		name := &rd.cols[i]
		if name.Role != TextColumn || name.Side != c.Side || !indicatorHead.MatchString(name.leaf) {
			continue
		}
		if cell := rd.g.Cell(row.Number+rd.t.HeaderRows, name.Number); cell != nil && words.Squeeze(cell.Text) != "" {
			keys = append(keys, Key{freePath(keys, strings.Join(name.Path, " / ")), words.Squeeze(cell.Text)})
		}
	}
	return keys
}

// withLastComma is what a broken figure says if only the last of its separators is printed, in a table that
// prints its amounts so; else f. Of a whole figure the comma may be meant as a decimal point: not where the
// amounts are in 元, which has no thousandths.
func (rd *recordReader) withLastComma(f figure.Figure, cell *layout.Cell, row *Row, it *Item, c *column) figure.Figure {
	read, whole := figure.ReadLastComma(cell.Text)
	if read.Kind != figure.Number || c.Role != FigureColumn || cell.Source != page.Text || !rd.printsLastComma() {
		return f
	}
	if whole && rd.unitOf(&read, row, it, c) != "元" {
		return f
	}
	return read
}

// fewestLastCommas is how many figures with their last comma alone show that a table prints them so: one by
// itself may have lost a comma, and digits with it.
const fewestLastCommas = 2

// printsLastComma says whether the table prints the last comma of its amounts alone: several are so, and
// none has two.
func (rd *recordReader) printsLastComma() bool {
	if rd.lastCommas == nil {
		n, more := 0, 0
		for _, c := range rd.g.Cells {
			if figure.MoreCommas(c.Text) {
				more++
			} else if f, _ := figure.ReadLastComma(c.Text); f.Kind == figure.Number {
				n++
			}
		}
		so := n >= fewestLastCommas && more == 0
		rd.lastCommas = &so
	}
	return *rd.lastCommas
}

// evenShare is how many of a table's figures, in a hundred, must have the same number of decimals for
// a wrapped figure with another number to be doubted: forms print one format, and a figure that wraps
// in a narrow column can have lost or gained a digit to its neighbour.
const evenShare = 80

// oddDecimals says whether a figure has more or fewer decimals than the table's other amounts.
func (rd *recordReader) oddDecimals(f *figure.Figure) bool {
	if rd.decimals == nil {
		rd.decimals = map[int32]int{}
		for i := range rd.g.Cells {
			if c := rd.g.Cells[i]; len(c.Lines) == 1 && rd.holdsAmounts(c.Column) {
				if o := figure.Read(c.Text); o.Kind == figure.Number && o.Unit == "" {
					rd.decimals[-o.Value.Exponent()]++
					rd.singles++
				}
			}
		}
	}
	return rd.singles >= 4 && rd.decimals[-f.Value.Exponent()]*100 < rd.singles*(100-evenShare)
}

// holdsAmounts says whether a column holds amounts; what others hold, such as targets, says nothing of decimals.
func (rd *recordReader) holdsAmounts(number int) bool {
	i := slices.IndexFunc(rd.cols, func(c column) bool { return c.Number == number })
	if i < 0 || rd.cols[i].Role != FigureColumn || rd.cols[i].counted {
		return false
	}
	return rd.cols[i].Unit == "" || words.IsMoney(rd.cols[i].Unit)
}

// newRecord fills what a record takes from its row and cell.
func (rd *recordReader) newRecord(row *Row, it *Item, path []string, cell *layout.Cell) Record {
	number, box := printedAt(cell)
	return Record{
		Document: rd.d.ID, Table: rd.t.Number, Row: row.Number, Column: cell.Column, Page: number, Form: rd.t.Form,
		Label: it.Label, Keys: rd.owners.of(row.Number, it), Path: path,
		Role: roleOf(it), Level: it.Level, ParentRow: it.Parent, Side: it.Side,
		FunctionCode: it.FunctionCode, EconomicCode: it.EconomicCode, GovEconomicCode: it.GovEconomicCode,
		UnitCode: it.UnitCode, ProjectCode: it.ProjectCode, CodeSource: codeSource(it),
		Text: cell.Text, Box: box, Source: cell.Source, Confidence: cell.Confidence, Others: cell.Others, Status: Unverified,
	}
}

// roleOf is how the figures of an item stand to those of others.
func roleOf(it *Item) FigureRole {
	switch {
	case it.Role == Memo:
		return OfPart
	case it.Role == Total && (it.Parent != 0 || words.IsSubtotal(it.Label)):
		return OfSubtotal
	case it.Role == Total:
		return OfTotal
	}
	return OfItem
}

// codeSource says how the code of an item's classification is known.
func codeSource(it *Item) CodeSource {
	if it.FunctionCode+it.EconomicCode+it.GovEconomicCode == "" {
		return ""
	}
	return CodePrinted
}

// printedAt is the page and the box in which a cell's text is printed: in a cell merged over a page
// break, that of the text.
func printedAt(cell *layout.Cell) (int, page.Box) {
	if len(cell.Lines) == 0 || cell.Lines[0].Page == cell.Page || cell.Lines[0].Page == 0 {
		return cell.Page, cell.Box
	}
	var box page.Box
	for _, l := range cell.Lines {
		if l.Page == cell.Lines[0].Page {
			box = box.Union(l.Box)
		}
	}
	return cell.Lines[0].Page, box
}

// unitOf is the unit of a figure: its own, that of its row's name, of its column, of the table.
func (rd *recordReader) unitOf(f *figure.Figure, row *Row, it *Item, c *column) string {
	if f.Unit != "" {
		return f.Unit
	}
	ofQuantity := rd.counts() && !c.counted // what a row counts in brackets is then said of its quantity
	if u := rd.unitPrinted(row, c); u != "" && c.Unit == "" && (c.counted || !anyCounted(rd.cols)) && (words.IsMoney(u) || !rd.besideMeasure(c)) {
		return u
	}
	if c.counted && c.Unit == "" {
		if u := figure.UnitOfRow(it.Label); !words.IsMoney(u) {
			return u
		}
	}
	if c.Unit == "%" || c.counted || c.Role == TextColumn {
		return c.Unit
	}
	if u := figure.UnitOfRow(it.Label); u != "" && (!ofQuantity || words.IsMoney(u) || c.Unit == "") {
		return u
	}
	if u := rd.above(it.Side).counted(it.Label); u != "" && f.Value.Exponent() >= 0 { // things are counted whole
		return u
	}
	if c.Unit != "" {
		return c.Unit
	}
	for _, k := range it.Keys {
		if u := figure.UnitInName(k.Text); words.IsMoney(u) {
			return u
		}
	}
	if countedName(it.Label) {
		return ""
	}
	if shareRow.MatchString(words.Fold(it.Label)) {
		return "%"
	}
	if rd.restated != "" {
		return rd.restated
	}
	if unit, known := f.UnitWithin(rd.t.Unit); unit == "" && known && c.headsMoney() && !words.IsRatio(it.Label) {
		rd.unitless = true
	}
	return rd.t.Unit
}

// counts says that a column holds counts alone, or what its head has a unit of things for.
func (rd *recordReader) counts() bool {
	return anyCounted(rd.cols) || slices.ContainsFunc(rd.cols, func(c column) bool { return c.Unit != "" && !words.IsMoney(c.Unit) && !words.IsShare(c.Unit) })
}

// besideMeasure says that a column is of amounts and another of its list is what the units of the rows are of: 概算投资 beside
// 工程量. In a table of money that is the one beside the units.
func (rd *recordReader) besideMeasure(c *column) bool {
	return slices.ContainsFunc(rd.cols, func(of column) bool {
		measures := of.Role == FigureColumn && of.Number != c.Number && of.Side == c.Side && of.Unit == "" && !of.headsMoney()
		return measures && (c.headsMoney() || words.IsMoney(rd.t.Unit) && rd.besideUnits(&of) && !rd.besideUnits(c))
	})
}

// besideUnits says that the units of the rows stand next to a column.
func (rd *recordReader) besideUnits(c *column) bool {
	return slices.ContainsFunc(rd.cols, func(of column) bool { return of.units && (of.Number == c.Number-1 || of.Number == c.Number+1) })
}

// unitPrinted is the unit that a row prints in a column of its own; empty where it prints none. Beside quantities and
// prices (数量, 单位, 单价) it is that of the quantities.
func (rd *recordReader) unitPrinted(row *Row, c *column) string {
	for i := range rd.cols {
		if of := &rd.cols[i]; of.units && of.Side == c.Side {
			if cell := rd.g.Cell(row.Number+rd.t.HeaderRows, of.Number); cell != nil && isUnitOfRow(words.Squeeze(cell.Text)) {
				return words.Squeeze(cell.Text)
			}
		}
	}
	return ""
}

// isUnitOfRow says that a cell of a column of units holds one, which need not be a known one: 座, 公顷.
func isUnitOfRow(text string) bool {
	return words.IsUnit(text) || figure.Read(text).Kind == figure.Words && utf8.RuneCountInString(text) <= longestUnit
}

// longestUnit is how many characters a unit has that is not known.
const longestUnit = 3

func (rd *recordReader) above(side int) *numberedAbove {
	if rd.numbered[side] == nil {
		if rd.numbered == nil {
			rd.numbered = map[int]*numberedAbove{}
		}
		rd.numbered[side] = &numberedAbove{}
	}
	return rd.numbered[side]
}

// A numberedAbove is the units of the rows that a list's last numbered rows print, by level; nil where none of a level is open.
type numberedAbove [words.DeepestLevel + 1]*string

// number notes a row's name for the rows below.
func (n *numberedAbove) number(label string) {
	number := words.Numbered(words.Fold(label))
	if number.Style == words.Unnumbered {
		return
	}
	u := figure.UnitOfRow(label)
	n[number.Level()] = &u
	for k := number.Level() + 1; k < len(n); k++ {
		n[k] = nil
	}
}

// counted is the unit of things that the numbered row counts below which a row stands: 辆 of 1.机要通信用车 below
// （一）车辆数合计（辆）; empty where the row itself names money or is a total.
func (n *numberedAbove) counted(label string) string {
	number := words.Numbered(words.Fold(label))
	if moneyHead.MatchString(words.Fold(label)) || words.IsTotalRow(label) {
		return ""
	}
	level := len(n)
	if number.Style != words.Unnumbered {
		level = number.Level()
	}
	for k := level - 1; k >= 0; k-- {
		if n[k] != nil && !words.IsMoney(*n[k]) {
			return *n[k]
		}
		if n[k] != nil {
			return ""
		}
	}
	return ""
}

// countedName says whether a row counts things rather than money, by its name.
func countedName(label string) bool {
	return countHead.MatchString(words.Fold(label)) && !moneyHead.MatchString(words.Fold(label))
}

// rowMeasure is what a figure measures: what its column says, or its row where the column only says
// that it is an amount.
func rowMeasure(column string, it *Item) string {
	if column != "" && !forms.Generic(column) {
		return column
	}
	if m := forms.Measure([]string{bareName(it.Label)}); m != "" && !forms.Generic(m) {
		return m
	}
	return column
}

// bareName is a name without numbering, code and 其中.
func bareName(label string) string {
	s := words.Fold(label)
	if _, name := code.Split(s); name != s {
		s = name
	}
	s = words.TrimPart(s)
	if number := words.Numbered(s); number.Style != words.Unnumbered {
		return s[number.Length:]
	}
	return strings.TrimLeft(s, "0123456789、.")
}

// find adds a finding about a place in the table.
func (rd *recordReader) find(sev Severity, code string, row *Row, col int, what Sentence) {
	f := Finding{Document: rd.d.ID, Code: code, Severity: sev, Page: rd.t.FirstPage, Table: rd.t.Number, Column: col, Sentence: what}
	if row != nil {
		f.Page, f.Row = row.Page, row.Number
	}
	rd.findings = append(rd.findings, f)
}

// spreadUnits gives the records of rows without any code below an agency's row that agency's code, in lists
// whose only codes are those of agencies: its projects are listed there.
func (rd *recordReader) spreadUnits() {
	column := rd.unitCodes()
	if column == 0 {
		return
	}
	unit := map[int]string{} // by row
	now := ""
	for i := range rd.t.Rows {
		row := &rd.t.Rows[i]
		it := itemOf(row, 0)
		switch {
		case it == nil || it.Role == Total:
			now = ""
		case it.UnitCode != "":
			now = it.UnitCode
		case words.Squeeze(rd.g.Text(row.Number+rd.t.HeaderRows, column)) != "":
			now = "" // a group of agencies, such as 1 for 全额
		}
		unit[row.Number] = now
	}
	for i := range rd.records {
		if r := &rd.records[i]; r.UnitCode == "" {
			r.UnitCode = unit[r.Row]
		}
	}
}

// unitCodes is the grid column of the agencies' codes of a list that prints no others; 0 if there is none.
func (rd *recordReader) unitCodes() int {
	column := 0
	for _, c := range rd.cols {
		switch {
		case c.Side != 0 || c.Role != LabelColumn:
		case agencyCodes.MatchString(c.leaf):
			column = c.Number
		case codeHead.MatchString(c.leaf):
			return 0
		}
	}
	return column
}
