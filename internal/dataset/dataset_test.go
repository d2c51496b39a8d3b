package dataset

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/internal/dataset/parquet"
	"github.com/mingxi/mingxi/internal/dataset/sqlite"
	"github.com/mingxi/mingxi/internal/dataset/workbook"
	"github.com/mingxi/mingxi/internal/folder"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// These tests know the rooms that write formats, which package export otherwise names.
func init() {
	Writers.Workbook, Writers.Printed, Writers.SQLite, Writers.Parquet = workbook.Write, workbook.WriteTables, sqlite.Write, parquet.Write
}

func money(s string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(s))
}

// sample is a dataset of one document with one table: a head of two rows with a merged cell, a label
// merged over two rows, and every kind of thing that is written.
func sample(id, file string) *normalize.Dataset {
	record := func(row, column int, path, printed, status string) normalize.Record {
		return normalize.Record{
			Document: id, Table: 1, Row: row, Column: column, Page: 3, Form: "budget-expenditure", Label: "行政运行",
			Keys: []normalize.Key{{Path: "科目", Text: "2011301"}, {Path: "科目", Text: "行政运行"}}, Path: []string{"本年支出", path},
			Quantity: normalize.Quantity{Flow: "out", Function: "2011301", Year: 2026}, FunctionCode: "2011301", Role: normalize.OfItem, CodeSource: normalize.CodePrinted, Text: printed, Value: money(strings.ReplaceAll(printed, ",", "")), Unit: "万元",
			Yuan: decimal.NewNullDecimal(money(strings.ReplaceAll(printed, ",", "")).Decimal.Shift(4)),
			Box:  page.Box{X0: 10, Y0: 20.123, X1: 30.5, Y1: 40}, Source: page.Text, Confidence: 1, Status: normalize.Status(status),
		}
	}
	cell := func(row, column, rows, columns int, text string) layout.Cell {
		return layout.Cell{Row: row, Column: column, RowSpan: rows, ColSpan: columns, Text: text, Page: 3}
	}
	ds := &normalize.Dataset{
		Disclosures: []normalize.Disclosure{{
			ID: id, File: file, SHA256: strings.Repeat(id, 6)[:64], Agency: "某市财政局", Year: 2026, Kind: normalize.Budget,
			Level: normalize.Department, Pages: 5, TextPages: 5, Tables: 1, Records: 4, Figures: 3, Verified: 1, Failed: 1,
		}},
		Tables: []normalize.Table{{
			Document: id, Number: 1, Form: "budget-expenditure", Title: "支出/总表", Unit: "万元", FirstPage: 3, LastPage: 4, HeaderRows: 2,
			Columns: []normalize.Column{
				{Number: 1, Path: []string{"科目"}, Role: normalize.LabelColumn},
				{Number: 2, Path: []string{"本年支出", "基本支出"}, Role: normalize.FigureColumn},
				{Number: 3, Path: []string{"本年支出", "项目支出"}, Role: normalize.FigureColumn},
			},
			Rows: []normalize.Row{{Number: 1, Page: 3}, {Number: 2, Page: 4}},
			Cells: []layout.Cell{
				cell(1, 1, 2, 1, "科目"), cell(1, 2, 1, 2, "本年支出"), cell(2, 2, 1, 1, "基本支出"), cell(2, 3, 1, 1, "项目支出"),
				cell(3, 1, 2, 1, "行政\n运行"), cell(3, 2, 1, 1, "1,234.50"), cell(3, 3, 1, 1, "=1+1"),
				cell(4, 2, 1, 1, "0.00"), cell(4, 3, 1, 1, "-"),
			},
			Notes: []string{"注：含上年结转"}, Records: 4, Checks: 2, Failed: 1,
		}},
		Records: []normalize.Record{
			record(1, 2, "基本支出", "1,234.50", "verified"),
			record(2, 2, "基本支出", "0.00", "contradicted"),
		},
		Claims: []normalize.Claim{{
			Document: id, Number: 1, Page: 2, Sentence: "支出1,234.50万元，\"同比\"增长", Subject: "支出", Kind: normalize.Amount, Year: 2026,
			Text: "1,284.50万元", Corrected: "1,234.50", Value: money("1234.50"), Unit: "万元", Yuan: money("12345000"), Records: []normalize.Ref{{Table: 1, Row: 1, Column: 2}}, Outcome: normalize.Pass,
		}},
		Checks: []normalize.Check{{
			Document: id, Number: 1, Code: "rows-add-up", Table: 1, Outcome: normalize.Fail, Expected: money("1"), Actual: money("2"),
			Difference: money("1"), Tolerance: money("0.015"), Unit: "万元", Records: []normalize.Ref{{Table: 1, Row: 2, Column: 2}}, Sentence: normalize.Sentence{Message: "1 ≠ 2", MessageZh: "差"},
			Compared: normalize.FigureRef{Record: normalize.Ref{Table: 1, Row: 2, Column: 2}}, Relation: normalize.AtMost,
			Terms: []normalize.Term{
				{FigureRef: normalize.FigureRef{Record: normalize.Ref{Document: "d0fb0911fd0dc", Table: 1, Row: 1, Column: 2}}},
				{FigureRef: normalize.FigureRef{Claim: normalize.ClaimRef{Number: 1}}, Minus: true},
				{FigureRef: normalize.FigureRef{Claim: normalize.ClaimRef{Document: "d0fb0911fd0dc", Number: 2}}, Base: true},
			},
		}},
		Findings: []normalize.Finding{{Document: id, Code: "rows-add-up", Severity: normalize.Error, Page: 4, Table: 1, Row: 2, Column: 2, Sentence: normalize.Sentence{Message: "1 ≠ 2", MessageZh: "差"}, Check: 1}},
		Facts: []normalize.Fact{{
			Document: id, Number: 1, Agency: "某市财政局", Region: "某市", Year: 2026, Kind: normalize.Budget, Level: normalize.Department,
			Quantity: normalize.Quantity{Flow: "out", Fund: "all", Use: "basic", Function: "2011301", Stage: "budget", Year: 2026, Scope: "this-year"}, FunctionName: "行政运行",
			ProjectCode: "410724000000000000001", Project: "项目甲", Yuan: decimal.RequireFromString("12345000"), Precision: decimal.RequireFromString("100"), Leaf: true, Status: normalize.Verified,
			Record: normalize.Ref{Table: 1, Row: 1, Column: 2}, Records: []normalize.Ref{{Table: 1, Row: 1, Column: 2}}, Claims: []normalize.ClaimRef{{Number: 1}}, Page: 3, Box: page.Box{X0: 10, Y0: 20, X1: 30, Y1: 40},
		}, {
			Document: id, Number: 2, Agency: "某市财政局", Region: "某市", Year: 2026, Kind: normalize.Budget, Level: normalize.Department, Quantity: normalize.Quantity{Item: "vehicles-held", Year: 2025}, Status: normalize.Unverified,
			Claims: []normalize.ClaimRef{{Number: 1}}, Page: 3, Box: page.Box{X0: 10, Y0: 20, X1: 30, Y1: 40}, Stated: normalize.Count, Value: money("3"), Unit: "辆",
		}},
		Targets: []normalize.Target{{
			Document: id, Table: 1, Page: 4, Project: "项目甲", Amount: money("10.00"), Unit: "万元", Level1: "产出指标", Level2: "数量指标",
			Level3: "培训人次", Operator: "≥", Value: money("95"), ValueUnit: "%", Text: "≥95%",
		}},
	}
	text := record(1, 3, "项目支出", "0", "unverified")
	text.Text, text.Value, text.Yuan, text.Unit = "=1+1", decimal.NullDecimal{}, decimal.NullDecimal{}, ""
	dash := record(2, 3, "项目支出", "0", "unverified")
	dash.Text = "-"
	ds.Records = append(ds.Records, text, dash)
	return ds
}

