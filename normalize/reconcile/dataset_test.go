package reconcile

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/shopspring/decimal"
)

// totalName ends the names of total rows.
var totalName = regexp.MustCompile(`(合计|总计|小计)[：:]?$`)

// A page is how tests write a document: tables as lines of text.
type page struct {
	ds *normalize.Dataset
}

// budget begins a department's budget of 2026.
func budget() *page {
	return &page{&normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d", Year: 2026, Kind: normalize.Budget, Level: normalize.Department}}}}
}

// table adds a table: heads are separated by blanks, the levels of a head by slashes; each row is a label and its
// figures, "." standing for a blank cell. A label that begins with a functional code has it; one that
// is indented by > is part of the row above.
func (p *page) table(title, unit, heads string, rows ...string) *page {
	t := normalize.Table{Document: "d", Number: len(p.ds.Tables) + 1, Title: title, Unit: unit, FirstPage: 1, LastPage: 1}
	t.Columns = append(t.Columns, normalize.Column{Number: 1, Path: []string{"项目"}, Role: normalize.LabelColumn})
	for i, h := range strings.Fields(heads) {
		path := strings.Split(h, "/")
		t.Columns = append(t.Columns, normalize.Column{Number: i + 2, Path: path, Role: normalize.FigureColumn, Part: words.IsPart(path[len(path)-1])})
	}
	last := 0
	for i, line := range rows {
		fields := strings.Fields(line)
		it := normalize.Item{Label: strings.TrimPrefix(fields[0], ">")}
		if strings.HasPrefix(fields[0], ">") {
			it.Parent, it.Level = last, 1
		} else {
			last = i + 1
		}
		it.FunctionCode = leadingDigits(it.Label)
		it.Label = strings.TrimPrefix(it.Label, it.FunctionCode)
		if totalName.MatchString(it.Label) || it.Label == "合计" {
			it.Role = normalize.Total
		}
		t.Rows = append(t.Rows, normalize.Row{Number: i + 1, Page: 1, Items: []normalize.Item{it}})
		for k, text := range fields[1:] {
			if text != "." {
				p.record(&t, i+1, k+2, it, text, unit)
			}
		}
	}
	if f, known := forms.Match("budget", "department", title, nil); known {
		t.Form = f.ID
	}
	p.ds.Tables = append(p.ds.Tables, t)
	return p
}

func leadingDigits(s string) string {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return s[:n]
}

func (p *page) record(t *normalize.Table, row, column int, it normalize.Item, text, unit string) {
	value := decimal.RequireFromString(strings.ReplaceAll(text, ",", ""))
	r := normalize.Record{Document: "d", Table: t.Number, Row: row, Column: column, Page: 1, Label: it.Label,
		Path: t.Columns[column-1].Path, FunctionCode: it.FunctionCode, Text: text, Unit: unit, Value: decimal.NewNullDecimal(value)}
	if rate, ok := words.Yuan(unit); ok {
		r.Yuan = decimal.NewNullDecimal(value.Mul(rate))
	}
	p.ds.Records = append(p.ds.Records, r)
}

// claim adds a claim: its kind, subject and text, and the numbers of the claims it is about and measured against.
func (p *page) claim(kind normalize.ClaimKind, section, subject, text string, of, whole int) *page {
	number := strings.TrimRightFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	unit := strings.TrimPrefix(text, number)
	value := decimal.RequireFromString(strings.ReplaceAll(number, ",", ""))
	c := normalize.Claim{Document: "d", Number: len(p.ds.Claims) + 1, Page: 1, Sentence: section, Section: section, Subject: subject, Kind: kind,
		Year: 2026, Text: strings.TrimPrefix(text, "-"), Value: decimal.NewNullDecimal(value), Unit: unit, Of: of, Whole: whole}
	if rate, ok := words.Yuan(unit); ok {
		c.Yuan = decimal.NewNullDecimal(value.Mul(rate))
	}
	p.ds.Claims = append(p.ds.Claims, c)
	return p
}

// checked reconciles the document.
func (p *page) checked() *normalize.Dataset {
	normalize.Measure(p.ds)
	Check(p.ds, Options{})
	return p.ds
}

// outcomes counts the document's checks as code:outcome.
func outcomes(ds *normalize.Dataset) map[string]int {
	out := map[string]int{}
	for _, c := range ds.Checks {
		out[fmt.Sprintf("%s:%s", c.Code, c.Outcome)]++
	}
	return out
}
