package normalize

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/shopspring/decimal"
)

// A truthTable is one table of testdata/hongqi-2026/truth.json: what the document says.
type truthTable struct {
	Form      string
	Title     string
	Unit      string
	Columns   [][]string
	LabelCols []int `json:"label_cols"`
	Rows      int
	Cells     []truthCell
}

type truthCell struct {
	Row    int
	Labels []string
	Path   []string
	Col    int
	Text   string
}

func readTruth(t *testing.T) []truthTable {
	t.Helper()
	data, err := os.ReadFile("../testdata/hongqi-2026/truth.json")
	if err != nil {
		t.Fatal(err)
	}
	var truth struct{ Tables []truthTable }
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	return truth.Tables
}

// laidOut is the truth table as package layout would give it: merged header cells over the columns'
// paths, and a body of label and figure cells.
func (tt *truthTable) laidOut() layout.Table {
	t := layout.Table{FirstPage: 1, LastPage: 1, Title: tt.Title, Columns: len(tt.Columns)}
	t.Captions = []layout.Line{{Text: "部门名称：新乡市红旗区工业和信息化局"}, {Text: "单位：" + tt.Unit}}
	for _, p := range tt.Columns {
		t.HeaderRows = max(t.HeaderRows, len(p))
	}
	t.Cells = tt.headCells(t.HeaderRows)
	t.Rows = t.HeaderRows + tt.Rows
	labels := map[[2]int]bool{}
	for _, c := range tt.Cells {
		row := t.HeaderRows + 1 + c.Row
		for i, col := range tt.LabelCols {
			at := [2]int{row, col}
			if c.Labels[i] != "" && !labels[at] {
				labels[at] = true
				t.Cells = append(t.Cells, plainCell(row, col+1, c.Labels[i]))
			}
		}
		t.Cells = append(t.Cells, plainCell(row, c.Col+1, c.Text))
	}
	return t
}

// headCells merges equal neighbours of each header row that hang below the same cell, and lets the
// innermost name run down to the last row.
func (tt *truthTable) headCells(rows int) []layout.Cell {
	var cells []layout.Cell
	for r := 0; r < rows; r++ {
		for c := 0; c < len(tt.Columns); {
			p := tt.Columns[c]
			if r >= len(p) {
				c++
				continue
			}
			end := c + 1
			for end < len(tt.Columns) && r < len(p)-1 && len(tt.Columns[end]) > r+1 && slices.Equal(tt.Columns[end][:r+1], p[:r+1]) {
				end++
			}
			cell := plainCell(r+1, c+1, p[r])
			cell.ColSpan = end - c
			if r == len(p)-1 {
				cell.RowSpan = rows - r
			}
			cells = append(cells, cell)
			c = end
		}
	}
	return cells
}

func plainCell(row, column int, text string) layout.Cell {
	return layout.Cell{Row: row, Column: column, RowSpan: 1, ColSpan: 1, Text: text, Page: 1, Source: page.Text, Confidence: 1}
}

// TestKnownDocument reads the truth's tables laid out by hand and asks for each figure back.
func TestKnownDocument(t *testing.T) {
	doc := &extract.Document{SHA256: strings.Repeat("ab", 32), Pages: []page.Page{{Number: 1}}}
	truth := readTruth(t)
	for i := range truth {
		doc.Tables = append(doc.Tables, truth[i].laidOut())
	}
	ds := Document(doc)
	right := 0
	for i := range truth {
		right += checkTruth(t, &truth[i], recordsOf(ds, i+1))
	}
	if right != 275 {
		t.Errorf("%d figures right, want 275", right)
	}
	for _, f := range ds.Findings {
		t.Errorf("finding on a clean document: table %d: %s: %s", f.Table, f.Code, f.Message)
	}
}

func recordsOf(ds *Dataset, table int) []Record {
	var out []Record
	for _, r := range ds.Records {
		if r.Table == table && r.Value.Valid {
			out = append(out, r)
		}
	}
	return out
}

// checkTruth counts the figures of one table that came back right, and reports each other one.
func checkTruth(t *testing.T, tt *truthTable, records []Record) int {
	right, want := 0, 0
	at := map[[2]int]*Record{}
	for i := range records {
		at[[2]int{records[i].Row, records[i].Column}] = &records[i]
	}
	for _, c := range tt.Cells {
		v, err := decimal.NewFromString(strings.ReplaceAll(c.Text, ",", ""))
		if err != nil {
			continue
		}
		want++
		r := at[[2]int{c.Row + 1, c.Col + 1}]
		if r == nil {
			t.Errorf("form %s row %d column %d: no record for %s", tt.Form, c.Row, c.Col, c.Text)
			continue
		}
		if wrong := tt.compare(&c, r, v); wrong != "" {
			t.Errorf("form %s row %d column %d: %s", tt.Form, c.Row, c.Col, wrong)
			continue
		}
		right++
	}
	if want != len(records) && tt.Form != "12" {
		t.Errorf("form %s: %d records, want %d", tt.Form, len(records), want)
	}
	return right
}

// compare says what of a record is not as the truth has it, or "".
func (tt *truthTable) compare(c *truthCell, r *Record, v decimal.Decimal) string {
	var labels []string
	for i, col := range tt.LabelCols {
		if col < c.Col && c.Labels[i] != "" {
			labels = append(labels, words.Squeeze(c.Labels[i]))
		}
	}
	if tt.Form == "01" || tt.Form == "04" {
		labels = labels[len(labels)-1:]
		if len(r.Keys) != 1 {
			return "keys of another side"
		}
	}
	for _, l := range labels {
		if !slices.ContainsFunc(r.Keys, func(k Key) bool { return k.Text == l }) {
			return "no key " + l
		}
	}
	switch {
	case !r.Value.Decimal.Equal(v):
		return "value " + r.Value.Decimal.String() + ", want " + v.String()
	case !slices.Equal(r.Path, c.Path):
		return "path " + strings.Join(r.Path, " / ") + ", want " + strings.Join(c.Path, " / ")
	case len(labels) > 0 && !slices.Contains(labels, r.Label):
		return "label " + r.Label + ", want one of " + strings.Join(labels, " | ")
	case r.Unit != tt.Unit || !r.Yuan.Decimal.Equal(words.InYuan(decimal.NewNullDecimal(v), tt.Unit).Decimal):
		return "unit " + r.Unit + ", yuan " + r.Yuan.Decimal.String()
	}
	return tt.compareCodes(c.Labels, r)
}

func (tt *truthTable) compareCodes(l []string, r *Record) string {
	function, economic, government := "", "", ""
	switch {
	case (tt.Form == "03" || tt.Form == "05") && l[0] != "":
		function = l[0] + l[1] + l[2]
	case tt.Form == "07" && len(l[0]) == 3 && l[1] != "":
		economic, government = l[0]+l[1], l[3]+l[4]
	case tt.Form == "06" && l[0] != "":
		economic, government = l[0], l[2]
	}
	if r.CodeSource == CodeByName { // the summaries print the names of classes alone
		for name, code := range map[string]string{"一般公共服务": "201", "社会保障和就业": "208", "资源勘探信息等": "215", "住房保障": "221"} {
			if (tt.Form == "01" || tt.Form == "04") && strings.Contains(r.Label, name) {
				function = code
			}
		}
	}
	if r.FunctionCode != function || r.EconomicCode != economic || r.GovEconomicCode != government {
		return "codes " + r.FunctionCode + "," + r.EconomicCode + "," + r.GovEconomicCode
	}
	return ""
}
