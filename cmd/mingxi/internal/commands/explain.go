package commands

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/spf13/cobra"
)

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE|FORM]",
		Short: "Explain a check or a finding by its code, or a form by its id",
		Long: `Explain says in words what a check compares and when it fails, or what a finding tells, in
English and in Chinese. Codes stand in the column code of checks.csv and findings.csv. Without
a code it lists all of them.`,
		Example: `  mingxi explain
  mingxi explain parent-children
  mingxi explain page-needs-ocr
  mingxi explain budget-summary`,
		Args:              atMost(1, "explain takes one code or the id of one form"),
		ValidArgsFunction: explainable,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return unwritten(listCodes(cmd.OutOrStdout()))
			}
			text := explain(args[0])
			if text == nil {
				return errors.New(args[0] + ": no check, no finding and no form has this name; 'mingxi explain' and 'mingxi forms' list them")
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
	for _, c := range codes.All() {
		names = append(names, c.ID+"\t"+inLanguages(c)[0].Title)
	}
	for _, f := range forms.All() {
		names = append(names, f.ID+"\t"+f.Chinese)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func listCodes(w io.Writer) error {
	g := listing{out: bufio.NewWriter(w), width: listingWidth(w), palette: colours(w)}
	var rows [][]string
	for _, c := range codes.All() {
		kind := say("check")
		if c.Kind == codes.Finding {
			kind = say("finding")
		}
		rows = append(rows, []string{c.ID, kind, inLanguages(c)[0].Title})
	}
	g.print([]listingColumn{{say("code"), false}, {say("of a"), false}, {say("what it says"), false}}, []int{2}, rows)
	return g.out.Flush()
}

// explain gives what is known under a name, as paragraphs; nil if nothing is.
func explain(name string) []string {
	if c, ok := codes.Find(name); ok {
		var out []string
		for _, w := range inLanguages(c) {
			between := ": "
			if w == c.Chinese {
				between = "："
			}
			out = append(out, c.ID+between+w.Title, w.Explanation)
		}
		return out
	}
	for _, f := range forms.All() {
		if f.ID == name {
			text := []string{f.ID + colon() + f.Chinese + " (" + f.English + ")", say("Known by titles such as {titles}.", strings.Join(titlesOf(f), comma()))}
			if len(f.Header) > 0 {
				text = append(text, say("Where no title tells, known by a head with all of {words}.", strings.Join(f.Header, comma())))
			}
			return append(text, say("Laid down or seen: {source}.", bilingual.Sentence{Message: f.Source, MessageZh: f.SourceZh}))
		}
	}
	return nil
}

// inLanguages are the words about a code in both languages, the one that is spoken first.
func inLanguages(c codes.Code) []codes.Words {
	if spoken == bilingual.Chinese {
		return []codes.Words{c.Chinese, c.English}
	}
	return []codes.Words{c.English, c.Chinese}
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
