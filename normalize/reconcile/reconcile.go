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
		l.add(ofKnownKind(l.doc, credible(tableChecks(sh), government || l.doc.Kind == "")))
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
	l.add(l.nestedLists())
	l.add(l.classSums())
	l.add(l.crossChecks())
	l.add(s.checks())
	l.add(operatingCosts(l))
}
