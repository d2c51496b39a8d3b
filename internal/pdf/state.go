package pdf

import (
	lib "github.com/ledongthuc/pdf"
)

func (p *painter) save() {
	if len(p.saved) < maxStateDepth {
		p.saved = append(p.saved, p.state)
	}
}

func (p *painter) restore() {
	if n := len(p.saved); n > 0 {
		p.state, p.saved = p.saved[n-1], p.saved[:n-1]
	}
}

func (p *painter) concat() {
	a, ok := p.args(6)
	if !ok {
		return
	}
	m := matrix{a[0], a[1], a[2], a[3], a[4], a[5]}.mul(p.state.ctm)
	if m.finite() {
		p.state.ctm = m
	}
}

func (p *painter) lineWidth() { p.setNumber(&p.state.lineWidth) }

func (p *painter) lineCap() {
	if a, ok := p.args(1); ok {
		p.state.square = a[0] == 2
	}
}

// dash reads "[on off ...] phase d"; an empty array or one of zeros is a solid line.
func (p *painter) dash() {
	sum := 0.0
	for i, o := range p.operands {
		if o.kind == tokNumber && i < len(p.operands)-1 {
			sum += o.num
		}
	}
	p.state.dashed = sum > 0
}

// extState takes what matters here of a named graphics state.
func (p *painter) extState() {
	n, ok := p.lastName()
	if !ok {
		return
	}
	change, known := p.res.states[n]
	if !known {
		change = p.file.stateChange(get(get(p.res.dict, "ExtGState"), n))
		p.res.states[n] = change
	}
	for _, set := range change {
		set(&p.state)
	}
}

func (f *File) stateChange(gs lib.Value) (change stateChange) {
	add := func(set func(*state)) { change = append(change, set) }
	if w, ok := number(get(gs, "LW")); ok {
		add(func(s *state) { s.lineWidth = w })
	}
	if d := item(get(gs, "D"), 0); d.Kind() == lib.Array {
		dashed := d.Len() > 0
		add(func(s *state) { s.dashed = dashed })
	}
	if a, ok := number(get(gs, "ca")); ok {
		add(func(s *state) { s.fill.absent, s.fill.clear = a == 0, a < 1 })
	}
	if a, ok := number(get(gs, "CA")); ok {
		add(func(s *state) { s.stroke.absent = a == 0 })
	}
	if blends(gs) {
		add(func(s *state) { s.fill.clear = true })
	}
	if v := get(gs, "Font"); v.Len() == 2 {
		font, size := f.fontOf(item(v, 0), fontKey{num: f.number(item(v, 0))}), item(v, 1).Float64()
		add(func(s *state) { s.font, s.size = font, size })
	}
	return change
}

// blends says whether what is drawn is mixed with what lies under it, or masked.
func blends(gs lib.Value) bool {
	mode, mask := get(gs, "BM"), get(gs, "SMask")
	return mode.Kind() == lib.Name && mode.Name() != "Normal" && mode.Name() != "Compatible" || mode.Kind() == lib.Array || mask.Kind() == lib.Dict
}
