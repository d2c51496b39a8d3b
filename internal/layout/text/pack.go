package text

import (
	"encoding/binary"
	"math"
	"sync"

	"github.com/mingxi/mingxi/extract/page"
)

// Pack keeps a page that is to be laid out later in a third of its memory, since hundreds of pages wait until the last of them is read.
// Of what stands side by side most is the same: only what differs from the one before is kept. Unpack makes the page as it was; until
// then it has no lines, rulings and fills.
func (p *Page) Pack() {
	w := packers.Get().(*packer)
	w.page(p)
	p.packed = packed{
		data:    append(make([]byte, 0, len(w.data)), w.data...), // without the room to grow
		texts:   append(make([]string, 0, len(w.texts)), w.texts...),
		letters: string(w.written), inked: w.inked, recognised: w.recognised,
	}
	w.leave()
	p.Lines, p.angled, p.Hidden, p.Rulings, p.Unseen, p.Fills = nil, nil, nil, nil, nil, nil
}

const (
	asItIs   = -1 // stands in the place of the angle of a print that is kept as it is
	newEdge  = 16 // begins the marks of edges that are not as before
	longText = 15 // marks a glyph whose text is so long or longer
)

// What came last, which the next is told by.
type last struct {
	box, glyph, clip page.Box
	order            int
}

// A packer writes what a page holds, in an order that unpacker knows.
type packer struct {
	packed
	last    last
	written []byte         // letters
	printed map[*Print]int // how runs are printed, by its number
}

// packers are those that have room from the page before.
var packers = sync.Pool{New: func() any { return &packer{printed: make(map[*Print]int)} }}

// leave makes a packer ready for the next page.
func (w *packer) leave() {
	clear(w.texts)
	clear(w.printed)
	*w = packer{packed: packed{data: w.data[:0], texts: w.texts[:0]}, written: w.written[:0], printed: w.printed}
	packers.Put(w)
}

func (w *packer) page(p *Page) {
	w.number(len(p.Lines))
	for i := range p.Lines {
		l := &p.Lines[i]
		w.box(&w.last.box, l.Box)
		w.float(l.Base)
		w.float(l.Size)
		w.list(l.Pieces)
	}
	w.list(p.angled)
	w.list(p.Hidden)
	w.rulings(p.Rulings)
	w.rulings(p.Unseen)
	w.number(len(p.Fills))
	for _, f := range p.Fills {
		w.box(&w.last.box, f.Box)
		w.number(int(f.Color))
	}
}

func (w *packer) number(n int) { w.data = binary.AppendVarint(w.data, int64(n)) }

func (w *packer) float(f float64) {
	w.data = binary.LittleEndian.AppendUint64(w.data, math.Float64bits(f))
}

// marks writes which of some things hold.
func (w *packer) marks(holds ...bool) {
	n := 0
	for i, h := range holds {
		if h {
			n |= 1 << i
		}
	}
	w.number(n)
}

func (w *packer) box(last *page.Box, b page.Box) { w.marked(0, last, b) }

// marked writes a box behind a byte that says which of its edges are not as before, and something else in its lower half.
func (w *packer) marked(mark byte, last *page.Box, b page.Box) {
	at := len(w.data)
	data := append(w.data, mark)
	for i, e := range [...][2]float64{{last.X0, b.X0}, {last.Y0, b.Y0}, {last.X1, b.X1}, {last.Y1, b.Y1}} {
		if was, is := math.Float64bits(e[0]), math.Float64bits(e[1]); was != is {
			data[at] |= newEdge << i
			data = binary.LittleEndian.AppendUint64(data, is)
		}
	}
	w.data, *last = data, b
}

func (w *packer) list(ps []Piece) {
	w.number(len(ps))
	for i := range ps {
		w.piece(&ps[i])
	}
}

func (w *packer) piece(p *Piece) {
	w.marks(p.Filled, p.angled, p.spaceAfter, p.owned, p.parted)
	w.texts = append(w.texts, p.Text)
	w.box(&w.last.box, p.Box)
	w.float(p.Base)
	w.float(p.Size)
	w.float(p.confidence)
	w.number(p.begin - w.last.order)
	w.number(p.order - p.begin)
	w.last.order = p.order
	w.print(p.Run)
	w.number(len(p.seams))
	before := 0
	for _, n := range p.seams {
		w.number(n - before)
		before = n
	}
	w.glyphs(p.glyphs)
}

func (w *packer) glyphs(gs []page.Glyph) {
	w.inked += len(gs)
	w.number(len(gs))
	for i := range gs {
		g, n := &gs[i], min(longText, len(gs[i].Text))
		w.written = append(w.written, g.Text...)
		w.last.glyph.X0 = w.last.glyph.X1 // where it mostly begins
		w.marked(byte(n), &w.last.glyph, g.Box)
		if n == longText {
			w.number(len(g.Text))
		}
	}
}

// print writes how a run is printed: by its number, which is 0 where none is told, and the first time with all that it says.
func (w *packer) print(p *Print) {
	if p == nil {
		w.number(0)
		return
	}
	n, ok := w.printed[p]
	if ok {
		w.number(n)
		return
	}
	n = len(w.printed) + 1
	w.printed[p] = n
	w.number(n)
	if p.text != "" || len(p.others) > 0 {
		w.recognised = append(w.recognised, p)
		w.number(asItIs)
		return
	}
	w.number(p.Angle)
	w.marks(p.Bold)
	w.box(&w.last.clip, p.Clip)
}

func (w *packer) rulings(rs []page.Ruling) {
	w.number(len(rs))
	for i := range rs {
		r := &rs[i]
		w.box(&w.last.box, page.Box{X0: r.From.X, Y0: r.From.Y, X1: r.To.X, Y1: r.To.Y})
		w.float(r.Width)
		w.number(int(r.Color))
		w.marks(r.Dashed, r.Frame)
	}
}
