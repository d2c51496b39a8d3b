package pdf

import (
	"sync"
	"sync/atomic"

	lib "github.com/ledongthuc/pdf"
)

// A File is an opened PDF.
type File struct {
	bytes     *assembled
	keys      *security
	locations []location
	pages     []leaf
	claims    int          // pages, by the page tree's own count
	hidden    map[int]bool // optional content groups that are switched off
	several   bool         // others stand before it
	altered   bool         // some of its objects are not as they were written
	unshown   int          // the page that may lack content that no page shows; 0 if none does
	rebuilt   bool         // its own list of objects was of no use, and others may find other objects

	unpacks atomic.Int64 // bytes that streams may still unpack to before the next page
	work    atomic.Int64 // what the pages read so far took, as maxFileWork counts it
	glyphs  atomic.Int64 // characters of the pages read so far
	full    bool         // they took all that one file may take

	mu    sync.Mutex
	fonts map[fontKey]*font

	lately lately
}

// packed says whether an object came out of an object stream, whose strings are not encrypted again.
func (f *File) packed(num int) bool {
	return num < len(f.locations) && f.locations[num].kind == packed
}

// Several is an error where the bytes hold other documents before this one; nil where they do not.
func (f *File) Several() error {
	if f.several {
		return errSeveral
	}
	return nil
}

// stream gives a stream's decoded bytes; what could be decoded also with an error.
func (f *File) stream(v lib.Value) ([]byte, error) {
	raw, filters := f.rawStream(v)
	before := f.unpacks.Load()
	left := before
	data, err := decodeWithin(raw, filters, &left)
	f.unpacks.Add(left - before)
	f.work.Add((before - left) / workBytes)
	return data, err
}

// rawStream gives a stream's bytes, decrypted, and the filters to run them through.
func (f *File) rawStream(v lib.Value) ([]byte, []filter) {
	off, ok := streamOffset(v)
	if !ok {
		return nil, nil
	}
	length := -1
	if n, ok := number(get(v, "Length")); ok {
		length = int(n)
	}
	raw := streamBytes(f.bytes.slice(off), 0, length)
	filters := valueFilters(v)
	if f.keys != nil && !passThrough(filters) {
		raw = f.keys.stream(raw, f.number(v), f.generation(v))
	}
	return raw, filters
}

// passThrough says whether an encrypted file leaves the stream unencrypted.
func passThrough(filters []filter) bool { return len(filters) > 0 && filters[0].name == "Crypt" }

func (f *File) number(v lib.Value) int { n, _ := objectOf(v); return n }

func (f *File) generation(v lib.Value) int { _, g := objectOf(v); return g }

// valueFilters reads a stream's filters with their parameters.
func valueFilters(v lib.Value) []filter {
	names, parms := either(v, "Filter", "F"), either(v, "DecodeParms", "DP")
	if names.Kind() == lib.Name {
		return []filter{valueFilter(names.Name(), first(parms))}
	}
	var out []filter
	for i := range min(names.Len(), maxNesting) {
		out = append(out, valueFilter(item(names, i).Name(), item(parms, i)))
	}
	return out
}

func either(v lib.Value, key, short string) lib.Value {
	if x := get(v, key); x.Kind() != lib.Null {
		return x
	}
	return get(v, short)
}

// first is a value that may stand alone or as the only element of an array.
func first(v lib.Value) lib.Value {
	if v.Kind() == lib.Array {
		return item(v, 0)
	}
	return v
}

func valueFilter(name string, parms lib.Value) filter {
	f := newFilter(name)
	if !isDict(parms) {
		return f
	}
	for _, key := range filterParameters {
		if n, ok := number(get(parms, key)); ok {
			f.set(key, int(n))
		}
	}
	return f
}

// text is a string value, decrypted.
func (f *File) text(v lib.Value) string {
	s := v.RawString()
	num, gen := objectOf(v)
	if f.keys == nil || s == "" || f.packed(num) {
		return s
	}
	return string(f.keys.str([]byte(s), num, gen))
}
