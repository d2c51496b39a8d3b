package sample

import (
	"bytes"
	"fmt"
	"strings"
)

// assemble writes the file around the pages.
func assemble(pages []*ink) []byte {
	var kids []string
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "",
		"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
		"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>" +
			"/FontDescriptor 5 0 R/DW 1000/W[1 95 500]>>",
		"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120" +
			"/CapHeight 880/StemV 93>>",
	}
	for _, p := range pages {
		n := len(objects) + 1
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>",
				number(p.width), number(p.height), n+1),
			fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", p.Len(), p.Bytes()))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", strings.Join(kids, " "), len(pages))
	return File("/Root 1 0 R", objects...)
}

// File writes a PDF of objects, numbered from 1, whose trailer has these entries.
func File(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var table strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start, n := b.Len(), len(objects)+1
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", n, table.String(), n, trailer, start)
	return b.Bytes()
}
