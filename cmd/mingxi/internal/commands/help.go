package commands

import (
	"fmt"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Help is printed in lines that can be read, however wide the terminal is.
const (
	helpWidth  = 100
	namesWidth = 28 // of flags and commands; what longer ones do stands on the next line
)

// helpCommand prints the help of a command. One that is not there is a mistake, as elsewhere.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Print what a command does, and its flags",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, c := range cmd.Root().Commands() {
				if c.IsAvailableCommand() {
					names = append(names, c.Name()+"\t"+c.Short)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 && about.HasSubCommands() {
				return fmt.Errorf("there is no command %q", strings.Join(args, " "))
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// help prints what a command is for, how it is called, and its flags.
func help(cmd *cobra.Command, _ []string) {
	width := min(terminalWidth(cmd.OutOrStdout()), helpWidth)
	var b strings.Builder
	for _, p := range paragraphsOf(cmd) {
		for _, line := range wrap(p.text, width-textWidth(p.head)) {
			fmt.Fprintln(&b, p.head+line)
			p.head = strings.Repeat(" ", textWidth(p.head))
		}
		if !p.close {
			fmt.Fprintln(&b)
		}
	}
	usage(&b, cmd, width)
	fmt.Fprint(cmd.OutOrStdout(), b.String())
}

// A paragraph of help: its text, what stands before it on its first line, and whether the next one follows without a gap.
type paragraph struct {
	head, text string
	close      bool
}

// listItem is a line of a list in help, such as an exit status with what it means.
var listItem = words.Expression(`^(  \S+  )(\S.*)$`)

// paragraphsOf are those of what a command's help says at length, in the language that is spoken. Lines that are
// indented stand by themselves.
func paragraphsOf(cmd *cobra.Command) (out []paragraph) {
	text := cmd.Long
	if text == "" {
		text = cmd.Short
	}
	for block := range strings.SplitSeq(text, "\n\n") {
		var words []string
		for line := range strings.SplitSeq(block, "\n") {
			if item := listItem.FindStringSubmatch(line); item != nil {
				if len(words) > 0 {
					out = append(out, paragraph{"", translated(strings.Join(words, " ")), true})
				}
				words = nil
				out = append(out, paragraph{item[1], translated(item[2]), true})
				continue
			}
			words = append(words, line)
		}
		if len(words) > 0 {
			out = append(out, paragraph{"", translated(strings.Join(words, " ")), false})
		}
		out[len(out)-1].close = false
	}
	return out
}

// translated is a text of help in the language that is spoken.
func translated(text string) string { return wordings.Say(text).In(spoken) }

// usage prints how a command is called, with examples, its own commands and its flags.
func usage(b *strings.Builder, cmd *cobra.Command, width int) {
	fmt.Fprintf(b, "%s\n  %s\n", say("Usage:"), usageLine(cmd))
	if cmd.Example != "" {
		fmt.Fprintf(b, "\n%s\n%s\n", say("Examples:"), cmd.Example)
	}
	var commands, flags [][2]string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			commands = append(commands, [2]string{c.Name(), translated(c.Short)})
		}
	}
	cmd.InheritedFlags() // puts them among its own
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			flags = append(flags, flagHelp(f))
		}
	})
	if len(commands) > 0 {
		fmt.Fprintf(b, "\n%s\n", say("Commands:"))
		twoColumns(b, commands, width)
	}
	fmt.Fprintf(b, "\n%s\n", say("Flags:"))
	twoColumns(b, flags, width)
	if len(commands) > 0 {
		fmt.Fprintf(b, "\n%s\n", say("'{command} COMMAND --help' tells more of a command.", cmd.CommandPath()))
	}
}

// usageLine is how a command is called.
func usageLine(cmd *cobra.Command) string {
	if cmd.HasSubCommands() {
		return cmd.CommandPath() + " " + say("COMMAND [flags]")
	}
	if !cmd.HasParent() {
		return cmd.UseLine()
	}
	return cmd.Parent().CommandPath() + " " + cmd.Use + " " + say("[flags]")
}

// flagHelp is a flag with what it takes, and what it does.
func flagHelp(f *pflag.Flag) [2]string {
	told := *f
	told.Usage = translated(f.Usage)
	takes, does := pflag.UnquoteUsage(&told)
	name := "    --" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", --" + f.Name
	}
	switch f.DefValue {
	case "", "0", "false", "[]":
	default:
		does = say("{what} (default {value})", does, strings.Trim(f.DefValue, "[]"))
	}
	return [2]string{strings.TrimRight(name+" "+takes, " "), does}
}

// twoColumns prints names with what they do beside them, as wide as the names need.
func twoColumns(b *strings.Builder, rows [][2]string, width int) {
	names := 0
	for _, r := range rows {
		if w := textWidth(r[0]); w <= namesWidth {
			names = max(names, w)
		}
	}
	for _, r := range rows {
		head := "  " + pad(r[0], names, false) + "  "
		if textWidth(r[0]) > names {
			fmt.Fprintln(b, "  "+r[0])
			head = strings.Repeat(" ", names+4)
		}
		for _, line := range wrap(r[1], width-names-4) {
			fmt.Fprintln(b, head+line)
			head = strings.Repeat(" ", names+4)
		}
	}
}

// tellShells puts what commands and flags are for into the language that is spoken, since shells show it beside their names.
func tellShells(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	tell := func(f *pflag.Flag) {
		f.Usage = translated(f.Usage)
		_, f.Usage = pflag.UnquoteUsage(f)
	}
	root.PersistentFlags().VisitAll(tell)
	for _, cmd := range root.Commands() {
		cmd.Short = translated(cmd.Short)
		cmd.LocalNonPersistentFlags().VisitAll(tell)
	}
}

// choices are the values that flags take, for the completion of command lines.
var choices = map[string][]string{
	"ui":         {"en", "zh"},
	"format":     writable,
	"fail-on":    {"error", "warning", "never"},
	"ocr":        {ocrAuto, ocrAlways, ocrNever},
	"readers":    {readersAuto, readersNetworks, readersTesseract},
	"sandbox":    {sandboxAuto, sandboxRequire, sandboxOff},
	"log-format": {"text", "json"},
	"show":       views.names(),
}

// complete tells shells what the flags of all commands may be, where a command does not say so itself.
func complete(root *cobra.Command) {
	for _, cmd := range append(root.Commands(), root) {
		for flag, values := range choices {
			if cmd.Flags().Lookup(flag) != nil || cmd.PersistentFlags().Lookup(flag) != nil {
				cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
			}
		}
		if cmd.Flags().Lookup("output") != nil {
			cmd.MarkFlagDirname("output")
		}
	}
}
