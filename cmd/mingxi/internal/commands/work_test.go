package commands

import (
	"encoding/json"
	"strings"
	"testing"
)

// A machine takes no folder of its own from the servers to be read, and no password.
func TestSpreadSetupIsRefused(t *testing.T) {
	for _, as := range []setup{{Previous: "/etc"}, {Password: "open"}} {
		data, err := json.Marshal(as)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := setupHere(data, ""); err == nil || !strings.Contains(err.Error(), "no machine takes") {
			t.Errorf("%+v: %v", as, err)
		}
	}
	if _, err := setupHere([]byte("{}"), ""); err != nil {
		t.Error(err)
	}
}
