package pdf

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"
)

// cmapArchive holds the predefined CMaps of ISO 32000-1, 9.7.5.2, and the Unicode tables of Adobe's
// character collections, each packed by pack. They were made from Adobe's CMap resources, whose
// licence is in the archive, by the test TestPackCMaps with -cmaps.
//
//go:embed data/cmaps.zip
var cmapArchive []byte

// A cmapStore keeps the predefined CMaps that were needed so far.
type cmapStore struct {
	mu     sync.Mutex
	files  map[string]*zip.File
	loaded map[string]*cmap
}

var storedCMaps = sync.OnceValue(func() *cmapStore {
	s := &cmapStore{files: map[string]*zip.File{}, loaded: map[string]*cmap{}}
	r, err := zip.NewReader(bytes.NewReader(cmapArchive), int64(len(cmapArchive)))
	if err != nil {
		return s
	}
	for _, f := range r.File {
		s.files[f.Name] = f
	}
	return s
})

// predefined is the CMap of a name that PDF defines; nil for other names.
func predefined(name string) *cmap {
	switch name {
	case "Identity-H":
		return identityMap(false)
	case "Identity-V":
		return identityMap(true)
	}
	s := storedCMaps()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.load(name, 0)
}

func (s *cmapStore) load(name string, depth int) *cmap {
	if m, ok := s.loaded[name]; ok {
		return m
	}
	f, ok := s.files[name]
	if !ok || depth > maxCMapDepth {
		return nil
	}
	data, err := archived(f)
	if err != nil {
		return nil
	}
	m, parent, err := unpackCMap(data)
	if err != nil {
		return nil
	}
	if parent != "" {
		m.parent = s.load(parent, depth+1)
	}
	s.loaded[name] = m
	return m
}

// archived are the bytes of a file of the archive. They are part of the program, and so are not held against their checksum. They are
// unpacked by what unpacks streams, into no more room than they take, which the archive tells.
func archived(f *zip.File) ([]byte, error) {
	at, err := f.DataOffset()
	if err != nil {
		return nil, err
	}
	i := inflaters.Get().(*inflater)
	defer inflaters.Put(i)
	return unpackAgain(i.reader, bytes.NewReader(cmapArchive[at:at+int64(f.CompressedSize64)]), int(f.UncompressedSize64)), nil
}

// An unpacker reads a packed map: its parent's name, whether it is vertical, its codespaces, its CID ranges and its Unicode
// ranges, numbers as variable-length integers and codes as differences.
type unpacker struct {
	b    []byte
	err  error
	room []uint16 // for units of text, of which most ranges have one
}

var errPacked = errors.New("damaged character map")

func (u *unpacker) unsigned() uint64 {
	if len(u.b) > 0 && u.b[0] < 0x80 { // as nearly all are
		v := u.b[0]
		u.b = u.b[1:]
		return uint64(v)
	}
	v, n := binary.Uvarint(u.b)
	if n <= 0 {
		u.err, u.b = errPacked, nil
		return 0
	}
	u.b = u.b[n:]
	return v
}

func (u *unpacker) signed() int64 {
	v := u.unsigned()
	return int64(v>>1) ^ -int64(v&1)
}

// count is a number of entries, each of which needs at least one byte.
func (u *unpacker) count() int {
	n := u.unsigned()
	if n > uint64(len(u.b)) {
		u.err = errPacked
		return 0
	}
	return int(n)
}

func unpackCMap(data []byte) (m *cmap, parent string, err error) {
	u := &unpacker{b: data}
	n := u.count()
	parent = string(u.b[:n])
	u.b = u.b[n:]
	m = &cmap{sorted: true, vertical: u.unsigned() == 1}
	for range u.count() {
		m.spaces = append(m.spaces, codespace{int(u.unsigned()), uint32(u.unsigned()), uint32(u.unsigned())})
	}
	m.cids = make([]cidRange, u.count())
	code, cid := int64(0), int64(0)
	for i := range m.cids {
		size := uint8(u.unsigned())
		lo := code + u.signed()
		hi := lo + int64(u.unsigned())
		cid += u.signed()
		m.cids[i] = cidRange{size, uint32(lo), uint32(hi), uint32(cid)}
		code, cid = hi, cid+hi-lo
	}
	m.runs = make([]unicodeRange, u.count())
	u.unicode(m.runs)
	return m, parent, u.err
}

func (u *unpacker) unicode(runs []unicodeRange) {
	code, unit := int64(0), int64(0)
	for i := range runs {
		lo := code + u.signed()
		hi := lo + int64(u.unsigned())
		dst := u.units(u.count())
		for j := range dst {
			unit += u.signed()
			dst[j] = uint16(unit)
		}
		runs[i] = unicodeRange{uint32(lo), uint32(hi), dst}
		code = hi
	}
}

// unitsAtOnce is for how many units of text room is made at once.
const unitsAtOnce = 1024

// units makes room for so many units of text.
func (u *unpacker) units(n int) []uint16 {
	if n > len(u.room) {
		u.room = make([]uint16, max(n, unitsAtOnce))
	}
	units := u.room[:n:n]
	u.room = u.room[n:]
	return units
}

// unicodeName says how the codes of a predefined CMap are Unicode themselves, by its name.
func unicodeName(name string) (form string, ok bool) {
	if !strings.HasPrefix(name, "Uni") {
		return "", false
	}
	for _, form := range []string{"UCS2", "UTF16", "UTF32", "UTF8"} {
		if strings.Contains(name, form) {
			return form, true
		}
	}
	return "", false
}

// unicodeCode is the text of a code that is Unicode in a form.
func unicodeCode(form string, code uint32, size int) string {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], code)
	raw := b[4-size:]
	switch form {
	case "UTF8":
		if r, _ := utf8.DecodeRune(raw); r != utf8.RuneError {
			return string(r)
		}
		return ""
	case "UTF32":
		return string(rune(code))
	}
	if size == 4 {
		return string(utf16.DecodeRune(rune(code>>16), rune(code&0xffff)))
	}
	return string(rune(code))
}
