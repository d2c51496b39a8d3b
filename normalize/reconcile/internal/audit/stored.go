package audit

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/told"
)

// An alteration is what tells that a figure is not the one that was checked.
type alteration struct {
	reasons []normalize.Sentence
	checks  []*redone
}

// A redone check is one that was made again and came out otherwise.
type redone struct {
	*arithmetic.Check
	row *normalize.Check // as stored
}

// suspect notes that a figure is not what it was, and gives what is known of it.
func (a *audit) suspect(e *arithmetic.Figure) *alteration {
	if a.altered[e] == nil {
		a.altered[e] = &alteration{}
		a.order = append(a.order, e)
	}
	return a.altered[e]
}

func (a *audit) about(e *arithmetic.Figure, code string, what normalize.Sentence) normalize.Finding {
	f := normalize.Finding{Document: e.Document(), Code: code, Severity: normalize.Error, Page: e.Page(), Sentence: what}
	if e.Record != nil {
		f.Table, f.Row, f.Column = e.Record.Table, e.Record.Row, e.Record.Column
	}
	return f
}

// An audit is what is known of one stored document or bundle. References in it name their document.
type audit struct {
	docs    []*normalize.Disclosure
	tables  map[arithmetic.TableID]*normalize.Table
	tell    *told.Teller
	records map[normalize.Ref]*arithmetic.Figure
	claims  map[normalize.ClaimRef]*arithmetic.Figure
	printed map[normalize.Ref]string // texts of the tables' cells

	altered map[*arithmetic.Figure]*alteration
	order   []*arithmetic.Figure
	loose   []normalize.Finding
	held    map[*arithmetic.Figure]bool // takes part in a check that comes out as it did
	named   map[*arithmetic.Figure]bool // takes part in a check with a document that is not at hand
	changed []*redone                   // in the order of the checks
	touched map[*arithmetic.Figure]bool // takes part in one of them
}

func newAudit(ds *normalize.Dataset, docs []*normalize.Disclosure) *audit {
	var tables []*table.Table
	a := &audit{docs: docs, tables: map[arithmetic.TableID]*normalize.Table{}, records: map[normalize.Ref]*arithmetic.Figure{}, claims: map[normalize.ClaimRef]*arithmetic.Figure{},
		printed: map[normalize.Ref]string{}, altered: map[*arithmetic.Figure]*alteration{}, held: map[*arithmetic.Figure]bool{}, named: map[*arithmetic.Figure]bool{}, touched: map[*arithmetic.Figure]bool{}}
	for _, d := range docs {
		for i := range ds.Tables {
			if t := &ds.Tables[i]; t.Document == d.ID {
				a.tables[arithmetic.TableID{Document: d.ID, Number: t.Number}] = t
				tables = append(tables, &table.Table{Table: t})
				for _, c := range t.Cells {
					a.printed[normalize.Ref{Document: d.ID, Table: t.Number, Row: c.Row - t.HeaderRows, Column: c.Column}] = c.Text
				}
			}
		}
		for i := range ds.Records {
			if r := &ds.Records[i]; r.Document == d.ID {
				e := arithmetic.OfRecord(r)
				a.records[e.Ref("")] = e
			}
		}
		for i := range ds.Claims {
			if c := &ds.Claims[i]; c.Document == d.ID {
				e := arithmetic.OfClaim(c)
				a.claims[e.ClaimRef("")] = e
			}
		}
	}
	a.tell = told.New(docs, tables, nil)
	return a
}

// has says that a document is at hand.
func (a *audit) has(document string) bool {
	return slices.ContainsFunc(a.docs, func(d *normalize.Disclosure) bool { return d.ID == document })
}

// figuresInOrder are the records by document, table, row and column.
func (a *audit) figuresInOrder() []*arithmetic.Figure {
	return slices.SortedFunc(maps.Values(a.records), func(x, y *arithmetic.Figure) int {
		return cmp.Or(strings.Compare(x.Document(), y.Document()), cmp.Compare(x.Record.Table, y.Record.Table),
			cmp.Compare(x.Record.Row, y.Record.Row), cmp.Compare(x.Record.Column, y.Record.Column))
	})
}

// sentences are the claims by document and number.
func (a *audit) sentences() []*arithmetic.Figure {
	return slices.SortedFunc(maps.Values(a.claims), func(x, y *arithmetic.Figure) int {
		return cmp.Or(strings.Compare(x.Document(), y.Document()), cmp.Compare(x.Claim.Number, y.Claim.Number))
	})
}

// at is the figure of a name that has its document; nil if it is not there.
func (a *audit) at(f normalize.FigureRef) *arithmetic.Figure {
	if f.OfClaim() {
		return a.claims[f.Claim]
	}
	return a.records[f.Record]
}

// misfits adds a finding about a check.
func (a *audit) misfits(row *normalize.Check, why normalize.Sentence) {
	a.loose = append(a.loose, normalize.Finding{Document: row.Document, Code: codes.AlteredCheck, Severity: normalize.Error, Table: row.Table, Check: row.Number,
		Sentence: codes.Say("altered-check", row.Number, row.Code, why)})
}

// unheld says that a record is said to be verified and no check that comes out as it did holds it.
func (a *audit) unheld(e *arithmetic.Figure) bool {
	return e.Record != nil && e.Record.Status == normalize.Verified && !a.held[e] && !a.named[e]
}
