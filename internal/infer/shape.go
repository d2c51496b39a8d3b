package infer

import "slices"

func reshaped(_ *workroom, _ *step, in []*Tensor) *Tensor {
	x := in[0]
	shape := make([]int, len(in[1].Counts))
	open := -1
	for i, n := range in[1].Counts {
		switch n {
		case 0:
			shape[i] = x.Shape[i]
		case -1:
			open, shape[i] = i, 1
		default:
			shape[i] = int(n)
		}
	}
	if open >= 0 {
		shape[open] = product(x.Shape) / product(shape)
	}
	return x.shaped(shape)
}

// squeezed leaves out dimensions of one.
func squeezed(_ *workroom, s *step, in []*Tensor) *Tensor {
	x := in[0]
	var shape []int
	for i, d := range x.Shape {
		if !slices.ContainsFunc(s.set["axes"].ints, func(n int64) bool { return x.axis(n) == i }) {
			shape = append(shape, d)
		}
	}
	return x.shaped(shape)
}

func transposed(w *workroom, s *step, in []*Tensor) *Tensor {
	x, order := in[0], s.set["perm"].ints
	strides := make([]int, len(x.Shape))
	for i, n := len(x.Shape)-1, 1; i >= 0; i-- {
		strides[i] = n
		n *= x.Shape[i]
	}
	shape, steps := make([]int, len(order)), make([]int, len(order))
	for i, from := range order {
		shape[i], steps[i] = x.Shape[from], strides[from]
	}
	out := w.tensor(shape...)
	at := make([]int, len(shape))
	from := 0
	for i := range out.Values {
		out.Values[i] = x.Values[from]
		for d := len(shape) - 1; d >= 0; d-- {
			at[d]++
			from += steps[d]
			if at[d] < shape[d] {
				break
			}
			from -= at[d] * steps[d]
			at[d] = 0
		}
	}
	return out
}

// slice cuts a part out of dimensions.
func slice(_ *workroom, s *step, in []*Tensor) *Tensor {
	out := in[0]
	for i, axis := range s.set["axes"].ints {
		d := out.axis(axis)
		n := int64(out.Shape[d])
		bound := func(v int64) int {
			if v < 0 {
				v += n
			}
			return int(min(max(v, 0), n))
		}
		out = out.part(d, bound(s.set["starts"].ints[i]), bound(s.set["ends"].ints[i]))
	}
	return out
}

// part is what lies from one index up to another in a dimension.
func (t *Tensor) part(d, from, to int) *Tensor {
	shape := slices.Clone(t.Shape)
	shape[d] = to - from
	out := &Tensor{Shape: shape}
	inner := product(t.Shape[d+1:])
	for i := range product(t.Shape[:d]) {
		a, b := (i*t.Shape[d]+from)*inner, (i*t.Shape[d]+to)*inner
		if t.Counts != nil {
			out.Counts = append(out.Counts, t.Counts[a:b]...)
		} else {
			out.Values = append(out.Values, t.Values[a:b]...)
		}
	}
	return out
}

// concatenated puts tensors behind each other in a dimension.
func concatenated(_ *workroom, s *step, in []*Tensor) *Tensor {
	d := in[0].axis(s.set["axis"].ints[0])
	shape := slices.Clone(in[0].Shape)
	for _, t := range in[1:] {
		shape[d] += t.Shape[d]
	}
	out := &Tensor{Shape: shape}
	for i := range product(shape[:d]) {
		for _, t := range in {
			n := product(t.Shape[d:])
			if t.Counts != nil {
				out.Counts = append(out.Counts, t.Counts[i*n:(i+1)*n]...)
			} else {
				out.Values = append(out.Values, t.Values[i*n:(i+1)*n]...)
			}
		}
	}
	return out
}
