package normalize

import "testing"

// Every wording of a head finds its examples.
func TestHeadWordings(t *testing.T) {
	for _, fault := range headWords.Faults() {
		t.Error(fault)
	}
}

// Every wording of what sentences say finds its examples.
func TestClaimWordings(t *testing.T) {
	for _, fault := range claimWords.Faults() {
		t.Error(fault)
	}
}
