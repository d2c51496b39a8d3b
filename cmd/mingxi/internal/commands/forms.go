package commands

import (
	"bufio"
	"encoding/json"
	"io"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/spf13/cobra"
)

func formsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "forms",
		Short: "List the known tables of disclosures",
		Long:  "Forms lists the catalogue of the tables that disclosures are made of. Their ids stand in the\ncolumn form of tables.csv and records.csv.",
		Args:  atMost(0, "forms takes no argument"),
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
	g := listing{out: bufio.NewWriter(w), width: listingWidth(w), palette: colours(w)}
	var rows [][]string
	for _, f := range forms.All() {
		row := []string{f.ID, f.Chinese, kindOf(&normalize.Disclosure{Kind: normalize.Kind(f.Kind), Level: normalize.Level(f.Level)})}
		if spoken == bilingual.English {
			row = append(row, f.English)
		}
		rows = append(rows, row)
	}
	columns := []listingColumn{{say("form"), false}, {say("title"), false}, {say("of a"), false}}
	if spoken == bilingual.English {
		columns = append(columns, listingColumn{say("in English"), false})
	}
	g.print(columns, []int{1, len(columns) - 1}, rows)
	return g.out.Flush()
}
