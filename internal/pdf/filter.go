package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/adler32"
	"io"
	"math"
	"sync"

	"github.com/klauspost/compress/flate"
)

// What can be wrong with a page's data, in the words of its Problem.
var (
	errTooLarge = errors.New("a stream unpacks to more than its ceiling")                                   // maxStreamBytes
	errUnpacks  = errors.New("its streams unpack to more than this program follows")                        // maxUnpackedBytes
	errFileFull = errors.New("the pages before it took all that one file may take; it is left out")         // maxFileGlyphs, maxFileWork
	errDeep     = errors.New("its forms lie too deep inside each other; some are left out")                 // maxFormDepth
	errOperands = errors.New("an operator has more operands than this program keeps; the rest is left out") // maxOperands
	errInline   = errors.New("a picture in its content has no end; what follows it is left out")
	errCutOff   = errors.New("its content ends in the midst of something: a part may be missing")
	errPattern  = errors.New("it fills areas with a pattern that prints text, which is left out")
	errSeveral  = errors.New("the file holds several documents, one behind the other, and this is the last; the others are left out")
	errSum      = errors.New("its content is not as it was written: something on it may be another")
	errDamaged  = errors.New("a part of its content is damaged and left out")
	errLost     = errors.New("its content is damaged and could not be read")
	errNoPage   = errors.New("the page is missing from the file")
	errMissing  = errors.New("a part of its content is missing from the file")
)

// A filter is one step of a stream's decoding (ISO 32000-1, 7.4).
type filter struct {
	name                      string
	predictor, columns        int
	colors, bits, earlyChange int
}

// newFilter gives a filter with the format's default parameters.
func newFilter(name string) filter {
	return filter{name: name, predictor: 1, columns: 1, colors: 1, bits: 8, earlyChange: 1}
}

// set puts one parameter of DecodeParms.
func (f *filter) set(key string, v int) {
	switch key {
	case "Predictor":
		f.predictor = v
	case "Columns":
		f.columns = v
	case "Colors":
		f.colors = v
	case "BitsPerComponent":
		f.bits = v
	case "EarlyChange":
		f.earlyChange = v
	}
}

// filterParameters are the keys that set understands.
var filterParameters = []string{"Predictor", "Columns", "Colors", "BitsPerComponent", "EarlyChange"}

// decoders by filter name, with the abbreviations of inline images. Filters of pictures are not
// here: their bytes are handed on as they are.
var decoders = map[string]func([]byte, filter) ([]byte, error){
	"FlateDecode": inflate, "Fl": inflate,
	"LZWDecode": unLZW, "LZW": unLZW,
	"RunLengthDecode": unRunLength, "RL": unRunLength,
	"ASCIIHexDecode": unASCIIHex, "AHx": unASCIIHex,
	"ASCII85Decode": unASCII85, "A85": unASCII85,
	"Crypt": func(b []byte, _ filter) ([]byte, error) { return b, nil },
}

// decode runs data through the filters. It gives what could be decoded even with an error, since a
// damaged stream often holds most of its page; the error is then errDamaged or errTooLarge.
func decode(data []byte, filters []filter) ([]byte, error) {
	left := int64(maxUnpackedBytes)
	return decodeWithin(data, filters, &left)
}

// decodeWithin is decode that takes what each filter gives off the bytes that are left; the error is errUnpacks where
// none are.
func decodeWithin(data []byte, filters []filter, left *int64) ([]byte, error) {
	var damaged error
	for _, f := range filters {
		if *left < 0 {
			return nil, errUnpacks
		}
		dec, ok := decoders[f.name]
		if !ok {
			return data, fmt.Errorf("stream filter %s is not one for data", f.name)
		}
		var err error
		data, err = dec(data, f)
		*left -= int64(len(data))
		switch {
		case errors.Is(err, errTooLarge):
			return data, err
		case errors.Is(err, errSum) && damaged == nil:
			damaged = errSum
		case err != nil && len(data) == 0:
			return nil, fmt.Errorf("%w (%s: %w)", errLost, f.name, err)
		case err != nil:
			damaged = errDamaged
		}
	}
	return data, damaged
}

