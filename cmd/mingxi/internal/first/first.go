// Package first says, before the libraries that the program is linked with make their tables, that memory need not be collected yet.
// What they make is 4 MB, at which Go collects for the first time: of a process that reads a page this was a twentieth.
//
// Packages begin in the order of their names as soon as all that they import has, so that this one, which imports next to nothing,
// is before those libraries. A test holds that.
package first

import (
	"os"
	"runtime/debug"
)

// Percent is how much memory may grow up to the first collection, from 4 MB, unless GOGC says otherwise.
const Percent = 400

// Set says that it was set, and is to be set anew when it is known what the process does.
var Set = set()

func set() bool {
	if os.Getenv("GOGC") != "" {
		return false
	}
	debug.SetGCPercent(Percent)
	return true
}
