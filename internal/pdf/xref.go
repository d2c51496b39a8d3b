package pdf

import (
	"bytes"
	"errors"
)

// A location says where an object is: at an offset of the file, or as the index-th of an object
// stream.
type location struct {
	kind    placeKind
	at      int // offset in the file, or number of the object stream
	gen     int // generation, or index in the object stream
	scanned bool
}

type placeKind uint8

const (
	unknown placeKind = iota
	free
	direct
	packed
)

// A table is a file's cross-reference: where each object is, and the trailer.
type table struct {
	data      []byte // the whole file, without junk before its header
	locations []location
	trailer   dict
	entries   int       // read so far
	parsed    int       // bytes parsed while scanning
	packed    int       // bytes that object streams have given so far
	altered   bool      // the bytes of one of them are not as they were written
	loose     []ref     // pages in the order of the file, for one whose page tree is lost
	counted   int       // pages, as a lost tree counts them
	keys      *security // nil unless the file is encrypted
}

// errNoTable tells that the cross-reference cannot be followed.
var errNoTable = errors.New("no usable cross-reference table")

// set notes an object's location unless a newer section has done so.
func (t *table) set(num int, p location) {
	if num < 0 || num >= maxObjects {
		return
	}
	if num >= len(t.locations) {
		t.locations = append(t.locations, make([]location, num+1-len(t.locations))...)
	}
	if t.locations[num].kind == unknown {
		t.locations[num] = p
	}
}

// readTable follows the chain of cross-reference sections from the last startxref. The chain is
// walked here, before the library sees the file, because the library follows a cyclic one forever.
func readTable(data []byte) (*table, error) {
	t := &table{data: data}
	at, ok := lastStartxref(data)
	if !ok {
		return nil, errNoTable
	}
	seen := map[int]bool{}
	for range maxSections {
		if seen[at] {
			break
		}
		seen[at] = true
		prev, ok := t.section(at)
		if !ok && len(seen) == 1 {
			return nil, errNoTable
		}
		if !ok || prev < 0 {
			break
		}
		at = prev
	}
	if t.trailer["Root"] == nil {
		return nil, errNoTable
	}
	return t, nil
}

// lastStartxref is the offset that the last startxref gives.
func lastStartxref(data []byte) (int, bool) {
	i := bytes.LastIndex(data, []byte("startxref"))
	if i < 0 {
		return 0, false
	}
	l := lexer{src: data, pos: i + len("startxref")}
	n := l.next()
	return int(n.num), n.kind == tokNumber && n.num >= 0
}

// section reads the cross-reference section at an offset and says where the one before it is, -1
// if there is none.
func (t *table) section(at int) (prev int, ok bool) {
	if at < 0 || at >= len(t.data) {
		return 0, false
	}
	l := lexer{src: t.data, pos: at}
	if first := l.next(); first.kind == tokKeyword && string(first.text) == "xref" {
		return t.classic(&l)
	}
	l.pos = at
	return t.stream(&l)
}

// classic reads a section of text lines and its trailer. The stream of a hybrid file fills in what
// the lines call free.
func (t *table) classic(l *lexer) (prev int, ok bool) {
	var freed []int
	for {
		first := l.next()
		if first.kind == tokKeyword && string(first.text) == "trailer" {
			break
		}
		count := l.next()
		if first.kind != tokNumber || count.kind != tokNumber {
			return 0, false
		}
		f, ok := t.lines(l, int(first.num), int(count.num))
		if !ok {
			return 0, false
		}
		freed = append(freed, f...)
	}
	d, isDict := l.object().(dict)
	if !isDict {
		return 0, false
	}
	t.merge(d)
	if at, ok := d.num("XRefStm"); ok && 0 <= at && at < len(t.data) {
		t.stream(&lexer{src: t.data, pos: at})
	}
	for _, n := range freed {
		t.set(n, location{kind: free})
	}
	return prevOf(d), true
}

// lines reads one subsection. A subsection that says it begins with object 1 but whose first line
// is the head of the free list begins with object 0.
func (t *table) lines(l *lexer, first, count int) (freed []int, ok bool) {
	for i := range count {
		off, gen, kind := l.next(), l.next(), l.next()
		if off.kind != tokNumber || gen.kind != tokNumber || kind.kind != tokKeyword {
			return freed, false
		}
		if t.entries++; first+i >= maxObjects || t.entries > maxTableEntries {
			return freed, false
		}
		switch string(kind.text) {
		case "n":
			t.set(first+i, location{kind: direct, at: int(off.num), gen: int(gen.num)})
		case "f":
			if i == 0 && first == 1 && gen.num == 65535 {
				first = 0
			}
			freed = append(freed, first+i)
		default:
			return freed, false
		}
	}
	return freed, true
}

// merge takes over what newer trailers have not said.
func (t *table) merge(d dict) {
	if t.trailer == nil {
		t.trailer = dict{}
	}
	for _, k := range []name{"Root", "Encrypt", "ID", "Info"} {
		if t.trailer[k] == nil && d[k] != nil {
			t.trailer[k] = d[k]
		}
	}
}

func prevOf(d dict) int {
	if p, ok := d.num("Prev"); ok {
		return p
	}
	return -1
}

