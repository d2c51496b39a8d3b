package pdf

import (
	"image"
	"math"
	"slices"

	lib "github.com/ledongthuc/pdf"
	"github.com/mingxi/mingxi/extract/page"
)

const (
	sameEdge   = 1.0  // points by which the edges of a picture may differ from those that are asked for
	coveredBy  = 0.5  // share of a picture that something hides which was drawn over it: the rest is not what it shows
	mostShades = 40e6 // pixels of several pictures together
	mostPut    = 4    // times as many that are put together of pieces that lie over each other
	wholeShare = 0.9  // of a box that its pieces cover: of another a part is not known
	fewTiles   = 4    // places where one picture is drawn again: more are a ground of tiles
	tileHigh   = 24.0 // points; two rows of a table: a picture as high is no tile
)

// A Shown is what the pictures in a box of a page show, as far as is known without a renderer.
type Shown struct {
	Image    image.Image // nil where nothing of them is seen, or nothing is known; of one askew or mirrored as it is kept, which is not how it is seen
	Unknown  bool        // a renderer may show something: they are of a kind that only one decodes, or askew, or not kept
	Mirrored bool        // they are turned over: their writing does not read
	Width    float64     // points, of an Image that is askew or mirrored; else 0
	Height   float64     // points; as Width
	Problem  string      // what of them is damaged, where that is why they are not known; else empty
}

// Pictures tells of the pictures of page n, counting from 1, in each of these boxes on it, with what is clear in white, as they hang
// on the page before that was turned by Turned. Of several in one box the later lie over the earlier. Nothing is seen where something that was
// drawn over them hides them. The shades tell writing from paper and no more: those of inks are not what a viewer shows. It is safe to call
// from several goroutines.
func (f *File) Pictures(n int, boxes []page.Box) []Shown {
	out := make([]Shown, len(boxes))
	if n < 1 || n > len(f.pages) || len(boxes) == 0 {
		return out
	}
	p := f.paint(n, f.pages[n-1])
	defer Reuse(p.page.Runs)
	for i, b := range boxes {
		out[i] = p.picturesIn(b)
	}
	return out
}

// picturesIn is what is seen of the pictures that lie in a box of the page.
func (p *painter) picturesIn(box page.Box) (out Shown) {
	defer func() {
		if x := recover(); x != nil { // as of what is read of a damaged picture
			out = Shown{Unknown: true}
		}
	}()
	found, seen, whole := p.pieces(box)
	switch {
	case len(found) == 0:
		return Shown{Unknown: true}
	case p.hides(found, seen) || areTiles(found):
		return Shown{}
	case slices.ContainsFunc(found, func(pic *picture) bool { return pic.ctm.mirrors() }):
		out := p.hung(found)
		out.Mirrored = true
		return out
	case !whole || len(found) > 1 && tooLarge(found, seen):
		return Shown{Unknown: true}
	}
	shades, known := make([]*image.Gray, len(found)), map[look]*image.Gray{}
	for i, pic := range found {
		turned, straight := pic.ctm.quarterTurns()
		if !straight {
			return p.hung(found)
		}
		at, kept := pic.place()
		if shades[i] = known[look{at, turned}]; shades[i] != nil && kept {
			continue
		}
		if shades[i] = pic.from(p.file).legible(pic.stream); shades[i] == nil {
			return Shown{Unknown: true, Problem: pic.from(p.file).damageOf(pic.stream)}
		}
		for range turned / 90 {
			shades[i] = quarterTurned(shades[i])
		}
		known[look{at, turned}] = shades[i]
	}
	if len(found) == 1 {
		return Shown{Image: shades[0].SubImage(part(shades[0].Rect, found[0].ctm.box(0, 0, 1, 1), seen))}
	}
	if img := together(found, shades, seen); img != nil {
		return Shown{Image: img}
	}
	return Shown{Unknown: true}
}

