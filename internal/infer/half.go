package infer

import (
	"encoding/binary"
	"math"

	"google.golang.org/protobuf/encoding/protowire"
)

// half is the number of 16 bits next to v. Weights are far from the largest, 65504; what is beyond becomes it.
func half(v float32) uint16 {
	const most = 65504
	b := math.Float32bits(max(-most, min(most, v)))
	sign, size := uint16(b>>31<<15), math.Float64frombits(math.Float64bits(float64(math.Float32frombits(b)))&^(1<<63))
	if size < 1.0/(1<<14) {
		return sign | uint16(math.RoundToEven(size*(1<<24)))
	}
	b &^= 1 << 31
	b += 1<<12 - 1 + b>>13&1 // to the nearest, of two to the even one
	return sign | uint16(b>>13-112<<10)
}

// Halve gives a network's file with its weights as numbers of 16 bits, in half the room. Small tensors, which
// hold shapes and scales, stay as they are.
func Halve(file []byte) ([]byte, error) {
	return rewritten(file, modelGraph, func(g []byte) ([]byte, error) {
		g, err := rewritten(g, graphInitial, halved)
		if err != nil {
			return nil, err
		}
		return rewritten(g, graphNode, func(n []byte) ([]byte, error) { // constants that are operations
			return rewritten(n, nodeAttribute, func(a []byte) ([]byte, error) {
				return rewritten(a, attributeTensor, halved)
			})
		})
	})
}

// fewWeights stay as they are.
const fewWeights = 64

func halved(message []byte) ([]byte, error) {
	name, t, err := tensorOf(message)
	if err != nil || len(t.Values) < fewWeights {
		return message, err
	}
	raw := make([]byte, 0, 2*len(t.Values))
	for _, v := range t.Values {
		raw = binary.LittleEndian.AppendUint16(raw, half(v))
	}
	return encodedTensor(name, t.Shape, kindHalf, raw), nil
}

// encodedTensor is a tensor as ONNX writes it, with its numbers as bytes.
func encodedTensor(name string, shape []int, kind uint64, raw []byte) []byte {
	var out []byte
	for _, d := range shape {
		out = protowire.AppendVarint(protowire.AppendTag(out, tensorDims, protowire.VarintType), uint64(d))
	}
	out = protowire.AppendVarint(protowire.AppendTag(out, tensorType, protowire.VarintType), kind)
	out = protowire.AppendString(protowire.AppendTag(out, tensorName, protowire.BytesType), name)
	return protowire.AppendBytes(protowire.AppendTag(out, tensorRaw, protowire.BytesType), raw)
}

// rewritten is a message with the fields of one number changed by f, and the others as they are.
func rewritten(message []byte, number protowire.Number, f func([]byte) ([]byte, error)) ([]byte, error) {
	var out []byte
	for len(message) > 0 {
		is, kind, tag := protowire.ConsumeTag(message)
		if tag < 0 {
			return nil, errNotONNX
		}
		n := protowire.ConsumeFieldValue(is, kind, message[tag:])
		if n < 0 {
			return nil, errNotONNX
		}
		whole := message[:tag+n]
		message = message[tag+n:]
		if is != number || kind != protowire.BytesType {
			out = append(out, whole...)
			continue
		}
		inner, _ := protowire.ConsumeBytes(whole[tag:])
		changed, err := f(inner)
		if err != nil {
			return nil, err
		}
		out = protowire.AppendBytes(protowire.AppendTag(out, number, kind), changed)
	}
	return out, nil
}
