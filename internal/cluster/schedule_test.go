package cluster

import (
	"container/heap"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/mingxi/mingxi/internal/archive"
)

// What was measured of pages and documents, in seconds of one core.
const (
	textPage  = 0.0056 // reading a page of text, its meaning and its checks with it
	lookPage  = 0.004  // looking at a page that is a picture
	scanPage  = 2.2    // recognising one, by Tesseract
	itemCost  = 0.003  // bringing an item to a machine and what it made away
	meanPages = 44.0   // of a document
)

// What is assumed of machines.
const (
	coresEach  = 8
	meanLife   = 30 * 24 * 3600.0 // of a machine, until it vanishes with all it has in hand
	awayTime   = 600.0            // until it is there again
	silentTime = 30.0             // Patience
)

// A load is what is to be read, and how fast one coordinator can hand it out.
type load struct {
	scans bool
	pages int
	feed  float64 // seconds of the coordinator for each document
}

// A trial is the queues and windows of the coordinator and the order in which machines take items, over a model of time. What decides
// (Pieces, MostItems, text before scans, patience) is the program's.
type trial struct {
	load
	random *rand.Rand
	now    float64
	next   events

	papers   []*paper // that are not handed out, in the order in which they will be
	text     fifo
	scan     fifo
	inText   int // handed out and not done
	inScan   int
	backlog  fifo // pieces beyond the window
	docs     int  // not done
	idle     []int
	hand     []*work // of each core
	gone     []bool  // of each machine
	feeding  bool
	did      float64 // seconds of work, done once
	lost     int
	finished float64
}

// A work is an item of the trial.
type work struct {
	cost  float64
	doc   *paper
	piece bool
	whole bool
}

// A paper is a document of the trial.
type paper struct{ pages, pieces int }

type fifo struct {
	list []*work
	at   int
}

func (f *fifo) put(w *work) { f.list = append(f.list, w) }
func (f *fifo) len() int    { return len(f.list) - f.at }
func (f *fifo) take() *work {
	w := f.list[f.at]
	f.list[f.at] = nil
	if f.at++; f.at > 1<<16 && f.at > len(f.list)/2 {
		f.list, f.at = append([]*work(nil), f.list[f.at:]...), 0
	}
	return w
}

type event struct {
	at float64
	do func()
}

type events []event

func (e events) Len() int           { return len(e) }
func (e events) Less(i, j int) bool { return e[i].at < e[j].at }
func (e events) Swap(i, j int)      { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x any)        { *e = append(*e, x.(event)) }
func (e *events) Pop() any {
	old := *e
	x := old[len(old)-1]
	*e = old[:len(old)-1]
	return x
}

func (t *trial) after(d float64, do func()) { heap.Push(&t.next, event{t.now + d, do}) }

// varied is a cost as it varies from page to page and machine to machine.
func (t *trial) varied(cost float64) float64 {
	return cost * math.Exp(0.35*t.random.NormFloat64()-0.06)
}

// allPages are those of the longest document.
var allPages = numbers(2000)

// size is the pages of a document: most have some dozens, few many hundreds.
func (t *trial) size(most int) int {
	const spread = 0.8
	n := int(meanPages * math.Exp(spread*t.random.NormFloat64()-spread*spread/2))
	return max(1, min(n, len(allPages), most))
}

// print makes documents of so many pages, and puts them into the order in which they are begun: by the bytes of their files, which say
// little more than roughly how many pages they have.
func (t *trial) print(pages int) {
	var all []*paper
	var sizes []int64
	for pages > 0 {
		p := &paper{pages: t.size(pages)}
		pages -= p.pages
		all, sizes = append(all, p), append(sizes, int64(8000*float64(p.pages)*math.Exp(0.5*t.random.NormFloat64())))
	}
	begun := make([]bool, len(all))
	for _, at := range archive.Large(sizes) {
		t.papers, begun[at] = append(t.papers, all[at]), true
	}
	for at, p := range all {
		if !begun[at] {
			t.papers = append(t.papers, p)
		}
	}
}

// simulate gives the time until all is read, and the time that so many cores take if none is ever without work.
func simulate(l load, cores int, seed uint64) (makespan, ideal float64, lost int) {
	t := &trial{load: l, random: rand.New(rand.NewPCG(seed, 7)), hand: make([]*work, cores), gone: make([]bool, (cores+coresEach-1)/coresEach)}
	for c := range cores {
		t.idle = append(t.idle, c)
	}
	for m := range t.gone {
		t.after(t.random.ExpFloat64()*meanLife, func() { t.vanish(m) })
	}
	t.print(l.pages)
	t.supply()
	for len(t.papers) > 0 || t.docs > 0 {
		e := heap.Pop(&t.next).(event)
		t.now = e.at
		e.do()
	}
	return t.finished, t.did / float64(cores), t.lost
}

