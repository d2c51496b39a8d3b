package imprint

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/agency"
	"github.com/mingxi/mingxi/normalize/internal/grid"
)

//go:embed imprint.txt
var imprintText string

var wordings = words.Read("imprint", imprintText)

const (
	// coverLength is how many characters of a document's beginning are its cover: title, agency, date.
	coverLength = 160
	// lastCoverPage is the last page on which a cover goes on where tables begin before it.
	lastCoverPage = 2
	// pairRows is how many rows at the top of a form name whose it is.
	pairRows = 4
)

var (
	finalWord   = wordings.Pattern("final")
	budgetWord  = wordings.Pattern("budget")
	reportTitle = wordings.Pattern("report")
	reportAbout = wordings.Pattern("report.about")
	label       = wordings.Pattern("label")
	menu        = wordings.Pattern("menu")
	contents    = wordings.Pattern("contents")
	pairName    = wordings.Pattern("pair.agency")
	pairOwner   = wordings.Pattern("pair.owner")
	pairYear    = wordings.Pattern("pair.year")
	sentence    = wordings.Pattern("sentence")
	yearWord    = wordings.Pattern("year.word")
)

// An evidence is the texts that tell what a document is.
type evidence struct {
	cover    string   // the beginning, up to the contents
	title    []string // the cover's lines before its first sentence
	report   string   // the title of a report, which is no budget and no final accounts
	titles   []string // of the tables
	over     []string // captions over tables and the text cells of forms' first rows
	prose    []string // running text
	heads    []string // of the tables' columns
	cells    []string // the tables' cells in words
	agencies []string // that captions name, one for each table
	owners   []string // that forms name as those above whoever carries out a project
}

func gather(doc *extract.Document) evidence {
	e := evidence{cover: cover(doc)}
	e.title = titleLines(e.cover)
	e.report = titleOfReport(e.title)
	for _, p := range doc.Paragraphs {
		e.prose = append(e.prose, words.Squeeze(p.Text))
	}
	tables := make([]evidence, len(doc.Tables))
	page.Each(len(tables), func(i int) { tables[i].gatherTable(&doc.Tables[i]) })
	for i := range tables {
		e.add(&tables[i])
	}
	return e
}

// add puts what a table tells behind what is told by those before it.
func (e *evidence) add(t *evidence) {
	e.titles, e.over, e.heads, e.cells = append(e.titles, t.titles...), append(e.over, t.over...), append(e.heads, t.heads...), append(e.cells, t.cells...)
	e.agencies, e.owners = append(e.agencies, t.agencies...), append(e.owners, t.owners...)
}

func (e *evidence) gatherTable(t *layout.Table) {
	e.titles = append(e.titles, words.ArabicYears(words.Fold(t.Title)))
	lines := captions(t)
	g := grid.Of(t)
	h := grid.ReadHead(g, t.HeaderRows)
	for _, path := range h.Paths {
		e.heads = append(e.heads, words.Fold(strings.Join(path, "/")))
	}
	lines = append(lines, h.Captions(g)...)
	lines = append(lines, pairs(g)...)
	e.over = append(e.over, lines...)
	for k := range t.Cells {
		if yearWord.MatchString(t.Cells[k].Text) {
			e.cells = append(e.cells, words.Fold(t.Cells[k].Text))
		}
	}
	if a := agency.InLines(lines); a != "" {
		e.agencies = append(e.agencies, a)
	}
	e.owners = append(e.owners, owners(g)...)
}

// captions are the lines over a table, a label with what stands behind it on its line: spreadsheets print both in
// columns of their own.
func captions(t *layout.Table) []string {
	var out []string
	for i, c := range t.Captions {
		s := words.Squeeze(c.Text)
		if n := len(out) - 1; n >= 0 && label.MatchString(out[n]) && !strings.ContainsAny(s, ":：") && onOneLine(t.Captions[i-1], c) {
			out[n] += s
			continue
		}
		out = append(out, s)
	}
	return out
}

// onOneLine says whether the middle of a line is at the height of another before it.
func onOneLine(a, b layout.Line) bool {
	y := b.Box.Center().Y
	return a.Page == b.Page && a.Box.Y0 < y && y < a.Box.Y1 && a.Box.X1 <= b.Box.X0
}

