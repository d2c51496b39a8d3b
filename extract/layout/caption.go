package layout

import (
	"cmp"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of telling captions from running text.
const (
	mostCaptions   = 8   // lines above a table that are looked at
	captionGap     = 3.5 // font sizes of blank above which lines no longer belong to the table
	titleGap       = 7.0 // the same between a title and what stands under it: titles are set apart
	longestTitle   = 90  // characters
	centredWithin  = 0.06
	segmentGap     = 2.0 // font sizes of blank that parts two captions of one line
	mostNotes      = 60  // lines below a table that are looked at
	noteGap        = 1.6 // font sizes of blank below which a line goes on with the note above
	overTableBy    = 4.0 // points by which a caption may reach into the table's box
	largerTitle    = 1.12
	proseShare     = 0.8 // of the page's text width that a line of running text fills
	sameTitleSize  = 0.1
	shortestInside = 2
)

var (
	// captionText is what lines say that stand above tables besides titles: unit, number of the
	// table, agency, year, date, "continued".
	captionText = regexp.MustCompile(`^[（(]?(金额)?单\s*位\s*[:：]|单位\s*[:：]|(计量|货币|金额)单位|^[（(]?(人民币)?(元|万元|亿元|千元|百万元)[)）]?$|^(部门|预算|公开|财决|决算|财预|附|样|套)*\s*(\d{1,2}([-–—.]\d{1,2})?\s*表|表\s*[一二三四五六七八九十\d\-–—.]+)[:：]?$|^(公开|预算|财决|财预|附件?|样表|附表|表格?)\s*[一二三四五六七八九十\d\-–—.]+\s*(表|号)?[:：]?$|^(预算|编制|填报|公开|主管|部门|收款|申报)?(部门|单位)(名称|编码)?(（.*?）)?\s*[:：]|^部\s*门\s*[:：]|^(编制|填报|批复|填表|公开|报送)?(日期|时间|部门|单位|年度)\s*[:：]|^[（(]?\s*(19|20)?\d\d\s*年\s*(度|\d+月.*)?\s*[)）]?$|^[（(]?\s*[二〇○零一三四五六七八九十０-９]{4}\s*年度?\s*[)）]?$|^[（(]?续(表|上表|前表)?[)）]?.{0,6}$|^(in|unit|units)\b.*(million|thousand|€|\$|%)`)
	unitCaption = regexp.MustCompile(`单\s*位\s*[:：]\s*[（(]?(人民币)?[元万亿千百%％]`)
	// tableNumber is a table's number before its title: 预算01表收支总表.
	tableNumber = regexp.MustCompile(`^(预算|公开|财决|决算|财预|财公开|部门预算|附)\d{1,2}(-\d)?表|^(预算|公开|附)表\s*[\d一二三四五六七八九十]{1,3}(-\d)?[:：]?|^表\s*[\d一二三四五六七八九十]{1,3}(-\d)?[:：]|^§\d{1,2}`)
	// tableName is how titles of tables end or begin.
	tableName = regexp.MustCompile(`(表|表格|情况|汇总|明细|清单|一览|目录)\s*([（(].{0,20}[)）]|[一二三四五六七八九十\d]{1,3})?\s*([（(]?续.{0,3}[)）]?)?$|^(表|附表|图表)\s*[\d一二三四五六七八九十]|(?i)^(table|tab\.|exhibit|schedule|annex|tableau|tabelle|tabla|chart|box)\s*[\dIVXA-Z]`)
	// noteText begins a note below a table, or says that it holds nothing.
	noteText = regexp.MustCompile(`^[（(【*＊※#]?\s*(备?\s*注(释)?\d*\s*[:：.、]|说\s*明\s*[:：]|注\d?[:：]|备注|附注|填表说明|补充说明|数据来源|资料来源|来源[:：])|此表|本表|上表|^(本|我|该)?(部门|单位|局|委|办|镇|街道|区|市|县|校|院).{0,24}(没有|无|未|不涉及).{0,60}(表|数据|收支|支出|安排|预算|拨款|情况)|^\d{4}年.{0,20}(没有|无|未).{0,30}(表|数据)|(故|因此|所以)?.{0,3}(此|本|该)表(为空|无数据|以空表)|^[*＊※]|(?i)^(source|sources|note|notes|nb|remark|remarks|\(\*\)|\(1\)|legend|key)\s*\d*\s*[:.)]?`)
	// noteNumber begins each of several notes.
	noteNumber = regexp.MustCompile(`^[（(]?\d{1,2}[)）.．、]([^\d]|$)|^[①-⑳]`)
	// sentence is how sentences end and lines that lead to what follows.
	sentence = regexp.MustCompile(`[。：:]$`)
	// proseEnd is how a line of running text ends.
	proseEnd = regexp.MustCompile(`[。；;，,、]$`)
)

// A part is a grid with what stands around it on its page.
type part struct {
	*grid
	sheet    *sheet
	title    string
	captions []Line
	notes    []Line
	head     int
	opens    bool // nothing but captions stands above it on its page
	closes   bool // nothing stands below it on its page
}

// describe finds the captions, title, notes and head of each table of the sheet, and takes these
// lines out of the sheet's text.
func (s *sheet) describe() []*part {
	slices.SortStableFunc(s.grids, func(a, b *grid) int {
		return cmp.Or(cmp.Compare(a.box().Y0, b.box().Y0), cmp.Compare(a.box().X0, b.box().X0))
	})
	used := make(map[int]bool)
	parts := make([]*part, len(s.grids))
	for i, g := range s.grids {
		p := &part{grid: g, sheet: s}
		parts[i] = p
		s.captionsOf(p, mine(g, used))
		p.innerCaptions()
	}
	for i, p := range parts {
		s.notesOf(p, nextTop(parts, i, s.height), mine(p.grid, used))
		p.innerNotes()
		p.head = headRows(p.grid)
	}
	s.markEnds(parts, used)
	s.dropRows(used)
	return parts
}

// mine is where the lines that a table takes are noted: those of a weak one stay in the text.
func mine(g *grid, used map[int]bool) map[int]bool {
	if g.weak {
		return maps.Clone(used)
	}
	return used
}

// nextTop is where the next table below begins, or the page ends.
func nextTop(parts []*part, i int, height float64) float64 {
	top := height
	for _, o := range parts {
		if y := o.box().Y0; y >= parts[i].box().Y1-overTableBy && y < top && o != parts[i] {
			top = y
		}
	}
	return top
}

// captionsOf climbs from the top of a table over the lines that belong to it.
func (s *sheet) captionsOf(p *part, used map[int]bool) {
	b := p.box()
	top, floor := b.Y0, s.bottomAbove(p.grid)
	var picked []int
	var titles []row
	for n := len(s.rows) - 1; n >= 0 && len(picked) < mostCaptions; n-- {
		r := &s.rows[n]
		if used[n] || r.box.Center().Y > b.Y0 || r.box.X1 < b.X0-overTableBy || r.box.X0 > b.X1+overTableBy {
			continue
		}
		if r.box.Y1 < floor-overTableBy || top-r.box.Y1 > s.reach(r, titles) {
			break
		}
		kind := s.captionKind(r, p, titles)
		if kind == notCaption {
			break
		}
		if kind == titleLine {
			titles = append(titles, *r)
		}
		picked, top = append(picked, n), r.box.Y0
	}
	slices.Reverse(picked)
	for _, n := range picked {
		used[n] = true
		p.captions = append(p.captions, segments(&s.rows[n], s.number)...)
	}
	for _, r := range slices.Backward(titles) {
		p.title += titleText(plainTitle(r.text()))
	}
}

// plainTitle is a title without the number of the table that stands before it on its line.
func plainTitle(s string) string {
	s = strings.TrimSpace(s)
	if at := tableNumber.FindStringIndex(s); at != nil && at[1] < len(s) {
		return s[at[1]:]
	}
	return s
}

// numberedYear is a table's number and the year that its title begins with: 1-1 2026年….
var numberedYear = regexp.MustCompile(`(\d)\s+((?:19|20)\d\d\s*(?:年|[-–—]))`)

// titleText is a title without white space but for the blank that parts a number from a year.
func titleText(s string) string {
	const mark = "\x00"
	return strings.ReplaceAll(squeeze(numberedYear.ReplaceAllString(s, "$1"+mark+"$2")), mark, " ")
}

// reach is how far above a line may stand for it to belong to the table still.
func (s *sheet) reach(r *row, titles []row) float64 {
	if len(titles) > 0 {
		return captionGap * r.size
	}
	return titleGap * r.size
}

// bottomAbove is the bottom of the lowest table above a grid, or zero.
func (s *sheet) bottomAbove(g *grid) float64 {
	bottom := 0.0
	for _, o := range s.grids {
		if y := o.box().Y1; o != g && y <= g.box().Y0+overTableBy {
			bottom = math.Max(bottom, y)
		}
	}
	return bottom
}

type captionKind int

const (
	notCaption captionKind = iota
	captionLine
	titleLine
)

// captionKind tells what a line above a table is.
func (s *sheet) captionKind(r *row, p *part, titles []row) captionKind {
	text := strings.TrimSpace(r.text())
	segs := segments(r, s.number)
	if allCaptions(segs) {
		return captionLine
	}
	if noteText.MatchString(text) || utf8.RuneCountInString(text) > longestTitle || sentence.MatchString(text) {
		return notCaption
	}
	if len(titles) > 0 {
		last := titles[len(titles)-1]
		alike := math.Abs(last.size-r.size) <= sameTitleSize*last.size && last.box.Y0-r.box.Y1 < last.size && len(titles) < 3
		if alike && (s.centred(r, p) && s.centred(&last, p) || unbalanced(last.text()) || s.continuesTitle(&last, r)) {
			return titleLine
		}
		return notCaption
	}
	named := tableName.MatchString(squeeze(text))
	if named || s.centred(r, p) && !proseEnd.MatchString(text) || r.size > largerTitle*s.body && !proseEnd.MatchString(text) {
		return titleLine
	}
	if slices.ContainsFunc(segs, func(l Line) bool { return captionText.MatchString(strings.TrimSpace(l.Text)) }) {
		return captionLine
	}
	return notCaption
}

// unbalanced says whether a line closes a bracket that it does not open.
func unbalanced(s string) bool {
	return strings.Count(s, "）")+strings.Count(s, ")") > strings.Count(s, "（")+strings.Count(s, "(")
}

// continuesTitle says whether a title goes on from a line to a shorter one, which is larger or
// bolder than running text.
func (s *sheet) continuesTitle(last, r *row) bool {
	setApart := r.bold() && last.bold() || r.size > largerTitle*s.body
	return setApart && r.box.Width() > last.box.Width() && !sentence.MatchString(r.text()) && !proseEnd.MatchString(r.text())
}

func allCaptions(ls []Line) bool {
	for _, l := range ls {
		t := squeeze(l.Text)
		if !captionText.MatchString(t) && !unitCaption.MatchString(t) {
			return false
		}
	}
	return len(ls) > 0
}

// centred says whether a line stands in the middle of the page or of the table, and not from the
// left margin on.
func (s *sheet) centred(r *row, p *part) bool {
	mid, b := r.box.Center().X, p.box()
	if r.box.Width() > proseShare*s.width {
		return false
	}
	near := math.Abs(mid-s.width/2) < centredWithin*s.width || math.Abs(mid-b.Center().X) < centredWithin*s.width
	return near && r.box.X0 > b.X0+r.size
}

// bodySize is the font size that most characters of the page have, tables included.
func (s *sheet) bodySize() float64 {
	count := make(map[int]int)
	best, most := 0, 0
	for i := range s.rows {
		for _, p := range s.rows[i].pieces {
			k := int(math.Round(p.size * 2))
			count[k] += utf8.RuneCountInString(p.text)
			if count[k] > most || count[k] == most && k < best {
				best, most = k, count[k]
			}
		}
	}
	return float64(best) / 2
}

// segments parts a line at its wide blanks.
func segments(r *row, number int) []Line {
	var out []Line
	var cur row
	flush := func() {
		if len(cur.pieces) > 0 {
			out = append(out, Line{Text: cur.text(), Page: number, Box: cur.box})
		}
		cur = row{}
	}
	for i, p := range r.pieces {
		if i > 0 && p.box.X0-r.pieces[i-1].box.X1 > segmentGap*p.size {
			flush()
		}
		cur.pieces, cur.box = append(cur.pieces, p), cur.box.Union(p.box)
	}
	flush()
	return out
}

// squeeze removes all white space.
func squeeze(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, s)
}

