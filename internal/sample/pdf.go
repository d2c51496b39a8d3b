package sample

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// full says whether a character is one em wide; the others are half an em.
func full(r rune) bool { return r >= 0x2000 }

// measure is the width of a text.
func measure(text string, size float64) float64 {
	var w float64
	for _, r := range text {
		if full(r) {
			w += size
		} else {
			w += size / 2
		}
	}
	return w
}

// ink is the content of a page: places have their origin in its upper left corner, y pointing down.
type ink struct {
	bytes.Buffer
	height   float64
	outlines bool
}

// number writes a length to a hundredth of a point.
func number(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v+0, 'f', 2, 64), "0"), ".")
}

func (k *ink) op(operator string, operands ...float64) {
	for _, v := range operands {
		k.WriteString(number(v) + " ")
	}
	k.WriteString(operator + "\n")
}

// colour sets the colour of what is filled: RRGGBB.
func (k *ink) colour(hex string) {
	v, _ := strconv.ParseUint(hex, 16, 32)
	k.op("rg", float64(v>>16)/255, float64(v>>8&255)/255, float64(v&255)/255)
}

func (k *ink) box(x, y, w, h float64) { k.op("re f", x, k.height-y-h, w, h) }

// rule draws a line, as a stroke or as a thin rectangle.
func (k *ink) rule(x0, y0, x1, y1 float64, bar bool) {
	const width = 0.75
	if bar {
		k.box(x0-width/2, y0-width/2, x1-x0+width, y1-y0+width)
		return
	}
	k.op("m", x0, k.height-y0)
	k.op("l S", x1, k.height-y1)
}

// text prints one line from x on, y being its middle.
func (k *ink) text(x, y, size float64, text string) {
	base := y + size*0.38
	if !k.outlines {
		k.show(x, base, size, text)
		return
	}
	start := x
	var kept strings.Builder
	flush := func(next float64) {
		if strings.TrimSpace(kept.String()) != "" {
			k.show(start, base, size, kept.String())
		}
		kept.Reset()
		start = next
	}
	for _, r := range text {
		w := measure(string(r), size)
		if full(r) {
			flush(x + w)
			k.outline(x, base, size, r)
		} else {
			kept.WriteRune(r)
		}
		x += w
	}
	flush(x)
}

func (k *ink) show(x, base, size float64, text string) {
	k.WriteString("BT /F1 " + number(size) + " Tf " + number(x) + " " + number(k.height-base) + " Td <")
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(k, "%04X", u)
	}
	k.WriteString("> Tj ET\n")
}

// outline draws what a character is to a program where its outline is drawn: a filled path of curved strokes, which
// differ from one character to another.
func (k *ink) outline(x, base, size float64, r rune) {
	if unicode.IsSpace(r) {
		return
	}
	at := func(operator string, places ...float64) {
		for i := range places {
			if places[i] *= size; i%2 == 0 {
				places[i] += x
			} else {
				places[i] += k.height - base
			}
		}
		k.op(operator, places...)
	}
	for i := range 4 {
		low, long := 0.2*float64(i), 0.4+float64(r>>(3*i)&7)/16
		at("m", 0.08, low)
		at("c", 0.2, low+0.03, 0.3, low+0.03, long, low)
		at("l", long, low+0.07)
		at("c", 0.3, low+0.1, 0.2, low+0.1, 0.08, low+0.07)
		k.op("h")
		at("m", low+0.1, 0)
		at("c", low+0.12, 0.2, low+0.14, 0.3, low+0.16, long)
		at("l", low+0.1, long)
		k.op("h")
	}
	k.op("f")
}

// assemble writes the file around the contents of the pages.
func assemble(pages []Page, contents [][]byte) []byte {
	var kids []string
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "",
		"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
		"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>" +
			"/FontDescriptor 5 0 R/DW 1000/W[1 95 500]>>",
		"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
	}
	for i, p := range pages {
		n := len(objects) + 1
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>", number(p.Width), number(p.Height), n+1),
			fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(contents[i]), contents[i]))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", strings.Join(kids, " "), len(pages))
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}