// hung is what a picture shows that hangs askew or mirrored, as it is kept. Of several, or of a part, that is not known.
func (p *painter) hung(pictures []*picture) Shown {
	pic, all := pictures[0], pictures[0].ctm.box(0, 0, 1, 1)
	if len(pictures) > 1 || pic.seen.Area() < wholeShare*all.Area() {
		return Shown{Unknown: true}
	}
	if shades := pic.from(p.file).legible(pic.stream); shades != nil {
		return Shown{Unknown: true, Image: shades, Width: math.Hypot(pic.ctm.a, pic.ctm.b), Height: math.Hypot(pic.ctm.c, pic.ctm.d)}
	}
	return Shown{Unknown: true, Problem: pic.from(p.file).damageOf(pic.stream)}
}

// A look is a stream of a file, by where it begins, as it is turned on a page.
type look struct {
	stream int64
	turned int
}

// pieces are the pictures that lie in a box of the page, each once, what is seen of them together, and whether that is the whole box.
func (p *painter) pieces(box page.Box) (found []*picture, seen page.Box, whole bool) {
	type piece struct {
		stream int64
		ctm    matrix
		seen   page.Box
	}
	last := map[piece]bool{}
	all, covered := page.Box{}, 0.0
	for _, pic := range slices.Backward(p.pictures) {
		b := pic.seen
		if p.page.Turned != 0 {
			t := turner{p.page.Turned, p.bounds.Width(), p.bounds.Height()}
			b = t.box(b)
		}
		if b.Empty() || max(box.X0-b.X0, b.X1-box.X1, box.Y0-b.Y0, b.Y1-box.Y1) > sameEdge {
			continue
		}
		if at, kept := pic.place(); kept {
			this := piece{at, pic.ctm, pic.seen}
			if last[this] { // the later lies over it
				continue
			}
			last[this] = true
		}
		seen, all, covered = seen.Union(pic.seen), all.Union(b), covered+b.Area()
		pic.unfold()
		found = append(found, pic)
	}
	slices.Reverse(found)
	off := max(all.X0-box.X0, box.X1-all.X1, all.Y0-box.Y0, box.Y1-all.Y1)
	return found, seen, off <= sameEdge && covered >= wholeShare*box.Area()
}

// areTiles says whether some pictures are a ground: one and the same at many places, and too low for a table.
func areTiles(pictures []*picture) bool {
	first, kept := pictures[0].place()
	places := map[matrix]bool{}
	for _, pic := range pictures {
		if at, _ := pic.place(); !kept || at != first || pic.seen.Height() >= tileHigh && pic.seen.Width() >= tileHigh {
			return false
		}
		places[pic.ctm] = true
	}
	return len(places) > fewTiles
}

// tooLarge says whether several pictures are more than is decoded and put together for one box, by what is said of their sizes.
func tooLarge(pictures []*picture, seen page.Box) bool {
	pixels, x, y := 0.0, 0.0, 0.0
	known := map[int64]bool{}
	for _, pic := range pictures {
		w, h := sizeOf(pic.stream)
		if turned, _ := pic.ctm.quarterTurns(); turned%180 != 0 {
			w, h = h, w
		}
		whole := pic.ctm.box(0, 0, 1, 1)
		x, y = max(x, w/whole.Width()), max(y, h/whole.Height())
		at, kept := pic.place()
		if kept && known[at] {
			continue
		}
		known[at] = true
		pixels += w * h
		for _, key := range []string{"SMask", "Mask"} {
			if mask := get(pic.stream, key); isDict(mask) {
				w, h := sizeOf(mask)
				pixels += w * h
			}
		}
	}
	put := 0.0
	for _, pic := range pictures {
		put += pic.seen.Area() * x * y
	}
	return !(pixels <= mostShades && seen.Area()*x*y <= mostShades && put <= mostPut*mostShades) // of what is no number, too
}

func sizeOf(x lib.Value) (w, h float64) {
	return float64(get(x, "Width").Int64()), float64(get(x, "Height").Int64())
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
