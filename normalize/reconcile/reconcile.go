// Package reconcile proves figures against each other: sums inside tables, the same quantity across
// tables, and the narrative against both. It changes no figure.
package reconcile

import (
	"github.com/mingxi/mingxi/normalize"
)

// Check compares what the dataset's figures must satisfy, and fills its checks, findings, each
// record's status, each claim's records and outcome, and the counts that depend on them. What was
// there of these from an earlier run is replaced.
func Check(ds *normalize.Dataset) {
	ds.Checks = nil
	ds.Findings = keepForeign(ds.Findings)
	parts := byDocument(ds)
	for i := range ds.Disclosures {
		d := &ds.Disclosures[i]
		checkDocument(ds, newLedger(d, parts[d.ID]))
	}
	sortFindings(ds.Findings)
}

// keepForeign leaves the findings of the stages before.
func keepForeign(all []normalize.Finding) []normalize.Finding {
	var out []normalize.Finding
	for _, f := range all {
		if !isRule(f.Code) {
			out = append(out, f)
		}
	}
	return out
}

// checkDocument reconciles one document.
func checkDocument(ds *normalize.Dataset, l *ledger) {
	s := newStory(l)
	government := ofGovernment(l.doc, l.sheets)
	for _, sh := range l.sheets {
		l.add(credible(tableChecks(sh), government))
	}
	if government {
		l.add(passing(s.checks()))
	} else {
		l.crossTables(s)
	}
	l.forgiveRounding()
	l.unmaskMisprints()
	culprits := l.blame()
	s.conclude(culprits)
	l.write(ds, culprits)
}

// tableChecks are the checks inside one table.
func tableChecks(s *sheet) []*check {
	out := columnChecks(s)
	out = append(out, rowChecks(s)...)
	out = append(out, changeChecks(s)...)
	out = append(out, twoSides(s)...)
	out = append(out, partsWithin(s)...)
	holdToTheDigit(out)
	return out
}

// crossTables compares tables with each other and with the narrative.
func (l *ledger) crossTables(s *story) {
	l.placeAll()
	s.file()
	l.add(l.sameAmounts())
	l.add(l.nested())
	l.add(l.classSums())
	l.add(l.crossChecks())
	l.add(s.checks())
	l.add(operatingCosts(l))
}

// A share is what a dataset holds of one document.
type share struct {
	tables  []*normalize.Table
	records []*normalize.Record
	claims  []*normalize.Claim
}

// byDocument gives each document its tables, records and claims, with nothing said of them yet.
func byDocument(ds *normalize.Dataset) map[string]*share {
	out := map[string]*share{}
	of := func(id string) *share {
		if out[id] == nil {
			out[id] = &share{}
		}
		return out[id]
	}
	for i := range ds.Tables {
		t := &ds.Tables[i]
		of(t.Document).tables = append(of(t.Document).tables, t)
	}
	for i := range ds.Records {
		r := &ds.Records[i]
		r.Status = normalize.Unverified
		of(r.Document).records = append(of(r.Document).records, r)
	}
	for i := range ds.Claims {
		c := &ds.Claims[i]
		c.Records, c.Outcome = nil, normalize.Insufficient
		of(c.Document).claims = append(of(c.Document).claims, c)
	}
	return out
}

func newLedger(doc *normalize.Disclosure, parts *share) *ledger {
	l := &ledger{doc: doc, places: map[quantity][]placed{}, hierarchical: map[int]bool{},
		blanks: map[quantity]bool{}, emptyFunds: map[string]bool{}}
	if parts != nil {
		l.claims = parts.claims
		l.sheets = sheets(parts.tables, parts.records)
	}
	return l
}

// placeAll files the figures of all tables. Where a kind of table comes again, the tables of
// another agency have begun.
func (l *ledger) placeAll() {
	seen := map[string]bool{}
	for _, s := range l.sheets {
		sub := subjectOf(s.table.Title, l.doc)
		key := s.table.Title
		if sub.ok && key != "" && seen[key] {
			l.sets++
			seen = map[string]bool{}
		}
		seen[key] = true
		l.place(s, l.sets)
	}
}

// add keeps checks that say something, and lets their figures know of them.
func (l *ledger) add(checks []*check) {
	for _, c := range checks {
		if c.outcome == normalize.Insufficient || c.outcome == "" {
			continue
		}
		c.number = len(l.checks) + 1
		l.checks = append(l.checks, c)
		for _, e := range c.entries() {
			e.checks = append(e.checks, c)
		}
	}
}

