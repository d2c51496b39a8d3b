package infer

import "golang.org/x/sys/cpu"

// wide says whether the machine has registers of eight numbers, widest of sixteen, and adding whether it adds products of whole
// numbers to a register of sixteen in one step.
var (
	wide   = cpu.X86.HasAVX2
	widest = cpu.X86.HasAVX512F
	adding = widest && cpu.X86.HasAVX512VNNI
)

//go:noescape
func wideTile(to *float32, stride int, left, right *float32, depth int, add *[tileRows]float32)

//go:noescape
func widestTile(to *float32, stride int, left, right *float32, depth int, add *[tileRows]float32)

//go:noescape
func widestTwo(to *float32, stride int, left, right *float32, depth int, add *[2 * tileRows]float32)

//go:noescape
func wideTaps(to, from *float32, blocks int, offsets *int, weights *float32, count int, first float32)

//go:noescape
func wideScaleShift(to, from *float32, blocks int, scale, shift float32)

//go:noescape
func wideSwish(to, from *float32, blocks int, before, behind *[2]float32)

//go:noescape
func wideShortTile(to *float32, stride int, left, right *int16, pairs int, scale, add *[tileRows]float32)

//go:noescape
func addingShortTwo(to *float32, stride int, left, right *int16, pairs int, scale, add *[2 * tileRows]float32)

//go:noescape
func wideShortPanel(to *int16, from *float32, columns, pairs int, up float32)

//go:noescape
func wideLargestSize(from *float32, blocks int) float32

func multiplyTile(to []float32, stride int, left, right []float32, add *[tileRows]float32) {
	depth := len(left) / tileRows
	if !wide || depth == 0 {
		plainTile(to, stride, left, right, add)
		return
	}
	_, _ = right[depth*tileColumns-1], to[(tileRows-1)*stride+tileColumns-1]
	if widest {
		widestTile(&to[0], stride, &left[0], &right[0], depth, add)
		return
	}
	wideTile(&to[0], stride, &left[0], &right[0], depth, add)
}

// multiplyTwo is multiplyTile for two tiles, one below the other, which share what is read of right; false where the machine
// has no registers for that.
func multiplyTwo(to []float32, stride int, left, right []float32, add *[2 * tileRows]float32) bool {
	depth := len(left) / (2 * tileRows)
	if !widest || !wide || depth == 0 {
		return false
	}
	_, _ = right[depth*tileColumns-1], to[(2*tileRows-1)*stride+tileColumns-1]
	widestTwo(&to[0], stride, &left[0], &right[0], depth, add)
	return true
}

// taps reads from up to a block beyond what it needs.
func taps(to, from []float32, offsets []int, weights []float32, first float32) {
	done := 0
	if blocks := len(to) / block; wide && blocks > 0 {
		done = blocks * block
		_ = from[offsets[len(offsets)-1]+done-1]
		wideTaps(&to[0], &from[0], blocks, &offsets[0], &weights[0], len(offsets), first)
	}
	plainTaps(to[done:], from[done:], offsets, weights, first)
}

const eight = 8

func scaleShift(to, from []float32, scale, shift float32) {
	done := 0
	if blocks := len(to) / eight; wide && blocks > 0 {
		done = blocks * eight
		_ = from[done-1]
		wideScaleShift(&to[0], &from[0], blocks, scale, shift)
	}
	plainScaleShift(to[done:], from[done:], scale, shift)
}

func swish(to, from []float32, before, behind [2]float32) {
	done := 0
	if blocks := len(to) / eight; wide && blocks > 0 {
		done = blocks * eight
		_ = from[done-1]
		wideSwish(&to[0], &from[0], blocks, &before, &behind)
	}
	plainSwish(to[done:], from[done:], before, behind)
}

func shortTile(to []float32, stride int, left, right []int16, scale, add *[tileRows]float32) {
	pairs := len(left) / (2 * tileRows)
	if !wide || pairs == 0 {
		plainShortTile(to, stride, left, right, scale, add)
		return
	}
	_, _ = right[pairs*2*tileColumns-1], to[(tileRows-1)*stride+tileColumns-1]
	wideShortTile(&to[0], stride, &left[0], &right[0], pairs, scale, add)
}

// shortTwo is shortTile for two tiles, one below the other; false where the machine cannot add products in one step.
func shortTwo(to []float32, stride int, left, right []int16, scale, add *[2 * tileRows]float32) bool {
	pairs := len(left) / (2 * 2 * tileRows)
	if !adding || !widest || !wide || pairs == 0 {
		return false
	}
	_, _ = right[pairs*2*tileColumns-1], to[(2*tileRows-1)*stride+tileColumns-1]
	addingShortTwo(&to[0], stride, &left[0], &right[0], pairs, scale, add)
	return true
}

func shortPanel(panel []int16, from []float32, columns, depth, n int, up float32) {
	done := 0 // pairs
	if done = depth / 2; !wide || n < tileColumns || done == 0 {
		plainShortPanel(panel, from, columns, depth, n, up)
		return
	}
	_, _ = panel[done*2*tileColumns-1], from[(2*done-1)*columns+tileColumns-1]
	wideShortPanel(&panel[0], &from[0], columns, done, up)
	if depth%2 > 0 {
		plainShortPanel(panel[done*2*tileColumns:], from[2*done*columns:], columns, 1, n, up)
	}
}

func largestSize(all []float32) float32 {
	done, most := 0, float32(0)
	if blocks := len(all) / (2 * eight); wide && blocks > 0 {
		done = blocks * 2 * eight
		most = wideLargestSize(&all[0], blocks)
	}
	return max(most, plainLargestSize(all[done:]))
}
