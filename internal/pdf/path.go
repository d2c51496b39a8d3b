package pdf

import (
	"image"
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of paths, in points.
const (
	// straight is how far a line may lean and still be horizontal or vertical: rounding of
	// coordinates to whole units of a tenth of a millimetre.
	straight = 0.3
	// thin is up to which thickness a filled rectangle is a ruling: Word's thickest table border
	// is 6 pt, but rows are never lower than 5; office programs print borders of 0.5 to 3.
	thin = 3.2
	// thinRatio is how many times longer than thick a rectangle must be to be a ruling by itself.
	thinRatio = 2.0
	// outlineEdge is the length from which the straight edge of a shape that also has curves or
	// slanted edges is a line of its own, as the sides of a box with round corners are. The
	// straight parts of letters drawn as outlines are shorter.
	outlineEdge = 20.0
	// corners is how many points the outline of a line has at most, cut corners included.
	corners = 7
	// outlineLeast is the height or width from which a small shape can be a letter, and outlineTile the
	// side of the tiles that are counted: about two lines of writing.
	outlineLeast = 1.5
	outlineTile  = 24.0
	// dot is the size up to which a filled square is the corner between border pieces.
	dot = 1.7
)

func (p *painter) addPoint(x, y float64, curve bool) {
	if len(p.path.points) >= maxPathPoints {
		p.stop("one of its paths has more points than this program reads; the rest is left out")
	}
	p.path.user = page.Point{X: x, Y: y}
	p.path.points = append(p.path.points, pathPoint{p.state.ctm.apply(x, y), curve})
}

func (p *painter) moveTo() {
	if a, ok := p.args(2); ok {
		p.path.starts = append(p.path.starts, len(p.path.points))
		p.addPoint(a[0], a[1], false)
	}
}

func (p *painter) lineTo() {
	if a, ok := p.args(2); ok {
		p.begin()
		p.addPoint(a[0], a[1], false)
	}
}

// begin starts a subpath if a broken stream has not.
func (p *painter) begin() {
	if len(p.path.starts) == 0 {
		p.path.starts = append(p.path.starts, 0)
	}
}

func (p *painter) curveTo() {
	if a, ok := p.args(6); ok {
		p.begin()
		p.curve(a[0], a[1], a[2], a[3], a[4], a[5])
	}
}

func (p *painter) curveShort() {
	if a, ok := p.args(4); ok {
		p.begin()
		p.curve(a[0], a[1], a[0], a[1], a[2], a[3])
	}
}

// curve keeps the control points, so that the path's extent is right; a curve that is a straight
// line is one.
func (p *painter) curve(x1, y1, x2, y2, x3, y3 float64) {
	c := p.path.user
	flat := x1 == c.X && x2 == c.X && x3 == c.X || y1 == c.Y && y2 == c.Y && y3 == c.Y
	if !flat {
		p.addPoint(x1, y1, true)
		p.addPoint(x2, y2, true)
	}
	p.addPoint(x3, y3, !flat)
}

func (p *painter) closePath() {
	n := len(p.path.starts)
	if n == 0 || p.path.starts[n-1] >= len(p.path.points) {
		return
	}
	first := p.path.points[p.path.starts[n-1]]
	p.path.points = append(p.path.points, pathPoint{first.Point, false})
}

func (p *painter) rectangle() {
	a, ok := p.args(4)
	if !ok {
		return
	}
	x, y, w, h := a[0], a[1], a[2], a[3]
	p.path.starts = append(p.path.starts, len(p.path.points))
	p.addPoint(x, y, false)
	p.addPoint(x+w, y, false)
	p.addPoint(x+w, y+h, false)
	p.addPoint(x, y+h, false)
	p.addPoint(x, y, false)
}

// clip notes that the path narrows the clip once it has been painted.
func (p *painter) clip() { p.path.clip = true }

// endPath applies the clip and clears the path.
func (p *painter) endPath() {
	if p.path.clip {
		p.state.clip = p.narrow()
		p.state.cut = p.state.cut || len(p.path.starts) != 1 || !isRectangle(p.path.points)
	}
	p.path.points, p.path.starts, p.path.clip = p.path.points[:0], p.path.starts[:0], false
}

// narrow is the clip cut down to the path's extent.
func (p *painter) narrow() page.Box {
	if len(p.path.points) == 0 {
		return page.Box{X0: -1, Y0: -1, X1: -1, Y1: -1}
	}
	c := p.state.clip.Intersect(extent(p.path.points))
	if c == (page.Box{}) {
		return page.Box{X0: -1, Y0: -1, X1: -1, Y1: -1}
	}
	return c
}

// extent is the upright box around points.
func extent(points []pathPoint) page.Box {
	b := page.Box{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, q := range points {
		b.X0, b.X1 = min(b.X0, q.X), max(b.X1, q.X)
		b.Y0, b.Y1 = min(b.Y0, q.Y), max(b.Y1, q.Y)
	}
	return b
}

// subpath gives the points of the i-th subpath.
func (h *path) subpath(i int) []pathPoint {
	end := len(h.points)
	if i+1 < len(h.starts) {
		end = h.starts[i+1]
	}
	return h.points[h.starts[i]:end]
}

func (p *painter) stroke() {
	p.strokePath()
	p.endPath()
}

func (p *painter) fill() {
	p.fillPath()
	p.endPath()
}

func (p *painter) fillStroke() {
	p.fillPath()
	p.strokePath()
	p.endPath()
}

// strokePath notes the straight edges of the path.
func (p *painter) strokePath() {
	if p.state.stroke.absent || p.hidden > 0 {
		return
	}
	for i := range p.path.starts {
		points := p.path.subpath(i)
		outline := isOutline(points)
		if outline {
			p.noteOutline(extent(points), p.state.stroke.color)
		}
		for j := 1; j < len(points); j++ {
			a, b := points[j-1], points[j]
			if !b.curve && !(outline && math.Hypot(b.X-a.X, b.Y-a.Y) < outlineEdge) {
				p.strokeEdge(a.Point, b.Point)
			}
		}
	}
}

// isOutline says whether a shape has curves or slanted edges.
func isOutline(points []pathPoint) bool {
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if b.curve || math.Abs(a.X-b.X) > straight && math.Abs(a.Y-b.Y) > straight {
			return true
		}
	}
	return false
}

// strokeEdge notes one straight edge if it is horizontal or vertical. One that is thicker than any
// border is an area.
func (p *painter) strokeEdge(a, b page.Point) {
	m := p.state.ctm
	dx, dy := math.Abs(b.X-a.X), math.Abs(b.Y-a.Y)
	s := stroke{color: p.state.stroke.color, dashed: p.state.dashed}
	switch {
	case dy <= straight && dx > dy:
		s.horizontal, s.width = true, p.state.lineWidth*(math.Abs(m.b)+math.Abs(m.d))
		s.lo, s.hi = minmax(a.X, b.X)
		s.at = (a.Y + b.Y) / 2
	case dx <= straight && dy > dx:
		s.width = p.state.lineWidth * (math.Abs(m.a) + math.Abs(m.c))
		s.lo, s.hi = minmax(a.Y, b.Y)
		s.at = (a.X + b.X) / 2
	default:
		return
	}
	if p.state.square {
		s.lo, s.hi = s.lo-s.width/2, s.hi+s.width/2
	}
	if s.width > 2*thin {
		p.cover(s.box(), s.color, false)
		p.addFill(s.box(), s.color)
		return
	}
	p.addStroke(s)
}

// fillPath notes the rectangles of the path: thin ones are rulings, others areas.
func (p *painter) fillPath() {
	if p.state.fill.absent || p.hidden > 0 {
		return
	}
	p.patternPicture()
	holes := p.path.hasHoles()
	for i := 0; i < len(p.path.starts); i++ {
		points := p.path.subpath(i)
		if len(points) < 3 {
			continue
		}
		if i+1 < len(p.path.starts) && p.ring(points, p.path.subpath(i+1)) {
			i++
			continue
		}
		p.fillShape(points, holes)
	}
}

// hasHoles says whether an outline of the path may lie in another, so that what is in it is not filled.
func (h *path) hasHoles() bool {
	if len(h.starts) > mostOutlines {
		return true
	}
	if len(h.starts) < 2 {
		return false
	}
	boxes := make([]page.Box, len(h.starts))
	for i := range h.starts {
		boxes[i] = extent(h.subpath(i))
	}
	for i, a := range boxes {
		for k, b := range boxes {
			if i != k && a.X0 <= b.X0 && b.X1 <= a.X1 && a.Y0 <= b.Y0 && b.Y1 <= a.Y1 {
				return true
			}
		}
	}
	return false
}

// mostOutlines is up to how many outlines of a path are held against each other.
const mostOutlines = 40

// fillShape notes one outline of the path; holes says whether it may not be filled all over.
func (p *painter) fillShape(points []pathPoint, holes bool) {
	box := extent(points)
	letter := curved(points) || len(points) > corners
	rectangle := isRectangle(points)
	p.cover(box, p.state.fill.color, holes || !rectangle)
	switch w, h := box.Width(), box.Height(); {
	case letter && max(w, h) < outlineEdge:
		p.noteOutline(box, p.state.fill.color)
	case min(w, h) <= thin && (max(w, h) >= thinRatio*min(w, h) || max(w, h) <= dot):
		p.thinBox(box, p.state.fill.color)
	case rectangle && !p.state.fill.pattern:
		p.addFill(box, p.state.fill.color)
	}
}

// noteOutline notes where a shape of a letter's size is seen.
func (p *painter) noteOutline(b page.Box, c page.Color) {
	large := max(b.Width(), b.Height())
	if large < outlineLeast || large >= outlineEdge || c.Luma() >= white || p.state.clip.Intersect(b).Empty() {
		return
	}
	at := b.Center()
	if tile := image.Pt(int(at.X/outlineTile), int(at.Y/outlineTile)); len(p.outlined) < maxOperands {
		p.outlined[tile] = true
	}
}

// patternPicture notes a picture that the path is filled with by way of a pattern.
func (p *painter) patternPicture() {
	img := p.state.fill.picture
	if img == nil || len(p.path.points) == 0 || len(p.page.Images) >= maxStrokes {
		return
	}
	if b := extent(p.path.points).Intersect(p.state.clip); !b.Empty() {
		p.page.Images = append(p.page.Images, page.Image{Box: b, Width: img.Width, Height: img.Height})
	}
}

// thinBox notes a rectangle that is seen as a line. A dot may belong to either direction.
func (p *painter) thinBox(b page.Box, c page.Color) {
	w, h := b.Width(), b.Height()
	if w >= h {
		p.addStroke(stroke{horizontal: true, at: (b.Y0 + b.Y1) / 2, lo: b.X0, hi: b.X1, width: h, color: c})
	}
	if h >= w || max(w, h) <= dot {
		p.addStroke(stroke{at: (b.X0 + b.X1) / 2, lo: b.Y0, hi: b.Y1, width: w, color: c})
	}
	if h > w && max(w, h) <= dot {
		p.addStroke(stroke{horizontal: true, at: (b.Y0 + b.Y1) / 2, lo: b.X0, hi: b.X1, width: h, color: c})
	}
}

// isRectangle says whether the points are the corners of an upright rectangle.
func isRectangle(points []pathPoint) bool {
	n := len(points)
	if n > 1 && near(points[0].Point, points[n-1].Point) {
		n--
	}
	if n != 4 {
		return false
	}
	for i := range n {
		a, b := points[i], points[(i+1)%n]
		if points[i].curve || math.Abs(a.X-b.X) > straight && math.Abs(a.Y-b.Y) > straight {
			return false
		}
	}
	return true
}

func near(a, b page.Point) bool {
	return math.Abs(a.X-b.X) < 0.01 && math.Abs(a.Y-b.Y) < 0.01
}

// ring notes two contours of which one lies just inside the other: a border that was filled, as
// printers do with outlines whose corners they have worked out themselves.
func (p *painter) ring(a, b []pathPoint) bool {
	out, in := extent(a), extent(b)
	if in.Area() > out.Area() {
		out, in = in, out
	}
	gaps := [...]float64{in.X0 - out.X0, out.X1 - in.X1, in.Y0 - out.Y0, out.Y1 - in.Y1}
	for _, g := range gaps {
		if g < -straight || g > thin {
			return false
		}
	}
	if min(in.Width(), in.Height()) < 2*thin || gaps == [4]float64{} || curved(a) || curved(b) {
		return false
	}
	for _, side := range [...]page.Box{
		{X0: out.X0, Y0: out.Y0, X1: in.X0, Y1: out.Y1}, {X0: in.X1, Y0: out.Y0, X1: out.X1, Y1: out.Y1},
		{X0: out.X0, Y0: out.Y0, X1: out.X1, Y1: in.Y0}, {X0: out.X0, Y0: in.Y1, X1: out.X1, Y1: out.Y1},
	} {
		if side.Width() > 0 && side.Height() > 0 {
			p.thinBox(side, p.state.fill.color)
		}
	}
	return true
}

func curved(points []pathPoint) bool {
	return slices.ContainsFunc(points, func(q pathPoint) bool { return q.curve })
}

// addFill notes an area, cut to the clip.
func (p *painter) addFill(b page.Box, c page.Color) {
	if b = b.Intersect(p.state.clip); b.Empty() || len(p.page.Fills) >= maxStrokes {
		return
	}
	p.page.Fills = append(p.page.Fills, page.Fill{Box: b, Color: c})
}

// addStroke notes a line, cut to the clip.
func (p *painter) addStroke(s stroke) {
	if len(p.lines) >= maxStrokes {
		p.stop("it has more lines than this program reads; the rest is left out")
	}
	c := p.state.clip
	along, across := [2]float64{c.X0, c.X1}, [2]float64{c.Y0, c.Y1}
	if !s.horizontal {
		along, across = across, along
	}
	if c.Empty() || s.at+s.width/2 < across[0]-straight || s.at-s.width/2 > across[1]+straight {
		return
	}
	s.lo, s.hi = max(s.lo, along[0]), min(s.hi, along[1])
	if s.lo > s.hi {
		return
	}
	p.lines = append(p.lines, s)
}
