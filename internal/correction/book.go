package correction

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// A Book is what holds of the entries: of those about one thing the latest. A nil Book has none.
type Book struct{ of map[string][]Entry }

// NewBook takes entries in any order.
func NewBook(list []Entry) *Book {
	list = inOrder(list)
	slices.SortStableFunc(list, func(a, b Entry) int { return strings.Compare(a.When, b.When) })
	b := &Book{map[string][]Entry{}}
	read := map[string][]map[string]string{} // of each entry that holds, what was read where pages showed what had been corrected
	for _, e := range list {
		of := b.of[e.SHA256]
		i := slices.IndexFunc(of, func(o Entry) bool { return sameSubject(&o, &e) })
		if i < 0 {
			i = len(of)
			b.of[e.SHA256] = append(of, e)
			read[e.SHA256] = append(read[e.SHA256], map[string]string{})
		}
		before := read[e.SHA256][i]
		if printed, corrected := before[e.Printed]; corrected {
			e.Printed = printed
		}
		if _, judges := e.Judges(); !judges && e.Field != Value && e.Field != Claim && e.Corrected != "" { // of a figure pages show both
			before[e.Corrected] = e.Printed
		}
		b.of[e.SHA256][i] = e
	}
	for _, of := range b.of { // those that come to be of one place all the same, as ways to name it differ, are taken as they were made
		slices.SortStableFunc(of, func(a, b Entry) int { return cmp.Or(strings.Compare(a.When, b.When), compare(a, b)) })
	}
	return b
}

// Of is what holds for a document.
func (b *Book) Of(sha256 string) []Entry {
	if b == nil {
		return nil
	}
	return b.of[sha256]
}

