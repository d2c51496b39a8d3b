package infer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"google.golang.org/protobuf/encoding/protowire"
)

// Numbers of the fields of ONNX's messages that are read (onnx.proto of the ONNX project).
const (
	modelGraph = 7

	graphNode, graphInitial, graphInput, graphOutput = 1, 5, 11, 12

	valueName = 1

	nodeInput, nodeOutput, nodeOperator, nodeAttribute = 1, 2, 4, 5

	attributeName, attributeFloat, attributeInt, attributeTensor, attributeInts = 1, 2, 3, 5, 8

	tensorDims, tensorType, tensorFloats, tensorInts32, tensorInts64, tensorName, tensorRaw = 1, 2, 4, 5, 7, 8, 9
)

// Kinds of elements.
const (
	kindFloat, kindInt32, kindInt64, kindHalf = 1, 6, 7, 10
)

var errNotONNX = errors.New("not a network in ONNX")

// node is an operation, with the names of what it takes and what it gives.
type node struct {
	operator string
	in       []string
	out      string
	set      map[string]attribute
}

// attribute is a setting of an operation; which of its parts counts, the operation knows.
type attribute struct {
	float  float32
	floats [2]float32 // of joined operations: a scale and a shift
	ints   []int64
	tensor *Tensor
}

// graph is a network as it stands in a file.
type graph struct {
	nodes    []node
	given    map[string]*Tensor // weights and other constants, by name
	from, to string
}

// A field is one of a message: its bytes, or its number.
type field struct {
	number protowire.Number
	bytes  []byte
	value  uint64
	packed bool
}

// fields calls f with each field of a message.
func fields(message []byte, f func(field) error) error {
	for len(message) > 0 {
		number, kind, n := protowire.ConsumeTag(message)
		if n < 0 {
			return errNotONNX
		}
		message = message[n:]
		it := field{number: number}
		switch kind {
		case protowire.VarintType:
			it.value, n = protowire.ConsumeVarint(message)
		case protowire.Fixed32Type:
			var v uint32
			v, n = protowire.ConsumeFixed32(message)
			it.value = uint64(v)
		case protowire.Fixed64Type:
			it.value, n = protowire.ConsumeFixed64(message)
		case protowire.BytesType:
			it.bytes, n = protowire.ConsumeBytes(message)
			it.packed = true
		default:
			n = -1
		}
		if n < 0 {
			return errNotONNX
		}
		message = message[n:]
		if err := f(it); err != nil {
			return err
		}
	}
	return nil
}

// parse reads a file.
func parse(data []byte) (graph, error) {
	g := graph{given: map[string]*Tensor{}}
	err := fields(data, func(f field) error {
		if f.number == modelGraph {
			return g.read(f.bytes)
		}
		return nil
	})
	if err == nil && len(g.nodes) == 0 {
		err = errNotONNX
	}
	return g, err
}

func (g *graph) read(message []byte) error {
	return fields(message, func(f field) error {
		var err error
		switch f.number {
		case graphNode:
			var n node
			if n, err = nodeOf(f.bytes); err != nil {
				return err
			}
			if n.operator == "Constant" {
				g.given[n.out] = n.set["value"].tensor
				break
			}
			g.nodes = append(g.nodes, n)
		case graphInitial:
			var name string
			var t *Tensor
			if name, t, err = tensorOf(f.bytes); err == nil {
				g.given[name] = t
			}
		case graphInput:
			g.from, err = nameOf(f.bytes)
		case graphOutput:
			g.to, err = nameOf(f.bytes)
		}
		return err
	})
}

func nameOf(message []byte) (name string, err error) {
	err = fields(message, func(f field) error {
		if f.number == valueName {
			name = string(f.bytes)
		}
		return nil
	})
	return name, err
}

