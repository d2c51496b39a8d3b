package commands

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// Ceilings of the summary; what is more is in the files.
const (
	maxListed   = 50 // documents that are listed
	maxFindings = 20 // findings that are shown
)

// A summary is what extract shows at the end.
type summary struct {
	listing
	*tally
	written bool // findings.csv holds them all
}

// summarise prints what a person wants to know after a run: of the documents taken in, and how many
// inputs could not be read. dir is where the dataset is, empty if it was not written.
func summarise(w io.Writer, t *tally, unread int, dir string) error {
	s := &summary{listing{bufio.NewWriter(w), terminalWidth(w), colours(w)}, t, dir != ""}
	ds := &t.Dataset
	several := len(ds.Disclosures) > maxDetailed
	for i := range ds.Disclosures {
		if !several {
			s.document(&ds.Disclosures[i])
		}
	}
	if several {
		s.entry(say("Read"), say("{documents} document(s)", len(ds.Disclosures))+comma()+say("{pages} page(s)", pagesIn(ds)))
	}
	if unread > 0 {
		s.entry(say("Failed"), s.palette.red(say("{inputs} input(s) could not be read: nothing of it is in these counts", unread)))
	}
	s.proven()
	s.entry(say("Findings"), cmp.Or(countBySeverity(s.Severities), say("none")))
	if several {
		s.findingsByCode()
		s.wrongDocuments()
	}
	if few := !s.written || len(s.Dataset.Findings)+s.Left <= maxFindings; !several || few {
		if several && len(s.Dataset.Findings) > 0 {
			s.line("")
		}
		s.findings()
	}
	if dir != "" {
		s.line("")
		for _, text := range []string{say("The dataset is in {folder}: start with {files}.", visible(dir), startWith(ds)), say("See each figure where it is printed: {command}", "mingxi review "+quoted(dir))} {
			for _, line := range wrap(text, s.width) {
				s.line(line)
			}
		}
	}
	return s.out.Flush()
}

func startWith(ds *normalize.Dataset) string {
	if len(ds.Findings) > 0 {
		return say("findings.csv and records.csv")
	}
	return "records.csv"
}

func pagesIn(ds *normalize.Dataset) (n int) {
	for i := range ds.Disclosures {
		n += ds.Disclosures[i].Pages
	}
	return n
}

// entryWidth is how wide the names of the counts are printed.
const entryWidth = 10

