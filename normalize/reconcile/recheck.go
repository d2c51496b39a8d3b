package reconcile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// Audit compares a dataset that was stored with its own arithmetic, and adds findings for what was
// changed since it was reconciled: figures whose text, value and amount in 元 disagree, or whose text
// is not that of the table's cell; checks that come out otherwise than they are said to; records,
// claims and counts that are gone. In the dataset at hand, what comes out otherwise then counts as failed
// and what nothing else holds as not verified. A dataset that is as it was written gets no finding and is
// left alone. With last year's documents, comparisons of its figures with these are added.
func Audit(ds *normalize.Dataset, opts Options) {
	for _, docs := range bundles(ds.Disclosures) {
		a := newAudit(ds, docs)
		a.figures()
		a.checks(ds.Checks)
		a.statuses()
		for _, d := range docs {
			a.counts(ds, d)
		}
		ds.Findings = append(ds.Findings, a.findings()...)
		a.takeBack(ds)
	}
	if opts.Previous != nil {
		compareStored(ds, opts.Previous)
	}
	inOrder(ds)
}

// An audit is what is known of one stored document or bundle. References in it name their document.
type audit struct {
	ledger  *ledger // to tell places
	records map[normalize.Ref]*entry
	claims  map[normalize.ClaimRef]*entry
	printed map[normalize.Ref]string // texts of the tables' cells

	altered map[*entry]*alteration
	order   []*entry
	loose   []normalize.Finding
	held    map[*entry]bool // takes part in a check that comes out as it did
	named   map[*entry]bool // takes part in a check with a document that is not at hand
	changed []*redone       // in the order of the checks
	touched map[*entry]bool // takes part in one of them
}

func newAudit(ds *normalize.Dataset, docs []*normalize.Disclosure) *audit {
	a := &audit{records: map[normalize.Ref]*entry{}, claims: map[normalize.ClaimRef]*entry{}, printed: map[normalize.Ref]string{},
		altered: map[*entry]*alteration{}, held: map[*entry]bool{}, named: map[*entry]bool{}, touched: map[*entry]bool{}}
	a.ledger = &ledger{docs: docs, doc: docs[0]}
	for _, d := range docs {
		for i := range ds.Tables {
			if t := &ds.Tables[i]; t.Document == d.ID {
				a.ledger.sheets = append(a.ledger.sheets, &sheet{table: t})
				for _, c := range t.Cells {
					a.printed[normalize.Ref{Document: d.ID, Table: t.Number, Row: c.Row - t.HeaderRows, Column: c.Column}] = c.Text
				}
			}
		}
		for i := range ds.Records {
			if r := &ds.Records[i]; r.Document == d.ID {
				e := a.entryOf(r)
				a.records[e.ref("")] = e
			}
		}
		for i := range ds.Claims {
			if c := &ds.Claims[i]; c.Document == d.ID {
				e := newEntry(c.Value.Decimal, c.Unit, "")
				e.claim = c
				a.claims[e.claimRef("")] = e
			}
		}
	}
	return a
}

// has says that a document is at hand.
func (a *audit) has(document string) bool {
	return slices.ContainsFunc(a.ledger.docs, func(d *normalize.Disclosure) bool { return d.ID == document })
}

func (a *audit) entryOf(r *normalize.Record) *entry {
	unit := r.Unit
	if !r.Yuan.Valid {
		unit = ""
	}
	e := newEntry(r.Value.Decimal, unit, r.Text)
	e.record = r
	return e
}

// figures compare each figure's text, value and amount in 元, and its text with its cell's.
func (a *audit) figures() {
	for _, e := range a.figuresInOrder() {
		for _, reason := range a.oddities(e) {
			alteration := a.suspect(e)
			alteration.reasons = append(alteration.reasons, reason)
		}
	}
	for _, e := range a.sentences() {
		if c := e.claim; c.Yuan.Valid && !c.Yuan.Decimal.Equal(e.value) {
			alteration := a.suspect(e)
			alteration.reasons = append(alteration.reasons, fmt.Sprintf("its value is %s%s, but %s元", c.Value.Decimal, c.Unit, c.Yuan.Decimal))
		}
	}
}

