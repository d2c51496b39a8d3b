// Package pdfium draws pages of PDF files with PDFium, compiled to WebAssembly. It is part of the program: no other
// program is asked, and PDFium sees no file but the system's fonts, no network and no memory but its own. What it
// fails at, or takes too long for, is an error of one page; the next is drawn by a fresh instance.
//
// A process has one instance at most. It starts when a page is to be drawn, and ends with the last file.
package pdfium

import (
	"context"
	"errors"
	"fmt"
	"image/draw"
	"time"

	"github.com/klippa-app/go-pdfium/references"
)

// Limits of one drawing.
const (
	MostPixels   = 60e6             // of one drawing
	pixelsToFree = 20e6             // what a drawing with more took is given back before the next
	mostTime     = 30 * time.Second // for one drawing: maps and posters of real files take seconds
	mostLate     = 3                // drawings of a file that took longer; no more are begun
)

// ErrTooLong says that a page was not drawn within half a minute, or not tried after others of its file were not.
var ErrTooLong = errors.New("it takes too long to draw")

// A File is a PDF file whose pages can be drawn. It is safe for use by several goroutines, which take turns.
type File struct {
	data     []byte
	password string
	doc      references.FPDF_DOCUMENT // while the instance has it open
	forms    bool                     // it has fields to be filled in
	late     int                      // drawings that took too long
	counted  bool                     // among the files that keep the instance alive
}

// New is a file of these bytes, which must not change. Nothing is read before a page is drawn. It must be closed.
func New(data []byte, password string) *File { return &File{data: data, password: password} }

// A Drawing is a page as a viewer shows it.
type Drawing struct {
	Image draw.Image // *image.Gray where all is grey, else *image.RGBA without transparency
	Lost  int        // pictures of a page that is drawn blank which could not be decoded
}

// A Page is one to be drawn, and how.
type Page struct {
	Number        int  // counts from 1
	Width, Height int  // pixels
	Plain         bool // known to be little work, as a page is that is nothing but a picture
}

// Draw draws a page on white. One that is plain is drawn in a third of the time, and to its end. The error is that of
// ctx, ErrTooLong, ErrUnprepared or ErrUnable (see KeepNothing), or says what PDFium failed at.
func (f *File) Draw(ctx context.Context, page Page) (Drawing, error) {
	if n := float64(page.Width) * float64(page.Height); page.Width <= 0 || page.Height <= 0 || n > MostPixels {
		return Drawing{}, fmt.Errorf("a drawing of %d by %d pixels: only sizes up to %.0f million can be made", page.Width, page.Height, MostPixels/1e6)
	}
	if err := shared.take(ctx); err != nil {
		return Drawing{}, err
	}
	defer shared.give()
	if shared.lacking != nil {
		return Drawing{}, shared.lacking
	}
	if f.late >= mostLate {
		return Drawing{}, ErrTooLong
	}
	if !f.counted {
		f.counted = true
		shared.files++
	}
	limited, cancel := context.WithTimeout(ctx, mostTime)
	defer cancel()
	out, err := shared.draw(limited, f, page)
	switch {
	case ctx.Err() != nil:
		return Drawing{}, ctx.Err()
	case limited.Err() != nil:
		f.late++
		return Drawing{}, ErrTooLong
	}
	return out, err
}

// Close gives back what the file took. The file can be used again.
func (f *File) Close() {
	shared.take(context.Background())
	defer shared.give()
	if !f.counted {
		return
	}
	f.counted = false
	shared.files--
	if shared.open == f {
		shared.forget()
	}
	if shared.files == 0 {
		shared.stop()
	}
}
