package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/internal/file"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/internal/render"
	"github.com/spf13/cobra"
)

// A tabling is what the flags of tables say.
type tabling struct {
	readFlags
	limits manyFlags
	pages  string
	xlsx   string
	area   []float64
	choice analysis.Choice
	debug  string
	as     map[render.Format]*bool
}

func tablesCommand() *cobra.Command {
	_, cmd := newTables()
	return cmd
}

// newTables is the command with what its flags say, once they are read.
func newTables() (*tabling, *cobra.Command) {
	t := &tabling{as: map[render.Format]*bool{}}
	cmd := &cobra.Command{
		Use:   "tables FILE|DIR...",
		Short: "Print the tables of any PDF",
		Long: `Tables prints the tables of PDF files as they are laid out, in any language, without
giving them a meaning.

As JSON one file gives a list of tables; several files give one line each,
{"file":…,"tables":[…]}. Boxes are left, upper, right and lower edge in points from the
top left corner of the page. Markdown, the default, has HTML tables where cells of a
table are merged.

Exit status:
  0  all was read
  2  the command line could not be understood
  3  an input, or pages of one, could not be read; the others were
  4  a scan needs recognition (OCR), which is not available
  5  the output could not be written`,
		Example: `  mingxi tables report.pdf
  mingxi tables report.pdf --json --pages 3-5,7
  mingxi tables report.pdf --html > tables.html
  mingxi tables report.pdf --xlsx tables.xlsx
  mingxi tables report.pdf --area 40,120,560,700 --columns 40,250,340,430,560
  mingxi tables report.pdf --pages 4 --debug pictures`,
		Args: someInput("tables needs a PDF file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.run(cmd.Context(), args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&t.pages, "pages", "", "only tables on these `pages`, such as 3-5,7 or 9-")
	t.flags(f)
	t.limits.limits(f)
	for _, format := range render.Formats {
		t.as[format] = f.Bool(string(format), false, "print as "+string(format))
	}
	f.Float64SliceVar(&t.area, "area", nil, "only what lies within these `edges` of each page: left,upper,right,lower in points")
	f.Float64SliceVar(&t.choice.Columns, "columns", nil, "`where` column lines stand, in points from the left; all text between the first and the last is one table")
	f.StringVar(&t.debug, "debug", "", "draw each page with its edges, joints, cells and tables into this `folder`, as SVG")
	f.StringVar(&t.xlsx, "xlsx", "", "write a workbook with a sheet for each table to this `file`, and print no tables")
	return t, cmd
}

func (t *tabling) run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if err := t.oneFormat(); err != nil {
		return err
	}
	if err := t.choose(); err != nil {
		return err
	}
	pages, err := parsePages(t.pages)
	if err != nil {
		return err
	}
	if _, err := t.options(); err != nil {
		return err
	}
	defer t.close()
	if err := t.limits.sensible(); err != nil {
		return err
	}
	if t.debug != "" {
		if err := os.MkdirAll(t.debug, 0o755); err != nil {
			return &failure{ExitUnwritten, notWritten(t.debug, err)}
		}
	}
	asking, err := newAsking(&t.readFlags, &t.limits)
	if err != nil {
		return err
	}
	defer asking.close()
	in := expand(args, os.Stdin)
	defer in.close()
	for _, p := range in.problems {
		in.complain(stderr, p)
	}
	out, several := t.printer(stdout), len(in.files)+len(in.problems) > 1
	unread, noOCR, damaged := 0, false, 0
	for _, name := range in.files {
		doc, err := t.read(ctx, asking, name, pages, several)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			in.complain(stderr, err)
			unread++
			continue
		}
		unseen, hurt := t.tell(stderr, in, name, doc)
		noOCR = noOCR || unseen
		if hurt {
			damaged++
		}
		if err := out.take(doc); err != nil {
			return &failure{ExitUnwritten, err}
		}
	}
	if unread < len(in.files) {
		if err := out.Close(); err != nil {
			return &failure{ExitUnwritten, err}
		}
	}
	return inputStatus(unread+len(in.problems)+damaged, noOCR)
}

// tell tells what is wrong with a file: whether pages of it wait for recognition, and whether what damage took is lost.
func (t *tabling) tell(stderr io.Writer, in *inputs, name string, doc *tabled) (unseen, hurt bool) {
	if lost := lostPages(doc.Unread, doc.Pages); lost > 0 {
		in.complain(stderr, fmt.Errorf("%s: %s", name, t.whyLost(lost)))
		unseen = t.ocr != ocrNever
	}
	return unseen, complainOf(stderr, in, name, doc.Wrong)
}

