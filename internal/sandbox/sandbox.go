// Package sandbox takes from a process, for good, what the reading of a document does not need: other files, the
// network, other programs. What reads a file that somebody made to take the machine then has nothing to take.
package sandbox

import "errors"

// ErrUnsupported tells that the system cannot do it. Which part it lacks is in the error's text.
var ErrUnsupported = errors.New("no sandbox here")

// Needs are what a process keeps. Nothing else of the disk can be opened, made, changed or removed; there is no
// network; no new privileges come from programs that are started, and no programs can be but these.
type Needs struct {
	Read    []string // folders, with all below
	Program string   // the only program that may be started; empty if none
}
