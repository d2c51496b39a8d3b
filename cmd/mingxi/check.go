package main

import (
	"context"
	"io"
	"os"

	"github.com/spf13/cobra"
)

// A checking is what the flags of check say.
type checking struct {
	reading
	failOn string
	quiet  bool
}

func checkCommand() *cobra.Command {
	var x checking
	cmd := &cobra.Command{
		Use:   "check FILE|DIR...",
		Short: "Check budget PDFs and print what does not add up",
		Long: `Check reads documents and reconciles their figures as extract does, but writes nothing:
it prints what was verified and what a person should look at.

Exit status:
  0  all was read and nothing contradicts
  1  there are findings of severity error (see --fail-on)
  2  the command line could not be understood
  3  an input could not be read; the others were
  4  a scan needs recognition (OCR), which is not available`,
		Example: `  mingxi check budget.pdf
  mingxi check archive/ --fail-on warning --quiet`,
		Args: someInput("check needs a PDF file or a folder with PDF files"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.run(cmd.Context(), args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	x.flags(f)
	failOnFlag(f, &x.failOn)
	f.BoolVarP(&x.quiet, "quiet", "q", false, "print nothing but errors")
	return cmd
}

func (x *checking) run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	bad, err := severities(x.failOn)
	if err != nil {
		return err
	}
	opt, err := x.options()
	if err != nil {
		return err
	}
	defer x.close()
	files, problems := expand(args, os.Stdin)
	b := &batch{seen: map[string]string{}}
	if err := b.readAll(ctx, files, problems, &x.reading, opt, stderr, x.quiet); err != nil {
		return err
	}
	if b.read > 0 && !x.quiet {
		if err := summarise(stdout, &b.dataset, ""); err != nil {
			return &failure{exitUnwritten, err}
		}
	}
	return b.outcome(bad)
}
