// Package ledger files the figures of a document's tables and sentences under what they measure.
package ledger

import (
	"slices"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// A Place is what figures measure, but for their scope, in one set of tables: where a title comes again, the
// tables of another agency have begun.
type Place struct {
	meaning.Quantity
	Set int
}

// A Placed figure is a figure with the scope that it says: whether it takes in what was carried over.
type Placed struct {
	*arithmetic.Figure
	Scope string
}

// A Ledger holds what the tables of one document, or of one bundle, say of each quantity.
type Ledger struct {
	Doc    *normalize.Disclosure // what the documents say of themselves
	Tables []*table.Table
	Order  []Place // in which they were first filed

	figures map[Place][]Placed
	alike   map[meaning.Quantity][]Place // places by what no sentence leaves unsaid
	blank   []meaning.Quantity           // that a table has a place for, and prints nothing there
	empty   []string                     // funds whose tables print no figure
}

// New opens the ledger of a document's tables.
func New(doc *normalize.Disclosure, tables []*table.Table) *Ledger {
	return &Ledger{Doc: doc, Tables: tables, figures: map[Place][]Placed{}, alike: map[meaning.Quantity][]Place{}}
}

// FileAll files the figures of all tables under the quantities that their records tell.
func (l *Ledger) FileAll() {
	seen := map[string]bool{}
	set := 0
	for _, t := range l.Tables {
		if t.Quantity == (normalize.Quantity{}) && !slices.ContainsFunc(t.Figures, measured) {
			continue
		}
		if t.Title != "" && seen[t.Title] {
			set++
			seen = map[string]bool{}
		}
		seen[t.Title] = true
		if len(t.Figures) == 0 && t.Quantity != (normalize.Quantity{}) {
			l.empty = append(l.empty, t.Quantity.Fund)
		}
		for _, f := range t.Figures {
			if measured(f) {
				l.File(meaning.Quantity(f.Record.Quantity), set, f)
			}
		}
		for _, q := range t.Blank {
			l.blank = append(l.blank, meaning.Quantity(q))
		}
	}
}

// measured says that it is known what a table's figure measures.
func measured(f *arithmetic.Figure) bool { return f.Record.Quantity != (normalize.Quantity{}) }

// File puts a figure under what it measures.
func (l *Ledger) File(q meaning.Quantity, set int, f *arithmetic.Figure) {
	at, scope := Place{q, set}, q.Scope
	at.Scope = ""
	if l.figures[at] == nil {
		l.Order = append(l.Order, at)
		l.alike[said(q)] = append(l.alike[said(q)], at)
	}
	l.figures[at] = append(l.figures[at], Placed{f, scope})
}

// said is of a quantity what no sentence leaves unsaid.
func said(q meaning.Quantity) meaning.Quantity {
	return meaning.Quantity{Item: q.Item, Function: q.Function, Economic: q.Economic, GovEconomic: q.GovEconomic, Unit: q.Unit, Project: q.Project, Year: q.Year, Stage: q.Stage}
}

// At are the figures of a place, in the order in which they were filed.
func (l *Ledger) At(p Place) []Placed { return l.figures[p] }

// Find is the figure that stands for a quantity with its scope; nil if none is printed.
func (l *Ledger) Find(q meaning.Quantity, set int) *arithmetic.Figure {
	at, scope := Place{q, set}, q.Scope
	at.Scope = ""
	return Reference(ofScope(l.figures[at], scope))
}

func ofScope(all []Placed, scope string) []Placed {
	var out []Placed
	for _, p := range all {
		if p.Scope == scope {
			out = append(out, p)
		}
	}
	return out
}

// Fitting are the figures of tables that a quantity may be, whatever it leaves unsaid: its own place first, the
// others in the order in which they were filed. A fund that is not said is no fund of a special kind. Where there
// is none, those that its fund loosely is, and loose is true: 财政拨款 is said where 一般公共预算财政拨款 is meant.
// Likewise for the use.
func (l *Ledger) Fitting(q meaning.Quantity) (out []Placed, loose bool) {
	own := Place{q, 0}
	own.Scope = ""
	places := append([]Place{own}, l.alike[said(q)]...)
	if q.Said() && slices.ContainsFunc(l.figures[own], func(p Placed) bool { return p.Record != nil }) {
		places = places[:1] // it is said wholly, and printed
	}
	var near []Placed
	for i, at := range places {
		if i > 0 && (at == own || at.Set != 0) || q.Fund == "" && !usualFund(at.Fund) || q.Use == "" && !usualUse(at.Use) {
			continue
		}
		fits, loosely := at.Fits(q), at.FitsLoosely(q)
		for _, p := range l.figures[at] {
			switch {
			case p.Record == nil || !sameScope(p.Scope, q.Scope):
			case fits:
				out = append(out, p)
			case loosely:
				near = append(near, p)
			}
		}
	}
	if out == nil {
		return near, true
	}
	return out, false
}

// usualFund says that a fund is what is meant where none is said.
func usualFund(fund string) bool {
	return fund == "" || fund == meaning.All || fund == meaning.Fiscal || fund == meaning.General
}

// usualUse says that a use is what is meant where none is said.
func usualUse(use string) bool { return use == "" || use == meaning.All || use == meaning.Basic }

// sameScope says that two amounts can be of one scope. One that does not say takes in what was carried over, or
// does not, but is not what was carried over.
func sameScope(a, b string) bool {
	carried := func(s string) bool { return s == meaning.CarriedIn || s == meaning.CarriedOut }
	return a == b || (a == "" || b == "") && !carried(a) && !carried(b)
}

// Blank says that a table has a place for a quantity, and none prints anything there.
func (l *Ledger) Blank(q meaning.Quantity) bool {
	if all, _ := l.Fitting(q); len(all) > 0 {
		return false
	}
	fits := func(b meaning.Quantity) bool { return b.Fits(q) }
	return slices.ContainsFunc(l.blank, fits) || q.Fund != "" && q.Function == "" && slices.Contains(l.empty, q.Fund)
}

// PrintsZero says that tables print a quantity, and as nothing wherever they do.
func (l *Ledger) PrintsZero(q meaning.Quantity) bool {
	all, _ := l.Fitting(q)
	return len(all) > 0 && !slices.ContainsFunc(all, func(p Placed) bool { return !p.Value.IsZero() })
}

// Reference is the figure whose value most of the others have; a table's before a sentence's.
func Reference(all []Placed) *arithmetic.Figure {
	votes, printed := map[string]int{}, make([]string, len(all))
	for i, p := range all {
		printed[i] = p.Value.String()
		votes[printed[i]]++
	}
	var best *arithmetic.Figure
	most := 0 // votes of the best
	for i, p := range all {
		if v := votes[printed[i]]; v > most || v == most && best.Record == nil && p.Record != nil {
			best, most = p.Figure, v
		}
	}
	return best
}
