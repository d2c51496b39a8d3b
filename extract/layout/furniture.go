package layout

import (
	"math"
	"regexp"
	"strings"
	"unicode"
)

// What tells page furniture: running heads and feet, page numbers.
const (
	marginShare  = 0.12 // of the page height, at its top and bottom, in which running heads stand
	numberShare  = 0.20 // the same for page numbers, which nothing else looks like
	sameHeight   = 4.0  // points by which a running head's place may differ between pages
	headRepeats  = 3    // pages on which a running head must stand at least
	headShare    = 0.6  // share of the pages with text on which it must stand: titles that tables repeat stay below
	furnitureTop = 2    // lines from the edge of the page that can be furniture
)

// pageNumber is a line that holds nothing but a page number: 3, -3-, — 3 —, 第3页, 3/48, Page 3 of 9, iv.
var pageNumber = regexp.MustCompile(`(?i)^[-–—―－·•\s~～.]*(第|page|p\.)?\s*(\d{1,4}|[ivxlc]{1,6})\s*(页|頁)?\s*([/，,共of\s]+\s*(\d{1,4})\s*(页|頁)?)?[-–—―－·•\s~～.]*$`)

// dropFurniture takes running heads, running feet and page numbers out of the sheets.
func dropFurniture(sheets []*sheet) {
	repeated := runningHeads(sheets)
	for _, s := range sheets {
		drop := make(map[int]bool)
		for _, n := range s.outerRows() {
			r := &s.rows[n]
			if s.isPageNumber(r) || repeated[headKey(s, r)] && s.inMargin(r) && !saysOfTable(r) {
				drop[n] = true
			}
		}
		s.dropRows(drop)
	}
}

// saysOfTable says whether a line names a table or its unit: where every page holds a table, such
// lines repeat like running heads.
func saysOfTable(r *row) bool {
	text := strings.TrimSpace(r.text())
	return unitCaption.MatchString(text) || tableName.MatchString(text)
}

// outerRows is the first and the last few lines of a page, as far as they stand in its margins.
func (s *sheet) outerRows() []int {
	var out []int
	for n := range s.rows {
		r := &s.rows[n]
		top, bottom := n < furnitureTop, n >= len(s.rows)-furnitureTop
		if top && r.box.Y1 < numberShare*s.height || bottom && r.box.Y0 > (1-numberShare)*s.height {
			out = append(out, n)
		}
	}
	return out
}

// inMargin says whether a line stands where running heads and feet do.
func (s *sheet) inMargin(r *row) bool {
	return r.box.Y1 < marginShare*s.height || r.box.Y0 > (1-marginShare)*s.height
}

// isPageNumber says whether a line in the margin holds a page number and stands alone there: a
// figure in a column of figures does not, nor the first line of one that wraps in its cell.
func (s *sheet) isPageNumber(r *row) bool {
	text := r.text()
	if !pageNumber.MatchString(text) || strings.Contains(text, ",") && wholeFigure.MatchString(text) || s.inCell(r) {
		return false
	}
	for i := range s.rows {
		o := &s.rows[i]
		if o != r && math.Abs(o.base-r.base) < pageNumberClear*r.size {
			return false
		}
	}
	return true
}

// inCell says whether a line stands between two vertical rulings that are no sides of a frame around
// the page.
func (s *sheet) inCell(r *row) bool {
	mid := r.box.Center()
	left, right := math.Inf(-1), math.Inf(1)
	for i := range s.page.Rulings {
		v := &s.page.Rulings[i]
		if v.Horizontal() || mid.Y < math.Min(v.From.Y, v.To.Y) || mid.Y > math.Max(v.From.Y, v.To.Y) || !visible(v, s.page.Fills) {
			continue
		}
		if x := v.From.X; x < mid.X {
			left = math.Max(left, x)
		} else {
			right = math.Min(right, x)
		}
	}
	return right-left < widestCell*s.width
}

// widestCell is the share of the page's width that a cell with a figure has at most; frames around a
// page are wider.
const widestCell = 0.5

// pageNumberClear is how far, in font sizes, a page number keeps from other lines.
const pageNumberClear = 1.3

// headKey tells lines that stand at the same place and say the same but for their figures. Zero
// if the line says nothing but figures.
func headKey(s *sheet, r *row) string {
	var b strings.Builder
	for _, c := range r.text() {
		if !unicode.IsSpace(c) && !unicode.IsDigit(c) {
			b.WriteRune(c)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	if r.box.Y0 > s.height/2 {
		b.WriteString("|foot")
	}
	return b.String()
}

// runningHeads finds the lines that stand at the edge of most pages.
func runningHeads(sheets []*sheet) map[string]bool {
	type seen struct {
		pages int
		place float64
	}
	count, pages := make(map[string]seen), 0
	for _, s := range sheets {
		if len(s.rows) > 0 {
			pages++
		}
		for _, n := range s.outerRows() {
			r := &s.rows[n]
			if !s.inMargin(r) {
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
		out[k] = k != "" && c.pages >= headRepeats && float64(c.pages) >= headShare*float64(pages)
	}
	return out
}

// fromEdge is the distance of a line from the nearer of the page's top and bottom.
func fromEdge(s *sheet, r *row) float64 {
	return math.Min(r.base, s.height-r.base)
}
