package continuation

import "testing"

// Every wording is found in its examples.
func TestWordings(t *testing.T) {
	for _, fault := range wording.Faults() {
		t.Error(fault)
	}
}
