package normalize

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/mingxi/mingxi/normalize/internal/code"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/mingxi/mingxi/normalize/internal/grid"
	"github.com/shopspring/decimal"
)

// figuresPerWord is how many whole numbers make up for a word in a column that a head of money stands over: a
// remark, or a figure that was misread. So many codes make up for an amount among them.
const figuresPerWord = 8

// shortUnit is how many characters a word has at most that may be a unit which is not known (扇, 公里): hardly an agency has fewer than three.
const shortUnit = 2

// leastTelephone is how many digits a telephone has at least.
const leastTelephone = 7

// A column is a Column and what only this stage needs of it.
type column struct {
	Column
	leaf    string // innermost header, folded
	worded  bool   // its cells are words rather than codes
	coded   bool   // its cells are codes of a classification, whatever its head says
	counted bool   // counts or shares: no money, whatever the table's unit
	units   bool   // it prints the units of the rows' figures
	begins  bool   // its names begin a list, as the heads of the figures behind it tell

	nameless nameless // whether it holds codes though nothing over it says so
}

// tally counts what a column's body cells are.
type tally struct {
	figures, amounts, codes, noughts, brief, classes, words, units, short, dashes int // noughts: codes with a nought in front; brief: shorter than telephones; short: words as short as units
	parts, fine                                                                   int // figures between -1 and 1; those of them with three decimals or more
}

// fractions says whether all figures are parts of one, and some finer than per cent are printed: 0.9567 for 95.67%.
func (t *tally) fractions() bool { return t.fine > 0 && t.parts == t.figures }

// fineDecimals is how many decimals a part of one has that says as much as a percentage.
const fineDecimals = 3

// readColumns tells what each column holds, by its header and by its cells.
func readColumns(g *grid.Grid, h *grid.Head, docYear int) []column {
	cols := make([]column, g.Columns)
	tallies := make([]tally, g.Columns)
	for i := range cols {
		cols[i] = column{Column: Column{Number: i + 1, Path: h.Paths[i], Mark: h.Marks[i]}}
		if n := len(h.Paths[i]); n > 0 {
			cols[i].leaf = words.Fold(h.Paths[i][n-1])
		}
		tallies[i] = tallyColumn(g, h, i+1, cols[i].numbers())
		cols[i].worded = tallies[i].words > tallies[i].codes
		cols[i].units = unitOfRowHead.MatchString(cols[i].leaf) && tallies[i].units > 0 && 2*tallies[i].short > tallies[i].words
		cols[i].coded = classHead.MatchString(cols[i].leaf) && tallies[i].classes == tallies[i].figures && tallies[i].classes > tallies[i].words
	}
	for i := range cols {
		cols[i].nameless = codesWithoutHead(g, h, i+1)
		cols[i].coded = cols[i].coded || cols[i].nameless == surelyCodes
	}
	first := firstFigures(cols, tallies)
	named := false
	for i := range cols {
		cols[i].Role = columnRole(&cols[i], tallies[i], i < first)
		if cols[i].Role == LabelColumn && named && plainCounts(&cols[i], tallies[i]) {
			cols[i].Role = FigureColumn
		}
		named = named || tallies[i].words > 0
		if cols[i].Role == FigureColumn {
			describeFigures(&cols[i], docYear, tallies[i].fractions())
			cols[i].takeUnit(h.Units[i])
		}
	}
	repeatedLists(cols)
	beginLists(cols)
	markSides(cols)
	demoteLabels(cols)
	return cols
}

// holdsCodes says whether a column of labels holds codes, by its head or by all that it prints.
func (c *column) holdsCodes() bool { return c.coded || codeHead.MatchString(c.leaf) }

// numbers says whether a column's head names numbers of rows, codes or identifiers.
func (c *column) numbers() bool {
	return numberHead.MatchString(c.leaf) || codeHead.MatchString(c.leaf) || identifies(c.leaf)
}

// identifies says whether a head names identifiers or dates. With a unit it names how much of something (时间(天)).
func identifies(leaf string) bool {
	return (identifierHead.MatchString(leaf) || telephoneHead.MatchString(leaf)) && figure.UnitInName(leaf) == ""
}

