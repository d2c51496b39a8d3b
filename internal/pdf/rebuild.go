package pdf

import (
	"bytes"
	"sort"
)

// verify checks that each object stands where the table says and takes what does not from a scan
// of the file.
func (t *table) verify() {
	var scanned *table
	for num, p := range t.locations {
		if p.kind != direct {
			continue
		}
		if gen, ok := t.headerAt(p.at, num); ok {
			t.locations[num].gen = gen
			continue
		}
		if scanned == nil {
			scanned = scan(t.data)
		}
		t.locations[num] = location{}
		if num < len(scanned.locations) {
			t.locations[num] = scanned.locations[num]
		}
	}
}

// headerBytes is how many bytes the header of an object takes at most, with the space before it.
const headerBytes = 128

// headerAt says whether object num begins at the offset, and its generation.
func (t *table) headerAt(offset, num int) (gen int, ok bool) {
	if offset < 0 || offset >= len(t.data) {
		return 0, false
	}
	l := lexer{src: t.data[offset:min(len(t.data), offset+headerBytes)]}
	n, gen, ok := l.header()
	return gen, ok && n == num
}

// scan finds the objects of a file whose cross-reference is lost: every "num gen obj" outside of
// streams, the last of a number counting, and every trailer.
func scan(data []byte) *table {
	t := &table{data: data, trailer: dict{}}
	for i := 0; i < len(data); {
		j := bytes.Index(data[i:], []byte("obj"))
		if j < 0 {
			break
		}
		at, ok := objectStart(data, i+j)
		if !ok {
			i += j + 3
			continue
		}
		i = t.found(at, i+j+3)
	}
	t.trailers()
	return t
}

// objectStart looks back from the word obj for the two numbers before it.
func objectStart(data []byte, obj int) (int, bool) {
	i := obj
	for range 2 {
		j := i
		for j > 0 && byteClass[data[j-1]] == space {
			j--
		}
		k := j
		for k > 0 && '0' <= data[k-1] && data[k-1] <= '9' {
			k--
		}
		if k == j || j-k > 10 || j == i && i != obj {
			return 0, false
		}
		i = k
	}
	return i, true
}

// found notes the object at an offset, with all that it packs, and says where to go on. next is
// where its header ends.
func (t *table) found(at, next int) int {
	l := lexer{src: t.data, pos: at}
	o, ok := l.indirect()
	if t.parsed += l.pos - at; t.parsed > scanFactor*len(t.data) {
		next = max(next, l.pos)
	}
	if !ok || o.num >= maxObjects {
		return next
	}
	t.put(o.num, location{kind: direct, at: at, gen: o.gen, scanned: true})
	if o.stream == 0 {
		return next
	}
	d := o.obj.(dict)
	if d.isType("XRef") {
		t.newest(d)
	}
	if end := bytes.Index(t.data[o.stream:], endstream); end >= 0 {
		return o.stream + end
	}
	return len(t.data)
}

// put notes an object's location, replacing an earlier one.
func (t *table) put(num int, p location) {
	if num < len(t.locations) {
		t.locations[num] = location{}
	}
	t.set(num, p)
}

// trailers takes over the trailer dictionaries, the last of them first.
func (t *table) trailers() {
	for end := len(t.data); ; {
		i := bytes.LastIndex(t.data[:end], []byte("trailer"))
		if i < 0 {
			return
		}
		l := lexer{src: t.data, pos: i + len("trailer")}
		if d, ok := l.object().(dict); ok {
			t.merge(d)
		}
		end = i
	}
}

// newest lets a later trailer win over what was found before it.
func (t *table) newest(d dict) {
	for _, k := range []name{"Root", "Encrypt", "ID", "Info"} {
		if d[k] != nil {
			t.trailer[k] = d[k]
		}
	}
}

// rebuild makes a table of a file whose cross-reference cannot be followed.
func rebuild(data []byte) *table {
	t := scan(data)
	for num, p := range t.locations {
		if p.kind != direct {
			continue
		}
		o, _ := t.at(p.at)
		d, ok := o.obj.(dict)
		switch {
		case !ok:
		case d.isType("Catalog"):
			if _, named := t.trailer["Root"].(ref); !named {
				t.trailer["Root"] = ref{num, o.gen}
			}
		case d.isType("Pages"):
			n, _ := d.num("Count")
			t.counted = max(t.counted, min(n, maxObjects))
		case d.isType("Page"):
			t.loose = append(t.loose, ref{num, o.gen})
		}
	}
	sort.Slice(t.loose, func(i, j int) bool { return t.locations[t.loose[i].num].at < t.locations[t.loose[j].num].at })
	return t
}

// packedByScan notes what the object streams hold, for a table that was made by scanning. Objects
// that also stand alone keep that place if it comes later in the file.
func (t *table) packedByScan() {
	for num := range t.locations {
		p := t.locations[num]
		if p.kind != direct || !p.scanned {
			continue
		}
		o, ok := t.at(p.at)
		if d, isDict := o.obj.(dict); !ok || !isDict || o.stream == 0 || !d.isType("ObjStm") {
			continue
		}
		t.notePacked(num, p.at, o)
	}
}

func (t *table) notePacked(num, at int, o indirect) {
	s := t.openObjectStream(o)
	for i, n := range s.numbers {
		if n < len(t.locations) && t.locations[n].kind == direct && t.locations[n].at > at {
			continue
		}
		if n < len(t.locations) && t.locations[n].kind == packed && t.streamAt(t.locations[n].at) > at {
			continue
		}
		t.put(n, location{kind: packed, at: num, gen: i, scanned: true})
		t.notePage(n, s.object(i))
	}
}

// notePage remembers a packed object that is a page.
func (t *table) notePage(num int, body []byte) {
	if !bytes.Contains(body, []byte("/Page")) {
		return
	}
	l := lexer{src: body}
	d, ok := l.object().(dict)
	switch {
	case !ok:
	case d.isType("Page"):
		t.loose = append(t.loose, ref{num, 0})
	case d.isType("Catalog") && t.trailer["Root"] == nil:
		t.trailer["Root"] = ref{num, 0}
	}
}

// streamAt is the offset of the object stream num.
func (t *table) streamAt(num int) int {
	if num < len(t.locations) && t.locations[num].kind == direct {
		return t.locations[num].at
	}
	return 0
}
