package networks

import (
	"errors"
	"image"
	"strings"

	"github.com/mingxi/mingxi/internal/infer"
)

// wordReader reads a line of any writing with the network for lines of PP-OCRv4 (PaddlePaddle, Apache License 2.0).
type wordReader struct {
	net   *infer.Network
	names []string
}

// What that network is shown: three colours alike, paper 1 and ink -1.
const (
	wordHigh  = 48
	wordLeast = 48
	wordMost  = 3200
)

var errNoWords = errors.New("the weights of the reader of words do not fit its characters")

func newWordReader(weights []byte, characters string) (*wordReader, error) {
	net, err := infer.Load(weights)
	if err != nil {
		return nil, err
	}
	net.Shorten()
	names := []string{""}
	names = append(names, strings.Split(strings.TrimSuffix(characters, "\n"), "\n")...)
	return &wordReader{net: net, names: append(names, " ")}, nil
}

// Lines are shown narrower than they are, which costs as much less: the network tells characters apart that are two
// and a half of its steps wide.
const (
	wordNarrow = 0.8  // as wide, for writing of any kind
	mostNarrow = 0.72 // and at least, for figures whose characters stay as wide as narrowStep
	narrowStep = 21   // pixels
)

// narrowed is how wide, of what it is, a line is shown: one of so many characters of a figure, or of writing of any kind (0).
func narrowed(line *image.Gray, characters int) float64 {
	if characters == 0 {
		return wordNarrow
	}
	wide := float64(line.Rect.Dx()*wordHigh) / float64(line.Rect.Dy())
	return min(1, max(mostNarrow, float64(characters*narrowStep)/wide))
}

func (r *wordReader) read(line *image.Gray, characters int) ([]letter, int, error) {
	img := scaled(line, narrowed(line, characters), wordHigh, wordLeast, wordMost)
	in := &infer.Tensor{Shape: []int{1, 3, wordHigh, img.Rect.Dx()}}
	for range 3 {
		for _, p := range img.Pix {
			in.Values = append(in.Values, float32(p)/127.5-1)
		}
	}
	out, err := r.net.Run(in)
	if err != nil {
		return nil, 0, err
	}
	s := spell(out, r.names)
	if s.classes != len(r.names) {
		return nil, 0, errNoWords
	}
	return s.letters(), s.steps, nil
}
