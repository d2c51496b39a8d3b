package commands

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func completionCommand() *cobra.Command {
	shells := map[string]func(*cobra.Command, io.Writer) error{
		"bash":       func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"zsh":        func(root *cobra.Command, w io.Writer) error { return root.GenZshCompletion(w) },
		"fish":       func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) },
		"powershell": func(root *cobra.Command, w io.Writer) error { return root.GenPowerShellCompletionWithDesc(w) },
	}
	names := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print what makes a shell complete command lines: bash, zsh, fish or powershell",
		Example: `  source <(mingxi completion bash)
  mingxi completion fish > ~/.config/fish/completions/mingxi.fish`,
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(names, args[0]) {
				return fmt.Errorf("completion needs the name of a shell: %s", strings.Join(names, ", "))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return unwritten(shells[args[0]](cmd.Root(), cmd.OutOrStdout()))
		},
	}
}

func manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Example: "  mingxi man > mingxi.1",
		Args:    atMost(0, "man takes no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(cmd.OutOrStdout(), manual(cmd.Root()))
			return unwritten(err)
		},
	}
}

// manual is the page of all commands for man, in the language that is spoken.
func manual(root *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH MINGXI 1 \"\" \"mingxi %s\"\n.SH %s\nmingxi \\- %s\n", programVersion(), say("NAME"), roff(translated(root.Short)))
	for _, cmd := range append([]*cobra.Command{root}, root.Commands()...) {
		if cmd != root && !cmd.IsAvailableCommand() {
			continue
		}
		fmt.Fprintf(&b, ".SH %s\n.B %s\n", roff(strings.ToUpper(cmd.CommandPath())), roff(usageLine(cmd)))
		for _, p := range paragraphsOf(cmd) {
			if p.head == "" {
				fmt.Fprintf(&b, ".PP\n%s\n", roff(p.text))
			} else {
				fmt.Fprintf(&b, ".TP\n%s\n%s\n", roff(strings.TrimSpace(p.head)), roff(p.text))
			}
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if told := flagHelp(f); !f.Hidden {
				fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(strings.TrimSpace(told[0])), roff(told[1]))
			}
		})
		if cmd.Example != "" {
			fmt.Fprintf(&b, ".PP\n.nf\n%s\n.fi\n", roff(cmd.Example))
		}
	}
	return b.String()
}

// roff writes text as the formatter of manual pages takes it.
func roff(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, `\`, `\e`), "-", `\-`)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
