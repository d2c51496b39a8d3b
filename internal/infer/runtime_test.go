package infer

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// What onnxruntime says of the same networks and the same inputs (scripts/fetch-onnxruntime brings it).
func TestAsOnnxruntime(t *testing.T) {
	const modules = "../../bin/onnxruntime/node_modules"
	if _, err := os.Stat(modules); err != nil {
		t.Skip("onnxruntime is not here: scripts/fetch-onnxruntime brings it")
	}
	for _, c := range []struct {
		file  string
		shape []int
	}{
		{"../../internal/networks/data/digits.onnx", []int{1, 1, 32, 150}},
		{"../../internal/networks/data/digits.onnx", []int{1, 1, 32, 16}},
		{"../../internal/networks/weights/words.onnx", []int{1, 3, 48, 320}},
		{"../../internal/networks/weights/words.onnx", []int{1, 3, 48, 77}},
	} {
		data, err := os.ReadFile(c.file)
		if os.IsNotExist(err) {
			t.Log(c.file, "is not here: scripts/fetch-weights brings it")
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		in := noise(c.shape...)
		net, err := Load(data)
		if err != nil {
			t.Fatal(err)
		}
		got, err := net.Run(in)
		if err != nil {
			t.Fatal(err)
		}
		want := byOnnxruntime(t, modules, data, in)
		near(t, c.file, c.shape, got.Values, want, 1e-4)
		if net, err = Load(data); err != nil {
			t.Fatal(err)
		}
		net.Shorten()
		if got, err = net.Run(in); err != nil {
			t.Fatal(err)
		}
		near(t, c.file+" in whole numbers", c.shape, got.Values, want, 2e-2)
	}
}

func near(t *testing.T, what string, shape []int, got, want []float32, enough float64) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("%s, %v: %d numbers, want %d", what, shape, len(got), len(want))
	}
	most := 0.0
	for i, v := range got {
		most = max(most, math.Abs(float64(v-want[i])))
	}
	t.Logf("%s, %v: differs by %.2g at most", what, shape, most)
	if most > enough {
		t.Errorf("%s, %v: differs by %v", what, shape, most)
	}
}

// noise is a tensor of numbers that look like a worn line's.
func noise(shape ...int) *Tensor {
	r := rand.New(rand.NewPCG(3, 4))
	out := zeros(shape...)
	for i := range out.Values {
		out.Values[i] = float32(r.NormFloat64() * 0.5)
	}
	return out
}

func byOnnxruntime(t *testing.T, modules string, network []byte, in *Tensor) []float32 {
	t.Helper()
	network, err := rewritten(network, modelGraph, func(g []byte) ([]byte, error) {
		g, err := rewritten(g, graphInitial, unhalved)
		if err != nil {
			return nil, err
		}
		return rewritten(g, graphNode, func(n []byte) ([]byte, error) {
			return rewritten(n, nodeAttribute, func(a []byte) ([]byte, error) {
				return rewritten(a, attributeTensor, unhalved)
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var numbers bytes.Buffer
	binary.Write(&numbers, binary.LittleEndian, in.Values)
	for name, data := range map[string][]byte{"network.onnx": network, "in": numbers.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{"testdata/run.js", filepath.Join(dir, "network.onnx"), filepath.Join(dir, "in"), filepath.Join(dir, "out")}
	for _, d := range in.Shape {
		args = append(args, strconv.Itoa(d))
	}
	cmd := exec.CommandContext(t.Context(), "node", args...)
	where, err := filepath.Abs(modules)
	if err != nil {
		t.Fatal(err)
	}
	cmd.Env = append(os.Environ(), "NODE_PATH="+where)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("node: %v\n%s", err, out)
	}
	out, err := os.ReadFile(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	return floats(out)
}

// unhalved is a tensor with its numbers of 16 bits as numbers of 32.
func unhalved(message []byte) ([]byte, error) {
	name, t, err := tensorOf(message)
	if err != nil || len(t.Values) < fewWeights {
		return message, err
	}
	var raw bytes.Buffer
	binary.Write(&raw, binary.LittleEndian, t.Values)
	return encodedTensor(name, t.Shape, kindFloat, raw.Bytes()), nil
}
