package reconcile

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A truthTable is one table of testdata/hongqi-2026/truth.json: what the document says, cell by cell.
type truthTable struct {
	Form      string     `json:"form"`
	Title     string     `json:"title"`
	Unit      string     `json:"unit"`
	Columns   [][]string `json:"columns"`
	LabelCols []int      `json:"label_cols"`
	Rows      int        `json:"rows"`
	Cells     []struct {
		Row    int      `json:"row"`
		Labels []string `json:"labels"`
		Path   []string `json:"path"`
		Col    int      `json:"col"`
		Text   string   `json:"text"`
	} `json:"cells"`
}

const truthDocument = "hongqi2026"

// truthDataset is the dataset that the shipped document's truth describes, with the amounts of its
// narrative.
func truthDataset(t testing.TB) *normalize.Dataset {
	t.Helper()
	data, err := os.ReadFile("../../testdata/hongqi-2026/truth.json")
	if err != nil {
		t.Fatal(err)
	}
	var truth struct {
		Agency string       `json:"agency"`
		Year   int          `json:"year"`
		Tables []truthTable `json:"tables"`
	}
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: truthDocument, Agency: truth.Agency, Year: truth.Year, Kind: normalize.Budget}}}
	for i, tt := range truth.Tables {
		addTruthTable(ds, i+1, tt)
	}
	for i, c := range truthClaims {
		value := decimal.RequireFromString(c.amount)
		ds.Claims = append(ds.Claims, normalize.Claim{Document: truthDocument, Number: i + 1, Page: 4, Section: c.section, Subject: c.subject,
			Kind: normalize.Amount, Year: truth.Year, Text: c.amount + "万元", Unit: "万元", Whole: c.whole,
			Value: decimal.NewNullDecimal(value), Yuan: decimal.NewNullDecimal(value.Shift(4))})
	}
	return ds
}

// truthClaims are amounts that the document's narrative states.
var truthClaims = []struct {
	section, subject, amount string
	whole                    int
}{
	{"一、收入支出预算总体情况说明", "收入总计", "287.43", 0},
	{"一、收入支出预算总体情况说明", "支出总计", "287.43", 0},
	{"二、收入预算总体情况说明", "收入合计", "287.43", 0},
	{"二、收入预算总体情况说明", "一般公共预算", "287.43", 3},
	{"三、支出预算总体情况说明", "支出合计", "287.43", 0},
	{"三、支出预算总体情况说明", "基本支出", "196.35", 5},
	{"三、支出预算总体情况说明", "项目支出", "91.08", 5},
	{"五、一般公共预算支出情况说明", "一般公共预算支出年初预算", "287.43", 0},
	{"五、一般公共预算支出情况说明", "一般公共服务（类）支出", "168.07", 8},
	{"五、一般公共预算支出情况说明", "社会保障和就业（类）支出", "14.90", 8},
	{"五、一般公共预算支出情况说明", "资源勘探工业信息等（类）支出", "90.14", 8},
	{"五、一般公共预算支出情况说明", "住房保障（类）支出", "14.32", 8},
	{"六、一般公共预算基本支出情况说明", "一般公共预算基本支出年初预算", "196.35", 0},
	{"六、一般公共预算基本支出情况说明", "人员经费", "182.84", 13},
	{"六、一般公共预算基本支出情况说明", "公用经费", "13.51", 13},
	{"九、其他重要事项情况说明", "机构运转经费支出预算", "13.51", 0},
}

