package commands

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/shortcut"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/internal/room"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// runPlan reads documents by workers and tells how it goes, and what is to be said before. finished is told of each document as soon as it is.
func runPlan(ctx context.Context, work *archive.Work, plan archive.Plan, before []error, log *runLog, finished func(archive.Fate)) (*archive.Result, error) {
	for _, p := range before {
		log.problem(p)
	}
	plan.Progress = log.page
	plan.Finished = func(f archive.Fate) {
		log.finished(f)
		finished(f)
	}
	result, err := work.Run(ctx, plan, log.fate)
	log.finish()
	if result != nil {
		for _, p := range result.Problems {
			log.problem(p)
		}
	}
	return result, err
}

// advice says which flags help against failures.
var advice = map[archive.Cause]string{
	archive.TimeLimit:   "give more with --timeout",
	archive.MemoryLimit: "give more with --memory",
	archive.Killed:      "run again",
}

// plan says how files are read on this machine.
func (m *manyFlags) plan(r *readFlags, files []string) (archive.Plan, error) {
	program, err := ownProgram()
	if err != nil {
		return archive.Plan{}, err
	}
	data, err := json.Marshal(setup{r.password, r.ocr, r.lang, r.readers, r.previous.dir, r.dpi, m.sandbox})
	if err != nil {
		return archive.Plan{}, err
	}
	width, memory := m.widths(machineMemory(), len(files))
	p := archive.Plan{
		Files: files, Setup: data, Width: width, Cores: m.cores(), Memory: memory, Timeout: m.timeout,
		Command:     func() *exec.Cmd { return worker(program, memory) },
		MostBytes:   pdf.MaxFileBytes,
		Alone:       len(files) == 1 && !m.retryFailed,
		AllScans:    r.ocr == ocrAlways,
		Advice:      advice,
		RetryFailed: m.retryFailed || r.password != "", // with a password, locked files may open
		Bundle:      normalize.FindBundles,
		Join:        func(ds *normalize.Dataset) error { return reconcileAsOne(ds, r) },
		Corrected:   r.said.book.Mark,
	}
	bundle := p.Bundle
	if r.bundle {
		bundle = asOneBundle
	}
	p.Bundle = func(docs []normalize.Disclosure) {
		r.said.book.Documents(docs)
		bundle(docs)
	}
	if r.engine != nil {
		p.ScanWidth = max(1, width/2) // recognition takes all cores for each document
	}
	return p, nil
}

// wayOfReading names the program and the flags that change what is read, for what is kept of it.
func wayOfReading(r *readFlags) (string, error) {
	program, err := ownProgram()
	if err != nil {
		return "", err
	}
	identity, err := programIdentity(program)
	return fmt.Sprintf("%s %s %s %s %v %v %s", identity, r.ocr, r.lang, r.readers, r.dpi, r.engine != nil, r.previous.identity()), err
}

// asOneBundle takes all documents for one disclosure.
func asOneBundle(docs []normalize.Disclosure) {
	members := make([]*normalize.Disclosure, len(docs))
	for i := range docs {
		members[i] = &docs[i]
	}
	normalize.Bundle(members)
}

// reconcileAsOne reconciles documents of one bundle, each of which was taken the whole way alone, with each
// other and with last year's.
func reconcileAsOne(ds *normalize.Dataset, r *readFlags) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: a fault of the program: %v; please report it with this file", ds.Disclosures[0].File, p)
		}
	}()
	r.said.book.Apply(ds)
	previous, err := r.previous.of(ds)
	if err == nil {
		normalize.Measure(ds) // what one document does not say of year and kind, another may
		reconcile.Check(ds, reconcile.Options{Previous: previous})
		r.said.book.Judge(ds)
	}
	return err
}

// asWorker is the command line by which other processes of the program start workers. What follows from it is known without the tree of
// all commands and without threads that wait for signals, which a worker would make first and confine then, one by one.
var asWorker = []string{shortcut.Worker}

// worker is a command that reads documents for this process.
func worker(program string, memory int64) *exec.Cmd {
	cmd := exec.Command(program, asWorker...)
	cmd.Args[0] = os.Args[0] // the name that lists of processes show
	cmd.Env = append(append(shortcut.Environment(), "GOMAXPROCS=1"), room.Environment(memory)...)
	return cmd
}

// A setup is what a worker must know to read as this process would.
type setup struct {
	Password, OCR, Lang string
	Readers             string
	Previous            string // folder of last year's dataset; empty if there is none
	DPI                 float64
	Sandbox             string
}
