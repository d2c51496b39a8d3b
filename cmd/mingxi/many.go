package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/mingxi/mingxi/export"
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/normalize"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manyFlags are the flags that count where there are several documents.
type manyFlags struct {
	jobs        int
	timeout     time.Duration
	memory      int
	retryFailed bool
	logFormat   string
}

// limits are the flags about how much of the machine is used.
func (m *manyFlags) limits(f *pflag.FlagSet) {
	f.IntVarP(&m.jobs, "jobs", "j", 0, "`number` of documents at a time, and of cores to use; 0: as cores and memory allow")
	f.DurationVar(&m.timeout, "timeout", 10*time.Minute, "`time` for one of several documents, such as 90s or 30m; 0: no limit")
	f.IntVar(&m.memory, "memory", 0, "`MiB` for each of the workers that read several documents; 0: as the machine allows")
}

// sensible refuses numbers that mean nothing.
func (m *manyFlags) sensible() error {
	switch {
	case m.jobs < 0:
		return fmt.Errorf("--jobs %d: give a number of documents, or 0", m.jobs)
	case m.timeout < 0:
		return fmt.Errorf("--timeout %v: give a time such as 90s or 30m, or 0", m.timeout)
	case m.memory < 0:
		return fmt.Errorf("--memory %d: give a number of MiB, or 0", m.memory)
	}
	return nil
}

// goOnFlags are the flags of runs that go on where an earlier one ended.
func (m *manyFlags) goOnFlags(f *pflag.FlagSet) {
	f.BoolVar(&m.retryFailed, "retry-failed", false, "try again what failed in an earlier run")
	f.StringVar(&m.logFormat, "log-format", "text", "`how` progress on several documents is told on stderr: text, json")
}

// A setup is what a worker must know to read as this process would.
type setup struct {
	Password, OCR, Lang string
	Previous            string // folder of last year's dataset; empty if there is none
	DPI                 float64
}

// workerCommand reads documents for another process of the program.
func workerCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "worker",
		Short:  "Read documents for another process of this program",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := archive.Serve(os.Stdin, os.Stdout, newReader); err != nil {
				return &failure{exitUnwritten, err}
			}
			return nil
		},
	}
}

// newReader gives what reads a worker's documents.
func newReader(data []byte) (archive.Reader, error) {
	var s setup
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, err
	}
	r := &readFlags{password: s.Password, ocr: s.OCR, lang: s.Lang, dpi: s.DPI, previous: lastYear{dir: s.Previous}}
	if err := r.previous.open(); err != nil {
		return nil, err
	}
	opt, err := r.options()
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, t archive.Task) (*normalize.Dataset, error) {
		opt := opt
		if !t.Recognise {
			opt.OCR = nil
		}
		return readPlainly(ctx, t.File, opt, r)
	}, nil
}

// readPlainly reads one file; the error says in plain words why it cannot be read, without its name.
func readPlainly(ctx context.Context, name string, opt extract.Options, r *readFlags) (*normalize.Dataset, error) {
	ds, err := read(ctx, name, opt)
	if err == nil {
		return ds, r.previous.against(ds)
	}
	return nil, &explained{withoutName(name, r.plainly(name, err)), err}
}

// An explained error says in plain words what its cause is.
type explained struct {
	words string
	cause error
}

func (e *explained) Error() string { return e.words }
func (e *explained) Unwrap() error { return e.cause }

// runArchive reads several documents by workers and writes their dataset.
func (x *extraction) runArchive(ctx context.Context, work *archive.Work, o *opened, formats []export.Format, stdout, stderr io.Writer) error {
	plan, err := x.many.plan(&x.readFlags, o.files)
	if err != nil {
		return err
	}
	plan.Workbooks = slices.Contains(formats, export.XLSX)
	log, err := newRunLog(stderr, len(o.files), x.quiet, x.many.logFormat)
	if err != nil {
		return err
	}
	result, err := runPlan(ctx, work, plan, slices.Concat(o.notes, o.problems), log)
	if result == nil {
		return cannotWrite(x.dir, err)
	}
	if err != nil {
		return &failure{exitInterrupted, fmt.Errorf("interrupted; %d of %s are read and kept: the same command goes on from there", result.Read(), plural(len(o.files), "document"))}
	}
	return x.finishArchive(ctx, o, result, formats, plan.Width, stdout, log)
}

