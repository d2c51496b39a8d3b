package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/spf13/cobra"
)

// writable are the names of all formats, and exportable those of what can be made from a dataset.
var (
	writable   = names(dataset.Formats)
	exportable = slices.DeleteFunc(names(dataset.Formats), func(name string) bool { return name == string(dataset.XLSX) })
)

func exportCommand() *cobra.Command {
	var formats []string
	var dir string
	var csv csvFlags
	cmd := &cobra.Command{
		Use:   "export DATASET --format FORMAT...",
		Short: "Write a dataset in further formats",
		Long: `Export adds formats to a dataset that extract wrote with CSV in it, or writes them into
another folder. The documents are not read again, so that workbooks, which show the
tables' merged cells, cannot be made this way. A dataset whose CSV files were changed
since they were written is refused: what is made of it would pass for what was extracted.

Exit status:
  0  the formats are written
  2  the command line could not be understood
  3  the dataset could not be read, or was changed since it was written
  5  the output could not be written`,
		Example: `  mingxi export dataset --format parquet,sqlite
  mingxi export dataset --format json -o elsewhere`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] == "" {
				return errors.New("export needs the folder of one dataset")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runExport(cmd.Context(), args[0], dir, formats, &csv, cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringSliceVar(&formats, "format", nil, "what to write, a `list` of "+strings.Join(exportable, ", "))
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(exportable, cobra.ShellCompDirectiveNoFileComp))
	csv.flags(cmd.Flags())
	cmd.Flags().StringVarP(&dir, "output", "o", "", "`folder` to write to; the dataset's own if not given")
	return cmd
}

func runExport(ctx context.Context, from, dir string, names []string, csv *csvFlags, stdout io.Writer) error {
	formats, err := csv.parse(names)
	if err != nil {
		return err
	}
	if len(formats) == 0 {
		return errors.New("say with --format what to write: " + strings.Join(exportable, ", "))
	}
	if _, err := dataset.Open(from); err != nil {
		return &failure{ExitUnread, cannotRead(from, err)}
	}
	if dir == "" {
		dir = from
	}
	err = dataset.Convert(ctx, from, dir, formats)
	switch {
	case err == nil:
		_, err := fmt.Fprintln(stdout, say("{files} written to {folder}.", strings.Join(names, ", "), visible(dir)))
		return unwritten(err)
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, dataset.ErrWorkbooks):
		return fmt.Errorf("%w: use mingxi extract --format xlsx", err)
	case errors.Is(err, dataset.ErrUnreadable), errors.Is(err, dataset.ErrAltered):
		return &failure{ExitUnread, cannotRead(from, err)}
	case errors.Is(err, dataset.ErrForeign):
		return &failure{ExitUnwritten, fmt.Errorf("%s: cannot write the dataset there: %w; choose an empty folder with -o", dir, err)}
	}
	return cannotWrite(dir, err)
}
