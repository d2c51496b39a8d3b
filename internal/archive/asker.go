package archive

import (
	"bytes"
	"context"
	"io"
)

// An Asker has single documents read by a worker, under the same limits, for what is no dataset. Close it.
type Asker struct{ worker worker }

// NewAsker gives one that reads as the plan says; its files do not count.
func NewAsker(plan *Plan) *Asker { return &Asker{worker{plan: plan, scans: plan.ScanWidth > 0}} }

// Ask has one file read and gives what the Reader made of what is wanted. The error is a *Failure, or that of ctx.
func (a *Asker) Ask(ctx context.Context, name string, want []byte) ([]byte, error) {
	plan := a.worker.plan
	sum, err := plan.hash(name)
	if err != nil {
		return nil, &Failure{File: name, Class: Transient, Reason: plainReason(err)}
	}
	made, failure := a.worker.ask(ctx, Task{File: name, Want: want, Recognise: a.worker.scans, Cores: plan.Cores}, sum, plan.file(name))
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if failure != nil {
		failure.File = name
		failure.advise(plan)
		return nil, failure
	}
	return made.Made, nil
}

// Late is the error of a file that took longer than the plan lets it.
func (a *Asker) Late(name string) error {
	failure := tookLonger(a.worker.plan)
	failure.File = name
	failure.advise(a.worker.plan)
	return failure
}

// Crashed is the error of a file at which a process ended that read it in the same way, with what it said and how it ended; nil where it
// was ended from outside, so that another may read the file.
func (a *Asker) Crashed(name, text string) error {
	failure := crashed(text)
	if failure.Cause == Killed {
		return nil
	}
	failure.File = name
	failure.advise(a.worker.plan)
	return failure
}

// Read has a document read whose bytes are at hand, and gives all of the answer. That they are those which were meant is for the caller to see.
func (a *Asker) Read(ctx context.Context, t Task, data []byte) (Answer, *Failure) {
	t.Cores = a.worker.plan.Cores
	return a.worker.ask(ctx, t, "", func() (io.ReadCloser, int64, error) {
		return io.NopCloser(bytes.NewReader(data)), int64(len(data)), nil
	})
}

// Close ends the worker.
func (a *Asker) Close() { a.worker.end() }
