package text

import (
	"encoding/binary"
	"math"

	"github.com/mingxi/mingxi/extract/page"
)

// Unpack undoes Pack.
func (p *Page) Unpack() {
	r := &unpacker{packed: p.packed}
	r.room, r.drawn = make([]Piece, 0, len(p.packed.texts)), make([]page.Glyph, 0, p.packed.inked)
	p.packed = packed{}
	r.page(p)
}

// An unpacker reads what a packer wrote.
type unpacker struct {
	packed
	last   last
	prints []*Print
	room   []Piece      // for all of the page
	drawn  []page.Glyph // for all of the page
}

func (r *unpacker) page(p *Page) {
	p.Lines = make([]Line, r.number())
	for i := range p.Lines {
		l := &p.Lines[i]
		l.Box = r.box(&r.last.box)
		l.Base, l.Size = r.float(), r.float()
		l.Pieces = r.list()
	}
	p.angled, p.Hidden = r.list(), r.list()
	p.Rulings, p.Unseen = r.rulings(), r.rulings()
	if n := r.number(); n > 0 {
		p.Fills = make([]page.Fill, n)
	}
	for i := range p.Fills {
		p.Fills[i].Box = r.box(&r.last.box)
		p.Fills[i].Color = page.Color(r.number())
	}
}

func (r *unpacker) number() int {
	n, size := binary.Varint(r.data)
	r.data = r.data[size:]
	return int(n)
}

func (r *unpacker) float() float64 {
	bits := binary.LittleEndian.Uint64(r.data)
	r.data = r.data[8:]
	return math.Float64frombits(bits)
}

// marks reads which of some things hold.
func (r *unpacker) marks(holds ...*bool) {
	n := r.number()
	for i, h := range holds {
		*h = n&(1<<i) != 0
	}
}

func (r *unpacker) box(last *page.Box) page.Box {
	r.marked(last)
	return *last
}

// marked reads the next box into the last one, and what stands in the lower half of its marks.
func (r *unpacker) marked(last *page.Box) int {
	mark := r.data[0]
	r.data = r.data[1:]
	for i, edge := range [...]*float64{&last.X0, &last.Y0, &last.X1, &last.Y1} {
		if mark&(newEdge<<i) != 0 {
			*edge = r.float()
		}
	}
	return int(mark % newEdge)
}

func (r *unpacker) list() []Piece {
	n, from := r.number(), len(r.room)
	if n == 0 {
		return nil
	}
	r.room = r.room[:from+n]
	ps := r.room[from : from+n : from+n]
	for i := range ps {
		r.piece(&ps[i])
	}
	return ps
}

func (r *unpacker) piece(p *Piece) {
	r.marks(&p.Filled, &p.angled, &p.spaceAfter, &p.owned, &p.parted)
	p.Text, r.texts = r.texts[0], r.texts[1:]
	p.Box = r.box(&r.last.box)
	p.Base, p.Size, p.confidence = r.float(), r.float(), r.float()
	p.begin = r.last.order + r.number()
	p.order = p.begin + r.number()
	r.last.order = p.order
	p.Run = r.print()
	if n := r.number(); n > 0 {
		p.seams = make([]int, n)
	}
	before := 0
	for i := range p.seams {
		p.seams[i] = before + r.number()
		before = p.seams[i]
	}
	p.glyphs = r.glyphs()
}

func (r *unpacker) glyphs() []page.Glyph {
	n, from := r.number(), len(r.drawn)
	if n == 0 {
		return nil
	}
	r.drawn = r.drawn[:from+n]
	gs := r.drawn[from : from+n : from+n]
	for i := range gs {
		r.last.glyph.X0 = r.last.glyph.X1
		n := r.marked(&r.last.glyph)
		if n == longText {
			n = r.number()
		}
		gs[i].Box = r.last.glyph
		gs[i].Text, r.letters = r.letters[:n], r.letters[n:]
	}
	return gs
}

func (r *unpacker) print() *Print {
	n := r.number()
	switch {
	case n == 0:
		return nil
	case n <= len(r.prints):
		return r.prints[n-1]
	}
	p := &Print{}
	if p.Angle = r.number(); p.Angle == asItIs {
		p, r.recognised = r.recognised[0], r.recognised[1:]
	} else {
		r.marks(&p.Bold)
		p.Clip = r.box(&r.last.clip)
	}
	r.prints = append(r.prints, p)
	return p
}

func (r *unpacker) rulings() []page.Ruling {
	n := r.number()
	if n == 0 {
		return nil
	}
	rs := make([]page.Ruling, n)
	for i := range rs {
		b := r.box(&r.last.box)
		rs[i] = page.Ruling{From: page.Point{X: b.X0, Y: b.Y0}, To: page.Point{X: b.X1, Y: b.Y1}, Width: r.float()}
		rs[i].Color = page.Color(r.number())
		r.marks(&rs[i].Dashed, &rs[i].Frame)
	}
	return rs
}
