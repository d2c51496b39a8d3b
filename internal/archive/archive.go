// Package archive takes many documents the whole way to one dataset. Each document is read in a
// worker process under limits of time and memory, so that one that hangs, crashes or bursts costs
// itself alone. What is finished is kept on disk under what it was made from, so that a run that was
// stopped at any moment goes on where it was, and ends with the same bytes.
package archive

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/mingxi/mingxi/internal/folder"
	"github.com/mingxi/mingxi/normalize"
)

// ErrHeld tells that another run is writing into the output folder.
var ErrHeld = folder.ErrHeld

// A Work is an output folder that this run has taken, with what is kept in it between runs.
type Work struct {
	Dir   string
	store *store
}

// Open takes the folder dir, which is made if need be. The error is ErrHeld where another run has it. What is
// found out about the folder holds until Close.
func Open(dir string) (*Work, error) {
	s, err := openStore(dir)
	if err != nil {
		return nil, err
	}
	return &Work{dir, s}, nil
}

// Close lets other runs have the folder. One that was made and holds nothing is removed.
func (w *Work) Close() { w.store.close() }

// Keep keeps what other machines made of a document, under the key of its errand. What is no key is refused: it
// would name a file elsewhere.
func (w *Work) Keep(key string, a *Answer) error {
	if !IsKey(key) {
		return fmt.Errorf("%q is no key", key)
	}
	return w.store.put(key, a.Portion, a.Workbook)
}

// Has says that the portion with this key is kept.
func (w *Work) Has(key string) bool { return IsKey(key) && w.store.has(key) }

// A job is one document on its way through the stages.
type job struct {
	at       int
	fate     Fate
	pictures []int // its pages that are to be recognised, where they are known

	turn  chan bool // of a job that is begun before its turn: whether it counts, which is told then; nil: it does
	ahead bool      // it is finished, and its turn is still to come
}

// A run is the state of Run.
type run struct {
	plan  Plan
	store *store
	first map[string]string // by content: the file that has it
	ids   map[string]string // by the document's ID: likewise
	text  chan job
	scans chan job // room for all, so that scans never hold up the rest
	done  chan job
	stop  context.CancelCauseFunc
	early early
}

// Run reads the files of a plan and reports each in order. When ctx ends, the documents in hand are
// finished, the result has those read, and the error is ErrInterrupted. Any other error is about the
// work folder.
func (w *Work) Run(ctx context.Context, plan Plan, report func(Fate)) (*Result, error) {
	st := w.store
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	r := &run{
		plan: plan, store: st, first: map[string]string{}, ids: map[string]string{}, stop: stop,
		text: make(chan job), scans: make(chan job, len(plan.Files)), done: make(chan job),
	}
	go r.stages(inner)
	result := &Result{Fates: r.collect(report), told: plan.Told, store: st}
	if len(result.Fates) == len(plan.Files) {
		var err error
		result.Problems, err = result.bundle(ctx, &plan)
		if err != nil && !errors.Is(err, ErrInterrupted) {
			return nil, err
		}
		return result, err
	}
	if ctx.Err() != nil {
		return result, ErrInterrupted
	}
	return nil, context.Cause(inner)
}

// stages runs the reading, the recognising and the looking-up that comes before them.
func (r *run) stages(ctx context.Context) {
	defer close(r.done)
	textLane := r.lane(ctx, r.plan.Width, r.text, false)
	scanLane := r.lane(ctx, r.plan.ScanWidth, r.scans, true)
	r.feed(ctx)
	close(r.text)
	textLane.Wait()
	close(r.scans)
	scanLane.Wait()
	r.early.waiting.Wait()
}

// feed looks every file up and hands on what is still to be read.
func (r *run) feed(ctx context.Context) {
	defer r.early.end()
	r.begin(ctx)
	all := make([]int, len(r.plan.Files))
	for i := range all {
		all[i] = i
	}
	hashes := r.hashes(ctx, all, r.early.sums)
	for i, file := range r.plan.Files {
		next, ok := <-hashes
		if !ok {
			return
		}
		h := <-next
		if ctx.Err() != nil {
			return
		}
		j := job{at: i, fate: Fate{File: file}}
		switch {
		case !r.distinct(&j.fate, h):
			r.done <- j
		case r.early.underWay(&j):
		case r.settled(&j.fate):
			r.done <- j
		case !r.hand(ctx, j):
			return
		}
	}
}

