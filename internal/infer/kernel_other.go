//go:build !amd64

package infer

func multiplyTile(tile *[tileRows * tileColumns]float32, left, right []float32) {
	plainTile(tile, left, right)
}

func taps(to, from []float32, offsets []int, weights []float32, first float32) {
	plainTaps(to, from, offsets, weights, first)
}

func scaleShift(to, from []float32, scale, shift float32) { plainScaleShift(to, from, scale, shift) }

func swish(to, from []float32) { plainSwish(to, from) }
