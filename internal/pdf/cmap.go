package pdf

import (
	"sort"
	"unicode/utf16"
)

// A cmap maps the character codes of a font's strings to CIDs, to Unicode, or both. It is read from
// a CMap program (Adobe technical notes 5014 and 5411) or is one of the predefined ones.
type cmap struct {
	vertical bool
	spaces   []codespace
	cids     []cidRange        // sorted by size and lo once the map is complete
	chars    map[uint32]string // Unicode of single codes
	runs     []unicodeRange    // Unicode of runs of codes
	parent   *cmap
	entries  int
	sorted   bool
}

// A codespace says that codes between lo and hi, compared byte by byte, have size bytes.
type codespace struct {
	size   int
	lo, hi uint32
}

// A cidRange maps the codes lo..hi to cid, cid+1, ...
type cidRange struct {
	size   uint8
	lo, hi uint32
	cid    uint32
}

// A unicodeRange maps the codes lo..hi to dst with its last unit counted up.
type unicodeRange struct {
	lo, hi uint32
	dst    []uint16
}

// identityMap maps two-byte codes to the CIDs of the same number.
func identityMap(vertical bool) *cmap {
	return &cmap{vertical: vertical, spaces: []codespace{{2, 0, 0xffff}},
		cids: []cidRange{{2, 0, 0xffff, 0}}, sorted: true}
}

// contains says whether a code of this space's size lies in it.
func (s codespace) contains(code uint32) bool {
	for shift := 0; shift < s.size*8; shift += 8 {
		b := code >> shift & 0xff
		if b < s.lo>>shift&0xff || b > s.hi>>shift&0xff {
			return false
		}
	}
	return true
}

// next cuts one code off the front of s.
func (m *cmap) next(s []byte) (code uint32, size int) {
	spaces := m.codespaces()
	for n := 1; n <= 4 && n <= len(s); n++ {
		code = code<<8 | uint32(s[n-1])
		for _, sp := range spaces {
			if sp.size == n && sp.contains(code) {
				return code, n
			}
		}
	}
	return m.invalid(s, spaces)
}

// invalid takes as many bytes for one undefined code as the shortest codespace that its first byte
// could begin has.
func (m *cmap) invalid(s []byte, spaces []codespace) (uint32, int) {
	size := 0
	for _, sp := range spaces {
		shift := (sp.size - 1) * 8
		begins := uint32(s[0]) >= sp.lo>>shift && uint32(s[0]) <= sp.hi>>shift
		if begins && (size == 0 || sp.size < size) {
			size = sp.size
		}
	}
	if size == 0 {
		size = 1
		if len(spaces) > 0 {
			size = spaces[0].size
		}
	}
	size = min(size, len(s))
	code := uint32(0)
	for _, b := range s[:size] {
		code = code<<8 | uint32(b)
	}
	return code, size
}

// twoBytes are the codespaces of a map that defines none.
var twoBytes = []codespace{{2, 0, 0xffff}}

func (m *cmap) codespaces() []codespace {
	for c := m; c != nil; c = c.parent {
		if len(c.spaces) > 0 {
			return c.spaces
		}
	}
	return twoBytes
}

// cid is the CID of a code; ok is false if the map has none.
func (m *cmap) cid(code uint32, size int) (cid int, ok bool) {
	for c := m; c != nil; c = c.parent {
		if cid, ok := c.own(code, uint8(size)); ok {
			return cid, true
		}
	}
	return 0, false
}

func (m *cmap) own(code uint32, size uint8) (int, bool) {
	i := sort.Search(len(m.cids), func(i int) bool {
		r := m.cids[i]
		return r.size > size || r.size == size && r.lo > code
	})
	if i == 0 {
		return 0, false
	}
	r := m.cids[i-1]
	if r.size != size || code > r.hi {
		return 0, false
	}
	return int(r.cid + code - r.lo), true
}

// unicode is the text that a ToUnicode map gives a code.
func (m *cmap) unicode(code uint32) (string, bool) {
	for c := m; c != nil; c = c.parent {
		if s, ok := c.chars[code]; ok {
			return s, true
		}
		i := sort.Search(len(c.runs), func(i int) bool { return c.runs[i].lo > code })
		if i > 0 && code <= c.runs[i-1].hi {
			return c.runs[i-1].text(code), true
		}
	}
	return "", false
}

// text is the text of one code of the range.
func (r unicodeRange) text(code uint32) string {
	units := append([]uint16{}, r.dst...)
	if n := len(units); n > 0 {
		units[n-1] += uint16(code - r.lo)
	}
	return string(utf16.Decode(units))
}

// finish sorts what was read. Later definitions of a code win, as in the program.
func (m *cmap) finish() {
	if m.sorted {
		return
	}
	m.sorted = true
	sort.SliceStable(m.cids, func(i, j int) bool {
		a, b := m.cids[i], m.cids[j]
		return a.size < b.size || a.size == b.size && a.lo < b.lo
	})
	sort.SliceStable(m.runs, func(i, j int) bool { return m.runs[i].lo < m.runs[j].lo })
}

