package normalize

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/mingxi/mingxi/normalize/internal/grid"
)

// readTable adds one table of the document, its records and its targets to the dataset.
func readTable(ds *Dataset, d *Disclosure, doc *extract.Document, index int, carried *sheetCarry) {
	lt := &doc.Tables[index]
	g := grid.Of(lt)
	h := grid.ReadHead(g, lt.HeaderRows)
	ind := findIndicators(g)
	carried.goOn(lt, g, &ind)
	if ind.sheet {
		h = grid.CaptionHead(g)
	}
	t := Table{Document: d.ID, Number: index + 1, FirstPage: lt.FirstPage, LastPage: lt.LastPage, HeaderRows: h.Rows, Cells: lt.Cells}
	for _, n := range lt.Notes {
		t.Notes = append(t.Notes, strings.TrimSpace(n.Text))
	}
	over := linesOver(lt, &h, g)
	t.Title = tableTitle(lt, over)
	if t.Title == "" || strings.Count(words.Fold(t.Title), ")") > strings.Count(words.Fold(t.Title), "(") {
		t.Title = titleBefore(doc, lt, t.Title)
	}
	t.Agency = tableAgency(over)
	t.Year = tableYear(t.Title, over, d.Year)
	if t.Unit = h.Unit(g); t.Unit == "" {
		t.Unit = tableUnit(over, doc, lt)
	}
	prev := continued(ds, lt, t.Title, g, &h)
	if prev != nil {
		inherit(&t, &h, prev)
	}
	cols := readColumns(g, &h, t.Year)
	if prev == nil || t.Form == "" {
		t.Form = tableForm(&t, d, cols, doc, lt)
	}
	if t.Form == "" && t.Title == "" && ind.sheet {
		t.Form = sheetBefore(ds, doc, index)
	}
	if t.Unit == "" {
		t.Unit = unitOfNotes(t.Notes)
	}
	for _, c := range cols {
		t.Columns = append(t.Columns, c.Column)
	}
	t.Rows = readRows(g, &h, cols)
	rd := recordReader{d: d, t: &t, g: g, cols: cols}
	if ind.sheet {
		rd.readSheet(&ind)
	} else {
		rd.readRecords()
		rd.spreadUnits()
	}
	ds.Targets = append(ds.Targets, rd.readTargets(&ind, carried)...)
	rd.finish()
	t.Records = len(rd.records)
	ds.Records = append(ds.Records, rd.records...)
	ds.Findings = append(ds.Findings, rd.findings...)
	ds.Tables = append(ds.Tables, t)
}

// sheetBefore is the form of the sheet that goes on over the page in boxes of other widths: the table
// before, on the page before, between the same outer sides; "" if there is none.
func sheetBefore(ds *Dataset, doc *extract.Document, index int) string {
	if index == 0 || len(ds.Tables) < index {
		return ""
	}
	up, lt, prev := &doc.Tables[index-1], &doc.Tables[index], &ds.Tables[len(ds.Tables)-1]
	if lt.FirstPage != up.LastPage+1 || math.Abs(up.Box.X0-lt.Box.X0) > indentStep || math.Abs(up.Box.X1-lt.Box.X1) > indentStep {
		return ""
	}
	if prev.Form != "self-evaluation" && !strings.HasSuffix(prev.Form, "-targets") {
		return ""
	}
	return prev.Form
}

// ownTitle is a title by its wording, not a piece of running text that stands over a table's next
// page.
var ownTitle = regexp.MustCompile(`表(?:[(（].*[)）])?$|(情况|预算|决算|草案|明细|一览|目录|标准|规划|计划)[)）]?$|20\d\d年|^[一二三四五六七八九十]+、|^[(（][一二三四五六七八九十\d]+[)）]`)