// figuresInOrder are the records by document, table, row and column.
func (a *audit) figuresInOrder() []*entry {
	return slices.SortedFunc(maps.Values(a.records), func(x, y *entry) int {
		return cmp.Or(strings.Compare(x.document(), y.document()), cmp.Compare(x.record.Table, y.record.Table),
			cmp.Compare(x.record.Row, y.record.Row), cmp.Compare(x.record.Column, y.record.Column))
	})
}

// sentences are the claims by document and number.
func (a *audit) sentences() []*entry {
	return slices.SortedFunc(maps.Values(a.claims), func(x, y *entry) int {
		return cmp.Or(strings.Compare(x.document(), y.document()), cmp.Compare(x.claim.Number, y.claim.Number))
	})
}

// oddities are the ways in which a record disagrees with itself and with its table's text.
func (a *audit) oddities(e *entry) []string {
	r := e.record
	var out []string
	says := *r
	if r.Value.Valid && says.Reread(r.Text) && !says.Value.Decimal.Equal(r.Value.Decimal) {
		out = append(out, fmt.Sprintf("its text is %q, but its value %s", r.Text, r.Value.Decimal))
	}
	if scale, money := yuan[r.Unit]; r.Yuan.Valid && r.Value.Valid && money && !r.Value.Decimal.Mul(scale).Equal(r.Yuan.Decimal) {
		out = append(out, fmt.Sprintf("its value is %s%s, but its amount %s元", r.Value.Decimal, r.Unit, r.Yuan.Decimal))
	}
	if cell := a.printed[e.ref("")]; cell != "" && r.Value.Valid && !strings.Contains(solid(cell), solid(r.Text)) {
		out = append(out, fmt.Sprintf("its text is %q, but %q in the table's own file", r.Text, cell))
	}
	return out
}

// solid is a text without white space.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// checks makes every check again, and finds out which figures those that come out otherwise have in
// common and others have not.
func (a *audit) checks(stored []normalize.Check) {
	for i := range stored {
		row := &stored[i]
		if !a.has(row.Document) || row.Outcome == normalize.Insufficient {
			continue
		}
		if len(row.Terms) == 0 {
			a.find(codes.AlteredCheck, row, "its arithmetic is not told")
			continue
		}
		figures, complete := a.figuresOf(row)
		if !complete {
			continue
		}
		again := remake(row, figures)
		if !again.listedIn(row) {
			a.find(codes.AlteredCheck, row, "the figures that it lists are not those of its arithmetic")
			continue
		}
		if !again.comesOut(row) {
			a.changed = append(a.changed, &redone{again, row})
			for _, e := range again.entries() {
				a.touched[e] = true
			}
			continue
		}
		if why := misjudged(row, again); why != "" {
			a.find(codes.AlteredCheck, row, why)
		}
		for _, e := range again.entries() {
			a.held[e] = true
		}
	}
	a.blame(a.changed)
}

// figuresOf are the figures of a stored check's arithmetic. It reports those that are gone, and is false where
// one is not at hand.
func (a *audit) figuresOf(row *normalize.Check) (out []*entry, complete bool) {
	complete = true
	for _, f := range named(row) {
		e := a.at(f)
		if e == nil {
			complete = false
			a.gone(row, f)
		}
		out = append(out, e)
	}
	if !complete {
		for _, e := range out {
			if e != nil {
				a.named[e] = true
			}
		}
	}
	return out, complete
}

// at is the figure of a name that has its document; nil if it is not there.
func (a *audit) at(f normalize.FigureRef) *entry {
	if f.OfClaim() {
		return a.claims[f.Claim]
	}
	return a.records[f.Record]
}

// gone reports a figure that a check names and nobody finds, unless its document is not at hand.
func (a *audit) gone(row *normalize.Check, f normalize.FigureRef) {
	what, document := "record "+f.Record.String(), f.Record.Document
	if f.OfClaim() {
		what, document = "claim "+f.Claim.String(), f.Claim.Document
	}
	if a.has(document) {
		a.find(codes.AlteredCheck, row, "the "+what+" is gone")
	}
}

// find adds a finding about a check.
func (a *audit) find(code string, row *normalize.Check, why string) {
	a.loose = append(a.loose, normalize.Finding{Document: row.Document, Code: code, Severity: normalize.Error, Table: row.Table, Check: row.Number,
		Message: fmt.Sprintf("check %d (%s): %s; the dataset was changed after it was written", row.Number, row.Code, why)})
}

