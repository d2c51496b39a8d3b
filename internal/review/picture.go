package review

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/draw"
	"image/png"
	"io"
	"io/fs"
	"math"

	"path/filepath"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/file"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/internal/pdfium"
)

// errMissing tells that a document's file is not at hand.
var errMissing = errors.New("its file is not at hand")

const (
	scale      = 2.0 // pixels a point: 144 dots an inch
	mostSide   = 5000
	mostDrawn  = 24 // pictures that are kept
	mostFiles  = 2  // files that are kept open
	firstBytes = 1024
)

// pictures draws pages, and keeps those that were drawn lately.
type pictures struct {
	dir      string
	pdfs     []string
	password string // of encrypted files

	mu    sync.Mutex
	paths map[string]string // by the SHA-256 of what is there, as far as it is known
	sums  map[string]bool   // paths whose SHA-256 is known
	files []*drawnFile      // the latest first
	drawn []drawing         // likewise

	laid map[pageKey]attitude // of pages that were looked at for it
}

type drawnFile struct {
	sha256 string
	*pdfium.File
}

type drawing struct {
	pageKey
	degrees int
	png     []byte
}

// A size is that of a page, in points.
type size struct{ Width, Height float64 }

func newPictures(dir string, pdfs []string, password string) *pictures {
	return &pictures{dir: dir, pdfs: pdfs, password: password, paths: map[string]string{}, sums: map[string]bool{}, laid: map[pageKey]attitude{}}
}

func (p *pictures) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, f := range p.files {
		f.Close()
	}
	p.files = nil
}

// reload learns where the dataset's documents were read from.
func (p *pictures) reload() {
	inputs, err := archive.Inputs(p.dir)
	if err != nil {
		return // they may be in the folders
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, in := range inputs {
		if in.Path != "" {
			p.paths[in.SHA256] = in.Path
		}
	}
}

// size is how large a page is.
func (p *pictures) size(ctx context.Context, sha256 string, page int) (size, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f, err := p.file(sha256)
	if err != nil {
		return size{}, err
	}
	return f.size(ctx, page)
}

func (f *drawnFile) size(ctx context.Context, page int) (size, error) {
	w, h, err := f.Size(ctx, page)
	if err == nil && !(w >= 1 && h >= 1) {
		err = errMissing
	}
	return size{w, h}, err
}

// png is the picture of a page, turned clockwise by 0, 90, 180 or 270 degrees.
func (p *pictures) png(ctx context.Context, sha256 string, page, degrees int) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, d := range p.drawn {
		if d.pageKey == (pageKey{sha256, page}) && d.degrees == degrees {
			return d.png, nil
		}
	}
	f, err := p.file(sha256)
	if err != nil {
		return nil, err
	}
	s, err := f.size(ctx, page)
	if err != nil {
		return nil, err
	}
	by := min(scale, mostSide/max(s.Width, s.Height))
	out, err := f.Draw(ctx, pdfium.Page{Number: page, Width: pixels(s.Width, by), Height: pixels(s.Height, by)})
	if err != nil {
		return nil, err
	}
	data, err := encode(turned(out.Image, degrees))
	if err == nil {
		p.drawn = append([]drawing{{pageKey{sha256, page}, degrees, data}}, p.drawn[:min(len(p.drawn), mostDrawn-1)]...)
	}
	return data, err
}

func pixels(points, by float64) int { return max(1, int(math.Round(points*by))) }

func encode(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img)
	return b.Bytes(), err
}

// file is the file with a SHA-256, ready to be drawn.
func (p *pictures) file(sha256 string) (*drawnFile, error) {
	for i, f := range p.files {
		if f.sha256 == sha256 {
			p.files = append([]*drawnFile{f}, append(p.files[:i:i], p.files[i+1:]...)...)
			return f, nil
		}
	}
	data, err := p.bytes(sha256)
	if err != nil {
		return nil, err
	}
	f := &drawnFile{sha256, pdfium.New(data, p.password)}
	p.files = append([]*drawnFile{f}, p.files...)
	for len(p.files) > mostFiles {
		last := len(p.files) - 1
		p.files[last].Close()
		p.files = p.files[:last]
	}
	return f, nil
}

// bytes are those with a SHA-256, wherever they are found.
func (p *pictures) bytes(sha256 string) ([]byte, error) {
	if data, err := readAs(p.paths[sha256], sha256); err == nil {
		return data, nil
	}
	for _, dir := range p.pdfs {
		filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.EqualFold(filepath.Ext(name), ".pdf") || p.sums[name] {
				return nil
			}
			p.sums[name] = true
			if sum, err := file.Hash(name); err == nil {
				p.paths[sum] = name
			}
			return nil
		})
	}
	return readAs(p.paths[sha256], sha256)
}

// readAs reads a file, if it is a PDF and has this SHA-256.
func readAs(name, sha256 string) ([]byte, error) {
	if name == "" {
		return nil, errMissing
	}
	f, err := file.Open(name)
	if err != nil {
		return nil, errMissing
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, pdf.MaxFileBytes+1))
	if err != nil || len(data) > pdf.MaxFileBytes || !bytes.Contains(data[:min(len(data), firstBytes)], []byte("%PDF-")) {
		return nil, errMissing
	}
	if sum, err := file.HashOf(bytes.NewReader(data)); err != nil || sum != sha256 {
		return nil, errMissing
	}
	return data, nil
}

// An attitude is how a page was laid before it was read.
type attitude struct {
	degrees int     // by which it was turned clockwise: 0, 90, 180 or 270
	askew   float64 // degrees by which its lines then ran down to the right, and it was turned back about its middle
}

// A pageKey names a page of a file.
type pageKey struct {
	sha256 string
	page   int
}

// turned is a picture turned clockwise by 0, 90, 180 or 270 degrees.
func turned(img image.Image, degrees int) image.Image {
	if degrees == 0 {
		return img
	}
	b := img.Bounds()
	shape := image.Rect(0, 0, b.Dy(), b.Dx())
	if degrees == 180 {
		shape = image.Rect(0, 0, b.Dx(), b.Dy())
	}
	var out draw.Image = image.NewRGBA(shape)
	if _, grey := img.(*image.Gray); grey {
		out = image.NewGray(out.Bounds())
	}
	for y := range b.Dy() {
		for x := range b.Dx() {
			to := image.Pt(b.Dy()-1-y, x)
			switch degrees {
			case 180:
				to = image.Pt(b.Dx()-1-x, b.Dy()-1-y)
			case 270:
				to = image.Pt(y, b.Dx()-1-x)
			}
			out.Set(to.X, to.Y, img.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return out
}
