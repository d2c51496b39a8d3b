package commands

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/normalize"
)

// runArchive reads documents by workers and writes their dataset.
func (x *extraction) runArchive(ctx context.Context, work *archive.Work, o *opened, formats []dataset.Format, stdout, stderr io.Writer) error {
	plan, err := x.many.plan(&x.readFlags, o.files)
	if err != nil {
		return err
	}
	if plan.Version, err = wayOfReading(&x.readFlags); err != nil {
		return err
	}
	plan.Gone, plan.Told = o.gone, o.told
	plan.Workbooks = slices.Contains(formats, dataset.XLSX)
	log, err := newRunLog(stderr, o.inputs, x.quiet, x.many.logFormat)
	if err != nil {
		return err
	}
	others, err := x.nats.spread(ctx, x.dir, &plan, work, log.problem)
	if err != nil {
		return err
	}
	defer others.close()
	report := func(f archive.Fate) { log.fate(f); others.tell(f) }
	result, err := runPlan(ctx, work, plan, slices.Concat(o.notes, o.problems), log, report)
	if result == nil {
		return cannotWrite(x.dir, err)
	}
	if err != nil && plan.Alone {
		return context.Canceled
	}
	if err != nil {
		return &failure{exitInterrupted, fmt.Errorf("interrupted; %d of %d documents are read and kept: the same command goes on from there", result.Read(), len(o.files))}
	}
	err = x.finishArchive(ctx, o, result, formats, plan.Width, stdout, log)
	others.clear(ctx, err)
	return err
}

// runPlan reads documents by workers and tells how it goes, and what is to be said before.
func runPlan(ctx context.Context, work *archive.Work, plan archive.Plan, before []error, log *runLog, report func(archive.Fate)) (*archive.Result, error) {
	for _, p := range before {
		log.problem(p)
	}
	plan.Progress = log.page
	result, err := work.Run(ctx, plan, report)
	log.finish()
	if result != nil {
		for _, p := range result.Problems {
			log.problem(p)
		}
	}
	return result, err
}

// finishArchive writes what came of all documents, and tells.
func (x *extraction) finishArchive(ctx context.Context, o *opened, result *archive.Result, formats []dataset.Format, width int, stdout io.Writer, log *runLog) error {
	reports := func() error {
		if !x.several(o) {
			return nil
		}
		return archive.WriteReports(x.dir, slices.Concat(notFound(o.problems), result.Fates), x.csv.kind(), x.force)
	}
	if result.Read() == 0 {
		if err := reports(); err != nil {
			return cannotWrite(x.dir, err)
		}
		return &failure{status: ExitUnread}
	}
	if err := x.nothingLost(o, result); err != nil {
		return err
	}
	b, err := x.commit(ctx, o, result, formats, width)
	if err != nil {
		return cannotWrite(x.dir, err)
	}
	b.unread = len(o.problems) + result.Failed()
	for _, complaint := range b.complaints {
		log.problem(errors.New(complaint))
	}
	if err := errors.Join(reports(), result.Done()); err != nil {
		return cannotWrite(x.dir, err)
	}
	x.oddBundle(b.tally.Dataset.Disclosures, log)
	log.end(result.Fates)
	if !x.quiet && x.many.logFormat == "text" {
		if err := summarise(stdout, b.tally, b.unread, x.dir); err != nil {
			return &failure{ExitUnwritten, err}
		}
	}
	return b.outcome(o.bad)
}

// nothingLost refuses to write a dataset that lacks documents of the one that it is to be added to, because their files
// are gone and must be read again.
func (x *extraction) nothingLost(o *opened, result *archive.Result) error {
	var lost []string
	for _, f := range result.Fates {
		if f.Failure != nil && f.Failure.Cause == archive.Gone {
			lost = append(lost, f.File)
		}
	}
	if len(lost) == 0 || x.force {
		return nil
	}
	return &failure{ExitUnwritten, fmt.Errorf("%s: the dataset there has %s, which would be lost: it is no longer where it was, and must be read again by this version or with these flags; "+
		"put it back, or add with the version and the flags that made the dataset; --force leaves it out", x.dir, firstOf(lost))}
}

// commit writes the dataset of what was read, unless it stands there as it would be written.
func (x *extraction) commit(ctx context.Context, o *opened, result *archive.Result, formats []dataset.Format, width int) (*batch, error) {
	inputs := result.Inputs()
	for i, in := range inputs {
		inputs[i] = o.remembered(in)
	}
	if err := archive.Remember(x.dir, inputs); err != nil {
		return nil, err
	}
	mark := result.Mark(append(names(formats), x.ocr, x.mark())...)
	if stands, err := dataset.Stands(ctx, x.dir, mark); stands || err != nil {
		if b := batchOf(result.Noted(mark)); b != nil || err != nil {
			return b, err
		}
	}
	b := &batch{tally: newTally()}
	took := func(ds *normalize.Dataset) { b.take(ds, &x.readFlags) }
	err := dataset.WritePortions(ctx, x.dir, result.Portions(), dataset.Writing{Formats: formats, Width: width, Mark: mark, About: x.about, Force: x.force, Took: took})
	if err == nil {
		err = result.Note(mark, b.bytes())
	}
	return b, err
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
		Command:     func() *exec.Cmd { return worker(program) },
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

// worker is a command that reads documents for this process.
func worker(program string) *exec.Cmd {
	cmd := exec.Command(program, asWorker...)
	cmd.Args[0] = os.Args[0] // the name that lists of processes show
	cmd.Env = append(plainEnvironment(), "GOMAXPROCS=1", archive.WorkersGOGC())
	return cmd
}

// ownProgram names the file of this program, as it is running: a new one that has taken its name since
// would read in another way.
func ownProgram() (string, error) {
	const running = "/proc/self/exe" // by the kernel of Linux
	if _, err := os.Stat(running); err == nil {
		return running, nil
	}
	return programFile()
}

// programFile is the path of this program's file, also where no /proc tells it.
func programFile() (string, error) {
	if name, err := os.Executable(); err == nil {
		return name, nil
	}
	name, err := exec.LookPath(os.Args[0])
	if err != nil {
		return "", &failure{ExitUnread, fmt.Errorf("the file of this program is not found, which is needed to read documents in other processes: %w", err)}
	}
	return filepath.Abs(name)
}
