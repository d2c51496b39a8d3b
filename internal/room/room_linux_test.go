package room

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// Most of the room that a process takes is memory for which large pages are asked.
func TestSpread(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("this system has no large pages")
	}
	before := asked(t)
	Take()
	if grown := asked(t) - before; grown < size {
		t.Errorf("large pages are asked for %d bytes more, of %d", grown, size)
	}
}

// A process that is told by its environment has its room before its tests begin, and one that is given little memory is not told.
func TestTakenAtStart(t *testing.T) {
	const of = "MINGXI_TEST_STARTED"
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("this system has no large pages")
	}
	if want := os.Getenv(of); want != "" {
		if got := asked(t) >= size; got != (want == "room") {
			t.Errorf("large pages are asked for: %v", got)
		}
		if os.Getenv(Variable) != "" {
			t.Error("what it starts is told to take a room, too")
		}
		return
	}
	for memory, want := range map[int64]string{Least: "room", Least - 1: "none"} {
		cmd := exec.Command(os.Args[0], "-test.run", "TestTakenAtStart")
		cmd.Env = append(append(os.Environ(), Environment(memory)...), of+"="+want)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%d bytes: %v: %s", memory, err, out)
		}
	}
}

// A process whose addresses or whose data are limited to little takes no room.
func TestNoRoomWithinLimits(t *testing.T) {
	const of = "MINGXI_TEST_LIMITED"
	switch os.Getenv(of) {
	case "":
		for _, limit := range []string{"-v 4000000", "-d 700000"} { // KB; a Go program needs many addresses to start
			cmd := exec.Command("sh", "-c", "ulimit -S "+limit+"; exec \"$0\" -test.run TestNoRoomWithinLimits", os.Args[0])
			cmd.Env = append(os.Environ(), of+"=1")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("ulimit %s: %v: %s", limit, err, out)
			}
		}
	default:
		before := asked(t)
		Take()
		if grown := asked(t) - before; grown > 0 {
			t.Errorf("large pages are asked for %d bytes", grown)
		}
	}
}

// asked is for how many bytes of this process large pages are asked.
func asked(t *testing.T) int {
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	size, sum := 0, 0
	for line := range strings.Lines(string(maps)) {
		fields := strings.Fields(line)
		switch {
		case fields[0] == "Size:":
			size, _ = strconv.Atoi(fields[1])
		case fields[0] == "VmFlags:" && strings.Contains(line, " hg"):
			sum += size << 10
		}
	}
	return sum
}
