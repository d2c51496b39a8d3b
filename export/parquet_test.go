package export

import (
	"bytes"
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
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
	if d := cmp.Diff(claims.header(), names); d != "" {
		t.Errorf("columns are not in the order of the contract: %s", d)
	}
	if len(rows) != 1 || rows[0][0] != "daaaaaaaaaaaa" || rows[0][14] != "1:1:2" {
		t.Errorf("%q", rows)
	}
	_, rows = readParquet(t, files["records.parquet"])
	if len(rows) != 4 || rows[2][slices.Index(records.header(), "value")] != "" {
		t.Errorf("a missing value is not missing: %q", rows)
	}
}

func TestEmptyParquet(t *testing.T) {
	files := tree(t, write(t, sample("daaaaaaaaaaaa", "a.pdf"), Parquet))
	for _, r := range resources {
		if names, _ := readParquet(t, files[r.name+".parquet"]); len(names) != len(r.fields) {
			t.Errorf("%s has the columns %q", r.name, names)
		}
	}
}

// A decimal comes back from its bytes as it was.
func TestDecimalValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.New(rapid.Int64().Draw(t, "digits"), -int32(rapid.IntRange(0, leastScale).Draw(t, "scales")))
		v, err := decimalValue(d, leastScale)
		if err != nil {
			t.Fatal(err)
		}
		n := new(big.Int).SetBytes(v.ByteArray())
		if n.Bit(8*decimalBytes-1) == 1 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), 8*decimalBytes))
		}
		if back := decimal.NewFromBigInt(n, -leastScale); !back.Equal(d) {
			t.Fatalf("%s came back as %s", d, back)
		}
	})
	if _, err := decimalValue(decimal.New(1, 38), leastScale); err == nil {
		t.Error("a number that does not fit was written")
	}
}