// inflate undoes Flate. Neither a bad header nor a bad or missing checksum loses the data; a bad one is told of, since bytes that are others
// can be other figures.
func inflate(b []byte, f filter) ([]byte, error) {
	out, err := inflateRaw(b, 2)
	if len(out) == 0 && err != nil {
		out, err = inflateRaw(bytes.TrimLeft(b, "\r\n\t "), 2)
	}
	if len(out) == 0 && err != nil {
		out, err = inflateRaw(b, 0)
	}
	if f.predictor > 1 {
		return unpredict(out, f), err
	}
	return out, err
}

func inflateRaw(b []byte, header int) ([]byte, error) {
	if len(b) < header {
		return nil, io.ErrUnexpectedEOF
	}
	if header == 2 && b[0]&0x0f != 8 {
		return nil, errors.New("no zlib header")
	}
	packed := bytes.NewReader(b[header:])
	i := inflaters.Get().(*inflater)
	defer inflaters.Put(i)
	if err := i.reader.(flate.Resetter).Reset(packed, nil); err != nil {
		return nil, err
	}
	_, err := io.Copy(&i.out, io.LimitReader(i.reader, largeStream))
	more := int64(0)
	if err == nil && i.out.Len() == largeStream {
		more, err = io.Copy(io.Discard, io.LimitReader(i.reader, maxStreamBytes+1-largeStream))
	}
	sum := b[len(b)-packed.Len():] // the reader takes no byte more than it needs: what is left is the checksum
	out := i.taken()
	if more > 0 {
		packed.Reset(b[header:])
		out = unpackAgain(i.reader, packed, len(out)+int(more))
	}
	if len(out) > maxStreamBytes {
		return out[:maxStreamBytes], errTooLarge
	}
	if err == nil && header == 2 && !sums(sum, out) {
		err = errSum
	}
	return out, err
}

// largeStream is what a stream unpacks to that is unpacked twice, first to see how large it is: room that grows by doubling, beside
// what was in it before, takes three times of what a stream needs, and several pages are read at once.
const largeStream = 8 << 20

// unpackAgain unpacks the first bytes of a stream of which that many are known to be there.
func unpackAgain(r io.ReadCloser, packed io.Reader, size int) []byte {
	out := make([]byte, size)
	if r.(flate.Resetter).Reset(packed, nil) != nil {
		return nil
	}
	n, _ := io.ReadFull(r, out)
	return out[:n]
}

// sums says whether a checksum is that of out, as far as it is there: where a stream's length is not known, its last byte may have been
// taken for the end of a line.
func sums(sum, out []byte) bool {
	sum = sum[:min(len(sum), adler32.Size)]
	if len(bytes.TrimSpace(sum)) == 0 {
		return true
	}
	return bytes.HasPrefix(binary.BigEndian.AppendUint32(nil, adler32.Checksum(out)), sum)
}

// An inflater has the tables and the room that unpacking a stream takes: a document has a stream or more for each page.
type inflater struct {
	reader io.ReadCloser
	out    bytes.Buffer
}

var inflaters = sync.Pool{New: func() any { return &inflater{reader: flate.NewReader(nil)} }}

// mostKeptBytes bounds the room that a stream leaves behind for the next one.
const mostKeptBytes = 1 << 20

// taken takes out what was unpacked.
func (i *inflater) taken() []byte {
	out := i.out.Bytes()
	if i.out.Cap() > mostKeptBytes {
		i.out = bytes.Buffer{}
		return out
	}
	out = bytes.Clone(out)
	i.out.Reset()
	return out
}

