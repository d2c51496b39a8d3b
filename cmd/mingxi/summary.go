package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// Ceilings of the summary; what is more is in the files.
const (
	maxDetailed = 3   // documents whose tables are listed one by one
	maxListed   = 200 // documents that are listed
	maxFindings = 20  // findings that are shown
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
	ds := &t.ds
	if len(ds.Disclosures) <= maxDetailed {
		for i := range ds.Disclosures {
			s.document(&ds.Disclosures[i])
		}
	} else {
		s.documents()
	}
	s.printVerified()
	s.findings()
	if unread > 0 {
		s.line("Inputs    %s", s.palette.red(plural(unread, "input")+" could not be read: nothing of it is in these counts"))
	}
	if dir != "" {
		s.line("")
		s.line("The dataset is in %s: start with %s.", s.palette.bold(visible(dir)), startWith(ds))
	}
	return s.out.Flush()
}

func startWith(ds *normalize.Dataset) string {
	if len(ds.Findings) > 0 {
		return "findings.csv and records.csv"
	}
	return "records.csv"
}

func (s *summary) line(format string, args ...any) { fmt.Fprintf(s.out, format+"\n", args...) }

// document prints one document and its tables.
func (s *summary) document(d *normalize.Disclosure) {
	s.line("%s", s.palette.bold(visible(heading(d))))
	s.line("%s", s.palette.faint(visible(d.File+": "+pagesOf(d))))
	s.line("")
	rows := [][]string{}
	for i := range s.ds.Tables {
		if t := &s.ds.Tables[i]; t.Document == d.ID {
			rows = append(rows, s.tableRow(t))
		}
	}
	s.listing.print([]listingColumn{{"#", true}, {"table", false}, {"pages", true}, {"unit", false}, {"figures", true}, {"verified", true}, {"checks", true}, {"failed", true}}, []int{1}, rows)
	s.line("")
}

// heading names a document: agency, year and kind.
func heading(d *normalize.Disclosure) string {
	parts := []string{cmp.Or(d.Agency, "unknown agency")}
	if d.Year != 0 {
		parts = append(parts, strconv.Itoa(d.Year))
	} else {
		parts = append(parts, "year unknown")
	}
	return strings.Join(append(parts, kindOf(d)), "  ")
}

func kindOf(d *normalize.Disclosure) string {
	kind := map[normalize.Kind]string{normalize.Budget: "budget", normalize.Final: "final accounts", normalize.Report: "report"}[d.Kind]
	return strings.TrimSpace(string(d.Level) + " " + cmp.Or(kind, "disclosure"))
}

