package infer

import "math"

// inverse are 1/n!, from the last down: e to the power of what is less than half of ln 2 needs no more for 40 bits.
var inverse = func() []float64 {
	var out []float64
	factorial := 1.0
	for n := range 11 {
		factorial *= max(1, float64(n))
		out = append([]float64{1 / factorial}, out...)
	}
	return out
}()

// exp is e to the power of x between -700 and 700, to 40 bits. That of package math is written for each kind of
// machine by itself, and differs.
func exp(x float64) float64 {
	x = max(-700, min(700, x))
	k := math.Floor(float64(x*(1/math.Ln2)) + 0.5)
	const high, low = 6.93147180369123816490e-01, 1.90821492927058770002e-10 // ln 2 in two parts
	r := float64(x-float64(k*high)) - float64(k*low)
	p := 0.0
	for _, c := range inverse {
		p = float64(p*r) + c
	}
	return p * math.Float64frombits(uint64(int64(k)+1023)<<52) // 2 to the power of k
}
