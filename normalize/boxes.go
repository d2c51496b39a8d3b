package normalize

import (
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/code"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/mingxi/mingxi/normalize/internal/grid"
	"github.com/mingxi/mingxi/normalize/internal/indicator"
	"github.com/shopspring/decimal"
)

// maxBoxName is how long the name of a box can be, in characters; longer texts are descriptions.
const maxBoxName = 30

// isBox says whether a table is one box of a form, which stands by itself where nothing rules the form: a name that tells the unit of money of the amounts
// is beside all rows.
func isBox(g *grid.Grid) bool {
	c := g.Cell(1, 1)
	return g.Rows > 1 && c != nil && c.RowSpan == g.Rows && c.ColSpan == 1 && namesBox(words.Squeeze(c.Text)) && figure.UnitInName(c.Text) != ""
}

// readBoxes reads the figures of a form of boxes about one project or agency: each has its name at its left,
// its column's name above it, and its unit in either or in the box that holds both.
func (rd *recordReader) readBoxes(ind *indicator.Layout) {
	carried := map[*layout.Cell]string{}
	rd.owners = nil // each box stands under its own
	for i := range rd.t.Rows {
		row := &rd.t.Rows[i]
		r := row.Number + rd.t.HeaderRows
		row.Items = nil
		for _, c := range rd.g.Line(r) {
			f := figure.Read(c.Text)
			if f.Kind != figure.Number || code.IsLong(c.Text) {
				continue
			}
			if left := rd.g.Cell(r, c.Column-1); left != nil && words.IsDigits(words.Fold(c.Text)) && codeHead.MatchString(strings.TrimRight(words.Fold(left.Text), ":")) {
				continue // 部门预算编码 | 103
			}
			rd.addBox(row, r, c, &f, ind, carried)
		}
	}
	for i := range rd.cols {
		rd.cols[i].Role, rd.cols[i].Side = TextColumn, 0
		rd.t.Columns[i] = rd.cols[i].Column
	}
}

// addBox adds the record of one figure of a form.
func (rd *recordReader) addBox(row *Row, r int, c *layout.Cell, f *figure.Figure, ind *indicator.Layout, carried map[*layout.Cell]string) {
	it := Item{Keys: rd.boxKeys(r, c, ind)}
	if n := len(it.Keys); n > 0 {
		it.Label = it.Keys[n-1].Text
	}
	it.Role = roles[kindOf(it.Label)]
	var path []string
	if !rd.pairs {
		path = rd.boxPath(r, c, ind)
	}
	if len(path) == 0 {
		path = boxOf(it.Keys)
	}
	rec := rd.newRecord(row, &it, path, c)
	rec.Value = decimal.NewNullDecimal(f.Value)
	rd.inCurrency(&rec, f, rd.boxUnit(&it, path, f, r, ind, carried))
	rec.Measure = rowMeasure("", &it)
	if len(row.Items) == 0 {
		row.Items = []Item{it}
	}
	rd.records = append(rd.records, rec)
}

// boxOf is the path of a figure that no name stands above: the box around its own name that names
// money or shares (项目资金（万元） around 年度资金总额).
func boxOf(keys []Key) []string {
	for i := len(keys) - 2; i >= 0; i-- {
		if namesBox(keys[i].Text) {
			return []string{keys[i].Text}
		}
	}
	return nil
}

