package infer

import (
	"fmt"
	"math"
	"slices"
)

// operations are those of ONNX's that the networks need, in the meaning of opset 9 and 11 (what is new since is
// not used by them).
var operations map[string]operation

func init() {
	operations = map[string]operation{
		hardSwish: func(w *workroom, s *step, in []*Tensor) *Tensor {
			out := w.tensor(in[0].Shape...)
			swish(out.Values, in[0].Values, s.set["before"].floats, s.set["behind"].floats)
			return out
		},
		linear: func(w *workroom, s *step, in []*Tensor) *Tensor {
			out := w.tensor(in[0].Shape...)
			by := s.set["by"].floats
			scaleShift(out.Values, in[0].Values, by[0], by[1])
			return out
		},
		"Conv":               convolution,
		"BatchNormalization": normalization,
		"MatMul":             matrixProduct,
		"MaxPool":            pooled(largest),
		"AveragePool":        pooled(mean),
		"GlobalAveragePool":  globalMean,
		"ReduceMean":         lastMean,
		"Softmax":            softmax,
		"Transpose":          transposed,
		"Slice":              slice,
		"Concat":             concatenated,
		"Add": paired(func(out, a, b []float32) {
			for i, v := range a {
				out[i] = v + b[i]
			}
		}),
		"Sub": paired(func(out, a, b []float32) {
			for i, v := range a {
				out[i] = v - b[i]
			}
		}),
		"Mul": paired(func(out, a, b []float32) {
			for i, v := range a {
				out[i] = v * b[i]
			}
		}),
		"Div": paired(func(out, a, b []float32) {
			for i, v := range a {
				out[i] = v / b[i]
			}
		}),
		"Pow":     paired(powers),
		"Relu":    each(func(_ *step, v float32) float32 { return max(v, 0) }),
		"Sigmoid": each(func(_ *step, v float32) float32 { return 1 / (1 + exp(-v)) }),
		"Sqrt":    each(func(_ *step, v float32) float32 { return float32(math.Sqrt(float64(v))) }),
		"Clip":    each(func(s *step, v float32) float32 { return min(max(v, s.set["min"].float), s.set["max"].float) }),
		"HardSigmoid": each(func(s *step, v float32) float32 {
			return min(max(float32(s.set["alpha"].float*v)+s.set["beta"].float, 0), 1)
		}),
		"Shape": func(_ *workroom, _ *step, in []*Tensor) *Tensor {
			out := &Tensor{Shape: []int{len(in[0].Shape)}}
			for _, d := range in[0].Shape {
				out.Counts = append(out.Counts, int64(d))
			}
			return out
		},
		"Cast":    func(_ *workroom, _ *step, in []*Tensor) *Tensor { return in[0] }, // between kinds of counts
		"Reshape": reshaped,
		"Squeeze": squeezed,
	}
}

// each is an operation on every number by itself.
func each(f func(*step, float32) float32) operation {
	return func(w *workroom, s *step, in []*Tensor) *Tensor {
		out := w.tensor(in[0].Shape...)
		for i, v := range in[0].Values {
			out.Values[i] = f(s, v)
		}
		return out
	}
}

func powers(out, a, b []float32) {
	for i, v := range a {
		if b[i] != 2 {
			panic("only squares are known")
		}
		out[i] = v * v
	}
}

// paired is an operation on numbers of two tensors. The smaller one has the last dimensions of the larger one, or
// the others with 1 for these, or is one number. f does it for rows of the same length.
func paired(f func(out, a, b []float32)) operation {
	return func(w *workroom, _ *step, in []*Tensor) *Tensor {
		a, b, f := in[0], in[1], f
		if len(a.Values) < len(b.Values) {
			forth := f
			a, b, f = b, a, func(out, x, y []float32) { forth(out, y, x) }
		}
		if len(b.Shape) > len(a.Shape) {
			panic("the smaller tensor has more dimensions")
		}
		out := w.tensor(a.Shape...)
		run := repeats(a, b)
		if run == 1 {
			for i := 0; i < len(a.Values); i += len(b.Values) {
				f(out.Values[i:i+len(b.Values)], a.Values[i:i+len(b.Values)], b.Values)
			}
			return out
		}
		same := w.tensor(run) // one number of b as often as it is used
		for i := 0; i < len(a.Values); i += run {
			y := b.Values[i/run%len(b.Values)]
			for j := range same.Values {
				same.Values[j] = y
			}
			f(out.Values[i:i+run], a.Values[i:i+run], same.Values)
		}
		w.giveBack(same, nil)
		return out
	}
}

