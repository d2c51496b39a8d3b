package normalize

import "slices"

// Append adds another document's dataset. The findings stay worst first; among equals, in document
// order.
func (ds *Dataset) Append(other *Dataset) {
	ds.Disclosures = append(ds.Disclosures, other.Disclosures...)
	ds.Tables = append(ds.Tables, other.Tables...)
	ds.Records = append(ds.Records, other.Records...)
	ds.Claims = append(ds.Claims, other.Claims...)
	ds.Targets = append(ds.Targets, other.Targets...)
	ds.Checks = append(ds.Checks, other.Checks...)
	ds.Facts = append(ds.Facts, other.Facts...)
	ds.Findings = append(ds.Findings, other.Findings...)
	slices.SortStableFunc(ds.Findings, func(a, b Finding) int { return a.Severity.Rank() - b.Severity.Rank() })
}

// Rank is 0 for the worst severity and grows as they get milder.
func (s Severity) Rank() int {
	switch s {
	case Error:
		return 0
	case Warning:
		return 1
	}
	return 2
}
