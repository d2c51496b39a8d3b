package pdf

import lib "github.com/ledongthuc/pdf"

// A fontProgram is what an embedded font itself says of its glyphs.
type fontProgram struct {
	codes  *encoding      // built-in encoding
	glyphs map[int]string // text by glyph number
}

// builtIn is the font's own encoding; nil if it has none.
func (p *fontProgram) builtIn() *encoding {
	if p == nil {
		return nil
	}
	return p.codes
}

// program reads the embedded font of a descriptor; nil if there is none.
func (f *File) program(d lib.Value) *fontProgram { return nil }