// misjudged says what is wrong with the outcome of a stored check whose figures are as they were.
func misjudged(row *normalize.Check, c *check) string {
	switch {
	case !row.Difference.Decimal.Equal(row.Actual.Decimal.Sub(row.Expected.Decimal)) && c.base == nil:
		return fmt.Sprintf("its difference is %s, but %s less %s is another", row.Difference.Decimal, row.Actual.Decimal, row.Expected.Decimal)
	case (row.Outcome == normalize.Fail) != c.beyond(row):
		return fmt.Sprintf("its outcome is %s with a difference of %s and a tolerance of %s", row.Outcome, row.Difference.Decimal, row.Tolerance.Decimal)
	}
	return ""
}

// beyond says that a stored difference is more than its tolerance.
func (c *check) beyond(row *normalize.Check) bool {
	gap := row.Difference.Decimal
	if !c.atMost {
		gap = gap.Abs()
	}
	return gap.GreaterThan(row.Tolerance.Decimal)
}

// statuses finds records that are said to be verified and are in no check. Those of checks that come out
// otherwise follow from what was altered, which is told.
func (a *audit) statuses() {
	for _, e := range a.figuresInOrder() {
		if a.unheld(e) && !a.touched[e] && a.altered[e] == nil {
			a.loose = append(a.loose, a.about(e, codes.AlteredStatus, fmt.Sprintf("%s (%s) is said to be verified, but no check holds it", e.text(), a.ledger.where(e))))
		}
	}
}

// unheld says that a record is said to be verified and no check that comes out as it did holds it.
func (a *audit) unheld(e *entry) bool {
	return e.record != nil && e.record.Status == normalize.Verified && !a.held[e] && !a.named[e]
}

// takeBack lets the dataset at hand count no more as proven than still is.
func (a *audit) takeBack(ds *normalize.Dataset) {
	for _, c := range a.changed {
		a.fail(c)
	}
	for _, e := range a.figuresInOrder() {
		switch {
		case a.altered[e] != nil:
			e.record.Status = normalize.Contradicted
		case a.unheld(e):
			e.record.Status = normalize.Unverified
		}
	}
	if len(a.changed)+len(a.order) == 0 {
		return
	}
	for _, d := range a.ledger.docs {
		d.Verified, d.Failed = a.proven(ds, d)
	}
}

// fail lets a check count as one that failed, in the tables of its figures too.
func (a *audit) fail(c *redone) {
	if c.row.Outcome == normalize.Fail {
		return
	}
	c.row.Outcome = normalize.Fail
	for _, id := range tablesOf(c.check) {
		for _, s := range a.ledger.sheets {
			if s.id() == id {
				s.table.Failed++
			}
		}
	}
}

// proven counts a document's verified figures and failed checks.
func (a *audit) proven(ds *normalize.Dataset, d *normalize.Disclosure) (verified, failed int) {
	for _, e := range a.records {
		if e.document() == d.ID && e.record.Status == normalize.Verified && e.record.Value.Valid {
			verified++
		}
	}
	for _, c := range ds.Checks {
		if c.Document == d.ID && c.Outcome == normalize.Fail {
			failed++
		}
	}
	return verified, failed
}

// counts compare what the row of a document counts with what there is.
func (a *audit) counts(ds *normalize.Dataset, d *normalize.Disclosure) {
	verified, failed := a.proven(ds, d)
	var records, tables int
	for _, e := range a.records {
		if e.document() == d.ID {
			records++
		}
	}
	for _, t := range ds.Tables {
		if t.Document == d.ID {
			tables++
		}
	}
	for _, c := range []struct {
		what      string
		said, are int
	}{{"tables", d.Tables, tables}, {"records", d.Records, records}, {"verified records", d.Verified, verified}, {"failed checks", d.Failed, failed}} {
		if c.said != c.are {
			a.loose = append(a.loose, normalize.Finding{Document: d.ID, Code: codes.AlteredCount, Severity: normalize.Error,
				Message: fmt.Sprintf("documents.csv counts %d %s, there are %d; the dataset was changed after it was written", c.said, c.what, c.are)})
		}
	}
}
