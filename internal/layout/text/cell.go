package text

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/words"
)

// Fill sets a cell's lines, text and confidence from its pieces.
func Fill(c *layout.Cell, ps []Piece) {
	c.Confidence, c.Source = 1, page.Text
	c.Text, c.Lines = "", nil
	if len(ps) == 0 {
		return
	}
	c.Lines = CellLines(ps, c.Page)
	c.Text = Join(c.Lines, c.Box)
	for _, p := range ps {
		c.Confidence = min(c.Confidence, p.confidence)
	}
	c.Others = nil
	if len(ps) == 1 && c.Text == ps[0].Run.text {
		c.Others = ps[0].Run.others
	}
}

// CellLines reads the pieces of a cell as lines: upright text from top to bottom, then text set
// sideways in the order in which it reads.
func CellLines(ps []Piece, number int) []layout.Line {
	if !slices.ContainsFunc(ps, isAngled) {
		return uprightLines(ps, number)
	}
	lines := uprightLines(slices.DeleteFunc(slices.Clone(ps), isAngled), number)
	sideways := slices.DeleteFunc(slices.Clone(ps), func(p Piece) bool { return !p.angled })
	slices.SortStableFunc(sideways, readingOrder)
	for _, p := range sideways {
		lines = append(lines, layout.Line{Text: p.Text, Page: number, Box: p.Box})
	}
	return lines
}

func uprightLines(ps []Piece, number int) []layout.Line {
	var lines []layout.Line
	for _, r := range Lines(ps) {
		lines = append(lines, layout.Line{Text: r.String(), Page: number, Box: r.Box})
	}
	return lines
}

// readingOrder compares two pieces set sideways: text that runs upwards (270 degrees) has its
// lines from left to right, text that runs downwards from right to left.
func readingOrder(a, b Piece) int {
	if math.Abs(a.Box.X0-b.Box.X0) > sameBase*a.Size {
		if a.Run.Angle == 270 {
			return cmp.Compare(a.Box.X0, b.Box.X0)
		}
		return cmp.Compare(b.Box.X0, a.Box.X0)
	}
	if a.Run.Angle == 270 {
		return cmp.Compare(b.Box.Y0, a.Box.Y0)
	}
	return cmp.Compare(a.Box.Y0, b.Box.Y0)
}

// Join joins the lines of a cell: without a space between ideographs and inside a figure that
// was broken for want of room, otherwise with one.
func Join(ls []layout.Line, cell page.Box) string {
	var b strings.Builder
	for i, l := range ls {
		if i > 0 && !glued(ls[i-1], l, cell) {
			b.WriteByte(' ')
		}
		b.WriteString(l.Text)
	}
	return b.String()
}

// glued says whether two lines of a cell are joined without a space.
func glued(a, b layout.Line, cell page.Box) bool {
	if a.Text == "" || b.Text == "" {
		return true
	}
	if figure.Is(a.Text) && figure.Is(b.Text) {
		return figure.Torn(a.Text, b.Text)
	}
	if Ideographic(LastRune(a.Text)) || Ideographic(FirstRune(b.Text)) {
		return true
	}
	return strings.HasSuffix(a.Text, "-") || brokenDigits(a, b, cell)
}

// brokenDigits says whether a line ends within a figure that stands in Chinese text or behind a
// comparison (≥100%): such text breaks anywhere, at no space.
func brokenDigits(a, b layout.Line, cell page.Box) bool {
	head, tail := trailingFigure.FindStringSubmatch(a.Text), leadingFigure.FindStringSubmatch(b.Text)
	if head == nil || tail == nil || leadingYear.MatchString(b.Text) || !figure.Fills(a, b, cell, figure.CellPadding) {
		return false
	}
	return figure.IsWhole(head[1]+tail[1]) && strings.ContainsFunc(a.Text+b.Text, unspaced)
}

// trailingFigure is what a line ends with that breaks within a figure; a blank before the figure
// parts it from the text, so that it is a column of its own.
var trailingFigure = words.Expression(`(?:^|[≥≤＞＜><=±]\s|[^\s\d,.])([\d,.]+)$`)

// leadingFigure is the rest of it on the next line; no number of a list, and no year.
var leadingFigure = words.Expression(`^([\d,.]+?)(?:$|[^\d,.、)）．])`)

var leadingYear = words.Expression(`^(19|20)\d\d\s*年`)

// BoxOf is the box of all lines.
func BoxOf(ls []layout.Line) page.Box {
	var b page.Box
	for _, l := range ls {
		b = b.Union(l.Box)
	}
	return b
}
