package normalize

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

// maxNumberRows bounds how far below the head a row of column numbers is looked for.
const maxNumberRows = 2

// A head is a table's header: how many rows it has, which of them name no columns, and
// each column's path.
type head struct {
	rows  int
	skip  []bool     // by row - 1: a row of column numbers (栏次), or a title or caption inside the table's frame
	paths [][]string // by column - 1
	marks []string   // by column - 1: what the row of column numbers prints under it
}

// readHead settles where a table's head ends. The layout's word is taken, but a row that holds
// amounts is no head, and a row of column numbers or of 类 款 项 below it is.
func readHead(g *grid, declared int) head {
	h := head{rows: min(declared, g.rows)}
	if h.rows <= 0 {
		h.rows = guessHead(g)
	}
	for r := 1; r <= h.rows; r++ {
		if holdsAmounts(g, r) && !columnNumbers(g, r) {
			h.rows = r - 1
			break
		}
	}
	for n := 0; n < maxNumberRows && h.rows > 0 && h.rows < g.rows; n++ {
		if !columnNumbers(g, h.rows+1) && !codeLevels(g, h.rows+1) {
			break
		}
		h.rows++
	}
	h.marks = make([]string, g.columns)
	for r := 1; r <= h.rows; r++ {
		numbers := columnNumbers(g, r)
		h.skip = append(h.skip, numbers || captionRow(g, r))
		if numbers {
			h.readMarks(g, r)
		}
	}
	for c := 1; c <= g.columns; c++ {
		h.paths = append(h.paths, h.path(g, c))
	}
	return h
}

var captionText = regexp.MustCompile(`表(?:[(（][^()（）]*[)）])?$|单位[:：]|^[(（]?(?:部门|单位|编制单位|预算单位|部门名称|单位名称)(?:[(（][^()（）]*[)）])?[:：]`)

// captionRow says whether a head row holds the table's title or caption, not names of columns.
func captionRow(g *grid, row int) bool {
	cells := g.line(row)
	if len(cells) == 0 || len(cells) > 3 {
		return false
	}
	for _, c := range cells {
		if !captionText.MatchString(words.Squeeze(c.Text)) {
			return false
		}
	}
	return len(cells) > 1 || cells[0].ColSpan >= g.columns || g.columns > 1 && strings.ContainsAny(cells[0].Text, ":：")
}

// captions are the texts of a head's title and caption rows.
func (h *head) captions(g *grid) []string {
	var out []string
	for r := 1; r <= h.rows; r++ {
		if h.skip[r-1] && !columnNumbers(g, r) {
			for _, c := range g.line(r) {
				out = append(out, words.Squeeze(c.Text))
			}
		}
	}
	return out
}

// guessHead finds a head where the layout saw none: the rows above the first amounts, if each of
// them names at least two columns.
func guessHead(g *grid) int {
	const deepest = 5
	for r := 1; r <= min(g.rows, deepest+1); r++ {
		if holdsAmounts(g, r) {
			return r - 1
		}
		if len(g.line(r)) < 2 {
			return 0
		}
	}
	return 0
}

// holdsAmounts says whether a row holds figures that can only be amounts: with a decimal point or
// separators, or at least with a sign.
func holdsAmounts(g *grid, row int) bool {
	for _, c := range g.line(row) {
		if f := parseFigure(c.Text); f.kind == figureText && strings.ContainsAny(foldSigns(c.Text), ".,") && f.unit == "" {
			return true
		}
	}
	return false
}

var (
	numberMark   = regexp.MustCompile(`^(\*+|栏次|行次|行号|序号|科目|栏号|列次|公式|计算公式|类|款|项|—+|-+|[甲乙丙丁])$`)
	columnList   = regexp.MustCompile(`^\d{1,2}(\s+\d{1,2})*$`)
	columnNumber = regexp.MustCompile(`^[(（]?(\d{1,2})[)）]?(?:[=＝].*)?$`)
	columnSum    = regexp.MustCompile(`^[0-9A-Za-z]{1,2}[=＝][0-9A-Za-z()+*/×÷%-]+$`) // a formula, whose own number may be misread: S=6+7
	columnLetter = regexp.MustCompile(`^[(]?([A-Z])[)]?(=.*)?$`)
)

