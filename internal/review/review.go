// Package review shows a dataset beside the pages that it was read from: what does not add up, at all places where it is
// printed, each figure with its checks, and what persons said of it. The same pages are served to a browser on the same
// machine, where persons correct and judge, or written as files that need no server.
//
// Pages are made of what the dataset says; the picture of a page is drawn by PDFium, which is confined in WebAssembly. Nothing
// else of a PDF is opened. What documents print is text wherever it is shown.
package review

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/normalize"
)

// A Review is a dataset that is looked at.
type Review struct {
	Dir      string
	pictures *pictures

	mu     sync.Mutex
	stored *dataset.Stored // nil where there is no dataset yet
	book   *correction.Book
	saved  []correction.Entry
	list   []summary
	atlas  func() (*atlas, error) // nil where there is no dataset
	open   []*opened              // read lately, the latest first
}

// Open opens the dataset in a folder. PDFs are looked for where it was made from, and in these folders; the password is that of
// encrypted ones. It must be closed.
func Open(dir string, pdfs []string, password string) (*Review, error) {
	r := &Review{Dir: dir, pictures: newPictures(dir, pdfs, password)}
	return r, r.Reload()
}

// Close gives back what drawing took.
func (r *Review) Close() { r.pictures.close() }

// Reload reads what was written since.
func (r *Review) Reload() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stored, r.list, r.open, r.atlas = nil, nil, nil, nil
	if err := r.readCorrections(); err != nil {
		return err
	}
	if !dataset.IsDataset(r.Dir) {
		return nil
	}
	stored, err := dataset.Open(r.Dir)
	if err != nil {
		return err
	}
	findings, err := stored.Findings()
	if err != nil {
		return err
	}
	docs := stored.Disclosures()
	at := map[string]int{}
	for i := range docs {
		at[docs[i].ID] = i
		r.list = append(r.list, summary{Disclosure: &docs[i]})
	}
	for k := range findings {
		if i, ok := at[findings[k].Document]; ok {
			r.list[i].count(&findings[k])
		}
	}
	r.stored, r.atlas = stored, sync.OnceValues(func() (*atlas, error) { return newAtlas(stored) })
	r.pictures.reload()
	if r.unapplied() > 0 {
		return r.recount(r.saved)
	}
	return nil
}

// recount counts the findings of documents anew of which entries judge some. The caller holds mu.
func (r *Review) recount(entries []correction.Entry) error {
	judged := map[string]bool{}
	for i := range entries {
		_, judges := entries[i].Judges()
		judged[entries[i].SHA256] = judged[entries[i].SHA256] || judges
	}
	for i := range r.list {
		s := &r.list[i]
		if !judged[s.SHA256] {
			continue
		}
		o, err := r.documentHeld(s.ID)
		if err != nil {
			return err
		}
		*s = summary{Disclosure: s.Disclosure}
		for _, f := range o.findings(s.ID) {
			s.count(f)
		}
	}
	return nil
}

// readCorrections reads what persons said. The caller holds mu.
func (r *Review) readCorrections() (err error) {
	r.saved, err = correction.Read(filepath.Join(r.Dir, correction.FileName))
	r.book = correction.NewBook(r.saved)
	if err != nil {
		err = fmt.Errorf("%s: %w", correction.FileName, err)
	}
	return err
}

// Save keeps what a person says, at once.
func (r *Review) Save(ctx context.Context, e correction.Entry) error {
	if err := correction.Add(ctx, filepath.Join(r.Dir, correction.FileName), e); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.open = nil
	if err := r.readCorrections(); err != nil {
		return err
	}
	return r.recount([]correction.Entry{e})
}

// An opened bundle is what the dataset has of documents that were reconciled as one.
type opened struct {
	ids     []string
	ds      *normalize.Dataset
	records map[normalize.Ref]*normalize.Record
	claims  map[normalize.ClaimRef]*normalize.Claim
	checks  map[normalize.Ref][]*normalize.Check // by record, with its document
	byClaim map[normalize.ClaimRef][]*normalize.Check
	titles  map[normalize.Ref]string // of tables, by document and number
}

