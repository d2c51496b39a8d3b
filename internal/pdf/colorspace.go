package pdf

import (
	"math"

	lib "github.com/ledongthuc/pdf"
	"github.com/mingxi/mingxi/extract/page"
)

// A colorSpace turns components into a colour. Only as much of it is done as tells black, grey and
// white lines and areas apart.
type colorSpace struct {
	kind    string // Gray, RGB, CMYK, Lab, Indexed, Tint or Pattern
	n       int    // components
	base    *colorSpace
	palette []byte
	tint    *function
}

var (
	gray = &colorSpace{kind: "Gray", n: 1}
	rgb  = &colorSpace{kind: "RGB", n: 3}
	cmyk = &colorSpace{kind: "CMYK", n: 4}
)

// deviceSpaces are the spaces that need no parameters, with the abbreviations of inline images.
var deviceSpaces = map[string]*colorSpace{
	"DeviceGray": gray, "G": gray, "CalGray": gray,
	"DeviceRGB": rgb, "RGB": rgb, "CalRGB": rgb,
	"DeviceCMYK": cmyk, "CMYK": cmyk,
	"Pattern": {kind: "Pattern"},
}

// maxSpaceDepth bounds spaces that are based on others.
const maxSpaceDepth = 4

// space reads a colour space.
func (f *File) space(v lib.Value, depth int) *colorSpace {
	if v.Kind() == lib.Name {
		return deviceSpaces[v.Name()]
	}
	if v.Kind() != lib.Array || depth > maxSpaceDepth {
		return nil
	}
	switch kind := item(v, 0).Name(); kind {
	case "ICCBased":
		return byComponents(int(get(item(v, 1), "N").Int64()))
	case "Lab":
		return &colorSpace{kind: "Lab", n: 3}
	case "Indexed", "I":
		return &colorSpace{kind: "Indexed", n: 1, base: f.space(item(v, 1), depth+1), palette: f.palette(item(v, 3))}
	case "Separation":
		return &colorSpace{kind: "Tint", n: 1, base: f.space(item(v, 2), depth+1), tint: f.function(item(v, 3), 0)}
	case "DeviceN":
		return &colorSpace{kind: "Tint", n: item(v, 1).Len(), base: f.space(item(v, 2), depth+1), tint: f.function(item(v, 3), 0)}
	case "Pattern":
		return &colorSpace{kind: "Pattern", base: f.space(item(v, 1), depth+1)}
	default:
		return deviceSpaces[kind]
	}
}

func byComponents(n int) *colorSpace {
	switch n {
	case 3:
		return rgb
	case 4:
		return cmyk
	}
	return gray
}

func (f *File) palette(v lib.Value) []byte {
	if v.Kind() == lib.Stream {
		data, _ := f.stream(v)
		return data
	}
	return []byte(f.text(v))
}

// color turns components into a colour; missing ones are 0.
func (s *colorSpace) color(c []float64) page.Color {
	at := func(i int) float64 {
		if i < len(c) {
			return c[i]
		}
		return 0
	}
	switch s.kind {
	case "RGB":
		return rgbColor(at(0), at(1), at(2))
	case "CMYK":
		k := 1 - at(3)
		return rgbColor((1-at(0))*k, (1-at(1))*k, (1-at(2))*k)
	case "Lab":
		return rgbColor(at(0)/100, at(0)/100, at(0)/100)
	case "Indexed":
		return s.indexed(int(at(0)))
	case "Tint":
		return s.tinted(c)
	}
	return rgbColor(at(0), at(0), at(0))
}

func (s *colorSpace) indexed(i int) page.Color {
	if s.base == nil || i < 0 || (i+1)*s.base.n > len(s.palette) {
		return 0
	}
	c := make([]float64, s.base.n)
	for k := range c {
		c[k] = float64(s.palette[i*s.base.n+k]) / 255
	}
	return s.base.color(c)
}

// tinted is the colour of an ink: by its tint function, else darker the more of it there is.
func (s *colorSpace) tinted(c []float64) page.Color {
	if s.tint != nil && s.base != nil {
		if out := s.tint.eval(c); len(out) >= s.base.n {
			return s.base.color(out)
		}
	}
	most := 0.0
	for _, x := range c {
		most = max(most, x)
	}
	return rgbColor(1-most, 1-most, 1-most)
}

func rgbColor(r, g, b float64) page.Color {
	return page.Color(channel(r)<<16 | channel(g)<<8 | channel(b))
}

func channel(x float64) uint32 {
	return uint32(math.Round(255 * max(0, min(1, x))))
}

// A function is one of the kinds that tint transforms use in office documents: sampled (0) and
// exponential (2). Others are not evaluated.
type function struct {
	kind   int
	c0, c1 []float64
	power  float64
}

func (f *File) function(v lib.Value, depth int) *function {
	if !isDict(v) || depth > maxSpaceDepth {
		return nil
	}
	switch get(v, "FunctionType").Int64() {
	case 2:
		fn := &function{kind: 2, c0: numbers(get(v, "C0"), 32), c1: numbers(get(v, "C1"), 32), power: numberOr(get(v, "N"), 1)}
		if len(fn.c0) == 0 || len(fn.c0) != len(fn.c1) {
			return nil
		}
		return fn
	case 0:
		return f.sampled(v)
	}
	return nil
}

// sampled keeps the first and the last sample of a function of one variable and goes straight from
// one to the other.
func (f *File) sampled(v lib.Value) *function {
	size := numbers(get(v, "Size"), 4)
	out := get(v, "Range").Len() / 2
	data, _ := f.stream(v)
	if len(size) != 1 || get(v, "BitsPerSample").Int64() != 8 || out == 0 || len(data) < out*int(size[0]) || size[0] < 1 {
		return nil
	}
	fn := &function{kind: 2, power: 1}
	last := data[out*(int(size[0])-1):]
	for i := range out {
		fn.c0 = append(fn.c0, float64(data[i])/255)
		fn.c1 = append(fn.c1, float64(last[i])/255)
	}
	return fn
}

func (fn *function) eval(in []float64) []float64 {
	if len(in) != 1 {
		return nil
	}
	x := math.Pow(max(0, min(1, in[0])), fn.power)
	out := make([]float64, len(fn.c0))
	for i := range out {
		out[i] = fn.c0[i] + x*(fn.c1[i]-fn.c0[i])
	}
	return out
}