// unRunLength undoes run length coding: a length byte, then bytes to copy or one to repeat.
func unRunLength(b []byte, _ filter) ([]byte, error) {
	var out []byte
	i := 0
	for i < len(b) && b[i] != 128 {
		n := int(b[i])
		i++
		if n < 128 {
			end := min(i+n+1, len(b))
			out = append(out, b[i:end]...)
			if i += n + 1; i > len(b) {
				return out, io.ErrUnexpectedEOF
			}
		} else if i < len(b) {
			out = append(out, bytes.Repeat(b[i:i+1], 257-n)...)
			i++
		}
		if len(out) > maxStreamBytes {
			return out, errTooLarge
		}
	}
	if i >= len(b) {
		return out, io.ErrUnexpectedEOF
	}
	return out, nil
}

func unASCIIHex(b []byte, _ filter) ([]byte, error) {
	b, _, whole := bytes.Cut(b, []byte(">"))
	if !whole {
		return decodeHex(b), io.ErrUnexpectedEOF
	}
	for _, c := range b {
		if hexDigit[c] > 15 && byteClass[c] != space {
			return decodeHex(b), errors.New("a character that is no digit")
		}
	}
	return decodeHex(b), nil
}

// unASCII85 undoes base 85: five characters for four bytes, z for four zeros, ~> at the end.
func unASCII85(b []byte, _ filter) ([]byte, error) {
	out := make([]byte, 0, len(b)*4/5+4)
	var group uint64
	var err error
	n := 0
	for _, c := range bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~")) {
		switch {
		case c == '~':
			return flush85(out, uint32(group), n), err
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case '!' <= c && c <= 'u':
			group = group*85 + uint64(c-'!')
			if n++; n == 5 {
				if group > math.MaxUint32 {
					err = errors.New("a group that stands for no bytes")
				}
				out = append(out, byte(group>>24), byte(group>>16), byte(group>>8), byte(group))
				group, n = 0, 0
			}
		case byteClass[c] != space:
			err = errors.New("a character that is no digit")
		}
	}
	return flush85(out, uint32(group), n), io.ErrUnexpectedEOF
}

// flush85 writes the last, incomplete group of n characters.
func flush85(out []byte, group uint32, n int) []byte {
	if n < 2 {
		return out
	}
	for range 5 - n {
		group = group*85 + 84
	}
	last := [4]byte{byte(group >> 24), byte(group >> 16), byte(group >> 8), byte(group)}
	return append(out, last[:n-1]...)
}

// Codes of LZW that are no strings.
const (
	lzwClear = 256
	lzwEnd   = 257
	lzwFirst = 258 // the first string of the table
)

// An lzw decodes LZW. Each string of the table is a part of what was written: the string before
// with the byte that follows it.
type lzw struct {
	out   []byte
	table []span
	prev  span
	width int  // bits of the next code
	early int  // 1 if codes grow one code early
	bad   bool // a code came that stands for nothing
	ended bool // the code came that ends it
}

type span struct{ start, size int }

// unLZW undoes LZW with codes of 9 to 12 bits, most significant bit first.
func unLZW(b []byte, f filter) ([]byte, error) {
	d := lzw{width: 9, early: f.earlyChange}
	acc, have := 0, 0
	for _, c := range b {
		acc, have = acc<<8|int(c), have+8
		if have < d.width {
			continue
		}
		have -= d.width
		code := acc >> have
		acc &= 1<<have - 1
		if !d.code(code) {
			break
		}
	}
	var err error
	switch {
	case len(d.out) > maxStreamBytes:
		err = errTooLarge
	case d.bad:
		err = errors.New("a code that stands for nothing")
	case !d.ended:
		err = io.ErrUnexpectedEOF
	}
	if f.predictor > 1 {
		return unpredict(d.out, f), err
	}
	return d.out, err
}

