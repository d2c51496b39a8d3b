// Package told says in words what checks came to and where figures are printed.
package told

import (
	"fmt"
	"strconv"
	"strings"

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

// Where says where a figure is printed: page, table, row and column, or the sentence's words.
func (t *Teller) Where(e *arithmetic.Figure) string {
	if e.Claim != nil {
		return fmt.Sprintf("%spage %d, narrative, %s", t.fileOf(e), e.Claim.Page, shortened(e.Claim.Subject))
	}
	r := e.Record
	out := t.fileOf(e) + "page " + strconv.Itoa(r.Page) + ", table " + strconv.Itoa(r.Table)
	if title := strings.TrimSpace(t.titleOf(e.Table())); title != "" {
		out += " " + title
	}
	if words := rowWords(r); words != "" {
		out += ", row " + words
	} else {
		out += ", row " + strconv.Itoa(r.Row)
	}
	if head := strings.Join(r.Path, "/"); head != "" {
		out += ", column " + head
	}
	return out
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

// fileOf names the file that prints a figure, where the ledger holds several.
func (t *Teller) fileOf(e *arithmetic.Figure) string {
	for _, d := range t.docs {
		if d.ID == e.Document() {
			if len(t.docs) > 1 {
				return d.File + ", "
			}
			return ""
		}
	}
	if t.last == nil {
		return ""
	}
	return t.last.File + " of " + strconv.Itoa(t.last.Year) + ", "
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
