package commands

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"runtime"
	"syscall"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/shortcut"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/pdf"
)

// errToldOf tells that there is something to be said of a file, which only the process does that the command is given to.
var errToldOf = errors.New("there is something to be said of the file")

// toldOf is errToldOf where anything would be said of a document besides its tables, or done for them.
func (t *tabled) toldOf(r *readFlags) error {
	recognisable := len(t.Unread) > 0 && r.ocr != ocrNever
	if recognisable || lostPages(t.Unread, t.Pages) > 0 || len(t.Wrong) > 0 {
		return errToldOf
	}
	return nil
}

// printAlone prints the tables of one file for package shortcut. It says nothing of what keeps it from that.
func printAlone(args []string, stdout io.Writer) int {
	outlive(runtime.GOOS, os.Interrupt, syscall.SIGTERM)
	made, err := readAlone(args)
	if err != nil {
		return ExitUnread
	}
	if _, err := stdout.Write(append(made, shortcut.Whole...)); err != nil {
		return ExitUnwritten
	}
	return 0
}

// readAlone is what the command line prints.
func readAlone(args []string) ([]byte, error) {
	t, cmd := newTables()
	if err := cmd.ParseFlags(args[1:]); err != nil {
		return nil, err
	}
	if err := t.oneFormat(); err != nil {
		return nil, err
	}
	name := cmd.Flags().Arg(0)
	plan, err := t.limits.plan(&t.readFlags, nil)
	if err != nil {
		return nil, err
	}
	want, err := json.Marshal(wanted{Tables: true, As: t.format(), Alone: true})
	if err != nil {
		return nil, err
	}
	data, err := plainFile(name)
	if err != nil {
		return nil, err
	}
	made, err := archive.Alone(&plan, archive.Task{File: name, Want: want}, data, Reader)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	p := t.printer(&out)
	if err := p.take(&tabled{Printed: made.Other}); err != nil {
		return nil, err
	}
	err = p.Close()
	return out.Bytes(), err
}

// plainFile is what a file holds that is none of the largest.
func plainFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() > pdf.MaxFileBytes {
		return nil, errors.Join(err, errToldOf)
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, err
	}
	if now, err := f.Stat(); err != nil || !now.ModTime().Equal(info.ModTime()) {
		return nil, errors.Join(err, errToldOf) // it is being written
	}
	return data, nil
}

// afterShortcut is how a command ended already.
func afterShortcut() error {
	switch {
	case shortcut.Tried.Interrupted:
		return context.Canceled
	case shortcut.Tried.Unwritten != nil:
		return &failure{ExitUnwritten, shortcut.Tried.Unwritten}
	}
	return nil
}
