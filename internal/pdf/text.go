package pdf

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
)

// Tolerances of text.
const (
	// splitGap is the gap inside one TJ array, in parts of the font size, from which on its text
	// is two runs: printers that write a table row with one operator jump from cell to cell.
	// Justified lines and spaced-out headings stay below it.
	splitGap = 1.0
	// splitBack is the same for a jump backwards.
	splitBack = 0.7
	// slant is the sine of the angle beyond which text counts as diagonal, as only watermarks are.
	slant = 0.17
)

func (p *painter) beginText() { p.text = textObject{identity, identity} }
func (p *painter) endText()   {}

func (p *painter) textScale() {
	if a, ok := p.args(1); ok {
		p.state.scale = a[0] / 100
	}
}

// firstClipMode is the first of the modes whose text narrows the clip.
const firstClipMode = 4

func (p *painter) textMode() {
	if a, ok := p.args(1); ok {
		p.state.mode = int(a[0])
		p.state.cut = p.state.cut || p.state.mode >= firstClipMode
	}
}

func (p *painter) selectFont() {
	n := len(p.operands)
	if n < 2 || p.operands[n-2].kind != tokName || p.operands[n-1].kind != tokNumber {
		return
	}
	p.state.size = p.operands[n-1].num
	p.state.font = p.namedFont(p.operands[n-2].text)
}

func (p *painter) namedFont(name []byte) *font {
	if f, ok := p.res.fonts[string(name)]; ok {
		return f
	}
	p.checkLimits()
	f := p.file.font(p.res.font, string(name))
	p.res.fonts[string(name)] = f
	p.costly = p.costly || f != nil && f.type3
	return f
}

func (p *painter) moveText() {
	if a, ok := p.args(2); ok {
		p.text.line = p.text.line.shift(a[0], a[1])
		p.text.matrix = p.text.line
	}
}

func (p *painter) moveTextLeading() {
	if a, ok := p.args(2); ok {
		p.state.leading = -a[1]
		p.moveText()
	}
}

func (p *painter) nextLine() {
	p.text.line = p.text.line.shift(0, -p.state.leading)
	p.text.matrix = p.text.line
}

func (p *painter) textMatrix() {
	if a, ok := p.args(6); ok {
		if m := (matrix{a[0], a[1], a[2], a[3], a[4], a[5]}); m.finite() {
			p.text = textObject{m, m}
		}
	}
}

// showSpaced is the operator ": word spacing, character spacing and a string.
func (p *painter) showSpaced() {
	if n := len(p.operands); n >= 3 {
		p.state.wordSpace, p.state.charSpace = p.operands[n-3].num, p.operands[n-2].num
		p.operands = p.operands[n-1:]
	}
	p.nextLine()
	p.showText()
}

// showText draws the strings among the operands, with the moves between them.
func (p *painter) showText() {
	f := p.state.font
	if f == nil || f.codes == nil || p.state.size == 0 {
		return
	}
	if p.count > maxGlyphs {
		p.stop("it has more characters than this program reads; the rest is left out")
	}
	p.note(f.damage)
	s := show{painter: p, font: f, codes: p.codes[:0]}
	s.place()
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range p.operands {
		switch o := &p.operands[i]; {
		case o.kind == tokString:
			s.string(o.text)
		case o.kind == tokNumber && i > 0:
			s.move(o.num)
		}
	}
	s.flush()
	p.codes = s.codes
}

// A show is one show operation under way.
type show struct {
	*painter
	font   *font
	m      matrix // from text space to the page
	glyphs []page.Glyph
	box    page.Box
	origin page.Point
	codes  []*glyph
}

// place sets the mapping from text space, with rise and horizontal scale taken in.
func (s *show) place() { s.m = s.text.matrix.mul(s.state.ctm) }

// string draws one string.
func (s *show) string(b []byte) {
	for len(b) > 0 {
		code, n := s.font.codes.next(b)
		if n <= 0 {
			return
		}
		b = b[n:]
		s.glyph(s.font.glyph(code, n))
	}
}

