package infer

import (
	"math"
	"slices"
)

// Filters in whole numbers. A product of numbers of 16 bits takes a machine half as long as one of fractions, and sums of
// whole numbers are the same in any order. Each row of weights is a scale times numbers of up to shortWeight; what they are
// multiplied with is rounded to a scale times numbers as large as no sum of products can grow beyond 32 bits.
const (
	shortWeight = 2047
	shortMost   = math.MaxInt16
	sumMost     = math.MaxInt32
)

func shortened(filters *Tensor) *shortFilters {
	rows := filters.Shape[0]
	depth := product(filters.Shape[1:])
	out := &shortFilters{pairs: (depth + 1) / 2, scales: make([]float32, rows)}
	blocks := (rows + tileRows - 1) / tileRows
	out.packed = make([]int16, blocks*tileRows*out.pairs*2)
	heaviest := 1
	for i := range rows {
		row := filters.Values[i*depth : (i+1)*depth]
		most := largestSize(row)
		if most == 0 {
			continue
		}
		out.scales[i] = most / shortWeight
		to := out.packed[i/tileRows*tileRows*out.pairs*2+i%tileRows*2:]
		sum := 0
		for j, v := range row {
			q := int16(math.RoundToEven(float64(v) / float64(out.scales[i])))
			to[j/2*tileRows*2+j%2] = q
			sum += max(int(q), -int(q))
		}
		heaviest = max(heaviest, sum)
	}
	out.most = float32(min(shortMost, sumMost/heaviest-1))
	return out
}

// multiplyShort is multiply by filters in whole numbers.
func (w *workroom) multiplyShort(out []float32, left *shortFilters, right []float32, depth, columns int, shift []float32) {
	most := largestSize(right[:depth*columns])
	if most == 0 {
		most = 1
	}
	up, down := left.most/most, most/left.most
	scales := w.tensor((len(left.scales) + tileRows - 1) / tileRows * tileRows)
	for i, v := range left.scales {
		scales.Values[i] = v * down
	}
	w.shorts = slices.Grow(w.shorts[:0], left.pairs*tileColumns*2)[:left.pairs*tileColumns*2]
	for j := 0; j < columns; j += tileColumns {
		shortPanel(w.shorts, right[j:], columns, depth, min(tileColumns, columns-j), up)
		left.multiplyPanel(out[j:], w.shorts, columns, min(tileColumns, columns-j), scales.Values, shift)
	}
	w.giveBack(scales, nil)
}

// multiplyPanel is multiplyShort for n columns of one tile.
func (f *shortFilters) multiplyPanel(out []float32, panel []int16, columns, n int, scales, shift []float32) {
	var tile [2 * tileRows * tileColumns]float32
	var add [2 * tileRows]float32
	rows, size := len(f.scales), tileRows*f.pairs*2
	for i, done := 0, 0; i < rows; i += done {
		if shift != nil {
			copy(add[:], shift[i:])
		}
		to, stride, whole := tile[:], tileColumns, n == tileColumns && i+tileRows <= rows
		if whole {
			to, stride = out[i*columns:], columns
		}
		part := f.packed[i/tileRows*size:]
		if i+2*tileRows <= rows && shortTwo(to, stride, part[:2*size], panel, (*[2 * tileRows]float32)(scales[i:]), &add) {
			done = 2 * tileRows
		} else {
			shortTile(to, stride, part[:size], panel, (*[tileRows]float32)(scales[i:]), (*[tileRows]float32)(add[:]))
			done = tileRows
		}
		for r := 0; !whole && r < min(done, rows-i); r++ {
			copy(out[(i+r)*columns:][:n], tile[r*tileColumns:])
		}
	}
}
