package parquet

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

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
