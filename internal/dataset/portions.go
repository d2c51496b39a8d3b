package dataset

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
)

// A Portion is one document on its way into a dataset of many.
type Portion struct {
	// Dataset gives what is known of this one document. It is called once, at any time.
	Dataset func() (*normalize.Dataset, error)

	// Workbook names a file that holds what [Workbook] makes of the dataset, so that it need not be
	// made again. Where there is no such file, or its SHA-256 is not WorkbookHash, it is made.
	Workbook, WorkbookHash string
}

// A Writing says how portions are written.
type Writing struct {
	Formats []Format
	Width   int                      // portions at a time
	Mark    string                   // names what the dataset is made from, for [Stands]; may be empty
	About   About                    // what its publisher says of it
	Force   bool                     // files of others may be overwritten
	Took    func(*normalize.Dataset) // is given each portion when it is written, in their order; may be nil
}

// WritePortions writes what [Write] writes of the portions put together, byte for byte, but holds no more
// than so many of them at a time: memory does not grow with their number.
func WritePortions(ctx context.Context, dir string, portions []Portion, w Writing) error {
	s, err := newDraft(ctx, dir, w.Force)
	if err != nil {
		return err
	}
	defer s.discard()
	rows, err := newSpool(s.temp)
	if err != nil {
		return err
	}
	defer rows.remove()
	var docs []normalize.Disclosure
	var alone *normalize.Dataset // the one portion that there is: its rows are at hand, and not spooled
	all := contract.NewUsed()
	err = inOrder(ctx, len(portions), w.Width,
		func(i int) (*leaf, error) {
			l, err := s.leaf(ctx, portions[i], i, w)
			if err == nil && len(portions) > 1 {
				l.rows = spooled(l.dataset)
			}
			return l, err
		},
		func(l *leaf) error {
			docs = append(docs, l.dataset.Disclosures...)
			s.files = append(s.files, l.files...)
			all.Add(l.dataset)
			if w.Took != nil {
				w.Took(l.dataset)
			}
			if len(portions) == 1 {
				alone = l.dataset
			}
			return rows.append(l.rows)
		})
	if err = errors.Join(err, rows.flush()); err != nil {
		return err
	}
	nameWorkbooks(s.files, docs)
	if err := s.writeWhole(ctx, rows, alone, all, w.Formats); err != nil {
		return err
	}
	p := describe(docs, s.files)
	p.CSV = dialectIn(w.Formats)
	p.say(w.About)
	rows.remove()
	return finish(s, p, w.Mark)
}

// writeWhole writes the files that hold all documents.
func (s *draft) writeWhole(ctx context.Context, rows *spool, alone *normalize.Dataset, all *contract.Used, formats []Format) error {
	var failed error
	each := func(r contract.Resource) iter.Seq[[]string] {
		switch {
		case r.Common != nil:
			return r.Common(all)
		case alone != nil:
			return r.Rows(alone)
		}
		return rows.rows(r, &failed)
	}
	for _, f := range order {
		if !slices.Contains(formats, f) {
			continue
		}
		if err := errors.Join(writeResources(ctx, s, f, width(f, alone), each), failed); err != nil {
			return err
		}
	}
	return nil
}

// width is how many resources are written at a time: of one document, whose rows are at hand, as many as there are processors to run on,
// unless the format gathers rows before it writes them.
func width(f Format, alone *normalize.Dataset) int {
	if alone == nil || f == Parquet {
		return 1
	}
	return page.AtOnce()
}

// A leaf is what one portion adds to the dataset.
type leaf struct {
	dataset *normalize.Dataset
	rows    map[string][]byte // for the spool; nil where there is one portion
	files   []drafted         // about this document alone
}

// leaf opens a portion and writes what formats have for its document. number is that of the portion.
func (s *draft) leaf(ctx context.Context, p Portion, number int, w Writing) (*leaf, error) {
	ds, err := p.Dataset()
	if err != nil {
		return nil, err
	}
	own, sorted := &draft{set: s.set, temp: s.temp}, &normalize.Dataset{}
	sorted.Append(ds) // its findings worst first, as they stand in the whole
	w.About.link(sorted.Findings)
	if w.About.Review != "" {
		p.Workbook = "" // what is kept has no links
	}
	if f := dialectIn(w.Formats); f != "" {
		if err := writeTables(ctx, own, sorted, f); err != nil {
			return nil, err
		}
	}
	if slices.Contains(w.Formats, XLSX) {
		if err := own.workbook(p, number, sorted); err != nil {
			return nil, err
		}
	}
	return &leaf{dataset: sorted, files: own.files}, nil
}

// workbook writes a portion's workbook, or copies it from where it is kept. Its name depends on those of
// all documents: until it is known it has its number.
func (s *draft) workbook(p Portion, number int, ds *normalize.Dataset) error {
	write := func(w io.Writer) error { return writers().Workbook(w, ds) }
	if kept, err := os.ReadFile(p.Workbook); err == nil {
		if sum := sha256.Sum256(kept); hex.EncodeToString(sum[:]) == p.WorkbookHash {
			write = func(w io.Writer) error { _, err := w.Write(kept); return err }
		}
	} else if p.Workbook != "" && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return s.file(fmt.Sprintf("workbooks/%d.xlsx", number), ds.Disclosures[0].ID, write)
}

// nameWorkbooks gives the workbooks of these documents, which stand in their order, their names.
func nameWorkbooks(files []drafted, docs []normalize.Disclosure) {
	names := workbookNames(docs)
	for i, at := range files {
		if filepath.Ext(at.path) == ".xlsx" {
			files[i].path, names = names[0], names[1:]
		}
	}
}

// Write writes a dataset into a folder, as export.Write says.
func Write(ctx context.Context, dir string, ds *normalize.Dataset, formats []Format) error {
	parts := ds.Split()
	if len(parts) > len(ds.Disclosures) {
		return errors.New("the dataset has rows of documents that it does not hold")
	}
	portions := make([]Portion, len(parts))
	for i, part := range parts {
		portions[i].Dataset = func() (*normalize.Dataset, error) { return part, nil }
	}
	return WritePortions(ctx, dir, portions, Writing{Formats: formats, Width: 1})
}
