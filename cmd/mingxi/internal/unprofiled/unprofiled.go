// Package unprofiled says that nobody asks where the memory of this process was taken: to note that cost a start a twentieth, and the
// runtime does as soon as a library that could tell is linked. The package imports nothing, so that it is initialised before those that
// take memory.
package unprofiled

import "runtime"

func init() { runtime.MemProfileRate = 0 }
