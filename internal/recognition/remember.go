package recognition

import (
	"context"
	"hash/maphash"
	"sync"

	"github.com/mingxi/mingxi/extract/ocr"
)

// remembering is an engine that is not asked twice for the same picture: the lines by which a page is
// found to be upright are read again with all others, and they are the longest.
type remembering struct {
	ocr.Engine
	seed maphash.Seed
	mu   sync.Mutex
	said map[uint64]ocr.Reading
}

func remember(e ocr.Engine) ocr.Engine {
	return &remembering{Engine: e, seed: maphash.MakeSeed(), said: map[uint64]ocr.Reading{}}
}

// Read implements Engine.
func (r *remembering) Read(ctx context.Context, line ocr.Line) (ocr.Reading, error) {
	key := r.key(line)
	r.mu.Lock()
	said, known := r.said[key]
	r.mu.Unlock()
	if known && ctx.Err() == nil {
		return clone(said), nil
	}
	out, err := r.Engine.Read(ctx, line)
	if err == nil {
		r.mu.Lock()
		r.said[key] = clone(out)
		r.mu.Unlock()
	}
	return out, err
}

func (r *remembering) key(line ocr.Line) uint64 {
	b := line.Image.Bounds()
	var h maphash.Hash
	h.SetSeed(r.seed)
	maphash.WriteComparable(&h, [3]int{b.Dx(), b.Dy(), int(line.Kind)})
	for y := b.Min.Y; y < b.Max.Y; y++ {
		i := line.Image.PixOffset(b.Min.X, y)
		h.Write(line.Image.Pix[i : i+b.Dx()])
	}
	return h.Sum64()
}

func clone(r ocr.Reading) ocr.Reading {
	r.Symbols = append([]ocr.Symbol(nil), r.Symbols...)
	return r
}
