package imprint

import "testing"

// Every wording finds its examples.
func TestWordings(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}

func TestSpotsInOrder(t *testing.T) {
	a, b, c := Spot{2, 300}, Spot{2, 400}, Spot{3, 10}
	if !a.Before(b) || !b.Before(c) || c.Before(a) || a.Before(a) {
		t.Error("spots are not in the order of reading")
	}
}
