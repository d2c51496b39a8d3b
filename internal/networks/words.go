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
	names := []string{""}
	names = append(names, strings.Split(strings.TrimSuffix(characters, "\n"), "\n")...)
	return &wordReader{net: net, names: append(names, " ")}, nil
}

func (r *wordReader) read(line *image.Gray) ([]letter, int, error) {
	img := scaled(line, wordHigh, wordLeast, wordMost)
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