// innerCaptions moves rows at the top of the grid that are a title or captions, drawn within its
// border, out of the grid.
func (p *part) innerCaptions() {
	for p.rows() > shortestInside {
		m := newMatrix(p.grid)
		cs := textCells(m.starting(1))
		if len(cs) == 0 && p.emptyTop(m) {
			p.dropTop(1)
			continue
		}
		title, ok := innerCaption(m, cs)
		if !ok {
			return
		}
		if title && p.title == "" {
			p.title = titleText(cs[0].Text)
		}
		for _, c := range cs {
			p.captions = append(p.captions, c.Lines...)
		}
		p.dropTop(1)
	}
}

// emptyTop says whether the first row is empty and no cell reaches from it into the next.
func (p *part) emptyTop(m matrix) bool {
	for _, c := range m.starting(1) {
		if c.RowSpan > 1 || c.ColSpan < p.columns() {
			return false
		}
	}
	return true
}

// innerCaption says whether the first row, whose cells with text are cs, is a title or captions.
func innerCaption(m matrix, cs []*Cell) (title, ok bool) {
	for _, c := range m.starting(1) {
		if c.RowSpan > 1 {
			return false, false
		}
	}
	if len(cs) == 0 {
		return false, false
	}
	var ls []Line
	for _, c := range cs {
		ls = append(ls, Line{Text: c.Text})
	}
	if allCaptions(ls) {
		return false, true
	}
	only := cs[0]
	return true, len(cs) == 1 && only.ColSpan == m.g.columns() && tableName.MatchString(squeeze(only.Text)) && utf8.RuneCountInString(only.Text) <= longestTitle
}

