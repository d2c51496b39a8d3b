package reconcile

import (
	"slices"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/across"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/inside"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/narrative"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// A bundle is one set of the tables and sentences of documents that are reconciled as one.
type bundle struct {
	docs   []*normalize.Disclosure
	tables []*table.Table
	claims [][]*normalize.Claim // of each document that has some
	ledger *ledger.Ledger
	last   *ledger.Ledger // last year's; nil if there is none

	checks   []*arithmetic.Check
	stories  []*narrative.Story
	culprits []verdict.Culprit
	restated int // comparisons with last year that fail and may well be right
}

// newBundle takes what belongs to one set from what the dataset has of documents, and looks for the same set
// of last year's documents.
func newBundle(docs []*normalize.Disclosure, parts map[string]*contents, set string, previous *normalize.Dataset) *bundle {
	b := openBundle(docs, parts, set)
	b.last = ledgerOfYear(previous, b.ledger.Doc, set)
	return b
}

func openBundle(docs []*normalize.Disclosure, parts map[string]*contents, set string) *bundle {
	b := &bundle{docs: docs}
	for _, d := range docs {
		if p := parts[d.ID]; p != nil {
			p = p.of(set)
			b.claims = append(b.claims, p.claims)
			b.tables = append(b.tables, table.Of(p.tables, p.records)...)
		}
	}
	b.ledger = ledger.New(asOne(docs), b.tables)
	return b
}

// compare makes all comparisons of what the bundle holds, and finds out which figures are wrong.
func (b *bundle) compare() {
	b.stories = narrative.Stories(b.ledger, b.claims)
	doc := b.ledger.Doc
	government := ofGovernment(doc, b.tables)
	lists := inside.OfTables(b.tables)
	var said []*arithmetic.Figure
	for _, s := range b.stories {
		said = append(said, s.Figures()...)
	}
	print := verdict.NewPrint(b.tables, said)
	if government {
		b.add(verdict.Settle(print, lists...))
		for _, s := range b.stories {
			b.add(s.Govern())
			b.add(verdict.Passing(s.Compare()))
		}
	} else {
		b.add(verdict.Settle(print, append(lists, b.together())...))
		for _, s := range b.stories {
			b.add(s.Named())
			b.add(s.Compare())
		}
		b.compareYears()
	}
	b.culprits = verdict.Judge(b.checks, print, b.holds)
	for _, s := range b.stories {
		s.Conclude(b.culprits)
	}
}

// together asks what tables say of each other, and the narrative of them.
func (b *bundle) together() []verdict.Question {
	b.ledger.FileAll()
	var said []verdict.Question
	for _, s := range b.stories {
		said = append(said, s.Amounts()...)
	}
	return append(across.Questions(b.ledger), said...)
}

// compareYears compares what is said of last year with last year's documents, if there are any.
func (b *bundle) compareYears() {
	if b.last == nil {
		return
	}
	checks := across.PreviousAmounts(b.ledger, b.last)
	for _, s := range b.stories {
		checks = append(checks, s.AcrossYears(b.last)...)
	}
	checks, b.restated = verdict.OfLastYear(checks)
	b.add(checks)
}

// add keeps checks that say something, and lets their figures know of them.
func (b *bundle) add(checks []*arithmetic.Check) {
	for _, c := range checks {
		if c.Outcome == normalize.Insufficient || c.Outcome == "" {
			continue
		}
		b.checks = append(b.checks, c)
		for _, e := range c.Figures() {
			e.Checks = append(e.Checks, c)
		}
	}
}

// holds says that a document is of the bundle. Last year's is not, and not judged.
func (b *bundle) holds(document string) bool {
	return slices.ContainsFunc(b.docs, func(d *normalize.Disclosure) bool { return d.ID == document })
}

var governmentTitle = words.Expression(`(全省|省本级|省级|全市|市本级|市级|全区|区本级|区级|自治区|全县|县本级|县级).*(一般公共预算|政府性基金|国有资本经营|社会保险基金).*表`)

// ofGovernment says that a document is the budget or the final accounts of a whole government: its
// tables give the same quantities for the province, its own level and its districts, which their
// names alone do not tell apart.
func ofGovernment(doc *normalize.Disclosure, sheets []*table.Table) bool {
	if doc.Level == normalize.Government {
		return true
	}
	n := 0
	for _, s := range sheets {
		if governmentTitle.MatchString(s.Title) {
			n++
		}
	}
	return n >= 2
}

// ledgerOfYear files one set of the tables of last year's documents; nil if there are none.
func ledgerOfYear(previous *normalize.Dataset, d *normalize.Disclosure, set string) *ledger.Ledger {
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
	l := openBundle(docs, asTheyAre(previous), set).ledger
	l.FileAll()
	return l
}
