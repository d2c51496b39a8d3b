// Package reconcile proves figures against each other: sums inside tables, the same quantity across
// tables, and the narrative against both. It changes no figure.
package reconcile

import "github.com/mingxi/mingxi/normalize"

// Check compares what the dataset's figures must satisfy, and fills its checks, findings, each
// record's status, each claim's records and outcome, and the counts that depend on them.
func Check(ds *normalize.Dataset) {
}