// supply hands out the next document when the coordinator and the window allow it.
func (t *trial) supply() {
	if t.feeding || len(t.papers) == 0 || t.inText >= MostItems {
		return
	}
	t.feeding = true
	t.after(t.feed, func() {
		t.feeding = false
		p := t.papers[0]
		t.papers = t.papers[1:]
		t.docs++
		cost := textPage
		if t.scans {
			cost = lookPage
		}
		t.give(&work{cost: t.varied(cost*float64(p.pages)) + itemCost, doc: p})
		t.supply()
	})
}

func (t *trial) give(w *work) {
	if w.piece {
		if t.inScan >= MostItems {
			t.backlog.put(w)
			return
		}
		t.inScan++
		t.scan.put(w)
	} else {
		t.inText++
		t.text.put(w)
	}
	t.assign()
}

// assign has idle cores take items: text before scans.
func (t *trial) assign() {
	for len(t.idle) > 0 && t.text.len()+t.scan.len() > 0 {
		c := t.idle[len(t.idle)-1]
		t.idle = t.idle[:len(t.idle)-1]
		if t.gone[c/coresEach] {
			continue
		}
		var w *work
		if t.text.len() > 0 {
			w = t.text.take()
		} else {
			w = t.scan.take()
		}
		t.hand[c] = w
		t.after(w.cost, func() {
			if t.hand[c] == w {
				t.hand[c] = nil
				t.idle = append(t.idle, c)
				t.done(w)
				t.assign()
			}
		})
	}
}

func (t *trial) done(w *work) {
	t.did += w.cost
	switch {
	case w.piece:
		t.inScan--
		if t.backlog.len() > 0 {
			t.give(t.backlog.take())
		}
		if w.doc.pieces--; w.doc.pieces == 0 {
			t.give(&work{cost: t.varied(textPage*float64(w.doc.pages)) + itemCost, doc: w.doc, whole: true})
		}
		return
	case t.scans && !w.whole:
		t.inText--
		pieces := Pieces(allPages[:w.doc.pages])
		if pieces == nil {
			pieces = [][]int{allPages[:w.doc.pages]}
		}
		w.doc.pieces = len(pieces)
		for _, p := range pieces {
			t.give(&work{cost: t.varied(scanPage*float64(len(p))) + itemCost, doc: w.doc, piece: true})
		}
	default:
		t.inText--
		t.docs--
		t.finished = t.now
	}
	t.supply()
}

// vanish takes a machine away, with what it has in hand, and brings it back.
func (t *trial) vanish(m int) {
	t.gone[m] = true
	for c := m * coresEach; c < min((m+1)*coresEach, len(t.hand)); c++ {
		if w := t.hand[c]; w != nil {
			t.hand[c] = nil
			t.lost++
			t.after(silentTime, func() {
				if w.piece {
					t.scan.put(w)
				} else {
					t.text.put(w)
				}
				t.assign()
			})
		}
	}
	t.after(awayTime, func() {
		t.gone[m] = false
		t.idle = removeMachine(t.idle, m)
		for c := m * coresEach; c < min((m+1)*coresEach, len(t.hand)); c++ {
			t.idle = append(t.idle, c)
		}
		t.after(t.random.ExpFloat64()*meanLife, func() { t.vanish(m) })
		t.assign()
	})
}

func removeMachine(cores []int, m int) []int {
	kept := cores[:0]
	for _, c := range cores {
		if c/coresEach != m {
			kept = append(kept, c)
		}
	}
	return kept
}

// feedText and feedScan are the time for a document that the slowest of those takes which hand it out: the stream of items, which stores it,
// gives it to a machine and lets go of it under one lock. BenchmarkDocument's profile of the server tells it, by the label of the stream.
const (
	feedText = 0.0001
	feedScan = 2 * feedText // it goes out twice
)

// Ten million pages on 10, 100 and 1,000 cores take little longer than if no core was ever without work. Text on a thousand takes a minute, of which
// the longest documents would hold up the end for some seconds, were they begun last.
func TestTenMillionPages(t *testing.T) {
	const pages = 10_000_000
	for _, scans := range []bool{false, true} {
		for _, cores := range []int{10, 100, 1000} {
			l := load{scans: scans, pages: pages, feed: feedText}
			kind := "text"
			if scans {
				l.feed, kind = feedScan, "scans"
			}
			t.Run(fmt.Sprintf("%s-%d", kind, cores), func(t *testing.T) {
				t.Parallel()
				makespan, ideal, lost := simulate(l, cores, 19)
				fed := l.feed * pages / meanPages
				t.Logf("%.0f s, ideal %.0f s: %.1f%%; handing out takes %.0f s; %d items lost with their machines", makespan, ideal, 100*ideal/makespan, fed, lost)
				if ideal < 0.95*makespan {
					t.Errorf("%.0f s, and %.0f s are needed", makespan, ideal)
				}
			})
		}
	}
}
