package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/mingxi/mingxi/normalize/reconcile"
	"github.com/spf13/cobra"
)

func formsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "forms",
		Short: "List the known tables of disclosures",
		Long:  "Forms lists the catalogue of the tables that disclosures are made of. Their ids stand in the\ncolumn form of tables.csv and records.csv.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON {
				e := json.NewEncoder(cmd.OutOrStdout())
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return unwritten(e.Encode(forms.All()))
			}
			return unwritten(listForms(cmd.OutOrStdout()))
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the whole catalogue as JSON")
	return cmd
}

func listForms(w io.Writer) error {
	g := grid{out: bufio.NewWriter(w), width: terminalWidth(w), palette: colours(w)}
	var rows [][]string
	for _, f := range forms.All() {
		rows = append(rows, []string{f.ID, f.Chinese, f.English, orElse(f.Kind, "both"), orElse(f.Level, "any")})
	}
	g.print([]gridColumn{{"form", false}, {"title", false}, {"in English", false}, {"kind", false}, {"level", false}}, []int{1, 2}, rows)
	return g.out.Flush()
}

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE|FORM]",
		Short: "Explain a check by its code, or a form by its id",
		Long: `Explain says in words what a check compares and when it fails. Codes stand in the column
code of checks.csv and findings.csv. Without a code it lists all of them.`,
		Example: `  mingxi explain
  mingxi explain parent-children
  mingxi explain budget-summary`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: explainable,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return unwritten(listRules(cmd.OutOrStdout()))
			}
			text := explain(args[0])
			if text == nil {
				return errors.New(args[0] + ": no check and no form has this name; 'mingxi explain' and 'mingxi forms' list them")
			}
			return unwritten(paragraphs(cmd.OutOrStdout(), text))
		},
	}
}

// explainable are the names that explain knows, for the completion of command lines.
func explainable(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var names []string
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, r := range reconcile.Rules() {
		names = append(names, r.ID+"\t"+r.Title)
	}
	for _, f := range forms.All() {
		names = append(names, f.ID+"\t"+f.Chinese)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func listRules(w io.Writer) error {
	g := grid{out: bufio.NewWriter(w), width: terminalWidth(w), palette: colours(w)}
	var rows [][]string
	for _, r := range reconcile.Rules() {
		rows = append(rows, []string{r.ID, r.Title})
	}
	g.print([]gridColumn{{"check", false}, {"what it compares", false}}, []int{1}, rows)
	return g.out.Flush()
}

// explain gives what is known under a name, as paragraphs; nil if nothing is.
func explain(name string) []string {
	if r, ok := reconcile.Explain(name); ok {
		return []string{r.ID + ": " + r.Title, r.Explanation}
	}
	for _, f := range forms.All() {
		if f.ID == name {
			return []string{f.ID + ": " + f.Chinese + " (" + f.English + ")", "Known by the titles " + strings.Join(f.Titles, ", "), f.Source}
		}
	}
	return nil
}

// paragraphs prints text in lines that can be read.
func paragraphs(w io.Writer, text []string) error {
	const comfortable = 88
	out := bufio.NewWriter(w)
	for i, p := range text {
		if i > 0 {
			fmt.Fprintln(out)
		}
		for _, line := range wrap(p, min(terminalWidth(w), comfortable)) {
			fmt.Fprintln(out, line)
		}
	}
	return out.Flush()
}