func textCells(cs []*Cell) []*Cell {
	return slices.DeleteFunc(cs, func(c *Cell) bool { return c.Text == "" })
}

// dropTop removes the first n rows, which no cell leaves downwards.
func (g *grid) dropTop(n int) {
	g.ys = g.ys[n:]
	if len(g.shade) >= n {
		g.shade = g.shade[n:]
	}
	g.cells = slices.DeleteFunc(g.cells, func(c Cell) bool { return c.Row <= n })
	for i := range g.cells {
		g.cells[i].Row -= n
	}
}

// innerNotes moves a last row that holds a note over the whole width out of the grid.
func (p *part) innerNotes() {
	for p.rows() > shortestInside {
		m := newMatrix(p.grid)
		c := m.at(p.rows(), 1)
		if c == nil || c.ColSpan != p.columns() || c.RowSpan != 1 || !noteText.MatchString(strings.TrimSpace(c.Text)) {
			return
		}
		p.notes = append(slices.Clone(c.Lines), p.notes...)
		p.dropBottom()
	}
}

// dropBottom removes the last row, in which no cell from above ends.
func (g *grid) dropBottom() {
	last := g.rows()
	g.cells = slices.DeleteFunc(g.cells, func(c Cell) bool { return c.Row == last })
	g.ys = g.ys[:last]
	if len(g.shade) > last-1 {
		g.shade = g.shade[:last-1]
	}
}

