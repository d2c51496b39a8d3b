package pdf

import (
	"bytes"
	"slices"

	lib "github.com/ledongthuc/pdf"
	"github.com/mingxi/mingxi/extract/page"
)

// image notes a picture: the unit square of user space. One as thin as a border is a border.
func (p *painter) image(width, height int, opaque bool, data *picture) {
	if p.hidden > 0 {
		return
	}
	box := p.state.ctm.box(0, 0, 1, 1)
	w, h := box.Width(), box.Height()
	if min(w, h) <= thin/2 && max(w, h) > 4*min(w, h) {
		p.thinBox(box, p.state.fill.color)
		return
	}
	box = box.Intersect(p.state.clip)
	if box.Empty() || len(p.page.Images) >= maxStrokes {
		return
	}
	_, straight := p.state.ctm.quarterTurns() // the box of others is larger than they are
	p.coverPicture(box, opaque && straight && width > 0 && height > 0, data)
	if data != nil {
		data.over = len(p.covers)
	}
	p.page.Images = append(p.page.Images, page.Image{Box: box, Width: width, Height: height})
}

// opaque says whether nothing shows through a picture: it is no stencil and has no mask.
func opaque(x lib.Value) bool {
	return get(x, "SMask").IsNull() && get(x, "Mask").IsNull() && !get(x, "ImageMask").Bool() && get(x, "SMaskInData").Int64() == 0
}

// inlineImage reads a picture written into the content stream: BI, entries, ID, bytes, EI.
func (p *painter) inlineImage(l *lexer) {
	d, from, to := dict{}, l.pos, 0
	for {
		to = l.pos
		key := l.next()
		if key.kind == tokEOF {
			p.note(errInline)
			return
		}
		if key.kind == tokKeyword {
			if string(key.text) == "ID" {
				break
			}
			continue
		}
		if key.kind == tokName {
			d[name(key.text)] = l.object()
		}
	}
	if byteClass[l.peek()] == space {
		l.pos++
	}
	w, h := inlineNumber(d, "W", "Width"), inlineNumber(d, "H", "Height")
	size := inlineSize(d, w, h)
	end, ok := inlineEnd(l.src, l.pos, size, true)
	if !ok {
		end, ok = inlineEnd(l.src, l.pos, size, false)
	}
	if !ok {
		p.note(errInline)
	}
	data := l.src[l.pos:max(l.pos, end-len("EI"))]
	l.pos = end
	pic := p.keepPicture(lib.Value{})
	if pic != nil && ok {
		pic.inline = &inline{l.src[from:to], d, data}
	}
	p.image(w, h, false, pic)
}

func inlineNumber(d dict, short, long name) int {
	if n, ok := d.num(short); ok {
		return n
	}
	n, _ := d.num(long)
	return n
}

// inlineSize is how many bytes the picture has if it is not filtered; 0 if that cannot be told.
func inlineSize(d dict, w, h int) int {
	if d["F"] != nil || d["Filter"] != nil || w <= 0 || h <= 0 || w > 1<<16 || h > 1<<16 {
		return 0
	}
	bits, components := inlineNumber(d, "BPC", "BitsPerComponent"), 1
	if d["IM"] == true || d["ImageMask"] == true || bits == 0 {
		bits = 1
	}
	space, _ := d["CS"].(name)
	if space == "" {
		space, _ = d["ColorSpace"].(name)
	}
	if s := deviceSpaces[string(space)]; s != nil && s.n > 0 {
		components = s.n
	}
	return (w*bits*components + 7) / 8 * h
}

// inlineEnd finds where the content goes on: behind an EI that stands alone and is followed by what
// can be content. Some producers put it right behind the picture, so that it does not stand apart.
func inlineEnd(src []byte, from, size int, apart bool) (end int, ok bool) {
	at := min(from+size, len(src))
	for {
		i := bytes.Index(src[at:], []byte("EI"))
		if i < 0 {
			return len(src), false
		}
		at += i + 2
		before := !apart || at-3 < from || byteClass[src[at-3]] == space || i == 0
		if before && (at == len(src) || byteClass[src[at]] == space) && plausible(src[at:min(at+24, len(src))]) {
			return at, true
		}
	}
}

// plausible says whether bytes look like content and not like a picture.
func plausible(b []byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool { return c >= 0x7f || c < ' ' && byteClass[c] != space })
}

// mostPictures of a page are kept: scans are cut into strips by the hundred, and what has thousands of pictures is no page of tables.
const mostPictures = 2000

// keepPicture notes a picture's data, null of one in the page's content itself, and gives them where there is room.
func (p *painter) keepPicture(x lib.Value) *picture {
	if p.hidden > 0 || len(p.pictures) >= mostPictures {
		return nil
	}
	pic := &picture{stream: x, ctm: p.state.ctm, seen: p.state.ctm.box(0, 0, 1, 1).Intersect(p.state.clip)}
	p.pictures = append(p.pictures, pic)
	return pic
}
