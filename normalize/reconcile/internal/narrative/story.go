// Package narrative holds the sentences of a document against its tables and against each other.
package narrative

import (
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
)

// Stories are the narratives of documents, given the claims of each, that can be followed.
func Stories(l *ledger.Ledger, claims [][]*normalize.Claim) []*Story {
	var out []*Story
	for _, c := range claims {
		if wellNumbered(c) {
			out = append(out, newStory(l, c))
		}
	}
	return out
}

// A Story is the narrative of one document as checks see it.
type Story struct {
	ledger  *ledger.Ledger
	claims  []*normalize.Claim
	figures map[int]*arithmetic.Figure      // by claim number; those without a value have none
	coded   map[string][]*arithmetic.Figure // tables' figures by the code of a functional item
	named   map[string][]*arithmetic.Figure // tables' figures by the name of their row, where it is known what their column measures
	columns map[*arithmetic.Figure]normalize.Quantity
	above   map[*arithmetic.Figure]string // the name of the row that theirs stands below
}

// Figures are the amounts that the story states.
func (s *Story) Figures() []*arithmetic.Figure {
	var out []*arithmetic.Figure
	for _, c := range s.claims {
		if e := s.figures[c.Number]; e != nil && e.Money && c.Kind == normalize.Amount {
			out = append(out, e)
		}
	}
	return out
}

// quantity is what an amount measures, if its words tell.
func (s *Story) quantity(number int) (meaning.Quantity, bool) {
	if number < 1 || number > len(s.claims) {
		return meaning.Quantity{}, false
	}
	q := s.claims[number-1].Quantity
	return meaning.Quantity(q), q != normalize.Quantity{}
}

func newStory(l *ledger.Ledger, claims []*normalize.Claim) *Story {
	s := &Story{ledger: l, claims: claims, figures: map[int]*arithmetic.Figure{},
		coded: map[string][]*arithmetic.Figure{},
		named: map[string][]*arithmetic.Figure{}, columns: map[*arithmetic.Figure]normalize.Quantity{}, above: map[*arithmetic.Figure]string{}}
	for _, c := range claims {
		if c.Value.Valid {
			s.figures[c.Number] = arithmetic.OfClaim(c)
		}
	}
	if len(claims) > 0 {
		names := nameCache{}
		for _, sh := range l.Tables {
			s.index(sh, names)
		}
	}
	return s
}

// wellNumbered says that claims are numbered from 1 in their order and refer to each other; a
// dataset that was put together otherwise has a narrative that cannot be followed.
func wellNumbered(claims []*normalize.Claim) bool {
	for i, c := range claims {
		if c.Number != i+1 || c.Of < 0 || c.Of > len(claims) || c.Whole < 0 || c.Whole > len(claims) {
			return false
		}
	}
	return true
}

// An itemAt is where an item of a table stands.
type itemAt struct{ row, side int }

// A nameCache holds the names of labels that were read before: most come again in several columns and tables.
type nameCache map[string]string

func (n nameCache) of(label string) string {
	name, known := n[label]
	if !known {
		name = nameOf(label)
		n[label] = name
	}
	return name
}

// parentNames are the names of the rows that the items of a table stand below.
func parentNames(sh *table.Table, names nameCache) map[itemAt]string {
	labels, out := map[itemAt]string{}, map[itemAt]string{}
	for _, r := range sh.Rows {
		for _, it := range r.Items {
			labels[itemAt{r.Number, it.Side}] = it.Label
			if up := labels[itemAt{it.Parent, it.Side}]; it.Parent > 0 && up != "" {
				out[itemAt{r.Number, it.Side}] = names.of(up)
			}
		}
	}
	return out
}

// index notes a table's amounts.
func (s *Story) index(sh *table.Table, names nameCache) {
	of, sides := map[int]normalize.Quantity{}, map[int]int{}
	for i := range sh.Columns {
		of[sh.Columns[i].Number], sides[sh.Columns[i].Number] = sh.Columns[i].Quantity, sh.Columns[i].Side
	}
	parents := parentNames(sh, names)
	for _, e := range sh.Figures {
		if q := of[e.Record.Column]; q != (normalize.Quantity{}) && e.Record.Yuan.Valid {
			name := names.of(e.Record.Label)
			s.named[name], s.columns[e] = append(s.named[name], e), q
			if up := parents[itemAt{e.Record.Row, sides[e.Record.Column]}]; up != "" {
				s.above[e] = up
			}
			if name, ok := rowOfPurchases(sh.Title, e.Record.Label); ok {
				s.named[name] = append(s.named[name], e)
			}
		}
		if e.Record.Yuan.Valid && !e.Value.IsZero() {
			if code := e.Record.FunctionCode; code != "" {
				s.coded[code] = append(s.coded[code], e)
			}
		}
	}
}