// quoted is a name as shells take it.
func quoted(name string) string {
	if name = visible(name); strings.ContainsAny(name, " '\"$&()*;<>?[\\]`|~!#") {
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return name
}

func (s *summary) line(text string) { fmt.Fprintln(s.out, text) }

// entry prints a count under its name.
func (s *summary) entry(name, text string) { s.line(pad(name, entryWidth, false) + text) }

// document prints one document and its tables.
func (s *summary) document(d *normalize.Disclosure) {
	s.line(s.palette.bold(visible(heading(d))))
	s.line(s.palette.faint(visible(d.File + colon() + pagesOf(d))))
	s.line("")
	rows := [][]string{}
	for i := range s.Dataset.Tables {
		if t := &s.Dataset.Tables[i]; t.Document == d.ID {
			rows = append(rows, s.tableRow(t))
		}
	}
	if len(rows) > 0 {
		s.listing.print([]listingColumn{{"#", true}, {say("table"), false}, {say("pages"), true}, {say("unit"), false},
			{say("figures"), true}, {say("verified"), true}, {say("checks"), true}, {say("failed"), true}}, []int{1}, rows)
	} else {
		s.line("  " + say("no table was found"))
	}
	s.line("")
}

// heading names a document: agency, year and kind.
func heading(d *normalize.Disclosure) string {
	year := say("year unknown")
	if d.Year != 0 {
		year = strconv.Itoa(d.Year)
	}
	return strings.Join([]string{cmp.Or(d.Agency, say("unknown agency")), year, kindOf(d)}, "  ")
}

// kindOf says which disclosure a document is, and of whom.
func kindOf(d *normalize.Disclosure) string {
	kind := say("disclosure")
	switch d.Kind {
	case normalize.Budget:
		kind = say("budget")
	case normalize.Final:
		kind = say("final accounts")
	case normalize.Report:
		kind = say("report")
	}
	switch d.Level {
	case normalize.Department:
		return say("department {kind}", kind)
	case normalize.Unit:
		return say("unit {kind}", kind)
	case normalize.Government:
		return say("government {kind}", kind)
	}
	return kind
}

func pagesOf(d *normalize.Disclosure) string {
	out := say("{pages} page(s)", d.Pages)
	if d.OCRPages > 0 {
		out += comma() + say("{pages} recognised from pictures", d.OCRPages)
	}
	if d.ProblemPages > 0 {
		out += comma() + say("{pages} read with doubt or not at all", d.ProblemPages)
	}
	return out
}

func (s *summary) tableRow(t *normalize.Table) []string {
	pages := strconv.Itoa(t.FirstPage)
	if t.LastPage > t.FirstPage {
		pages += "-" + strconv.Itoa(t.LastPage)
	}
	title := cmp.Or(t.Title, say("(no title)"))
	if t.Set != "" {
		title = t.Agency + colon() + title
	}
	of := s.Shares[tableID{t.Document, t.Number}]
	return []string{strconv.Itoa(t.Number), title, pages, t.Unit,
		orDash(of.Figures), orDash(of.Verified), orDash(t.Checks), orDash(t.Failed)}
}

func orDash(n int) string {
	if n == 0 {
		return "-"
	}
	return strconv.Itoa(n)
}

// findingsByCode prints how many findings there are of each kind, the worst and most first.
func (s *summary) findingsByCode() {
	kinds := slices.SortedFunc(maps.Keys(s.Kinds), func(a, b findingKind) int {
		return cmp.Or(slices.Index(worstFirst, a.Severity)-slices.Index(worstFirst, b.Severity), s.Kinds[b]-s.Kinds[a], strings.Compare(a.Code, b.Code))
	})
	var rows [][]string
	for _, k := range kinds {
		c, _ := codes.Find(k.Code)
		title := bilingual.Sentence{Message: c.English.Title, MessageZh: c.Chinese.Title}
		what := title.In(spoken)
		if c.Kind == codes.Check { // whose title says what holds
			what = say("does not hold: {check}", what)
		}
		rows = append(rows, []string{severityName(k.Severity), strconv.Itoa(s.Kinds[k]), k.Code, what})
	}
	if len(rows) > 0 {
		s.line("")
		s.listing.print([]listingColumn{{say("severity"), false}, {say("number"), true}, {say("code"), false}, {say("what it says"), false}}, []int{3, 2}, rows)
	}
}

var worstFirst = []normalize.Severity{normalize.Error, normalize.Warning, normalize.Info}

// wrongDocuments prints the documents with findings of severity error; where none has, those with warnings.
func (s *summary) wrongDocuments() {
	var list []*normalize.Disclosure
	for i := range s.Dataset.Disclosures {
		d := &s.Dataset.Disclosures[i]
		if of := s.Wrong[d.ID]; of.Errors > 0 || s.Severities[normalize.Error] == 0 && of.Warnings > 0 {
			list = append(list, d)
		}
	}
	if len(list) == 0 {
		return
	}
	slices.SortStableFunc(list, func(a, b *normalize.Disclosure) int {
		return cmp.Or(s.Wrong[b.ID].Errors-s.Wrong[a.ID].Errors, s.Wrong[b.ID].Warnings-s.Wrong[a.ID].Warnings)
	})
	more := len(list) - maxListed
	list = list[:min(len(list), maxListed)]
	var files []string
	for _, d := range list {
		files = append(files, d.File)
	}
	files = withoutCommon(files)
	var rows [][]string
	for i, d := range list {
		of := s.Wrong[d.ID]
		rows = append(rows, []string{files[i], d.Agency, orDash(d.Year), orDash(d.Figures), orDash(d.Verified), orDash(of.Errors), orDash(of.Warnings)})
	}
	s.line("")
	s.listing.print([]listingColumn{{say("file"), false}, {say("agency"), false}, {say("year"), false}, {say("figures"), true}, {say("verified"), true},
		{say("errors"), true}, {say("warnings"), true}}, []int{0, 1}, rows)
	if more > 0 {
		s.line("  " + s.palette.faint(say("and {number} more in documents.csv", more)))
	}
}

// longCommon is from how many characters on what names have in common is left out.
const longCommon = 8

// withoutCommon leaves out of paths the folders that all have in common, and of long names what all begin and end with:
// what is left is where they differ.
func withoutCommon(paths []string) []string {
	if len(paths) < 2 {
		return paths
	}
	first, last := []rune(slices.Min(paths)), []rune(slices.Max(paths))
	begin := 0
	for begin < min(len(first), len(last)) && first[begin] == last[begin] {
		begin++
	}
	folders := 0
	for i, r := range first[:begin] {
		if r == '/' {
			folders = i + 1
		}
	}
	out := make([]string, len(paths))
	for i, p := range paths {
		r := []rune(p)
		out[i] = string(r[folders:])
		if begin-folders >= longCommon {
			out[i] = "…" + string(r[begin:])
		}
	}
	return out
}

// proven prints how much was proven.
func (s *summary) proven() {
	s.entry(say("Figures"), s.counted()+comma()+s.palette.green(say("{verified} verified ({percent})", s.All.Verified, s.All.percent())))
	failed := say("{checks} failed", s.Outcomes[normalize.Fail])
	if s.Outcomes[normalize.Fail] > 0 {
		failed = s.palette.red(failed)
	}
	s.entry(say("Checks"), say("{checks} hold, {rounding} within rounding", s.Outcomes[normalize.Pass], s.Outcomes[normalize.Rounding])+comma()+failed)
	s.entry(say("Claims"), say("{claims} in the narrative, {checked} of them checked", s.Claims, s.Checked))
}

// counted is how many figures there are, and in how many records: those of dashes, words and indicators,
// which documents.csv counts too, hold none.
func (s *summary) counted() string {
	if s.All.Figures == s.Records {
		return say("{figures} figure(s)", s.Records)
	}
	return say("{figures} figure(s) in {records} record(s)", s.All.Figures, s.Records)
}

// percent is the verified figures in a hundred, with one decimal, never rounded up: 100.0 % means all.
func (s verifiedShare) percent() string {
	if s.Figures == 0 {
		return "-"
	}
	permille := s.Verified * 1000 / s.Figures
	return fmt.Sprintf("%d.%d%%", permille/10, permille%10)
}

// findings prints what to look at, worst first. One that is the same on page after page is printed
// once.
func (s *summary) findings() {
	list := s.Dataset.Findings
	for shown := 0; len(list) > 0; shown++ {
		if shown == maxFindings && s.written {
			s.line("  " + s.palette.faint(say("and {number} more in findings.csv", len(list)+s.Left)))
			return
		}
		n := sameOnPages(list)
		s.finding(&list[0], list[n-1].Page)
		list = list[n:]
	}
}

// severityWidth is how wide the names of severities are printed.
const severityWidth = len(normalize.Warning)

// finding prints one finding, on several lines if it is long.
func (s *summary) finding(f *normalize.Finding, lastPage int) {
	const indent = 2 + severityWidth + 2
	text := visible(f.In(spoken))
	where := s.where(f, lastPage, text)
	for i, line := range wrap(where+text, max(s.width-indent, leastWidth)) {
		if i > 0 {
			s.line(strings.Repeat(" ", indent) + line)
			continue
		}
		if rest, ok := strings.CutPrefix(line, where); ok {
			line = s.palette.faint(where) + rest
		}
		severity := f.Severity
		if f.Judged != "" {
			severity = judged
		}
		s.line("  " + s.severity(severity) + "  " + line)
	}
}

// sameOnPages is how many findings from the first on differ in nothing but their page, which counts
// up.
func sameOnPages(list []normalize.Finding) int {
	n := 1
	for n < len(list) {
		next := list[0]
		next.Page = list[n-1].Page + 1
		if list[n] != next {
			break
		}
		n++
	}
	return n
}

func countBySeverity(n map[normalize.Severity]int) string {
	var parts []string
	if n[normalize.Error] > 0 {
		parts = append(parts, say("{errors} error(s)", n[normalize.Error]))
	}
	if n[normalize.Warning] > 0 {
		parts = append(parts, say("{warnings} warning(s)", n[normalize.Warning]))
	}
	if n[normalize.Info] > 0 {
		parts = append(parts, say("{notes} note(s)", n[normalize.Info]))
	}
	if n[judged] > 0 {
		parts = append(parts, say("{judged} judged finding(s)", n[judged]))
	}
	return strings.Join(parts, comma())
}

func severityName(v normalize.Severity) string {
	switch v {
	case normalize.Error:
		return say("error")
	case normalize.Warning:
		return say("warning")
	case judged:
		return say("judged")
	}
	return say("info")
}

func (s *summary) severity(v normalize.Severity) string {
	word := pad(severityName(v), severityWidth, false)
	switch v {
	case normalize.Error:
		return s.palette.red(word)
	case normalize.Warning:
		return s.palette.yellow(word)
	}
	return s.palette.faint(word)
}

// where says what a finding is about: the file, if there are several, and the place in it, from its
// page to lastPage, where its text does not say so.
func (s *summary) where(f *normalize.Finding, lastPage int, text string) string {
	var parts []string
	if len(s.Dataset.Disclosures) > 1 {
		for _, d := range s.Dataset.Disclosures {
			if d.ID == f.Document {
				parts = append(parts, visible(d.File))
			}
		}
	}
	switch {
	case f.Page > 0 && strings.Contains(text, say("page {page},", f.Page)): // it says so itself
	case lastPage > f.Page:
		parts = append(parts, say("pages {first}-{last}", f.Page, lastPage))
	case f.Page > 0:
		parts = append(parts, say("page {page}", f.Page))
		fallthrough
	default:
		if f.Table > 0 {
			parts = append(parts, say("table {table}", f.Table))
		}
		if f.Row > 0 {
			parts = append(parts, say("row {row}", f.Row))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, comma()) + colon()
}
