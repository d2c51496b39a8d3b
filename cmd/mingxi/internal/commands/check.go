package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
	"github.com/spf13/cobra"
)

// A checking is what the flags of check say.
type checking struct{ proving }

func checkCommand() *cobra.Command {
	var x checking
	cmd := &cobra.Command{
		Use:   "check FILE|DIR|DATASET...",
		Short: "Check budget PDFs or a dataset and print what does not add up",
		Long: `Check reads documents and reconciles their figures as extract does, but writes nothing:
it prints what was verified and what a person should look at.

Documents are read by worker processes under limits of time and memory, so that one
that hangs or crashes does not stop the others.

Of a folder that holds a dataset as extract wrote it (with CSV), it prints the same, and finds
out whether it was changed since: each figure is held against its own text and the table's own
file, and every check is made again from the figures that it names.

Exit status:
  0  all was read and nothing contradicts
  1  figures contradict each other: there are findings of severity error (see --fail-on)
  2  the command line could not be understood
  3  an input, or pages of one, could not be read; the others were
  4  a scan needs recognition (OCR), which is not available`,
		Example: `  mingxi check budget.pdf
  mingxi check --bundle narrative.pdf tables.pdf
  mingxi check archive/ --fail-on warning --quiet
  mingxi check dataset
  mingxi check budget.pdf --previous last-year`,
		Args: someInput("check needs a PDF file, a folder with PDF files or a dataset"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.run(cmd.Context(), args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	x.flags(cmd.Flags(), "error")
	return cmd
}

func (x *checking) run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	datasets, others := splitDatasets(args)
	o, err := x.open(others)
	if err != nil {
		return err
	}
	defer o.close()
	if err := x.said.open(""); err != nil {
		return err
	}
	b := &batch{tally: newTally()}
	if err := x.read(ctx, o.inputs, b, stderr); err != nil {
		return err
	}
	for _, dir := range datasets {
		if err := recheck(ctx, dir, &x.readFlags, b.tally); err != nil {
			b.unread++
			complain(stderr, err)
		}
	}
	if len(b.tally.Dataset.Disclosures) > 0 && !x.quiet {
		if err := summarise(stdout, b.tally, b.unread, ""); err != nil {
			return &failure{ExitUnwritten, err}
		}
	}
	return b.outcome(o.bad)
}

// read has documents read by workers and takes them in one by one. What they make is kept
// in a folder that goes at the end.
func (x *checking) read(ctx context.Context, in *inputs, b *batch, stderr io.Writer) error {
	if len(in.files) == 0 {
		for _, p := range in.problems {
			complain(stderr, p)
		}
		b.unread += len(in.problems)
		return ctx.Err()
	}
	dir, err := os.MkdirTemp("", "mingxi-check-")
	if err != nil {
		return &failure{ExitUnwritten, fmt.Errorf("%w: set TMPDIR to a folder that can be written to", notWritten(os.TempDir(), err))}
	}
	defer os.RemoveAll(dir)
	work, err := archive.Open(dir)
	if err != nil {
		return cannotWrite(dir, err)
	}
	defer work.Close()
	plan, err := x.many.plan(&x.readFlags, in.files)
	if err != nil {
		return err
	}
	plan.Told = in.told
	log, err := newRunLog(stderr, in, x.quiet, "text")
	if err != nil {
		return err
	}
	result, err := runPlan(ctx, work, plan, in.problems, log, func(archive.Fate) {})
	if errors.Is(err, archive.ErrInterrupted) {
		err = context.Canceled
	}
	if result == nil || err != nil {
		return err
	}
	b.unread += len(in.problems) + result.Failed()
	for _, p := range result.Portions() {
		ds, err := p.Dataset()
		if err != nil {
			return err
		}
		b.take(ds, &x.readFlags)
	}
	for _, complaint := range b.complaints {
		log.problem(errors.New(complaint))
	}
	x.oddBundle(b.tally.Dataset.Disclosures, log)
	return ctx.Err()
}

// splitDatasets parts the folders that hold datasets from other arguments.
func splitDatasets(args []string) (datasets, others []string) {
	for _, a := range args {
		if a != "" && dataset.IsDataset(a) {
			datasets = append(datasets, a)
		} else {
			others = append(others, a)
		}
	}
	return datasets, others
}

// recheck takes in the documents of a stored dataset one by one, with what was changed in them since it
// was written.
func recheck(ctx context.Context, dir string, r *readFlags, t *tally) error {
	said := corrections{name: r.said.name}
	if err := said.open(dir); err != nil {
		return err
	}
	stored, err := dataset.Open(dir)
	if err != nil {
		return cannotRead(dir, err)
	}
	for _, ids := range stored.Bundles() {
		ds, err := stored.Dataset(ids...)
		if err != nil {
			return cannotRead(dir, err)
		}
		before, err := r.previous.of(ds)
		if err != nil {
			return err
		}
		reconcile.Audit(ds, reconcile.Options{Previous: before})
		said.book.Judge(ds)
		t.add(ds)
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	t.add(&normalize.Dataset{Findings: alteredFiles(stored)})
	return nil
}

// alteredFiles are findings about the files of a dataset that are not as they were written.
func alteredFiles(stored *dataset.Stored) []normalize.Finding {
	var out []normalize.Finding
	for _, name := range stored.Changed() {
		out = append(out, normalize.Finding{Code: codes.AlteredFile, Severity: normalize.Warning,
			Sentence: codes.Say("altered-file", name)})
	}
	return out
}
