package normalize

import (
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/grid"
)

// coverLength is how many characters of a document's beginning are its cover: title, agency, date.
const coverLength = 160

// describe fills agency, year, kind and level from the cover, the tables' titles and captions, and
// the narrative, in this order. The file name is not asked.
func describe(d *Disclosure, doc *extract.Document) {
	e := gather(doc)
	d.Kind = e.kind()
	d.Year = e.year()
	d.Level = e.level()
	d.Agency = e.agency(d.Level)
	if d.Agency == "" && d.Level == Government {
		d.Agency = e.place(doc)
	}
}

// An evidence is the texts that tell what a document is.
type evidence struct {
	cover           string   // the beginning, up to the contents
	titles          []string // of the tables
	over            []string // captions over tables and the text cells of forms' first rows
	prose           []string // running text
	cells           []string // the tables' cells in words
	captionAgencies []string // agencies that captions name, one for each table
}

func gather(doc *extract.Document) evidence {
	e := evidence{cover: cover(doc)}
	for _, p := range doc.Paragraphs {
		e.prose = append(e.prose, squeezeASCII(p.Text))
	}
	for i := range doc.Tables {
		t := &doc.Tables[i]
		e.titles = append(e.titles, arabicYear(words.Fold(t.Title)))
		lines := []string{}
		for _, c := range t.Captions {
			lines = append(lines, words.Squeeze(c.Text))
		}
		g := grid.Of(t)
		h := grid.ReadHead(g, t.HeaderRows)
		lines = append(lines, h.Captions(g)...)
		lines = append(lines, formLines(g)...)
		e.over = append(e.over, lines...)
		for k := range t.Cells {
			if strings.Contains(t.Cells[k].Text, "年度") {
				e.cells = append(e.cells, words.Fold(t.Cells[k].Text))
			}
		}
		if a := tableAgency(lines); a != "" {
			e.captionAgencies = append(e.captionAgencies, a)
		}
	}
	return e
}

// formLines are the name and value pairs at the top of a form: 部门名称 | 某市审计局.
func formLines(g *grid.Grid) []string {
	var out []string
	for r := 1; r <= min(g.Rows, 4); r++ {
		cells := g.Line(r)
		for i, c := range cells {
			s := strings.TrimRight(words.Squeeze(c.Text), ":：")
			if i+1 < len(cells) && formAgency.MatchString(s) {
				out = append(out, s+"："+words.Squeeze(cells[i+1].Text))
			} else if formYear.MatchString(words.Fold(s)) {
				out = append(out, s)
			}
		}
	}
	return out
}

var (
	formAgency = regexp.MustCompile(`^(部门名称|单位名称|部门（单位）名称|预算单位|填报单位|部门|单位)$`)
	formYear   = regexp.MustCompile(`^[(]?20\d{2}年度?[)]?$`)
)

// cover is the text at a document's beginning, before the contents or the first table.
func cover(doc *extract.Document) string {
	var b strings.Builder
	first := 1 << 30
	if len(doc.Tables) > 0 {
		first = doc.Tables[0].FirstPage
	}
	for _, p := range doc.Paragraphs {
		if isContents(words.Squeeze(p.Text)) || b.Len() > 0 && len(p.Lines) > 0 && p.Lines[0].Page > max(first, 2) {
			break
		}
		for _, l := range p.Lines {
			b.WriteString(squeezeASCII(l.Text) + "\n")
		}
		if len(p.Lines) == 0 {
			b.WriteString(squeezeASCII(p.Text) + "\n")
		}
		if len([]rune(b.String())) > coverLength {
			break
		}
	}
	r := []rune(b.String())
	return arabicYear(string(r[:min(len(r), coverLength)]))
}

func isContents(s string) bool {
	return strings.HasPrefix(s, "目录") || strings.HasPrefix(s, "第一部分") || s == "目次"
}

var chineseYear = regexp.MustCompile(`[二2][〇○О零0O０oＯ◯Ｏ][一二三四五六七八九〇○零][一二三四五六七八九〇○零]年`)

// arabicYear writes years in Chinese numerals (二〇二六年) with digits.
func arabicYear(s string) string {
	return chineseYear.ReplaceAllStringFunc(s, func(y string) string {
		var b strings.Builder
		for _, r := range []rune(y)[:4] {
			if i := strings.IndexRune("一二三四五六七八九", r); i >= 0 {
				b.WriteByte(byte('1' + i/3))
			} else if r == '2' {
				b.WriteByte('2')
			} else {
				b.WriteByte('0')
			}
		}
		return b.String() + "年"
	})
}