// holdsIdentifiers says whether a column holds identifiers or dates: what is shorter than any telephone below 电话 is what is paid for them.
func (c *column) holdsIdentifiers(t tally) bool {
	return identifies(c.leaf) && t.amounts <= t.words+t.codes && t.words+t.codes > 0 && !(telephoneHead.MatchString(c.leaf) && t.brief > 0)
}

// tallyColumn counts a column's body cells; coded says that its header names numbers of rows, codes or identifiers, which wrap in narrow
// columns and are no broken amounts then, nor are 1.1 and 2024.06 amounts.
func tallyColumn(g *grid.Grid, h *grid.Head, col int, coded bool) tally {
	var t tally
	for r := h.Rows + 1; r <= g.Rows; r++ {
		c := g.Own(r, col)
		if c == nil || c.ColSpan > 1 && c.ColSpan >= g.Columns {
			continue
		}
		f := figure.Read(c.Text)
		if f.Kind == figure.Number && f.Unit == "" && f.Value.Abs().LessThanOrEqual(one) {
			t.parts++
			if f.Value.Exponent() <= -fineDecimals {
				t.fine++
			}
		}
		switch {
		case f.Kind == figure.Dash:
			t.dashes++
		case coded && (f.Kind == figure.Broken && words.IsDigits(words.Fold(c.Text)) || numbering.MatchString(words.Fold(c.Text))):
			t.codes++
			t.figures++
		case f.Kind == figure.Number && f.Separated:
			t.amounts++
			t.figures++
		case f.Kind == figure.Number && words.IsDigits(words.Fold(c.Text)) && len(words.Fold(c.Text)) >= 2:
			t.codes++
			t.figures++
			if len(words.Fold(c.Text)) < leastTelephone {
				t.brief++
			}
			if strings.HasPrefix(words.Fold(c.Text), "0") {
				t.noughts++
			}
			if code.Read(c.Text, "", "").Classifies() {
				t.classes++
			}
		case f.Kind == figure.Number:
			t.figures++
		case f.Kind == figure.Broken:
			t.amounts++
			t.figures++
		case f.Kind == figure.Words && figure.IsNotedShare(c.Text):
			t.figures++
		case f.Kind == figure.Words:
			t.words++
			known := words.IsUnit(words.Squeeze(c.Text))
			if known {
				t.units++
			}
			if known || utf8.RuneCountInString(words.Squeeze(c.Text)) <= shortUnit {
				t.short++
			}
		}
	}
	if t.classes >= figuresPerWord*t.amounts { // a code with a stroke of a pen, or misread
		t.codes, t.amounts = t.codes+t.amounts, 0
	}
	return t
}

// firstFigures is the index of the first column that can only hold amounts.
func firstFigures(cols []column, tallies []tally) int {
	for i, t := range tallies {
		if t.amounts > 0 && t.amounts >= t.words && !codeHead.MatchString(cols[i].leaf) {
			return i
		}
	}
	for i := range cols {
		if tallies[i].words == 0 && isMoneyHead(cols[i].leaf) {
			return i
		}
	}
	return len(cols)
}

func isMoneyHead(leaf string) bool {
	return moneyHead.MatchString(leaf) && !nameHead.MatchString(leaf) && !codeHead.MatchString(leaf) && !identifierHead.MatchString(leaf)
}

// columnRole settles a column's role; leading says that it stands before the first amounts.
func columnRole(c *column, t tally, leading bool) ColumnRole {
	switch {
	case valueHead.MatchString(c.leaf):
		return TextColumn
	case c.nameless == surelyCodes:
		return LabelColumn
	case numberHead.MatchString(c.leaf) && t.amounts == 0:
		return NumberColumn
	case codeHead.MatchString(c.leaf) && t.amounts <= t.words+t.codes:
		return LabelColumn
	case c.holdsIdentifiers(t):
		return TextColumn
	case t.words == 0 && t.figures == 0 && t.dashes == 0:
		return emptyRole(c, leading)
	case leading && t.amounts == 0:
		return leadingRole(c, t)
	case t.figures == 0 && t.dashes > 0 && t.words == 0:
		return FigureColumn
	case t.figures >= t.words && !(textHead.MatchString(unbracketed(c.leaf)) && !moneyHead.MatchString(c.leaf) && t.words > 0):
		return FigureColumn
	case isMoneyHead(c.leaf) && !textHead.MatchString(unbracketed(c.leaf)) && t.figures > 0:
		return FigureColumn
	case leading || nameHead.MatchString(c.leaf) && !textHead.MatchString(unbracketed(c.leaf)):
		return LabelColumn
	}
	return TextColumn
}

