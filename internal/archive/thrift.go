package archive

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"

	"github.com/mingxi/mingxi/internal/room"
)

// A Thrift is how much the memory of a process may grow between collections, in per cent of what is in use, until its limit of memory
// holds.
type Thrift struct {
	First  int    // up to the first collection, from 4 MB: a process that makes less than that never collects
	Most   int    // where little is in use
	Least  int    // where much is, below which collections take more time than is worth it
	Growth uint64 // bytes, as long as that lies between both
}

// ofWorkers begins to collect at 20 MB. What is kept by then is little, and memory that is used again costs less than pages that the system
// gives for the first time: extract takes a tenth more where it begins at 36 MB, and no less where it begins at 12. Between the usual 100 and
// 300 per cent a run takes a sixth less CPU time and 350 MB more; of documents of thousands of pages less than a half must do. To let it grow
// by 32 MB in place of 20 takes two per cent less time of extract from documents of 170 to 250 pages, and a tenth more memory.
var ofWorkers = Thrift{First: 400, Most: 200, Least: 40, Growth: 20 << 20}

// percent is how much memory may grow of which so many bytes are in use: what holds much takes little more than it needs.
func (t Thrift) percent(live uint64) int {
	return int(min(uint64(t.Most), max(uint64(t.Least), 100*t.Growth/max(live, 1))))
}

// Keep makes room for this process, and sets how often its memory is collected, and again after every collection.
func (t Thrift) Keep() {
	debug.SetGCPercent(-1) // room is no reason to collect
	room.Take()
	debug.SetGCPercent(t.First)
	t.afterCollection(t.First)
}

// afterCollection sets how often memory is collected once it was, where that is not the percentage that is set.
func (t Thrift) afterCollection(set int) {
	runtime.AddCleanup(new(collected), func(set int) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		percent := t.percent(live[0].Value.Uint64())
		if percent != set {
			debug.SetGCPercent(percent)
		}
		t.afterCollection(percent)
	}, set)
}

// A collected thing is one that nobody needs, so that the next collection finds it.
type collected struct{ _ [64]byte }
