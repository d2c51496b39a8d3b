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

// What is made of a document for the process that reads it itself begins with one of these: of most, only what is printed is made, which
// is not encoded then.
const (
	justPrinted = iota
	withMore    // a tabled document follows
)

// printAlone prints the tables of one file for package shortcut, and what is to be said of it. What keeps it from that is for those who
// call it by hand: package shortcut lets it say nothing.
func printAlone(args []string, stdout, stderr io.Writer) int {
	outlive(runtime.GOOS, os.Interrupt, syscall.SIGTERM)
	spoken = languageOf(args, os.Getenv)
	made, err := readAlone(args)
	if fault := (*archive.Fault)(nil); errors.As(err, &fault) {
		io.WriteString(stderr, fault.Error())
		return shortcut.Faulted
	}
	if err != nil {
		complain(stderr, err)
		return ExitUnread
	}
	if _, err := stdout.Write(made); err != nil {
		return ExitUnwritten
	}
	return 0
}

// readAlone is what is handed back.
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
	doc := &tabled{Printed: made.Other[1:]}
	if made.Other[0] == withMore {
		doc = &tabled{}
		if err := gob.NewDecoder(bytes.NewReader(made.Other[1:])).Decode(doc); err != nil {
			return nil, err
		}
	}
	if len(doc.Unread) > 0 && t.ocr != ocrNever {
		return nil, errElsewhere
	}
	return t.handedBack(name, doc)
}

// handedBack is what is printed and said of a file, with the status.
func (t *tabling) handedBack(name string, doc *tabled) ([]byte, error) {
	var out, said bytes.Buffer
	unseen, hurt := t.tell(&said, &inputs{}, name, doc)
	p := t.printer(&out)
	if err := p.take(doc); err != nil {
		return nil, err
	}
	if err := p.Close(); err != nil {
		return nil, err
	}
	damaged := 0
	if hurt {
		damaged++
	}
	status := report(&said, "mingxi tables", inputStatus(damaged, unseen))
	return shortcut.Back(out.Bytes(), said.Bytes(), status), nil
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
