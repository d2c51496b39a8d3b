package grid

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
)

//go:embed head.txt
var headText string

var wordings = words.Read("head", headText)

var (
	numberMark   = wordings.Pattern("number-mark")
	numberRow    = wordings.Pattern("number-row")
	columnList   = words.Expression(`^\d{1,2}(\s+\d{1,2})*$`)
	columnNumber = words.Expression(`^[(（]?(\d{1,2})[)）]?(?:[=＝].*)?$`)
	columnSum    = words.Expression(`^[0-9A-Za-z]{1,2}[=＝][0-9A-Za-z()+*/×÷%-]+$`) // a formula, whose own number may be misread: S=6+7
	columnLetter = words.Expression(`^[(]?([A-Z])[)]?(=.*)?$`)
)

// NumbersColumns says whether a row numbers the columns: 栏次 1 2 3, or ** ** 1 2 3=4+5.
func NumbersColumns(g *Grid, row int) bool {
	if namedNumbers(g, row) || columnLetters(g, row) {
		return true
	}
	next, marks := 1, 0
	for _, c := range g.Line(row) {
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
func namedNumbers(g *Grid, row int) bool {
	named, numbers := false, 0
	for _, c := range g.Line(row) {
		s := words.Fold(c.Text)
		rest := strings.TrimSpace(numberRow.ReplaceAllString(s, ""))
		named = named || rest != s
		switch {
		case rest == "" || rest != s && !strings.ContainsAny(rest, "0123456789"):
		case columnList.MatchString(rest):
			numbers++
		default:
			return false
		}
	}
	return named && numbers > 0
}

// columnLetters says whether a row letters the columns, with a formula at least for one: 公式 A=B+C B C.
func columnLetters(g *Grid, row int) bool {
	last, formulas := "", 0
	for _, c := range g.Line(row) {
		s := words.Fold(c.Text)
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

func onlyStars(g *Grid, row int) bool {
	return !slices.ContainsFunc(g.Line(row), func(c *layout.Cell) bool { return strings.Trim(words.Squeeze(c.Text), "*") != "" })
}
