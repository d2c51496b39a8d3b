package infer

import "math"

// The innermost loops in plain Go. Where a machine has wide registers, others do the same (kernel_amd64.s): each
// number of a result is made of the same products, rounded, and added in the same order.

// A product of matrices is made of tiles: so many rows of the left matrix by so many columns of the right one.
const (
	tileRows    = 6
	tileColumns = 16
)

// block is how many numbers wide registers take at a time, in filters.
const block = 32

// plainTile sets a tile, its rows stride numbers apart, to a product of six rows and sixteen columns, and adds to
// each row a number of its own.
func plainTile(to []float32, stride int, left, right []float32, add *[tileRows]float32) {
	var tile [tileRows * tileColumns]float32
	for len(left) >= tileRows {
		l, r := left[:tileRows:tileRows], right[:tileColumns:tileColumns]
		left, right = left[tileRows:], right[tileColumns:]
		for i, v := range l {
			row := tile[i*tileColumns : (i+1)*tileColumns : (i+1)*tileColumns]
			for j := range row {
				row[j] += float32(v * r[j])
			}
		}
	}
	for i, v := range add {
		row := to[i*stride:][:tileColumns]
		for j := range row {
			row[j] = tile[i*tileColumns+j] + v
		}
	}
}

// plainTaps sets each number of to to first and the products of the weights with what lies at the offsets from there.
func plainTaps(to, from []float32, offsets []int, weights []float32, first float32) {
	for x := range to {
		to[x] = first
	}
	for i, offset := range offsets {
		at, weight := from[offset:], weights[i]
		for x := range to {
			to[x] += float32(weight * at[x])
		}
	}
}

func plainScaleShift(to, from []float32, scale, shift float32) {
	for i, v := range from[:len(to)] {
		to[i] = float32(v*scale) + shift
	}
}

// plainSwish scales and shifts each number, bends what it gives, and scales and shifts that.
func plainSwish(to, from []float32, before, behind [2]float32) {
	for i, v := range from[:len(to)] {
		v = float32(v*before[0]) + before[1]
		v = float32(v*min(max(v+3, 0), 6)) / 6
		to[i] = float32(v*behind[0]) + behind[1]
	}
}

// plainLargestSize is the largest of numbers without their signs.
func plainLargestSize(all []float32) float32 {
	most := float32(0)
	for _, v := range all {
		most = max(most, v, -v)
	}
	return most
}

// plainShortPanel writes n columns of a matrix, rows columns numbers apart, times up as whole numbers: the first two numbers
// of each column, the next two and so on, noughts behind the last column and row.
func plainShortPanel(panel []int16, from []float32, columns, depth, n int, up float32) {
	clear(panel)
	for p := range depth {
		row := from[p*columns:][:n]
		to := panel[p/2*tileColumns*2+p%2:]
		for x, v := range row {
			to[2*x] = int16(math.RoundToEven(float64(v * up)))
		}
	}
}

// plainShortTile sets a tile to a product of six rows and sixteen columns of whole numbers in pairs, times a scale of each
// row, and adds to each row a number of its own.
func plainShortTile(to []float32, stride int, left, right []int16, scale, add *[tileRows]float32) {
	var tile [tileRows * tileColumns]int32
	for len(left) >= 2*tileRows {
		l, r := left[:2*tileRows:2*tileRows], right[:2*tileColumns:2*tileColumns]
		left, right = left[2*tileRows:], right[2*tileColumns:]
		for i := range tileRows {
			first, second := int32(l[2*i]), int32(l[2*i+1])
			row := tile[i*tileColumns : (i+1)*tileColumns : (i+1)*tileColumns]
			for j := range row {
				row[j] += first*int32(r[2*j]) + second*int32(r[2*j+1])
			}
		}
	}
	for i, v := range add {
		row := to[i*stride:][:tileColumns]
		for j := range row {
			row[j] = float32(float32(tile[i*tileColumns+j])*scale[i]) + v
		}
	}
}
