package reconcile_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

var (
	showWordings = flag.Bool("show-wordings", false, "print the claims of testdata/wordings with their outcomes")
	wrongStep    = flag.Int("wrong-step", 10, "spoil each of so many figures of testdata/wordings; 1 for all")
)

// A wording is a narrative of an invented agency, in the words that real ones of some place use,
// over the tables of that agency. All its figures are true.
type wording struct {
	name       string
	agency     string
	year       int
	kind       string
	paragraphs []string
}

func readWordings(t *testing.T) []wording {
	t.Helper()
	files, err := filepath.Glob("testdata/wordings/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no wordings: %v", err)
	}
	var out []wording
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(data)), "\n")
		head := strings.Split(lines[0], "\t")
		year, err := strconv.Atoi(head[1])
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, wording{strings.TrimSuffix(filepath.Base(file), ".txt"), head[0], year, head[2], lines[1:]})
	}
	return out
}

// tablesOf lays out the tables of an invented agency: a title and unit behind #, the head above a
// line of dashes; "<" goes on with the cell at the left, "^" with the one above.
func tablesOf(t *testing.T, kind string) []layout.Table {
	t.Helper()
	data, err := os.ReadFile("testdata/wordings/" + kind + ".tables")
	if err != nil {
		t.Fatal(err)
	}
	var out []layout.Table
	for _, part := range strings.Split(string(data), "# ")[1:] {
		lines := strings.Split(strings.TrimRight(part, "\n"), "\n")
		title, unit, _ := strings.Cut(lines[0], "\t")
		table := layout.Table{Title: title, FirstPage: 2, LastPage: 2, Captions: []layout.Line{{Text: "单位：" + unit, Page: 2}}}
		at := map[[2]int]int{}
		for _, line := range lines[1:] {
			if line == "---" {
				table.HeaderRows = table.Rows
				continue
			}
			table.Rows++
			layRow(&table, at, line)
		}
		out = append(out, table)
	}
	return out
}

func layRow(table *layout.Table, at map[[2]int]int, line string) {
	for i, s := range strings.Split(line, "|") {
		col := i + 1
		table.Columns = max(table.Columns, col)
		here := [2]int{table.Rows, col}
		switch s = strings.TrimSpace(s); s {
		case "<":
			at[here] = at[[2]int{table.Rows, col - 1}]
			table.Cells[at[here]].ColSpan = col - table.Cells[at[here]].Column + 1
		case "^":
			at[here] = at[[2]int{table.Rows - 1, col}]
			table.Cells[at[here]].RowSpan = table.Rows - table.Cells[at[here]].Row + 1
		default:
			at[here] = len(table.Cells)
			table.Cells = append(table.Cells, layout.Cell{Row: table.Rows, Column: col, RowSpan: 1, ColSpan: 1, Text: s, Page: 2, Source: page.Text, Confidence: 1})
		}
	}
}

var numberedTitle = regexp.MustCompile(`^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)[^。；，]*$`)

// checked reads and reconciles a document with these paragraphs.
func (w wording) checked(t *testing.T, paragraphs []string) *normalize.Dataset {
	t.Helper()
	title := map[string]string{"budget": "部门预算", "final": "部门决算"}[w.kind]
	doc := &extract.Document{SHA256: strings.Repeat("0", 64), Pages: []page.Page{{Number: 1}, {Number: 2}}, Tables: tablesOf(t, w.kind)}
	doc.Paragraphs = append(doc.Paragraphs, layout.Paragraph{Text: fmt.Sprintf("%s%d年%s", w.agency, w.year, title), Heading: true})
	for _, p := range paragraphs {
		doc.Paragraphs = append(doc.Paragraphs, layout.Paragraph{Text: p, Heading: numberedTitle.MatchString(p)})
	}
	ds := normalize.Document(doc)
	reconcile.Check(ds, reconcile.Options{})
	return ds
}