// write writes a dataset into a new folder and gives the folder.
func write(t *testing.T, ds *normalize.Dataset, formats ...Format) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	if err := Write(context.Background(), dir, ds, formats); err != nil {
		t.Fatal(err)
	}
	return dir
}

// tree is every file under dir with its content.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Name() == folder.Work {
			return fs.SkipDir
		}
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		inner, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(inner)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func names(files map[string]string) []string {
	var list []string
	for n := range files {
		list = append(list, n)
	}
	slices.Sort(list)
	return list
}

func TestWriteNames(t *testing.T) {
	got := names(tree(t, write(t, sample("daaaaaaaaaaaa", "预算.pdf"), CSV, XLSX, JSON)))
	want := []string{
		"CITATION.cff", "README.md", "checks.csv", "checks.jsonl", "claims.csv", "claims.jsonl", "codes.csv", "codes.jsonl", "datapackage.json", "documents.csv", "documents.jsonl",
		"facts.csv", "facts.jsonl", "findings.csv", "findings.jsonl", "forms.csv", "forms.jsonl", "load.R", "load.py", "load.sql", "measures.csv", "measures.jsonl", "records.csv", "records.jsonl", "tables.csv", "tables.jsonl",
		"tables/daaaaaaaaaaaa/01-支出-总表.csv", "targets.csv", "targets.jsonl", "预算.xlsx",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// The header lines are the published contract: a change here breaks every reader.
func TestContractHeaders(t *testing.T) {
	want := map[string]string{
		"documents": "document,file,url,sha256,agency,region,year,kind,level,edition,same_as,pages,text_pages,ocr_pages,problem_pages,tables,records,figures,verified,failed,printed,placed,left,bundle,retrieved,publisher,licence",
		"facts":     "document,fact_no,agency,region,year,kind,level,unit_code,unit_name,stage,amount_year,flow,fund,use,source,function_code,function_name,economic_code,economic_name,gov_economic_code,item,project_code,project,scope,yuan,precision,leaf,status,record,records,claims,page,x0,y0,x1,y1,claim_kind,value,unit",
		"tables":    "document,table_no,form,title,unit,first_page,last_page,rows,columns,records,checks,failed,agency",
		"records":   "document,table_no,row_no,column_no,page,page_label,form,label,keys,path,measure,role,level,parent_row,side,column_year,quantity,function_code,economic_code,gov_economic_code,unit_code,unit_name,project_code,code_source,text,value,unit,yuan,x0,y0,x1,y1,source,confidence,status,corrected",
		"claims":    "document,claim_no,page,x0,y0,x1,y1,sentence,subject,kind,year,value,unit,yuan,records,outcome,text,corrected",
		"checks":    "document,check_no,code,table_no,outcome,expected,actual,difference,tolerance,unit,records,claims,terms,message,message_zh",
		"findings":  "document,code,severity,page,table_no,row_no,column_no,message,message_zh,check_no,judged,review",
		"targets":   "document,table_no,row_no,page,project_code,project,amount,unit,level1,level2,level3,operator,value,value_unit,text",
	}
	files := tree(t, write(t, &normalize.Dataset{}, CSV))
	for name, header := range want {
		if got := files[name+".csv"]; got != header+"\r\n" {
			t.Errorf("%s.csv of an empty dataset: %q", name, got)
		}
	}
}

func TestRecordsCSV(t *testing.T) {
	files := tree(t, write(t, sample("daaaaaaaaaaaa", "预算.pdf"), CSV))
	line := strings.Split(files["records.csv"], "\r\n")[1]
	want := `daaaaaaaaaaaa,1,1,2,3,,budget-expenditure,行政运行,"{""科目"":""2011301"",""科目 2"":""行政运行""}",本年支出 / 基本支出,,item,0,,,,flow=out function=2011301 year=2026,2011301,,,,,,printed,"1,234.50",1234.50,万元,12345000,10,20.12,30.5,40,text,1,verified,`
	if d := cmp.Diff(want, line); d != "" {
		t.Error(d)
	}
}

func TestWideTable(t *testing.T) {
	files := tree(t, write(t, sample("daaaaaaaaaaaa", "预算.pdf"), CSV))
	want := "科目,本年支出 / 基本支出,本年支出 / 项目支出\r\n行政运行,\"1,234.50\",=1+1\r\n行政运行,0.00,-\r\n"
	if d := cmp.Diff(want, files["tables/daaaaaaaaaaaa/01-支出-总表.csv"]); d != "" {
		t.Error(d)
	}
}

func TestJSONLines(t *testing.T) {
	files := tree(t, write(t, sample("daaaaaaaaaaaa", "预算.pdf"), JSON))
	line, _, _ := strings.Cut(files["claims.jsonl"], "\n")
	want := `{"document":"daaaaaaaaaaaa","claim_no":1,"page":2,"x0":0,"y0":0,"x1":0,"y1":0,"sentence":"支出1,234.50万元，\"同比\"增长","subject":"支出","kind":"amount","year":2026,"value":1234.50,"unit":"万元","yuan":12345000,"records":["1:1:2"],"outcome":"pass","text":"1,284.50万元","corrected":"1,234.50"}`
	if d := cmp.Diff(want, line); d != "" {
		t.Error(d)
	}
	for name, data := range files {
		for _, l := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
			if strings.HasSuffix(name, ".jsonl") && !json.Valid([]byte(l)) {
				t.Errorf("%s: not JSON: %s", name, l)
			}
		}
	}
}

func TestSameBytes(t *testing.T) {
	ds := sample("daaaaaaaaaaaa", "预算.pdf")
	ds.Append(sample("dbbbbbbbbbbbb", "预算.PDF"))
	first := tree(t, write(t, ds, Formats...))
	for range 5 {
		if d := cmp.Diff(first, tree(t, write(t, ds, Formats...))); d != "" {
			t.Fatal(d)
		}
	}
}

func TestSameNameTwice(t *testing.T) {
	docs := []normalize.Disclosure{{ID: "daaaaaaaaaaaa", File: "a.pdf"}, {ID: "dbbbbbbbbbbbb", File: "A.PDF"}, {ID: "dcccccccccccc", File: "c.pdf"}}
	want := []string{"a-daaaaaaaaaaaa.xlsx", "A-dbbbbbbbbbbbb.xlsx", "c.xlsx"}
	if d := cmp.Diff(want, workbookNames(docs)); d != "" {
		t.Error(d)
	}
}

func TestFailureLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Write(ctx, dir, sample("daaaaaaaaaaaa", "预算.pdf"), Formats); err == nil {
		t.Fatal("no error")
	}
	if _, err := os.Stat(filepath.Dir(dir)); !os.IsNotExist(err) {
		t.Error("the folders that were made are still there")
	}
}