// glyph draws one glyph and moves on.
func (s *show) glyph(g *glyph) {
	st := &s.state
	if len(s.glyphs) == 0 {
		s.origin = s.m.apply(0, st.rise)
		s.glyphs = s.block()
	}
	var box page.Box
	if s.font.vertical {
		x := -g.vx * st.size * st.scale
		box = s.m.box(x, g.height*st.size+st.rise, x+g.width*st.size*st.scale, st.rise)
	} else {
		box = s.m.box(0, s.font.descent*st.size+st.rise, g.width*st.size*st.scale, s.font.ascent*st.size+st.rise)
	}
	s.grow(box)
	s.glyphs = append(s.glyphs, page.Glyph{Text: g.text, Box: box})
	s.codes = append(s.codes, g)
	s.count++
	s.advance(g)
}

// grow widens the run's box.
func (s *show) grow(b page.Box) {
	if len(s.glyphs) == 0 {
		s.box = b
		return
	}
	s.box = page.Box{X0: min(s.box.X0, b.X0), Y0: min(s.box.Y0, b.Y0), X1: max(s.box.X1, b.X1), Y1: max(s.box.Y1, b.Y1)}
}

// advance moves by a glyph's width and the spacing (ISO 32000-1, 9.4.4).
func (s *show) advance(g *glyph) {
	st := &s.state
	extra := st.charSpace
	if g.space {
		extra += st.wordSpace
	}
	if s.font.vertical {
		s.by(0, g.height*st.size+extra)
		return
	}
	s.by((g.width*st.size+extra)*st.scale, 0)
}

// move is a number in a TJ array: thousandths of the font size, backwards.
func (s *show) move(n float64) {
	d := -n / 1000
	if len(s.glyphs) > 0 && !s.font.vertical && (d > splitGap || d < -splitBack) {
		s.flush()
	}
	if s.font.vertical {
		s.by(0, d*s.state.size)
		return
	}
	s.by(d*s.state.size*s.state.scale, 0)
}

func (s *show) by(x, y float64) {
	s.m = s.m.shift(x, y)
	s.text.matrix = s.text.matrix.shift(x, y)
}

// glyphBlock is how many glyphs are allocated at once.
const glyphBlock = 1024

// block gives an empty slice at the end of the current block of glyphs.
func (s *show) block() []page.Glyph {
	if cap(s.painter.glyphs)-len(s.painter.glyphs) < 64 {
		s.painter.glyphs = make([]page.Glyph, 0, glyphBlock)
	}
	n := len(s.painter.glyphs)
	return s.painter.glyphs[n:n]
}

// keep takes the glyphs out of the block, so that the next run begins behind them.
func (s *show) keep() []page.Glyph {
	g := s.glyphs
	if b := s.painter.glyphs; cap(b)-len(b) >= len(g) && len(g) > 0 && &b[:len(b)+1][len(b)] == &g[0] {
		s.painter.glyphs = b[:len(b)+len(g)]
	}
	return g[:len(g):len(g)]
}

// flush makes a run of the glyphs drawn so far.
func (s *show) flush() {
	if len(s.glyphs) == 0 {
		return
	}
	defer s.reset()
	switch {
	case s.painter.hidden > 0:
		return
	case !s.visible():
		s.clipped()
		return
	}
	run := s.run()
	s.replaceUnknown(&run)
	if s.painter.doubled(&run) {
		return
	}
	run.Glyphs = s.keep()
	restoreCase(&run)
	s.page.Runs, s.painter.under = append(s.page.Runs, run), append(s.painter.under, len(s.painter.covers))
}

func (s *show) reset() {
	s.glyphs, s.codes = nil, s.codes[:0]
}

// clipped keeps a run that its clip hides, where the clip leaves something of its column: the lines of a
// cell of fixed height for which there is no room.
func (s *show) clipped() {
	c, b := s.state.clip, s.box
	if c.Empty() || c == s.bounds || b.X1 < c.X0 || b.X0 > c.X1 || len(s.page.Clipped) >= mostClipped {
		return
	}
	s.page.Clipped = append(s.page.Clipped, s.run())
}

// mostClipped bounds the runs that are kept though their clip hides them.
const mostClipped = 20000

