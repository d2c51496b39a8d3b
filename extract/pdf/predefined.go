package pdf

import (
	lib "github.com/ledongthuc/pdf"
)

// predefined is the CMap of a name that PDF defines; nil for other names.
func predefined(name string) *cmap {
	switch name {
	case "Identity-H":
		return identityMap(false)
	case "Identity-V":
		return identityMap(true)
	}
	return nil
}

// cidText gives the text of codes of a font without ToUnicode.
func (f *File) cidText(v, cid, descriptor lib.Value) func(code uint32, size, cid int) string {
	return nil
}
