package dataset

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

func TestSQLite(t *testing.T) {
	ds := sample("daaaaaaaaaaaa", "预算.pdf")
	ds.Append(sample("dbbbbbbbbbbbb", "决算.pdf"))
	db, err := sql.Open("sqlite", filepath.Join(write(t, ds, SQLite), sqliteName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, c := range []struct{ query, want, why string }{
		{"SELECT count(*) FROM records", "8", "every row is there"},
		{"SELECT count(*) FROM pragma_foreign_key_check", "0", "foreign keys lead somewhere"},
		{"PRAGMA integrity_check", "ok", "the file is whole"},
		{"SELECT typeof(value) FROM records LIMIT 1", "real", "amounts are numbers"},
		{"SELECT text FROM records LIMIT 1", "1,234.50", "the text is as printed"},
		{"SELECT count(*) FROM records WHERE value > 1000", "2", "amounts compare as numbers"},
		{"SELECT count(*) FROM records WHERE value IS NULL", "2", "what is missing is null"},
		{"SELECT agency || title || page FROM figures WHERE status = 'verified' AND document LIKE 'da%'", "某市财政局支出/总表3", "the view figures"},
		{"SELECT count(*) FROM failed_checks", "2", "the view failed_checks"},
		{"SELECT count(*) FROM to_look_at", "2", "the view to_look_at"},
		{"SELECT percent_verified FROM coverage LIMIT 1", "33.3", "the view coverage"},
	} {
		var got string
		if err := db.QueryRow(c.query).Scan(&got); err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s: %s", c.why, c.query, d)
		}
	}
}

// The view of figures lists what documents.csv counts as figures: neither a dash
// nor words, and not what an indicator scored though it is a number.
func TestSQLiteFigures(t *testing.T) {
	ds := sample("daaaaaaaaaaaa", "预算.pdf")
	dash := &ds.Records[len(ds.Records)-1]
	dash.Value, dash.Yuan = decimal.NullDecimal{}, decimal.NullDecimal{}
	score, bare := ds.Records[0], ds.Records[0]
	score.Row, score.Text, score.Path = 3, "9.8", []string{"自评", "自评得分（10分）"}
	bare.Row, bare.Text, bare.Path = 4, "7.00", nil
	ds.Records = append(ds.Records, score, bare)
	want := 0
	for i := range ds.Records {
		if ds.Records[i].IsFigure() {
			want++
		}
	}
	db, err := sql.Open("sqlite", filepath.Join(write(t, ds, SQLite), sqliteName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var n int
	var texts string
	if err := db.QueryRow("SELECT count(*), group_concat(text, ' ') FROM figures").Scan(&n, &texts); err != nil {
		t.Fatal(err)
	}
	if n != want || texts != "1,234.50 0.00 7.00" {
		t.Errorf("%d figures, %s; want %d", n, texts, want)
	}
}

// The views for totals hold what is printed once, and nothing where a document prints different ones.
func TestSQLiteTotals(t *testing.T) {
	figure := func(document string, table, row, column int, form, label, path, measure, code string, yuan int64) normalize.Record {
		return normalize.Record{Document: document, Table: table, Row: row, Column: column, Page: 1, Form: form, Label: label, Path: strings.Split(path, contract.PathSeparator), Measure: measure,
			FunctionCode: code, Source: "text", Status: normalize.Verified, Value: decimal.NewNullDecimal(decimal.NewFromInt(yuan)), Yuan: decimal.NewNullDecimal(decimal.NewFromInt(yuan))}
	}
	const one, two = "daaaaaaaaaaaa", "dbbbbbbbbbbbb"
	ds := &normalize.Dataset{
		Disclosures: []normalize.Disclosure{{ID: one, File: "a.pdf", SHA256: one, Agency: "甲局", Year: 2026}, {ID: two, File: "b.pdf", SHA256: two, Agency: "乙局", Year: 2026}},
		Records: []normalize.Record{
			figure(one, 1, 1, 2, "budget-summary", "收入合计", "收入 / 预算数", "income", "", 90),
			figure(one, 1, 2, 2, "budget-summary", "收入总计", "收入 / 预算数", "income", "", 100),
			figure(one, 1, 2, 4, "budget-summary", "支出总计", "支出 / 预算数", "expenditure", "", 100),
			figure(one, 2, 1, 3, "budget-expenditure", "行政运行", "合计", "total", "2010101", 70),
			figure(one, 2, 1, 4, "budget-expenditure", "行政运行", "基本支出", "basic-expenditure", "2010101", 60),
			figure(one, 2, 1, 5, "budget-expenditure", "行政运行", "项目支出", "project-expenditure", "2010101", 10),
			figure(one, 2, 1, 6, "budget-expenditure", "行政运行", "政府采购 / 小计", "total", "2010101", 5),
			figure(two, 1, 1, 2, "budget-summary", "收入总计", "收入 / 预算数", "income", "", 7),
			figure(two, 2, 1, 2, "budget-summary", "收入总计", "收入 / 预算数", "income", "", 8),
		},
	}
	for _, d := range ds.Disclosures {
		for n := range 2 {
			ds.Tables = append(ds.Tables, normalize.Table{Document: d.ID, Number: n + 1, FirstPage: 1, LastPage: 1})
		}
	}
	db, err := sql.Open("sqlite", filepath.Join(write(t, ds, SQLite), sqliteName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for query, want := range map[string]string{
		"SELECT group_concat(agency || ' ' || ifnull(income_yuan, '-') || ' ' || ifnull(expenditure_yuan, '-') || ' ' || verified, ', ') FROM agency_totals": "甲局 100 100 1, 乙局 - - 1",
		"SELECT group_concat(function_code || ' ' || total_yuan || ' ' || basic_yuan || ' ' || project_yuan, ', ') FROM function_totals":                     "2010101 70 60 10",
	} {
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", query, got, err, want)
		}
	}
}
