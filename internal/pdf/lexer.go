package pdf

import (
	"bytes"
	"math"
)

// A tokenKind says what a token is.
type tokenKind uint8

const (
	tokEOF tokenKind = iota
	tokNumber
	tokName
	tokString
	tokKeyword // an operator, obj, R, true, null ...
	tokArrayOpen
	tokArrayClose
	tokDictOpen
	tokDictClose
)

// A token is one word of PDF syntax. text holds a name without its slash, a decoded string, or a
// keyword; it may point into the source.
type token struct {
	kind tokenKind
	num  float64
	text []byte
}

// A lexer cuts PDF syntax into tokens: objects of a file, content streams and character maps share
// it. It never fails: what cannot be a token is skipped.
type lexer struct {
	src  []byte
	pos  int
	odd  bool // something was skipped or guessed
	torn bool // an array or a dictionary was not closed
}

// Classes of bytes (ISO 32000-1, 7.2.2).
const (
	regular = iota
	space
	delimiter
)

var byteClass = func() (t [256]uint8) {
	for _, c := range "\x00\t\n\f\r " {
		t[c] = space
	}
	for _, c := range "()<>[]{}/%" {
		t[c] = delimiter
	}
	return t
}()

// skipSpace moves over white space and comments.
func (l *lexer) skipSpace() {
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch {
		case byteClass[c] == space:
			l.pos++
		case c == '%':
			l.skipLine()
		default:
			return
		}
	}
}

func (l *lexer) skipLine() {
	for l.pos < len(l.src) && l.src[l.pos] != '\n' && l.src[l.pos] != '\r' {
		l.pos++
	}
}

// next reads one token.
func (l *lexer) next() token {
	kind, num, text := l.cut()
	return token{kind, num, text}
}

// cut reads one token as its parts. Those stay in registers, where a token goes through memory, and is read from there in other pieces
// than it was written: content streams are a million tokens, and waited a tenth of their time for that.
func (l *lexer) cut() (kind tokenKind, num float64, text []byte) {
	for {
		l.skipSpace()
		if l.pos >= len(l.src) {
			return tokEOF, 0, nil
		}
		c := l.src[l.pos]
		if '0' <= c && c <= '9' || c == '-' || c == '.' || c == '+' {
			return tokNumber, l.number(), nil
		}
		if byteClass[c] == regular {
			return tokKeyword, 0, l.word()
		}
		if t, ok := l.delimited(c); ok {
			return t.kind, 0, t.text
		}
		l.odd = true
	}
}

// delimited reads a token that begins with the delimiter c; false if c begins none.
func (l *lexer) delimited(c byte) (token, bool) {
	l.pos++
	switch c {
	case '/':
		return token{kind: tokName, text: l.name()}, true
	case '(':
		return token{kind: tokString, text: l.literal()}, true
	case '[':
		return token{kind: tokArrayOpen}, true
	case ']':
		return token{kind: tokArrayClose}, true
	case '<':
		if l.peek() == '<' {
			l.pos++
			return token{kind: tokDictOpen}, true
		}
		return token{kind: tokString, text: l.hex()}, true
	case '>':
		if l.peek() == '>' {
			l.pos++
			return token{kind: tokDictClose}, true
		}
	case '{', '}':
		return token{kind: tokKeyword, text: l.src[l.pos-1 : l.pos]}, true
	}
	return token{}, false
}

// peek is the byte at the current place, or 0 at the end.
func (l *lexer) peek() byte {
	if l.pos >= len(l.src) {
		return 0
	}
	return l.src[l.pos]
}

// word reads regular characters.
func (l *lexer) word() []byte {
	start := l.pos
	for l.pos < len(l.src) && byteClass[l.src[l.pos]] == regular {
		l.pos++
	}
	return l.src[start:l.pos]
}

// powersOfTen scales the digits after a decimal point.
var powersOfTen = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// number reads a number as Acrobat does: repeated signs count once, a sign or a second point
// inside ends the value, and the rest of the word is dropped.
func (l *lexer) number() float64 {
	start, negative := l.pos, false
	for c := l.peek(); c == '-' || c == '+'; c = l.peek() {
		negative = negative || c == '-'
		l.odd = l.odd || l.pos > start
		l.pos++
	}
	whole, n := l.digits()
	value := float64(whole)
	if n > 18 {
		value = math.MaxInt32
	}
	digits := n
	if l.peek() == '.' {
		l.pos++
		frac, k := l.digits()
		if k <= 18 {
			value += float64(frac) / powersOfTen[k]
		}
		digits += k
	}
	if digits == 0 && l.pos-start == 1 && byteClass[l.peek()] == regular && l.pos < len(l.src) {
		l.word() // a stray sign before a word: garbage
	}
	l.skipNumberRest()
	l.odd = l.odd || digits == 0 || n > 18
	if negative {
		value = -value
	}
	return value
}