// columnNumbers says whether a row numbers the columns: 栏次 1 2 3, or ** ** 1 2 3=4+5.
func columnNumbers(g *grid, row int) bool {
	if namedNumbers(g, row) || columnLetters(g, row) {
		return true
	}
	next, marks := 1, 0
	for _, c := range g.line(row) {
		s := words.Squeeze(c.Text)
		if numberMark.MatchString(s) {
			marks++
			continue
		}
		if marks > 0 && columnSum.MatchString(words.Fold(s)) {
			next++
			continue
		}
		m := columnNumber.FindStringSubmatch(words.Fold(s))
		if m == nil {
			return false
		}
		if n, err := strconv.Atoi(m[1]); err != nil || n != next && n != 1 {
			return false
		} else {
			next = n + 1
		}
	}
	return next > 2 || next == 2 && marks > 0 || marks > 1 && onlyStars(g, row)
}

// namedNumbers says whether a row is called 栏次 and holds nothing else but numbers of columns, some of
// which may have come together in one cell.
func namedNumbers(g *grid, row int) bool {
	named, numbers := false, 0
	for _, c := range g.line(row) {
		s := words.Fold(words.Squeeze(c.Text))
		rest := strings.TrimSuffix(s, "栏次")
		named = named || rest != s
		switch {
		case rest == "" || rest != s && !strings.ContainsAny(rest, "0123456789"):
		case columnList.MatchString(strings.TrimSpace(strings.ReplaceAll(words.Fold(c.Text), "栏次", ""))):
			numbers++
		default:
			return false
		}
	}
	return named && numbers > 0
}

// columnLetters says whether a row letters the columns, with a formula at least for one: 公式 A=B+C B C.
func columnLetters(g *grid, row int) bool {
	last, formulas := "", 0
	for _, c := range g.line(row) {
		s := words.Fold(words.Squeeze(c.Text))
		if numberMark.MatchString(s) {
			continue
		}
		m := columnLetter.FindStringSubmatch(s)
		if m == nil || m[1] <= last {
			return false
		}
		last = m[1]
		if m[2] != "" {
			formulas++
		}
	}
	return formulas > 0
}

func onlyStars(g *grid, row int) bool {
	for _, c := range g.line(row) {
		if strings.Trim(words.Squeeze(c.Text), "*") != "" {
			return false
		}
	}
	return true
}

// codeLevels says whether a row holds nothing but the names of a code's levels: 类 款 项.
func codeLevels(g *grid, row int) bool {
	n := 0
	for _, c := range g.line(row) {
		switch words.Squeeze(c.Text) {
		case "类", "款", "项":
			n++
		default:
			return false
		}
	}
	return n >= 2
}

// path is the header path of a column, outermost first: each cell that covers it once.
func (h *head) path(g *grid, column int) []string {
	var path []string
	last := int32(-1)
	for r := 1; r <= h.rows; r++ {
		if h.skip[r-1] {
			continue
		}
		i := g.at[(r-1)*g.columns+column-1]
		if i == 0 || i == last {
			continue
		}
		last = i
		if s := withoutUnit(words.Squeeze(g.cells[i-1].Text)); s != "" {
			path = append(path, s)
		}
	}
	return path
}

// readMarks takes what the row of column numbers prints under each column.
func (h *head) readMarks(g *grid, row int) {
	for _, c := range g.line(row) {
		h.marks[c.Column-1] = words.Fold(words.Squeeze(c.Text))
	}
}

// headUnit is a table's unit that stands in its head because the caption touches the frame.
var headUnit = regexp.MustCompile(`^(?:金额)?单位[:：](亿元|万元|千元|元)`)

// withoutUnit takes a unit off the column's name that it ran into: 单位：亿元执行数.
func withoutUnit(name string) string {
	return headUnit.ReplaceAllString(name, "")
}

// unit is the unit that a column's name ran into, or "".
func (h *head) unit(g *grid) string {
	for r := 1; r <= h.rows; r++ {
		for _, c := range g.line(r) {
			if m := headUnit.FindStringSubmatch(words.Squeeze(c.Text)); m != nil {
				return m[1]
			}
		}
	}
	return ""
}

// repeats says whether a body row prints the head again, as tables do that run over pages.
func (h *head) repeats(g *grid, row int) bool {
	cells := g.line(row)
	if len(cells) < 2 || h.rows == 0 {
		return false
	}
	for _, c := range cells {
		if !slices.Contains(h.paths[c.Column-1], words.Squeeze(c.Text)) {
			return false
		}
	}
	return true
}
