package infer

// step is an operation of a network that is ready to be run.
type step struct {
	node
	do   operation
	last []string // what no later step takes

	panels []float32     // of a product of matrices, the right one, if it is always the same
	short  *shortFilters // of filters, if they are to be whole numbers
}

// An operation gives what a step gives for what it takes. What it takes stays as it is.
type operation func(w *workroom, s *step, in []*Tensor) *Tensor

// workroom is what one run needs beside its tensors: memory that is used again.
type workroom struct {
	free   [][]float32
	panel  []float32 // of a product
	shorts []int16   // of one of whole numbers
}

// tensor is one whose elements are not set yet.
func (w *workroom) tensor(shape ...int) *Tensor {
	n := product(shape)
	best := -1
	for i, f := range w.free {
		if cap(f) >= n && (best < 0 || cap(f) < cap(w.free[best])) {
			best = i
		}
	}
	if best < 0 {
		return &Tensor{Shape: shape, Values: make([]float32, n)}
	}
	f := w.free[best][:n]
	w.free[best] = w.free[len(w.free)-1]
	w.free = w.free[:len(w.free)-1]
	return &Tensor{Shape: shape, Values: f}
}

const keptFree = 16 // pieces of memory: a network uses few at a time

// shortFilters are filters in whole numbers, in pairs of neighbours, in the order in which tiles take them.
type shortFilters struct {
	pairs  int
	packed []int16
	scales []float32 // of each row
	most   float32   // the largest of what they may be multiplied with
}

// giveBack keeps the memory of a tensor that is of no more use, unless another has the same.
func (w *workroom) giveBack(t *Tensor, made map[string]*Tensor) {
	if len(t.Values) == 0 {
		return
	}
	for _, o := range made {
		if len(o.Values) > 0 && &o.Values[0] == &t.Values[0] {
			return
		}
	}
	if len(w.free) < keptFree {
		w.free = append(w.free, t.Values)
		return
	}
	least := 0
	for i, f := range w.free {
		if cap(f) < cap(w.free[least]) {
			least = i
		}
	}
	if cap(t.Values) > cap(w.free[least]) {
		w.free[least] = t.Values
	}
}
