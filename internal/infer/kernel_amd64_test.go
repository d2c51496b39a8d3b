package infer

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Wide registers give the same bits as plain Go.
func TestWideIsPlain(t *testing.T) {
	if !wide {
		t.Skip("this machine has no AVX2")
	}
	r := rand.New(rand.NewPCG(1, 2))
	some := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = float32(r.NormFloat64() * 5)
		}
		return out
	}
	for _, depth := range []int{1, 2, 9, 120, 1000} {
		const stride = tileColumns + 3
		var a, b, c [tileRows * stride]float32
		left, right := some(depth*tileRows), some(depth*tileColumns)
		add := [tileRows]float32(some(tileRows))
		plainTile(b[:], stride, left, right, &add)
		multiplyTile(a[:], stride, left, right, &add)
		if a != b {
			t.Errorf("a tile of depth %d differs", depth)
		}
		wideTile(&c[0], stride, &left[0], &right[0], depth, &add)
		if c != b {
			t.Errorf("a tile of depth %d differs by registers of eight", depth)
		}
	}
	const two = 2 * tileRows
	for _, depth := range []int{1, 3, 480} {
		a, b := make([]float32, two*tileColumns), make([]float32, two*tileColumns)
		left, right := some(depth*two), some(depth*tileColumns)
		add := [two]float32(some(two))
		upper, lower := [tileRows]float32(add[:tileRows]), [tileRows]float32(add[tileRows:])
		plainTile(b, tileColumns, left[:depth*tileRows], right, &upper)
		plainTile(b[tileRows*tileColumns:], tileColumns, left[depth*tileRows:], right, &lower)
		if multiplyTwo(a, tileColumns, left, right, &add) && !slices.Equal(a, b) {
			t.Errorf("two tiles of depth %d differ", depth)
		}
	}
	for _, n := range []int{1, 7, 8, 31, 32, 33, 160, 515} {
		from := some(n + 100)
		same := func(what string, wide, plain func(to []float32)) {
			a, b := make([]float32, n), make([]float32, n)
			wide(a)
			plain(b)
			if !slices.Equal(a, b) {
				t.Errorf("%s of %d numbers differs", what, n)
			}
		}
		offsets, weights := []int{0, 1, 2, 40, 41, 42}, some(6)
		same("a filter", func(to []float32) { taps(to, from, offsets, weights, 0.3) },
			func(to []float32) { plainTaps(to, from, offsets, weights, 0.3) })
		same("scale and shift", func(to []float32) { scaleShift(to, from, 1.7, -0.2) },
			func(to []float32) { plainScaleShift(to, from, 1.7, -0.2) })
		same("swish", func(to []float32) { swish(to, from, [2]float32{1.1, 0.2}, [2]float32{0.9, -0.1}) },
			func(to []float32) { plainSwish(to, from, [2]float32{1.1, 0.2}, [2]float32{0.9, -0.1}) })
	}
}

// Whole numbers too.
func TestWideShortIsPlain(t *testing.T) {
	if !wide {
		t.Skip("this machine has no AVX2")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i, depth := range []int{1, 2, 3, 27, 120, 481} {
		columns := tileColumns + i%2*(tileColumns+5)
		const rows = 2*tileRows + 9 // two tiles at once, one, and a part of one
		filters := zeros(rows, depth)
		for i := range filters.Values {
			filters.Values[i] = float32(r.NormFloat64())
		}
		right := make([]float32, depth*columns)
		for i := range right {
			right[i] = float32(r.NormFloat64() * 5)
		}
		shift := make([]float32, rows)
		for i := range shift {
			shift[i] = float32(i + 1)
		}
		a, b, exact := make([]float32, rows*columns), make([]float32, rows*columns), make([]float32, rows*columns)
		new(workroom).multiplyShort(a, shortened(filters), right, depth, columns, shift)
		was := widest
		for _, widest = range []bool{false, was} {
			for _, wide = range []bool{false, true} {
				new(workroom).multiplyShort(b, shortened(filters), right, depth, columns, shift)
				if !slices.Equal(a, b) {
					t.Errorf("whole numbers of depth %d differ", depth)
				}
			}
		}
		new(workroom).multiply(exact, packed(filters, depth), right, rows, depth, columns, shift)
		for i, v := range exact {
			if d := math.Abs(float64(a[i] - v)); d > 0.01*math.Sqrt(float64(depth)) {
				t.Errorf("%v for %v at depth %d", a[i], v, depth)
			}
		}
	}
}

// And so do whole networks.
func TestSameBitsPlainly(t *testing.T) {
	was, most := wide, widest
	defer func() { wide, widest = was, most }()
	for _, c := range []struct {
		file  string
		short bool
	}{{digits, false}, {digits, true}, {words, true}} {
		wide, widest = was, most
		all := bitsOf(t, c.file, c.short)
		widest = false
		if got := bitsOf(t, c.file, c.short); got != all {
			t.Errorf("%v: registers of eight numbers give %#x, of sixteen %#x", c, got, all)
		}
		wide = false
		if got := bitsOf(t, c.file, c.short); got != all {
			t.Errorf("%v: plain Go gives %#x, wide registers %#x", c, got, all)
		}
	}
}