// unbracketed is a head without what it says in brackets: 项目(按支出性质).
func unbracketed(leaf string) string {
	if i := strings.IndexByte(leaf, '('); i > 0 && strings.HasSuffix(leaf, ")") {
		return leaf[:i]
	}
	return leaf
}

// emptyRole is the role of a column without any text: its header alone tells.
func emptyRole(c *column, leading bool) ColumnRole {
	switch {
	case isMoneyHead(c.leaf):
		return FigureColumn
	case nameHead.MatchString(c.leaf), leading:
		return LabelColumn
	case textHead.MatchString(c.leaf):
		return TextColumn
	}
	return FigureColumn
}

// leadingRole is the role of a column before the amounts that holds none itself: counts if its
// header says so, otherwise names or codes.
func leadingRole(c *column, t tally) ColumnRole {
	if t.words > 0 && t.figures >= figuresPerWord*t.words && isMoneyHead(c.leaf) {
		return FigureColumn
	}
	if t.words > 0 || nameHead.MatchString(c.leaf) {
		return LabelColumn
	}
	if t.dashes > 0 {
		return FigureColumn // no name and no code is a dash
	}
	if countHead.MatchString(c.leaf) || isMoneyHead(c.leaf) {
		return FigureColumn
	}
	return LabelColumn
}

// plainCounts says whether a column right of the names holds whole numbers and nothing else, and its
// header knows no codes. No count is written with a nought in front, as parts of codes are (05), whatever was read of their head.
func plainCounts(c *column, t tally) bool {
	return t.figures > 0 && 2*t.noughts < t.figures && t.words == 0 && !c.holdsCodes() && !nameHead.MatchString(c.leaf)
}

var one = decimal.New(1, 0)

// describeFigures fills what a figure column's header says: unit, year, part, measure. Shares that are printed as fractions have no unit.
func describeFigures(c *column, docYear int, fractions bool) {
	for _, p := range c.Path {
		if u := figure.UnitInName(p); u != "" {
			c.Unit = u
		}
		if y, ok := words.Taken(headYear, words.Fold(p)); ok {
			c.Year, _ = strconv.Atoi(y)
		}
		if words.IsPart(p) {
			c.Part = true
		}
	}
	if c.Year == 0 && docYear > 0 && lastYearHead.MatchString(c.leaf) && wholeYearHead.MatchString(c.leaf) {
		c.Year = docYear - 1
	}
	if c.Unit == "" && shareHead.MatchString(c.leaf) {
		if c.counted = fractions && !strings.ContainsAny(c.leaf, "%‰"); !c.counted {
			c.Unit = "%"
		}
	}
	for _, p := range c.Path {
		c.counted = c.counted || c.Unit == "" && peopleHead.MatchString(words.Fold(p))
	}
	c.counted = c.counted || c.Unit == "" && countHead.MatchString(c.leaf)
	c.Measure = forms.Measure(c.Path)
}

// takeUnit gives a column the unit that is printed under its name, if its name tells none.
func (c *column) takeUnit(unit string) {
	if unit != "" && c.Unit == "" {
		c.Unit, c.counted = unit, false
	}
}

// headsMoney says whether a column's heads name amounts of money.
func (c *column) headsMoney() bool { return moneyHead.MatchString(strings.Join(c.Path, "/")) }

// priced says that a column holds what things cost: its head says so, and none over it that they are counted there (数量/2026年预算数).
func (c *column) priced() bool {
	return pricedHead.MatchString(c.leaf) && !slices.ContainsFunc(c.Path, func(p string) bool { return countHead.MatchString(words.Fold(p)) })
}

