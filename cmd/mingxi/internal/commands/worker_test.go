package commands

import (
	"os"
	"os/signal"
	"testing"
)

// A worker ignores signals, but on Windows, where that would leave it to the system, which ends it.
func TestOutlive(t *testing.T) {
	defer signal.Reset(os.Interrupt)
	for _, system := range []string{"linux", "windows"} {
		outlive(system, os.Interrupt)
		if got, want := signal.Ignored(os.Interrupt), system != "windows"; got != want {
			t.Errorf("on %s: ignored is %v", system, got)
		}
	}
}