// The names under which a disclosure is published.
var (
	coverDate     = regexp.MustCompile(`(20\d{2}年\d{1,2}月(\d{1,2}日)?|20\d{2}年[一二三四五六七八九十]{1,2}月([一二三四五六七八九十]{1,3}日)?)`)
	coverTitle    = regexp.MustCompile(`^(?:附件\d*[:：]?)?([^,，。:：；]*?)(20\d{2})年(?:度)?([^,，。:：；]*?)(?:市级|区级|县级|省级|本级)?(?:部门|单位)?(?:整体)?(?:综合|收支)?(?:(?:支出)?绩效|预算|决算)`)
	coverNoYear   = regexp.MustCompile(`^([^,，。:：；]*?)(?:部门|单位)(?:综合|收支)?(?:预算|决算)`)
	yearOfBudget  = regexp.MustCompile(`(20\d{2})年(?:度)?[^,，。；:：\d]{0,40}?(?:预算|决算)`)
	namedYear     = regexp.MustCompile(`(20[0-4]\d)年度`)
	draftBudget   = regexp.MustCompile(`(20\d{2})年[^,，。；:：\d]{0,20}预算[(（]?草案`)
	anyYear       = regexp.MustCompile(`(20[0-4]\d)年`)
	placeName     = regexp.MustCompile(`([\p{Han}]{1,12}?(?:自治区|自治州|省|市|县|区|盟|旗))`)
	governmentDoc = regexp.MustCompile(`政府预算|政府决算|预算草案|预算执行情况|地方政府债|政府(?:一般|专项)?债[券务]|一般公共预算收入|政府性基金收入|政府性基金预算收入|国有资本经营收入|社会保险基金|税收返还|财政决算|财政总决算|全[省市区县]`)
	departmentDoc = regexp.MustCompile(`部门(整体|综合|收支)?(收入|支出)?(预算|决算)|部门(收支|收入|支出)总|预算主管部门|部门整体`)
	unitDoc       = regexp.MustCompile(`单位(综合|收支)?(预算|决算)|预算单位`)
)

// kind tells budgets from final accounts by what the cover calls the document, otherwise by the
// tables' titles and the narrative.
func (e *evidence) kind() Kind {
	for _, texts := range [][]string{{e.cover}, e.titles, e.over, e.prose} {
		final, budget := 0, 0
		for _, s := range texts {
			final += strings.Count(s, "决算")
			budget += strings.Count(s, "预算") - strings.Count(s, "公共预算") - strings.Count(s, "基金预算") - strings.Count(s, "经营预算")
		}
		if final > 0 && final >= budget {
			return Final
		}
		if budget > 0 {
			return Budget
		}
	}
	for _, s := range append([]string{e.cover}, e.titles...) {
		switch {
		case strings.Contains(s, "自评"):
			return Final
		case strings.Contains(s, "预算"), strings.Contains(s, "绩效目标"):
			return Budget
		}
	}
	return ""
}

