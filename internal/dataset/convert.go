package dataset

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/dataset/contract"
)

// Convert adds formats to a dataset, or writes them into another folder, as export.Convert says.
func Convert(ctx context.Context, from, to string, formats []Format) error {
	// What a killed run left is brought to its end before anything is read.
	s, err := newDraft(ctx, to, false)
	if err != nil {
		return err
	}
	defer s.discard()
	if Torn(from) {
		return ErrTorn
	}
	p := readPackage(from)
	if slices.Contains(formats, XLSX) && p.Name != "" {
		return ErrWorkbooks
	}
	if err := errors.Join(p.readable(), p.unaltered(from)); err != nil {
		return err
	}
	for _, d := range Documents(to) {
		if !slices.ContainsFunc(p.Sources, func(s packageSource) bool { return s.Document == d.ID }) {
			return fmt.Errorf("%w: %s", ErrOthers, d.File)
		}
	}
	same := sameFolder(from, to)
	moved := p.Review
	if !same {
		moved = movedReview(p.Review, from, to)
	}
	var failed error
	rows := func(r contract.Resource) iter.Seq[[]string] {
		return func(yield func([]string) bool) {
			for _, row := range p.storedRows(from, r, &failed) {
				if moved != p.Review && r.Name == contract.Findings().Name {
					relink(row, p.Review, moved)
				}
				if !yield(row) {
					return
				}
			}
		}
	}
	for _, f := range order {
		if !slices.Contains(formats, f) {
			continue
		}
		if err := errors.Join(writeResources(ctx, s, f, 1, rows), failed); err != nil {
			return err
		}
		if err := p.copyTables(ctx, s, from, f); err != nil {
			return err
		}
	}
	p = p.with(s.files, same)
	if f := dialectIn(formats); f != "" || !same {
		p.CSV = f
	}
	p.Review = moved
	return finish(s, p, "")
}

// unaltered refuses to read CSV files that are not as they were written: what is made of them would be
// described as if it were what was extracted.
func (p dataPackage) unaltered(dir string) error {
	var changed []string
	for _, r := range contract.All() {
		f := p.csvOf(r)
		if f == nil || f.intact(dir) {
			continue
		}
		if _, err := os.Stat(filepath.Join(dir, f.Path)); err == nil {
			changed = append(changed, f.Path)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	return fmt.Errorf("%s %w: its bytes are not those that datapackage.json tells of, and what is made of it would pass for what was extracted; "+
		"put back what was written, or extract the documents again", strings.Join(changed, ", "), ErrAltered)
}

// copyTables writes the tables as people read them once more, as a kind of CSV.
func (p dataPackage) copyTables(ctx context.Context, s *draft, from string, f Format) error {
	if !f.isCSV() {
		return nil
	}
	for _, source := range p.Sources {
		for _, name := range source.Files {
			if err := ctx.Err(); err != nil {
				return err
			}
			if !isTableFile(name) {
				continue
			}
			if err := p.copyTable(s, from, name, source.Document, f); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p dataPackage) copyTable(s *draft, from, name, document string, format Format) error {
	all, err := p.readTable(filepath.Join(from, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %s is missing: extract the documents again", ErrUnreadable, name)
	}
	if err != nil || len(all) == 0 {
		return errors.Join(err, s.file(name, document, func(io.Writer) error { return nil }))
	}
	return s.file(name, document, func(w io.Writer) error { return format.WriteRows(w, all[0], slices.Values(all[1:])) })
}

// with gives the description of the dataset with files added, or with these alone where they go into
// a folder of their own.
func (p dataPackage) with(files []drafted, same bool) dataPackage {
	added := describeFiles(files)
	if !same {
		p.Resources, p.Sources = nil, slices.Clone(p.Sources)
		own := filesByDocument(files)
		for i, s := range p.Sources {
			p.Sources[i].Files = own[s.Document]
		}
	}
	p.Resources = slices.DeleteFunc(slices.Clone(p.Resources), func(r packageResource) bool {
		return slices.ContainsFunc(added, func(a packageResource) bool { return a.Path == r.Path })
	})
	for _, a := range added {
		if slices.ContainsFunc(p.Resources, func(r packageResource) bool { return r.Name == a.Name }) {
			a.Name += "-" + a.Format
		}
		p.Resources = append(p.Resources, a)
	}
	return p
}

func sameFolder(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
