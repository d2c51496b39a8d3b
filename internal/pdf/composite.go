package pdf

import (
	"slices"

	lib "github.com/ledongthuc/pdf"
)

// A compositeFont has codes of one to four bytes that a CMap turns into CIDs (ISO 32000-1, 9.7).
type compositeFont struct {
	codes      *cmap
	widths     cidWidths
	width      float64 // of all other CIDs, in parts of the font size
	verticals  map[int]vertical
	vy, height float64
	unicode    func(code uint32, size, cid int) string // nil if nothing tells the text
}

// A vertical is how a CID is set in vertical writing.
type vertical struct{ height, vx, vy float64 }

func (c *compositeFont) next(b []byte) (uint32, int) { return c.codes.next(b) }

func (c *compositeFont) describe(code uint32, size int) glyph {
	cid, _ := c.codes.cid(code, size)
	g := glyph{width: c.width, height: c.height, vy: c.vy}
	if w, ok := c.widths.of(cid); ok {
		g.width = w
	}
	g.vx = g.width / 2
	if v, ok := c.verticals[cid]; ok {
		g.height, g.vx, g.vy = v.height, v.vx, v.vy
	}
	return g
}

func (c *compositeFont) text(code uint32, size int) string {
	if c.unicode == nil {
		return ""
	}
	cid, _ := c.codes.cid(code, size)
	return c.unicode(code, size, cid)
}

// loadComposite reads a Type 0 font and its descendant.
func (f *File) loadComposite(out *font, v lib.Value) {
	cid := item(get(v, "DescendantFonts"), 0)
	if !isDict(cid) {
		cid = get(v, "DescendantFonts") // written without its array
	}
	d := get(cid, "FontDescriptor")
	if out.base == "" {
		out.base = baseName(get(cid, "BaseFont").Name())
	}
	out.metrics(d)
	c := &compositeFont{codes: f.encodingMap(out, get(v, "Encoding"))}
	out.vertical = c.codes.vertical
	c.width = numberOr(get(cid, "DW"), 1000) / 1000
	c.widths = readCIDWidths(get(cid, "W"))
	c.vy, c.height = 0.88, -1
	if dw2 := numbers(get(cid, "DW2"), 2); len(dw2) == 2 {
		c.vy, c.height = dw2[0]/1000, dw2[1]/1000
	}
	if out.vertical {
		c.verticals = cidVerticals(get(cid, "W2"))
	}
	c.unicode = f.cidText(v, cid, d)
	out.codes = c
}

// encodingMap is a composite font's Encoding: a predefined name or a CMap of its own.
func (f *File) encodingMap(out *font, v lib.Value) *cmap {
	if v.Kind() == lib.Stream {
		m := readCMap(f.fontMap(out, v), predefined)
		if get(v, "WMode").Int64() == 1 {
			m.vertical = true
		}
		if m.parent == nil {
			if name := get(v, "UseCMap").Name(); name != "" {
				m.parent = predefined(name)
			}
		}
		return m
	}
	if m := predefined(v.Name()); m != nil {
		return m
	}
	return identityMap(false)
}

// cidWidths are the advances that a font lists, in parts of its size. A font lists thousands, of which a page shows few, and may stand in
// the file once for each page: long lists are looked into as they stand there.
type cidWidths struct {
	single map[int]float64 // by CID
	lists  []widthList
}

// A widthList has the advances of a CID and of those after it.
type widthList struct {
	first int
	list  lib.Value
}

// longList is from how many advances on a list is left as it stands; so there are few of them.
const longList = 64

func (w *cidWidths) of(cid int) (float64, bool) {
	if width, ok := w.single[cid]; ok {
		return width, true
	}
	for _, l := range slices.Backward(w.lists) {
		if i := cid - l.first; i >= 0 && i < l.list.Len() {
			return item(l.list, i).Float64() / 1000, true
		}
	}
	return 0, false
}

// readCIDWidths reads W: "first [w w w]" and "first last w" groups.
func readCIDWidths(v lib.Value) cidWidths {
	out := cidWidths{single: map[int]float64{}}
	n := v.Len()
	listed := 0
	for i := 0; i+1 < n && listed+len(out.single) < maxFontTable; {
		start, second := int(item(v, i).Int64()), item(v, i+1)
		if second.Kind() == lib.Array {
			if second.Len() >= longList {
				out.lists = append(out.lists, widthList{start, second})
				listed += second.Len()
			} else {
				for j := range second.Len() {
					out.single[start+j] = item(second, j).Float64() / 1000
				}
			}
			i += 2
			continue
		}
		w := item(v, i+2).Float64() / 1000
		for c := start; c <= int(second.Float64()) && listed+len(out.single) < maxFontTable; c++ {
			out.single[c] = w
		}
		i += 3
	}
	return out
}

// cidVerticals reads W2, in which each CID has three numbers.
func cidVerticals(v lib.Value) map[int]vertical {
	out := map[int]vertical{}
	n := v.Len()
	for i := 0; i+1 < n && len(out) < maxFontTable; {
		start, second := int(item(v, i).Int64()), item(v, i+1)
		if second.Kind() == lib.Array {
			for j := 0; j+2 < min(second.Len(), maxFontTable); j += 3 {
				out[start+j/3] = verticalAt(second, j)
			}
			i += 2
			continue
		}
		metric := verticalAt(v, i+2)
		for c := start; c <= int(second.Float64()) && len(out) < maxFontTable; c++ {
			out[c] = metric
		}
		i += 5
	}
	return out
}

func verticalAt(v lib.Value, i int) vertical {
	return vertical{item(v, i).Float64() / 1000, item(v, i+1).Float64() / 1000, item(v, i+2).Float64() / 1000}
}
