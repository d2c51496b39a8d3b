package pdf

import (
	"bytes"

	lib "github.com/ledongthuc/pdf"

	"github.com/mingxi/mingxi/extract/page"
)

// draw is the operator Do: a form is run, a picture noted.
func (p *painter) draw() {
	n, ok := p.lastName()
	if !ok {
		return
	}
	x := get(p.res.xobject, n)
	if x.Kind() != lib.Stream {
		p.note(errMissing)
		return
	}
	if p.file.isHidden(get(x, "OC")) {
		return
	}
	switch get(x, "Subtype").Name() {
	case "Form":
		p.form(x)
	case "Image":
		p.keepPicture(x)
		p.image(int(get(x, "Width").Int64()), int(get(x, "Height").Int64()), opaque(x))
	}
}

// form runs a form with its own resources, inside its matrix and box.
func (p *painter) form(x lib.Value) {
	if p.forms >= maxFormDepth {
		p.note(errDeep)
		return
	}
	if p.formRuns++; p.formRuns > maxFormRuns {
		p.stop("it draws its forms more often than this program follows; the rest is left out")
	}
	p.checkLimits()
	content, err := p.file.stream(x)
	p.note(err)
	outer := p.enter(x)
	p.interpret(content)
	p.leave(outer)
}

// A frame is what a form must give back.
type frame struct {
	state state
	saved []state
	res   *resources
	text  textObject
	path  path
	marks int
}

// enter prepares for a form's content.
func (p *painter) enter(x lib.Value) frame {
	outer := frame{p.state, p.saved, p.res, p.text, p.path, len(p.marks)}
	p.forms++
	p.state.through = p.state.through || p.state.fill.clear // of a group, whatever state its content sets
	p.saved, p.path = nil, path{}
	if m := numbers(get(x, "Matrix"), 6); len(m) == 6 {
		if ctm := (matrix{m[0], m[1], m[2], m[3], m[4], m[5]}).mul(p.state.ctm); ctm.finite() {
			p.state.ctm = ctm
		}
	}
	if b, ok := rectangle(get(x, "BBox")); ok {
		c := p.state.clip.Intersect(p.state.ctm.box(b.X0, b.Y0, b.X1, b.Y1))
		if c == (page.Box{}) {
			c = page.Box{X0: -1, Y0: -1, X1: -1, Y1: -1}
		}
		p.state.clip = c
	}
	if r := get(x, "Resources"); isDict(r) {
		p.res = newResources(r)
	}
	return outer
}

func (p *painter) leave(outer frame) {
	for len(p.marks) > outer.marks {
		p.endMark()
	}
	p.state, p.saved, p.res, p.text, p.path = outer.state, outer.saved, outer.res, outer.text, outer.path
	p.forms--
	p.operands = p.operands[:0]
}

// image notes a picture: the unit square of user space. One as thin as a border is a border.
func (p *painter) image(width, height int, opaque bool) {
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
	p.coverPicture(box, opaque && straight && width > 0 && height > 0)
	p.page.Images = append(p.page.Images, page.Image{Box: box, Width: width, Height: height})
}

// opaque says whether nothing shows through a picture: it is no stencil and has no mask.
func opaque(x lib.Value) bool {
	return get(x, "SMask").IsNull() && get(x, "Mask").IsNull() && !get(x, "ImageMask").Bool() && get(x, "SMaskInData").Int64() == 0
}

// inlineImage reads a picture written into the content stream: BI, entries, ID, bytes, EI.
func (p *painter) inlineImage(l *lexer) {
	d := dict{}
	for {
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
			d[name(key.text)] = l.object(0)
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
	l.pos = end
	p.image(w, h, false)
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
	for _, c := range b {
		if c >= 0x7f || c < ' ' && byteClass[c] != space {
			return false
		}
	}
	return true
}

// Flags of annotations that are not seen (ISO 32000-1, 12.5.3).
const notSeen = 1<<1 | 1<<5

// annotations draws what annotations show: filled-in form fields, stamps and notes.
func (p *painter) annotations(s leaf, base matrix) {
	list := get(s.dict, "Annots")
	for i := range min(list.Len(), maxOperands) {
		a := item(list, i)
		look := appearance(a)
		if look.Kind() != lib.Stream || get(a, "F").Int64()&notSeen != 0 || get(a, "Subtype").Name() == "Popup" {
			continue
		}
		rect, ok := rectangle(get(a, "Rect"))
		if !ok || p.file.isHidden(get(a, "OC")) {
			continue
		}
		p.state, p.saved, p.marks, p.hidden = newState(base, p.bounds), nil, nil, 0
		p.state.ctm = fit(look, rect).mul(base)
		p.form(look)
	}
}

// appearance is an annotation's normal appearance in its current state.
func appearance(a lib.Value) lib.Value {
	n := get(get(a, "AP"), "N")
	if n.Kind() == lib.Dict {
		return get(n, get(a, "AS").Name())
	}
	return n
}

// fit maps an appearance's box, after its own matrix, onto the annotation's rectangle.
func fit(look lib.Value, rect page.Box) matrix {
	b, ok := rectangle(get(look, "BBox"))
	if !ok {
		return matrix{1, 0, 0, 1, rect.X0, rect.Y0}
	}
	if m := numbers(get(look, "Matrix"), 6); len(m) == 6 {
		b = matrix{m[0], m[1], m[2], m[3], m[4], m[5]}.box(b.X0, b.Y0, b.X1, b.Y1)
	}
	if b.Empty() {
		return identity
	}
	sx, sy := rect.Width()/b.Width(), rect.Height()/b.Height()
	return matrix{sx, 0, 0, sy, rect.X0 - b.X0*sx, rect.Y0 - b.Y0*sy}
}
