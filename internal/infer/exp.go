package infer

import "math"

// exp is e to the power of x, for x up to 700, within a few units in the last place of a float64. That of package
// math is written for each kind of machine by itself, and differs.
func exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	x = min(x, 700)
	k := math.Round(x * (1 / math.Ln2))
	const high, low = 6.93147180369123816490e-01, 1.90821492927058770002e-10 // ln 2 in two parts
	r := float64(x-float64(k*high)) - float64(k*low)
	p := 1.0
	for n := 13.0; n >= 1; n-- { // 1 + r(1 + r/2(1 + r/3(…)))
		p = 1 + float64(float64(r/n)*p)
	}
	return math.Ldexp(p, int(k))
}
