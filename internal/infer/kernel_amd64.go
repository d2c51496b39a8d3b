package infer

import "golang.org/x/sys/cpu"

// wide says whether the machine has registers of eight numbers, widest of sixteen.
var (
	wide   = cpu.X86.HasAVX2
	widest = cpu.X86.HasAVX512F
)

//go:noescape
func wideTile(tile, left, right *float32, depth int)

//go:noescape
func widestTile(tile, left, right *float32, depth int)

//go:noescape
func wideTaps(to, from *float32, blocks int, offsets *int, weights *float32, count int, first float32)

//go:noescape
func wideScaleShift(to, from *float32, blocks int, scale, shift float32)

//go:noescape
func wideSwish(to, from *float32, blocks int)

func multiplyTile(tile *[tileRows * tileColumns]float32, left, right []float32) {
	depth := len(left) / tileRows
	if !wide || depth == 0 {
		plainTile(tile, left, right)
		return
	}
	_ = right[depth*tileColumns-1]
	if widest {
		widestTile(&tile[0], &left[0], &right[0], depth)
		return
	}
	wideTile(&tile[0], &left[0], &right[0], depth)
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

func swish(to, from []float32) {
	done := 0
	if blocks := len(to) / eight; wide && blocks > 0 {
		done = blocks * eight
		_ = from[done-1]
		wideSwish(&to[0], &from[0], blocks)
	}
	plainSwish(to[done:], from[done:])
}
