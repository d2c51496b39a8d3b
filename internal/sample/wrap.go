package sample

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A piece of a line: a text that is not parted, or a blank that was filled in.
type piece struct {
	text       string
	width      float64
	blank      bool
	underlined bool
}

// closing are characters that no line begins with.
const closing = "，。、；：！？）》”％"

// pieces parts a text where lines may end.
func pieces(text string, size float64) []piece {
	var out []piece
	for text != "" {
		p, n := next(text, size)
		text = text[n:]
		for text != "" {
			r, n := utf8.DecodeRuneInString(text)
			if !strings.ContainsRune(closing, r) || p.blank {
				break
			}
			p.text += text[:n]
			p.width += measure(text[:n], size)
			text = text[n:]
		}
		out = append(out, p)
	}
	return out
}

// next is the first piece of a text, and how many bytes it takes: a blank, a character, or a number with what is
// written without room behind it.
func next(text string, size float64) (piece, int) {
	if text[0] == '[' {
		if end := strings.IndexByte(text, ']'); end > 0 {
			width, value, _ := strings.Cut(strings.TrimPrefix(text[1:end], "_"), " ")
			if w, err := strconv.ParseFloat(width, 64); err == nil {
				return piece{text: value, width: w, blank: true, underlined: text[1] == '_'}, end + 1
			}
		}
	}
	n := 0
	for i, r := range text {
		if n = i; full(r) || r == '[' && i > 0 {
			break
		}
		n = i + 1
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(text)
	}
	return piece{text: text[:n], width: measure(text[:n], size)}, n
}

// wrap parts a text into lines of a width, the first of which is indented. "\" ends a line.
func wrap(text string, size, width, indent float64) [][]piece {
	var lines [][]piece
	for _, part := range strings.Split(text, `\`) {
		var line []piece
		used := indent
		for _, p := range pieces(part, size) {
			if used+p.width > width+0.01 && len(line) > 0 {
				lines = append(lines, line)
				line, used = nil, 0
			}
			line = append(line, p)
			used += p.width
		}
		lines = append(lines, line)
		indent = 0
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

// line prints a line from x on, y being its middle.
func (k *ink) line(x, y, size float64, line []piece) {
	var run strings.Builder
	start := x
	flush := func() {
		if run.Len() > 0 {
			k.text(start, y, size, run.String())
			run.Reset()
		}
	}
	for _, p := range line {
		if p.blank {
			flush()
			k.text(x+(p.width-measure(p.text, size))/2, y, size, p.text)
			if p.underlined {
				k.rule(x, y+size*0.62, x+p.width, y+size*0.62, false)
			}
			start = x + p.width
		} else {
			run.WriteString(p.text)
		}
		x += p.width
	}
	flush()
}
