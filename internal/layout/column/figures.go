package column

// figureShare is the share of figures among the texts of a column of figures at least.
const figureShare = 0.8

// OfFigures says of each column whether figures are what it holds, from how many of its texts are, several, and how many texts there are.
func OfFigures(figures, texts []int) []bool {
	out := make([]bool, len(texts))
	for n := range out {
		out[n] = figures[n] > 1 && float64(figures[n]) >= figureShare*float64(texts[n])
	}
	return out
}
