package commands

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/spf13/pflag"
)

// csvFlags are the flags about what spreadsheets need of CSV.
type csvFlags struct {
	bom, safe bool
	set       *pflag.FlagSet
	standing  dataset.Format // the kind that a dataset has to which more is added; empty if the flags say it
}

func (c *csvFlags) flags(f *pflag.FlagSet) {
	c.set = f
	f.BoolVar(&c.bom, "bom", false, "begin CSV files with a byte order mark, which Excel needs to read them as UTF-8; with --csv-safe unless --csv-safe=false")
	f.BoolVar(&c.safe, "csv-safe", false, "put an apostrophe before texts in CSV files that a spreadsheet would take for formulas (=, +, -, @ or a tab at their begin)")
}

// kind is the kind of CSV that the flags say.
func (c *csvFlags) kind() dataset.Format {
	if c.standing != "" {
		return c.standing
	}
	safe := c.safe || c.bom && (c.set == nil || !c.set.Changed("csv-safe"))
	switch {
	case safe && c.bom:
		return dataset.CSVSafeBOM
	case safe:
		return dataset.CSVSafe
	case c.bom:
		return dataset.CSVBOM
	}
	return dataset.CSV
}

// ofDataset takes the kind of CSV that is among the formats of a dataset, and gives their names as --format has them.
func (c *csvFlags) ofDataset(formats []dataset.Format) []string {
	list := names(formats)
	for i, f := range formats {
		if strings.HasPrefix(string(f), string(dataset.CSV)) {
			c.standing, list[i] = f, string(dataset.CSV)
		}
	}
	return list
}

// parse reads the names of formats, CSV being the kind that the flags say.
func (c *csvFlags) parse(names []string) ([]dataset.Format, error) {
	formats, err := dataset.ParseFormats(names)
	if at := slices.Index(formats, dataset.CSV); at >= 0 {
		formats[at] = c.kind()
	}
	return formats, err
}

func names(formats []dataset.Format) []string {
	out := make([]string, len(formats))
	for i, f := range formats {
		out[i] = string(f)
	}
	return out
}