// Mark names what holds for a document, by its content; empty if nothing does.
func (b *Book) Mark(document string) string {
	list := b.Of(document)
	if len(list) == 0 {
		return ""
	}
	sum := sha256.New()
	for _, e := range list {
		fmt.Fprintf(sum, "%q\n", fmt.Sprint(e))
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
}

// Documents corrects what documents say of themselves.
func (b *Book) Documents(docs []normalize.Disclosure) {
	for i := range docs {
		for _, e := range b.Of(docs[i].SHA256) {
			e.document(&docs[i])
		}
	}
}

// document corrects what a document says of itself, and says why it cannot; empty where it did, or has nothing to.
func (e *Entry) document(d *normalize.Disclosure) (stale string) {
	if e.Corrected == "" {
		return ""
	}
	switch e.Field {
	case Agency:
		if d.Agency != e.Printed && d.Agency != e.Corrected {
			return d.Agency
		}
		d.NameAgency(e.Corrected)
	case Year:
		year, err := strconv.Atoi(e.Corrected)
		if printed := yearText(d.Year); err != nil || printed != e.Printed && printed != e.Corrected {
			return printed
		}
		d.Year = year
	}
	return ""
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

// Apply corrects a dataset that is to be reconciled. Findings tell of entries that do not fit.
func (b *Book) Apply(ds *normalize.Dataset) {
	if b == nil {
		return
	}
	named := false
	for i := range ds.Disclosures {
		d := &ds.Disclosures[i]
		for _, e := range b.of[d.SHA256] {
			if _, judges := e.Judges(); judges || e.Corrected == "" {
				continue
			}
			a := application{ds, d, &e}
			why := a.apply()
			if why != applied {
				ds.Findings = append(ds.Findings, normalize.Finding{Document: d.ID, Code: codes.CorrectionStale, Severity: normalize.Warning,
					Page: e.Page, Table: e.Table, Row: e.Row, Column: e.Column,
					Sentence: codes.Say("correction-stale", e.Field, e.Printed, e.Corrected, why)})
			}
			named = named || e.Field != Value && why == applied
		}
	}
	if named {
		normalize.Measure(ds)
	}
}

// apply corrects what the entry says, and says why it cannot.
func (a application) apply() (why normalize.Sentence) {
	switch a.Field {
	case Agency, Year:
		return a.ofDocument()
	case Claim:
		return a.claim()
	case Value, Unit, Label, Path:
	default:
		return codes.Say("no-such-field")
	}
	if a.Field == Unit && a.Row == 0 && a.Table > 0 {
		return a.unitOfTable()
	}
	r := a.record()
	if r == nil {
		return codes.Say("no-figure-there")
	}
	switch a.Field {
	case Value:
		return a.value(r)
	case Unit:
		return a.unit(r)
	case Label:
		return a.label(r)
	}
	return a.path(r)
}

func (a application) ofDocument() normalize.Sentence {
	before, year := a.d.Agency, a.d.Year
	if stale := a.document(a.d); stale != "" {
		return reads(stale)
	}
	for i := range a.ds.Tables {
		t := &a.ds.Tables[i]
		if t.Document != a.d.ID {
			continue
		}
		if t.Agency == before {
			t.Agency = a.d.Agency
		}
		if t.Year == year {
			t.Year = a.d.Year
		}
	}
	return applied
}

// record is the figure at the entry's place; nil if there is none.
func (a application) record() *normalize.Record {
	var best *normalize.Record
	most := 0.0
	for i := range a.ds.Records {
		r := &a.ds.Records[i]
		if r.Document != a.d.ID {
			continue
		}
		named := r.Table == a.Table && r.Row == a.Row && r.Column == a.Column
		if a.Box == (page.Box{}) {
			if named && (a.Page == 0 || r.Page == a.Page) {
				return r
			}
			continue
		}
		if r.Page != a.Page || !covers(r.Box, a.Box) {
			continue
		}
		if shared := r.Box.Intersect(a.Box).Area(); named || shared > most {
			best, most = r, shared
			if named {
				return r
			}
		}
	}
	return best
}

// value corrects a figure. It still reads as it did where one of its readings is what was read then: which of them is taken
// can depend on other corrections.
func (a application) value(r *normalize.Record) normalize.Sentence {
	same := func(text string) bool { return words.Squeeze(text) == words.Squeeze(a.Printed) }
	fits := same(r.Text) || r.First != "" && same(r.First) || words.Squeeze(r.Text) == words.Squeeze(a.Corrected)
	for _, o := range r.Others {
		fits = fits || same(o)
	}
	if !fits {
		return reads(r.Text)
	}
	if !r.Correct(a.Corrected) {
		return codes.Say("no-figure-given")
	}
	if r.Unit == "" { // what could not be read has none
		r.Unit = a.unitBeside(r)
		r.Yuan = words.InYuan(r.Value, r.Unit)
	}
	var left []normalize.Finding
	for _, f := range a.ds.Findings { // that it could not be read is settled
		if f.Code != codes.UnreadableAmount || f.Document != r.Document || f.Table != r.Table || f.Row != r.Row || f.Column != r.Column {
			left = append(left, f)
		}
	}
	a.ds.Findings = left
	return applied
}

// unitBeside is the unit of the other figures of a figure's column, where they agree; else that of the column or the table, if these
// print one.
func (a application) unitBeside(r *normalize.Record) string {
	units := map[string]bool{}
	unit := ""
	a.each(r, func(o *normalize.Record) {
		if o.Column == r.Column && o.Value.Valid && o != r {
			units[o.Unit], unit = true, o.Unit
		}
	})
	switch len(units) {
	case 1:
		return unit
	case 0:
		a.table(r, func(t *normalize.Table) {
			unit = t.Unit
			for _, c := range t.Columns {
				if c.Number == r.Column && c.Unit != "" {
					unit = c.Unit
				}
			}
		})
		return unit
	}
	return ""
}

func (a application) unit(r *normalize.Record) normalize.Sentence {
	if r.Unit != a.Printed && r.Unit != a.Corrected {
		return reads(r.Unit)
	}
	r.Unit = a.Corrected
	r.Yuan = words.InYuan(r.Value, r.Unit)
	return applied
}

// unitOfTable corrects the unit of a table, and of its figures that have it.
func (a application) unitOfTable() normalize.Sentence {
	for i := range a.ds.Tables {
		t := &a.ds.Tables[i]
		if t.Document != a.d.ID || t.Number != a.Table {
			continue
		}
		if t.Unit != a.Printed && t.Unit != a.Corrected {
			return reads(t.Unit)
		}
		before := t.Unit
		t.Unit = a.Corrected
		for k := range a.ds.Records {
			if r := &a.ds.Records[k]; r.Document == t.Document && r.Table == t.Number && r.Unit == before {
				a.unit(r)
			}
		}
		return applied
	}
	return codes.Say("no-such-table")
}

// label corrects the name of a row, for all its figures.
func (a application) label(r *normalize.Record) normalize.Sentence {
	if r.Label != a.Printed && r.Label != a.Corrected {
		return reads(r.Label)
	}
	row, side := r.Row, r.Side
	a.each(r, func(o *normalize.Record) {
		if o.Row == row && o.Side == side {
			o.Label = a.Corrected
		}
	})
	a.table(r, func(t *normalize.Table) {
		for i := range t.Rows {
			for k := range t.Rows[i].Items {
				if it := &t.Rows[i].Items[k]; t.Rows[i].Number == row && it.Side == side {
					it.Label = a.Corrected
				}
			}
		}
	})
	return applied
}

// path corrects the heads of a column, for all its figures.
func (a application) path(r *normalize.Record) normalize.Sentence {
	const joint = " / "
	if now := strings.Join(r.Path, joint); now != a.Printed && now != a.Corrected {
		return reads(now)
	}
	path, column := strings.Split(a.Corrected, joint), r.Column
	a.each(r, func(o *normalize.Record) {
		if o.Column == column {
			o.Path = path
		}
	})
	a.table(r, func(t *normalize.Table) {
		for i := range t.Columns {
			if t.Columns[i].Number == column {
				t.Columns[i].Path = path
			}
		}
	})
	return applied
}

// each goes through the figures of a figure's table.
func (a application) each(r *normalize.Record, do func(*normalize.Record)) {
	document, table := r.Document, r.Table
	for i := range a.ds.Records {
		if o := &a.ds.Records[i]; o.Document == document && o.Table == table {
			do(o)
		}
	}
}

func (a application) table(r *normalize.Record, do func(*normalize.Table)) {
	for i := range a.ds.Tables {
		if t := &a.ds.Tables[i]; t.Document == r.Document && t.Number == r.Table {
			do(t)
		}
	}
}
