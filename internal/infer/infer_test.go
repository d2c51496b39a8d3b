package infer

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"os"
	"slices"
	"testing"
)

func TestExp(t *testing.T) {
	for x := float32(-87); x < 87; x += 0.037 {
		got, want := float64(exp(x)), math.Exp(float64(x))
		if math.Abs(got-want) > 5e-7*want {
			t.Errorf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	if exp(-1e9) != exp(-87) || exp(1e9) != exp(87) {
		t.Error("what is beyond the ends is not that of the ends")
	}
}

// Each number of 16 bits that is no infinity comes back as itself; others become the nearest.
func TestHalf(t *testing.T) {
	for h := range 1 << 16 {
		if h>>10&0x1f == 0x1f {
			continue
		}
		raw := binary.LittleEndian.AppendUint16(nil, uint16(h))
		if got := half(halves(raw)[0]); got != uint16(h) {
			t.Fatalf("%#x became %#x", h, got)
		}
	}
	for v, want := range map[float32]uint16{1: 0x3c00, 1 + 1.0/2048: 0x3c00, 1 + 3.0/2048: 0x3c02, 1e9: 0x7bff, -2: 0xc000, 0.1: 0x2e66} {
		if got := half(v); got != want {
			t.Errorf("%v became %#x, want %#x", v, got, want)
		}
	}
}

// Operations on tensors of which one is smaller, as ONNX says: the smaller one's numbers are used again.
func TestPaired(t *testing.T) {
	numbers := func(shape ...int) *Tensor {
		out := zeros(shape...)
		for i := range out.Values {
			out.Values[i] = float32(i + 1)
		}
		return out
	}
	minus := operations["Sub"]
	for _, c := range []struct {
		a, b *Tensor
		want []float32
	}{
		{numbers(2, 2), numbers(2, 2), []float32{0, 0, 0, 0}},
		{numbers(2, 2), numbers(1), []float32{0, 1, 2, 3}},
		{numbers(1), numbers(2, 2), []float32{0, -1, -2, -3}},
		{numbers(2, 2), numbers(2), []float32{0, 0, 2, 2}},
		{numbers(1, 2, 2), numbers(1, 2, 1), []float32{0, 1, 1, 2}},
		{numbers(1, 2, 1, 2), numbers(1, 2, 1, 1), []float32{0, 1, 1, 2}},
	} {
		if got := minus(new(workroom), nil, []*Tensor{c.a, c.b}); !slices.Equal(got.Values, c.want) {
			t.Errorf("%v - %v = %v, want %v", c.a.Shape, c.b.Shape, got.Values, c.want)
		}
	}
}

func TestNoNetworkIsAnError(t *testing.T) {
	for _, data := range [][]byte{nil, {1}, []byte("%PDF-1.7"), {0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f}} {
		if _, err := Load(data); err == nil {
			t.Errorf("%q is a network", data)
		}
	}
}

// A network says the same to the last bit on every machine.
func TestSameBits(t *testing.T) {
	if got, want := bitsOf(t, digits, false), uint64(0xeba238a56f7385b4); got != want {
		t.Errorf("%#x, want %#x", got, want)
	}
	if got, want := bitsOf(t, digits, true), uint64(0x4da02b934eb627c3); got != want {
		t.Errorf("in whole numbers %#x, want %#x", got, want)
	}
}

const digits, words = "../../internal/networks/data/digits.onnx", "../../internal/networks/weights/words.onnx"

// bitsOf sums up all bits that a network gives for one input, its filters in whole numbers or not.
func bitsOf(t *testing.T, file string, short bool) uint64 {
	t.Helper()
	data, err := os.ReadFile(file)
	if os.IsNotExist(err) && file == words {
		t.Skip("scripts/fetch-weights brings ", file)
	}
	if err != nil {
		t.Fatal(err)
	}
	net, err := Load(data)
	if err != nil {
		t.Fatal(err)
	}
	if short {
		net.Shorten()
	}
	in := zeros(1, 1, 32, 150)
	if file == words {
		in = zeros(1, 3, 48, 120)
	}
	for i := range in.Values {
		in.Values[i] = float32(i*7919%256) / 256
	}
	out, err := net.Run(in)
	if err != nil {
		t.Fatal(err)
	}
	h := fnv.New64a()
	binary.Write(h, binary.LittleEndian, out.Values)
	return h.Sum64()
}
