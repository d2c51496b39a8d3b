package infer

import "math"

// exp is e to the power of x, to 20 bits and more; of what is beyond the numbers of 32 bits, that of the nearest one
// that is not. The function of package math is written for each kind of machine by itself, and differs.
func exp(x float32) float32 {
	const most = 87
	if x > most {
		x = most
	} else if x < -most {
		x = -most
	}
	k := int32(float32(x*(1/math.Ln2))+128.5) - 128 // to the next whole number
	const high, low = 0.693359375, -2.12194440e-4   // ln 2 in two parts, the first of 9 bits
	r := float32(x-float32(float32(k)*high)) - float32(float32(k)*low)
	p := float32(r*(1.0/720)) + 1.0/120
	p = float32(p*r) + 1.0/24
	p = float32(p*r) + 1.0/6
	p = float32(p*r) + 1.0/2
	p = float32(p*r) + 1
	p = float32(p*r) + 1
	return p * math.Float32frombits(uint32(k+127)<<23) // 2 to the power of k
}
