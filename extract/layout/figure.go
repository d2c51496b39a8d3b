package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
	"golang.org/x/text/width"
)

// Tolerances of telling a figure that wraps from figures that stand one above the other.
const (
	cellPadding   = 11.0 // points that a cell keeps free beside its text, both sides together: word processors keep 5.4 on each
	widestPadding = 18.0 // points; the same where style sheets set it
	usualPlaces   = 2    // decimals of an amount where no figure beside it tells
	roundingWidth = 0.5  // points by which the widths of lines of as many characters differ
	longestAmount = 18   // digits of an amount, decimals among them
)

// wholeFigure is a figure as tables print it when nothing is cut off: digits without separators or in
// thousands, and decimals behind a point.
var wholeFigure = regexp.MustCompile(`^[(]?[-+−–—▲△]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?[)]?[%‰]?[)]?$`)

// isWhole says whether s is a whole figure, in digits of either width.
func isWhole(s string) bool { return wholeFigure.MatchString(width.Fold.String(s)) }

// A wrap says whether the lines of a cell are one figure that was broken for want of room.
type wrap int

const (
	severalTexts  wrap = iota // words, or figures that stand one above the other
	perhapsFigure             // they read as one figure as well as several
	likelyFigure              // their widths and decimals say that they are one
	oneFigure                 // a line is no figure by itself
)

// wrapOf says whether lines, which stand in one cell, are one figure. places is the number of decimals
// that the figures around it have.
func wrapOf(ls []Line, cell page.Box, places int) wrap {
	whole, ok := figureOf(ls)
	if !ok {
		return severalTexts
	}
	torn, odd := tornLines(ls)
	switch {
	case torn:
		return oneFigure
	case !greedy(ls):
		return severalTexts
	case odd && fillLines(ls, cell, cellPadding):
		return oneFigure
	case odd:
		return perhapsFigure
	}
	short := placesOf(whole) == places && places > 0
	switch {
	case short && fillLines(ls, cell, cellPadding):
		return likelyFigure
	case fillLines(ls, cell, widestPadding):
		return perhapsFigure
	}
	return severalTexts
}

// figureOf is what lines say when they are read as one figure, and whether that is one.
func figureOf(ls []Line) (string, bool) {
	if len(ls) < 2 {
		return "", false
	}
	var b strings.Builder
	for _, l := range ls {
		if isDash(l.Text) || !isFigure(l.Text) && strings.Trim(l.Text, ")）%％‰") != "" {
			return "", false
		}
		b.WriteString(l.Text)
	}
	return b.String(), isWhole(b.String()) && len(digitsOf(b.String())) <= longestAmount
}

// tornLines says whether lines of one figure were parted at a separator, and whether one of them is
// no figure by itself, as 1,234,5 is none.
func tornLines(ls []Line) (torn, odd bool) {
	for i, l := range ls {
		odd = odd || !isWhole(l.Text)
		torn = torn || i > 0 && tornFigure(ls[i-1].Text, l.Text)
	}
	return torn, odd
}

// tornFigure says whether a figure was broken at a separator, so that neither part is a figure.
func tornFigure(a, b string) bool {
	a, b = width.Fold.String(a), width.Fold.String(b)
	if isDash(a) || isDash(b) || len(b) < 2 || !isFigure(a) || !isDigit(lastRune(strings.TrimRight(a, ",."))) {
		return false
	}
	return strings.HasSuffix(a, ",") || strings.HasSuffix(a, ".") || (b[0] == ',' || b[0] == '.') && isDigit(rune(b[1]))
}

// greedy says whether lines were filled as far as they go: on none but the last is there room for the
// next line's first character.
func greedy(ls []Line) bool {
	widest := 0.0
	for _, l := range ls {
		widest = math.Max(widest, l.Box.Width())
	}
	for i := 1; i < len(ls); i++ {
		if ls[i-1].Box.Width()+advance(ls[i]) <= widest+roundingWidth {
			return false
		}
	}
	return true
}

// fillLines says whether all lines but the last fill a cell that keeps padding free.
func fillLines(ls []Line, cell page.Box, padding float64) bool {
	for i := 1; i < len(ls); i++ {
		if !fills(ls[i-1], ls[i], cell, padding) {
			return false
		}
	}
	return true
}

// fills says whether a line leaves no room in its cell for the first character of the next.
func fills(a, b Line, cell page.Box, padding float64) bool {
	w := a.Box.Width()
	return w+advance(b)+padding >= cell.Width() || w >= fullLine*cell.Width()
}

// advance is the mean width of a line's characters.
func advance(l Line) float64 {
	return l.Box.Width() / math.Max(float64(utf8.RuneCountInString(l.Text)), 1)
}

