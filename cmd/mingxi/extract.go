package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"syscall"

	"github.com/mingxi/mingxi/export"
	"github.com/mingxi/mingxi/normalize"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const defaultOutput = "mingxi-dataset"

// failOn says from which severity on findings make the exit status 1.
var failOn = map[string][]normalize.Severity{
	"error":   {normalize.Error},
	"warning": {normalize.Error, normalize.Warning},
	"never":   {},
}

// An extraction is what the flags of extract say.
type extraction struct {
	reading
	dir     string
	formats []string
	bom     bool
	failOn  string
	quiet   bool
	many    manyFlags
}

func extractCommand() *cobra.Command {
	var x extraction
	cmd := &cobra.Command{
		Use:   "extract FILE|DIR...",
		Short: "Read budget PDFs into a reconciled dataset",
		Long: `Extract reads budget and final-account PDFs, gives every figure its meaning, checks
the figures against each other and against the narrative, and writes one dataset.
A folder stands for the PDF files in it and in the folders below, a pattern for what
it matches, @list.txt for the names in a list and - for those on stdin.

Several documents are read by worker processes under limits of time and memory: one
that hangs or crashes is a row in failures.csv, and the others are read. What is read
is kept in DIR/.mingxi; a run that was stopped goes on where it was when the same
command is given again, and reads only what is new or changed. Files with the same
bytes are read once and listed in duplicates.csv.

A narrative and the tables of one department-year, published as two files, are
reconciled as one where agency, year and kind say so; --bundle says so of all files
named. Each stays a document of its own.

The dataset folder then holds documents.csv, tables.csv, records.csv, claims.csv,
checks.csv, findings.csv, targets.csv, each table in tables/, a workbook for each
document, and datapackage.json, which describes every column.

Exit status:
  0  all was read and nothing contradicts
  1  there are findings of severity error (see --fail-on)
  2  the command line could not be understood
  3  an input could not be read; the others were
  4  a scan needs recognition (OCR), which is not available
  5  the output could not be written
  130  stopped by Ctrl-C; the same command goes on`,
		Example: `  mingxi extract budget.pdf
  mingxi extract budget.pdf final.pdf -o dataset
  mingxi extract --bundle narrative.pdf tables.pdf -o dataset
  mingxi extract archive/ -o dataset --format csv,json
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
	f.StringSliceVar(&x.formats, "format", []string{"csv", "xlsx"}, "what to write, a `list` of csv, json, parquet, sqlite, xlsx")
	bomFlag(f, &x.bom)
	x.flags(f)
	x.bundleFlag(f)
	failOnFlag(f, &x.failOn)
	x.previous.flag(f)
	f.BoolVarP(&x.quiet, "quiet", "q", false, "print nothing but errors")
	x.many.flags(f)
	return cmd
}

func (x *extraction) run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	formats, err := parseFormats(x.formats, x.bom)
	if err != nil {
		return err
	}
	bad, err := severities(x.failOn)
	if err != nil {
		return err
	}
	if err := x.previous.open(); err != nil {
		return err
	}
	if err := x.many.sensible(); err != nil {
		return err
	}
	opt, err := x.options()
	if err != nil {
		return err
	}
	defer x.close()
	if err := export.Writable(x.dir); err != nil {
		return cannotWrite(x.dir, err)
	}
	files, problems := expand(args, os.Stdin)
	if err := x.bundled(files); err != nil {
		return err
	}
	if len(files) > 1 || x.many.retryFailed {
		return x.runArchive(ctx, files, problems, formats, bad, stdout, stderr)
	}
	b := &batch{tally: newTally()}
	ds, err := b.readOne(ctx, files, problems, &x.reading, opt, stderr, x.quiet)
	if err != nil {
		return err
	}
	if ds == nil {
		return &failure{status: exitUnread} // nothing to write
	}
	if err := write(ctx, x.dir, ds, formats); err != nil {
		return cannotWrite(x.dir, err)
	}
	if !x.quiet {
		if err := summarise(stdout, b.tally, b.unread, x.dir); err != nil {
			return &failure{exitUnwritten, err}
		}
	}
	return b.outcome(bad)
}

func bomFlag(f *pflag.FlagSet, p *bool) {
	f.BoolVar(p, "bom", false, "begin CSV files with a byte order mark, which Excel needs to read them as UTF-8")
}

// parseFormats reads the names of formats; with bom, CSV is that with a byte order mark.
func parseFormats(names []string, bom bool) ([]export.Format, error) {
	formats, err := export.ParseFormats(names)
	if at := slices.Index(formats, export.CSV); bom && at >= 0 {
		formats[at] = export.CSVBOM
	}
	return formats, err
}

func failOnFlag(f *pflag.FlagSet, p *string) {
	f.StringVar(p, "fail-on", "error", "exit with status 1 on findings of this `severity` or worse: error, warning, never")
}

// severities are those of the findings that --fail-on stands for.
func severities(name string) ([]normalize.Severity, error) {
	list, ok := failOn[name]
	if !ok {
		return nil, fmt.Errorf("unknown severity %q for --fail-on: use error, warning or never", name)
	}
	return list, nil
}

// cannotWrite says that a folder cannot be written to, and why.
func cannotWrite(dir string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	why := err.Error()
	var p *fs.PathError
	if errors.As(err, &p) {
		why = p.Err.Error()
	}
	hint := "choose another folder with -o"
	if errors.Is(err, syscall.ENOSPC) {
		hint = "what was there is as it was; make room and give the same command again, or " + hint
	}
	return &failure{exitUnwritten, fmt.Errorf("%s: cannot write the dataset there: %s; %s", dir, why, hint)}
}
