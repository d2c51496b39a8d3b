package recognition

import (
	"context"
	"image"

	"golang.org/x/image/draw"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/raster"
)

// Heights in pixels to which lines are scaled. The engine scales what it is shown to 36 or 48 with the paper
// around; which strokes survive that depends on the height before.
const (
	lineHeight  = 40
	wordHeight  = 36
	smallHeight = 28
	tinyHeight  = 24
	largeHeight = 56
	lineMargin  = 12  // of paper around a line
	markGap     = 0.2 // of a figure's height, the most blank behind its points and commas
	lineScale   = 4.0 // by how much a line is enlarged at most: larger shows nothing more
)

// readAs shows the engine one line.
func readAs(ctx context.Context, engine ocr.Engine, s *raster.Prepared, line raster.Line, a attempt) (reading, error) {
	if _, once := engine.(ocr.OneLook); once {
		return look(ctx, engine, s, line, a.kind)
	}
	out := reading{line: line, kind: a.kind, signs: signs(s.Ink, line.Box)}
	out.scale = min(lineScale, float64(a.height)/float64(line.Box.Dy()))
	crop := cut(s, line.Box)
	if a.kind == ocr.Figures && !a.digits {
		crop = closedUp(crop, out.signs)
	}
	var before *image.Gray
	if !a.before.Empty() {
		before = cut(s, a.before)
	}
	img, from := frame(crop, before, out.scale)
	if a.digits {
		whiteOut(img, out, 'd')
	}
	if a.bold {
		img = embolden(img)
	}
	r, err := engine.Read(ctx, ocr.Line{Image: img, DPI: s.DPI * out.scale, Kind: a.kind, Raw: a.raw})
	if err != nil {
		return out, err
	}
	out.Reading = widened(withoutBlanks(withoutGhost(withoutBars(behind(r, from)), out.signs), a.kind))
	if a.kind == ocr.Words {
		out.Reading = percented(worded(ringed(leadingOne(out.Reading, out.signs, line.Box, false))))
	}
	if a.digits {
		var ok bool
		if out.Symbols, ok = composed(r.Symbols, out.signs); !ok {
			out.Symbols = nil
		}
		for i := range out.Symbols {
			out.Symbols[i].Box = out.placed(out.signs[i].box)
		}
	}
	return out, nil
}

// whiteOut takes all characters but those of one kind out of the picture of a line.
func whiteOut(img *image.Gray, r reading, but byte) {
	for _, s := range r.signs {
		if s.kind == but {
			continue
		}
		at := r.placed(s.box.Inset(-1))
		draw.Draw(img, image.Rect(at.Min.X, 0, at.Max.X, img.Rect.Dy()), image.White, image.Point{}, draw.Src)
	}
}

// placed is where a box of the page lies in the picture that the engine was shown.
func (r reading) placed(b image.Rectangle) image.Rectangle {
	at := b.Sub(r.line.Box.Min)
	x := func(v int) int { return int(float64(v+1)*r.scale) + lineMargin }
	return image.Rect(x(at.Min.X), x(at.Min.Y), x(at.Max.X)+1, x(at.Max.Y)+1)
}

// behind are the characters of a reading that stand right of x, moved left by x.
func behind(r ocr.Reading, x int) ocr.Reading {
	if x == 0 {
		return r
	}
	var out ocr.Reading
	for _, s := range r.Symbols {
		if (s.Box.Min.X+s.Box.Max.X)/2 >= x+lineMargin {
			s.Box = s.Box.Sub(image.Pt(x, 0))
			out.Symbols = append(out.Symbols, s)
		}
	}
	return out
}

// cut is what the page's picture shows in a box.
func cut(s *raster.Prepared, box image.Rectangle) *image.Gray {
	return s.Gray.SubImage(box.Inset(-1).Intersect(s.Gray.Rect)).(*image.Gray)
}

// closedUp narrows the blanks behind the points and commas of a figure to markGap. Where a face sets these in a
// wide space, the engine sees two words and doubts the digit behind.
func closedUp(crop *image.Gray, all []sign) *image.Gray {
	var keep []image.Rectangle
	r := crop.Rect
	for i := 1; i < len(all); i++ {
		if k := all[i-1].kind; k != '.' && k != ',' {
			continue
		}
		to := all[i].box.Min.X - 1
		from := all[i-1].box.Max.X + int(markGap*float64(r.Dy()))
		if from < to {
			keep = append(keep, image.Rect(r.Min.X, r.Min.Y, from, r.Max.Y))
			r.Min.X = to
		}
	}
	if len(keep) == 0 {
		return crop
	}
	keep = append(keep, r)
	width := 0
	for _, k := range keep {
		width += k.Dx()
	}
	out := image.NewGray(image.Rect(0, 0, width, r.Dy()))
	x := 0
	for _, k := range keep {
		draw.Draw(out, image.Rect(x, 0, x+k.Dx(), k.Dy()), crop, k.Min, draw.Src)
		x += k.Dx()
	}
	return out
}

// frame scales the picture of a line, with another before it if there is one, and puts paper around it. The line
// begins at x = from + lineMargin.
func frame(crop, prior *image.Gray, scale float64) (img *image.Gray, from int) {
	size := func(b image.Rectangle) image.Point {
		return image.Pt(max(1, int(float64(b.Dx())*scale+0.5)), max(1, int(float64(b.Dy())*scale+0.5)))
	}
	all := size(crop.Rect)
	if prior != nil {
		from = size(prior.Rect).X + all.Y/8
		all = image.Pt(from+all.X, max(all.Y, size(prior.Rect).Y))
	}
	img = image.NewGray(image.Rect(0, 0, all.X+2*lineMargin, all.Y+2*lineMargin))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	paste := func(part *image.Gray, x int) {
		n := size(part.Rect)
		at := image.Pt(lineMargin+x, lineMargin+(all.Y-n.Y)/2)
		draw.CatmullRom.Scale(img, image.Rectangle{Min: at, Max: at.Add(n)}, part, part.Rect, draw.Src, nil)
	}
	if prior != nil {
		paste(prior, 0)
	}
	paste(crop, from)
	return img, from
}

// embolden thickens strokes by half a pixel on each side and softens their edges, so that strokes hold together
// that a scan in two colours, or a poor one, has broken.
func embolden(img *image.Gray) *image.Gray {
	thick, soft := image.NewGray(img.Rect), image.NewGray(img.Rect)
	copy(thick.Pix, img.Pix)
	copy(soft.Pix, img.Pix)
	w, h := img.Stride, img.Rect.Dy()
	for y := 1; y < h-1; y++ {
		for i := y*w + 1; i < y*w+w-1; i++ {
			darkest := min(img.Pix[i], img.Pix[i-1], img.Pix[i+1], img.Pix[i-w], img.Pix[i+w])
			thick.Pix[i] = uint8((int(darkest) + int(img.Pix[i])) / 2)
		}
	}
	for y := 1; y < h-1; y++ {
		for i := y*w + 1; i < y*w+w-1; i++ {
			p := func(at int) int { return int(thick.Pix[at]) }
			corners := p(i-w-1) + p(i-w+1) + p(i+w-1) + p(i+w+1)
			sides := p(i-1) + p(i+1) + p(i-w) + p(i+w)
			soft.Pix[i] = uint8((4*p(i) + 2*sides + corners) / 16)
		}
	}
	return soft
}
