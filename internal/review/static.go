package review

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/internal/folder"
)

// WriteStatic writes the review as files into a folder: the same pages in both languages, and the pictures of all pages. They need
// no server and no network. What was written there before takes their place in one step, as far as it is as it was.
func (r *Review) WriteStatic(ctx context.Context, dir string, force bool) error {
	if dataset.IsDataset(dir) {
		return fmt.Errorf("%s holds a dataset: choose a folder of its own for the pages", dir)
	}
	f, err := folder.Open(ctx, dir, force)
	if err != nil {
		return err
	}
	defer f.Close()
	draft, err := f.Draft()
	if err != nil {
		return err
	}
	defer draft.Discard()
	s := &static{r, draft, folder.Set{}}
	if err := s.all(ctx); err != nil {
		return err
	}
	return draft.Commit(s.set, nil)
}

type static struct {
	*Review
	draft *folder.Draft
	set   folder.Set
}

// all writes all files.
func (s *static) all(ctx context.Context) error {
	for _, name := range slices.Sorted(maps.Keys(assetTypes)) {
		data, err := assets.ReadFile("assets/" + name)
		if err == nil {
			err = s.file(name, data)
		}
		if err != nil {
			return err
		}
	}
	for _, l := range Languages {
		w, err := s.writer(l, false)
		if err != nil {
			return err
		}
		if l == bilingual.Chinese {
			if err := s.languages(w); err != nil {
				return err
			}
		}
		if err := s.page(ctx, w, indexName); err != nil {
			return err
		}
		for i := range s.list {
			if err := s.document(ctx, w, s.list[i].ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// languages writes the page that leads to the others.
func (s *static) languages(w *writer) error {
	var b bytes.Buffer
	if err := w.templates.ExecuteTemplate(&b, "languages.html", nil); err != nil {
		return err
	}
	return s.file(indexName, b.Bytes())
}

// document writes the pages of a document, and its pictures with the first language.
func (s *static) document(ctx context.Context, w *writer, id string) error {
	o, err := s.Review.document(id)
	if o == nil || err != nil {
		return err
	}
	d := o.disclosure(id)
	if err := s.page(ctx, w, documentPage(id)); err != nil {
		return err
	}
	for n := range d.Pages {
		if err := s.page(ctx, w, pagePage(id, n+1)); err != nil {
			return err
		}
		if w.lang != Languages[0] {
			continue
		}
		sheet := w.sheet(ctx, o, d, n+1)
		if sheet.Picture == "" {
			continue
		}
		data, err := s.pictures.png(ctx, d.SHA256, n+1, sheet.Degrees)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil { // otherwise the page is drawn from what was read of it
			if err := s.file("img/"+sheet.Picture, data); err != nil {
				return err
			}
		}
	}
	for n := range o.findings(id) {
		if err := s.page(ctx, w, findingPage(id, n+1)); err != nil {
			return err
		}
	}
	return nil
}

func (s *static) page(ctx context.Context, w *writer, name string) error {
	var b bytes.Buffer
	found, err := w.page(ctx, &b, name)
	if err == nil && !found {
		err = fmt.Errorf("there is no page %s", name)
	}
	if err != nil {
		return err
	}
	return s.file(string(w.lang)+"/"+name, b.Bytes())
}

func (s *static) file(name string, data []byte) error {
	path := s.draft.Name(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	s.set.Files = append(s.set.Files, folder.File{Path: name, Hash: hex.EncodeToString(sum[:])})
	return os.WriteFile(path, data, 0o666)
}