// A cmapReader interprets a CMap program: a stack of operands and a few operators.
type cmapReader struct {
	lexer
	m       *cmap
	find    func(name string) *cmap // for usecmap
	pending []object                // operands since the last operator
}

// readCMap reads a CMap program. What it cannot understand it leaves out.
func readCMap(src []byte, find func(name string) *cmap) *cmap {
	r := cmapReader{lexer: lexer{src: src}, m: &cmap{chars: map[uint32]string{}}, find: find}
	for r.m.entries < maxCMapEntries {
		t := r.next()
		if t.kind == tokEOF {
			break
		}
		if t.kind == tokKeyword {
			r.operator(string(t.text))
			r.pending = r.pending[:0]
			continue
		}
		if len(r.pending) < 8 {
			r.pending = append(r.pending, r.operand(t))
		}
	}
	r.m.finish()
	return r.m
}

func (r *cmapReader) operand(t token) object {
	if t.kind == tokNumber {
		return t.num
	}
	return r.objectFrom(t, 0)
}

// operator runs one operator over the operands before it.
func (r *cmapReader) operator(op string) {
	switch op {
	case "def":
		r.define()
	case "usecmap":
		if n, ok := r.last(0).(name); ok && r.find != nil {
			r.m.parent = r.find(string(n))
		}
	case "begincodespacerange":
		r.entries(2, r.codespace)
	case "begincidrange":
		r.entries(3, r.cidrange)
	case "begincidchar":
		r.entries(2, func(e []object) { r.cidrange([]object{e[0], e[0], e[1]}) })
	case "beginbfrange":
		r.entries(3, r.bfrange)
	case "beginbfchar":
		r.entries(2, r.bfchar)
	}
}

// last is the i-th operand from the end.
func (r *cmapReader) last(i int) object {
	if n := len(r.pending) - 1 - i; n >= 0 {
		return r.pending[n]
	}
	return nil
}

func (r *cmapReader) define() {
	if key, _ := r.last(1).(name); key == "WMode" {
		mode, _ := r.last(0).(float64)
		r.m.vertical = mode == 1
	}
}

// entries reads groups of n operands up to the next operator.
func (r *cmapReader) entries(n int, take func([]object)) {
	group := make([]object, 0, 3)
	for r.m.entries < maxCMapEntries {
		here := r.pos
		t := r.next()
		if t.kind == tokEOF {
			return
		}
		if t.kind == tokKeyword {
			if len(t.text) < 3 || string(t.text[:3]) != "end" {
				r.pos = here // the end is missing
			}
			return
		}
		if group = append(group, r.operand(t)); len(group) == n {
			take(group)
			group = group[:0]
			r.m.entries++
		}
	}
}

func (r *cmapReader) codespace(e []object) {
	lo, ok1 := e[0].(str)
	hi, ok2 := e[1].(str)
	if ok1 && ok2 && len(lo) == len(hi) && 0 < len(lo) && len(lo) <= 4 {
		r.m.spaces = append(r.m.spaces, codespace{len(lo), codeOf(lo), codeOf(hi)})
	}
}

func codeOf(s str) (code uint32) {
	for i := range len(s) {
		code = code<<8 | uint32(s[i])
	}
	return code
}

func (r *cmapReader) cidrange(e []object) {
	lo, ok1 := e[0].(str)
	hi, ok2 := e[1].(str)
	cid, ok3 := e[2].(float64)
	if ok1 && ok2 && ok3 && len(lo) <= 4 && len(hi) <= 4 && codeOf(lo) <= codeOf(hi) {
		r.m.cids = append(r.m.cids, cidRange{uint8(len(lo)), codeOf(lo), codeOf(hi), uint32(cid)})
	}
}

func (r *cmapReader) bfchar(e []object) {
	src, ok := e[0].(str)
	if !ok || len(src) > 4 {
		return
	}
	switch dst := e[1].(type) {
	case str:
		r.m.chars[codeOf(src)] = utf16Text(dst)
	case name:
		r.m.chars[codeOf(src)] = glyphText(string(dst))
	}
}

func (r *cmapReader) bfrange(e []object) {
	lo, ok1 := e[0].(str)
	hi, ok2 := e[1].(str)
	if !ok1 || !ok2 || len(lo) > 4 || len(hi) > 4 || codeOf(hi) < codeOf(lo) {
		return
	}
	switch dst := e[2].(type) {
	case str:
		r.m.runs = append(r.m.runs, unicodeRange{codeOf(lo), codeOf(hi), utf16Units(dst)})
	case array:
		for i, d := range dst {
			if s, ok := d.(str); ok && codeOf(lo)+uint32(i) <= codeOf(hi) {
				r.m.chars[codeOf(lo)+uint32(i)] = utf16Text(s)
				r.m.entries++
			}
		}
	}
}