// notesOf descends from the bottom of a table over the lines of its notes.
func (s *sheet) notesOf(p *part, until float64, used map[int]bool) {
	b := p.box()
	bottom, noted := b.Y1, false
	for n := 0; n < len(s.rows) && len(p.notes) < mostNotes; n++ {
		r := &s.rows[n]
		if used[n] || r.box.Center().Y < b.Y1 || r.box.X1 < b.X0 || r.box.X0 > b.X1 {
			continue
		}
		if r.box.Y0 > until {
			return
		}
		begins := noteText.MatchString(strings.TrimSpace(r.text()))
		if r.box.Y0-bottom > titleGap*r.size || !begins && !(noted && s.noteGoesOn(r, p, bottom)) {
			return
		}
		noted, bottom, used[n] = true, r.box.Y1, true
		p.notes = append(p.notes, Line{Text: r.text(), Page: s.number, Box: r.box})
	}
}

// noteGoesOn says whether a line goes on with the note that ends at bottom: it stands near, or it is
// the next of numbered notes.
func (s *sheet) noteGoesOn(r *row, p *part, bottom float64) bool {
	text := strings.TrimSpace(r.text())
	if noteNumber.MatchString(text) {
		return true
	}
	return r.box.Y0-bottom <= noteGap*r.size && !s.centred(r, p) && !captionText.MatchString(squeeze(text))
}

// markEnds tells of each table whether other text or tables stand above and below it.
func (s *sheet) markEnds(parts []*part, used map[int]bool) {
	for _, p := range parts {
		p.opens, p.closes = true, true
		b := p.box()
		for _, o := range parts {
			p.opens = p.opens && (o == p || o.box().Y0 >= b.Y0)
			p.closes = p.closes && (o == p || o.box().Y1 <= b.Y1)
		}
		for n := range s.rows {
			if used[n] {
				continue
			}
			y := s.rows[n].box.Center().Y
			p.opens = p.opens && y > b.Y0
			p.closes = p.closes && y < b.Y1
		}
	}
}