// continued is the table before, if this one can only be its continuation: it has no title of its
// own, begins on the page where that one ends or on the next, and has the same columns.
func continued(ds *Dataset, lt *layout.Table, title string, g *grid.Grid, h *grid.Head) *Table {
	if len(ds.Tables) == 0 || ownTitle.MatchString(title) {
		return nil
	}
	prev := &ds.Tables[len(ds.Tables)-1]
	if len(prev.Columns) != g.Columns || lt.FirstPage < prev.LastPage || lt.FirstPage > prev.LastPage+1 || g.Columns < 2 || differs(h, prev) {
		return nil
	}
	return prev
}

// differs says whether a head names other columns than the table before has.
func differs(h *grid.Head, prev *Table) bool {
	if h.Rows == 0 {
		return false
	}
	named, other := 0, 0
	for i, p := range h.Paths {
		if len(p) == 0 {
			continue
		}
		leaf := words.Fold(p[len(p)-1])
		if !moneyHead.MatchString(leaf) && !nameHead.MatchString(leaf) && !codeHead.MatchString(leaf) && !textHead.MatchString(leaf) {
			continue
		}
		named++
		if !slices.Equal(p, prev.Columns[i].Path) {
			other++
		}
	}
	return named*2 >= len(h.Paths) && other > 0
}

// inherit gives a continuation what is printed only where its table begins: unit, form, and the head
// where it does not repeat it.
func inherit(t *Table, h *grid.Head, prev *Table) {
	t.Form = prev.Form
	if t.Unit == "" {
		t.Unit = prev.Unit
	}
	if t.Agency == "" {
		t.Agency = prev.Agency
	}
	if h.Rows > 0 {
		return
	}
	for i := range h.Paths {
		h.Paths[i], h.Marks[i] = prev.Columns[i].Path, prev.Columns[i].Mark
	}
}

// linesOver are the texts that stand over a table or in caption rows of its frame.
func linesOver(lt *layout.Table, h *grid.Head, g *grid.Grid) []string {
	lines := []string{lt.Title}
	for _, c := range lt.Captions {
		lines = append(lines, words.Squeeze(c.Text))
	}
	return append(lines, h.Captions(g)...)
}

var titleEnd = regexp.MustCompile(`表(?:[(（].*[)）])?$`)

// tableTitle is the table's title: the layout's, or the line over it that reads as one.
func tableTitle(lt *layout.Table, over []string) string {
	if t := strings.TrimSpace(lt.Title); t != "" && !sentence.MatchString(words.Squeeze(t)) {
		return completeTitle(t, lt.Captions)
	}
	for i := len(over) - 1; i > 0; i-- {
		if s := over[i]; titleEnd.MatchString(s) && len([]rune(s)) > 3 && !tableNumber.MatchString(words.Fold(s)) {
			return s
		}
	}
	return ""
}

// titleBefore finds a title, or the first line of one, in running text over the table.
func titleBefore(doc *extract.Document, lt *layout.Table, rest string) string {
	best, at := rest, 0.0
	for _, p := range doc.Paragraphs {
		for _, l := range p.Lines {
			if l.Page != lt.FirstPage || l.Box.Y0 >= lt.Box.Y0 || l.Box.Y1 < lt.Box.Y0-unitReach || l.Box.Y0 < at {
				continue
			}
			if s := words.Squeeze(l.Text); opensTitle(s, rest) {
				best, at = s+rest, l.Box.Y0
			}
		}
	}
	return best
}

// opensTitle says whether a line is a title, or, where the rest of one is known, its beginning.
func opensTitle(s, rest string) bool {
	if sentence.MatchString(s) || len([]rune(s)) < 4 || tableNumber.MatchString(words.Fold(s)) {
		return false
	}
	if rest != "" {
		return strings.Count(words.Fold(s), "(") > strings.Count(words.Fold(s), ")")
	}
	return titleEnd.MatchString(s) && len([]rune(s)) <= maxUnitLine
}

