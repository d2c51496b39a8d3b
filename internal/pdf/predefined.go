package pdf

import (
	"strings"
	"sync"

	lib "github.com/ledongthuc/pdf"
)

// orderings are the character collections whose CIDs have known Unicode, with the name of the table.
var orderings = map[string]string{
	"GB1": "Adobe-GB1-UCS2", "CNS1": "Adobe-CNS1-UCS2", "Japan1": "Adobe-Japan1-UCS2",
	"Korea1": "Adobe-Korea1-UCS2", "KR": "Adobe-KR-UCS2",
}

// encodingFamilies tell the collection of a CMap that is known only by name, the first prefix that
// fits.
var encodingFamilies = []struct{ prefix, ordering string }{
	{"GB", "GB1"}, {"UniGB", "GB1"},
	{"B5", "CNS1"}, {"HK", "CNS1"}, {"ET", "CNS1"}, {"CNS", "CNS1"}, {"UniCNS", "CNS1"},
	{"KSC", "Korea1"}, {"UniKS", "Korea1"}, {"UniAKR", "KR"},
	{"83pv", "Japan1"}, {"90", "Japan1"}, {"78", "Japan1"}, {"Add", "Japan1"}, {"EUC", "Japan1"}, {"Ext", "Japan1"},
	{"RKSJ", "Japan1"}, {"UniJIS", "Japan1"}, {"H", "Japan1"}, {"V", "Japan1"},
}

// cidText gives the text of codes of a composite font without ToUnicode: the code itself where it
// is Unicode, else by the font's character collection, else by the names and tables of the embedded
// font. It is nil if nothing tells.
func (f *File) cidText(v, cid, descriptor lib.Value) func(code uint32, size, cid int) string {
	encoding := get(v, "Encoding").Name()
	if form, ok := unicodeName(encoding); ok {
		return func(code uint32, size, _ int) string { return unicodeCode(form, code, size) }
	}
	if table := f.collection(encoding, cid); table != nil {
		return func(_ uint32, _, cid int) string {
			s, _ := table.unicode(uint32(cid))
			return s
		}
	}
	return f.embeddedText(cid, descriptor)
}

// collection is the Unicode table of a font's character collection.
func (f *File) collection(encoding string, cid lib.Value) *cmap {
	ordering := f.text(get(get(cid, "CIDSystemInfo"), "Ordering"))
	if table, ok := orderings[ordering]; ok {
		return predefined(table)
	}
	if strings.HasPrefix(encoding, "Identity") {
		return nil
	}
	for _, e := range encodingFamilies {
		if strings.HasPrefix(encoding, e.prefix) {
			return predefined(orderings[e.ordering])
		}
	}
	return nil
}

// embeddedText looks CIDs up in the embedded font, through CIDToGIDMap. The font is not read before a
// code has no other text: most fonts are never asked.
func (f *File) embeddedText(cid, descriptor lib.Value) func(code uint32, size, cid int) string {
	load := sync.OnceValue(func() map[int]string { return f.textByCID(cid, descriptor) })
	return func(_ uint32, _, cid int) string { return load()[cid] }
}

func (f *File) textByCID(cid, descriptor lib.Value) map[int]string {
	program := f.program(descriptor)
	if program == nil {
		return nil
	}
	m := get(cid, "CIDToGIDMap")
	if m.Kind() != lib.Stream {
		return program.glyphs
	}
	toGlyph, _ := f.stream(m)
	out := map[int]string{}
	for i := 0; i+1 < len(toGlyph); i += 2 {
		if text, ok := program.glyphs[big(toGlyph).u16(i)]; ok {
			out[i/2] = text
		}
	}
	return out
}
