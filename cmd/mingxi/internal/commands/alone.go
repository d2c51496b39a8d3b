package commands

import (
	"bytes"
	"context"
	"encoding/gob"
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

// errElsewhere tells that a file is to be read by other processes: pages wait for recognition, or it is none of the usual ones.
var errElsewhere = errors.New("the file is not read here")

// What is made of a document for the process that reads it itself ends with one of these: of most, only what is printed is made, which
// is not encoded then.
const (
	justPrinted = iota
	withMore    // it is a tabled document
)

// printAlone prints the tables of one file for package shortcut, and what is to be said of it. What keeps it from that is for those who
// call it by hand: package shortcut lets it say nothing.
func printAlone(args []string, stdout, stderr io.Writer) int {
	outlive(runtime.GOOS, os.Interrupt, syscall.SIGTERM)
	spoken = languageOf(args, os.Getenv)
	t, name, doc, err := readAlone(args)
	if fault := (*archive.Fault)(nil); errors.As(err, &fault) {
		io.WriteString(stderr, fault.Error())
		return shortcut.Faulted
	}
	if err != nil {
		complain(stderr, err)
		return ExitUnread
	}
	if err := t.handBack(stdout, name, doc); err != nil {
		return ExitUnwritten
	}
	return 0
}

// readAlone reads the file that a command line names.
func readAlone(args []string) (t *tabling, name string, doc *tabled, err error) {
	t, cmd := newTables()
	if err := cmd.ParseFlags(args[1:]); err != nil {
		return nil, "", nil, err
	}
	if err := t.oneFormat(); err != nil {
		return nil, "", nil, err
	}
	name = cmd.Flags().Arg(0)
	doc, err = t.tabledAlone(name)
	return t, name, doc, err
}

// tabledAlone is what is made of a file here.
func (t *tabling) tabledAlone(name string) (*tabled, error) {
	plan, err := t.limits.plan(&t.readFlags, nil)
	if err != nil {
		return nil, err
	}
	want, err := json.Marshal(wanted{Tables: true, As: t.format(), Alone: true, Language: spoken})
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
	end := len(made.Other) - 1
	doc := &tabled{Printed: made.Other[:end]}
	if made.Other[end] == withMore {
		doc = &tabled{}
		if err := gob.NewDecoder(bytes.NewReader(made.Other)).Decode(doc); err != nil {
			return nil, err
		}
	}
	if len(doc.Unread) > 0 && t.ocr != ocrNever {
		return nil, errElsewhere
	}
	return doc, nil
}

// handBack writes what is printed and said of a file, with the status. What is printed can be large, and is not copied on its way.
func (t *tabling) handBack(w io.Writer, name string, doc *tabled) error {
	var said bytes.Buffer
	unseen, hurt := t.tell(&said, &inputs{}, name, doc)
	out := &counted{Writer: w}
	p := t.printer(out)
	if err := p.take(doc); err != nil {
		return err
	}
	if err := p.Close(); err != nil {
		return err
	}
	damaged := 0
	if hurt {
		damaged++
	}
	status := report(&said, "mingxi tables", inputStatus(damaged, unseen))
	_, err := w.Write(shortcut.End(out.n, said.Bytes(), status))
	return err
}

// A counted writer counts the bytes.
type counted struct {
	io.Writer
	n int
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.n += n
	return n, err
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
		return nil, errors.Join(err, errElsewhere)
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, err
	}
	if now, err := f.Stat(); err != nil || !now.ModTime().Equal(info.ModTime()) {
		return nil, errors.Join(err, errElsewhere) // it is being written
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