// owners are the agencies that boxes at the top of a form name as those a project belongs to. A head
// that stands beside such a box is not the name of one.
func owners(g *grid.Grid) []string {
	var out []string
	for r := 1; r <= min(g.Rows, pairRows); r++ {
		cells := g.Line(r)
		for i := range len(cells) - 1 {
			name := words.Squeeze(cells[i+1].Text)
			if pairOwner.MatchString(strings.TrimRight(words.Squeeze(cells[i].Text), ":：")) && words.EndsAsAgency(name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// pairs are the names and values at the top of a form, as lines: 部门名称 | 某市审计局. Heads that stand side by
// side (单位名称 | 项目名称) are none.
func pairs(g *grid.Grid) []string {
	var out []string
	for r := 1; r <= min(g.Rows, pairRows); r++ {
		cells := g.Line(r)
		for i, c := range cells {
			s := strings.TrimRight(words.Squeeze(c.Text), ":：")
			if i+1 < len(cells) && pairName.MatchString(s) && words.EndsAsAgency(agency.Trim(words.Squeeze(cells[i+1].Text))) {
				out = append(out, s+"："+words.Squeeze(cells[i+1].Text))
			} else if pairYear.MatchString(words.Fold(s)) {
				out = append(out, yearBrackets.Replace(words.Fold(s)))
			}
		}
	}
	return out
}

// yearBrackets takes the brackets off a year in a box: 2026(年度).
var yearBrackets = strings.NewReplacer("(", "", ")", "")

// cover is the text at a document's beginning, before the contents or the first table.
func cover(doc *extract.Document) string {
	var b strings.Builder
	first := 1 << 30
	if len(doc.Tables) > 0 {
		first = doc.Tables[0].FirstPage
	}
	for _, p := range doc.Paragraphs {
		if isContents(words.Squeeze(p.Text)) || len(p.Lines) > 0 && p.Lines[0].Page > max(first, lastCoverPage) {
			break
		}
		for _, l := range p.Lines {
			b.WriteString(words.Squeeze(l.Text) + "\n")
		}
		if len(p.Lines) == 0 {
			b.WriteString(words.Squeeze(p.Text) + "\n")
		}
		if len([]rune(b.String())) > coverLength {
			break
		}
	}
	r := []rune(withoutMenu(b.String()))
	return words.ArabicYears(string(r[:min(len(r), coverLength)]))
}

// longestEntry is how many characters an entry of a menu has at most.
const longestEntry = 6

// withoutMenu is a cover without the menu of the web page that it was printed from.
func withoutMenu(cover string) string {
	lines := strings.SplitAfter(cover, "\n")
	if !menu.MatchString(strings.TrimSpace(lines[0])) {
		return cover
	}
	n := slices.IndexFunc(lines, func(l string) bool { return utf8.RuneCountInString(strings.TrimSpace(l)) > longestEntry })
	return strings.Join(lines[max(n, 0):], "")
}

// titleLines are the lines of a cover before the first one of a sentence.
func titleLines(cover string) []string {
	lines := strings.Split(strings.TrimSuffix(cover, "\n"), "\n")
	for i, l := range lines {
		if sentence.MatchString(l) {
			return lines[:i]
		}
	}
	return lines
}

// isContents says whether a text begins a list of contents or the first part behind the cover.
func isContents(s string) bool { return contents.MatchString(strings.TrimSuffix(s, "\n")) }

// texts gives the paragraphs of a document, then its tables' captions and cells, each with its page.
func texts(doc *extract.Document) func(yield func(string, int) bool) {
	return func(yield func(string, int) bool) {
		for i := range doc.Paragraphs {
			p := &doc.Paragraphs[i]
			number := 0
			if len(p.Lines) > 0 {
				number = p.Lines[0].Page
			}
			if !yield(p.Text, number) {
				return
			}
		}
		for i := range doc.Tables {
			for _, l := range doc.Tables[i].Captions {
				if !yield(l.Text, l.Page) {
					return
				}
			}
			for _, c := range doc.Tables[i].Cells {
				if !yield(c.Text, c.Page) {
					return
				}
			}
		}
	}
}

// titleOfReport is the title of a report about money or its use, which speaks of budgets without being one;
// empty where the lines are no such title. It may run over lines; where it ends, a line ends too.
func titleOfReport(lines []string) string {
	title := ""
	for i, l := range lines {
		title += l
		if !reportTitle.MatchString(title) {
			continue
		}
		// What a line ends with is not joined to the next one: 部门决算 there is the title of final accounts.
		if bare := reportAbout.ReplaceAllString(strings.Join(lines[:i+1], "\n"), ""); finalWord.MatchString(bare) || budgetWord.MatchString(bare) {
			return ""
		}
		return title
	}
	return ""
}
