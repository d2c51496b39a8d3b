package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/mingxi/mingxi/export"
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/spf13/cobra"
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
	dir      string
	formats  []string
	password string
	failOn   string
	quiet    bool
}

func extractCommand() *cobra.Command {
	var x extraction
	cmd := &cobra.Command{
		Use:   "extract FILE|DIR...",
		Short: "Read budget PDFs into a reconciled dataset",
		Long: `Extract reads budget and final-account PDFs, gives every figure its meaning, checks
the figures against each other and against the narrative, and writes one dataset.
A folder stands for the PDF files in it and in the folders below.

The dataset folder then holds documents.csv, tables.csv, records.csv, claims.csv,
checks.csv, findings.csv, targets.csv, each table in tables/, a workbook for each
document, and datapackage.json, which describes every column.

Exit status:
  0  all was read and nothing contradicts
  1  there are findings of severity error (see --fail-on)
  2  the command line could not be understood
  3  an input could not be read; the others were
  4  a scan needs recognition (OCR), which is not available
  5  the output could not be written`,
		Example: `  mingxi extract budget.pdf
  mingxi extract budget.pdf final.pdf -o dataset
  mingxi extract archive/ -o dataset --format csv,json
  mingxi extract locked.pdf --password secret -o dataset`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("extract needs a PDF file or a folder with PDF files")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.run(cmd.Context(), args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVarP(&x.dir, "output", "o", defaultOutput, "folder to write the dataset to; made if need be")
	f.StringSliceVar(&x.formats, "format", []string{"csv", "xlsx"}, "what to write: csv, xlsx, json")
	f.StringVar(&x.password, "password", "", "password of encrypted files")
	f.StringVar(&x.failOn, "fail-on", "error", "exit with status 1 on findings of this severity or worse: error, warning, never")
	f.BoolVarP(&x.quiet, "quiet", "q", false, "print nothing but errors")
	return cmd
}

func (x extraction) run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	formats, err := export.ParseFormats(x.formats)
	if err != nil {
		return err
	}
	if _, ok := failOn[x.failOn]; !ok {
		return fmt.Errorf("unknown severity %q for --fail-on: use error, warning or never", x.failOn)
	}
	if err := export.Writable(x.dir); err != nil {
		return x.unwritten(err)
	}
	files, problems := expand(args)
	for _, p := range problems {
		fmt.Fprintf(stderr, "mingxi: %v\n", p)
	}
	ds, unread, err := x.readAll(ctx, files, stderr)
	if err != nil {
		return err
	}
	if unread == len(files) {
		return &failure{status: exitUnread} // nothing to write
	}
	unread += len(problems)
	if err := write(ctx, x.dir, ds, formats); err != nil {
		return x.unwritten(err)
	}
	if !x.quiet {
		if err := summarise(stdout, ds, x.dir); err != nil {
			return &failure{exitUnwritten, err}
		}
	}
	return x.outcome(ds, unread)
}

// readAll reads every file. One that cannot be read is reported and counted, and the others are
// read; a file that is there twice is read once. The error is that the context ended.
func (x extraction) readAll(ctx context.Context, files []string, stderr io.Writer) (*normalize.Dataset, int, error) {
	all, unread := &normalize.Dataset{}, 0
	seen := map[string]string{}
	bar := newProgress(stderr, len(files), x.quiet)
	defer bar.finish()
	for _, name := range files {
		bar.start(name)
		ds, err := read(ctx, name, extract.Options{Password: x.password})
		if ctx.Err() != nil {
			return nil, 0, ctx.Err()
		}
		bar.done()
		if err != nil {
			unread++
			bar.say("mingxi: %v\n", plainly(name, err))
			continue
		}
		if n, all := unrecognised(ds); n > 0 {
			bar.say("mingxi: %s: %d of %s can only be read from pictures, and this build cannot recognise text (OCR); see findings.csv\n", name, n, plural(all, "page"))
		}
		if first, ok := twice(seen, ds, name); ok {
			bar.say("mingxi: %s: the same file as %s; read once\n", name, first)
			continue
		}
		all.Append(ds)
	}
	return all, unread, nil
}

// unrecognised counts the pages that are lost without recognition, of all pages. A picture on the
// cover alone loses nothing.
func unrecognised(ds *normalize.Dataset) (lost, pages int) {
	last := map[string]int{}
	for _, d := range ds.Disclosures {
		last[d.ID] = d.Pages
		pages += d.Pages
	}
	covers := 0
	for _, f := range ds.Findings {
		if f.Code != normalize.PageNeedsOCR {
			continue
		}
		if f.Page == 1 || f.Page == last[f.Document] {
			covers++
			continue
		}
		lost++
	}
	if lost > 0 || covers == pages {
		lost += covers
	}
	return lost, pages
}

// twice says under which name a document was read already.
func twice(seen map[string]string, ds *normalize.Dataset, name string) (string, bool) {
	for _, d := range ds.Disclosures {
		if first, ok := seen[d.ID]; ok {
			return first, true
		}
		seen[d.ID] = name
	}
	return "", false
}

func (x extraction) unwritten(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	what := err.Error()
	var p *fs.PathError
	if errors.As(err, &p) {
		what = p.Err.Error()
	}
	return &failure{exitUnwritten, fmt.Errorf("%s: cannot write the dataset there: %s; choose another folder with -o", x.dir, what)}
}

// outcome is the exit status that the findings and the inputs ask for.
func (x extraction) outcome(ds *normalize.Dataset, unread int) error {
	if unread > 0 {
		return &failure{status: exitUnread}
	}
	if n, _ := unrecognised(ds); n > 0 {
		return &failure{status: exitNoOCR}
	}
	for _, f := range ds.Findings {
		for _, s := range failOn[x.failOn] {
			if f.Severity == s {
				return &failure{status: exitFindings}
			}
		}
	}
	return nil
}