// markSides numbers the lists that stand side by side. A list is a run of label columns, one of
// which heads a list of items, followed by figures; a table has sides where there are two.
func markSides(cols []column) {
	starts := sideStarts(cols)
	if len(starts) < 2 {
		return
	}
	for i := range cols {
		side := 0
		for n, s := range starts {
			if i >= s {
				side = n + 1
			}
		}
		cols[i].Side = max(side, 1)
	}
}

// anyCounted says that the head of a column names a quantity, of which the units are that the rows print. A head with a unit of its own
// (补贴标准（元/亩）) or that never has one (调节系数) tells nothing of them: they are of the column that has none.
func anyCounted(cols []column) bool {
	return slices.ContainsFunc(cols, func(c column) bool { return c.counted && !factorHead.MatchString(c.leaf) })
}

// repeatedLists finds the lists that nothing but the heads of their figures tells of: where the figures behind a column of
// words are headed one by one like those behind the first names (资产, 年初, 年末, 负债和净资产, 年初, 年末), its words name them. To
// its left they would be the figures of something else.
func repeatedLists(cols []column) {
	first := slices.IndexFunc(cols, func(c column) bool { return c.Role == FigureColumn })
	if first < 1 {
		return
	}
	heads := figureHeads(cols[first:])
	opens := func(c *column) bool {
		return c.worded && !c.units && (c.Role == LabelColumn || c.Role == TextColumn && (nameHead.MatchString(c.leaf) || !textHead.MatchString(c.leaf)) && !valueHead.MatchString(c.leaf))
	}
	if slices.Contains(heads, "") || !opens(&cols[first-1]) {
		return
	}
	for i := first + len(heads); i < len(cols); i++ {
		if opens(&cols[i]) && slices.Equal(figureHeads(cols[i+1:]), heads) {
			cols[i].Role, cols[i].begins, cols[first-1].begins = LabelColumn, true, true
		}
	}
}

// figureHeads are the innermost heads of the figures with which columns begin.
func figureHeads(cols []column) (heads []string) {
	for i := range cols {
		if cols[i].Role != FigureColumn {
			break
		}
		heads = append(heads, cols[i].leaf)
	}
	return heads
}

// sideStarts are the indexes at which lists begin. Codes and units alone begin no second list: they tell of
// the items of the first, as in lists of purchases.
func sideStarts(cols []column) []int {
	var starts []int
	for i := 0; i < len(cols); {
		end, heads, named := i, false, len(starts) == 0
		for end < len(cols) && (cols[end].Role == LabelColumn || cols[end].Role == NumberColumn) {
			if cols[end].Role == LabelColumn && (cols[end].begins || listHead.MatchString(cols[end].leaf)) && !cols[end].units {
				heads, named = true, named || cols[end].worded || !cols[end].holdsCodes()
			}
			end++
		}
		labels := end - i
		figures := 0
		for end < len(cols) && cols[end].Role != LabelColumn && !(cols[end].Role == NumberColumn && figures > 0) {
			if cols[end].Role == FigureColumn {
				figures++
			}
			end++
		}
		if labels > 0 && heads && named && figures > 0 {
			starts = append(starts, i)
		}
		i = max(end, i+1)
	}
	return starts
}

// demoteLabels makes label columns after the figures of an ordinary table text, unless they hold
// codes or names of a classification, or the only names: they tell about the row, they do not name it.
func demoteLabels(cols []column) {
	figures, named := false, false
	for i := range cols {
		switch {
		case cols[i].Side > 0:
			return
		case cols[i].Role == FigureColumn:
			figures = true
		case cols[i].Role != LabelColumn || cols[i].holdsCodes():
		case figures && named && !classHead.MatchString(cols[i].leaf):
			cols[i].Role = TextColumn
		default:
			named = named || cols[i].worded && nameHead.MatchString(cols[i].leaf) || !figures
		}
	}
}

// beginLists has a list begin at each run of codes under no name that follows figures, and one with the first column: left of
// them are the figures of something else.
func beginLists(cols []column) {
	figures := false
	for i := range cols {
		if figures && cols[i].nameless == surelyCodes && i+2 < len(cols) && cols[i+1].worded {
			cols[i].begins, cols[i+1].begins, cols[0].begins = true, true, true
			cols[i+1].Role = LabelColumn
		}
		figures = figures || cols[i].Role == FigureColumn
	}
}
