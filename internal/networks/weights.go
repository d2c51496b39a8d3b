//go:build weights

package networks

import _ "embed"

// The network for lines of PP-OCRv4 and its characters, which scripts/fetch-weights puts here.

//go:embed weights/words.onnx
var wordWeights []byte

//go:embed weights/characters.txt
var wordCharacters string
