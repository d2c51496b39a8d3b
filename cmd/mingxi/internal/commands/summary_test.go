package commands

import (
	"bufio"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

func TestSummary(t *testing.T) {
	ds := &normalize.Dataset{
		Disclosures: []normalize.Disclosure{{ID: "a", File: "预算.pdf", Agency: "某市财政局", Year: 2026, Kind: normalize.Budget, Level: normalize.Department, Pages: 21, ProblemPages: 1}},
		Tables: []normalize.Table{
			{Document: "a", Number: 1, Title: "部门收支总表", Unit: "万元", FirstPage: 7, LastPage: 8, Records: 3, Checks: 2, Failed: 1},
			{Document: "a", Number: 2, Title: strings.Repeat("很长的表名", 12), FirstPage: 9, LastPage: 9},
		},
		Records: []normalize.Record{
			{Document: "a", Table: 1, Value: decimal.NewNullDecimal(decimal.NewFromInt(1)), Status: normalize.Verified},
			{Document: "a", Table: 1, Value: decimal.NewNullDecimal(decimal.NewFromInt(2)), Status: normalize.Verified},
			{Document: "a", Table: 1, Value: decimal.NewNullDecimal(decimal.NewFromInt(3)), Status: normalize.Contradicted},
		},
		Checks: []normalize.Check{{Outcome: normalize.Pass}, {Outcome: normalize.Fail}},
		Findings: []normalize.Finding{
			{Document: "a", Severity: normalize.Error, Page: 7, Table: 1, Row: 3, Sentence: normalize.Sentence{Message: "合计 3.00 is not\x1b[31m 2.00", MessageZh: "差"}},
			{Document: "a", Severity: normalize.Warning, Page: 20, Sentence: normalize.Sentence{Message: "unread", MessageZh: "差"}},
			{Document: "a", Severity: normalize.Warning, Page: 21, Sentence: normalize.Sentence{Message: "unread", MessageZh: "差"}},
			{Document: "a", Severity: normalize.Warning, Page: 1, Sentence: normalize.Sentence{Message: "unread", MessageZh: "差"}},
		},
	}
	want := `某市财政局  2026  department budget
预算.pdf: 21 pages, 1 read with doubt or not at all

  #  table                                            pages  unit  figures  verified  checks  failed
  1  部门收支总表                                       7-8  万元        3         2       2       1
  2  很长的表名很长的表名很长的表名很长的表名很长的…      9              -         -       -       -

Figures   3 figures, 2 verified (66.6%)
Checks    1 hold, 0 within rounding, 1 failed
Claims    0 in the narrative, 0 of them checked
Findings  1 error, 3 warnings
  error    page 7, table 1, row 3: 合计 3.00 is not\x1b[31m 2.00
  warning  pages 20-21: unread
  warning  page 1: unread

The dataset is in out: start with findings.csv and records.csv.
See each figure where it is printed: mingxi review out
`
	var got strings.Builder
	if err := summarise(&got, tallyOf(ds), 0, "out"); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got.String()); d != "" {
		t.Error(d)
	}
	for _, line := range strings.Split(got.String(), "\n")[3:6] {
		if textWidth(line) > usualWidth {
			t.Errorf("%d columns wide: %s", textWidth(line), line)
		}
	}
}

// Of many documents those are listed in which something is wrong, by where their names differ, and never
// wider than the terminal.
func TestManyDocuments(t *testing.T) {
	ds := &normalize.Dataset{}
	for i, id := range []string{"a", "b", "c", "d"} {
		name := "归档/2025/" + strings.Repeat("很长的名称", 8*i) + id + ".pdf"
		ds.Disclosures = append(ds.Disclosures, normalize.Disclosure{ID: id, File: name, Agency: "某局", Year: 2025, Kind: normalize.Final, Pages: 3, Records: 12, Figures: 10, Verified: 9})
	}
	for _, id := range []string{"b", "d", "d"} {
		ds.Findings = append(ds.Findings, normalize.Finding{Document: id, Severity: normalize.Error, Code: codes.ColumnTotal, Sentence: normalize.Sentence{Message: "off by 1.00"}})
	}
	ds.Findings = append(ds.Findings, normalize.Finding{Document: "a", Severity: normalize.Warning, Code: codes.MissingUnit})
	want := `Read      4 documents, 12 pages
Failed    1 input could not be read: nothing of it is in these counts
Figures   0 figures, 0 verified (-)
Checks    0 hold, 0 within rounding, 0 failed
Claims    0 in the narrative, 0 of them checked
Findings  3 errors, 1 warning

  severity  number  code          what it says
  error          3  column-total  does not hold: A total column is the sum of the columns beside it
  warning        1  missing-unit  A table prints no unit

  file                                             agency  year  figures  verified  errors  warnings
  …很长的名称很长的名称很长的名称很长的名称很长…   某局    2025       10         9       2         -
  …b.pdf                                           某局    2025       10         9       1         -

The dataset is in out: start with findings.csv and records.csv.
See each figure where it is printed: mingxi review out
`
	var got strings.Builder
	many := tallyOf(ds)
	many.Left = maxFindings // of findings, too many to be shown one by one
	if err := summarise(&got, many, 1, "out"); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got.String()); d != "" {
		t.Error(d)
	}
	for _, width := range []int{40, 60, 80, 100} {
		var narrow strings.Builder
		s := &summary{listing{bufio.NewWriter(&narrow), width, false}, tallyOf(ds), true}
		s.findingsByCode()
		s.wrongDocuments()
		s.out.Flush()
		for line := range strings.Lines(narrow.String()) {
			if w := textWidth(strings.TrimRight(line, "\n")); w > width {
				t.Errorf("%d columns in %d: %s", w, width, line)
			}
		}
	}
}