// skipNumberRest moves over what is left of a malformed number like 1.2.3 or 12-5.
func (l *lexer) skipNumberRest() {
	for c := l.peek(); '0' <= c && c <= '9' || c == '.' || c == '-'; c = l.peek() {
		l.pos, l.odd = l.pos+1, true
	}
}

// digits reads decimal digits: their value and how many there were. The value of more than 18 is
// meaningless.
func (l *lexer) digits() (int64, int) {
	var v int64
	start := l.pos
	for l.pos < len(l.src) {
		c := l.src[l.pos] - '0'
		if c > 9 {
			break
		}
		v = v*10 + int64(c)
		l.pos++
	}
	return v, l.pos - start
}

// name reads a name after its slash, with #xx escapes resolved.
func (l *lexer) name() []byte {
	raw := l.word()
	if bytes.IndexByte(raw, '#') < 0 {
		return raw
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && hexDigit[raw[i+1]] < 16 && hexDigit[raw[i+2]] < 16 {
			out = append(out, hexDigit[raw[i+1]]<<4|hexDigit[raw[i+2]])
			i += 2
			continue
		}
		l.odd = l.odd || raw[i] == '#'
		out = append(out, raw[i])
	}
	return out
}

// hexDigit is the value of a hexadecimal digit, 16 for white space and 17 for any other byte.
var hexDigit = func() (t [256]uint8) {
	for i := range t {
		t[i] = 17
		if byteClass[i] == space {
			t[i] = 16
		}
	}
	for i := range 10 {
		t['0'+i] = uint8(i)
	}
	for i := range 6 {
		t['a'+i], t['A'+i] = uint8(10+i), uint8(10+i)
	}
	return t
}()

// hex reads a hexadecimal string after its <. A missing last digit is 0; other bytes are skipped.
func (l *lexer) hex() []byte {
	end := bytes.IndexByte(l.src[l.pos:], '>')
	if end < 0 {
		end = len(l.src) - l.pos
	}
	raw := l.src[l.pos : l.pos+end]
	l.pos = min(l.pos+end+1, len(l.src))
	l.odd = l.odd || len(raw)%2 == 1
	return decodeHex(raw)
}

func decodeHex(raw []byte) []byte {
	out := make([]byte, 0, len(raw)/2+1)
	high, have := uint8(0), false
	for _, c := range raw {
		d := hexDigit[c]
		switch {
		case d > 15:
		case have:
			out, have = append(out, high<<4|d), false
		default:
			high, have = d, true
		}
	}
	if have {
		out = append(out, high<<4)
	}
	return out
}

// literal reads a string after its opening parenthesis. A string without escapes is not copied.
func (l *lexer) literal() []byte {
	start, depth := l.pos, 1
	for l.pos < len(l.src) {
		switch l.src[l.pos] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos++
				return l.src[start : l.pos-1]
			}
		case '\\', '\r':
			return l.escaped(start, depth)
		}
		l.pos++
	}
	return l.src[start:]
}

// escaped goes on reading a literal string that needs changes, from its first backslash on.
func (l *lexer) escaped(start, depth int) []byte {
	out := append(make([]byte, 0, l.pos-start+16), l.src[start:l.pos]...)
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return out
			}
		case '\r':
			l.accept('\n')
			c = '\n'
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return out
}

// accept moves over c if it comes next.
func (l *lexer) accept(c byte) {
	if l.pos < len(l.src) && l.src[l.pos] == c {
		l.pos++
	}
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// escape reads what follows a backslash and appends what it stands for.
func (l *lexer) escape(out []byte) []byte {
	if l.pos >= len(l.src) {
		return out
	}
	c := l.src[l.pos]
	l.pos++
	switch {
	case c == '\n':
		return out
	case c == '\r':
		l.accept('\n')
		return out
	case '0' <= c && c <= '7':
		return append(out, l.octal(c))
	}
	if e, ok := escapes[c]; ok {
		return append(out, e)
	}
	l.odd = l.odd || c != '(' && c != ')' && c != '\\'
	return append(out, c)
}

// octal reads up to three octal digits, the first of which is given.
func (l *lexer) octal(first byte) byte {
	v := int(first - '0')
	for i := 0; i < 2 && '0' <= l.peek() && l.peek() <= '7'; i++ {
		v = v<<3 | int(l.peek()-'0')
		l.pos++
	}
	l.odd = l.odd || v > 255
	return byte(v)
}
