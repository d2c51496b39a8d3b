package archive

import (
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

// A worker is replaced after so many documents, which bounds what any of them leaves behind.
const mostTasks = 200

// patience is how long a worker that no longer answers may take to end.
const patience = 5 * time.Second

// A worker is a process that reads documents, started when there is one and again after it ended.
type worker struct {
	plan   *Plan
	scans  bool      // it recognises
	draws  bool      // documents of it had to be drawn
	cmd    *exec.Cmd // nil while there is no process
	stdin  io.WriteCloser
	to     *gob.Encoder
	from   *gob.Decoder
	stderr *said
	asked  int
}

// start starts the process, if there is none.
func (w *worker) start() error {
	if w.cmd != nil {
		return nil
	}
	cmd := w.plan.Command()
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	w.stderr = &said{}
	cmd.Stderr = w.stderr
	cmd.WaitDelay = patience
	apart(cmd)
	if err := cmd.Start(); err != nil {
		return err
	}
	w.cmd, w.stdin, w.asked = cmd, stdin, 0
	w.to, w.from = gob.NewEncoder(stdin), gob.NewDecoder(stdout)
	return w.to.Encode(Order{w.plan.Memory, w.plan.Timeout, w.plan.Cores, w.plan.Setup, w.scans, w.draws, w.plan.Workbooks})
}

// end ends the process, if there is one, and gives how it ended.
func (w *worker) end() error {
	if w.cmd == nil {
		return nil
	}
	w.stdin.Close()
	killAll(w.cmd)
	err := w.cmd.Wait()
	w.cmd = nil
	return err
}

// A source opens the bytes of a document, and tells how many they are.
type source func() (io.ReadCloser, int64, error)

// ask has one document read, whose bytes must have this SHA-256, where one is given: what is at hand cannot change. Whatever becomes of the process, only this document fails. Two are tried again
// by a new process: one at which a process ends that read others before, since they may have left it little memory, and one whose pages must
// be drawn where nothing is ready for that, which takes seconds and which most documents do without.
func (w *worker) ask(ctx context.Context, t Task, sum string, from source) (Answer, *Failure) {
	if w.asked >= mostTasks {
		w.end()
	}
	used := w.cmd != nil
	a, failure := w.try(ctx, t, sum, from)
	if failure != nil && used && w.cmd == nil && failure.Cause != TimeLimit && ctx.Err() == nil {
		a, failure = w.try(ctx, t, sum, from)
	}
	if failure != nil && a.Undrawn && !w.draws {
		w.end()
		w.draws = true
		a, failure = w.try(ctx, t, sum, from)
	}
	return a, failure
}

// try has one document read, by the process that there is or a new one. There is none afterwards if it
// ended.
func (w *worker) try(ctx context.Context, t Task, sum string, from source) (Answer, *Failure) {
	f, size, err := from()
	if err != nil {
		return Answer{}, &Failure{Class: Transient, Reason: plainReason(err)}
	}
	defer f.Close()
	t.Size = size
	if err := w.start(); err != nil {
		w.end()
		return Answer{}, &Failure{Class: Transient, Reason: "its worker could not be started: " + err.Error()}
	}
	w.asked++
	answers := make(chan *Answer, 1)
	given, bytes := sha256.New(), io.Reader(f)
	if sum != "" {
		bytes = io.TeeReader(f, given)
	}
	go func() { answers <- w.exchange(t, bytes) }()
	limit, stop := timeLimit(w.plan.Timeout)
	defer stop()
	select {
	case a := <-answers:
		if a == nil {
			return Answer{}, w.ended()
		}
		if sum != "" && hex.EncodeToString(given.Sum(nil)) != sum {
			return Answer{}, &Failure{Class: Transient, Reason: "it changed while it was read: run again"}
		}
		return *a, a.failure()
	case <-limit:
		w.stop(answers)
		return Answer{}, tookLonger(w.plan)
	case <-ctx.Done():
		w.stop(answers)
		return Answer{}, &Failure{Class: Transient, Reason: ErrInterrupted.Error()}
	}
}

// tookLonger is the failure of a document that took longer than the plan lets it.
func tookLonger(plan *Plan) *Failure {
	return &Failure{Class: Transient, Cause: TimeLimit, Reason: fmt.Sprintf("it took longer than %s", plan.Timeout)}
}

// stop ends the process while it reads a document.
func (w *worker) stop(answers <-chan *Answer) {
	killAll(w.cmd)
	<-answers
	w.end()
}

// exchange gives the process a document and waits for what it made of it; nil if it ended.
func (w *worker) exchange(t Task, f io.Reader) *Answer {
	if w.to.Encode(t) != nil {
		return nil
	}
	// A file that became shorter is filled up, so that the process has what it waits for; its hash is another then.
	bytes := io.LimitReader(io.MultiReader(f, zeros{}), t.Size)
	if _, err := io.Copy(w.stdin, bytes); err != nil {
		return nil
	}
	for {
		var a Answer
		if w.from.Decode(&a) != nil {
			return nil
		}
		if a.Final {
			return &a
		}
		if w.plan.Progress != nil {
			w.plan.Progress(t.Recognise, a.Done, a.Pages)
		}
	}
}

// zeros are bytes without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// timeLimit tells when a time is over; never, if it is 0.
func timeLimit(d time.Duration) (over <-chan time.Time, stop func() bool) {
	if d == 0 {
		return nil, func() bool { return false }
	}
	t := time.NewTimer(d)
	return t.C, t.Stop
}

// failure is what a worker's answer says of it.
func (a *Answer) failure() *Failure {
	if a.Error == "" {
		return nil
	}
	if a.Undrawn {
		return &Failure{Class: Transient, Reason: a.Error}
	}
	return &Failure{Class: Permanent, Reason: a.Error}
}

// SandboxSign begins what a worker says that must be confined and cannot be.
const SandboxSign = "sandbox: "

const (
	noSandbox = "its worker cannot be confined here, and is not to read without: see --sandbox"
	tooMuch   = "it needed more memory than it was given"
	tooDeep   = "it is nested too deep: the program ran out of stack; please report it with this file"
	killed    = "its worker was killed from outside, perhaps for lack of memory"
	stopped   = "its worker was ended from outside"
)

// signs are what a process says or how it ends, with what that means. The first that fits counts.
var signs = []struct {
	sign    string
	failure Failure
}{
	{SandboxSign, Failure{Class: Transient, Reason: noSandbox}},
	{"stack overflow", Failure{Class: Permanent, Reason: tooDeep}},
	{"out of memory", Failure{Class: Transient, Cause: MemoryLimit, Reason: tooMuch}},
	{"cannot allocate memory", Failure{Class: Transient, Cause: MemoryLimit, Reason: tooMuch}},
	{"pthread_create failed", Failure{Class: Transient, Cause: MemoryLimit, Reason: tooMuch}},
	{"errno=12", Failure{Class: Transient, Cause: MemoryLimit, Reason: tooMuch}},
	{"signal: killed", Failure{Class: Transient, Cause: Killed, Reason: killed}},
	{"signal: terminated", Failure{Class: Transient, Cause: Killed, Reason: stopped}},
}

// ended is the failure of a document whose worker ended by itself.
func (w *worker) ended() *Failure {
	w.stdin.Close()
	cmd := w.cmd
	w.cmd = nil
	late := time.AfterFunc(patience, func() { killAll(cmd) })
	err := cmd.Wait()
	late.Stop()
	return crashed(w.stderr.String() + "\n" + fmt.Sprint(err))
}

// crashed is the failure of a document at which a process ended by itself that said this, and how it ended.
func crashed(text string) *Failure {
	for _, s := range signs {
		if strings.Contains(text, s.sign) {
			f := s.failure
			return &f
		}
	}
	first, _, _ := strings.Cut(text, "\n")
	return &Failure{Class: Permanent, Reason: "a fault of the program: " + first + "; please report it with this file"}
}

// mostSaid is how much is kept of what a worker says: a crash begins with its reason.
const mostSaid = 4096

// A said keeps the beginning of what is written to it.
type said struct{ strings.Builder }

func (e *said) Write(p []byte) (int, error) {
	if room := mostSaid - e.Len(); room > 0 {
		e.Builder.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}
