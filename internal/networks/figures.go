package networks

import (
	_ "embed"
	"image"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/internal/infer"
)

// digitWeights are a network that training/train.py made of drawn figures.
//
//go:embed data/digits.onnx
var digitWeights []byte

// Signs that the network knows, in the order of its classes, and what it says of all others.
const (
	signs = "0123456789.,-()%"
	other = "#"
)

// figureReader reads a line of digits, points, commas, dashes, brackets and %.
type figureReader struct{ net *infer.Network }

var loadDigits = sync.OnceValues(func() (*figureReader, error) {
	net, err := infer.Load(digitWeights)
	return &figureReader{net}, err
})

var figureNames = append([]string{""}, strings.Split(signs+other, "")...)

// What that network is shown: paper 0, ink 1, and what is between.
const (
	figureHigh  = 32
	figureLeast = 16
	figureMost  = 512
	paperShare  = 0.90 // of the pixels are darker than paper
	inkShare    = 0.03 // are darker than ink
	leastRange  = 40   // shades between paper and ink
)

func (r *figureReader) read(line *image.Gray) ([]letter, int, error) {
	img := scaled(line, 1, figureHigh, figureLeast, figureMost)
	paper, ink := shade(img, paperShare), shade(img, inkShare)
	in := &infer.Tensor{Shape: []int{1, 1, figureHigh, img.Rect.Dx()}}
	for _, p := range img.Pix {
		v := (paper - float32(p)) / max(leastRange, paper-ink)
		in.Values = append(in.Values, min(max(v, -0.3), 1.3))
	}
	out, err := r.net.Run(in)
	if err != nil {
		return nil, 0, err
	}
	s := spell(out, figureNames)
	return s.letters(), s.steps, nil
}
