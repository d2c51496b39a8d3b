package extract

import (
	"context"
	"fmt"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/internal/pdfium"
)

// Recognise reads single pages of a PDF file called name, whose bytes are at hand, as ReadBytes does, and no more of
// it. Where pages are pictures, several processes or machines can so share the work on one file: what they made of its pages is
// given to ReadBytes as Options.Known. The errors are those of ReadBytes; of pages that the file has not nothing is given.
func Recognise(ctx context.Context, name string, data []byte, pages []int, opt Options) ([]page.Page, error) {
	f, err := pdf.Open(data, opt.Password)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	drawn := pdfium.New(data, opt.Password)
	defer drawn.Close()
	r := recogniser{file: f, drawn: drawn, opt: opt}
	done := r.counter(len(pages))
	list := make([]page.Page, 0, len(pages))
	for _, n := range pages {
		if n < 1 || n > f.NumPages() {
			continue
		}
		p := r.printed(n)
		if r.wants(p) && r.ended(ctx) == nil {
			p = r.recognised(ctx, p)
		}
		list = append(list, p)
		done()
	}
	return list, r.ended(ctx)
}
