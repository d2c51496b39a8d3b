package commands

import (
	"bytes"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/shortcut"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/internal/render"
)

// A wanted is what a command wants of a document that is not its dataset.
type wanted struct {
	Tables   bool               // its tables, as tabled
	Pages    pageSet            // of these pages, where they are drawn or a choice is made
	Choice   analysis.Choice    // under which they are laid out
	Page     int                // what was seen on a page, as inspected
	Show     []string           // views of that page
	SVG      bool               // drawn
	Language bilingual.Language // of what is said of it

	As      render.Format // how its tables are printed; empty where they themselves are wanted
	Several bool          // it is one of several that are printed
	Alone   bool          // the reader is the process that asks: see printAlone

	Recognise []int // what is recognised on these pages
}

// A tabled document is what is printed of its tables.
type tabled struct {
	Pages   int
	Unread  []int // pages that were not recognised
	Wrong   []trouble
	Tables  []layout.Table
	Printed []byte         // its tables in the form that was wanted, in their place
	Drawn   map[int][]byte // pages with what was seen on them, if that was wanted
}

// An inspected page is what is shown of it.
type inspected struct {
	Pages int // of the document
	Shown []byte
	Wrong []trouble // with the page
}

// An asking command has single documents read by a worker.
type asking struct {
	flags *readFlags
	asker *archive.Asker
}

// newAsking gives what reads documents as the flags say. It must be closed.
func newAsking(r *readFlags, limits *manyFlags) (*asking, error) {
	plan, err := limits.plan(r, nil)
	if err != nil {
		return nil, err
	}
	return &asking{r, archive.NewAsker(&plan)}, nil
}

func (a *asking) close() { a.asker.Close() }

// tried is why a file was not read that a process tried to read already, which another would do no better.
func (a *asking) tried(name string) error {
	switch tried := &shortcut.Tried; {
	case tried.TooLong:
		return a.asker.Late(name)
	case tried.Fault != "":
		return errors.New(tried.Fault)
	case tried.Crash != "":
		return a.asker.Crashed(name, tried.Crash)
	}
	return nil
}

// ask reads what is wanted of a file into made. The error names the file, or is that of ctx.
func (a *asking) ask(ctx context.Context, name string, want wanted, made any) error {
	data, err := json.Marshal(want)
	if err != nil {
		return err
	}
	if err := a.tried(name); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	got, err := a.asker.Ask(ctx, name, data)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return gob.NewDecoder(bytes.NewReader(got)).Decode(made)
}