// runPlan reads documents by workers and tells how it goes, and what is to be said before.
func runPlan(ctx context.Context, work *archive.Work, plan archive.Plan, before []error, log *runLog) (*archive.Result, error) {
	for _, p := range before {
		log.problem(p)
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

// finishArchive writes what came of all documents, and tells.
func (x *extraction) finishArchive(ctx context.Context, o *opened, result *archive.Result, formats []export.Format, width int, stdout io.Writer, log *runLog) error {
	reports := func() error {
		return archive.WriteReports(x.dir, slices.Concat(notFound(o.problems), result.Fates), x.bom, x.force)
	}
	if result.Read() == 0 {
		if err := reports(); err != nil {
			return cannotWrite(x.dir, err)
		}
		return &failure{status: exitUnread}
	}
	b := &batch{tally: newTally(), unread: len(o.problems) + result.Failed()}
	took := func(ds *normalize.Dataset) {
		if complaint := b.take(ds, &x.readFlags); complaint != nil {
			log.problem(complaint)
		}
	}
	if err := archive.Remember(x.dir, result.Inputs()); err != nil {
		return cannotWrite(x.dir, err)
	}
	if err := export.WritePortions(ctx, x.dir, result.Portions(), export.Writing{Formats: formats, Width: width, Force: x.force, Took: took}); err != nil {
		return cannotWrite(x.dir, err)
	}
	if err := errors.Join(reports(), result.Done()); err != nil {
		return cannotWrite(x.dir, err)
	}
	x.oddBundle(b.tally.ds.Disclosures, log)
	log.end(result.Fates)
	if !x.quiet && x.many.logFormat == "text" {
		if err := summarise(stdout, b.tally, b.unread, x.dir); err != nil {
			return &failure{exitUnwritten, err}
		}
	}
	return b.outcome(o.bad)
}

// notFound are the failures of what the arguments name and nobody finds.
func notFound(problems []error) []archive.Fate {
	var list []archive.Fate
	for _, p := range problems {
		name, reason := "", p.Error()
		if i := strings.LastIndex(reason, ": "); i >= 0 {
			name, reason = reason[:i], reason[i+2:]
		}
		list = append(list, archive.Fate{File: name, Failure: &archive.Failure{File: name, Class: archive.Transient, Reason: reason}})
	}
	return list
}

// advice says which flags help against failures.
var advice = map[archive.Cause]string{
	archive.TimeLimit:   "give more with --timeout",
	archive.MemoryLimit: "give more with --memory",
	archive.Killed:      "run again with --retry-failed",
}

// plan says how files are read on this machine.
func (m *manyFlags) plan(r *readFlags, files []string) (archive.Plan, error) {
	program, err := ownProgram()
	if err != nil {
		return archive.Plan{}, err
	}
	identity, err := archive.ContentHash(program)
	if err != nil {
		return archive.Plan{}, err
	}
	data, err := json.Marshal(setup{r.password, r.ocr, r.lang, r.previous.dir, r.dpi})
	if err != nil {
		return archive.Plan{}, err
	}
	width, memory := m.widths(machineMemory())
	p := archive.Plan{
		Files: files, Setup: data, Width: width, Cores: m.cores(), Memory: memory, Timeout: m.timeout,
		Version:     fmt.Sprintf("%s %s %s %v %v %s", identity, r.ocr, r.lang, r.dpi, tesseract.Available, r.previous.identity()),
		Command:     func() *exec.Cmd { return worker(program) },
		AllScans:    r.ocr == ocrAlways,
		Advice:      advice,
		RetryFailed: m.retryFailed || r.password != "", // with a password, locked files may open
		Bundle:      normalize.FindBundles,
		Join:        func(ds *normalize.Dataset) error { return reconcileAsOne(ds, &r.previous) },
	}
	if r.bundle {
		p.Bundle = asOneBundle
	}
	if r.engine != nil {
		p.ScanWidth = max(1, width/2) // recognition takes all cores for each document
	}
	return p, nil
}

// asOneBundle takes all documents for one disclosure.
func asOneBundle(docs []normalize.Disclosure) {
	members := make([]*normalize.Disclosure, len(docs))
	for i := range docs {
		members[i] = &docs[i]
	}
	normalize.Bundle(members)
}

// worker is a command that reads documents for this process.
func worker(program string) *exec.Cmd {
	cmd := exec.Command(program, "worker")
	cmd.Args[0] = os.Args[0] // the name that lists of processes show
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	return cmd
}

// ownProgram names the file of this program, as it is running: a new one that has taken its name since
// would read in another way.
func ownProgram() (string, error) {
	const running = "/proc/self/exe" // by the kernel of Linux
	if _, err := os.Stat(running); err == nil {
		return running, nil
	}
	return os.Executable()
}