// year is the year that is budgeted or accounted for.
func (e *evidence) year() int {
	if m := draftBudget.FindStringSubmatch(strings.ReplaceAll(e.cover, "\n", "")); m != nil {
		return atoi(m[1])
	}
	if m := yearOfBudget.FindStringSubmatch(strings.ReplaceAll(coverDate.ReplaceAllString(e.cover, ""), "\n", "")); m != nil {
		return atoi(m[1])
	}
	for _, texts := range [][]string{e.titles, e.over} {
		if y := commonest(texts, printedYear, 1); y > 0 {
			return y
		}
	}
	if y := commonest(e.prose, yearOfBudget, 2); y > 0 {
		return y
	}
	if m := anyYear.FindStringSubmatch(e.cover); m != nil {
		return atoi(m[1])
	}
	return commonest(e.cells, namedYear, 2)
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// commonest is the year that a pattern finds most often, if at least so often; the later of two.
func commonest(texts []string, pattern *regexp.Regexp, least int) int {
	count := map[int]int{}
	for _, s := range texts {
		for _, m := range pattern.FindAllStringSubmatch(arabicYear(s), -1) {
			count[atoi(m[1])]++
		}
	}
	best := 0
	for y, n := range count {
		if n >= least && (best == 0 || n > count[best] || n == count[best] && y > best) {
			best = y
		}
	}
	return best
}

// level tells whose disclosure it is.
func (e *evidence) level() Level {
	for _, texts := range [][]string{{e.cover}, e.titles, e.prose} {
		department, unit, government := 0, 0, 0
		for _, s := range texts {
			department += len(departmentDoc.FindAllString(s, -1))
			unit += len(unitDoc.FindAllString(s, -1))
			government += len(governmentDoc.FindAllString(s, -1))
		}
		switch {
		case government > department+unit:
			return Government
		case unit > department:
			return Unit
		case department > 0:
			return Department
		}
	}
	for _, s := range e.over {
		if departmentLine.MatchString(s) {
			return Department
		}
	}
	if agencyEnd.MatchString(trimAgency(coverAgency(e.cover))) {
		return Department
	}
	return ""
}

// departmentLine is a caption that names a department as such.
var departmentLine = regexp.MustCompile(`^(部门名称|部门|部门[(（]单位[)）])[:：]`)

// agency is whose figures these are: as the cover names it, otherwise as most captions do.
func (e *evidence) agency(level Level) string {
	if a := tableAgency(strings.Split(e.cover, "\n")); a != "" {
		return trimAgency(longest(a, e.captionAgencies))
	}
	if a := coverAgency(e.cover); a != "" && level != Government {
		return trimAgency(a)
	}
	if a := commonestName(e.captionAgencies); a != "" {
		return trimAgency(a)
	}
	return ""
}

// coverAgency reads the agency out of a cover's title.
func coverAgency(cover string) string {
	s := strings.ReplaceAll(coverDate.ReplaceAllString(cover, ""), "\n", "")
	if m := coverTitle.FindStringSubmatch(s); m != nil {
		for _, a := range []string{m[1], m[3]} {
			if a = plainAgency(a); isAgency(a) {
				return a
			}
		}
	}
	if m := coverNoYear.FindStringSubmatch(s); m != nil && isAgency(plainAgency(m[1])) {
		return plainAgency(m[1])
	}
	return lineAgency(cover)
}

// lineAgency is the agency whose name stands in a line of its own below a title that names only the
// place: 某市2024年市级部门预算, 某市档案馆.
func lineAgency(cover string) string {
	if !titledByPlace.MatchString(cover) {
		return ""
	}
	for _, l := range strings.Split(cover, "\n") {
		if agencyEnd.MatchString(l) && isAgency(l) && !containsAny(l, "预算", "决算", "财政厅", "财政局制") {
			return l
		}
	}
	return ""
}

// titledByPlace is a cover whose title names a place and the agencies' budgets in general.
var titledByPlace = regexp.MustCompile(`^(?:20\d{2}年度?)?\p{Han}{2,8}?[省市县区旗州盟](?:20\d{2}年度?)?(?:省级|市级|县级|区级|州级|本级|市直|省直|县直|区直)?(?:部门|单位)(?:预算|决算)`)

// plainAgency takes 关于 and open brackets off what a title says of the agency.
func plainAgency(s string) string {
	s = strings.TrimPrefix(s, "关于")
	s, _, _ = strings.Cut(s, "关于")
	return strings.TrimRight(s, "（(《的")
}

var yearDigits = regexp.MustCompile(`20\d{2}`)

// isAgency says whether a text can be an agency's name: long enough, and more than a place.
func isAgency(s string) bool {
	if len([]rune(s)) < 4 || len([]rune(s)) > 40 || !words.HasHan(s) || containsAny(s, "关于", "情况") || yearDigits.MatchString(s) {
		return false
	}
	return placeName.ReplaceAllString(s, "") != ""
}

// trimAgency takes what a caption adds to the name.
func trimAgency(s string) string {
	s = strings.NewReplacer("(单位)", "（单位）", "(部门)", "（部门）").Replace(s)
	for _, tail := range []string{"（汇总）", "(汇总)", "（盖章）", "(盖章)", "（公章）", "概况", "（部门）", "（单位）"} {
		s = strings.TrimSuffix(s, tail)
	}
	return strings.Trim(s, " ,，.。")
}

func commonestName(names []string) string {
	count := map[string]int{}
	for _, n := range names {
		count[n]++
	}
	sort.Strings(names)
	best := ""
	for _, n := range names {
		if best == "" || count[n] > count[best] {
			best = n
		}
	}
	return longest(best, names)
}

// longest is the longest of the names that begin with name: a shorter one was cut off at the edge of
// its cell. What follows in brackets is not part of a name cut off.
func longest(name string, names []string) string {
	for _, n := range names {
		if name != "" && strings.HasPrefix(n, name) && !strings.ContainsAny(n[len(name):], "（(") {
			name = n
		}
	}
	return name
}