// repeats is how many numbers of a, one after the other, go with one of b.
func repeats(a, b *Tensor) int {
	run, i := 1, len(a.Shape)-1
	shift := len(a.Shape) - len(b.Shape)
	for ; i >= 0 && (i < shift || b.Shape[i-shift] == 1); i-- {
		run *= a.Shape[i]
	}
	for ; i >= shift; i-- {
		if b.Shape[i-shift] != a.Shape[i] && product(b.Shape[:i-shift+1]) != 1 {
			panic(fmt.Sprintf("%v goes not with %v", b.Shape, a.Shape))
		}
	}
	return run
}

// normalization is what is learnt of a channel's mean and spread, as a scale and a shift.
func normalization(w *workroom, s *step, in []*Tensor) *Tensor {
	x, scale, shift, mean, spread := in[0], in[1].Values, in[2].Values, in[3].Values, in[4].Values
	out := w.tensor(x.Shape...)
	plane := product(x.Shape[2:])
	for c := range scale {
		k := scale[c] / float32(math.Sqrt(float64(spread[c]+s.set["epsilon"].float)))
		scaleShift(out.Values[c*plane:(c+1)*plane], x.Values[c*plane:(c+1)*plane], k, shift[c]-float32(mean[c]*k))
	}
	return out
}

// sum adds numbers up in their order.
func sum(all []float32) float32 {
	var out float32
	for _, v := range all {
		out += v
	}
	return out
}

func globalMean(_ *workroom, _ *step, in []*Tensor) *Tensor {
	x := in[0]
	out := zeros(x.Shape[0], x.Shape[1], 1, 1)
	plane := product(x.Shape[2:])
	for c := range out.Values {
		out.Values[c] = sum(x.Values[c*plane:(c+1)*plane]) / float32(plane)
	}
	return out
}

// lastMean is the mean along the last dimension, which stays with one number.
func lastMean(_ *workroom, s *step, in []*Tensor) *Tensor {
	x := in[0]
	last := len(x.Shape) - 1
	if axes := s.set["axes"].ints; len(axes) != 1 || x.axis(axes[0]) != last {
		panic("only means along the last dimension are known")
	}
	shape := slices.Clone(x.Shape)
	shape[last] = 1
	out := zeros(shape...)
	n := x.Shape[last]
	for i := range out.Values {
		out.Values[i] = sum(x.Values[i*n:(i+1)*n]) / float32(n)
	}
	return out
}

// softmax makes weights of numbers that add up to 1, along the last dimension.
func softmax(w *workroom, s *step, in []*Tensor) *Tensor {
	x := in[0]
	if axis := s.set["axis"].ints; len(axis) != 1 || x.axis(axis[0]) != len(x.Shape)-1 {
		panic("only weights along the last dimension are known")
	}
	out := w.tensor(x.Shape...)
	n := x.Shape[len(x.Shape)-1]
	for i := 0; i < len(x.Values); i += n {
		weigh(out.Values[i:i+n], x.Values[i:i+n])
	}
	return out
}

// weightless is what is smaller than the greatest number by more: its weight is less than a ten millionth of that one's,
// and there are thousands of such.
const weightless = 17

func weigh(out, in []float32) {
	most := in[0]
	for _, v := range in {
		if v > most {
			most = v
		}
	}
	total := 0.0
	for i, v := range in {
		if v -= most; v < -weightless {
			out[i] = 0
			continue
		}
		out[i] = exp(v)
		total += float64(out[i])
	}
	share := float32(1 / total)
	for i, v := range out {
		out[i] = v * share
	}
}
