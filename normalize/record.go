package normalize

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/shopspring/decimal"

	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/mingxi/mingxi/normalize/internal/code"
	"github.com/mingxi/mingxi/normalize/internal/figure"
)

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

// add adds the record of one figure cell.
func (rd *recordReader) add(row *Row, it *Item, c *column, cell *layout.Cell) {
	f := figure.Read(cell.Text)
	if f.Kind == figure.Broken {
		f = rd.withSpaces(rd.withLastComma(f, cell, row, it, c), cell, c)
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
		rd.warn(codes.UnreadableAmount, row, c.Number, codes.Say("unreadable-amount", strings.TrimSpace(cell.Text)))
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
	if !it.classified() {
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
