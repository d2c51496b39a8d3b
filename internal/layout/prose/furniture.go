package prose

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// What tells page furniture: running heads and feet, page numbers.
const (
	marginShare  = 0.12 // of the page height, at its top and bottom, in which running heads stand
	numberShare  = 0.20 // the same for page numbers, which nothing else looks like
	sameHeight   = 4.0  // points by which the height of a running head may differ between pages
	headRepeats  = 3    // pages on which a running head must stand at least
	headShare    = 0.6  // share of the pages with text on which it must stand: titles that tables repeat stay below
	furnitureTop = 2    // lines from the edge of the page that can be furniture
	widestCell   = 0.5  // share of the page's width of a cell with a figure at most; frames around a page are wider
	numberClear  = 1.3  // font sizes that a page number keeps from other lines
)

// DropFurniture takes running heads, running feet and page numbers out of a page, and gives them, with what the file
// marks as such. What runs over the pages of a document is what RunningHeads says of their edges.
func DropFurniture(p *text.Page, running map[string]bool) []layout.Line {
	dropped := slices.Clone(p.Marked)
	drop := make(map[int]bool)
	for _, n := range outerLines(p) {
		l := &p.Lines[n]
		if isPageNumber(p, l) || running[headKey(p, l)] && inMargin(p, l) && !saysOfTable(l) {
			drop[n] = true
			dropped = append(dropped, p.Printed(l))
		}
	}
	p.Drop(drop)
	return dropped
}

// saysOfTable says whether a line names a table or its unit: where every page holds a table, such
// lines repeat like running heads.
func saysOfTable(l *text.Line) bool {
	said := strings.TrimSpace(l.String())
	return caption.NamesUnit(said) || caption.NamesTable(said)
}

// outerLines is the first and the last few lines of a page, as far as they stand in its margins.
func outerLines(p *text.Page) []int {
	var out []int
	for n := range p.Lines {
		l := &p.Lines[n]
		top, bottom := n < furnitureTop, n >= len(p.Lines)-furnitureTop
		if top && l.Box.Y1 < numberShare*p.Height || bottom && l.Box.Y0 > (1-numberShare)*p.Height {
			out = append(out, n)
		}
	}
	return out
}

// inMargin says whether a line stands where running heads and feet do.
func inMargin(p *text.Page, l *text.Line) bool {
	return l.Box.Y1 < marginShare*p.Height || l.Box.Y0 > (1-marginShare)*p.Height
}

// isPageNumber says whether a line in the margin holds a page number and stands alone there: a
// figure in a column of figures does not, nor the first line of one that wraps in its cell.
func isPageNumber(p *text.Page, l *text.Line) bool {
	said := l.String()
	if !pageNumber.MatchString(said) || strings.Contains(said, ",") && figure.IsWhole(said) || inCell(p, l) {
		return false
	}
	for i := range p.Lines {
		o := &p.Lines[i]
		if o != l && math.Abs(o.Base-l.Base) < numberClear*l.Size {
			return false
		}
	}
	return true
}

// inCell says whether a line stands between two vertical rulings that are no sides of a frame around
// the page.
func inCell(p *text.Page, l *text.Line) bool {
	mid := l.Box.Center()
	left, right := math.Inf(-1), math.Inf(1)
	for i := range p.Rulings {
		v := &p.Rulings[i]
		if v.Horizontal() || mid.Y < math.Min(v.From.Y, v.To.Y) || mid.Y > math.Max(v.From.Y, v.To.Y) || !ruling.Visible(v, p.Fills) {
			continue
		}
		if x := v.From.X; x < mid.X {
			left = math.Max(left, x)
		} else {
			right = math.Min(right, x)
		}
	}
	return right-left < widestCell*p.Width
}

// headKey is the same for lines of one half of the page that say the same but for their figures. It is
// empty if a line says nothing but figures.
func headKey(p *text.Page, l *text.Line) string {
	var b strings.Builder
	for _, c := range l.String() {
		if !unicode.IsSpace(c) && !unicode.IsDigit(c) {
			b.WriteRune(c)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	if l.Box.Y0 > p.Height/2 {
		b.WriteString("|foot")
	}
	return b.String()
}

// An Edge is what stands at the edges of a page, by which running heads are told, so that the pages themselves need not be at hand.
type Edge struct {
	hasText bool
	lines   []outer
}

// An outer line is one in the margin that may be a running head or foot.
type outer struct {
	key    string  // see headKey
	height float64 // from the nearer edge of the page
}

// EdgeOf is what stands at the edges of a page.
func EdgeOf(p *text.Page) Edge {
	e := Edge{hasText: len(p.Lines) > 0}
	for _, n := range outerLines(p) {
		if l := &p.Lines[n]; inMargin(p, l) {
			e.lines = append(e.lines, outer{headKey(p, l), fromEdge(p, l)})
		}
	}
	return e
}

// RunningHeads finds the lines that stand at the edges of most pages.
func RunningHeads(edges []Edge) map[string]bool {
	type seen struct {
		pages  int
		height float64
	}
	count, withText := make(map[string]seen), 0
	for _, e := range edges {
		if e.hasText {
			withText++
		}
		for _, l := range e.lines {
			if c := count[l.key]; c.pages == 0 || math.Abs(c.height-l.height) <= sameHeight {
				count[l.key] = seen{c.pages + 1, l.height}
			}
		}
	}
	out := make(map[string]bool)
	for k, c := range count {
		if k != "" && c.pages >= headRepeats && float64(c.pages) >= headShare*float64(withText) {
			out[k] = true
		}
	}
	return out
}

// fromEdge is the distance of a line from the nearer of the page's top and bottom.
func fromEdge(p *text.Page, l *text.Line) float64 {
	return math.Min(l.Base, p.Height-l.Base)
}
