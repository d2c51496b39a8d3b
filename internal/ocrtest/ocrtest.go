// Package ocrtest replays what a recognition engine once said, so that tests of everything behind it
// need no engine.
package ocrtest

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/mingxi/mingxi/extract/ocr"
)

// A Recording is an engine that answers from a file, by the pixels of each line.
type Recording struct {
	lines map[string][]ocr.Symbol
}

// Open reads a recording that a Recorder saved.
func Open(path string) (*Recording, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	r := &Recording{}
	if err := json.NewDecoder(z).Decode(&r.lines); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

// Read implements ocr.Engine. A line that was not recorded is an error: the pictures have changed, and
// the recording must be made anew.
func (r *Recording) Read(ctx context.Context, line ocr.Line) (ocr.Reading, error) {
	if err := ctx.Err(); err != nil {
		return ocr.Reading{}, err
	}
	symbols, ok := r.lines[key(line)]
	if !ok {
		b := line.Image.Bounds()
		return ocr.Reading{}, fmt.Errorf("no recording of a line of %d by %d pixels: record again with -update and the tag weights", b.Dx(), b.Dy())
	}
	return ocr.Reading{Symbols: append([]ocr.Symbol(nil), symbols...)}, nil
}

// A Recorder passes lines on to an engine and remembers its answers.
type Recorder struct {
	Engine ocr.Engine

	mu    sync.Mutex
	lines map[string][]ocr.Symbol
}

// Read implements ocr.Engine.
func (r *Recorder) Read(ctx context.Context, line ocr.Line) (ocr.Reading, error) {
	out, err := r.Engine.Read(ctx, line)
	if err != nil {
		return out, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.lines == nil {
		r.lines = map[string][]ocr.Symbol{}
	}
	r.lines[key(line)] = append([]ocr.Symbol{}, out.Symbols...)
	return out, nil
}

// Save writes the recording.
func (r *Recorder) Save(path string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := json.NewEncoder(z).Encode(r.lines); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// key names a line by what the engine is shown.
func key(line ocr.Line) string {
	h := sha256.New()
	b := line.Image.Bounds()
	fmt.Fprint(h, line.Kind, b.Dx(), b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		i := line.Image.PixOffset(b.Min.X, y)
		io.Copy(h, bytes.NewReader(line.Image.Pix[i:i+b.Dx()]))
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}
