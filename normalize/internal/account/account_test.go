package account

import "testing"

// Every wording finds its examples.
func TestWordings(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}
