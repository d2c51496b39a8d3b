package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of forming lines.
const (
	sameBase   = 0.30 // of the font size: base lines of one line differ by less, those of two lines by at least 0.8
	superShare = 0.80 // size of a superscript against the text it follows
	superLift  = 0.60 // of the font size: how far a superscript's or subscript's base line may be off
	superNear  = 0.50 // of the font size: how near it stands to the text before it
	fullLine   = 0.80 // of a cell's width that a line fills when its text was broken for want of room
)

// A row is the pieces of one line, left to right.
type row struct {
	pieces []piece
	base   float64
	size   float64
	box    page.Box
}

// textRows gathers pieces that stand on one base line, from top to bottom.
func textRows(ps []piece) []row {
	ps = slices.Clone(ps)
	slices.SortStableFunc(ps, func(a, b piece) int {
		return cmp.Or(cmp.Compare(a.base, b.base), cmp.Compare(a.box.X0, b.box.X0), cmp.Compare(a.order, b.order))
	})
	var rows []row
	for _, p := range ps {
		if n := len(rows) - 1; n >= 0 && onLine(&rows[n], p) {
			rows[n].add(p)
			continue
		}
		rows = append(rows, row{pieces: []piece{p}, base: p.base, size: p.size, box: p.box})
	}
	rows = attachScripts(rows)
	for i := range rows {
		slices.SortStableFunc(rows[i].pieces, func(a, b piece) int { return cmp.Compare(a.box.X0, b.box.X0) })
	}
	return rows
}

func onLine(r *row, p piece) bool {
	return math.Abs(p.base-r.base) <= sameBase*math.Max(r.size, p.size)
}

func (r *row) add(p piece) {
	if p.size > r.size {
		r.size, r.base = p.size, p.base
	}
	r.pieces, r.box = append(r.pieces, p), r.box.Union(p.box)
}

// attachScripts moves superscripts and subscripts, which have base lines of their own, to the line
// of the text they stand at.
func attachScripts(rows []row) []row {
	var out []row
	for i := range rows {
		if n := scriptOf(rows, i); n >= 0 {
			for _, p := range rows[i].pieces {
				rows[n].add(p)
			}
			if n < i {
				out[len(out)-1] = rows[n]
			}
			continue
		}
		out = append(out, rows[i])
	}
	return out
}

// scriptOf is the neighbouring row to whose text all pieces of row i are small marks, or -1.
func scriptOf(rows []row, i int) int {
	for _, n := range []int{i + 1, i - 1} {
		if n < 0 || n >= len(rows) || rows[i].size > superShare*rows[n].size || math.Abs(rows[i].base-rows[n].base) > superLift*rows[n].size {
			continue
		}
		if !slices.ContainsFunc(rows[i].pieces, func(p piece) bool { return !follows(rows[n], p) }) {
			return n
		}
	}
	return -1
}

// follows says whether p stands right behind or before a piece of r.
func follows(r row, p piece) bool {
	return slices.ContainsFunc(r.pieces, func(o piece) bool {
		return math.Abs(p.box.X0-o.box.X1) <= superNear*r.size || math.Abs(o.box.X0-p.box.X1) <= superNear*r.size
	})
}

// text is the row's pieces with a space between two that are apart.
func (r *row) text() string {
	var b strings.Builder
	for i, p := range r.pieces {
		if i > 0 && apart(r.pieces[i-1], p) && !decimals(r.pieces[i-1].text, p.text) {
			b.WriteByte(' ')
		}
		b.WriteString(p.text)
	}
	return b.String()
}

// decimals says whether b holds the decimals of the figure a: "964 .85" is one figure.
func decimals(a, b string) bool {
	return len(b) > 1 && b[0] == '.' && isDigit(rune(b[1])) && isFigure(a) && isDigit(lastRune(a)) && !strings.Contains(a, ".")
}