// completeTitle puts the first line before a title of which only the second is known: it closes a
// bracket that it does not open.
func completeTitle(title string, captions []layout.Line) string {
	if strings.Count(words.Fold(title), ")") <= strings.Count(words.Fold(title), "(") {
		return title
	}
	for i := len(captions) - 1; i >= 0; i-- {
		if s := words.Squeeze(captions[i].Text); strings.Count(words.Fold(s), "(") > strings.Count(words.Fold(s), ")") {
			return s + title
		}
	}
	return title
}

// sentence is text that stands over a table and is no title: a piece of running text.
var sentence = regexp.MustCompile(`[，。；：]|^[、）)]`)

// tableNumber is a line that only numbers a table: 预算01表, 公开02表, 表3.
var tableNumber = regexp.MustCompile(`^(附?表|预算|公开|部门公开表?)?[-一二三四五六七八九十\d]+表?$|^(预算|公开|部门公开|部门预算公开)表?\d+表?$`)

var agencyLine = regexp.MustCompile(`(?:部门名称|单位名称|编制单位|编制部门|编报单位|编报部门|填报单位|填报部门|填表单位|公开单位|公开部门|报送单位|部门编码及名称|部门代码及名称|部门[(]单位[)]编码及名称|预算单位|预算部门|预算主管部门|部门[(]单位[)](?:名称)?|单位[(]部门[)]|项目单位|部门|单位)[:：](.+?)(?:(?:金额|货币|计量)?单位[:：].*|20\d\d年.*)?$`)

// tableAgency is the agency that a line over the table names.
func tableAgency(over []string) string {
	for _, line := range over {
		m := agencyLine.FindStringSubmatch(squeezeASCII(line))
		if m == nil || figure.StatedUnit("单位:"+m[1]) != "" || len([]rune(m[1])) < 3 || !words.HasHan(m[1]) || notAgency.MatchString(words.Fold(m[1])) {
			continue
		}
		return agencyCode.ReplaceAllString(m[1], "")
	}
	return ""
}

// agencyCode is an agency's code before its name: [315]烟台市统计局.
var agencyCode = regexp.MustCompile(`^[\[【(（]?\d{3,}[\]】)）]?[-—_]?`)

// notAgency is what follows 单位： without being a name.
var notAgency = regexp.MustCompile(`元[)]|预算数|决算数|金额|^[(]|%`)

// squeezeASCII squeezes and folds brackets and colons, the letters as printed.
func squeezeASCII(s string) string {
	return strings.NewReplacer("（单位）", "(单位)", "（部门）", "(部门)").Replace(words.Squeeze(s))
}

var printedYear = regexp.MustCompile(`(20\d{2})年`)

// tableYear is the year printed over a table, otherwise the document's.
func tableYear(title string, over []string, docYear int) int {
	for _, line := range append([]string{title}, over...) {
		if m := printedYear.FindStringSubmatch(arabicYear(words.Fold(line))); m != nil {
			y, _ := strconv.Atoi(m[1])
			return y
		}
	}
	return docYear
}

// tableUnit is the unit that is printed for the whole table: over it, or in a line of running text
// that directly precedes it on its page.
func tableUnit(over []string, doc *extract.Document, lt *layout.Table) string {
	for _, line := range over {
		if u := figure.StatedUnit(line); u != "" {
			return u
		}
	}
	if u := figure.StatedUnit(strings.Join(over, "")); u != "" {
		return u
	}
	if u := unitBefore(doc, lt); u != "" {
		return u
	}
	return unitOnOtherHalf(doc, lt)
}

// halfPages is how many pages the right half of a sheet too wide for its page can take.
const halfPages = 2

