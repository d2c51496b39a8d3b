// Package room has a process take its first memory in large pages, before anything else where its environment says so: to have the room back, all
// that is in use is looked through and gone over page by page, and after the libraries are initialised that takes a fifth of what reading one page
// takes. What the libraries make is in large pages then, too.
//
// The package imports so little that it is initialised before those that take memory.
package room

const (
	size  = 64 << 20  // bytes of addresses: as far as reading most documents comes before memory is used again
	Least = 12 * size // of memory that a process is given where there shall be a room: what is not reached of it counts, too
)

// Variable is the one of the environment by which a process is told to take a room when it starts.
const Variable, yes = "MINGXI_ROOM", "1"

// Environment tells a process that is started with so much memory, in bytes, to take a room, and not to collect memory before it is told how often to.
func Environment(memory int64) []string {
	env := []string{"GOGC=off"}
	if memory >= Least {
		env = append(env, Variable+"="+yes)
	}
	return env
}
