package export

import (
	"context"
	"errors"
	"io"
	"iter"
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"golang.org/x/sync/errgroup"
)

// Parts gives the datasets of single documents one after another, in the order of the documents. It
// can be gone through several times. An error ends it.
type Parts = iter.Seq2[*normalize.Dataset, error]

// WriteParts writes what [Write] writes of the parts put together, byte for byte, but holds no more
// than width of them at a time: memory does not grow with their number. Tables and workbooks are
// written for width documents at a time.
func WriteParts(ctx context.Context, dir string, parts Parts, formats []Format, width int) error {
	s, err := newStage(dir)
	if err != nil {
		return err
	}
	defer s.discard()
	parts = sorted(parts)
	rows, err := newSpool(s.temp, parts)
	if err != nil {
		return err
	}
	defer rows.remove()
	if err := s.writeEach(ctx, parts, rows.docs, formats, max(1, width)); err != nil {
		return err
	}
	var failed error
	for _, f := range Formats {
		if !slices.Contains(formats, f) {
			continue
		}
		each := func(r resource) iter.Seq[[]string] { return rows.rows(r, &failed) }
		if err := errors.Join(writeResources(ctx, s, f, each), failed); err != nil {
			return err
		}
	}
	p := describe(&normalize.Dataset{Disclosures: rows.docs}, s.files)
	rows.remove()
	return finish(s, p)
}

// writeEach writes what formats have for each document, and notes the files in the documents' order.
func (s *stage) writeEach(ctx context.Context, parts Parts, docs []normalize.Disclosure, formats []Format, width int) error {
	if !slices.Contains(formats, CSV) && !slices.Contains(formats, XLSX) {
		return nil
	}
	names := workbookNames(docs)
	written := make([][]staged, len(docs))
	group, inner := errgroup.WithContext(ctx)
	group.SetLimit(width)
	i := 0
	for ds, err := range parts {
		if err != nil {
			return errors.Join(err, group.Wait())
		}
		if inner.Err() != nil {
			break
		}
		at := i
		i++
		group.Go(func() (err error) {
			written[at], err = s.writeDocument(inner, ds, names[at], formats)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	s.files = append(s.files, slices.Concat(written...)...)
	return ctx.Err()
}

// writeDocument writes what formats have for the one document of a part.
func (s *stage) writeDocument(ctx context.Context, ds *normalize.Dataset, workbook string, formats []Format) ([]staged, error) {
	own := &stage{temp: s.temp}
	if slices.Contains(formats, CSV) {
		if err := writeTables(ctx, own, ds); err != nil {
			return nil, err
		}
	}
	if slices.Contains(formats, XLSX) {
		err := own.file(workbook, ds.Disclosures[0].ID, func(w io.Writer) error { return writeWorkbook(w, ds) })
		if err != nil {
			return nil, err
		}
	}
	return own.files, nil
}

// sorted gives the parts with their findings worst first, as [normalize.Dataset.Append] leaves them.
func sorted(parts Parts) Parts {
	return func(yield func(*normalize.Dataset, error) bool) {
		for ds, err := range parts {
			if err == nil {
				part := &normalize.Dataset{}
				part.Append(ds)
				ds = part
			}
			if !yield(ds, err) {
				return
			}
		}
	}
}
