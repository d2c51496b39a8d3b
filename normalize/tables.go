package normalize

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/mingxi/mingxi/normalize/internal/caption"
	"github.com/mingxi/mingxi/normalize/internal/grid"
	"github.com/mingxi/mingxi/normalize/internal/indicator"
)

// mostInHand is how many tables are read side by side: what they are read by is forgotten before the next ones are begun.
const mostInHand = 32

// readTables adds the tables of a document and their targets to the dataset, and gives their records. What a table prints by itself is
// read beside other tables, what it takes over from the one before in their order.
func readTables(ds *Dataset, d *Disclosure, doc *extract.Document) []Record {
	records := make([][]Record, len(doc.Tables)) // put together once: they are most of a dataset
	var carried formPage
	var project Target
	for first := 0; first < len(doc.Tables); first += mostInHand {
		some := make([]*tableReader, min(mostInHand, len(doc.Tables)-first))
		page.Each(len(some), func(i int) { some[i] = openTable(d, doc, first+i) })
		for _, r := range some {
			r.follow(ds, &carried)
		}
		page.Each(len(some), func(i int) { some[i].read() })
		for i, r := range some {
			records[first+i] = r.finish(ds, &project)
		}
	}
	return slices.Concat(records...)
}

// A tableReader reads one table of a document.
type tableReader struct {
	d     *Disclosure
	doc   *extract.Document
	index int
	lt    *layout.Table
	g     *grid.Grid
	h     grid.Head
	over  *caption.Caption
	ind   indicator.Layout
	pairs bool     // it is a form of names and values beside each other
	alone bool     // it is one box of a form
	cols  []column // nil until it is known what names them

	t       Table
	rd      recordReader
	targets []Target
}

// openTable reads what a table prints of itself: its head, what stands over it, and its columns, unless the table before may name them.
func openTable(d *Disclosure, doc *extract.Document, index int) *tableReader {
	lt := &doc.Tables[index]
	r := &tableReader{d: d, doc: doc, index: index, lt: lt, g: grid.Of(lt)}
	r.h = grid.ReadHead(r.g, lt.HeaderRows)
	r.ind = indicator.Find(r.g)
	r.pairs = len(r.ind.Panels) == 0 && isPairs(r.g)
	r.alone = lt.HeaderRows == 0 && isBox(r.g)
	r.ind.Boxed = r.ind.Boxed || r.pairs || r.alone
	r.entitle()
	if !r.mayGoOn() {
		r.cols = readColumns(r.g, &r.h, r.t.Year)
	}
	return r
}

// entitle reads what stands over the table. The head of a form of boxes is no more than that.
func (r *tableReader) entitle() {
	if r.ind.Boxed {
		r.h = grid.CaptionHead(r.g)
	}
	t := Table{Document: r.d.ID, Number: r.index + 1, FirstPage: r.lt.FirstPage, LastPage: r.lt.LastPage, HeaderRows: r.h.Rows, Cells: r.lt.Cells}
	for _, n := range r.lt.Notes {
		t.Notes = append(t.Notes, strings.TrimSpace(n.Text))
	}
	r.over = caption.Of(r.doc, r.lt, r.h.Captions(r.g), r.h.OverNames(r.g))
	t.Title, t.Agency = r.over.Title(), r.over.Agency()
	t.Year = cmp.Or(r.over.Year(t.Title), r.d.Year)
	t.Unit = cmp.Or(r.h.Unit(r.g), r.over.Unit())
	r.t = t
}

// mayGoOn says whether the table may be a continuation of the one before, whose columns are not known yet.
func (r *tableReader) mayGoOn() bool {
	return !r.alone && r.index > 0 && mayContinue(r.lt, r.t.Title, r.g, r.doc.Tables[r.index-1].Columns, r.doc.Tables[r.index-1].LastPage)
}

// follow takes over what the tables before tell of this one, and lets the next one know of it.
func (r *tableReader) follow(ds *Dataset, carried *formPage) {
	t := &r.t
	if carried.goOn(r.lt, r.g, &r.ind) {
		r.pairs, r.cols = false, nil
		r.entitle()
	}
	var prev *Table
	if !r.alone {
		prev = continued(ds, r.lt, t.Title, r.g, &r.h)
	}
	if prev != nil {
		inherit(t, &r.h, prev)
	}
	if r.cols == nil || prev != nil {
		r.cols = readColumns(r.g, &r.h, t.Year)
	}
	if prev == nil || t.Form == "" {
		t.Form = tableForm(t, r.d, r.cols, r.over)
	}
	r.ind.Boxed = r.ind.Boxed || (r.ind.Row == 0 || r.ind.Row > r.h.Rows) && forms.BoxesOf(t.Form) == forms.OfAgency && !headsMoney(r.cols)
	if t.Form == "" && t.Title == "" && r.ind.Boxed {
		t.Form = formBefore(ds, r.doc, r.index)
	}
	if t.Unit == "" {
		t.Unit = caption.FirstUnit(t.Notes)
	}
	for _, c := range r.cols {
		t.Columns = append(t.Columns, c.Column)
	}
	if len(r.ind.Panels) > 0 {
		*carried = formPage{r.ind, r.g.Columns, words.Squeeze(t.Title), t.LastPage}
	}
	ds.Tables = append(ds.Tables, *t)
}

// read reads the table's rows and records.
func (r *tableReader) read() {
	var above owners
	r.t.Rows, above = readRows(r.g, &r.h, r.cols)
	r.rd = recordReader{d: r.d, t: &r.t, g: r.g, cols: r.cols, owners: above, boxed: r.ind.Boxed, pairs: r.pairs,
		things: r.t.Unit == "" && r.over.Things() != "" && countsAlone(r.cols)}
	if r.ind.Boxed {
		r.rd.readBoxes(&r.ind)
	} else {
		r.rd.readRecords()
		r.rd.spreadUnits()
	}
	if len(r.ind.Panels) == 0 {
		r.targets = r.rd.packedTargets()
	}
}

// finish adds the table to the dataset, and gives its records. Targets are of the project that the form before names, where this one goes on with it.
func (r *tableReader) finish(ds *Dataset, project *Target) []Record {
	if len(r.ind.Panels) > 0 {
		r.targets = r.rd.readTargets(&r.ind, project)
	}
	r.rd.tell()
	r.t.Records = len(r.rd.records)
	ds.Targets = append(ds.Targets, r.targets...)
	ds.Findings = append(ds.Findings, r.rd.findings...)
	ds.Tables[r.index] = r.t
	return r.rd.records
}