// read reads a file that has one of the pages; the error says why it is none. several says whether it is one of several.
func (t *tabling) read(ctx context.Context, asking *asking, name string, pages pageSet, several bool) (*tabled, error) {
	doc, want := &tabled{}, wanted{Tables: true, Pages: pages, Choice: t.choice, SVG: t.debug != "", Several: several, Language: spoken}
	if t.xlsx == "" {
		want.As = t.format()
	}
	if err := asking.ask(ctx, name, want, doc); err != nil {
		return nil, err
	}
	if !pages.meet(doc.Pages) {
		return nil, fmt.Errorf("%s: has %d pages, and none of %s", name, doc.Pages, t.pages)
	}
	return doc, t.drawn(name, doc.Drawn)
}

// choose takes the area and the columns that were chosen.
func (t *tabling) choose() error {
	if n := len(t.choice.Columns); t.choice.Columns != nil && n < 3 {
		return fmt.Errorf("--columns needs three column lines or more, such as 40,250,560: the left one, the right one and those between")
	}
	if t.area == nil {
		return nil
	}
	if len(t.area) != 4 || t.area[0] >= t.area[2] || t.area[1] >= t.area[3] {
		return fmt.Errorf("--area needs the left, upper, right and lower edge, such as 40,120,560,700")
	}
	t.choice.Area = page.Box{X0: t.area[0], Y0: t.area[1], X1: t.area[2], Y1: t.area[3]}
	return nil
}

// drawn writes what was seen on the pages, if that was asked for.
func (t *tabling) drawn(name string, pages map[int][]byte) error {
	if t.debug == "" {
		return nil
	}
	stem := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	for _, n := range slices.Sorted(maps.Keys(pages)) {
		write := func(w io.Writer) error { _, err := w.Write(pages[n]); return err }
		if err := writeWhole(filepath.Join(t.debug, fmt.Sprintf("%s-%03d.svg", stem, n)), write); err != nil {
			return err
		}
	}
	return nil
}

// A tablePrinter takes the tables of one file after the other.
type tablePrinter interface {
	take(doc *tabled) error
	Close() error
}

// A textPrinter prints files as the worker made them.
type textPrinter struct{ *render.Printer }

func (p textPrinter) take(doc *tabled) error { return p.File(doc.Printed) }

// printer is what prints in the form that was asked for.
func (t *tabling) printer(w io.Writer) tablePrinter {
	if t.xlsx != "" {
		return &sheetPrinter{name: t.xlsx, stdout: w}
	}
	if isTerminal(w) {
		w = harmless{w}
	}
	return textPrinter{render.NewPrinter(w, t.format())}
}

// A sheetPrinter gathers tables into a workbook, which it writes at the end.
type sheetPrinter struct {
	name   string
	stdout io.Writer
	tables []layout.Table
}

func (p *sheetPrinter) take(doc *tabled) error {
	p.tables = append(p.tables, doc.Tables...)
	return nil
}

func (p *sheetPrinter) Close() error {
	return writeTold(p.name, p.stdout, func(w io.Writer) error { return dataset.WriteTables(w, p.tables) })
}

// writeTold writes the file that takes what a command would print, and prints that it is there.
func writeTold(name string, stdout io.Writer, write func(io.Writer) error) error {
	err := writeWhole(name, write)
	if err == nil {
		_, err = fmt.Fprintln(stdout, say("{file} is written.", visible(name)))
	}
	return err
}

// writeWhole writes a file, which gets its name when it is whole.
func writeWhole(name string, write func(io.Writer) error) error {
	err := file.Write(name, filepath.Join(filepath.Dir(name), ".mingxi-"+filepath.Base(name)), write)
	return notWritten(name, err)
}

// notWritten says why a file or a folder cannot be written, by the name that was given.
func notWritten(name string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("%s: cannot be written: %w", name, path.Err)
	}
	return err
}

// oneFormat refuses a choice of several formats.
func (t *tabling) oneFormat() error {
	var chosen, all []string
	for _, format := range render.Formats {
		all = append(all, "--"+string(format))
		if *t.as[format] {
			chosen = append(chosen, "--"+string(format))
		}
	}
	if t.xlsx != "" {
		chosen = append(chosen, "--xlsx")
	}
	if len(chosen) < 2 {
		return nil
	}
	return fmt.Errorf("%s cannot go together: choose one of %s and --xlsx", strings.Join(chosen, " and "), strings.Join(all, ", "))
}

// format is the format that was asked for.
func (t *tabling) format() render.Format {
	for _, format := range render.Formats {
		if *t.as[format] {
			return format
		}
	}
	return render.Markdown
}
