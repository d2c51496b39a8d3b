package reconcile

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// stories are the narratives of the ledger's documents.
func stories(l *ledger) []*story {
	var out []*story
	for _, claims := range l.claims {
		if wellNumbered(claims) {
			out = append(out, newStory(l, claims))
		}
	}
	return out
}

// A story is the narrative of one document as checks see it.
type story struct {
	ledger  *ledger
	claims  []*normalize.Claim
	entries map[int]*entry // by claim number; those without a value have none
	means   map[int]meaning
	names   map[string][]string // function codes by the names that tables give them
	values  map[string][]*entry // tables' figures by value in 元

	read      string // the sentence last looked at, and whether it speaks of an evaluation
	evaluates bool
}

func newStory(l *ledger, claims []*normalize.Claim) *story {
	s := &story{ledger: l, claims: claims, entries: map[int]*entry{}, means: map[int]meaning{},
		names: map[string][]string{}, values: map[string][]*entry{}}
	for _, c := range claims {
		if c.Value.Valid {
			e := newEntry(c.Value.Decimal, c.Unit, c.Text)
			e.claim = c
			s.entries[c.Number] = e
		}
	}
	for _, sh := range l.sheets {
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

// index notes a table's function names and its amounts.
func (s *story) index(sh *sheet) {
	for _, r := range sh.table.Rows {
		for _, it := range r.Items {
			if name := bareName(it.Label); it.FunctionCode != "" && name != "" && !contains(s.names[name], it.FunctionCode) {
				s.names[name] = append(s.names[name], it.FunctionCode)
			}
		}
	}
	for _, e := range sh.list {
		if e.record.Yuan.Valid && !e.value.IsZero() {
			key := e.value.String()
			s.values[key] = append(s.values[key], e)
		}
	}
}

func contains(list []string, v string) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// file puts the amounts of the narrative beside those of the tables.
func (s *story) file() {
	for _, c := range s.claims {
		if c.Kind != normalize.Amount || !c.Yuan.Valid {
			continue
		}
		m, ok := s.meaningOf(c)
		if !ok {
			continue
		}
		s.means[c.Number] = m
		e := s.entries[c.Number]
		if c.Unit == "" || e.value.IsZero() && s.ledger.blank(m) {
			c.Outcome = s.nothingPrinted(m)
			continue
		}
		if m, ok := s.printedAs(m, e); ok {
			s.ledger.file(m, e)
		}
	}
}

var (
	codeInWords   = regexp.MustCompile(`^（?(\d{7}|\d{5}|\d{3})[-—）]|（(\d{7}|\d{5}|\d{3})）`)
	budgetInWords = regexp.MustCompile(`预算数?$|年初预算`)
	quotes        = strings.NewReplacer("“", "", "”", "", "\"", "", "”", "", "‘", "", "’", "", "《", "", "》", "", "科目", "")
)

// checks are the comparisons between sentences, and of sentences with figures that only their words
// lead to.
func (s *story) checks() []*check {
	var out []*check
	for _, c := range s.claims {
		switch c.Kind {
		case normalize.PercentChange:
			out = appendCheck(out, s.percentChange(c))
		case normalize.Change:
			out = appendCheck(out, s.fromBase(c))
		case normalize.Unchanged:
			out = appendCheck(out, s.unchanged(c))
		}
	}
	out = append(out, s.shares()...)
	return append(out, s.compositions()...)
}

func appendCheck(list []*check, c *check) []*check {
	if c == nil {
		return list
	}
	return append(list, c)
}

// stated ties amounts that no quantity was found for to a figure of a table whose name their words
// hold. This cannot fail and proves no figure.
func (s *story) stated() {
	for _, c := range s.claims {
		e := s.entries[c.Number]
		if e == nil || c.Kind != normalize.Amount || len(e.checks) > 0 || e.value.IsZero() {
			continue
		}
		for _, r := range s.values[e.value.String()] {
			name := listNumber.ReplaceAllString(r.record.Label, "")
			if len([]rune(name)) >= 3 && strings.Contains(c.Subject, name) {
				c.Records = append(c.Records, r.ref(c.Document))
				c.Outcome = normalize.Pass
			}
		}
	}
}