// operatingCosts compare 机关运行经费 with the public costs (公用经费) that they are in most
// disclosures. Where a department has institutions that are no authorities they differ, so that only
// agreement and misprints count.
func operatingCosts(l *ledger) []*check {
	var out []*check
	for _, q := range l.order {
		if q.item != "operating" {
			continue
		}
		public := q
		public.item, public.flow, public.fund, public.use = "", "out", "gpb", "public"
		c := equality("operating-costs", reference(l.places[q]), reference(l.places[public]))
		if c = c.certain(); c != nil {
			out = append(out, c)
		}
	}
	return out
}

// conclude sets what came of each claim.
func (s *story) conclude(culprits []culprit) {
	s.stated()
	blamed := map[*entry]bool{}
	for _, c := range culprits {
		blamed[c.entry] = true
	}
	for _, c := range s.claims {
		if e := s.entries[c.Number]; e != nil && len(e.checks) > 0 {
			c.Outcome = outcomeOf(e, blamed[e])
			c.Records = recordsBeside(e)
		}
	}
	s.restated()
}

// outcomeOf is what a figure's checks came to: a failure where the figure is the culprit or where all
// of them fail, otherwise the worst of those that hold.
func outcomeOf(e *entry, blamed bool) normalize.Outcome {
	rank := map[normalize.Outcome]int{normalize.Pass: 1, normalize.Rounding: 2}
	out := normalize.Fail
	for _, c := range e.checks {
		if rank[c.outcome] > rank[out] {
			out = c.outcome
		}
	}
	if blamed {
		return normalize.Fail
	}
	return out
}

// recordsBeside are the records that a claim was compared with.
func recordsBeside(e *entry) []normalize.Ref {
	var out []normalize.Ref
	seen := map[normalize.Ref]bool{}
	for _, c := range e.checks {
		for _, o := range c.entries() {
			if o.record != nil && !seen[o.record.Ref()] {
				seen[o.record.Ref()] = true
				out = append(out, o.record.Ref())
			}
		}
	}
	return out
}

// restated settles the claims that state no figure of their own.
func (s *story) restated() {
	for _, c := range s.claims {
		switch c.Kind {
		case normalize.Names:
			s.namesAgree(c)
		case normalize.Unchanged:
			if e := s.entries[c.Of]; e != nil {
				c.Records = recordsBeside(e)
			}
		}
	}
}

// namesAgree says whether a list of item names is just that of the items that tables print.
func (s *story) namesAgree(c *normalize.Claim) {
	printed := map[string][]normalize.Ref{}
	for _, sh := range s.ledger.sheets {
		for _, r := range sh.table.Rows {
			for _, it := range r.Items {
				if it.EconomicCode != "" {
					if _, done := printed[it.Label]; !done {
						printed[it.Label] = firstRefs(sh, r.Number, it.Side)
					}
				}
			}
		}
	}
	for _, name := range c.Names {
		refs, ok := printed[name]
		if !ok {
			c.Records = nil
			return
		}
		c.Records = append(c.Records, refs...)
	}
	c.Outcome = normalize.Pass
}

// firstRefs is the first figure of a row's item.
func firstRefs(s *sheet, row, side int) []normalize.Ref {
	for _, col := range s.table.Columns {
		if e := s.at(row, col.Number); e != nil && col.Side == side {
			return []normalize.Ref{e.record.Ref()}
		}
	}
	return nil
}

// twoSides compare the last totals of lists that stand side by side, where they stand on one row
// and say 总计 or 合计: what is received equals what is spent.
func twoSides(s *sheet) []*check {
	if !subjectOf(s.table.Title, &normalize.Disclosure{}).twoSided || len(s.table.Rows) == 0 {
		return nil
	}
	var first, second *entry
	for _, r := range s.table.Rows {
		var found []*entry
		for _, it := range r.Items {
			if e := s.firstFigure(r.Number, it.Side); e != nil && it.Side > 0 && grandTotal.MatchString(it.Label) {
				found = append(found, e)
			}
		}
		if len(found) >= 2 {
			first, second = found[0], found[len(found)-1]
		}
	}
	if c := equality("two-sides", second, first); c != nil {
		return []*check{c}
	}
	return nil
}

func (s *sheet) firstFigure(row, side int) *entry {
	for _, c := range s.table.Columns {
		if c.Side == side {
			if e := s.at(row, c.Number); e != nil {
				return e
			}
		}
	}
	return nil
}
