//go:build !unix

package pdf

import "time"

// processorTime is not told by every system.
func processorTime() time.Duration { return 0 }
