package pdf

import (
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
		p.image(int(get(x, "Width").Int64()), int(get(x, "Height").Int64()), opaque(x), p.keepPicture(x))
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
