package pdf

import (
	"bytes"
	"errors"
	"slices"

	lib "github.com/ledongthuc/pdf"
)

// errUnshown tells that the file holds content that no page names: a page whose dictionary lost a key looks like a blank one, or is
// not found at all.
var errUnshown = errors.New("the file holds text that no page shows: a page, or what is on it, may be missing")

// blank says whether a page names no content at all, as very few that are blank do: most have an empty stream.
func (s leaf) blank() bool { return !s.missing && !slices.Contains(s.dict.Keys(), "Contents") }

// lookForUnshown looks for text that no page shows where there is a reason: a blank page, or pages that were found by scanning. Other
// files may hold what an editor left there.
func (f *File) lookForUnshown(t *table, scanned bool) {
	i := slices.IndexFunc(f.pages, leaf.blank)
	if i < 0 && !scanned || !t.holdsText(f.shown()) {
		return
	}
	f.unshown = max(i, 0) + 1
}

// shown are the numbers of the streams that pages name as their content.
func (f *File) shown() map[int]bool {
	out := map[int]bool{}
	for _, s := range f.pages {
		v := get(s.dict, "Contents")
		num, _ := objectOf(v)
		out[num] = true
		for i := 0; v.Kind() == lib.Array && i < v.Len(); i++ {
			num, _ := objectOf(item(v, i))
			out[num] = true
		}
	}
	return out
}

// holdsText says whether the file holds content with text beside that which pages show, or data of no kind that nobody can read.
func (t *table) holdsText(shown map[int]bool) bool {
	left := int64(maxUnpackedBytes)
	for num, p := range t.locations {
		if p.kind != direct || shown[num] {
			continue
		}
		o, ok := t.at(p.at)
		d, isDict := o.obj.(dict)
		if !ok || !isDict || o.num != num || o.stream == 0 || d["Type"] != nil || d["Subtype"] != nil || d["PatternType"] != nil {
			continue
		}
		data, err := decodeWithin(t.raw(o, true), t.filters(d), &left)
		if errors.Is(err, errLost) || errors.Is(err, errDamaged) {
			return true
		}
		if bytes.Contains(data, []byte("BT")) && bytes.Contains(data, []byte("Tf")) && bytes.Contains(bytes.ToLower(data), []byte("tj")) {
			return true
		}
	}
	return false
}
