package reconcile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// compareStored adds to a stored dataset the comparisons of its figures with last year's documents. Its
// sentences are left out, since a stored dataset does not tell what they are said of.
func compareStored(ds, previous *normalize.Dataset) {
	parts := asTheyAre(ds)
	for _, docs := range bundles(ds.Disclosures) {
		for _, set := range setsOf(docs, parts) {
			l := newLedger(docs, parts, set)
			if l.previous = ledgerOfYear(previous, l.doc, set); l.previous == nil {
				continue
			}
			l.placeAll()
			l.add(l.acrossYears())
			l.culprits = l.blame()
			l.append(ds)
		}
	}
}

// append puts checks and findings after those that the documents have.
func (l *ledger) append(ds *normalize.Dataset) {
	of := l.byDocument()
	l.countChecks(of)
	for id, checks := range of {
		last := 0
		for _, c := range ds.Checks {
			if c.Document == id {
				last = max(last, c.Number)
			}
		}
		for i, c := range checks {
			c.number = last + i + 1
			ds.Checks = append(ds.Checks, l.checkRow(c, id))
		}
	}
	for _, c := range l.culprits {
		ds.Findings = append(ds.Findings, l.finding(c))
	}
	ds.Findings = append(ds.Findings, l.restatement()...)
}

// Previous are the documents of last year that a document can be compared with: of the same agency and
// kind, one year before. Names that differ by 本级 or 部门 alone will do where there is just one such
// agency. None are given where it is open which are meant.
func Previous(d *normalize.Disclosure, all []normalize.Disclosure) []string {
	if d.Agency == "" || d.Year == 0 || d.Kind == "" {
		return nil
	}
	for _, name := range []func(string) string{strings.TrimSpace, bareAgency} {
		var fits []normalize.Disclosure
		for _, k := range all {
			if k.Year == d.Year-1 && k.Kind == d.Kind && name(k.Agency) == name(d.Agency) && k.ID != d.ID {
				fits = append(fits, k)
			}
		}
		if len(fits) > 0 {
			return ofOneBundle(fits)
		}
	}
	return nil
}

var agencySuffix = regexp.MustCompile(`([（(]?(本级|机关|部门|汇总)[）)]?)+$`)

// bareAgency is an agency's name without what tells its own budget from that of all it heads.
func bareAgency(name string) string {
	return agencySuffix.ReplaceAllString(strings.TrimSpace(name), "")
}

// ofOneBundle are the IDs of documents if they are one, or were reconciled as one.
func ofOneBundle(docs []normalize.Disclosure) []string {
	var out []string
	for _, d := range docs {
		if len(docs) > 1 && (d.Bundle == "" || d.Bundle != docs[0].Bundle) {
			return nil
		}
		out = append(out, d.ID)
	}
	return out
}

// ledgerOfYear files one set of the tables of last year's documents; nil if there are none.
func ledgerOfYear(previous *normalize.Dataset, d *normalize.Disclosure, set string) *ledger {
	if previous == nil {
		return nil
	}
	ids := Previous(d, previous.Disclosures)
	var docs []*normalize.Disclosure
	for i := range previous.Disclosures {
		if slices.Contains(ids, previous.Disclosures[i].ID) {
			docs = append(docs, &previous.Disclosures[i])
		}
	}
	if len(docs) == 0 {
		return nil
	}
	l := newLedger(docs, asTheyAre(previous), set)
	l.claims = nil
	l.placeAll()
	return l
}

// acrossYears compares what the documents say of last year with last year's.
func (l *ledger) acrossYears() []*check {
	if l.previous == nil {
		return nil
	}
	var out []*check
	for _, q := range l.order {
		if q.set != 0 || q.year != l.previous.doc.Year || q.stage != string(l.previous.doc.Kind) {
			continue
		}
		for _, p := range l.places[q] {
			ref := l.previous.find(meaning{q, p.scope})
			out = append(out, l.likely(equality(codes.PreviousAmount, p.entry, ref)))
		}
	}
	for _, s := range l.stories {
		for _, c := range s.claims {
			out = append(out, l.likely(s.sinceLastYear(c)))
		}
	}
	return slices.DeleteFunc(out, func(c *check) bool { return c == nil })
}

// tellingDigits is how many digits a figure has at least if one that differs is a sign of a misprint:
// between shorter ones an adjustment makes such differences, too (5.00 to 6.00).
const tellingDigits = 4

// likely drops a comparison that fails and does not read like a misprint, and counts it.
func (l *ledger) likely(c *check) *check {
	if c == nil || c.outcome != normalize.Fail {
		return c
	}
	v := nearestPrint(c.actual, c.expected())
	if c.base == nil && significant(c.actual.digits(v)) >= tellingDigits && misprint(c.actual, v) {
		return c
	}
	l.restated++
	return nil
}

// sinceLastYear compares a stated change with this year's amount less last year's document's; nil where
// one of the two is not known.
func (s *story) sinceLastYear(c *normalize.Claim) *check {
	e, amount := s.entries[c.Number], s.entries[c.Of]
	m, known := s.means[c.Of]
	if e == nil && c.Kind != normalize.Unchanged || amount == nil || !known || m.set != 0 {
		return nil
	}
	var first *check
	for _, before := range s.ledger.previous.lastYear(m) {
		var k *check
		switch {
		case c.Kind == normalize.Change:
			k = &check{code: codes.PreviousChange, actual: e, parts: []term{{entry: amount}, {entry: before, minus: true}}}
		case c.Kind == normalize.PercentChange:
			k = &check{code: codes.PreviousChange, actual: e, parts: []term{{entry: amount}, {entry: before, minus: true}}, base: []term{{entry: before}}}
		case c.Kind == normalize.Unchanged && !strings.Contains(c.Text, "基本"):
			k = &check{code: codes.PreviousAmount, actual: amount, parts: []term{{entry: before}}}
		default:
			return nil
		}
		k.evaluate()
		if k.holds() {
			return k
		}
		if first == nil && k.outcome == normalize.Fail {
			first = k
		}
	}
	return first
}

// lastYear are the figures that a meaning of the next year may have had.
func (l *ledger) lastYear(m meaning) []*entry {
	var out []*entry
	for _, r := range m.readings() {
		r = r.settled()
		r.year, r.stage = l.doc.Year, string(l.doc.Kind)
		for _, p := range l.places[r.quantity] {
			if p.scope == r.scope || p.scope == unsaid || r.scope == unsaid {
				out = append(out, p.entry)
			}
		}
	}
	return out
}

// restatement tells how many figures of last year are not those of last year's document.
func (l *ledger) restatement() []normalize.Finding {
	if l.restated == 0 {
		return nil
	}
	return []normalize.Finding{{Document: l.docs[0].ID, Code: codes.PreviousRestated, Severity: normalize.Info,
		Message: fmt.Sprintf("%d figures or changes said of last year do not follow from %s of %d: it was adjusted since, or they are on another basis",
			l.restated, l.previous.doc.File, l.previous.doc.Year)}}
}
