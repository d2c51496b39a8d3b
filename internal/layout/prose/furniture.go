package prose

import (
	"math"
	"regexp"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/ruling"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// What tells page furniture: running heads and feet, page numbers.
const (
	marginShare  = 0.12 // of the page height, at its top and bottom, in which running heads stand
	numberShare  = 0.20 // the same for page numbers, which nothing else looks like
	sameHeight   = 4.0  // points by which a running head's place may differ between pages
	headRepeats  = 3    // pages on which a running head must stand at least
	headShare    = 0.6  // share of the pages with text on which it must stand: titles that tables repeat stay below
	furnitureTop = 2    // lines from the edge of the page that can be furniture
	// widestCell is the share of the page's width that a cell with a figure has at most; frames around a
	// page are wider.
	widestCell = 0.5
	// pageNumberClear is how far, in font sizes, a page number keeps from other lines.
	pageNumberClear = 1.3
)

// pageNumber is a line that holds nothing but a page number: 3, -3-, — 3 —, 第3页, 3/48, Page 3 of 9, iv.
var pageNumber = regexp.MustCompile(`(?i)^[-–—―－·•\s~～.]*(第|page|p\.)?\s*(\d{1,4}|[ivxlc]{1,6})\s*(页|頁)?\s*([/，,共of\s]+\s*(\d{1,4})\s*(页|頁)?)?[-–—―－·•\s~～.]*$`)

// DropFurniture takes running heads, running feet and page numbers out of the pages.
func DropFurniture(pages []*text.Page) {
	repeated := runningHeads(pages)
	for _, s := range pages {
		drop := make(map[int]bool)
		for _, n := range outerRows(s) {
			r := &s.Lines[n]
			if isPageNumber(s, r) || repeated[headKey(s, r)] && inMargin(s, r) && !saysOfTable(r) {
				drop[n] = true
			}
		}
		s.Drop(drop)
	}
}

// saysOfTable says whether a line names a table or its unit: where every page holds a table, such
// lines repeat like running heads.
func saysOfTable(r *text.Line) bool {
	text := strings.TrimSpace(r.String())
	return caption.NamesUnit(text) || caption.NamesTable(text)
}

// outerRows is the first and the last few lines of a page, as far as they stand in its margins.
func outerRows(s *text.Page) []int {
	var out []int
	for n := range s.Lines {
		r := &s.Lines[n]
		top, bottom := n < furnitureTop, n >= len(s.Lines)-furnitureTop
		if top && r.Box.Y1 < numberShare*s.Height || bottom && r.Box.Y0 > (1-numberShare)*s.Height {
			out = append(out, n)
		}
	}
	return out
}

// inMargin says whether a line stands where running heads and feet do.
func inMargin(s *text.Page, r *text.Line) bool {
	return r.Box.Y1 < marginShare*s.Height || r.Box.Y0 > (1-marginShare)*s.Height
}

// isPageNumber says whether a line in the margin holds a page number and stands alone there: a
// figure in a column of figures does not, nor the first line of one that wraps in its cell.
func isPageNumber(s *text.Page, r *text.Line) bool {
	text := r.String()
	if !pageNumber.MatchString(text) || strings.Contains(text, ",") && figure.IsWhole(text) || inCell(s, r) {
		return false
	}
	for i := range s.Lines {
		o := &s.Lines[i]
		if o != r && math.Abs(o.Base-r.Base) < pageNumberClear*r.Size {
			return false
		}
	}
	return true
}

// inCell says whether a line stands between two vertical rulings that are no sides of a frame around
// the page.
func inCell(s *text.Page, r *text.Line) bool {
	mid := r.Box.Center()
	left, right := math.Inf(-1), math.Inf(1)
	for i := range s.Rulings {
		v := &s.Rulings[i]
		if v.Horizontal() || mid.Y < math.Min(v.From.Y, v.To.Y) || mid.Y > math.Max(v.From.Y, v.To.Y) || !ruling.Visible(v, s.Fills) {
			continue
		}
		if x := v.From.X; x < mid.X {
			left = math.Max(left, x)
		} else {
			right = math.Min(right, x)
		}
	}
	return right-left < widestCell*s.Width
}

// headKey tells lines that stand at the same place and say the same but for their figures. Zero
// if the line says nothing but figures.
func headKey(s *text.Page, r *text.Line) string {
	var b strings.Builder
	for _, c := range r.String() {
		if !unicode.IsSpace(c) && !unicode.IsDigit(c) {
			b.WriteRune(c)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	if r.Box.Y0 > s.Height/2 {
		b.WriteString("|foot")
	}
	return b.String()
}

// runningHeads finds the lines that stand at the edge of most pages.
func runningHeads(pages []*text.Page) map[string]bool {
	type seen struct {
		pages int
		place float64
	}
	count, withText := make(map[string]seen), 0
	for _, s := range pages {
		if len(s.Lines) > 0 {
			withText++
		}
		for _, n := range outerRows(s) {
			r := &s.Lines[n]
			if !inMargin(s, r) {
				continue
			}
			k := headKey(s, r)
			place := fromEdge(s, r)
			if c := count[k]; c.pages == 0 || math.Abs(c.place-place) <= sameHeight {
				count[k] = seen{c.pages + 1, place}
			}
		}
	}
	out := make(map[string]bool)
	for k, c := range count {
		out[k] = k != "" && c.pages >= headRepeats && float64(c.pages) >= headShare*float64(withText)
	}
	return out
}

// fromEdge is the distance of a line from the nearer of the page's top and bottom.
func fromEdge(s *text.Page, r *text.Line) float64 {
	return math.Min(r.Base, s.Height-r.Base)
}
