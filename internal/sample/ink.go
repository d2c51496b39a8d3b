package sample

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// A piece of a line: a text that is not parted, or a blank that was filled in.
type piece struct {
	text       string
	width      float64
	blank      bool
	underlined bool
}

// closing are characters that no line begins with, opening those that none ends with.
const (
	closing = "，。、；：！？）》”％"
	opening = "（《“"
)

// full says whether a character is one em wide; the others are half an em.
func full(r rune) bool { return r >= 0x2000 }

// measure is the width of a text.
func measure(text string, size float64) float64 {
	halves := 0
	for _, r := range text {
		if halves++; full(r) {
			halves++
		}
	}
	return float64(halves) * size / 2
}

// pieces parts a text where lines may end.
func pieces(text string, size float64) []piece {
	var out []piece
	for text != "" {
		p, n := next(text, size)
		text = text[n:]
		r, _ := utf8.DecodeRuneInString(p.text)
		if last := len(out) - 1; last >= 0 && (strings.ContainsRune(closing, r) || strings.Trim(out[last].text, opening) == "") {
			out = join(out, p)
		} else {
			out = append(out, p)
		}
	}
	return out
}

// join adds a piece to a line; texts become one.
func join(line []piece, p piece) []piece {
	last := len(line) - 1
	if last < 0 || p.blank || line[last].blank {
		return append(line, p)
	}
	line[last].text += p.text
	line[last].width += p.width
	return line
}

// next is the first piece of a text, and how many bytes it takes: a blank, a full-width character, or all up to one.
func next(text string, size float64) (piece, int) {
	if end := strings.IndexByte(text, ']'); text[0] == '[' && end > 0 {
		width, value, _ := strings.Cut(strings.TrimPrefix(text[1:end], "_"), " ")
		if w, err := strconv.ParseFloat(width, 64); err == nil {
			return piece{value, w, true, text[1] == '_'}, end + 1
		}
	}
	_, n := utf8.DecodeRuneInString(text)
	if n == 1 {
		if n = strings.IndexFunc(text[1:], func(r rune) bool { return full(r) || r == '[' }) + 1; n == 0 {
			n = len(text)
		}
	}
	return piece{text: text[:n], width: measure(text[:n], size)}, n
}

// wrap parts a text into lines of a width, the first of which is indented. "\" ends a line.
func wrap(text string, size, width, indent float64) [][]piece {
	var lines [][]piece
	for _, part := range strings.Split(text, `\`) {
		var line []piece
		for _, p := range pieces(part, size) {
			if indent+length(line)+p.width > width+0.01 && len(line) > 0 {
				lines = append(lines, line)
				line, indent = nil, 0
			}
			line = join(line, p)
		}
		lines, indent = append(lines, line), 0
	}
	return lines
}

// length is the width of a line.
func length(line []piece) float64 {
	var w float64
	for _, p := range line {
		w += p.width
	}
	return w
}

// aligned is how much of the free room is left of a line.
func aligned(align string, room float64) float64 {
	return room * map[string]float64{"c": 0.5, "r": 1}[align]
}

// ink is a page as it is being printed: the operators of its content.
type ink struct {
	bytes.Buffer
	width, height float64
	outlines      bool // Chinese characters are drawn as paths, and only the others are text
}

// number writes a length to a hundredth of a point.
func number(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
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

// line prints a line from x on, y being its middle.
func (k *ink) line(x, y, size float64, line []piece) {
	for _, p := range line {
		room := p.width - measure(p.text, size)
		k.text(x+room/2, y, size, p.text)
		if p.underlined {
			k.rule(x, y+size*0.62, x+p.width, y+size*0.62, false)
		}
		x += p.width
	}
}

// text prints characters from x on, y being their middle.
func (k *ink) text(x, y, size float64, text string) {
	base := k.height - y - size*0.38
	for k.outlines && text != "" {
		n := strings.IndexFunc(text, full)
		if n < 0 {
			break
		}
		k.show(x, base, size, text[:n])
		x += measure(text[:n], size)
		r, width := utf8.DecodeRuneInString(text[n:])
		k.outline(x, base, size, r)
		x += size
		text = text[n+width:]
	}
	k.show(x, base, size, text)
}

func (k *ink) show(x, base, size float64, text string) {
	if text == "" {
		return
	}
	k.WriteString("BT /F1 " + number(size) + " Tf " + number(x) + " " + number(base) + " Td <")
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
			places[i] = places[i]*size + []float64{x, base}[i%2]
		}
		k.op(operator, places...)
	}
	for i := range 4 {
		low, long := 0.2*float64(i), 0.4+float64(r>>(3*i)&7)/16
		at("m", 0.08, low)
		at("c", 0.2, low+0.03, 0.3, low+0.03, long, low)
		at("l", long, low+0.07)
		at("c h", 0.3, low+0.1, 0.2, low+0.1, 0.08, low+0.07)
		at("m", low+0.1, 0)
		at("c", low+0.12, 0.2, low+0.14, 0.3, low+0.16, long)
		at("l h", low+0.1, long)
	}
	k.op("f")
}
