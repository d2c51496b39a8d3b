// Package ledger files the figures of a document's tables and sentences under what they measure.
package ledger

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/meaning"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// Find is the figure that stands for a meaning; nil if none is printed.
func (l *Ledger) Find(m meaning.Meaning) *arithmetic.Figure {
	var fitting []Filed
	for _, p := range l.filed[m.Quantity] {
		if p.Scope == m.Scope {
			fitting = append(fitting, p)
		}
	}
	return Reference(fitting)
}

// New opens the ledger of a document's tables.
func New(doc *normalize.Disclosure, tables []*table.Table) *Ledger {
	return &Ledger{Doc: doc, Tables: tables, filed: map[meaning.Quantity][]Filed{}, Hierarchical: map[arithmetic.TableID]bool{},
		blanks: map[meaning.Quantity]bool{}, emptyFunds: map[string]bool{}}
}

// A Filed figure is a figure of a table with what it measures.
type Filed struct {
	*arithmetic.Figure
	Scope meaning.Scope
}

// A Ledger holds what the tables of one document, or of one bundle, say of each quantity.
type Ledger struct {
	Doc    *normalize.Disclosure // what the documents say of themselves
	Tables []*table.Table
	filed  map[meaning.Quantity][]Filed
	Order  []meaning.Quantity

	blanks       map[meaning.Quantity]bool   // that a table has a place for, and prints nothing there
	emptyFunds   map[string]bool             // funds whose tables print no figure
	Hierarchical map[arithmetic.TableID]bool // tables that list functions at several levels, or several times
}

// File files a figure under what it measures.
func (l *Ledger) File(m meaning.Meaning, e *arithmetic.Figure) {
	m = m.Settled()
	if l.filed[m.Quantity] == nil {
		l.Order = append(l.Order, m.Quantity)
	}
	l.filed[m.Quantity] = append(l.filed[m.Quantity], Filed{e, m.Scope})
}

// PrintsZero says that tables print a quantity, and as nothing wherever they do.
func (l *Ledger) PrintsZero(m meaning.Meaning) bool {
	printed := false
	for _, p := range l.filed[m.Settled().Quantity] {
		if p.Record == nil {
			continue
		}
		if !p.Value.IsZero() {
			return false
		}
		printed = true
	}
	return printed
}

// Blank says that a table has a place for a quantity, and prints nothing there.
func (l *Ledger) Blank(m meaning.Meaning) bool {
	for _, r := range m.Senses() {
		if len(l.filed[r.Settled().Quantity]) > 0 {
			return false
		}
	}
	for _, r := range m.Senses() {
		if l.blanks[r.Settled().Quantity] {
			return true
		}
	}
	return m.Fund != "" && m.Function == "" && l.emptyFunds[m.Fund]
}

// Prints says that a table has this amount for a meaning, its scope included.
func (l *Ledger) Prints(m meaning.Meaning, e *arithmetic.Figure) bool {
	return slices.ContainsFunc(l.filed[m.Settled().Quantity], func(p Filed) bool { return p.Scope == m.Scope && p.prints(e) })
}

// Agrees says that a table has this amount for a meaning, whatever of it the table tells.
func (l *Ledger) Agrees(m meaning.Meaning, e *arithmetic.Figure) bool {
	return slices.ContainsFunc(l.filed[m.Settled().Quantity], func(p Filed) bool { return p.prints(e) })
}

// prints says that a figure stands in a table and has this amount.
func (p Filed) prints(e *arithmetic.Figure) bool {
	return p.Record != nil && arithmetic.Equality(codes.SameAmount, e, p.Figure).Outcome != normalize.Fail
}

// AllPrint says that tables print every sense, in their totals, and as one value.
func (l *Ledger) AllPrint(senses []meaning.Meaning, ref *arithmetic.Figure) bool {
	for _, r := range senses {
		at := l.filed[r.Settled().Quantity]
		printed := slices.IndexFunc(at, func(p Filed) bool { return p.Record != nil && p.Scope == r.Scope })
		if r.Scope != meaning.Total || printed < 0 || !at[printed].Value.Equal(ref.Value) {
			return false
		}
	}
	return true
}

// Reference is the figure whose value most of the others have; a table's before a sentence's.
func Reference(all []Filed) *arithmetic.Figure {
	votes := map[string]int{}
	for _, p := range all {
		votes[p.Value.String()]++
	}
	var best *arithmetic.Figure
	for _, p := range all {
		switch v := votes[p.Value.String()]; {
		case best == nil, v > votes[best.Value.String()]:
			best = p.Figure
		case v == votes[best.Value.String()] && best.Record == nil && p.Record != nil:
			best = p.Figure
		}
	}
	return best
}

// At are the figures of a quantity, in the order in which they were filed.
func (l *Ledger) At(q meaning.Quantity) []Filed { return l.filed[q] }
