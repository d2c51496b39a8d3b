//go:build linux || darwin

package pdfium

import (
	"context"
	"math"
	"os"
	"runtime/debug"
	"syscall"

	"github.com/tetratelabs/wazero/experimental"
)

// withOwnMemory has PDFium's memory taken from the system: it grows in its place, is given back at once, and where the
// system refuses more, PDFium is told so and not the program ended.
func withOwnMemory(ctx context.Context) context.Context {
	return experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(reserve))
}

// A region is a range of addresses of which the beginning is in use.
type region struct {
	all  []byte
	used uint64
}

// reserve takes addresses without memory behind them; fewer than asked for where the process may not have as many.
func reserve(least, most uint64) experimental.LinearMemory {
	for ; most > least; most /= 2 {
		if all, err := syscall.Mmap(-1, 0, int(most), syscall.PROT_NONE, syscall.MAP_ANON|syscall.MAP_PRIVATE); err == nil {
			return &region{all: all}
		}
	}
	return &region{}
}

// Reallocate implements experimental.LinearMemory.
func (r *region) Reallocate(size uint64) []byte {
	page := uint64(os.Getpagesize())
	if size = (size + page - 1) / page * page; size > uint64(len(r.all)) {
		return nil
	}
	if size > r.used {
		if err := syscall.Mprotect(r.all[r.used:size], syscall.PROT_READ|syscall.PROT_WRITE); err != nil {
			return nil
		}
		leaveTo(int64(size - r.used))
		r.used = size
	}
	return r.all[:size:size]
}

// leaveTo takes bytes off what the collector may let the program's own memory grow to, so that both together stay within
// what the process was given; negative ones are given back.
func leaveTo(bytes int64) {
	if limit := debug.SetMemoryLimit(-1); limit != math.MaxInt64 {
		debug.SetMemoryLimit(limit - bytes)
	}
}

// Free implements experimental.LinearMemory.
func (r *region) Free() {
	if r.all != nil {
		syscall.Munmap(r.all)
		leaveTo(-int64(r.used))
	}
	r.all, r.used = nil, 0
}