func addTruthTable(ds *normalize.Dataset, number int, tt truthTable) {
	twoSided := tt.Form == "01" || tt.Form == "04"
	t := normalize.Table{Document: truthDocument, Number: number, Title: tt.Title, Unit: tt.Unit, FirstPage: number, LastPage: number}
	for i, path := range tt.Columns {
		t.Columns = append(t.Columns, truthColumn(i, path, tt.LabelCols, twoSided))
	}
	rows := map[int]map[int]*normalize.Item{}
	for _, c := range tt.Cells {
		value, err := decimal.NewFromString(strings.ReplaceAll(c.Text, ",", ""))
		col := t.Columns[c.Col]
		if err != nil || col.Role != normalize.FigureColumn {
			continue
		}
		it := truthItem(tt, c.Labels, col.Side)
		if rows[c.Row] == nil {
			rows[c.Row] = map[int]*normalize.Item{}
		}
		rows[c.Row][col.Side] = &it
		ds.Records = append(ds.Records, normalize.Record{Document: truthDocument, Table: number, Row: c.Row + 1, Column: col.Number, Page: number,
			Label: it.Label, Path: col.Path, FunctionCode: it.FunctionCode, EconomicCode: it.EconomicCode, GovEconomicCode: it.GovEconomicCode,
			UnitCode: it.UnitCode, ProjectCode: it.ProjectCode, Text: c.Text, Unit: tt.Unit,
			Value: decimal.NewNullDecimal(value), Yuan: decimal.NewNullDecimal(value.Shift(4))})
	}
	var heads [3]int
	for r := range tt.Rows {
		row := normalize.Row{Number: r + 1, Page: number}
		for side := range 3 {
			if it := rows[r][side]; it != nil {
				outline(it, r+1, &heads[side])
				row.Items = append(row.Items, *it)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	ds.Tables = append(ds.Tables, t)
}

func truthColumn(i int, path []string, labels []int, twoSided bool) normalize.Column {
	c := normalize.Column{Number: i + 1, Path: path, Role: normalize.FigureColumn, Part: strings.Contains(path[len(path)-1], "其中")}
	for _, l := range labels {
		if l == i {
			c.Role = normalize.LabelColumn
		}
	}
	if strings.Contains(strings.Join(path, ""), "指标") {
		c.Role = normalize.TextColumn
	}
	if twoSided {
		c.Side = map[string]int{"收入": 1, "支出": 2}[path[0]]
	}
	return c
}

// truthItem is the item of a cell: the labels on its own side, by the form's columns.
func truthItem(tt truthTable, labels []string, side int) normalize.Item {
	it := normalize.Item{Side: side}
	at := func(i int) string { return strings.ReplaceAll(labels[i], " ", "") }
	switch tt.Form {
	case "01", "04":
		it.Label = at(side - 1)
	case "03", "05":
		it.FunctionCode, it.UnitCode, it.Label = at(0)+at(1)+at(2), at(3), at(4)
	case "06":
		it.EconomicCode, it.Label, it.GovEconomicCode = at(0), at(1), at(2)
		if it.Label == "" {
			it.Label = at(0)
			it.EconomicCode = ""
		}
	case "07":
		it.Label = at(2)
		if len(at(0)) == 3 && at(1) != "" {
			it.EconomicCode, it.GovEconomicCode = at(0)+at(1), at(3)+at(4)
		} else {
			it.UnitCode = at(0)
		}
	case "02":
		it.UnitCode, it.Label = at(0), at(1)
	case "10":
		it.Label = at(1)
		if len(at(0)) == 3 {
			it.UnitCode = at(0)
		}
	case "12":
		it.Label = at(1)
		if len(at(0)) > 10 {
			it.ProjectCode = at(0)
		} else {
			it.UnitCode = at(0)
		}
	}
	if strings.HasPrefix(it.Label, "其中") {
		it.Role = normalize.Memo
	}
	if totalName.MatchString(it.Label) || strings.HasPrefix(it.Label, "一、本年") {
		it.Role = normalize.Total
	}
	return it
}

// outline puts items numbered （一） under the one numbered 一、 before them.
func outline(it *normalize.Item, row int, head *int) {
	switch {
	case strings.HasPrefix(it.Label, "（"):
		it.Level, it.Parent = 1, *head
	case strings.Contains(it.Label, "、"):
		*head = row
	}
}