// boxKeys are the names at a figure's left, outermost first, each under those that hold it. Those of an
// indicator's figures end with the indicator's name: its operator and its unit follow. The name of another figure of the
// row, before its own (一般公共预算 | 1,200.00 | 基本支出 | 882.40), holds none.
func (rd *recordReader) boxKeys(row int, c *layout.Cell, ind *indicator.Layout) []Key {
	if rd.pairs {
		return rd.pairKeys(row, c)
	}
	var keys []Key
	var outer []string
	var last, named *layout.Cell // named: the cell of the last key
	until, taken := c.Column, false
	if name := ind.NameColumn(c.Column); name > 0 && row > ind.Row {
		until = name + 1
	}
	for k := 1; k < until; k++ {
		left := rd.g.Cell(row, k)
		if left == nil || left == last || left.Page == 0 && left.Text == "" {
			continue
		}
		last = left
		kind := figure.Read(left.Text).Kind
		taken = taken || kind == figure.Number
		if s := words.Squeeze(left.Text); s != "" && len([]rune(s)) <= maxBoxName && kind == figure.Words {
			if taken && named != nil && named.RowSpan <= c.RowSpan {
				keys, outer = keys[:len(keys)-1], outer[:len(outer)-1]
			}
			named, taken = left, false
			keys = append(keys, Key{strings.Join(outer, " / "), s})
			outer = append(outer, s)
		}
	}
	return keys
}

// boxPath is the names above a figure, outermost first: the head of the indicators, or boxes above
// it that name money or shares.
func (rd *recordReader) boxPath(row int, c *layout.Cell, ind *indicator.Layout) []string {
	if len(ind.Panels) > 0 && row > ind.Row {
		if s := words.Squeeze(rd.g.Text(ind.Row, c.Column)); s != "" {
			return []string{s}
		}
		return nil
	}
	var path []string
	seen := c
	for r := row - 1; r >= 1 && len(path) < indicator.DeepestHead; r-- {
		above := rd.g.Cell(r, c.Column)
		if above == nil || above == seen {
			continue
		}
		seen = above
		s := words.Squeeze(above.Text)
		if kind := figure.Read(s).Kind; len(path) == 0 && (s == "" || kind == figure.Number) {
			continue // another row under the same name, which may print nothing
		}
		if !namesBox(s) {
			break
		}
		path = append([]string{s}, path...)
	}
	return path
}

// namesBox says whether a text can head figures below it. What lists or tells things is no name.
func namesBox(s string) bool {
	return s != "" && len([]rune(s)) <= maxBoxName && !codeHead.MatchString(words.Fold(s)) && !strings.ContainsAny(s, "、，；。") && !strings.HasSuffix(s, "：") && !strings.HasSuffix(s, ":") &&
		(moneyHead.MatchString(words.Fold(s)) || shareHead.MatchString(words.Fold(s)) || valueHead.MatchString(words.Fold(s)))
}

// boxUnit is a figure's unit in a form of boxes. One that stands in the name of a box holds for the figures
// of the box below it that say nothing else.
func (rd *recordReader) boxUnit(it *Item, path []string, f *figure.Figure, row int, ind *indicator.Layout, carried map[*layout.Cell]string) string {
	if f.Unit != "" {
		return f.Unit
	}
	if len(ind.Panels) > 0 && row > ind.Row {
		return ""
	}
	outer := rd.g.Cell(row, 1)
	for i := len(path) - 1; i >= 0; i-- {
		if u := figure.UnitInName(path[i]); u != "" {
			return u
		}
		if shareHead.MatchString(words.Fold(path[i])) {
			return "%"
		}
		if valueHead.MatchString(words.Fold(path[i])) {
			return ""
		}
	}
	for i := len(it.Keys) - 1; i >= 0; i-- {
		if u := figure.UnitOfRow(it.Keys[i].Text); u != "" {
			carried[outer] = u
			if words.IsMoney(u) {
				carried[nil] = u
			}
			return u
		}
	}
	if u := carried[outer]; u != "" {
		return u
	}
	if rd.t.Unit == "" && (outer == nil || outer.RowSpan == 1) && f.Value.Exponent() < 0 && moneyHead.MatchString(words.Fold(it.Label)) && !words.IsRatio(it.Label) {
		return carried[nil] // no ruling shows where the box ends: its names do; things are counted whole
	}
	if countedName(it.Label) {
		return ""
	}
	return rd.t.Unit
}
