package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

const (
	truthDocument = "testdata/hongqi-2026/doc.pdf"
	truthFile     = "testdata/hongqi-2026/truth.json"
)

// A truthTable is what one table of the shipped document holds, as its maker wrote it down. Rows
// and columns count from 0.
type truthTable struct {
	Form    string      `json:"form"`
	Title   string      `json:"title"`
	Unit    string      `json:"unit"`
	Labels  []int       `json:"label_cols"`
	Cells   []truthCell `json:"cells"`
	Columns [][]string  `json:"columns"`
}

type truthCell struct {
	Row    int      `json:"row"`
	Column int      `json:"col"`
	Labels []string `json:"labels"`
	Path   []string `json:"path"`
	Text   string   `json:"text"`
}

// A tally counts the figures of the truth by how the dataset gives them.
type tally struct{ right, wrong, missing, extra int }

func measureTruth(ctx context.Context) ([]score, error) {
	tables, err := readTruth(truthFile)
	if err != nil {
		return nil, err
	}
	ds, err := mingxi.Read(ctx, truthDocument, mingxi.Options{})
	if err != nil {
		return nil, err
	}
	t := compareTruth(ds, tables)
	scores := []score{
		{name: "truth: figures right of 275", value: fmt.Sprint(t.right)},
		{name: "truth: figures wrong", value: fmt.Sprint(t.wrong), lower: true},
		{name: "truth: figures missing", value: fmt.Sprint(t.missing), lower: true},
		{name: "truth: figures extra", value: fmt.Sprint(t.extra), lower: true},
		{name: "truth: claims", value: fmt.Sprint(len(ds.Claims))},
	}
	return append(scores, outcomeScores("truth", ds)...), nil
}

// outcomeScores counts the checks of a dataset by outcome, and the records that they verify.
func outcomeScores(suite string, ds *normalize.Dataset) []score {
	count := map[normalize.Outcome]int{}
	for _, c := range ds.Checks {
		count[c.Outcome]++
	}
	var share verifiedShare
	for i := range ds.Records {
		share.add(&ds.Records[i])
	}
	return []score{
		{name: suite + ": checks that hold", value: fmt.Sprint(count[normalize.Pass] + count[normalize.Rounding])},
		{name: suite + ": checks that fail", value: fmt.Sprint(count[normalize.Fail]), lower: true},
		{name: suite + ": verified figures, %", value: share.percent()},
	}
}

func percent(part, whole int) string {
	if whole == 0 {
		return "0"
	}
	return fmt.Sprintf("%.2f", 100*float64(part)/float64(whole))
}

func readTruth(file string) ([]truthTable, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var truth struct {
		Tables []truthTable `json:"tables"`
	}
	if err := json.Unmarshal(text, &truth); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return truth.Tables, nil
}

// compareTruth pairs each figure of the truth with one record: the same table, label, header path,
// value in 元 and codes. A record that differs in one of these is wrong, one that the truth does not
// have is extra.
func compareTruth(ds *normalize.Dataset, tables []truthTable) tally {
	var sum tally
	for _, table := range tables {
		records := recordsOf(ds, table.Title)
		taken := make([]bool, len(records))
		for _, cell := range table.Cells {
			best, right := pick(records, taken, table, cell)
			switch {
			case right:
				sum.right++
				taken[best] = true
			case best >= 0:
				sum.wrong++
				taken[best] = true
			default:
				sum.missing++
			}
		}
		for i, r := range records {
			if !taken[i] && r.Value.Valid && (table.Form != "12" || len(r.Path) > 0 && strings.Contains(r.Path[0], "项目金额")) {
				sum.extra++
			}
		}
	}
	return sum
}

func recordsOf(ds *normalize.Dataset, title string) []*normalize.Record {
	var records []*normalize.Record
	for i := range ds.Records {
		r := &ds.Records[i]
		if t := ds.Tables[r.Table-1]; t.Title != "" && strings.HasSuffix(title, t.Title) {
			records = append(records, r)
		}
	}
	return records
}

// pick finds the record of a cell: one that is right in everything, or else one with its value and
// either its label or its path, or -1.
func pick(records []*normalize.Record, taken []bool, table truthTable, cell truthCell) (index int, right bool) {
	index = -1
	value := decimal.RequireFromString(strings.ReplaceAll(cell.Text, ",", ""))
	labels := table.labelsOf(cell)
	for i, r := range records {
		if taken[i] || !r.Value.Valid || !r.Value.Decimal.Equal(value) {
			continue
		}
		path := strings.Join(r.Path, " / ") == strings.Join(cell.Path, " / ")
		label := len(labels) == 0 || slices.Contains(labels, r.Label) && holdsAll(r.Keys, labels)
		if path && label && inUnit(r, table.Unit) && table.codesAgree(r, cell) {
			return i, true
		}
		if index < 0 && (path || label) {
			index = i
		}
	}
	return index, false
}

// labelsOf gives the labels that name a cell's row: those to its left, of its own side alone where
// two lists stand side by side.
func (t truthTable) labelsOf(cell truthCell) []string {
	var labels []string
	for i, column := range t.Labels {
		if column >= cell.Column {
			break
		}
		if t.Columns[column][0] != t.Columns[cell.Column][0] && t.sideBySide() {
			continue
		}
		if cell.Labels[i] != "" {
			labels = append(labels, cell.Labels[i])
		}
	}
	return labels
}

func (t truthTable) sideBySide() bool { return t.Columns[0][0] == "收入" }

// codesAgree holds a record's codes against those that the forms 03, 05, 06 and 07 print in columns
// of their own.
func (t truthTable) codesAgree(r *normalize.Record, cell truthCell) bool {
	l := cell.Labels
	switch {
	case (t.Form == "03" || t.Form == "05") && l[0] != "":
		return r.FunctionCode == l[0]+l[1]+l[2]
	case t.Form == "07" && len(l[0]) == 3 && l[1] != "":
		return r.EconomicCode == l[0]+l[1] && r.GovEconomicCode == l[3]+l[4]
	case t.Form == "06" && l[0] != "":
		return r.EconomicCode == l[0] && r.GovEconomicCode == l[2]
	}
	return true
}

var yuanPer = map[string]int64{"元": 1, "万元": 10_000, "亿元": 100_000_000}

func inUnit(r *normalize.Record, unit string) bool {
	return r.Yuan.Valid && r.Yuan.Decimal.Equal(r.Value.Decimal.Mul(decimal.NewFromInt(yuanPer[unit])))
}

func holdsAll(keys []normalize.Key, labels []string) bool {
	return !slices.ContainsFunc(labels, func(l string) bool {
		return !slices.ContainsFunc(keys, func(k normalize.Key) bool { return k.Text == l })
	})
}

// A verifiedShare is how many figures there are, and how many of them are verified.
type verifiedShare struct{ figures, verified int }

func (s *verifiedShare) add(r *normalize.Record) {
	if !r.IsFigure() {
		return
	}
	s.figures++
	if r.Status == normalize.Verified {
		s.verified++
	}
}

func (s verifiedShare) percent() string { return percent(s.verified, s.figures) }
