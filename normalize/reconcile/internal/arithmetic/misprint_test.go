package arithmetic

import (
	"testing"

	"github.com/shopspring/decimal"
)

func TestMisprint(t *testing.T) {
	tests := []struct {
		printed, meant string
		want           bool
	}{
		{"12.34", "12.84", true},         // another digit
		{"29440", "294400", true},        // a digit missing
		{"12.34", "21.34", true},         // two digits swapped
		{"87.43", "287.43", true},        // the first digit missing
		{"12.34", "12.34", false},        // none
		{"12.34", "45.64", false},        // several
		{"12.34", "-12.34", false},       // a sign
		{"1234.50", "123.45", true},      // the point one digit on
		{"40534600.00", "4053.46", true}, // 元 among 万元
		{"121.97", "12.20", true},        // and what falls behind the last digit
		{"5000.00", "50.00", false},      // too few digits to tell
		{"80135", "80", false},           // or too few are left
		{"-1234.50", "123.45", false},    // another sign
	}
	for _, test := range tests {
		f := newFigure(decimal.RequireFromString(test.printed), "元", test.printed)
		if got := Misprint(f, decimal.RequireFromString(test.meant)); got != test.want {
			t.Errorf("%s for %s: %t", test.printed, test.meant, got)
		}
	}
}
