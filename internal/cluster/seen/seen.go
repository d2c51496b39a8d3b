// Package seen holds what is known of runs and of the machines that read for them, and what command lines say of servers: it is data,
// which can be spoken of without what speaks with servers.
package seen

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Patience is how long what is silent counts as being there: an item is given to another machine after it, and a run to another
// coordinator. All that belongs to one server must have the same.
const Patience = 30 * time.Second

// A Program is a build of this program. Only the same builds work together: another may read in another way.
type Program struct {
	Name string // its version, for people
	Hash string // of what names its build
}

func (p Program) String() string { return fmt.Sprintf("%s (%.12s)", p.Name, p.Hash) }

// A RunState is what is known on the server of a run.
type RunState struct {
	Run     string
	Program Program
	Host    string // of its coordinator
	PID     int
	Owner   string // differs from one coordinator to the next
	Began   time.Time
	Told    time.Time

	Files, Done, Kept, Failed, Pages int            // of the run; Kept are those of Done that an earlier run read; Pages are those read
	Waiting                          map[string]int // items that are not done, by queue
	Classes                          map[string]int // failures, by their class
}

// A Hand is a machine that reads, as it is known on the server.
type Hand struct {
	ID      string
	Host    string
	PID     int
	Program Program
	Slots   int // documents at a time
	Began   time.Time
	Told    time.Time

	InHand, Done, Failed, Pages int
	Busy                        map[string]float64 // seconds of reading, by queue
}

// A QueueState is one queue of one program.
type QueueState struct {
	Name    string
	Program string // its token
	Waiting uint64 // items
	InHand  int
	Again   int // of those in hand, begun more than once
}

// A Status is what is known on the servers.
type Status struct {
	Runs     []RunState
	Machines []Hand
	Queues   []QueueState
}

// ErrSecret tells that an address has a password in it, which others could see in lists of processes.
var ErrSecret = errors.New("the address has a password in it, which other users of the machine could see: leave it out, and set NATS_CREDS, NATS_TOKEN_FILE, or NATS_USER and NATS_PASSWORD")

// CheckAddress refuses an address that was given on a command line and has a secret in it.
func CheckAddress(address string) error {
	for one := range strings.SplitSeq(address, ",") {
		if u, err := url.Parse(strings.TrimSpace(one)); err == nil && u.User != nil {
			return ErrSecret
		}
	}
	return nil
}
