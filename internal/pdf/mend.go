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
	var n nesting
	for {
		t := l.next()
		if t.kind == tokKeyword {
			switch string(t.text) {
			case "endobj":
				return n.depth == 0 && !l.odd
			case "stream":
				return n.depth == 0 && !l.odd && (l.peek() == '\r' || l.peek() == '\n')
			}
		}
		if l.odd || !n.follow(t) {
			return false
		}
	}
}

// nesting follows the arrays and dictionaries of an object.
type nesting struct {
	depth int
	at    [maxNesting + 1]expectation // at each depth
}

// An expectation is what may come next.
type expectation uint8

const (
	anything     expectation = iota // in an array, or outside of all
	aKey                            // in a dictionary
	aValue                          // behind a key
	aKeyOrNumber                    // behind a number, which may begin a reference
	theR                            // behind two numbers
)

// follow takes in a token; false if it may not stand where it does.
func (n *nesting) follow(t token) bool {
	at := &n.at[n.depth]
	word := t.kind == tokKeyword
	switch t.kind {
	case tokEOF:
		return false
	case tokKeyword:
		switch string(t.text) {
		case "R", "true", "false", "null":
		default:
			return false
		}
	case tokDictClose:
		return n.leave() && (*at == aKey || *at == aKeyOrNumber)
	case tokArrayClose:
		return n.leave() && *at == anything
	}
	switch *at {
	case aKey, aKeyOrNumber:
		if *at == aKeyOrNumber && t.kind == tokNumber {
			*at = theR
			return true
		}
		*at = aValue
		return t.kind == tokName
	case theR:
		*at = aKey
		return word && string(t.text) == "R"
	case aValue:
		*at = aKey
		if t.kind == tokNumber {
			*at = aKeyOrNumber
		}
	}
	if t.kind == tokDictOpen || t.kind == tokArrayOpen {
		return n.enter(t.kind == tokDictOpen)
	}
	return true
}

func (n *nesting) enter(dict bool) bool {
	if n.depth == maxNesting {
		return false
	}
	n.depth++
	n.at[n.depth] = anything
	if dict {
		n.at[n.depth] = aKey
	}
	return true
}

func (n *nesting) leave() bool {
	n.depth--
	return n.depth >= 0
}

// tornKey is the key by which a dictionary tells that it was not closed, or that something was skipped in it: keys may be lost.
const tornKey = "MingxiTorn"

// mend writes the object between two offsets anew; nil if nothing of it can be understood.
func (t *table) mend(at, end int) []byte {
	l := lexer{src: t.data[:end], pos: at}
	o, ok := l.indirect()
	if !ok {
		return nil
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%d %d obj ", o.num, o.gen)
	if d, isDict := o.obj.(dict); isDict && (l.torn || l.odd && d["Contents"] == nil) {
		d[tornKey] = true
	}
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
