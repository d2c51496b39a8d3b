// Package commands holds what the program is told to do: one file a subcommand.
package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/shortcut"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Run runs one command line and gives its exit status.
func Run(args []string, stdout, stderr io.Writer) (status int) {
	defer func() {
		if p := recover(); p != nil {
			complain(stderr, fmt.Errorf("a fault of the program: %v; please report it with the file it was given", p))
			status = ExitUnwritten
		}
	}()
	if slices.Equal(args, asWorker) {
		return report(stderr, "mingxi worker", serveWorker())
	}
	if len(args) > 1 && args[0] == shortcut.Worker {
		return printAlone(args[1:], stdout, stderr)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	spoken = languageOf(args, os.Getenv)
	if err := afterShortcut(); err != nil {
		return report(stderr, "mingxi", err)
	}
	cmd := Root()
	if len(args) > 0 && args[0] == cobra.ShellCompRequestCmd {
		tellShells(cmd)
	}
	cmd.SetArgs(args)
	cmd.SetOut(stdout)
	cmd.SetErr(stderr)
	ran, err := cmd.ExecuteContextC(ctx)
	return report(stderr, ran.CommandPath(), err)
}

func Root() *cobra.Command {
	var asked bool // for the version
	cmd := &cobra.Command{
		Use:   "mingxi",
		Short: "Turn published budget PDFs into datasets whose figures are proven",
		Long: `Mingxi (明细) turns published Chinese budget and final-account PDFs into datasets
whose every figure says where it was printed, what it means, and what it was
checked against.`,
		Example: `  mingxi extract budget.pdf -o dataset
  mingxi check budget.pdf
  mingxi tables report.pdf --json
  mingxi inspect budget.pdf --page 3 --svg page3.svg`,
		SuggestionsMinimumDistance: 2,

		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noSuchCommand,

		PersistentPreRun: func(cmd *cobra.Command, _ []string) { collect(cmd) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asked {
				return unwritten(printVersion(cmd.OutOrStdout()))
			}
			return cmd.Help()
		},
	}
	cmd.Flags().BoolVar(&asked, "version", false, "print the version, as 'mingxi version' does")
	cmd.PersistentFlags().BoolP("help", "h", false, "print what a command does, and its flags")
	cmd.PersistentFlags().Func("ui", "`language` to speak: en, zh; otherwise that of MINGXI_LANG or of the locale", func(s string) error {
		if _, ok := languages[s]; !ok {
			return errors.New("use en or zh")
		}
		return nil
	})
	cmd.CompletionOptions.DisableDefaultCmd = true
	cobra.EnableCommandSorting = false // in the order of the work, not of the alphabet
	cmd.SetHelpFunc(help)
	cmd.SetFlagErrorFunc(flagError)
	cmd.SetHelpCommand(helpCommand())
	cmd.AddCommand(extractCommand(), checkCommand(), exportCommand(), reviewCommand(), serveCommand(), workCommand(), statusCommand(), tablesCommand(), inspectCommand(), formsCommand(), explainCommand(),
		versionCommand(), doctorCommand(), completionCommand(), manCommand())
	complete(cmd)
	return cmd
}

// wantedValues say what a flag takes, by its type.
var wantedValues = map[string]string{
	"int":      "give a whole number",
	"float64":  "give a number",
	"duration": "give a time such as 90s or 30m",
	"bool":     "give true or false",
}

// flagError says in plain words what is wrong with the value of a flag, and which flag one that is none may have meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		return perhaps(err, flagsLike(cmd, unknown.GetSpecifiedName()))
	}
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return err
	}
	wanted, ok := wantedValues[invalid.GetFlag().Value.Type()]
	if !ok {
		return err
	}
	return fmt.Errorf("--%s %s: %s", invalid.GetFlag().Name, invalid.GetValue(), wanted)
}

// noSuchCommand refuses what is no command, and names those that may have been meant.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if _, err := os.Stat(args[0]); err == nil {
		return fmt.Errorf("there is no command %q; to read that file or folder: mingxi extract %s", args[0], args[0])
	}
	return perhaps(fmt.Errorf("there is no command %q", args[0]), cmd.SuggestionsFor(args[0]))
}

// perhaps adds to an error what may have been meant.
func perhaps(err error, meant []string) error {
	if len(meant) == 0 {
		return err
	}
	return fmt.Errorf("%w; did you mean %s?", err, strings.Join(meant, ", "))
}

// flagsLike are the flags of a command whose names are like one, as cobra finds commands.
func flagsLike(cmd *cobra.Command, name string) (like []string) {
	const most = 2 // letters that differ, and no more than every other one
	flags := &cobra.Command{SuggestionsMinimumDistance: min(most, len(name)/2)}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		flags.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
	})
	for _, name := range flags.SuggestionsFor(name) {
		like = append(like, "--"+name)
	}
	return like
}
