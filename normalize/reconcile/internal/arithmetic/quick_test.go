package arithmetic

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// What is found quickly is what is found by dividing.
func TestQuickDigits(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, scale := range []string{"1", "10", "10000", "100000000", "1.0", "0.01", "1e4", "12", "1000000000000000000000"} {
		for range 500 {
			e := &Figure{Scale: decimal.RequireFromString(scale), Decimals: int32(random.IntN(5))}
			v := decimal.New(random.Int64N(1e12)-5e11, -int32(random.IntN(20)))
			if got, want := e.Digits(v), v.Div(e.Scale).StringFixed(e.Decimals); got != want {
				t.Errorf("%s in units of %s is printed %s, want %s", v, scale, got, want)
			}
		}
	}
}

func TestQuickMisprintNear(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	found := 0
	for range 20000 {
		n := int32(random.IntN(3))
		scale := decimal.New(1, []int32{0, 4}[random.IntN(2)])
		e := &Figure{Value: decimal.New(random.Int64N(1e6), -n).Mul(scale), Scale: scale, Quantum: scale.Shift(-n), Decimals: n}
		v := e.Value.Add(decimal.New(random.Int64N(2000)-1000, int32(random.IntN(7))-2))
		distance := decimal.New(random.Int64N(30), int32(random.IntN(4))-2)
		got, ok := MisprintNear(e, v, distance)
		want, there := slowMisprintNear(e, v, distance)
		if ok != there || !got.Equal(want) {
			t.Errorf("%s near %s within %s: %s, %v, want %s, %v", e.Value, v, distance, got, ok, want, there)
		}
		if ok {
			found++
		}
	}
	if found < 1000 {
		t.Errorf("only %d are near", found)
	}
}

// slowMisprintNear asks at every place.
func slowMisprintNear(e *Figure, v, distance decimal.Decimal) (decimal.Decimal, bool) {
	if distance.IsZero() || e.Value.IsNegative() {
		return v, false
	}
	off := v.Sub(e.Value)
	digits := strings.ReplaceAll(e.Digits(e.Value), ".", "")
	place := e.Quantum
	for i := len(digits) - 1; i >= 0; i-- {
		k := off.DivRound(place, 0)
		to := int64(digits[i]-'0') + k.IntPart()
		if change := place.Mul(k); !k.IsZero() && to >= 0 && to <= 9 && off.Sub(change).Abs().LessThanOrEqual(distance) {
			return e.Value.Add(change), true
		}
		place = place.Shift(1)
	}
	return v, false
}
