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
