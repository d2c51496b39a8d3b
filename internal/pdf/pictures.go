package pdf

import (
	"bytes"
	"image"
	"io"
	"math"

	lib "github.com/ledongthuc/pdf"
	"golang.org/x/image/ccitt"

	"github.com/mingxi/mingxi/extract/page"
)

const (
	sameEdge   = 1.0  // points by which the edges of a picture may differ from those that are asked for
	wholeBox   = 0.98 // share of such a box that its pictures cover
	coveredBy  = 0.5  // share of a picture that something hides which was drawn over it: the rest is not what it shows
	mostShades = 40e6 // pixels of several pictures together
)

// Pictures gives what is seen of the pictures of page n, counting from 1, in each of these boxes on it, with what is clear in white, as they hang
// on the page before that was turned by Turned. Of several in one box the later lie over the earlier. It gives nil where one is askew or mirrored, or of a kind
// that only a renderer decodes, and where something that was drawn over them hides them. It is safe to call from several goroutines.
func (f *File) Pictures(n int, boxes []page.Box) []image.Image {
	out := make([]image.Image, len(boxes))
	if n < 1 || n > len(f.pages) || len(boxes) == 0 {
		return out
	}
	p := f.paint(n, f.pages[n-1])
	defer Reuse(p.page.Runs)
	for i, b := range boxes {
		if img := p.picturesIn(b); img != nil {
			out[i] = img
		}
	}
	return out
}

// picturesIn is what is seen of the pictures that lie in a box of the page.
func (p *painter) picturesIn(box page.Box) (out *image.Gray) {
	defer func() {
		if x := recover(); x != nil { // as of what is read of a damaged picture
			out = nil
		}
	}()
	var found []*picture
	var seen page.Box
	for _, pic := range p.pictures {
		b := pic.seen
		if p.page.Turned != 0 {
			t := turner{p.page.Turned, p.bounds.Width(), p.bounds.Height()}
			b = t.box(b)
		}
		if b.Empty() || max(box.X0-b.X0, b.X1-box.X1, box.Y0-b.Y0, b.Y1-box.Y1) > sameEdge || max(b.X0-box.X0, box.X1-b.X1) > sameEdge {
			continue
		}
		if _, ok := pic.ctm.quarterTurns(); !ok {
			return nil
		}
		if len(found) == 0 {
			seen = pic.seen
		}
		seen = page.Box{X0: min(seen.X0, pic.seen.X0), X1: max(seen.X1, pic.seen.X1), Y0: min(seen.Y0, pic.seen.Y0), Y1: max(seen.Y1, pic.seen.Y1)}
		found = append(found, pic)
	}
	if len(found) == 0 || seen.Area() < wholeBox*box.Area() || p.hides(found, seen) {
		return nil
	}
	shades := make([]*image.Gray, len(found))
	for i, pic := range found {
		if shades[i] = p.file.pixels(pic.stream); shades[i] == nil {
			shades[i] = p.file.fax(pic.stream)
		}
		if shades[i] == nil {
			return nil
		}
		turned, _ := pic.ctm.quarterTurns()
		for range turned / 90 {
			shades[i] = quarterTurned(shades[i])
		}
	}
	if len(found) == 1 {
		img := shades[0]
		sub, _ := img.SubImage(part(img.Rect, found[0].ctm.box(0, 0, 1, 1), seen)).(*image.Gray)
		return sub
	}
	return together(found, shades, seen)
}

// quarterTurned is a picture turned clockwise.
func quarterTurned(img *image.Gray) *image.Gray {
	w, h := img.Rect.Dy(), img.Rect.Dx()
	out := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			out.Pix[y*out.Stride+x] = img.Pix[(w-1-x)*img.Stride+y]
		}
	}
	return out
}

// hides says whether what was drawn later than some pictures hides much of them.
func (p *painter) hides(pictures []*picture, seen page.Box) bool {
	last := 0
	for _, pic := range pictures {
		last = max(last, pic.over)
	}
	hidden := 0.0
	for _, c := range p.covers[min(last, len(p.covers)):] {
		if !c.clear {
			hidden += c.box.Intersect(seen).Area()
		}
	}
	return hidden >= coveredBy*seen.Area()
}

// together is one picture of several that are seen in a box, each over those before it, as fine as the finest.
func together(pictures []*picture, shades []*image.Gray, seen page.Box) *image.Gray {
	x, y := 0.0, 0.0
	for i, pic := range pictures {
		whole := pic.ctm.box(0, 0, 1, 1)
		x, y = max(x, float64(shades[i].Rect.Dx())/whole.Width()), max(y, float64(shades[i].Rect.Dy())/whole.Height())
	}
	wide, high := math.Ceil(seen.Width()*x), math.Ceil(seen.Height()*y)
	if wide*high > mostShades {
		return nil
	}
	out := image.NewGray(image.Rect(0, 0, int(wide), int(high)))
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	for i, pic := range pictures {
		whole, from := pic.ctm.box(0, 0, 1, 1), shades[i]
		across, down := float64(from.Rect.Dx())/whole.Width(), float64(from.Rect.Dy())/whole.Height()
		clear := !opaque(pic.stream)
		for v := int((pic.seen.Y0 - seen.Y0) * y); v < min(int(high), int(math.Ceil((pic.seen.Y1-seen.Y0)*y))); v++ {
			fromY := int((seen.Y0 + (float64(v)+0.5)/y - whole.Y0) * down)
			if fromY < 0 || fromY >= from.Rect.Dy() {
				continue
			}
			row := from.Pix[fromY*from.Stride:]
			for h := int((pic.seen.X0 - seen.X0) * x); h < min(int(wide), int(math.Ceil((pic.seen.X1-seen.X0)*x))); h++ {
				fromX := int((seen.X0 + (float64(h)+0.5)/x - whole.X0) * across)
				if fromX < 0 || fromX >= from.Rect.Dx() {
					continue
				}
				at := &out.Pix[v*out.Stride+h]
				if shade := row[fromX]; !clear || shade < *at {
					*at = shade
				}
			}
		}
	}
	return out
}

// fax are the greys of a fax in one or two dimensions; nil of another picture.
func (f *File) fax(x lib.Value) *image.Gray {
	w, h := int(get(x, "Width").Int64()), int(get(x, "Height").Int64())
	raw, filters := f.rawStream(x)
	space := f.space(either(x, "ColorSpace", "CS"), 0)
	if n := len(filters); n != 1 || filters[0].name != "CCITTFaxDecode" && filters[0].name != "CCF" || w <= 0 || h <= 0 || float64(w)*float64(h) > mostShades ||
		space == nil || space.n != 1 || get(x, "ImageMask").Bool() || !asIs(get(x, "Decode")) || !opaque(x) {
		return nil
	}
	said := parameters(x)
	kind := ccitt.Group3
	switch k := numberOr(get(said, "K"), 0); {
	case k < 0:
		kind = ccitt.Group4
	case k > 0:
		return nil
	}
	if int(numberOr(get(said, "Columns"), 1728)) != w {
		return nil
	}
	data := make([]byte, (w+7)/8*h)
	opt := &ccitt.Options{Align: get(said, "EncodedByteAlign").Bool(), Invert: get(said, "BlackIs1").Bool()}
	if _, err := io.ReadFull(ccitt.NewReader(bytes.NewReader(raw), ccitt.MSB, kind, w, h, opt), data); err != nil {
		return nil
	}
	return greysOf(data, w, h, 1, space)
}