func TestFailureKeepsWhatWasThere(t *testing.T) {
	dir := write(t, sample("daaaaaaaaaaaa", "预算.pdf"), CSV)
	before := tree(t, dir)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Write(ctx, dir, sample("dbbbbbbbbbbbb", "决算.pdf"), Formats); err == nil {
		t.Fatal("no error")
	}
	if d := cmp.Diff(before, tree(t, dir)); d != "" {
		t.Error(d)
	}
}

func TestStaleFilesGo(t *testing.T) {
	dir := write(t, sample("daaaaaaaaaaaa", "old.pdf"), Formats...)
	own := filepath.Join(dir, "tables", "notes.txt")
	if err := os.WriteFile(own, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := Write(context.Background(), dir, sample("dbbbbbbbbbbbb", "new.pdf"), []Format{CSV, XLSX}); err != nil {
		t.Fatal(err)
	}
	want := names(tree(t, write(t, sample("dbbbbbbbbbbbb", "new.pdf"), CSV, XLSX)))
	want = append(want, "tables/notes.txt")
	slices.Sort(want)
	if d := cmp.Diff(want, names(tree(t, dir))); d != "" {
		t.Error(d)
	}
}

// A description that names files outside the folder must not have them removed.
func TestStaleStaysInside(t *testing.T) {
	root := t.TempDir()
	dir, victim := filepath.Join(root, "out"), filepath.Join(root, "victim")
	os.Mkdir(dir, 0o777)
	os.WriteFile(victim, nil, 0o666)
	os.WriteFile(filepath.Join(dir, packageFile), []byte(`{"name":"mingxi-dataset","resources":[{"path":"../victim"}]}`), 0o666)
	if err := Write(context.Background(), dir, &normalize.Dataset{}, []Format{CSV}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(victim); err != nil {
		t.Error("a file outside the dataset was removed")
	}
}

func TestWorkbook(t *testing.T) {
	dir := write(t, sample("daaaaaaaaaaaa", "预算.pdf"), XLSX)
	f, err := excelize.OpenFile(filepath.Join(dir, "预算.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if d := cmp.Diff([]string{"Overview", "Findings", "01 支出-总表", "Facts", "Claims", "Records"}, f.GetSheetList()); d != "" {
		t.Error(d)
	}
	merged, _ := f.GetMergeCells("01 支出-总表")
	var ranges []string
	for _, m := range merged {
		ranges = append(ranges, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	if d := cmp.Diff([]string{"A3:A4", "B3:C3", "A5:A6"}, ranges); d != "" {
		t.Error(d)
	}
	for _, c := range []struct {
		cell, shown string
		kind        excelize.CellType
		why         string
	}{
		{"B5", "1,234.50", excelize.CellTypeUnset, "a figure is a number, shown with its separators and digits"},
		{"B6", "0.00", excelize.CellTypeUnset, "zero keeps its decimals"},
		{"C5", "=1+1", excelize.CellTypeInlineString, "text that looks like a formula stays text"},
		{"C6", "-", excelize.CellTypeInlineString, "a dash is not zero"},
	} {
		shown, _ := f.GetCellValue("01 支出-总表", c.cell)
		kind, _ := f.GetCellType("01 支出-总表", c.cell)
		if shown != c.shown || kind != c.kind {
			t.Errorf("%s: %q of type %v: %s", c.cell, shown, kind, c.why)
		}
	}
}

func TestCSVField(t *testing.T) {
	for in, want := range map[string]string{
		"a":     "a",
		"a,b":   `"a,b"`,
		`a"b`:   `"a""b"`,
		"a\nb":  "\"a\nb\"",
		" a":    `" a"`,
		"":      "",
		"=1+1":  "=1+1",
		"1,2\r": "\"1,2\r\"",
	} {
		got := string(csvLine(nil, []string{in, "x"}))
		if got != want+",x\r\n" {
			t.Errorf("%q: %q", in, got)
		}
		back, err := csv.NewReader(strings.NewReader(strings.ReplaceAll(got, "\r", ""))).Read()
		if err != nil || back[0] != strings.ReplaceAll(in, "\r", "") {
			t.Errorf("%q reads back as %q, %v", in, back, err)
		}
	}
	if got := string(csvLine(nil, []string{""})); got != "\"\"\r\n" {
		t.Errorf("a lone empty field: %q", got)
	}
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{
		"收支总表":                          "收支总表",
		"a/b\\c:d":                      "a-b-c-d",
		"..":                            "table",
		"a\nb\x00c\u202e":               "abc",
		"con":                           "_con",
		"NUL.txt":                       "_NUL.txt",
		"~$预算":                          "_~$预算",
		" a. ":                          "a",
		"一\u3000二":                      "一 二",
		strings.Repeat("表", 100):        strings.Repeat("表", 40),
		"a" + strings.Repeat("表", 100):  "a" + strings.Repeat("表", 39),
		string([]byte{0xff, 'a', 0xfe}): "a",
	} {
		if got := contract.SafeName(in, "table"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestOverlappingSpans(t *testing.T) {
	ds := sample("daaaaaaaaaaaa", "a.pdf")
	ds.Tables[0].Cells = append(ds.Tables[0].Cells, layout.Cell{Row: 1, Column: 1, RowSpan: 3, ColSpan: 3},
		layout.Cell{Row: 9, Column: 9, RowSpan: 1 << 40, ColSpan: 1 << 40}, layout.Cell{Row: -1, Column: 0})
	var b bytes.Buffer
	if err := workbook.Write(&b, ds); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	merged, _ := f.GetMergeCells("01 支出-总表")
	if len(merged) != 3 {
		t.Errorf("merged %v", merged)
	}
}
