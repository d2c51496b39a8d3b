package pdf

import "testing"

// Every operator is found in the table, and nothing else.
func TestOperatorTable(t *testing.T) {
	list, table := operatorList(), operators()
	for key := range list {
		if table.find(key) == nil {
			t.Errorf("operator %q is not found", []byte{byte(key >> 16), byte(key >> 8), byte(key)})
		}
	}
	found := 0
	for key := range uint32(1 << 24) {
		if table.find(key) != nil {
			found++
		}
	}
	if found != len(list) {
		t.Errorf("%d keys are operators, want %d", found, len(list))
	}
}
