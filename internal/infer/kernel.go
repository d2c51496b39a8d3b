package infer

// The innermost loops in plain Go. Where a machine has wide registers, others do the same (kernel_amd64.s): each
// number of a result is made of the same products, rounded, and added in the same order.

// block is how many numbers wide registers take at a time, in filters.
const block = 32

func plainTile(tile *[tileRows * tileColumns]float32, left, right []float32) {
	clear(tile[:])
	for len(left) >= tileRows {
		l, r := left[:tileRows:tileRows], right[:tileColumns:tileColumns]
		left, right = left[tileRows:], right[tileColumns:]
		for i, v := range l {
			to := tile[i*tileColumns : (i+1)*tileColumns : (i+1)*tileColumns]
			for j := range to {
				to[j] += float32(v * r[j])
			}
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

func plainSwish(to, from []float32) {
	for i, v := range from[:len(to)] {
		to[i] = float32(v*min(max(v+3, 0), 6)) / 6
	}
}