// code writes what one code stands for; false at the end and at a code that is none.
func (d *lzw) code(c int) bool {
	start := len(d.out)
	switch i := c - lzwFirst; {
	case c < lzwClear:
		d.out = append(d.out, byte(c))
	case c == lzwClear:
		d.table, d.prev, d.width = d.table[:0], span{}, 9
		return true
	case c == lzwEnd || len(d.out) > maxStreamBytes:
		d.ended = true
		return false
	case i > len(d.table) || i == len(d.table) && d.prev.size == 0:
		d.bad = true
		return false
	case i == len(d.table):
		d.repeat(span{d.prev.start, d.prev.size + 1})
	default:
		d.repeat(d.table[i])
	}
	if d.prev.size > 0 && lzwFirst+len(d.table) < 1<<12 {
		d.table = append(d.table, span{d.prev.start, d.prev.size + 1})
	}
	d.prev = span{start, len(d.out) - start}
	if d.width < 12 && lzwFirst+len(d.table)+d.early >= 1<<d.width {
		d.width++
	}
	return true
}

// repeat writes a part of what was written again; it may reach into what it writes.
func (d *lzw) repeat(s span) {
	for i := range s.size {
		d.out = append(d.out, d.out[s.start+i])
	}
}

// unpredict undoes the TIFF (2) and PNG (10 and above) predictors.
func unpredict(b []byte, f filter) []byte {
	if f.columns < 1 || f.colors < 1 || f.bits < 1 || f.columns > 1<<24 || f.colors > 64 || f.bits > 16 {
		return b
	}
	pixel := max(1, f.colors*f.bits/8)
	row := (f.columns*f.colors*f.bits + 7) / 8
	if f.predictor == 2 {
		return unTIFF(b, f, row)
	}
	out := make([]byte, 0, len(b))
	prev := make([]byte, row)
	for len(b) > 1 {
		kind, line := b[0], b[1:min(row+1, len(b))]
		b = b[len(line)+1:]
		unPNG(kind, line, prev, pixel)
		out = append(out, line...)
		prev = line
	}
	return out
}

// unTIFF adds up the differences between each sample and that of the same colour before it, row by row.
func unTIFF(b []byte, f filter, row int) []byte {
	for start := 0; start < len(b); start += row {
		line := b[start:min(start+row, len(b))]
		if f.bits == 8 {
			for i := f.colors; i < len(line); i++ {
				line[i] += line[i-f.colors]
			}
			continue
		}
		samples := min(f.columns*f.colors, len(line)*8/f.bits)
		for i := f.colors; i < samples; i++ {
			putSample(line, i, f.bits, sample(line, i, f.bits)+sample(line, i-f.colors, f.bits))
		}
	}
	return b
}

// sample is the i-th number of bits bits in a row, the most significant first.
func sample(row []byte, i, bits int) int {
	v := 0
	for at := i * bits; at < (i+1)*bits; at++ {
		v = v<<1 | int(row[at/8]>>(7-at%8)&1)
	}
	return v
}

// putSample writes the lower bits of v as the i-th number of a row.
func putSample(row []byte, i, bits, v int) {
	for k := range bits {
		at := (i+1)*bits - 1 - k
		mask := byte(1) << (7 - at%8)
		row[at/8] &^= mask
		if v>>k&1 != 0 {
			row[at/8] |= mask
		}
	}
}

// unPNG undoes one row of PNG filtering in place; prev is the row above, at least as long.
func unPNG(kind byte, line, prev []byte, pixel int) {
	for i := range line {
		var left, up, corner int
		if i < len(prev) {
			up = int(prev[i])
		}
		if i >= pixel {
			left = int(line[i-pixel])
			if i-pixel < len(prev) {
				corner = int(prev[i-pixel])
			}
		}
		switch kind {
		case 1:
			line[i] += byte(left)
		case 2:
			line[i] += byte(up)
		case 3:
			line[i] += byte((left + up) / 2)
		case 4:
			line[i] += byte(paeth(left, up, corner))
		}
	}
}

func paeth(a, b, c int) int {
	pa, pb, pc := abs(b-c), abs(a-c), abs(a+b-2*c)
	if pa <= pb && pa <= pc {
		return a
	}
	if pb <= pc {
		return b
	}
	return c
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
