//go:build !amd64

package infer

func multiplyTile(to []float32, stride int, left, right []float32, add *[tileRows]float32) {
	plainTile(to, stride, left, right, add)
}

func multiplyTwo([]float32, int, []float32, []float32, *[2 * tileRows]float32) bool { return false }

func taps(to, from []float32, offsets []int, weights []float32, first float32) {
	plainTaps(to, from, offsets, weights, first)
}

func scaleShift(to, from []float32, scale, shift float32) { plainScaleShift(to, from, scale, shift) }

func swish(to, from []float32, before, behind [2]float32) { plainSwish(to, from, before, behind) }

func shortTile(to []float32, stride int, left, right []int16, scale, add *[tileRows]float32) {
	plainShortTile(to, stride, left, right, scale, add)
}

func shortTwo([]float32, int, []int16, []int16, *[2 * tileRows]float32, *[2 * tileRows]float32) bool {
	return false
}

func shortPanel(panel []int16, from []float32, columns, depth, n int, up float32) {
	plainShortPanel(panel, from, columns, depth, n, up)
}

func largestSize(all []float32) float32 { return plainLargestSize(all) }
