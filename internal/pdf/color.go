package pdf

import (
	"bytes"
	"slices"

	lib "github.com/ledongthuc/pdf"

	"github.com/mingxi/mingxi/extract/page"
)

func (p *painter) setDevice(i *ink, s *colorSpace) {
	if a, ok := p.args(s.n); ok {
		i.space, i.color, i.pattern, i.picture = s, s.color(a), false, nil
	}
}

func (p *painter) fillGray()   { p.setDevice(&p.state.fill, gray) }
func (p *painter) strokeGray() { p.setDevice(&p.state.stroke, gray) }
func (p *painter) fillRGB()    { p.setDevice(&p.state.fill, rgb) }
func (p *painter) strokeRGB()  { p.setDevice(&p.state.stroke, rgb) }
func (p *painter) fillCMYK()   { p.setDevice(&p.state.fill, cmyk) }
func (p *painter) strokeCMYK() { p.setDevice(&p.state.stroke, cmyk) }

func (p *painter) fillSpace()   { p.setSpace(&p.state.fill) }
func (p *painter) strokeSpace() { p.setSpace(&p.state.stroke) }
func (p *painter) fillColor()   { p.setColor(&p.state.fill) }
func (p *painter) strokeColor() { p.setColor(&p.state.stroke) }

// setSpace selects a colour space, whose first colour is black, or full ink for a tint.
func (p *painter) setSpace(i *ink) {
	n, ok := p.lastName()
	if !ok {
		return
	}
	s, known := p.res.spaces[n]
	if !known {
		if s = deviceSpaces[n]; s == nil {
			s = p.file.space(get(get(p.res.dict, "ColorSpace"), n), 0)
		}
		p.res.spaces[n] = s
	}
	i.space, i.color, i.pattern, i.picture = s, 0, false, nil
}

// patternColor stands for whatever a pattern draws in a line: neither black nor white. Areas of a pattern
// are left out, since spreadsheets fill white cells with one.
const patternColor page.Color = 0x808080

// pictureOfPattern is the first picture that the pattern named last draws, by its size; nil if it draws
// none.
func (p *painter) pictureOfPattern() *page.Image {
	n, ok := p.lastName()
	if !ok {
		return nil
	}
	img, known := p.res.patterns[n]
	if !known {
		pattern := get(get(p.res.dict, "Pattern"), n)
		if p.printsText(pattern) {
			p.tell(errPattern)
		}
		all := get(get(pattern, "Resources"), "XObject")
		for _, key := range all.Keys() {
			if x := get(all, key); get(x, "Subtype").Name() == "Image" {
				img = &page.Image{Width: int(get(x, "Width").Int64()), Height: int(get(x, "Height").Int64())}
				break
			}
		}
		p.res.patterns[n] = img
	}
	return img
}

// printsText says whether a pattern has fonts, and shows text with them.
func (p *painter) printsText(pattern lib.Value) bool {
	if pattern.Kind() != lib.Stream || get(get(pattern, "Resources"), "Font").Kind() != lib.Dict {
		return false
	}
	content, _ := p.file.stream(pattern)
	return slices.ContainsFunc([]string{"Tj", "TJ"}, func(shown string) bool { return bytes.Contains(content, []byte(shown)) })
}

// setColor sets the components of the current space; without one their number tells it.
func (p *painter) setColor(i *ink) {
	var c [32]float64
	n := 0
	for _, o := range p.operands {
		if o.kind == tokNumber && n < len(c) {
			c[n] = o.num
			n++
		}
	}
	s := i.space
	if s != nil && s.kind == "Pattern" {
		p.costly = true
		i.color, i.pattern, i.picture = patternColor, true, p.pictureOfPattern()
		if s = s.base; n == 0 || s == nil {
			return
		}
		i.pattern = false
	}
	if s == nil {
		s = byComponents(n)
	}
	if n > 0 {
		i.color = s.color(c[:n])
	}
}
