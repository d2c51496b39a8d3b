// Package told says in words what checks came to and where figures are printed.
package told

import (
	"path"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// A Teller tells of figures in words: where they are printed, and what they disagree with.
type Teller struct {
	docs   []*normalize.Disclosure       // that are spoken of
	tables []*table.Table                // their tables, and last year's
	last   *normalize.Disclosure         // last year's; nil if there is none
	titles map[arithmetic.TableID]string // of all tables; filled when the first is asked for
}

// At is a figure with the place where it is printed.
func At(text string, where normalize.Sentence) normalize.Sentence {
	return codes.Say("figure-at", text, where)
}

func (t *Teller) figure(e *arithmetic.Figure) normalize.Sentence { return At(e.Text(), t.Where(e)) }

// Where says where a figure is printed: page, table, row and column, or the sentence's words.
func (t *Teller) Where(e *arithmetic.Figure) normalize.Sentence {
	if e.Record != nil {
		return t.inFile(e, t.inTable(e.Record, e.Table()))
	}
	return t.inFile(e, inNarrative(e.Claim))
}

func inNarrative(c *normalize.Claim) normalize.Sentence {
	at := codes.Say("in-narrative-unnamed", c.Page)
	if c.Subject != "" {
		at = codes.Say("in-narrative", c.Page, shortened(c.Subject))
	}
	return asCorrected(at, c.Corrected)
}

// asCorrected says of a place that what is told of it is what a person read there.
func asCorrected(at normalize.Sentence, corrected string) normalize.Sentence {
	if corrected != "" {
		return codes.Say("as-corrected", at)
	}
	return at
}

func (t *Teller) inTable(r *normalize.Record, id arithmetic.TableID) normalize.Sentence {
	var title, column normalize.Sentence
	if s := strings.TrimSpace(t.titleOf(id)); s != "" {
		title = codes.Say("with-title", s)
	}
	row := codes.Say("row-number", r.Row)
	if words := rowWords(r); words != "" {
		row = codes.Say("row-words", words)
	}
	if head := strings.Join(r.Path, "/"); head != "" {
		column = codes.Say("under-column", head)
	}
	return asCorrected(codes.Say("in-table", r.Page, r.Table, title, row, column), r.Corrected)
}

// titleOf is the title of one of the ledger's tables, or of last year's.
func (t *Teller) titleOf(id arithmetic.TableID) string {
	if t.titles == nil {
		t.titles = map[arithmetic.TableID]string{}
		for _, s := range t.tables {
			t.titles[s.ID()] = s.Title
		}
	}
	return t.titles[id]
}

// inFile puts before a place the file that prints a figure, where the ledger holds several.
func (t *Teller) inFile(e *arithmetic.Figure, where normalize.Sentence) normalize.Sentence {
	for _, d := range t.docs {
		switch {
		case d.ID != e.Document():
		case len(t.docs) > 1:
			return codes.Say("in-file", path.Base(d.File), where)
		default:
			return where
		}
	}
	if t.last == nil {
		return where
	}
	return codes.Say("in-previous-file", t.last.File, t.last.Year, where)
}

func rowWords(r *normalize.Record) string {
	if r.CodeSource == normalize.CodeByName {
		return r.Label // its code is not to be seen on the page
	}
	return strings.TrimSpace(r.FunctionCode + r.EconomicCode + " " + r.Label)
}

func shortened(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}

// New tells of documents, and of last year's if there is one. tables are all their tables.
func New(docs []*normalize.Disclosure, tables []*table.Table, last *normalize.Disclosure) *Teller {
	return &Teller{docs: docs, tables: tables, last: last}
}