// unitOnOtherHalf finds the unit of a sheet too wide for its page: it stands at the right end, which
// is printed on the pages that follow the table's left half and hold no other table.
func unitOnOtherHalf(doc *extract.Document, lt *layout.Table) string {
	next := lt.LastPage + halfPages + 1
	for i := range doc.Tables {
		if p := doc.Tables[i].FirstPage; p > lt.LastPage && p < next {
			next = p
		}
	}
	for _, p := range doc.Paragraphs {
		for _, l := range p.Lines {
			if l.Page <= lt.LastPage || l.Page >= next || len([]rune(words.Squeeze(l.Text))) > maxBareUnit {
				continue
			}
			if u := figure.StatedUnit(l.Text); u != "" && besideCaption(l, lt) {
				return u
			}
		}
	}
	return ""
}

// besideCaption says whether a line stands at the height of one of the table's captions, as the
// right half of a line cut in two does.
func besideCaption(l layout.Line, lt *layout.Table) bool {
	for _, c := range lt.Captions {
		if math.Abs(c.Box.Y0-l.Box.Y0) < captionSlack {
			return true
		}
	}
	return false
}

// captionSlack is how far apart in height two ends of a caption line can begin, in points: they can
// be set in two sizes.
const captionSlack = 4

// maxBareUnit is how long a line is that states a unit and nothing else: 金额单位：人民币万元.
const maxBareUnit = 12

// unitReach is how far over a table its unit is looked for in running text, in points: title,
// number, agency and unit take up to five lines of 15 points and their leading.
const unitReach = 120

// unitBefore finds the unit in text over the table that the layout did not give it as a caption.
func unitBefore(doc *extract.Document, lt *layout.Table) string {
	unit := ""
	for _, p := range doc.Paragraphs {
		for _, l := range p.Lines {
			if l.Page != lt.FirstPage || l.Box.Y1 > lt.Box.Y0+indentStep || l.Box.Y1 < lt.Box.Y0-unitReach {
				continue
			}
			if u := figure.StatedUnit(l.Text); u != "" && len([]rune(words.Squeeze(l.Text))) <= maxUnitLine {
				unit = u
			}
		}
	}
	return unit
}

// maxUnitLine is how long a line can be that states a unit: an agency's name and the unit.
const maxUnitLine = 60

func unitOfNotes(notes []string) string {
	for _, n := range notes {
		if u := figure.StatedUnit(n); u != "" {
			return u
		}
	}
	return ""
}

// tableForm asks the catalogue which form the table is.
func tableForm(t *Table, d *Disclosure, cols []column, doc *extract.Document, lt *layout.Table) string {
	var header []string
	for _, c := range cols {
		header = append(header, words.Fold(strings.Join(c.Path, "/")))
	}
	f, ok := forms.Match(string(d.Kind), string(d.Level), t.Title, header)
	if !ok {
		if long := twoLineTitle(doc, lt, t.Title); long != "" {
			if f, ok = forms.Match(string(d.Kind), string(d.Level), long, nil); ok {
				t.Title = long
			}
		}
	}
	if !ok {
		return ""
	}
	return f.ID
}

// twoLineTitle is the title with the line directly over it, which may be its beginning.
func twoLineTitle(doc *extract.Document, lt *layout.Table, title string) string {
	if title == "" {
		return ""
	}
	lines := append([]layout.Line(nil), lt.Captions...)
	for _, p := range doc.Paragraphs {
		for _, l := range p.Lines {
			if l.Page == lt.FirstPage && l.Box.Y0 < lt.Box.Y0 {
				lines = append(lines, l)
			}
		}
	}
	last, above := layout.Line{}, layout.Line{}
	for _, l := range lines {
		if words.Squeeze(l.Text) == words.Squeeze(title) {
			last = l
		}
	}
	for _, l := range lines {
		if l.Page == last.Page && l.Box.Y1 <= last.Box.Y0+indentStep && last.Box.Y0-l.Box.Y1 < last.Box.Height() && l.Box.Y1 > above.Box.Y1 {
			above = l
		}
	}
	if above.Text == "" || sentence.MatchString(words.Squeeze(above.Text)) {
		return ""
	}
	return words.Squeeze(above.Text) + title
}
