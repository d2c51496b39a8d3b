package dataset

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
)

// written leaves datasets of two documents in a folder, their findings among each other.
func written(t *testing.T) (string, *normalize.Dataset) {
	t.Helper()
	ds := sample("daaaaaaaaaaaa", "a.pdf")
	ds.Append(sample("dbbbbbbbbbbbb", "b.pdf"))
	ds.Findings = append(ds.Findings, normalize.Finding{Document: "daaaaaaaaaaaa", Code: "x", Severity: normalize.Info, Sentence: normalize.Sentence{Message: "a\nb, \"c\"", MessageZh: "差"}})
	dir := t.TempDir()
	if err := Write(context.Background(), dir, ds, []Format{CSV}); err != nil {
		t.Fatal(err)
	}
	return dir, ds
}

// allRows are the rows that a dataset has of each resource.
func allRows(ds *normalize.Dataset) map[string][][]string {
	out := map[string][][]string{}
	for _, r := range contract.All() {
		for row := range r.Rows(ds) {
			out[r.Name] = append(out[r.Name], slices.Clone(row))
		}
	}
	return out
}

func TestWrittenDatasetComesBack(t *testing.T) {
	dir, _ := written(t)
	stored, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []*normalize.Dataset{sample("daaaaaaaaaaaa", "a.pdf"), sample("dbbbbbbbbbbbb", "b.pdf")} {
		if i == 0 {
			want.Findings = append(want.Findings, normalize.Finding{Document: "daaaaaaaaaaaa", Code: "x", Severity: normalize.Info, Sentence: normalize.Sentence{Message: "a\nb, \"c\"", MessageZh: "差"}})
		}
		got, err := stored.Dataset(want.Disclosures[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(allRows(want), allRows(got)); diff != "" {
			t.Error(diff)
		}
		figures := 0
		for i := range got.Records {
			if got.Records[i].IsFigure() {
				figures++
			}
		}
		if figures != got.Disclosures[0].Figures {
			t.Errorf("%d figures, %d are counted", figures, got.Disclosures[0].Figures)
		}
		if diff := cmp.Diff(slices.Collect(contract.BodyRows(&want.Tables[0])), slices.Collect(contract.BodyRows(&got.Tables[0]))); diff != "" {
			t.Error(diff)
		}
	}
	if got := stored.Changed(); len(got) > 0 {
		t.Errorf("changed: %v", got)
	}
}

// What was written before the contract got its last columns is read, and converted, as if they were empty there; what lacks others is refused.
func TestOlderDatasetIsRead(t *testing.T) {
	dir, ds := written(t)
	file := filepath.Join(dir, "findings.csv")
	without := func(columns int) {
		now := tree(t, dir)["findings.csv"]
		lines, err := csv.NewReader(strings.NewReader(now)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		out := csv.NewWriter(&b)
		for _, line := range lines {
			out.Write(line[:len(line)-columns])
		}
		out.Flush()
		hash := func(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }
		about := strings.ReplaceAll(tree(t, dir)[packageFile], hash(now), hash(b.String()))
		if err := errors.Join(os.WriteFile(file, []byte(b.String()), 0o666), os.WriteFile(filepath.Join(dir, packageFile), []byte(about), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	without(1) // review
	stored, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	list, err := stored.Findings()
	if diff := cmp.Diff(allRows(ds)["findings"], allRows(&normalize.Dataset{Findings: list})["findings"]); diff != "" || err != nil {
		t.Error(err, diff)
	}
	other := t.TempDir()
	if err := Convert(t.Context(), dir, other, []Format{JSON}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(tree(t, write(t, ds, JSON))["findings.jsonl"], tree(t, other)["findings.jsonl"]); diff != "" {
		t.Error(diff)
	}
	without(3) // judged, check_no, and message_zh, which all findings have
	if stored, err = Open(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := stored.Findings(); !errors.Is(err, ErrUnreadable) {
		t.Errorf("without messages: %v", err)
	}
}

// TestEveryFieldIsRead takes back what every column shows of something that has no values at all.
func TestEveryFieldIsRead(t *testing.T) {
	bare, got := bareDataset(), &normalize.Dataset{}
	for _, r := range contract.All() {
		for row := range r.Rows(bare) {
			if err := r.Read(got, row); err != nil {
				t.Error(err)
			}
		}
	}
	if d := cmp.Diff(bare, got, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
}

// bareDataset has one item of each kind, without any value.
func bareDataset() *normalize.Dataset {
	return &normalize.Dataset{
		Disclosures: make([]normalize.Disclosure, 1), Tables: make([]normalize.Table, 1), Records: make([]normalize.Record, 1), Claims: make([]normalize.Claim, 1),
		Checks: make([]normalize.Check, 1), Findings: make([]normalize.Finding, 1), Targets: make([]normalize.Target, 1), Facts: make([]normalize.Fact, 1),
	}
}

func TestDamagedDataset(t *testing.T) {
	tests := []struct {
		name    string
		damage  func(dir string) error
		changed []string
		read    bool
	}{
		{"a digit", replaced("records.csv", "1,234.50", "1,234.51"), []string{"records.csv"}, true},
		{"a file that is gone", func(dir string) error { return os.Remove(filepath.Join(dir, "checks.csv")) }, []string{"checks.csv"}, false},
		{"a value that is no number", replaced("records.csv", ",1234.50,", ",12x4.50,"), []string{"records.csv"}, false},
		{"a column that is gone", replaced("records.csv", "document,table_no,", "table_no,"), []string{"records.csv"}, false},
		{"a row that is cut off", replaced("claims.csv", ",pass,", ","), []string{"claims.csv"}, false},
		{"a value too large to reckon with", replaced("records.csv", ",1234.50,", ",1e9999999,"), []string{"records.csv"}, false},
		{"a reference that is none", replaced("checks.csv", "1:2:2", "1:2"), []string{"checks.csv"}, false},
		{"a size beyond any table", replaced("tables.csv", "3,4,2,3,", "3,4,99999999999,3,"), []string{"tables.csv"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, _ := written(t)
			if err := test.damage(dir); err != nil {
				t.Fatal(err)
			}
			stored, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			if got := stored.Changed(); !slices.Equal(got, test.changed) {
				t.Errorf("changed: %v", got)
			}
			_, err = stored.Dataset("daaaaaaaaaaaa")
			if (err == nil) != test.read || err != nil && !errors.Is(err, ErrUnreadable) {
				t.Errorf("error: %v", err)
			}
		})
	}
}

func replaced(name, old, new string) func(string) error {
	return func(dir string) error {
		path := filepath.Join(dir, name)
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text := strings.Replace(string(data), old, new, 1)
		if text == string(data) {
			return errors.New("nothing to replace in " + name)
		}
		return os.WriteFile(path, []byte(text), 0o666)
	}
}

// FuzzReadRow keeps rows of any bytes from doing more than fail.
func FuzzReadRow(f *testing.F) {
	f.Add(`["1:2:3"]`)
	f.Add(`{"a":"b"}`)
	f.Add("1e999999999")
	f.Fuzz(func(t *testing.T, text string) {
		for _, r := range contract.All() {
			for row := range r.Rows(bareDataset()) {
				for i := range row {
					row := slices.Clone(row)
					row[i] = text
					r.Read(&normalize.Dataset{}, row)
				}
			}
		}
	})
}
