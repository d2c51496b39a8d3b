package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/draw"
	"github.com/spf13/cobra"
)

// An inspection is what the flags of inspect say.
type inspection struct {
	readFlags
	page int
	show []string
	svg  string
}

func inspectCommand() *cobra.Command {
	var x inspection
	cmd := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Show what was read from a page, and what became of it",
		Long: `Inspect shows what each stage saw on one page: runs of text and rulings, the cells and
tables made of them, the records these gave, and the checks the records took part in.
It lists them, or draws them over the page with --svg. Boxes are left, upper, right and
lower edge in points from the top left corner of the page.

Exit status:
  0  the page is shown
  2  the command line could not be understood
  3  the file could not be read, or has no such page
  5  the output could not be written`,
		Example: `  mingxi inspect budget.pdf --page 3
  mingxi inspect budget.pdf --page 3 --show runs,rulings
  mingxi inspect budget.pdf --page 3 --show cells,records --svg page3.svg`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("inspect needs one PDF file")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.run(cmd.Context(), args[0], cmd.OutOrStdout())
		},
	}
	f := cmd.Flags()
	f.IntVar(&x.page, "page", 1, "page to show, from 1")
	f.StringSliceVar(&x.show, "show", []string{"cells", "tables", "records"}, "what to show: "+strings.Join(views.names(), ", "))
	f.StringVar(&x.svg, "svg", "", "file to draw to; - is standard output")
	x.flags(f)
	return cmd
}

func (x *inspection) run(ctx context.Context, name string, stdout io.Writer) error {
	for _, s := range x.show {
		if views.find(s) == nil {
			return fmt.Errorf("cannot show %q: use some of %s", s, strings.Join(views.names(), ", "))
		}
	}
	opt, err := x.options()
	if err != nil {
		return err
	}
	defer x.close()
	opt.OCRPages = []int{x.page}
	doc, err := readPrinted(ctx, name, opt)
	if err != nil {
		return &failure{exitUnread, x.plainly(name, err)}
	}
	if x.page < 1 || x.page > len(doc.Pages) {
		return &failure{exitUnread, fmt.Errorf("%s: there is no page %d; the file has %s", name, x.page, plural(len(doc.Pages), "page"))}
	}
	s := sight{doc: doc, page: &doc.Pages[x.page-1]}
	if slices.ContainsFunc(x.show, func(v string) bool { return views.find(v).meaning }) {
		if s.ds, err = understandPrinted(name, doc); err != nil {
			return &failure{exitUnread, err}
		}
	}
	var layers []draw.Layer
	for _, v := range x.show {
		layers = append(layers, draw.Layer{Name: v, Color: views.find(v).color, Marks: views.find(v).marks(s)})
	}
	if x.svg == "" {
		return unwritten(printMarks(stdout, layers))
	}
	return unwritten(drawTo(x.svg, stdout, s, layers))
}

func unwritten(err error) error {
	if err == nil {
		return nil
	}
	return &failure{exitUnwritten, err}
}

// printMarks prints them, one a line.
func printMarks(w io.Writer, layers []draw.Layer) error {
	out := bufio.NewWriter(w)
	for _, l := range layers {
		for _, m := range l.Marks {
			fmt.Fprintf(out, "%s\t%.2f %.2f %.2f %.2f\t%s\n", l.Name, m.Box.X0, m.Box.Y0, m.Box.X1, m.Box.Y1, visible(m.Note))
		}
	}
	return out.Flush()
}

// drawTo draws into a file, or to standard output.
func drawTo(name string, stdout io.Writer, s sight, layers []draw.Layer) error {
	if name == "-" {
		return draw.SVG(stdout, s.page, layers)
	}
	return writeWhole(name, func(w io.Writer) error { return draw.SVG(w, s.page, layers) })
}
