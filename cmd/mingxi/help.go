package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// helpWidth is how wide help is printed, in columns.
const helpWidth = 100

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

// wrapped is the way cobra prints usage, with the flags within a width.
func wrapped(usage string) string {
	return strings.ReplaceAll(usage, "Flags.FlagUsages |", fmt.Sprintf("Flags.FlagUsagesWrapped %d |", helpWidth))
}

// choices are the values that flags take, for the completion of command lines.
var choices = map[string][]string{
	"format":     writable,
	"fail-on":    {"error", "warning", "never"},
	"ocr":        {ocrAuto, ocrAlways, ocrNever},
	"readers":    {readersAuto, readersNetworks, readersTesseract},
	"log-format": {"text", "json"},
}

// complete tells shells what the flags of all commands may be, where a command does not say so itself.
func complete(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		for flag, values := range choices {
			if cmd.Flags().Lookup(flag) != nil {
				cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
			}
		}
		if cmd.Flags().Lookup("output") != nil {
			cmd.MarkFlagDirname("output")
		}
	}
}
