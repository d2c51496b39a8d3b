package pdf

import (
	"reflect"

	lib "github.com/ledongthuc/pdf"
)

// The library gives no access to three things that a reader of real files needs: which object a
// value came from (to keep fonts once, and to decrypt), where a stream's bytes begin (its own filters
// panic on LZW, pictures and most predictors), and a lookup that survives damage. They are read off
// its values by reflection, which sees but cannot change them; TestLibraryValues fails when a new
// version of the library lays its values out differently.

// objectOf is the number and generation of the object that v is or lies in; 0 if it lies in none.
func objectOf(v lib.Value) (num, gen int) {
	p := reflect.ValueOf(v).FieldByName("ptr")
	return int(p.Field(0).Uint()), int(p.Field(1).Uint())
}

// streamOffset is where a stream's bytes begin in the file that the library was given.
func streamOffset(v lib.Value) (int64, bool) {
	if v.Kind() != lib.Stream {
		return 0, false
	}
	s := reflect.ValueOf(v).FieldByName("data").Elem()
	return s.FieldByName("offset").Int(), true
}

// get is v.Key(key), null where that object is damaged.
func get(v lib.Value, key string) (out lib.Value) {
	defer func() {
		if recover() != nil {
			out = lib.Value{}
		}
	}()
	return v.Key(key)
}

// item is v.Index(i), null where that object is damaged.
func item(v lib.Value, i int) (out lib.Value) {
	defer func() {
		if recover() != nil {
			out = lib.Value{}
		}
	}()
	return v.Index(i)
}

// number is v's value and whether it is a number.
func number(v lib.Value) (float64, bool) {
	k := v.Kind()
	return v.Float64(), k == lib.Integer || k == lib.Real
}

// numberOr is v's value, or a default if it is no number.
func numberOr(v lib.Value, def float64) float64 {
	if f, ok := number(v); ok {
		return f
	}
	return def
}

// numbers reads an array of numbers of at most limit elements.
func numbers(v lib.Value, limit int) []float64 {
	n := min(v.Len(), limit)
	out := make([]float64, 0, n)
	for i := range n {
		out = append(out, item(v, i).Float64())
	}
	return out
}

// isDict says whether v has keys.
func isDict(v lib.Value) bool { return v.Kind() == lib.Dict || v.Kind() == lib.Stream }

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

func (f *File) number(v lib.Value) int     { n, _ := objectOf(v); return n }
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