// hand gives a job to those who read.
func (r *run) hand(ctx context.Context, j job) bool {
	if ctx.Err() != nil {
		return false
	}
	to := r.text
	if r.plan.AllScans {
		to = r.scans
	}
	select {
	case to <- j:
		return true
	case <-ctx.Done():
		return false
	}
}

// A hashed file has a SHA-256, or there is why not.
type hashed struct {
	sum string
	err error
}

// hashes gives those of the files at these places in this order, of a few ahead of what is asked for: a run that reads nothing waits for
// nothing else. Some may be known.
func (r *run) hashes(ctx context.Context, at []int, known map[int]string) <-chan chan hashed {
	ahead := make(chan chan hashed, max(1, r.plan.Cores-1))
	go func() {
		defer close(ahead)
		for _, i := range at {
			one := make(chan hashed, 1)
			select {
			case ahead <- one:
			case <-ctx.Done():
				return
			}
			if sum, ok := known[i]; ok {
				one <- hashed{sum, nil}
				continue
			}
			go func() {
				file := r.plan.Files[i]
				sum, gone := r.plan.Gone[file]
				var err error
				if !gone {
					sum, err = r.plan.hash(file)
				}
				one <- hashed{sum, err}
			}()
		}
	}()
	return ahead
}

// distinct gives a file's document its ID; false: the file cannot be opened, or has what one before it has.
func (r *run) distinct(o *Fate, h hashed) bool {
	if h.err != nil {
		o.Failure = &Failure{File: o.File, Class: Transient, Reason: plainReason(h.err)}
		return false
	}
	o.Document = h.sum
	if first, ok := r.first[h.sum]; ok {
		o.Duplicate = first
		return false
	}
	r.first[h.sum] = o.File
	r.identify(o)
	return true
}

// settled fills in what needs no reading: of a file that is gone, and what earlier runs made of one.
func (r *run) settled(o *Fate) bool {
	_, gone := r.plan.Gone[o.File]
	key := r.key(o)
	if r.store.has(key) {
		o.Key, o.Kept = key, true
		return true
	}
	if gone {
		o.Failure = &Failure{File: o.File, Class: Transient, Cause: Gone, Reason: "it is no longer there, and it was read in another way or by another version of the program"}
		return true
	}
	if f := r.store.failure(key); f != nil && !r.plan.RetryFailed && !f.mayHeal(&r.plan) {
		f.File = o.File
		o.Failure, o.Kept = f, true
		return true
	}
	return false
}

// idDigits is how many digits of a file's SHA-256 package normalize takes for the ID of its document.
const idDigits = 12

// identify gives a file's document an ID that no other has: where another file's SHA-256 begins with the
// same digits, as many more of them as it takes. The file that is first in the order of the run keeps the
// usual ID, so that one who makes such a file changes nothing of what refers to another's document, unless
// it is named before it. The alternative, to refuse the second file, would let him keep it out.
func (r *run) identify(o *Fate) {
	n := idDigits
	for o.Alike = r.ids[normalize.DocumentID(o.Document, n)]; r.ids[normalize.DocumentID(o.Document, n)] != ""; n++ {
	}
	o.id = normalize.DocumentID(o.Document, n)
	r.ids[o.id] = o.File
}

// key is that of a fate's portion.
func (r *run) key(o *Fate) string {
	return keyOf(o.Document, filepath.Base(o.File), fmt.Sprintf("%#v", r.plan.Told[o.File]), r.plan.Version, o.id)
}

// lane starts as many workers as its width says and gives what waits for them.
func (r *run) lane(ctx context.Context, width int, jobs chan job, scan bool) *sync.WaitGroup {
	var lane sync.WaitGroup
	if r.plan.Elsewhere != nil && width > 0 {
		for range r.plan.Apart {
			lane.Go(func() {
				for j := range jobs {
					if ctx.Err() == nil {
						r.send(ctx, j, scan)
					}
				}
			})
		}
		return &lane
	}
	for range width {
		lane.Go(func() {
			runtime.LockOSThread() // a worker ends with the thread that started it, and so with this process
			w := &worker{plan: &r.plan, scans: scan}
			defer w.end()
			for j := range jobs {
				if ctx.Err() == nil {
					r.read(ctx, w, j, scan)
				}
			}
		})
	}
	return &lane
}

