package narrative

import "testing"

// Every wording finds its examples.
func TestExamples(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}
