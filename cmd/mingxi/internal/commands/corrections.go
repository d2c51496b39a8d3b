package commands

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/internal/file"
	"github.com/spf13/pflag"
)

// The corrections of a run are what persons said of its documents.
type corrections struct {
	name  string // file that --corrections names; empty if none
	given []correction.Entry
	book  *correction.Book // nil until open, and of runs without
}

func (c *corrections) flag(f *pflag.FlagSet) {
	f.StringVar(&c.name, "corrections", "", "`file` with what persons corrected and judged, besides corrections.csv in the dataset's folder")
}

// open reads the corrections of a run: those of the file that is named, and those beside the dataset in dir, if there is one.
func (c *corrections) open(dir string) error {
	var all []correction.Entry
	for _, name := range c.files(dir) {
		list, err := correction.Read(name)
		if err != nil {
			return &failure{ExitUnread, fmt.Errorf("%s: %w", name, err)}
		}
		if name == c.name {
			if list == nil {
				if _, err := file.Open(name); err != nil {
					return &failure{ExitUnread, fmt.Errorf("--corrections %w", plainly(name, err))}
				}
			}
			c.given = list
		}
		all = append(all, list...)
	}
	c.book = correction.NewBook(all)
	return nil
}

func (c *corrections) files(dir string) []string {
	var names []string
	if c.name != "" {
		names = append(names, c.name)
	}
	if dir != "" {
		names = append(names, filepath.Join(dir, correction.FileName))
	}
	return names
}

// keep puts what a named file says beside the dataset in dir, where it is published with it and holds from now on.
func (c *corrections) keep(ctx context.Context, dir string) error {
	if len(c.given) == 0 {
		return nil
	}
	return correction.Add(ctx, filepath.Join(dir, correction.FileName), c.given...)
}
