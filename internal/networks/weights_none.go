//go:build !weights

package networks

var (
	wordWeights    []byte
	wordCharacters string
)
