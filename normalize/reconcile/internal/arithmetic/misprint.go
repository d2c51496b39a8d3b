package arithmetic

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Misprint says that a figure would be the value v if one of its digits were another, were not
// there or were added, if two neighbouring ones were swapped, or if its point stood elsewhere.
func Misprint(e *Figure, v decimal.Decimal) bool {
	a, b := e.Digits(e.Value), e.Digits(v)
	return oneDigitMissing(a, b) || oneDigitMissing(b, a) || oneDigitApart(padded(a, len(b)), padded(b, len(a))) || pointElsewhere(e, v, a, b)
}

// farthestPoint is by how many digits a point is misplaced at most: an amount in 元 among those in 万元.
const farthestPoint = 4

// fewestShifted is how many digits without the zeros around them a figure has at least that a misplaced point tells of: 500 and 50 have
// little to do with each other.
const fewestShifted = 3

// pointElsewhere says that a figure, of which the text is so, has the digits of v, as far as they are printed, with the point in another place.
func pointElsewhere(e *Figure, v decimal.Decimal, text, meant string) bool {
	if v.Sign() != e.Value.Sign() || !isTelling(text) || !isTelling(meant) {
		return false
	}
	apart := tens(v) - tens(e.Value) // within half of its last digit a telling figure is no ten times another
	for k := int32(max(-farthestPoint, apart-1)); k <= int32(min(farthestPoint, apart+1)); k++ {
		if off := e.Value.Shift(k).Sub(v).Abs(); k != 0 && off.Add(off).LessThanOrEqual(e.Quantum) {
			return true
		}
	}
	return false
}

// isTelling says that a figure has enough digits for its point to be in a wrong place.
func isTelling(text string) bool {
	return len(strings.Trim(strings.Replace(text, ".", "", 1), "0-")) >= fewestShifted
}

// MisprintNear is what a figure would be with another digit, within a distance of v; false if no digit brings it there.
func MisprintNear(e *Figure, v, distance decimal.Decimal) (decimal.Decimal, bool) {
	if distance.IsZero() || e.Value.IsNegative() {
		return v, false
	}
	off := v.Sub(e.Value)
	digits := strings.ReplaceAll(e.Digits(e.Value), ".", "")
	below := min(max(tens(off)-tens(e.Quantum)-1, 0), len(digits)) // places of which ten are less than that
	place, size := e.Quantum.Shift(int32(below)), off.Abs()
	twice := size.Add(size)
	for i := len(digits) - 1 - below; i >= 0; i-- {
		if twice.LessThan(place) { // less than a half of one at this place, and at all above it
			break
		}
		if size.GreaterThan(place.Shift(1)) { // more than ten at this place
			place = place.Shift(1)
			continue
		}
		k := off.DivRound(place, 0)
		to := int64(digits[i]-'0') + k.IntPart()
		if change := place.Mul(k); !k.IsZero() && to >= 0 && to <= 9 && off.Sub(change).Abs().LessThanOrEqual(distance) {
			return e.Value.Add(change), true
		}
		place = place.Shift(1)
	}
	return v, false
}

// tens is the power of ten that the first digit of a number stands for.
func tens(v decimal.Decimal) int { return v.NumDigits() - 1 + int(v.Exponent()) }

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

// oneDigitApart says that figures of one length differ in one digit or in the order of two, between which the point may
// stand.
func oneDigitApart(a, b string) bool {
	a, b = strings.Replace(a, ".", "", 1), strings.Replace(b, ".", "", 1)
	if len(a) != len(b) {
		return false
	}
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

// OneDigitMends says that a check would come out to the digit if one digit of one of its figures were another.
func OneDigitMends(c *Check) bool { return c.anyMended(Misprint) }

// OneDigitHeals says that it would come out within rounding, of a check that no digit mends.
func OneDigitHeals(c *Check) bool {
	return c.anyMended(func(e *Figure, v decimal.Decimal) bool {
		_, near := MisprintNear(e, v, c.Tolerance)
		return near
	})
}

// anyMended says whether what one of the figures would have to be is such a value of it. Long sums have many
// figures, so what is missing is added up once.
func (c *Check) anyMended(by func(e *Figure, v decimal.Decimal) bool) bool {
	if c.Base != nil {
		return slices.ContainsFunc(c.Figures(), func(e *Figure) bool {
			v, ok := c.Needs(e)
			return ok && by(e, v)
		})
	}
	off := c.off()
	return by(c.Actual, c.Actual.Value.Sub(off)) || slices.ContainsFunc(c.Parts, func(t Term) bool {
		if t.Minus {
			return by(t.Figure, t.Value.Sub(off))
		}
		return by(t.Figure, t.Value.Add(off))
	})
}