func TestWithoutCommon(t *testing.T) {
	for _, c := range []struct{ in, want []string }{
		{[]string{"a/b/1.pdf", "a/b/2.pdf"}, []string{"1.pdf", "2.pdf"}},
		{[]string{"a/b/1.pdf", "a/c/1.pdf"}, []string{"b/1.pdf", "c/1.pdf"}},
		{[]string{"a/1.pdf", "2.pdf"}, []string{"a/1.pdf", "2.pdf"}},
		{[]string{"a/b/1.pdf"}, []string{"a/b/1.pdf"}},
		{[]string{"a/2026年度部门预算公开-甲.pdf", "a/2026年度部门预算公开-乙.pdf"}, []string{"…甲.pdf", "…乙.pdf"}},
	} {
		if d := cmp.Diff(c.want, withoutCommon(c.in)); d != "" {
			t.Error(d)
		}
	}
}

func tallyOf(ds *normalize.Dataset) *tally {
	t := newTally()
	t.add(ds)
	return t
}

// What could not be read is no part of the counts, and the summary says so.
func TestSummaryTellsOfUnreadInputs(t *testing.T) {
	ds := &normalize.Dataset{
		Disclosures: []normalize.Disclosure{{ID: "a", File: "a.pdf"}},
		Records:     []normalize.Record{{Document: "a", Text: "-"}, {Document: "a", Text: "1", Value: decimal.NewNullDecimal(decimal.NewFromInt(1))}},
	}
	var got strings.Builder
	if err := summarise(&got, tallyOf(ds), 2, ""); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Figures   1 figure in 2 records, 0 verified", "Failed    2 inputs could not be read"} {
		if !strings.Contains(got.String(), want) {
			t.Errorf("%q is missing in %s", want, got.String())
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        string
	}{{0, 0, "-"}, {0, 3, "0.0%"}, {2, 3, "66.6%"}, {9999, 10000, "99.9%"}, {5, 5, "100.0%"}} {
		if got := (verifiedShare{Figures: c.whole, Verified: c.part}).percent(); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.part, c.whole, got, c.want)
		}
	}
}

func TestCutWidth(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"汉字", 4, "汉字"}, {"汉字汉", 5, "汉字…"}, {"汉字汉", 4, "汉…"}, {"e\u0301e", 2, "e\u0301e"}} {
		got := cutWidth(c.in, c.width)
		if got != c.want || textWidth(got) > c.width {
			t.Errorf("%q in %d: %q", c.in, c.width, got)
		}
	}
}

func TestParsePages(t *testing.T) {
	for in, ok := range map[string]bool{
		"": true, "3": true, "3-5,7": true, "9-": true, " 1 , 2 ": true,
		"0": false, "5-3": false, "a": false, "-3": false, "1,,2": false, "1-2-3": false,
	} {
		if _, err := parsePages(in); (err == nil) != ok {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  []string
	}{
		{"one two three", 8, []string{"one two", "three"}},
		{"合计一二三四", 6, []string{"合计一", "二三四"}},
		{"合计，一二", 4, []string{"合", "计，", "一二"}},
		{"abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"汉", 1, []string{"汉", ""}},
		{"", 5, []string{""}},
	} {
		if d := cmp.Diff(c.want, wrap(c.in, c.width)); d != "" {
			t.Errorf("%q in %d: %s", c.in, c.width, d)
		}
	}
}

// What a name holds that would change how a terminal shows it is shown as codes.
func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"预算.pdf":              "预算.pdf",
		"a\x1b[31mb":          `a\x1b[31mb`,
		"a\u202efdp.exe":      `a\u202efdp.exe`,
		"a\tb\nc":             "a b c",
		"\u2066x\u2069\u0085": `\u2066x\u2069 `,
	} {
		if got := visible(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What a document prints does not reach a terminal as it is where it would steer that.
func TestHarmless(t *testing.T) {
	var got strings.Builder
	text := "**\x1b]0;title\x07支出**\n| a |\n"
	if n, err := (harmless{&got}).Write([]byte(text)); n != len(text) || err != nil {
		t.Fatal(n, err)
	}
	if want := "**\\x1b]0;title\\x07支出**\n| a |\n"; got.String() != want {
		t.Errorf("%q", got.String())
	}
}