// stream reads a cross-reference stream.
func (t *table) stream(l *lexer) (prev int, ok bool) {
	o, ok := l.indirect()
	d, isDict := o.obj.(dict)
	if !ok || !isDict || o.stream == 0 || d["W"] == nil {
		return 0, false
	}
	data, err := t.unpack(o, false)
	if err != nil && len(data) == 0 {
		return 0, false
	}
	if !t.rows(d, data) {
		return 0, false
	}
	t.merge(d)
	return prevOf(d), true
}

// rows takes the entries of a cross-reference stream: three numbers each, of W bytes.
func (t *table) rows(d dict, data []byte) bool {
	w, ok := widths(d["W"])
	if !ok {
		return false
	}
	size, _ := d.num("Size")
	index, _ := d["Index"].(array)
	if len(index) < 2 {
		index = array{0.0, float64(size)}
	}
	step := w[0] + w[1] + w[2]
	for i := 0; i+1 < len(index); i += 2 {
		first, _ := index[i].(float64)
		count, _ := index[i+1].(float64)
		for n := int(first); n < int(first+count) && len(data) >= step && n < maxObjects && t.entries < maxTableEntries; n++ {
			t.entries++
			t.row(n, data[:step], w)
			data = data[step:]
		}
	}
	return true
}

func widths(o object) (w [3]int, ok bool) {
	a, _ := o.(array)
	if len(a) < 3 {
		return w, false
	}
	for i := range w {
		f, ok := a[i].(float64)
		if !ok || f < 0 || f > 8 {
			return w, false
		}
		w[i] = int(f)
	}
	return w, w[0]+w[1]+w[2] > 0
}

func (t *table) row(num int, b []byte, w [3]int) {
	kind := 1
	if w[0] > 0 {
		kind = bigEndian(b[:w[0]])
	}
	x, y := bigEndian(b[w[0]:w[0]+w[1]]), bigEndian(b[w[0]+w[1]:])
	switch kind {
	case 0:
		t.set(num, location{kind: free})
	case 1:
		t.set(num, location{kind: direct, at: x, gen: y})
	case 2:
		t.set(num, location{kind: packed, at: x, gen: y})
	}
}

func bigEndian(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}

// at reads the object whose header stands at an offset.
func (t *table) at(offset int) (indirect, bool) {
	if offset < 0 || offset >= len(t.data) {
		return indirect{}, false
	}
	l := lexer{src: t.data, pos: offset}
	return l.indirect()
}

// resolve follows a reference to an object that is not packed.
func (t *table) resolve(o object) object {
	for range maxNesting {
		r, ok := o.(ref)
		if !ok || r.num < 0 || r.num >= len(t.locations) || t.locations[r.num].kind != direct {
			break
		}
		found, ok := t.at(t.locations[r.num].at)
		if !ok || found.num != r.num {
			return nil
		}
		o = found.obj
	}
	if _, ok := o.(ref); ok {
		return nil
	}
	return o
}

// unpack gives a stream's decoded bytes.
func (t *table) unpack(o indirect, encrypted bool) ([]byte, error) {
	d, _ := o.obj.(dict)
	return decode(t.raw(o, encrypted), t.filters(d))
}

// raw gives a stream's bytes as they are packed.
func (t *table) raw(o indirect, encrypted bool) []byte {
	d, _ := o.obj.(dict)
	length := -1
	if n, ok := t.resolve(d["Length"]).(float64); ok {
		length = int(n)
	}
	raw := streamBytes(t.data, o.stream, length)
	if encrypted && t.keys != nil {
		raw = t.keys.stream(raw, o.num, o.gen)
	}
	return raw
}

// filters reads a stream's Filter and DecodeParms.
func (t *table) filters(d dict) []filter {
	names, ok := t.resolve(d["Filter"]).(array)
	if !ok {
		names = array{d["Filter"]}
	}
	parms, ok := t.resolve(d["DecodeParms"]).(array)
	if !ok {
		parms = array{d["DecodeParms"]}
	}
	var out []filter
	for i, o := range names {
		n, ok := t.resolve(o).(name)
		if !ok {
			continue
		}
		f := newFilter(string(n))
		if i < len(parms) {
			t.parameters(&f, parms[i])
		}
		out = append(out, f)
	}
	return out
}

func (t *table) parameters(f *filter, o object) {
	p, _ := t.resolve(o).(dict)
	for _, key := range filterParameters {
		if v, ok := t.resolve(p[name(key)]).(float64); ok {
			f.set(key, int(v))
		}
	}
}

var endstream = []byte("endstream")

// streamBytes cuts a stream's raw bytes out of the file. A Length that does not lead to endstream
// is not believed.
func streamBytes(data []byte, start, length int) []byte {
	if start < 0 || start > len(data) {
		return nil
	}
	rest := data[start:]
	if 0 <= length && length <= len(rest) {
		tail := bytes.TrimLeft(rest[length:min(len(rest), length+len(endstream)+4)], "\r\n \t\x00")
		if bytes.HasPrefix(tail, []byte("endstr")) || length > 0 && bytes.HasPrefix(tail, []byte("endobj")) {
			return rest[:length]
		}
	}
	end := bytes.Index(rest, endstream)
	if end < 0 {
		if end = bytes.Index(rest, []byte("endobj")); end < 0 {
			return rest
		}
	}
	body := rest[:end]
	if bytes.HasSuffix(body, []byte("\r\n")) {
		return body[:len(body)-2]
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(body, []byte("\n")), []byte("\r"))
}
