package facts

import "testing"

func TestWordings(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}
