package pdf

import (
	"bytes"
	"fmt"
	"sort"
	"strconv"
)

// The library gives up on an object with a slip in it (an unknown escape in a string, a number like
// 1.2.3, a missing endobj), and with the object on all that refers to it. So every object is looked
// through once, and one with a slip is written anew as this package's own parser understands it.

// regularObject says whether the library can read the object whose header begins b.
func regularObject(b []byte) bool {
	l := lexer{src: b}
	if _, _, ok := l.header(); !ok {
		return false
	}
	depth := 0
	for {
		switch t := l.next(); t.kind {
		case tokEOF:
			return false
		case tokDictOpen, tokArrayOpen:
			depth++
		case tokDictClose, tokArrayClose:
			depth--
		case tokKeyword:
			switch string(t.text) {
			case "R", "true", "false", "null":
			case "endobj":
				return depth == 0 && !l.odd
			case "stream":
				return depth == 0 && !l.odd && (l.peek() == '\r' || l.peek() == '\n')
			default:
				return false
			}
		}
		if l.odd {
			return false
		}
	}
}

// mend writes the object between two offsets anew; nil if nothing of it can be understood.
func (t *table) mend(at, end int) []byte {
	l := lexer{src: t.data[:end], pos: at}
	o, ok := l.indirect()
	if !ok {
		return nil
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%d %d obj ", o.num, o.gen)
	if d, isDict := o.obj.(dict); isDict && o.stream > 0 {
		length := -1
		if n, ok := t.resolve(d["Length"]).(float64); ok {
			length = int(n)
		}
		raw := streamBytes(t.data, o.stream, length)
		d["Length"] = float64(len(raw))
		write(&b, d)
		b.WriteString("stream\n")
		b.Write(raw)
		b.WriteString("\nendstream")
	} else {
		write(&b, o.obj)
	}
	b.WriteString("\nendobj\n")
	return b.Bytes()
}

// write writes an object in the syntax that every reader understands.
func write(b *bytes.Buffer, o object) {
	switch o := o.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		b.WriteString(strconv.FormatBool(o))
	case float64:
		b.WriteString(strconv.FormatFloat(o, 'f', -1, 64))
	case str:
		fmt.Fprintf(b, "<%x>", string(o))
	case name:
		writeName(b, o)
	case ref:
		fmt.Fprintf(b, "%d %d R", o.num, o.gen)
	case array:
		b.WriteByte('[')
		for _, x := range o {
			write(b, x)
			b.WriteByte(' ')
		}
		b.WriteByte(']')
	case dict:
		writeDict(b, o)
	}
}

func writeDict(b *bytes.Buffer, d dict) {
	keys := make([]string, 0, len(d))
	for k := range d {
		keys = append(keys, string(k))
	}
	sort.Strings(keys)
	b.WriteString("<<")
	for _, k := range keys {
		writeName(b, name(k))
		b.WriteByte(' ')
		write(b, d[name(k)])
	}
	b.WriteString(">>")
}

func writeName(b *bytes.Buffer, n name) {
	b.WriteByte('/')
	for i := range len(n) {
		if c := n[i]; byteClass[c] == regular && c != '#' && c > ' ' && c < 0x7f {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(b, "#%02x", c)
		}
	}
}
