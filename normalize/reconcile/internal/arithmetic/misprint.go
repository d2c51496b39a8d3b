package arithmetic

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Misprint says that a figure would be the value v if one of its digits were another, were not
// there or were added, or if two neighbouring ones were swapped.
func Misprint(e *Figure, v decimal.Decimal) bool {
	a, b := e.Digits(e.Value), e.Digits(v)
	return oneDigitMissing(a, b) || oneDigitMissing(b, a) || oneDigitApart(padded(a, len(b)), padded(b, len(a)))
}

// misprintNear says that a figure with another digit would be within a distance of v.
func misprintNear(e *Figure, v, distance decimal.Decimal) bool {
	if distance.IsZero() || e.Value.IsNegative() {
		return false
	}
	off := v.Sub(e.Value)
	digits := strings.ReplaceAll(e.Digits(e.Value), ".", "")
	place := e.Quantum
	for i := len(digits) - 1; i >= 0; i-- {
		k := off.DivRound(place, 0).IntPart()
		if to := int64(digits[i]-'0') + k; k != 0 && to >= 0 && to <= 9 && off.Sub(place.Mul(decimal.NewFromInt(k))).Abs().LessThanOrEqual(distance) {
			return true
		}
		place = place.Shift(1)
	}
	return false
}

// padded puts zeros before a figure until it has n characters.
func padded(s string, n int) string { return strings.Repeat("0", max(0, n-len(s))) + s }

// oneDigitMissing says that a is b without one of its digits.
func oneDigitMissing(a, b string) bool {
	if len(a)+1 != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return b[i] != '.' && b[i] != '-' && a[i:] == b[i+1:]
}

// oneDigitApart says that figures of one length differ in one digit or in the order of two.
func oneDigitApart(a, b string) bool {
	var at []int
	for i := range len(a) {
		if a[i] != b[i] {
			at = append(at, i)
		}
	}
	switch len(at) {
	case 1:
		return a[at[0]] != '-' && b[at[0]] != '-'
	case 2:
		return at[1] == at[0]+1 && a[at[0]] == b[at[1]] && a[at[1]] == b[at[0]]
	}
	return false
}

// TellingDigits is how many digits a figure has at least if one that differs is a sign of a misprint:
// between shorter ones an adjustment makes such differences, too (5.00 to 6.00).
const TellingDigits = 4

// OneDigitHeals says that a check would hold if one digit of one of its figures were another.
func OneDigitHeals(c *Check) bool {
	for _, e := range c.Figures() {
		if v, ok := c.Needs(e); ok && (Misprint(e, v) || misprintNear(e, v, c.Tolerance)) {
			return true
		}
	}
	return false
}
