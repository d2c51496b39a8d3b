package pdf

import (
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// What is text of the page is what somebody sees who reads it: not what something opaque was drawn over, and not what has the
// colour of the ground it stands on.

const (
	coverLeast = 4.0  // points; sides of the smallest area that can hide a figure
	mostCovers = 4000 // areas of a page that are kept; of pages with more all text counts as seen
	mostLooks  = 4e6  // times that a run is held against an area
	sameColor  = 6    // of 255, by which each channel of two colours differs that nobody tells apart
	inkHeight  = 0.5  // share of a run's height, about its middle, that an area must cover to hide it
	mostShown  = 0.05 // share of a run's width that shows beyond an area that hides it
)

// cover notes an area that was filled.
func (p *painter) cover(b page.Box, c page.Color, clear bool) {
	p.addCover(cover{box: b, color: c, clear: clear || p.state.fill.pattern})
}

// coverPicture notes an area that a picture covers.
func (p *painter) coverPicture(b page.Box, opaque bool, data *picture) {
	p.addCover(cover{box: b, clear: !opaque, picture: true, data: data})
}

func (p *painter) addCover(c cover) {
	c.box = c.box.Intersect(p.state.clip)
	c.clear = c.clear || p.state.cut || p.state.through || p.state.fill.clear
	if min(c.box.Width(), c.box.Height()) >= coverLeast && len(p.covers) <= mostCovers {
		p.covers = append(p.covers, c)
	}
}

// dropCovered takes the runs out of the page that nobody sees. Those below a picture stay, as a hidden layer: programs that recognise scans put
// what they made of one there, and a picture that cannot be drawn hides nothing.
func (p *painter) dropCovered() {
	if len(p.covers) > mostCovers || len(p.covers)*len(p.page.Runs) > mostLooks {
		return
	}
	n, grounds := 0, map[page.Color]bool{} // by colour of a run, whether it may be that of a ground
	for i := range p.page.Runs {
		r := &p.page.Runs[i]
		like, known := grounds[r.Color]
		if !known {
			like = sameInk(paperColor, r.Color) || slices.ContainsFunc(p.covers, func(c cover) bool { return !c.picture && sameInk(c.color, r.Color) })
			grounds[r.Color] = like
		}
		if r.Invisible || !p.isCovered(r, p.under[i], false) && !(like && p.isOfGround(r, p.under[i])) {
			r.Invisible = r.Invisible || p.isCovered(r, p.under[i], true) || like && p.isWhiteOnWhite(r, p.under[i])
			p.page.Runs[n] = *r
			n++
		}
	}
	p.page.Runs = p.page.Runs[:n]
}

// isCovered says whether an opaque area, or picture, that was drawn later than all but the first few hides a run.
func (p *painter) isCovered(r *page.Run, under int, picture bool) bool {
	return slices.ContainsFunc(p.covers[under:], func(c cover) bool { return c.picture == picture && !c.clear && hides(c.box, r) })
}

// isOfGround says whether a run has the colour of what it stands on, the last of some areas or the paper.
func (p *painter) isOfGround(r *page.Run, under int) bool {
	for _, c := range slices.Backward(p.covers[:under]) {
		if c.box.Intersect(r.Box).Empty() {
			continue
		}
		return !c.clear && !c.picture && hides(c.box, r) && sameInk(c.color, r.Color)
	}
	return !p.costly && sameInk(paperColor, r.Color)
}

// What is white of a picture.
const (
	whiteLeast = 240  // shade: JPEGs leave as much beside ink
	whiteShare = 0.98 // of the pixels below a run
	mostPlaces = 100  // in each direction that are looked at: those of a stroke
)

// isWhiteOnWhite says whether a run has the colour of paper and so has the picture below it there.
func (p *painter) isWhiteOnWhite(r *page.Run, under int) bool {
	if !sameInk(paperColor, r.Color) {
		return false
	}
	for _, c := range slices.Backward(p.covers[:under]) {
		if c.box.Intersect(r.Box).Empty() {
			continue
		}
		return c.picture && !c.clear && c.data != nil && hides(c.box, r) && p.file.isWhite(c.data, r.Box)
	}
	return false
}

// isWhite says whether a picture is white in a part of the page.
func (f *File) isWhite(pic *picture, b page.Box) (white bool) {
	defer func() {
		if x := recover(); x != nil { // as of what is read of a damaged picture
			white = false
		}
	}()
	if turned, ok := pic.ctm.quarterTurns(); !ok || turned != 0 {
		return false
	}
	if pic.shades == nil && !pic.looked {
		pic.shades, pic.looked = f.pixels(pic.stream), true
	}
	if pic.shades == nil {
		return false
	}
	pale, all := 0, 0
	at := part(pic.shades.Rect, pic.ctm.box(0, 0, 1, 1), b)
	across, down := 1+at.Dx()/mostPlaces, 1+at.Dy()/mostPlaces
	for y := at.Min.Y; y < at.Max.Y; y += down {
		for x := at.Min.X; x < at.Max.X; x += across {
			if all++; pic.shades.GrayAt(x, y).Y >= whiteLeast {
				pale++
			}
		}
	}
	return all > 0 && float64(pale) >= whiteShare*float64(all)
}

// paperColor is that of paper.
const paperColor page.Color = 0xFFFFFF

// hides says whether an area is as wide as a run and as high as its ink.
func hides(b page.Box, r *page.Run) bool {
	mid, high := r.Box.Center().Y, inkHeight*r.Box.Height()/2
	wide := mostShown * r.Box.Width()
	return b.Y0 <= mid-high && mid+high <= b.Y1 && b.X0 <= r.Box.X0+wide && r.Box.X1-wide <= b.X1
}

// sameInk says whether nobody tells two colours apart.
func sameInk(a, b page.Color) bool {
	for shift := 0; shift <= 16; shift += 8 {
		if d := int(a>>shift&0xff) - int(b>>shift&0xff); max(d, -d) > sameColor {
			return false
		}
	}
	return true
}