// TestWordingsAreTrue reads narratives in which every figure is true: nothing may be accused, and
// most figures must be held against something.
func TestWordingsAreTrue(t *testing.T) {
	for _, w := range readWordings(t) {
		t.Run(w.name, func(t *testing.T) {
			ds := w.checked(t, w.paragraphs)
			if d := ds.Disclosures[0]; d.Agency != w.agency || d.Year != w.year || string(d.Kind) != w.kind {
				t.Errorf("read as %s %d %s", d.Agency, d.Year, d.Kind)
			}
			held := 0
			for _, c := range ds.Claims {
				if c.Outcome == normalize.Pass || c.Outcome == normalize.Rounding {
					held++
				}
				if *showWordings {
					fmt.Printf("%3d %-14s %-12s %-10s %s | of %d whole %d %v\n", c.Number, c.Kind, c.Outcome, c.Text, c.Subject, c.Of, c.Whole, c.Records)
				}
			}
			for _, f := range ds.Findings {
				if f.Check > 0 {
					t.Errorf("false finding: %s", f.Message)
				}
			}
			t.Logf("%d claims, %d held", len(ds.Claims), held)
		})
	}
}

var printedDigit = regexp.MustCompile(`\d(?:[\d,]*\d)?(?:\.\d+)?(?:万元|元|%)`)

// leastFound is the share of wrong figures, in per cent, that were found when the test was written.
const leastFound = 80

// TestWrongFiguresOfWordings spoils the figures of each narrative one at a time. Of those that were held
// against others nearly all must be found: the rest are zeros and figures that stand alone.
func TestWrongFiguresOfWordings(t *testing.T) {
	seen, all, held := 0, 0, 0
	for _, w := range readWordings(t) {
		t.Run(w.name, func(t *testing.T) {
			spoiled, caught := 0, 0
			for i, p := range w.paragraphs {
				for _, m := range printedDigit.FindAllStringIndex(p, -1) {
					if seen++; seen%*wrongStep != 0 {
						continue
					}
					text := spoilFigure(p[m[0]:m[1]])
					changed := append([]string{}, w.paragraphs...)
					changed[i] = p[:m[0]] + text + p[m[1]:]
					spoiled++
					if found(w.checked(t, changed), text) {
						caught++
						continue
					}
					if *showWordings {
						fmt.Printf("missed %s: %s in %s\n", w.name, p[m[0]:m[1]], p[max(0, m[0]-60):m[1]])
					}
				}
			}
			t.Logf("%d of %d wrong figures found", caught, spoiled)
			all, held = all+spoiled, held+caught
		})
	}
	if held*100 < all*leastFound {
		t.Errorf("%d of %d wrong figures found, at least %d%% are expected", held, all, leastFound)
	}
}

// spoilFigure changes the figure's second digit, or its only one.
func spoilFigure(text string) string {
	n := 0
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			n = i
			if i > 0 {
				break
			}
		}
	}
	return text[:n] + string('0'+(text[n]-'0'+3)%10) + text[n+1:]
}

// found says that a finding names the wrong figure.
func found(ds *normalize.Dataset, text string) bool {
	for _, f := range ds.Findings {
		if f.Check > 0 && strings.Contains(f.Message, strings.TrimRight(text, "万元%")) {
			return true
		}
	}
	return false
}

// TestForgottenPercent tells of a percentage printed without its %, if it comes out as one.
func TestForgottenPercent(t *testing.T) {
	w := wording{agency: "云岭县水务局", year: 2023, kind: "final"}
	tests := []struct {
		text string
		want int
	}{
		{"2023年一般公共预算财政拨款支出1891.50万元，比上年增加91.50万元，增长5.08。", 1},
		{"2023年一般公共预算财政拨款支出1891.50万元，比上年增加91.50万元，增长5.08%。", 0},
		{"2023年一般公共预算财政拨款支出1891.50万元，比上年增加91.50万元，增长6.08。", 0},
		{"2023年本年支出合计2151.25万元，其中：基本支出1231.55万元，占57.25；项目支出919.70万元，占42.75%。", 1},
	}
	for _, test := range tests {
		told := 0
		for _, f := range w.checked(t, []string{"三、支出决算情况说明", test.text}).Findings {
			if f.Code == "claim-unit" {
				told++
			} else if f.Check > 0 {
				t.Errorf("%s: %s", test.text, f.Message)
			}
		}
		if told != test.want {
			t.Errorf("%s: %d findings, want %d", test.text, told, test.want)
		}
	}
}
