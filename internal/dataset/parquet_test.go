package dataset

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/parquet-go/parquet-go"
)

// readParquet gives the columns of a file and the text of each value, row by row; a list is its
// values one after the other.
func readParquet(t *testing.T, data string) ([]string, [][]string) {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader([]byte(data)), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, field := range f.Schema().Fields() {
		names = append(names, field.Name())
	}
	rows := make([]parquet.Row, f.NumRows())
	r := parquet.NewReader(f)
	defer r.Close()
	n, _ := r.ReadRows(rows)
	var texts [][]string
	for _, row := range rows[:n] {
		line := make([]string, len(names))
		for _, v := range row {
			if !v.IsNull() {
				line[v.Column()] += v.String()
			}
		}
		texts = append(texts, line)
	}
	return names, texts
}

func TestParquet(t *testing.T) {
	files := tree(t, write(t, sample("daaaaaaaaaaaa", "预算.pdf"), Parquet))
	names, rows := readParquet(t, files["claims.parquet"])
	if d := cmp.Diff(contract.Claims().Header(), names); d != "" {
		t.Errorf("columns are not in the order of the contract: %s", d)
	}
	if len(rows) != 1 || rows[0][0] != "daaaaaaaaaaaa" || rows[0][14] != "1:1:2" {
		t.Errorf("%q", rows)
	}
	_, rows = readParquet(t, files["records.parquet"])
	if len(rows) != 4 || rows[2][slices.Index(contract.Records().Header(), "value")] != "" {
		t.Errorf("a missing value is not missing: %q", rows)
	}
}

func TestEmptyParquet(t *testing.T) {
	files := tree(t, write(t, sample("daaaaaaaaaaaa", "a.pdf"), Parquet))
	for _, r := range contract.All() {
		if names, _ := readParquet(t, files[r.Name+".parquet"]); len(names) != len(r.Fields) {
			t.Errorf("%s has the columns %q", r.Name, names)
		}
	}
}
