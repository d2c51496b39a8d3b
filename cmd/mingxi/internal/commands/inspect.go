package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// An inspection is what the flags of inspect say.
type inspection struct {
	readFlags
	limits manyFlags
	page   int
	show   []string
	svg    string
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
  3  the file or a part of the page could not be read, or there is no such page
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
			return x.run(cmd.Context(), args[0], cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.IntVar(&x.page, "page", 1, "`page` to show, from 1")
	f.StringSliceVar(&x.show, "show", []string{"cells", "tables", "records"}, "`what` to show: "+strings.Join(views.names(), ", "))
	f.StringVar(&x.svg, "svg", "", "`file` to draw to; - is standard output")
	x.flags(f)
	x.limits.limits(f)
	return cmd
}

func (x *inspection) run(ctx context.Context, name string, stdout, stderr io.Writer) error {
	for _, s := range x.show {
		if views.find(s) == nil {
			return fmt.Errorf("cannot show %q: use some of %s", s, strings.Join(views.names(), ", "))
		}
	}
	if _, err := x.options(); err != nil {
		return err
	}
	defer x.close()
	if err := x.limits.sensible(); err != nil {
		return err
	}
	asking, err := newAsking(&x.readFlags, &x.limits)
	if err != nil {
		return err
	}
	defer asking.close()
	var seen inspected
	if x.page >= 1 {
		err = asking.ask(ctx, name, wanted{Page: x.page, Show: x.show, SVG: x.svg != "", Language: spoken}, &seen)
	} else {
		err = fmt.Errorf("%s: there is no page %d; pages count from 1", name, x.page)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil && x.page > seen.Pages {
		err = fmt.Errorf("%s: there is no page %d; pages count from 1 to %d", name, x.page, seen.Pages)
	}
	if err != nil {
		return &failure{ExitUnread, err}
	}
	write := func(w io.Writer) error { _, err := w.Write(seen.Shown); return err }
	if x.svg == "" || x.svg == "-" {
		err = write(stdout)
	} else {
		err = writeTold(x.svg, stdout, write)
	}
	if err == nil && complainOf(stderr, &inputs{}, name, seen.Wrong) {
		return &failure{status: ExitUnread}
	}
	return unwritten(err)
}
