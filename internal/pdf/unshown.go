package pdf

import (
	"bytes"
	"errors"
	"slices"
)

// errUnshown tells that a page names no content, while the file holds some that nothing names: a page whose dictionary lost the
// key looks like a blank one.
var errUnshown = errors.New("it names no content, and the file holds text that no page shows")

// blank says whether a page names no content at all, as very few that are blank do: most have an empty stream.
func (s leaf) blank() bool { return !s.missing && !slices.Contains(s.dict.Keys(), "Contents") }

// unshown says whether the file holds a stream of text to which none of its objects refers.
func (t *table) unshown() bool {
	named := map[int]bool{}
	var streams []indirect
	for num, p := range t.locations {
		if p.kind != direct {
			continue
		}
		o, ok := t.at(p.at)
		if !ok || o.num != num {
			continue
		}
		referFrom(named, o.obj)
		switch d, isDict := o.obj.(dict); {
		case !isDict || o.stream == 0:
		case d.isType("ObjStm"):
			s := t.openObjectStream(o)
			for i := range s.numbers {
				l := lexer{src: s.object(i)}
				referFrom(named, l.object(0))
			}
		case d["Type"] == nil && d["Subtype"] == nil:
			streams = append(streams, o)
		}
	}
	left := int64(maxUnpackedBytes)
	return slices.ContainsFunc(streams, func(o indirect) bool {
		if named[o.num] {
			return false
		}
		d, _ := o.obj.(dict)
		data, _ := decodeWithin(t.raw(o, true), t.filters(d), &left)
		return bytes.Contains(data, []byte("BT")) && bytes.Contains(data, []byte("Tf")) && bytes.Contains(bytes.ToLower(data), []byte("tj"))
	})
}

// referFrom notes the numbers of the objects to which an object of the file refers. Of a page only what it shows counts: a key that
// is none leads nowhere.
func referFrom(named map[int]bool, o object) {
	d, ok := o.(dict)
	if !ok || !d.isType("Page") {
		refer(named, o)
		return
	}
	for _, key := range []name{"Contents", "Resources", "Annots"} {
		refer(named, d[key])
	}
}

// refer notes the numbers of the objects to which o refers.
func refer(named map[int]bool, o object) {
	switch o := o.(type) {
	case ref:
		named[o.num] = true
	case array:
		for _, v := range o {
			refer(named, v)
		}
	case dict:
		for _, v := range o {
			refer(named, v)
		}
	}
}