// visible says whether enough of the run lies on the page and inside the clip.
func (s *show) visible() bool {
	c, b := s.state.clip, s.box
	if c.Empty() || b.X1 < c.X0 || b.X0 > c.X1 || b.Y1 < c.Y0 || b.Y0 > c.Y1 {
		return false
	}
	along, across := visibleAlong, visibleAcross
	if math.Abs(s.m.b) > math.Abs(s.m.a) != s.font.vertical {
		along, across = across, along
	}
	return overlap(b.X0, b.X1, c.X0, c.X1, along) && overlap(b.Y0, b.Y1, c.Y0, c.Y1, across)
}

// The share of a run that must be inside the clip for it to be seen. Across the line it is high
// enough that a line that two pages share, because a cell is cut where the page ends, is on one of
// them; along the line a run that overflows its cell is kept whole if it begins in it.
const (
	visibleAlong  = 0.1
	visibleAcross = 0.4
)

func overlap(a0, a1, b0, b1, share float64) bool {
	return min(a1, b1)-max(a0, b0) >= share*min(a1-a0, b1-b0)-1e-6
}

// run describes what was drawn.
func (s *show) run() page.Run {
	st := &s.state
	r := page.Run{Box: s.box, Origin: s.origin, Font: s.font.base, Vertical: s.font.vertical, Confidence: 1,
		Bold: s.font.bold, Color: st.fill.color, Invisible: st.mode == 3 || st.mode == 7}
	switch st.mode {
	case 1, 5:
		r.Color = st.stroke.color
	case 2, 6:
		r.Bold = true
	}
	if st.fill.absent && st.mode == 0 {
		r.Invisible = true
	}
	if st.clip != s.bounds {
		r.Clip = st.clip
	}
	r.Size = math.Abs(st.size) * math.Hypot(s.m.c, s.m.d)
	r.Angle, r.Artifact = s.direction()
	r.Text, r.Printed = s.texts()
	s.painter.marked(&r)
	return r
}

// direction is the reading direction to the nearest right angle, and whether the text is diagonal.
func (s *show) direction() (angle int, diagonal bool) {
	x, y := s.m.a, s.m.b
	if s.state.size*s.state.scale < 0 {
		x, y = -x, -y
	}
	if s.font.vertical {
		x, y = s.m.d, -s.m.c // upright glyphs: the direction of their base lines
		x, y = -x, -y
	}
	length := math.Hypot(x, y)
	if math.Abs(x) >= math.Abs(y) {
		if x < 0 {
			angle = 180
		}
		return angle, math.Abs(y) > slant*length
	}
	angle = 90
	if y < 0 {
		angle = 270
	}
	return angle, math.Abs(x) > slant*length
}

// texts are the run's text folded and, if different, as printed.
func (s *show) texts() (text, printed string) {
	if len(s.codes) == 1 {
		text, printed = s.codes[0].text, s.codes[0].printed
	} else {
		text = s.joined(func(g *glyph) string { return g.text })
		if s.folded() {
			printed = s.joined(func(g *glyph) string { return g.printed })
		}
	}
	if printed == text {
		printed = ""
	}
	return text, printed
}

func (s *show) folded() bool {
	return slices.ContainsFunc(s.codes, func(g *glyph) bool { return g.text != g.printed })
}

func (s *show) joined(of func(*glyph) string) string {
	var buf [256]byte
	out := buf[:0]
	for _, g := range s.codes {
		out = append(out, of(g)...)
	}
	return string(out)
}

// replaceUnknown gives a run of glyphs without Unicode the text that the marks around it tell, and
// counts what stays unknown.
func (s *show) replaceUnknown(r *page.Run) {
	n := 0
	for _, g := range s.codes {
		if g.unknown {
			n++
		}
		if g.private {
			s.painter.private[s.font.base]++
		}
	}
	if n == 0 {
		return
	}
	if text, ok := s.painter.actualText(); ok && n == len(s.codes) {
		for i := range s.glyphs {
			s.glyphs[i].Text = ""
		}
		s.glyphs[0].Text = words.Usual(text)
		r.Text = s.glyphs[0].Text
		return
	}
	if n == len(s.codes) && !slices.ContainsFunc(s.codes, func(g *glyph) bool { return g != s.codes[0] }) {
		o := s.painter.ornaments[s.codes[0]]
		s.painter.ornaments[s.codes[0]] = ornament{s.font.base, o.times + n}
		return
	}
	s.painter.unknown[s.font.base] += n
}
