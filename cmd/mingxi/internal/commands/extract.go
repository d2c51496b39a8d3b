package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"syscall"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
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

// csvFlags are the flags about what spreadsheets need of CSV.
type csvFlags struct {
	bom, safe bool
	set       *pflag.FlagSet
	standing  dataset.Format // the kind that a dataset has to which more is added; empty if the flags say it
}

func (c *csvFlags) flags(f *pflag.FlagSet) {
	c.set = f
	f.BoolVar(&c.bom, "bom", false, "begin CSV files with a byte order mark, which Excel needs to read them as UTF-8; with --csv-safe unless --csv-safe=false")
	f.BoolVar(&c.safe, "csv-safe", false, "put an apostrophe before texts in CSV files that a spreadsheet would take for formulas (=, +, -, @ or a tab at their begin)")
}

// kind is the kind of CSV that the flags say.
func (c *csvFlags) kind() dataset.Format {
	if c.standing != "" {
		return c.standing
	}
	safe := c.safe || c.bom && (c.set == nil || !c.set.Changed("csv-safe"))
	switch {
	case safe && c.bom:
		return dataset.CSVSafeBOM
	case safe:
		return dataset.CSVSafe
	case c.bom:
		return dataset.CSVBOM
	}
	return dataset.CSV
}

// ofDataset takes the kind of CSV that is among the formats of a dataset, and gives their names as --format has them.
func (c *csvFlags) ofDataset(formats []dataset.Format) []string {
	list := names(formats)
	for i, f := range formats {
		if strings.HasPrefix(string(f), string(dataset.CSV)) {
			c.standing, list[i] = f, string(dataset.CSV)
		}
	}
	return list
}

// parse reads the names of formats, CSV being the kind that the flags say.
func (c *csvFlags) parse(names []string) ([]dataset.Format, error) {
	formats, err := dataset.ParseFormats(names)
	if at := slices.Index(formats, dataset.CSV); at >= 0 {
		formats[at] = c.kind()
	}
	return formats, err
}

// cannotWrite says that a folder cannot be written to, and why.
func cannotWrite(dir string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	why := err.Error()
	var p *fs.PathError
	if errors.As(err, &p) {
		why = p.Err.Error()
	}
	hint := "choose another folder with -o"
	switch {
	case errors.Is(err, archive.ErrHeld):
		hint = "wait for its end, or " + hint
	case errors.Is(err, dataset.ErrForeign):
		hint = "choose an empty folder with -o; --force overwrites them"
	case errors.Is(err, syscall.ENOSPC):
		hint = "what was there is as it was; make room and give the same command again, or " + hint
	}
	return &failure{ExitUnwritten, fmt.Errorf("%s: cannot write the dataset there: %s; %s", dir, why, hint)}
}
