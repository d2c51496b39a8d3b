package infer

// The innermost loops in plain Go. Where a machine has wide registers, others do the same (kernel_amd64.s): each
// number of a result is made of the same products, rounded, and added in the same order.

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