// apart says whether a space stands between two pieces of a line.
func apart(a, b piece) bool {
	gap := b.box.X0 - a.box.X1
	if endsAmount(a.text, b.text) && (gap > decimalGap*math.Max(a.size, b.size) || b.size <= superShare*a.size) {
		return true
	}
	if ideographic(lastRune(a.text)) || ideographic(firstRune(b.text)) {
		return gap > cjkGap*math.Max(a.size, b.size)
	}
	if isFigureRune(lastRune(a.text)) && isFigureRune(firstRune(b.text)) && !a.spaceAfter {
		return gap > figureGap*math.Max(a.size, b.size)
	}
	return gap > wordGap*math.Max(a.size, b.size) || a.spaceAfter && gap > minGlyph
}

// textLines reads the pieces of a cell as lines: upright text from top to bottom, then text set
// sideways in the order in which it reads.
func textLines(ps []piece, number int) []Line {
	upright := slices.DeleteFunc(slices.Clone(ps), func(p piece) bool { return p.angled })
	var lines []Line
	for _, r := range textRows(upright) {
		lines = append(lines, Line{Text: r.text(), Page: number, Box: r.box})
	}
	sideways := slices.DeleteFunc(slices.Clone(ps), func(p piece) bool { return !p.angled })
	slices.SortStableFunc(sideways, readingOrder)
	for _, p := range sideways {
		lines = append(lines, Line{Text: p.text, Page: number, Box: p.box})
	}
	return lines
}

// readingOrder compares two pieces set sideways: text that runs upwards (270 degrees) has its
// lines from left to right, text that runs downwards from right to left.
func readingOrder(a, b piece) int {
	if math.Abs(a.box.X0-b.box.X0) > sameBase*a.size {
		if a.run.Angle == 270 {
			return cmp.Compare(a.box.X0, b.box.X0)
		}
		return cmp.Compare(b.box.X0, a.box.X0)
	}
	if a.run.Angle == 270 {
		return cmp.Compare(b.box.Y0, a.box.Y0)
	}
	return cmp.Compare(a.box.Y0, b.box.Y0)
}

// joinLines joins the lines of a cell: without a space between ideographs and inside a figure that
// was broken for want of room, otherwise with one.
func joinLines(ls []Line, cell page.Box) string {
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
func glued(a, b Line, cell page.Box) bool {
	if a.Text == "" || b.Text == "" {
		return true
	}
	if isFigure(a.Text) && isFigure(b.Text) {
		return tornFigure(a.Text, b.Text)
	}
	if ideographic(lastRune(a.Text)) || ideographic(firstRune(b.Text)) {
		return true
	}
	return strings.HasSuffix(a.Text, "-") || brokenDigits(a, b, cell)
}

// brokenDigits says whether a line ends within a figure that stands in Chinese text or behind a
// comparison (≥100%): such text breaks anywhere, at no space.
func brokenDigits(a, b Line, cell page.Box) bool {
	head, tail := trailingFigure.FindStringSubmatch(a.Text), leadingFigure.FindStringSubmatch(b.Text)
	if head == nil || tail == nil || leadingYear.MatchString(b.Text) || !fills(a, b, cell, cellPadding) {
		return false
	}
	return wholeFigure.MatchString(head[1]+tail[1]) && strings.ContainsFunc(a.Text+b.Text, unspaced)
}

var (
	// trailingFigure is what a line ends with that breaks within a figure; a blank before the figure
	// parts it from the text, so that it is a column of its own.
	trailingFigure = regexp.MustCompile(`(?:^|[≥≤＞＜><=±]\s|[^\s\d,.])([\d,.]+)$`)
	// leadingFigure is the rest of it on the next line; no number of a list, and no year.
	leadingFigure = regexp.MustCompile(`^([\d,.]+?)(?:$|[^\d,.、)）．])`)
	leadingYear   = regexp.MustCompile(`^(19|20)\d\d\s*年`)
)

// unspaced says whether c stands in text that sets no spaces: an ideograph or a sign of comparison.
func unspaced(c rune) bool { return ideographic(c) || strings.ContainsRune("≥≤＞＜><=±", c) }
