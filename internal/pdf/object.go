package pdf

import "unicode/utf16"

// The parts of a file that must be understood before the object library can be trusted with it
// (cross-reference sections, object streams, the encryption dictionary) are read by this small
// parser, which forgives what the library does not.

// An object is nil, bool, float64, name, str, array, dict or ref.
type object any

type (
	name  string
	str   string
	array []object
	dict  map[name]object
	ref   struct{ num, gen int }
)

// num is a number of the dictionary as an integer; ok is false if it is none.
func (d dict) num(key name) (int, bool) {
	f, ok := d[key].(float64)
	return int(f), ok
}

// isType says whether the dictionary's Type is want.
func (d dict) isType(want name) bool {
	t, _ := d["Type"].(name)
	return t == want
}

// object reads one object; what lies deeper in it than maxNesting is nil.
func (l *lexer) object() object { return l.objectFrom(l.next(), 0) }

func (l *lexer) objectFrom(t token, depth int) object {
	if depth > maxNesting {
		l.pos = len(l.src)
		return nil
	}
	switch t.kind {
	case tokNumber:
		return l.numberOrRef(t.num)
	case tokName:
		return name(t.text)
	case tokString:
		return str(t.text)
	case tokArrayOpen:
		return l.array(depth)
	case tokDictOpen:
		return l.dict(depth)
	case tokKeyword:
		return keywordObject(string(t.text))
	}
	return nil
}

func keywordObject(word string) object {
	switch word {
	case "true":
		return true
	case "false":
		return false
	}
	return nil
}

// numberOrRef looks ahead for "gen R" behind a number.
func (l *lexer) numberOrRef(n float64) object {
	if n < 0 || n != float64(int(n)) {
		return n
	}
	here := l.pos
	if gen := l.next(); gen.kind == tokNumber && gen.num >= 0 {
		if r := l.next(); r.kind == tokKeyword && string(r.text) == "R" {
			return ref{int(n), int(gen.num)}
		}
	}
	l.pos = here
	return n
}

func (l *lexer) array(depth int) array {
	var a array
	for {
		t := l.next()
		if t.kind == tokEOF || t.kind == tokArrayClose {
			return a
		}
		if t.kind == tokKeyword && endsObject(t.text) {
			l.torn = true
			return a
		}
		a = append(a, l.objectFrom(t, depth+1))
	}
}

func (l *lexer) dict(depth int) dict {
	d := dict{}
	for {
		here := l.pos
		t := l.next()
		switch {
		case t.kind == tokEOF:
			l.torn = true
			return d
		case t.kind == tokDictClose:
			return d
		case t.kind == tokKeyword && endsObject(t.text):
			l.pos, l.torn = here, true
			return d
		case t.kind != tokName:
			l.odd = true
			continue
		}
		key := name(t.text)
		here = l.pos
		if v := l.next(); v.kind == tokDictClose {
			l.pos = here // a key without a value
		} else {
			d[key] = l.objectFrom(v, depth+1)
		}
	}
}

func endsObject(word []byte) bool {
	switch string(word) {
	case "endobj", "obj", "stream", "endstream", "xref", "trailer", "startxref":
		return true
	}
	return false
}

// An indirect is an object of the file with its place: header "num gen obj", then the object; a
// stream's bytes begin at stream (0 if it is none).
type indirect struct {
	num, gen int
	obj      object
	stream   int
}

// header reads "num gen obj".
func (l *lexer) header() (num, gen int, ok bool) {
	n, g := l.next(), l.next()
	if n.kind != tokNumber || g.kind != tokNumber {
		return 0, 0, false
	}
	k := l.next()
	if k.kind != tokKeyword || len(k.text) < 3 || string(k.text[:3]) != "obj" {
		return 0, 0, false
	}
	l.pos -= len(k.text) - 3 // "obj" may be glued to what follows
	return int(n.num), int(g.num), n.num >= 0 && g.num >= 0
}

// indirect reads the object whose header stands at the lexer's place.
func (l *lexer) indirect() (indirect, bool) {
	num, gen, ok := l.header()
	if !ok {
		return indirect{}, false
	}
	o := indirect{num: num, gen: gen, obj: l.object()}
	if _, isDict := o.obj.(dict); !isDict {
		return o, true
	}
	if k := l.next(); k.kind == tokKeyword && string(k.text) == "stream" {
		if l.peek() == '\r' {
			l.pos++
		}
		l.accept('\n')
		o.stream = l.pos
	}
	return o, true
}

// utf16Units reads big-endian code units; a single byte is one unit.
func utf16Units(s str) []uint16 {
	if len(s) == 1 {
		return []uint16{uint16(s[0])}
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return units
}

func utf16Text(s str) string { return string(utf16.Decode(utf16Units(s))) }