// document reads the bundle of a document; nil where the dataset has no such document.
func (r *Review) document(id string) (*opened, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.documentHeld(id)
}

func (r *Review) documentHeld(id string) (*opened, error) {
	for i, o := range r.open {
		if slices.Contains(o.ids, id) {
			r.open = append([]*opened{o}, append(r.open[:i:i], r.open[i+1:]...)...)
			return o, nil
		}
	}
	if r.stored == nil {
		return nil, nil
	}
	for _, ids := range r.stored.Bundles() {
		if !slices.Contains(ids, id) {
			continue
		}
		ds, err := r.stored.Dataset(ids...)
		if err != nil {
			return nil, err
		}
		r.book.Judge(ds)
		o := index(ids, ds)
		r.open = append([]*opened{o}, r.open[:min(len(r.open), mostOpen-1)]...)
		return o, nil
	}
	return nil, nil
}

func index(ids []string, ds *normalize.Dataset) *opened {
	o := &opened{ids: ids, ds: ds, records: map[normalize.Ref]*normalize.Record{}, claims: map[normalize.ClaimRef]*normalize.Claim{},
		checks: map[normalize.Ref][]*normalize.Check{}, byClaim: map[normalize.ClaimRef][]*normalize.Check{}, titles: map[normalize.Ref]string{}}
	for i := range ds.Records {
		r := &ds.Records[i]
		o.records[nameOf(r)] = r
	}
	for i := range ds.Claims {
		c := &ds.Claims[i]
		o.claims[normalize.ClaimRef{Document: c.Document, Number: c.Number}] = c
	}
	for i := range ds.Tables {
		o.titles[normalize.Ref{Document: ds.Tables[i].Document, Table: ds.Tables[i].Number}] = ds.Tables[i].Title
	}
	for i := range ds.Checks {
		c := &ds.Checks[i]
		for _, ref := range c.Records {
			ref.Document = cmp.Or(ref.Document, c.Document)
			o.checks[ref] = append(o.checks[ref], c)
		}
		for _, ref := range c.Claims {
			ref.Document = cmp.Or(ref.Document, c.Document)
			o.byClaim[ref] = append(o.byClaim[ref], c)
		}
	}
	return o
}

// nameOf is a record's name with its document.
func nameOf(r *normalize.Record) normalize.Ref {
	ref := r.Ref()
	ref.Document = r.Document
	return ref
}

// disclosure is a document of the bundle; nil if it has none with this ID.
func (o *opened) disclosure(id string) *normalize.Disclosure {
	for i := range o.ds.Disclosures {
		if o.ds.Disclosures[i].ID == id {
			return &o.ds.Disclosures[i]
		}
	}
	return nil
}

// findings are those of a document, in the dataset's order.
func (o *opened) findings(id string) []*normalize.Finding {
	var out []*normalize.Finding
	for i := range o.ds.Findings {
		if o.ds.Findings[i].Document == id {
			out = append(out, &o.ds.Findings[i])
		}
	}
	return out
}

// check is a check of the bundle by its number; nil if there is none.
func (o *opened) check(document string, number int) *normalize.Check {
	for i := range o.ds.Checks {
		if c := &o.ds.Checks[i]; c.Document == document && c.Number == number && number > 0 {
			return c
		}
	}
	return nil
}

// unapplied counts the entries that the dataset may not show: those of a file that was written after it. The caller holds mu.
func (r *Review) unapplied() int {
	written, err := os.Stat(filepath.Join(r.Dir, "datapackage.json"))
	said, err2 := os.Stat(filepath.Join(r.Dir, correction.FileName))
	if err != nil || err2 != nil || !said.ModTime().After(written.ModTime()) {
		return 0
	}
	return len(r.saved)
}
