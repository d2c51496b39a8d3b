package infer

import (
	"slices"
	"sync"
)

// A product of matrices is made of tiles: so many rows of the left matrix by so many columns of the right one.
const (
	tileRows    = 6
	tileColumns = 16
)

// packedFilters are filters that were packed: weights of networks, which live as long as the program.
var packedFilters sync.Map // *Tensor → []float32

// packed are the rows of a tensor in the order in which tiles take them: the first numbers of six rows, the second
// ones and so on, and the next six.
func packed(t *Tensor, depth int) []float32 {
	if p, ok := packedFilters.Load(t); ok {
		return p.([]float32)
	}
	p := pack(nil, t.Values, depth)
	packedFilters.Store(t, p)
	return p
}

func pack(to, rows []float32, depth int) []float32 {
	n := len(rows) / depth
	size := (n + tileRows - 1) / tileRows * tileRows * depth
	to = slices.Grow(to[:0], size)[:size]
	clear(to)
	for i := range n {
		at := to[i/tileRows*tileRows*depth+i%tileRows:]
		for j, v := range rows[i*depth : (i+1)*depth] {
			at[j*tileRows] = v
		}
	}
	return to
}

// multiply sets out, rows by columns, to the product of left (packed) and right, depth rows of columns numbers; and
// adds shift to each row.
func (w *workroom) multiply(out, left, right []float32, rows, depth, columns int, shift []float32) {
	w.panel = slices.Grow(w.panel[:0], depth*tileColumns)[:depth*tileColumns]
	var tile [tileRows * tileColumns]float32
	for j := 0; j < columns; j += tileColumns {
		n := min(tileColumns, columns-j)
		if n < tileColumns {
			clear(w.panel)
			for p := range depth {
				copy(w.panel[p*tileColumns:(p+1)*tileColumns], right[p*columns+j:p*columns+j+n])
			}
		} else {
			for p := range depth { // as arrays, which are copied without a call
				*(*[tileColumns]float32)(w.panel[p*tileColumns:]) = *(*[tileColumns]float32)(right[p*columns+j:])
			}
		}
		for i := 0; i < rows; i += tileRows {
			multiplyTile(&tile, left[i*depth:(i+tileRows)*depth], w.panel)
			for r := range min(tileRows, rows-i) {
				to, from := out[(i+r)*columns+j:][:n], tile[r*tileColumns:]
				add := float32(0)
				if shift != nil {
					add = shift[i+r]
				}
				for x := range to {
					to[x] = from[x] + add
				}
			}
		}
	}
}

// matrixProduct multiplies matrices, or each of a row of them with one, or with each of another row.
func matrixProduct(w *workroom, _ *step, in []*Tensor) *Tensor {
	a, b := in[0], in[1]
	da, db := len(a.Shape), len(b.Shape)
	rows, depth, columns := a.Shape[da-2], a.Shape[da-1], b.Shape[db-1]
	if b.Shape[db-2] != depth {
		panic("the matrices do not fit")
	}
	if db == 2 {
		rows = product(a.Shape[:da-1])
	}
	out := w.tensor(append(slices.Clone(a.Shape[:da-1]), columns)...)
	var left []float32
	for i := range product(a.Shape) / (rows * depth) {
		left = pack(left, a.Values[i*rows*depth:(i+1)*rows*depth], depth)
		w.multiply(out.Values[i*rows*columns:(i+1)*rows*columns], left, b.Values[i*depth*columns:], rows, depth, columns, nil)
	}
	return out
}
