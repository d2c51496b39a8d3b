// Package infer runs small networks that are given as ONNX: those by which writing is recognised. It has the
// operators that these need and no others.
//
// The same network and the same input give the same bits on every machine: what is added up is added in one
// order or is whole, products are rounded before they are added, and nothing depends on whether the machine has wide
// registers.
package infer

// A Tensor is an array of numbers, the last dimension running fastest. Its numbers are Values, or, where it
// says how long something is, Counts.
type Tensor struct {
	Shape  []int
	Values []float32
	Counts []int64
}

// product is the number of elements in dimensions.
func product(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}

// shaped is a tensor with the elements of another.
func (t *Tensor) shaped(shape []int) *Tensor {
	return &Tensor{Shape: shape, Values: t.Values, Counts: t.Counts}
}

// zeros is a tensor of noughts.
func zeros(shape ...int) *Tensor {
	return &Tensor{Shape: shape, Values: make([]float32, product(shape))}
}

// axis is a dimension that may be counted from the end.
func (t *Tensor) axis(n int64) int {
	if n < 0 {
		n += int64(len(t.Shape))
	}
	return int(n)
}
