package pdf

import (
	"crypto/sha256"
	"image"
	"sync"
)

// Of a letterhead that stands on every page, once or in as many copies, each page has its picture.
const (
	latelyKept = 4   // pictures, each as the page before had it
	latelyMost = 1e6 // pixels of each
)

// lately are the JPEGs of a file that were decoded last, the newest first. Nobody may write into them.
type lately struct {
	mu   sync.Mutex
	last [latelyKept]struct {
		data   [sha256.Size]byte
		shades *image.Gray
	}
}

// jpegShades are the greys of a JPEG so large, of one or three colours.
func (l *lately) jpegShades(raw []byte, before []filter, size image.Rectangle) (*image.Gray, bool) {
	if len(before) > 0 || size.Dx()*size.Dy() > latelyMost {
		return jpegShades(raw, before, size)
	}
	data := sha256.Sum256(raw)
	if shades := l.find(data); shades != nil && shades.Rect == size {
		return shades, true
	}
	shades, ok := jpegShades(raw, before, size)
	if ok {
		l.mu.Lock()
		defer l.mu.Unlock()
		copy(l.last[1:], l.last[:])
		l.last[0].data, l.last[0].shades = data, shades
	}
	return shades, ok
}

func (l *lately) find(data [sha256.Size]byte) *image.Gray {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, p := range l.last {
		if p.data == data {
			return p.shades
		}
	}
	return nil
}
