// Package narrative holds the sentences of a document against its tables and against each other.
package narrative

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
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
	values  map[string][]*arithmetic.Figure // tables' figures by value in 元
	coded   map[string][]*arithmetic.Figure // tables' figures by the code of a functional item
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
		values: map[string][]*arithmetic.Figure{}, coded: map[string][]*arithmetic.Figure{}}
	for _, c := range claims {
		if c.Value.Valid {
			s.figures[c.Number] = arithmetic.OfClaim(c)
		}
	}
	for _, sh := range l.Tables {
		s.index(sh)
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

// index notes a table's amounts.
func (s *Story) index(sh *table.Table) {
	for _, e := range sh.Figures {
		if e.Record.Yuan.Valid && !e.Value.IsZero() {
			key := e.Value.String()
			s.values[key] = append(s.values[key], e)
			if code := e.Record.FunctionCode; code != "" {
				s.coded[code] = append(s.coded[code], e)
			}
		}
	}
}

// stated ties amounts that no quantity was found for to a figure of a table whose name their words
// hold. This cannot fail and proves no figure.
func (s *Story) stated() {
	for _, c := range s.claims {
		e := s.figures[c.Number]
		if e == nil || c.Kind != normalize.Amount || len(e.Checks) > 0 || e.Value.IsZero() {
			continue
		}
		for _, r := range s.values[e.Value.String()] {
			name := words.TrimNumber(r.Record.Label)
			if len([]rune(name)) >= 3 && strings.Contains(c.Subject, name) {
				c.Records = append(c.Records, r.Ref(c.Document))
				c.Outcome = normalize.Pass
			}
		}
	}
}

// itemInWords is the code of a functional item, the only codes of seven digits, before or behind its name.
var itemInWords = regexp.MustCompile(`^(?:\d{1,2}\.)?（?(2\d{6})(?:[-—）]|\p{Han})|（(2\d{6})）`)

// statedByCode ties an amount whose words give the code of an item to the figures of the table's row of that code, to
// the cent or rounded, where nothing else did. A difference says nothing: another fund may be meant.
func (s *Story) statedByCode(c *normalize.Claim, e *arithmetic.Figure) {
	m := itemInWords.FindStringSubmatch(c.Subject)
	if m == nil || e == nil || e.Value.IsZero() || c.Kind != normalize.Amount || c.Outcome == normalize.Fail || len(c.Records) > 0 {
		return
	}
	for _, r := range s.coded[m[1]+m[2]] {
		if k := arithmetic.Equality(codes.SameAmount, e, r); k.Outcome != normalize.Fail {
			c.Records = append(c.Records, r.Ref(c.Document))
			c.Outcome = k.Outcome
		}
	}
}
