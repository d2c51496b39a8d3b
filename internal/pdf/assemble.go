package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"sync/atomic"

	lib "github.com/ledongthuc/pdf"
)

// The object library refuses many real files (bytes after %%EOF, a 2.0 header, hybrid tables), never
// returns from some (a cyclic Prev) and unpacks an object stream anew for each object in it. So it
// is shown an assembled file: a plain header, the original bytes, the unpacked objects of all object
// streams, and one flat cross-reference stream. Nothing of the original is changed or copied.

// header is put before the original bytes; offsets move by its length.
const header = "%PDF-1.7\n"

// An assembled is the file as the library sees it.
type assembled struct {
	original []byte
	appendix []byte
	objects  int
	left     atomic.Int64 // bytes that may be read before the next refill
}

// errReads tells that the library reads the same objects over and over.
var errReads = errors.New("its objects refer to each other more often than this program follows")

// refill allows as many reads again as a page may need.
func (a *assembled) refill() { a.left.Store(maxObjectReads + int64(a.objects)*readsPerObject) }

// spent says whether reads were refused.
func (a *assembled) spent() bool { return a.left.Load() < 0 }

// ReadAt reads as if the parts lay one behind the other.
func (a *assembled) ReadAt(p []byte, off int64) (int, error) {
	if a.left.Add(-int64(len(p))) < 0 {
		return 0, errReads
	}
	n := 0
	for _, part := range [...][]byte{[]byte(header), a.original, a.appendix} {
		size := int64(len(part))
		if off < size {
			n += copy(p[n:], part[off:])
			off = size
		}
		off -= size
		if n == len(p) {
			return n, nil
		}
	}
	return n, io.EOF
}

func (a *assembled) size() int64 {
	return int64(len(header) + len(a.original) + len(a.appendix))
}

// slice is the bytes from off to the end of the part that holds off.
func (a *assembled) slice(off int64) []byte {
	off -= int64(len(header))
	if off < 0 {
		return nil
	}
	if off < int64(len(a.original)) {
		return a.original[off:]
	}
	if off -= int64(len(a.original)); off < int64(len(a.appendix)) {
		return a.appendix[off:]
	}
	return nil
}

// assemble lays out the file that t describes and opens it with the library.
func assemble(t *table) (*assembled, *lib.Reader, error) {
	a := &assembled{original: t.data, objects: len(t.locations)}
	offsets, err := a.expand(t)
	if err != nil {
		return nil, nil, err
	}
	a.finish(t, offsets)
	a.refill()
	r, err := lib.NewReader(a, a.size())
	if err != nil {
		return nil, nil, fmt.Errorf("reading the rebuilt object table: %w", err)
	}
	return a, r, nil
}

// An entry is where an object lies in the assembled file.
type entry struct {
	offset int64
	gen    int
}

// expand writes the packed objects into the appendix and gives each object's location.
func (a *assembled) expand(t *table) ([]entry, error) {
	entries := make([]entry, len(t.locations))
	ends := t.ends()
	var packers []int
	members := map[int][]int{}
	for num, p := range t.locations {
		switch p.kind {
		case direct:
			entries[num] = a.direct(t, p, ends.after(p.at))
		case packed:
			if members[p.at] == nil {
				packers = append(packers, p.at)
			}
			members[p.at] = append(members[p.at], num)
		}
	}
	sort.Ints(packers)
	for _, packer := range packers {
		if err := a.unpack(t, packer, members[packer], entries); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// objectEnds are the offsets at which objects begin, in order, and that of the end of the file: an
// object reaches no farther than the next one.
type objectEnds []int

func (t *table) ends() objectEnds {
	e := objectEnds{len(t.data)}
	for _, p := range t.locations {
		if p.kind == direct {
			e = append(e, p.at)
		}
	}
	sort.Ints(e)
	return e
}

func (e objectEnds) after(at int) int { return e[sort.SearchInts(e, at+1)] }

// direct locations an object of the file itself, or what can be mended of it.
func (a *assembled) direct(t *table, p location, end int) entry {
	switch {
	case t.oversized(p.at):
		return entry{}
	case regularObject(t.data[p.at:end]):
		return entry{int64(len(header) + p.at), p.gen}
	}
	e := entry{a.size(), p.gen}
	mended := t.mend(p.at, end)
	if mended == nil || len(a.appendix)+len(mended) > maxExpandedBytes {
		return entry{}
	}
	a.appendix = append(a.appendix, mended...)
	return e
}

// oversized says whether the object at an offset is no stream and larger than any real one.
func (t *table) oversized(at int) bool {
	if len(t.data)-at <= maxPlainObjectBytes {
		return false
	}
	window := t.data[at : at+maxPlainObjectBytes]
	return !bytes.Contains(window, []byte("endobj")) && !bytes.Contains(window, []byte("stream"))
}

// objectFrame is how many bytes are written around an object at most.
const objectFrame = 40

// errTooMuch tells that the object streams unpack to more than their ceiling.
var errTooMuch = errors.New("its object streams unpack to more than the ceiling")

// unpack appends those members of an object stream that the table assigns to it.
func (a *assembled) unpack(t *table, packer int, members []int, entries []entry) error {
	if packer < 0 || packer >= len(t.locations) || t.locations[packer].kind != direct {
		return nil
	}
	o, ok := t.at(t.locations[packer].at)
	if !ok || o.num != packer {
		return nil
	}
	s := t.openObjectStream(o)
	for _, num := range members {
		body := s.object(s.index(num, t.locations[num].gen))
		if body == nil || len(body) > maxPlainObjectBytes {
			continue
		}
		if len(a.appendix)+len(body) > maxExpandedBytes {
			return errTooMuch
		}
		entries[num] = entry{offset: a.size()}
		if cap(a.appendix)-len(a.appendix) < len(body)+objectFrame { // twice as much at a time: append copies it more often
			a.appendix = slices.Grow(a.appendix, max(len(body)+objectFrame, len(a.appendix)))
		}
		a.appendix = strconv.AppendInt(a.appendix, int64(num), 10)
		a.appendix = append(a.appendix, " 0 obj "...)
		a.appendix = append(a.appendix, body...)
		a.appendix = append(a.appendix, "\nendobj\n"...)
	}
	return nil
}

// looseKey is where the trailer lists the pages that were found without a page tree.
const looseKey = "MingxiPages"

// finish writes the cross-reference stream, whose dictionary is the trailer.
func (a *assembled) finish(t *table, entries []entry) {
	root, _ := t.trailer["Root"].(ref)
	start := a.size()
	rows := make([]byte, 0, 8*len(entries))
	for _, e := range entries {
		if e.offset == 0 {
			rows = append(rows, 0, 0, 0, 0, 0, 0, 0, 0)
			continue
		}
		rows = append(rows, 1)
		rows = binary.BigEndian.AppendUint32(rows, uint32(e.offset>>8))
		rows = append(rows, byte(e.offset))
		rows = binary.BigEndian.AppendUint16(rows, uint16(e.gen))
	}
	rows = append(rows, 0) // the library takes an empty stream for an error
	var b bytes.Buffer
	fmt.Fprintf(&b, "%d 0 obj\n<</Type/XRef/Size %d/W[1 5 2]/Root %d %d R/%s[",
		len(entries), len(entries), root.num, root.gen, looseKey)
	for _, r := range t.loose {
		fmt.Fprintf(&b, "%d %d R ", r.num, r.gen)
	}
	fmt.Fprintf(&b, "]/Length %d>>stream\n", len(rows))
	b.Write(rows)
	fmt.Fprintf(&b, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
	a.appendix = append(a.appendix, b.Bytes()...)
}
