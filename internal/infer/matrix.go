package infer

import (
	"slices"
	"sync"
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
	for j := 0; j < columns; j += tileColumns {
		panelOf(w.panel, right, depth, columns, j)
		multiplyPanel(out, left, w.panel, rows, depth, columns, j, shift)
	}
}

// panelOf copies the columns of a matrix that one tile takes, from column j on, noughts behind the last.
func panelOf(panel, right []float32, depth, columns, j int) {
	n := min(tileColumns, columns-j)
	if n < tileColumns {
		clear(panel)
		for p := range depth {
			copy(panel[p*tileColumns:(p+1)*tileColumns], right[p*columns+j:p*columns+j+n])
		}
		return
	}
	for p := range depth { // as arrays, which are copied without a call
		*(*[tileColumns]float32)(panel[p*tileColumns:]) = *(*[tileColumns]float32)(right[p*columns+j:])
	}
}

// panelsOf are all columns of a matrix in the order in which tiles take them.
func panelsOf(right []float32, depth, columns int) []float32 {
	size := depth * tileColumns
	out := make([]float32, (columns+tileColumns-1)/tileColumns*size)
	for j := 0; j < columns; j += tileColumns {
		panelOf(out[j/tileColumns*size:][:size], right, depth, columns, j)
	}
	return out
}

// multiplyPanel is multiply for the columns of one tile, from column j on.
func multiplyPanel(out, left, panel []float32, rows, depth, columns, j int, shift []float32) {
	n := min(tileColumns, columns-j)
	var tile [tileRows * tileColumns]float32
	var add [tileRows]float32
	var both [2 * tileRows]float32
	for i := 0; i < rows; i += tileRows {
		if n == tileColumns && i+2*tileRows <= rows {
			if shift != nil {
				copy(both[:], shift[i:])
			}
			if multiplyTwo(out[i*columns+j:], columns, left[i*depth:(i+2*tileRows)*depth], panel, &both) {
				i += tileRows
				continue
			}
		}
		if shift != nil {
			copy(add[:], shift[i:])
		}
		part := left[i*depth : (i+tileRows)*depth]
		if n == tileColumns && i+tileRows <= rows {
			multiplyTile(out[i*columns+j:], columns, part, panel, &add)
			continue
		}
		multiplyTile(tile[:], tileColumns, part, panel, &add)
		for r := range min(tileRows, rows-i) {
			copy(out[(i+r)*columns+j:][:n], tile[r*tileColumns:])
		}
	}
}

// matrixProduct multiplies matrices, or each of a row of them with one, or with each of another row.
func matrixProduct(w *workroom, s *step, in []*Tensor) *Tensor {
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
		if s.panels != nil {
			size := depth * tileColumns
			for j := 0; j < columns; j += tileColumns {
				multiplyPanel(out.Values, left, s.panels[j/tileColumns*size:][:size], rows, depth, columns, j, nil)
			}
			continue
		}
		w.multiply(out.Values[i*rows*columns:(i+1)*rows*columns], left, b.Values[i*depth*columns:], rows, depth, columns, nil)
	}
	return out
}