func nodeOf(message []byte) (node, error) {
	n := node{set: map[string]attribute{}}
	err := fields(message, func(f field) error {
		switch f.number {
		case nodeInput:
			n.in = append(n.in, string(f.bytes))
		case nodeOutput:
			n.out = string(f.bytes)
		case nodeOperator:
			n.operator = string(f.bytes)
		case nodeAttribute:
			name, a, err := attributeOf(f.bytes)
			n.set[name] = a
			return err
		}
		return nil
	})
	return n, err
}

func attributeOf(message []byte) (name string, a attribute, err error) {
	err = fields(message, func(f field) error {
		var err error
		switch f.number {
		case attributeName:
			name = string(f.bytes)
		case attributeFloat:
			a.float = math.Float32frombits(uint32(f.value))
		case attributeInt:
			a.ints = []int64{int64(f.value)}
		case attributeInts:
			a.ints, err = numbers(a.ints, f)
		case attributeTensor:
			_, a.tensor, err = tensorOf(f.bytes)
		}
		return err
	})
	return name, a, err
}

// numbers are those of a repeated field, which is packed or not.
func numbers(all []int64, f field) ([]int64, error) {
	if !f.packed {
		return append(all, int64(f.value)), nil
	}
	for b := f.bytes; len(b) > 0; {
		v, n := protowire.ConsumeVarint(b)
		if n < 0 {
			return nil, errNotONNX
		}
		all = append(all, int64(v))
		b = b[n:]
	}
	return all, nil
}

func tensorOf(message []byte) (name string, t *Tensor, err error) {
	t = &Tensor{Shape: []int{}}
	var dims []int64
	var raw []byte
	kind := uint64(0)
	err = fields(message, func(f field) error {
		var err error
		switch f.number {
		case tensorDims:
			dims, err = numbers(dims, f)
		case tensorType:
			kind = f.value
		case tensorFloats:
			if f.packed {
				t.Values = floats(f.bytes)
			} else {
				t.Values = append(t.Values, math.Float32frombits(uint32(f.value)))
			}
		case tensorInts32, tensorInts64:
			t.Counts, err = numbers(t.Counts, f)
		case tensorName:
			name = string(f.bytes)
		case tensorRaw:
			raw = f.bytes
		}
		return err
	})
	if err != nil {
		return "", nil, err
	}
	for _, d := range dims {
		t.Shape = append(t.Shape, int(d))
	}
	if err := t.fill(kind, raw); err != nil {
		return "", nil, fmt.Errorf("tensor %q: %w", name, err)
	}
	return name, t, nil
}

// fill gives a tensor its elements where they stand as bytes.
func (t *Tensor) fill(kind uint64, raw []byte) error {
	switch {
	case raw == nil:
	case kind == kindFloat:
		t.Values = floats(raw)
	case kind == kindHalf:
		t.Values = halves(raw)
	case kind == kindInt32:
		for ; len(raw) >= 4; raw = raw[4:] {
			t.Counts = append(t.Counts, int64(int32(binary.LittleEndian.Uint32(raw))))
		}
	case kind == kindInt64:
		for ; len(raw) >= 8; raw = raw[8:] {
			t.Counts = append(t.Counts, int64(binary.LittleEndian.Uint64(raw)))
		}
	default:
		return fmt.Errorf("elements of kind %d are not known", kind)
	}
	if n := len(t.Values) + len(t.Counts); n != product(t.Shape) {
		return fmt.Errorf("%d elements for %v", n, t.Shape)
	}
	return nil
}

func floats(raw []byte) []float32 {
	out := make([]float32, len(raw)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return out
}

// halves are numbers of 16 bits (IEEE 754 binary16): a sign, 5 bits of exponent and 10 of fraction.
func halves(raw []byte) []float32 {
	out := make([]float32, len(raw)/2)
	for i := range out {
		h := uint32(binary.LittleEndian.Uint16(raw[2*i:]))
		sign, exponent, fraction := h>>15<<31, h>>10&0x1f, h&0x3ff
		if exponent == 0 { // smaller than the least normal number
			v := float32(fraction) / (1 << 24)
			out[i] = math.Float32frombits(math.Float32bits(v) | sign)
			continue
		}
		out[i] = math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
	}
	return out
}