// placesOf is the number of digits behind the point of a figure.
func placesOf(s string) int {
	n := strings.LastIndexAny(s, ".．")
	if n < 0 {
		return 0
	}
	return len(digitsOf(s[n:]))
}

// hasDecimals says whether a figure ends in a decimal point and two digits or more: it is whole.
func hasDecimals(s string) bool { return placesOf(s) >= usualPlaces }

// mendFigures joins the lines of cells that hold one broken figure. Where a cell beside it holds
// figures one above the other, only a line that is no figure by itself says so.
func (g *grid) mendFigures() {
	g.wraps = make([]wrap, len(g.cells))
	var places []int
	stacked := make(map[int]bool)
	for i := range g.cells {
		c := &g.cells[i]
		lines := g.uncovered(i)
		if !severalFigures(lines) {
			continue
		}
		if places == nil {
			places = g.columnPlaces()
		}
		g.wraps[i] = wrapOf(lines, c.Box, places[c.Column])
		stacked[c.Row] = stacked[c.Row] || g.wraps[i] == severalTexts
	}
	for i := range g.cells {
		c, lines := &g.cells[i], g.uncovered(i)
		switch {
		case g.wraps[i] == oneFigure, g.wraps[i] == likelyFigure && !stacked[c.Row]:
			c.Text, _ = figureOf(lines)
		case g.wraps[i] != severalTexts:
			c.Text = joinLines(lines, c.Box)
		}
	}
}

// uncovered is the lines of a cell with those that its clip hides: spreadsheets cut off what has no
// room in a row of fixed height, so that the rest of a figure looks like a figure. It is the lines as
// printed where all together are no figure.
func (g *grid) uncovered(i int) []Line {
	c := &g.cells[i]
	if len(g.unseen) == 0 || len(c.Lines) == 0 || !isFigure(c.Text) {
		return c.Lines
	}
	all := g.withUnseen(i)
	if len(all) == len(g.held[i]) {
		return c.Lines
	}
	lines := textLines(all, c.Page)
	if _, ok := figureOf(lines); !ok {
		return c.Lines
	}
	return lines
}

// withUnseen is the pieces of a cell and those that its own clip hides. A clip that leaves more than
// the cell to be seen is one of the page.
func (g *grid) withUnseen(i int) []piece {
	all, b := slices.Clone(g.held[i]), g.cells[i].Box
	clip := all[0].run.Clip
	if clip.Empty() || clip.Intersect(b).Area() < clipInside*clip.Area() {
		return all
	}
	for _, p := range g.unseen {
		if mid := p.box.Center().X; p.run.Clip == clip && b.X0 < mid && mid < b.X1 {
			all = append(all, p)
		}
	}
	return all
}

// severalFigures says whether lines, two or more, hold nothing but figures.
func severalFigures(ls []Line) bool {
	for _, l := range ls {
		if !isFigure(l.Text) && strings.Trim(l.Text, ")）%％‰") != "" {
			return false
		}
	}
	return len(ls) > 1
}

// columnPlaces is, by column, the number of decimals that most of its figures with a point have, as far
// as they are whole for certain; of a column without any, that of the grid.
func (g *grid) columnPlaces() []int {
	count := make([][]int, g.columns()+1) // by column, by number of decimals; 0 stands for all columns
	for _, c := range g.cells {
		n := placesOf(certainFigure(&c))
		if n == 0 || n > mostPlaces {
			continue
		}
		for _, k := range []int{0, c.Column} {
			if count[k] == nil {
				count[k] = make([]int, mostPlaces+1)
			}
			count[k][n]++
		}
	}
	all := mostCommon(count[0], usualPlaces)
	out := make([]int, len(count))
	for k := range out {
		out[k] = mostCommon(count[k], all)
	}
	return out
}

// certainFigure is the figure of a cell that is whole beyond doubt, or nothing.
func certainFigure(c *Cell) string {
	switch {
	case len(c.Lines) == 1 && isWhole(c.Text):
		return c.Text
	case len(c.Lines) > 1 && severalFigures(c.Lines) && wrapOf(c.Lines, c.Box, 0) == oneFigure:
		whole, _ := figureOf(c.Lines)
		return whole
	}
	return ""
}

// mostPlaces is how many decimals figures have at most.
const mostPlaces = 12

// mostCommon is the index of the largest count, or otherwise where nothing was counted.
func mostCommon(count []int, otherwise int) int {
	best := otherwise
	for n, k := range count {
		if k > 0 && (count[best] == 0 || k > count[best]) {
			best = n
		}
	}
	return best
}
