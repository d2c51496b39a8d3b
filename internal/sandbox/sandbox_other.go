//go:build !linux

package sandbox

import "fmt"

// Supported says whether Enter can do all of it.
func Supported() error { return fmt.Errorf("%w: only Linux has one", ErrUnsupported) }

// Enter does nothing here, and says so.
func Enter(Needs) error { return Supported() }
