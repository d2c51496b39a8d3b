package archive

import (
	"os"
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
	spread()
	if grown := asked(t) - before; grown < firstRoom {
		t.Errorf("large pages are asked for %d bytes more, of %d", grown, firstRoom)
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