// read has one document read and keeps what comes of it, or hands it to those who recognise.
func (r *run) read(ctx context.Context, w *worker, j job, scan bool) {
	o := &j.fate
	key := r.key(o)
	began := time.Now()
	given := context.Background() // what is in hand is finished
	if r.plan.Alone {
		given = ctx
	}
	t := r.task(j, scan)
	t.Cores = r.cores(j, scan)
	a, failure := w.ask(given, t, o.Document, r.plan.file(o.File))
	o.Took = time.Since(began)
	if failure != nil {
		if given.Err() == nil {
			r.failed(j, key, failure)
		}
		return
	}
	if r.toRecognise(&j, &a, scan) {
		return
	}
	o.Key, o.Pages = key, a.Pages
	r.keep(j, r.store.put(key, a.Portion, a.Workbook))
}

// task is the reading of a document.
func (r *run) task(j job, scan bool) Task {
	return Task{File: j.fate.File, ID: j.fate.id, Told: r.plan.Told[j.fate.File], Recognise: scan, Workbook: r.plan.Workbooks}
}

// toRecognise hands a document on to those who recognise, if they are needed for it.
func (r *run) toRecognise(j *job, a *Answer, scan bool) bool {
	if len(a.Pictures) == 0 || scan || r.plan.ScanWidth == 0 {
		return false
	}
	j.pictures = a.Pictures
	r.scans <- *j
	return true
}

// send has one document read by other machines, which keep what comes of it.
func (r *run) send(ctx context.Context, j job, scan bool) {
	o := &j.fate
	key := r.key(o)
	began := time.Now()
	a, failure, err := r.plan.Elsewhere(ctx, Errand{Task: r.task(j, scan), Key: key, SHA256: o.Document, Pictures: j.pictures})
	o.Took = time.Since(began)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		r.stop(err)
	case failure != nil:
		r.failed(j, key, failure)
	case !r.toRecognise(&j, &a, scan):
		o.Key, o.Pages = key, a.Pages
		r.finish(j)
	}
}

// failed keeps why a document could not be read.
func (r *run) failed(j job, key string, failure *Failure) {
	o := &j.fate
	failure.File = o.File
	if r.plan.Elsewhere == nil { // others have limits of their own
		failure.Took, failure.Timeout, failure.Memory = o.Took, r.plan.Timeout, r.plan.Memory
	}
	o.Failure = failure
	if r.plan.Alone {
		r.finish(j)
		return
	}
	r.keep(j, r.store.putFailure(key, failure))
}

// cores is how many cores a document has for its pages: one, unless there are more than documents that
// it can be read beside. What is recognised is beside few others for a long time.
func (r *run) cores(j job, scan bool) int {
	beside := min(r.plan.Width, len(r.plan.Files)-j.at)
	if scan {
		beside = r.plan.ScanWidth
	}
	return max(1, r.plan.Cores/max(1, beside))
}

// keep hands a finished document on. If it could not be kept, the run ends.
func (r *run) keep(j job, err error) {
	if err != nil {
		r.stop(fmt.Errorf("keep what was read of %s: %w", j.fate.File, err))
		return
	}
	r.finish(j)
}

// collect puts fates in the order of the files and reports them. After an interruption, those after
// a gap are left out; their portions are kept.
func (r *run) collect(report func(Fate)) []Fate {
	var list []Fate
	early := map[int]Fate{}
	counted := map[int]bool{} // ahead of their turns
	for j := range r.done {
		if r.plan.Finished != nil && !counted[j.at] {
			r.plan.Finished(j.fate)
		}
		if j.ahead {
			counted[j.at] = true
			continue
		}
		delete(counted, j.at)
		early[j.at] = j.fate
		for {
			o, ok := early[len(list)]
			if !ok {
				break
			}
			delete(early, len(list))
			if o.Failure != nil {
				o.Failure.advise(&r.plan)
			}
			list = append(list, o)
			report(o)
		}
	}
	return list
}
