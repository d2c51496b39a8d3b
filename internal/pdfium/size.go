package pdfium

import (
	"context"
	"fmt"

	"github.com/klippa-app/go-pdfium/requests"
)

// Size is how wide and high a page is as a viewer shows it, in points. The error is as of Draw.
func (f *File) Size(ctx context.Context, number int) (width, height float64, err error) {
	if err := shared.take(ctx); err != nil {
		return 0, 0, err
	}
	defer shared.give()
	if f.late >= mostLate {
		return 0, 0, ErrTooLong
	}
	if !f.counted {
		f.counted = true
		shared.files++
	}
	limited, cancel := context.WithTimeout(ctx, mostTime)
	defer cancel()
	width, height, err = shared.size(limited, f, number)
	switch {
	case ctx.Err() != nil:
		return 0, 0, ctx.Err()
	case limited.Err() != nil:
		f.late++
		return 0, 0, ErrTooLong
	}
	return width, height, err
}

// size asks PDFium how large a page is. A failure ends it, as in draw.
func (i *instance) size(ctx context.Context, f *File, number int) (width, height float64, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("the renderer fails: %v", x)
			i.stop()
		}
	}()
	if err := i.start(false); err != nil {
		return 0, 0, err
	}
	stop := context.AfterFunc(ctx, i.end)
	if err = i.load(f); err == nil {
		size, failed := i.pdfium.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: f.doc, Index: number - 1})
		if err = failed; err == nil {
			width, height = size.Width, size.Height
		}
	}
	if !stop() || err != nil {
		i.stop()
	}
	return width, height, err
}