func pagesOf(d *normalize.Disclosure) string {
	parts := []string{plural(d.Pages, "page")}
	if d.OCRPages > 0 {
		parts = append(parts, fmt.Sprintf("%d recognised from pictures", d.OCRPages))
	}
	if d.ProblemPages > 0 {
		parts = append(parts, fmt.Sprintf("%d read with doubt or not at all", d.ProblemPages))
	}
	return strings.Join(parts, ", ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

func (s *summary) tableRow(t *normalize.Table) []string {
	pages := strconv.Itoa(t.FirstPage)
	if t.LastPage > t.FirstPage {
		pages += "-" + strconv.Itoa(t.LastPage)
	}
	title := cmp.Or(t.Title, "(no title)")
	if t.Set != "" {
		title = t.Agency + ": " + title
	}
	of := s.shares[tableID{t.Document, t.Number}]
	return []string{strconv.Itoa(t.Number), title, pages, t.Unit,
		orDash(of.figures), orDash(of.verified), orDash(t.Checks), orDash(t.Failed)}
}

func orDash(n int) string {
	if n == 0 {
		return "-"
	}
	return strconv.Itoa(n)
}

// documents prints one line for each document.
func (s *summary) documents() {
	var rows [][]string
	more := len(s.ds.Disclosures) - maxListed
	for _, d := range s.ds.Disclosures[:min(len(s.ds.Disclosures), maxListed)] {
		rows = append(rows, []string{d.File, d.Agency, orDash(d.Year), kindOf(&d), strconv.Itoa(d.Pages),
			orDash(d.Tables), orDash(d.Figures), orDash(d.Verified), orDash(d.Failed)})
	}
	s.listing.print([]listingColumn{{"file", false}, {"agency", false}, {"year", false}, {"kind", false}, {"pages", true}, {"tables", true}, {"figures", true}, {"verified", true}, {"failed", true}}, []int{0, 1}, rows)
	if more > 0 {
		s.line("%s", s.palette.faint(fmt.Sprintf("and %d more in documents.csv", more)))
	}
	s.line("")
}

// printVerified prints how much was proven.
func (s *summary) printVerified() {
	s.line("Figures   %s, %s", s.counted(), s.palette.green(fmt.Sprintf("%d verified (%s)", s.all.verified, s.all.percent())))
	s.line("Checks    %d hold, %d within rounding, %s", s.outcomes[normalize.Pass], s.outcomes[normalize.Rounding], s.failed(s.outcomes[normalize.Fail]))
	s.line("Claims    %d in the narrative, %d of them checked", s.claims, s.checked)
}

// counted is how many figures there are, and in how many records: those of dashes, words and indicators,
// which documents.csv counts too, hold none.
func (s *summary) counted() string {
	if s.all.figures == s.records {
		return plural(s.records, "figure")
	}
	return fmt.Sprintf("%s in %s", plural(s.all.figures, "figure"), plural(s.records, "record"))
}

func (s *summary) failed(n int) string {
	text := strconv.Itoa(n) + " failed"
	if n > 0 {
		return s.palette.red(text)
	}
	return text
}

// percent is the verified figures in a hundred, with one decimal, never rounded up: 100.0 % means all.
func (s verifiedShare) percent() string {
	if s.figures == 0 {
		return "-"
	}
	permille := s.verified * 1000 / s.figures
	return fmt.Sprintf("%d.%d%%", permille/10, permille%10)
}

// findings prints what to look at, worst first. One that is the same on page after page is printed
// once.
func (s *summary) findings() {
	s.line("Findings  %s", cmp.Or(countBySeverity(s.severities), "none"))
	list := s.ds.Findings
	for shown := 0; len(list) > 0; shown++ {
		if shown == maxFindings && s.written {
			s.line("  %s", s.palette.faint(fmt.Sprintf("and %d more in findings.csv", len(list)+s.left)))
			return
		}
		n := sameOnPages(list)
		s.finding(&list[0], list[n-1].Page)
		list = list[n:]
	}
}

// finding prints one finding, on several lines if it is long.
func (s *summary) finding(f *normalize.Finding, lastPage int) {
	const indent = 2 + len(normalize.Warning) + 2
	where := s.where(f, lastPage)
	for i, text := range wrap(where+visible(f.Message), max(s.width-indent, leastWidth)) {
		if i > 0 {
			s.line("%s%s", strings.Repeat(" ", indent), text)
			continue
		}
		if rest, ok := strings.CutPrefix(text, where); ok {
			text = s.palette.faint(where) + rest
		}
		severity := f.Severity
		if f.Judged != "" {
			severity = judged
		}
		s.line("  %s  %s", s.severity(severity), text)
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
	for _, v := range []struct {
		severity normalize.Severity
		noun     string
	}{{normalize.Error, "error"}, {normalize.Warning, "warning"}, {normalize.Info, "note"}, {judged, "judged finding"}} {
		if n[v.severity] > 0 {
			parts = append(parts, plural(n[v.severity], v.noun))
		}
	}
	return strings.Join(parts, ", ")
}

func (s *summary) severity(v normalize.Severity) string {
	word := pad(string(v), len(normalize.Warning), false)
	switch v {
	case normalize.Error:
		return s.palette.red(word)
	case normalize.Warning:
		return s.palette.yellow(word)
	}
	return s.palette.faint(word)
}

// where says what a finding is about: the file, if there are several, and the place in it, from its
// page to lastPage.
func (s *summary) where(f *normalize.Finding, lastPage int) string {
	var parts []string
	if len(s.ds.Disclosures) > 1 {
		for _, d := range s.ds.Disclosures {
			if d.ID == f.Document {
				parts = append(parts, visible(d.File))
			}
		}
	}
	switch {
	case lastPage > f.Page:
		parts = append(parts, fmt.Sprintf("pages %d-%d", f.Page, lastPage))
	case f.Page > 0:
		parts = append(parts, "page "+strconv.Itoa(f.Page))
	}
	if f.Table > 0 {
		parts = append(parts, "table "+strconv.Itoa(f.Table))
	}
	if f.Row > 0 {
		parts = append(parts, "row "+strconv.Itoa(f.Row))
	}
	if len(parts) == 0 {
		return ""
	}
	return s.palette.faint(strings.Join(parts, ", ") + ": ")
}
