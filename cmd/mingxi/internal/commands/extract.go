package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/normalize"
	"github.com/spf13/cobra"
)

const defaultOutput = "mingxi-dataset"

// An extraction is what the flags of extract say.
type extraction struct {
	proving
	dir     string
	formats []string
	csv     csvFlags
	force   bool
	add     bool
	publishing
	nats natsFlags
}

func extractCommand() *cobra.Command {
	var x extraction
	cmd := &cobra.Command{
		Use:   "extract FILE|DIR...",
		Short: "Read budget PDFs into a reconciled dataset",
		Long: `Extract reads budget and final-account PDFs, gives every figure its meaning, checks
the figures against each other and against the narrative, and writes one dataset.
A folder stands for the PDF files in it and in the folders below, a pattern for what
it matches, @list.txt for the names in a list and - for those on stdin, or for
a document that comes there.

Documents are read by worker processes under limits of time and memory: one of several
that hangs or crashes is a row in failures.csv, and the others are read. What is read
is kept in DIR/.mingxi; a run that was stopped goes on where it was when the same
command is given again, and reads only what is new or changed. Files with the same
bytes are read once and listed in duplicates.csv.

A folder that holds a dataset of other documents, or files that the dataset would
overwrite, is refused. --add adds documents to a dataset: it then is what one run over
its inputs and these gives.

A narrative and the tables of one department-year, published as two files, are
reconciled as one where agency, year and kind say so; --bundle says so of all files
named. Each stays a document of its own.

The dataset folder then holds facts.csv, each quantity once; documents.csv,
tables.csv, records.csv, claims.csv, checks.csv, findings.csv, targets.csv; what codes
and ids mean in codes.csv, forms.csv, measures.csv; each table in tables/, a workbook
for each document, loaders for other programs, and datapackage.json, which describes
every column.

Exit status:
  0  all was read and written, whatever was found
  1  there are findings of the severity that --fail-on names
  2  the command line could not be understood
  3  an input, or pages of one, could not be read; the others were
  4  a scan needs recognition (OCR), which is not available
  5  the output could not be written
  130  stopped by Ctrl-C; the same command goes on`,
		Example: `  mingxi extract budget.pdf
  mingxi extract budget.pdf final.pdf -o dataset
  mingxi extract --bundle narrative.pdf tables.pdf -o dataset
  mingxi extract archive/ -o dataset --format csv,json
  mingxi extract new.pdf --add -o dataset
  find . -name '*.pdf' -print0 | mingxi extract - -o dataset
  mingxi extract archive/ -o dataset --retry-failed --timeout 30m
  mingxi extract budget-2026.pdf --previous dataset-2025 -o dataset-2026
  mingxi extract locked.pdf --password secret -o dataset`,
		Args: someInput("extract needs a PDF file or a folder with PDF files"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.run(cmd.Context(), args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVarP(&x.dir, "output", "o", defaultOutput, "`folder` to write the dataset to; made if need be")
	f.StringSliceVar(&x.formats, "format", []string{"csv", "xlsx"}, "what to write, a `list` of "+strings.Join(writable, ", "))
	x.csv.flags(f)
	f.BoolVar(&x.add, "add", false, "add the documents to those of the dataset in the output folder")
	f.BoolVar(&x.force, "force", false, "overwrite what is in the way in the output folder, whoever wrote it, and leave out documents of the dataset there that are no longer named")
	x.proving.flags(f, "never")
	x.publishing.flags(f)
	x.many.goOnFlags(f)
	x.nats.leadFlags(f)
	return cmd
}

func (x *extraction) run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	formats, err := x.csv.parse(x.formats)
	switch {
	case err != nil:
		return err
	case len(formats) == 0:
		return errors.New("say with --format what to write: " + strings.Join(writable, ", "))
	case x.dir == "":
		return errors.New("-o needs the name of a folder")
	}
	if err := errors.Join(x.nats.sensible(&x.readFlags), x.publishing.sensible()); err != nil {
		return err
	}
	o, err := x.open(args)
	if err != nil {
		return err
	}
	defer o.close()
	o.takenForOutput(args)
	work, err := archive.Open(x.dir)
	if err != nil {
		return cannotWrite(x.dir, err)
	}
	defer work.Close()
	if err := x.said.open(x.dir); err != nil {
		return err
	}
	if x.add {
		err := o.addTo(x.dir)
		if err == nil {
			err = x.saidBefore(x.dir)
		}
		if err != nil {
			return cannotWrite(x.dir, err)
		}
	}
	if err := x.tell(o); err != nil {
		return err
	}
	if err := x.writable(ctx, o, formats); err != nil {
		return err
	}
	if len(o.files) == 0 {
		for _, p := range o.problems {
			complain(stderr, p)
		}
		return &failure{status: ExitUnread} // nothing to write
	}
	if err := x.said.keep(ctx, x.dir); err != nil {
		return cannotWrite(x.dir, err)
	}
	return x.runArchive(ctx, work, o, formats, stdout, stderr)
}

// several says that there is more than one document, of which lists tell that were not read.
func (x *extraction) several(o *opened) bool {
	return len(o.files) > 1 || x.many.retryFailed && o.spool == ""
}

// writable refuses an output folder that cannot be written to or that holds what would be lost: files of
// others, documents of another run. It is asked before anything is read.
func (x *extraction) writable(ctx context.Context, o *opened, formats []dataset.Format) error {
	err := dataset.Writable(ctx, x.dir, o.files, formats, x.force)
	if err == nil && x.several(o) && !x.force {
		err = archive.ReportsWritable(x.dir)
	}
	if err != nil || len(o.files) == 0 {
		return cannotWrite(x.dir, err)
	}
	if x.add {
		return nil // all of it is read again, or kept
	}
	gone, lost, err := archive.Dropped(x.dir, o.given, o.files)
	if err != nil {
		return cannotWrite(x.dir, err)
	}
	if len(lost) > 0 && !x.force {
		return &failure{ExitUnwritten, fmt.Errorf("%s: the dataset there has %s, which would be lost: this run does not name it; name it, too, add to it with --add, or choose another folder with -o; --force leaves it out", x.dir, firstOf(lost))}
	}
	for _, name := range slices.Concat(gone, lost) {
		o.notes = append(o.notes, fmt.Errorf("%s: it is no longer there and leaves the dataset", name))
	}
	return nil
}

// firstOf names the first of some files, and how many more there are.
func firstOf(names []string) string {
	if more := len(names) - 1; more > 0 {
		return fmt.Sprintf("%s and %d more", names[0], more)
	}
	return names[0]
}

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
	result, err := runPlan(ctx, work, plan, slices.Concat(o.notes, o.problems), log, others.tell)
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
	if err := x.nothingLost(result); err != nil {
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
func (x *extraction) nothingLost(result *archive.Result) error {
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
