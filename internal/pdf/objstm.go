package pdf

import "errors"

// An objectStream is a stream of objects that are packed together (ISO 32000-1, 7.5.7).
type objectStream struct {
	body    []byte
	numbers []int
	offsets []int // in body
}

// openObjectStream unpacks an object stream; a damaged one is empty or ends early.
func (t *table) openObjectStream(o indirect) objectStream {
	d, ok := o.obj.(dict)
	if !ok || o.stream == 0 {
		return objectStream{}
	}
	if t.packed > 2*maxExpandedBytes {
		return objectStream{}
	}
	data, err := t.unpack(o, true)
	t.altered = t.altered || errors.Is(err, errSum)
	t.packed += len(data)
	n, _ := t.resolve(d["N"]).(float64)
	first, _ := t.resolve(d["First"]).(float64)
	if first < 0 || int(first) > len(data) {
		return objectStream{}
	}
	s := objectStream{body: data}
	l := lexer{src: data[:int(first)]}
	for range int(n) {
		num, off := l.next(), l.next()
		if num.kind != tokNumber || off.kind != tokNumber {
			break
		}
		s.numbers = append(s.numbers, int(num.num))
		s.offsets = append(s.offsets, int(first)+int(off.num))
	}
	return s
}

// object gives the bytes of the i-th object.
func (s objectStream) object(i int) []byte {
	if i < 0 || i >= len(s.offsets) {
		return nil
	}
	start, end := s.offsets[i], len(s.body)
	if i+1 < len(s.offsets) && s.offsets[i+1] > start {
		end = s.offsets[i+1]
	}
	if start < 0 || start > len(s.body) || end > len(s.body) {
		return nil
	}
	return s.body[start:end]
}

// index is where the stream holds object num; hint is where it should be.
func (s objectStream) index(num, hint int) int {
	if 0 <= hint && hint < len(s.numbers) && s.numbers[hint] == num {
		return hint
	}
	for i, n := range s.numbers {
		if n == num {
			return i
		}
	}
	return -1
}
